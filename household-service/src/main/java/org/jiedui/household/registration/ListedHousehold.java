package org.jiedui.household.registration;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.Codes;

/**
 * What a list shows of a household: read as values, so that a page makes no entities.
 *
 * @param otherCauses codes as they are stored
 * @param needCodes codes as they are stored
 * @param perCapita yuan, or null
 */
public record ListedHousehold(
        UUID id,
        String householdNumber,
        String externalId,
        String region,
        HouseholdType type,
        MonitoredCategory category,
        boolean stable,
        String headName,
        int memberCount,
        int labourCount,
        int childrenOutOfSchool,
        Cause mainCause,
        String otherCauses,
        String needCodes,
        Integer incomeYear,
        BigDecimal perCapita,
        LocalDate lastVisitedOn,
        UUID openAlertId,
        UUID openCaseId,
        LocalDate closedOn,
        long version,
        Instant updatedAt) {
    /** HQL: one of {@code Household e}. */
    static final String SELECT = "new org.jiedui.household.registration.ListedHousehold("
            + String.join(
                    ", e.",
                    "e.id",
                    "householdNumber",
                    "externalId",
                    "region",
                    "type",
                    "category",
                    "stable",
                    "headName",
                    "memberCount",
                    "labourCount",
                    "childrenOutOfSchool",
                    "mainCause",
                    "otherCauses",
                    "needs",
                    "incomeYear",
                    "incomePerCapita",
                    "lastVisitedOn",
                    "openAlertId",
                    "openCaseId",
                    "closedOn",
                    "version",
                    "updatedAt")
            + ")";

    /** Whether it is cared for. */
    public boolean inCare() {
        return HouseholdFacts.inCare(closedOn != null, type, category, stable);
    }

    /** The main cause and the others. */
    public List<Cause> causes() {
        var causes = new ArrayList<Cause>();
        if (mainCause != null) {
            causes.add(mainCause);
        }
        causes.addAll(Codes.split(Cause.class, otherCauses));
        return List.copyOf(causes);
    }

    /** What it needs. */
    public List<Need> needs() {
        return Codes.split(Need.class, needCodes);
    }

    /** Per-capita net income of {@link #incomeYear}, or null. */
    public Money incomePerCapita() {
        return perCapita == null ? null : new Money(perCapita);
    }
}
