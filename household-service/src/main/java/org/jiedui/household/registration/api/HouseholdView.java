package org.jiedui.household.registration.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.pii.Masks;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.registration.Asset;
import org.jiedui.household.registration.Closure;
import org.jiedui.household.registration.Household;
import org.jiedui.household.registration.HouseholdAsOf;
import org.jiedui.household.registration.HouseholdAttribute;
import org.jiedui.household.registration.HouseholdSnapshot;
import org.jiedui.household.registration.HouseholdType;
import org.jiedui.household.registration.MonitoredCategory;
import org.jiedui.household.registration.Need;
import org.jiedui.household.registration.Relation;
import org.jiedui.household.registration.Wish;

/** A household with its members as the API shows it. */
@Schema(name = "Household")
public record HouseholdView(
        UUID id,
        String householdNumber,
        String externalId,
        String region,
        String address,
        @Schema(description = "masked unless revealed") String bankAccount,
        HouseholdType type,
        List<HouseholdAttribute> attributes,
        MonitoredCategory category,
        boolean stable,
        boolean inCare,
        String headName,
        int memberCount,
        int labourCount,
        int childrenOutOfSchool,
        boolean selfCare,
        CausesRequest causes,
        List<Need> needs,
        String needsRemark,
        List<Wish> wishes,
        String wishesRemark,
        List<Asset> assets,
        SafeguardsRequest safeguards,

        @Schema(description = "absent: nothing is known of it")
        DwellingRequest dwelling,

        Integer incomeYear,

        @Schema(type = SchemaType.STRING, examples = "3750.00")
        Money incomePerCapita,

        LocalDate lastVisitedOn,
        UUID openAlertId,
        UUID openCaseId,
        List<MemberView> members,

        @Schema(description = "first day of its file; absent: the day of createdAt")
        LocalDate registeredOn,

        @Schema(description = "first day without it; absent while it exists")
        LocalDate closedOn,

        Closure closure,

        @Schema(description = "the household that goes on with it")
        UUID mergedInto,

        Instant anonymisedAt,

        @Schema(description = "the past day of this state; absent: the present")
        LocalDate asOf,

        long version,
        Instant createdAt,
        Instant updatedAt) {
    /** The household with the revealed fields in clear. */
    public static HouseholdView of(Household household, Set<String> revealed) {
        var description = household.description();
        return new HouseholdView(
                household.id(),
                household.householdNumber(),
                household.externalId(),
                household.region(),
                description.address(),
                revealed.contains("bankAccount")
                        ? description.bankAccount()
                        : Masks.bankAccount(description.bankAccount()),
                household.type(),
                description.attributes(),
                household.category(),
                household.isStable(),
                household.inCare(),
                household.headName(),
                household.memberCount(),
                household.labourCount(),
                household.childrenOutOfSchool(),
                household.hasSelfCare(),
                CausesRequest.of(description.causes()),
                household.needs(),
                household.needsRemark(),
                household.wishes(),
                household.wishesRemark(),
                household.assets(),
                SafeguardsRequest.of(household.safeguards()),
                DwellingRequest.of(household.dwelling().orNull()),
                household.incomeYear(),
                household.incomePerCapita(),
                household.lastVisitedOn(),
                household.openAlertId(),
                household.openCaseId(),
                household.members().stream()
                        .map(member -> MemberView.of(member, revealed))
                        .toList(),
                household.registeredOn(),
                household.closedOn(),
                household.closure(),
                household.mergedInto(),
                household.anonymisedAt(),
                null,
                household.version(),
                household.createdAt(),
                household.updatedAt());
    }

    /** The household as it was at the end of a day, personal data masked; alerts, cases and visits are not shown. */
    static HouseholdView of(HouseholdAsOf.Past past, LocalDate day) {
        var now = past.now();
        var then = past.then();
        return new HouseholdView(
                now.id(),
                then.householdNumber(),
                then.externalId(),
                then.region(),
                then.address(),
                then.bankAccount(),
                then.type(),
                then.attributes(),
                then.category(),
                then.stable(),
                then.closedOn() == null
                        && (then.type() == HouseholdType.LIFTED || (then.category() != null && !then.stable())),
                then.members().stream()
                        .filter(m -> m.relation() == Relation.HEAD)
                        .map(HouseholdSnapshot.Person::name)
                        .findFirst()
                        .orElse(null),
                then.members().size(),
                then.labourCount(),
                then.childrenOutOfSchool(day),
                then.members().stream().anyMatch(HouseholdSnapshot.Person::selfCare),
                then.causes() == null ? null : CausesRequest.of(then.causes()),
                then.needs(),
                then.needsRemark(),
                then.wishes(),
                then.wishesRemark(),
                then.assets(),
                then.safeguards() == null ? null : SafeguardsRequest.of(then.safeguards()),
                DwellingRequest.of(then.dwelling()),
                then.incomeYear(),
                then.incomePerCapita(),
                null,
                null,
                null,
                then.members().stream().map(MemberView::of).toList(),
                now.registeredOn(),
                then.closedOn(),
                then.closure(),
                then.mergedInto(),
                now.anonymisedAt(),
                day,
                now.version(),
                now.createdAt(),
                now.updatedAt());
    }

    /** The household, personal data masked. */
    public static HouseholdView of(Household household) {
        return of(household, Set.of());
    }
}
