package org.jiedui.household.registration;

import java.util.List;

/**
 * Why a household is poor.
 *
 * @param main the main cause, or null when there is none
 * @param others at most two, different from it
 * @param remark explains OTHER
 */
public record Causes(Cause main, List<Cause> others, String remark) {
    /** None. */
    public static final Causes NONE = new Causes(null, List.of(), null);
}
