package org.jiedui.household.registration;

import java.util.List;

/** What describes a household beside its members, and may be corrected at any time. */
public record HouseholdDescription(
        String externalId, String address, String bankAccount, List<HouseholdAttribute> attributes, Causes causes) {
    @Override
    public String toString() {
        return "HouseholdDescription";
    }
}
