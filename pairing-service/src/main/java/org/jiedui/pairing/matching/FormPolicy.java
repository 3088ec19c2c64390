package org.jiedui.pairing.matching;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Locale;

/**
 * How many helpers a household needs (PA-12): able-bodied households one-to-one; a household with a child out of school,
 * without labour or with nobody who can care for themselves at least two helpers of different departments.
 */
public final class FormPolicy {
    private FormPolicy() {}

    /**
     * Fewest helpers of different departments.
     *
     * @param childrenOutOfSchool children of compulsory-school age out of school
     * @param labour members who can work
     * @param selfCare whether somebody in the household can care for themselves
     * @return 1 or 2
     */
    public static int requiredPartners(int childrenOutOfSchool, int labour, boolean selfCare) {
        return childrenOutOfSchool > 0 || labour <= 0 || !selfCare ? 2 : 1;
    }

    /**
     * How many helpers are still to be found: of other departments, and in any case one when only supporting ones are
     * there, as those do not couple a household (PA-08).
     *
     * @param led whether a primary helper is there or proposed
     */
    public static int missing(int required, Collection<String> presentUnits, boolean led) {
        return Math.max(required - departments(presentUnits), led ? 0 : 1);
    }

    /** How many different departments there are; a department is known by its name without regard to case and blanks. */
    public static int departments(Collection<String> units) {
        return (int) units.stream().map(FormPolicy::department).distinct().count();
    }

    /**
     * Whether a household that has its departments would lose them with this helper.
     *
     * @param others units of the helpers who stay
     */
    public static boolean wouldBreak(int required, Collection<String> others, String unit) {
        var before = new ArrayList<>(others);
        before.add(unit);
        return departments(others) < required && departments(before) >= required;
    }

    /** What makes two names the same department. */
    public static String department(String unit) {
        return unit.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
    }
}
