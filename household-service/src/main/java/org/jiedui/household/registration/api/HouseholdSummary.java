package org.jiedui.household.registration.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.registration.Cause;
import org.jiedui.household.registration.Household;
import org.jiedui.household.registration.HouseholdType;
import org.jiedui.household.registration.ListedHousehold;
import org.jiedui.household.registration.MonitoredCategory;
import org.jiedui.household.registration.Need;

/** A household in a list. */
@Schema(name = "HouseholdSummary")
public record HouseholdSummary(
        UUID id,
        String householdNumber,
        String externalId,
        String region,
        HouseholdType type,
        MonitoredCategory category,
        boolean stable,
        boolean inCare,
        String headName,
        int memberCount,
        int labourCount,
        int childrenOutOfSchool,
        List<Cause> causes,
        List<Need> needs,
        Integer incomeYear,

        @Schema(type = SchemaType.STRING, examples = "3750.00")
        Money incomePerCapita,

        LocalDate lastVisitedOn,
        UUID openAlertId,
        UUID openCaseId,
        long version,
        Instant updatedAt) {
    static HouseholdSummary of(Household household) {
        return of(household.listed());
    }

    static HouseholdSummary of(ListedHousehold household) {
        return new HouseholdSummary(
                household.id(),
                household.householdNumber(),
                household.externalId(),
                household.region(),
                household.type(),
                household.category(),
                household.stable(),
                household.inCare(),
                household.headName(),
                household.memberCount(),
                household.labourCount(),
                household.childrenOutOfSchool(),
                household.causes(),
                household.needs(),
                household.incomeYear(),
                household.incomePerCapita(),
                household.lastVisitedOn(),
                household.openAlertId(),
                household.openCaseId(),
                household.version(),
                household.updatedAt());
    }
}
