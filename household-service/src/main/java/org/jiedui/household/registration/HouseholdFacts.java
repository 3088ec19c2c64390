package org.jiedui.household.registration;

import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.Codes;
import org.jiedui.household.HouseholdEvent.HouseholdChanged;
import org.jiedui.household.HouseholdEvent.HouseholdRegistered;

/** The facts of a household that other services act on; announced when one of them changes. */
public record HouseholdFacts(
        UUID householdId,
        String householdNumber,
        String region,
        HouseholdType type,
        MonitoredCategory category,
        boolean stable,
        int members,
        int labour,
        int childrenOutOfSchool,
        boolean selfCare,
        List<Need> needs,
        List<Cause> causes,
        Money incomePerCapita,
        boolean closed) {
    /** Whether the household is cared for: monitored and not stable, or lifted out of poverty. */
    public boolean inCare() {
        return inCare(closed, type, category, stable);
    }

    static boolean inCare(boolean closed, HouseholdType type, MonitoredCategory category, boolean stable) {
        return !closed && (type == HouseholdType.LIFTED || (category != null && !stable));
    }

    HouseholdRegistered registered() {
        return new HouseholdRegistered(
                householdId,
                householdNumber,
                region,
                type.name(),
                category == null ? null : category.name(),
                stable,
                inCare(),
                members,
                labour,
                childrenOutOfSchool,
                selfCare,
                Codes.names(needs),
                Codes.names(causes),
                incomePerCapita);
    }

    HouseholdChanged changed() {
        return new HouseholdChanged(
                householdId,
                householdNumber,
                region,
                type.name(),
                category == null ? null : category.name(),
                stable,
                inCare(),
                members,
                labour,
                childrenOutOfSchool,
                selfCare,
                Codes.names(needs),
                Codes.names(causes),
                incomePerCapita);
    }
}
