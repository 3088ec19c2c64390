package org.jiedui.household.registration.api;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.registration.Arrival;
import org.jiedui.household.registration.Asset;
import org.jiedui.household.registration.Closure;
import org.jiedui.household.registration.Education;
import org.jiedui.household.registration.HouseholdAttribute;
import org.jiedui.household.registration.HouseholdSnapshot;
import org.jiedui.household.registration.HouseholdType;
import org.jiedui.household.registration.IdType;
import org.jiedui.household.registration.Insurance;
import org.jiedui.household.registration.LabourAbility;
import org.jiedui.household.registration.MonitoredCategory;
import org.jiedui.household.registration.Need;
import org.jiedui.household.registration.Relation;
import org.jiedui.household.registration.Schooling;
import org.jiedui.household.registration.Sex;
import org.jiedui.household.registration.Wish;

/** A household as it was at the end of a past day, personal data masked. */
@Schema(name = "HouseholdAsOf")
public record HouseholdAsOfView(
        UUID id,
        LocalDate asOf,
        String householdNumber,
        String externalId,
        String region,
        String address,
        HouseholdType type,
        List<HouseholdAttribute> attributes,
        MonitoredCategory category,
        boolean stable,
        String headName,
        int memberCount,
        CausesRequest causes,
        List<Need> needs,
        String needsRemark,
        List<Wish> wishes,
        String wishesRemark,
        List<Asset> assets,
        SafeguardsRequest safeguards,
        Integer incomeYear,

        @Schema(type = SchemaType.STRING, examples = "3750.00")
        Money incomePerCapita,

        LocalDate closedOn,
        Closure closure,
        UUID mergedInto,
        List<MemberAsOf> members) {
    /** A person who lived there. */
    @Schema(name = "MemberAsOf")
    public record MemberAsOf(
            UUID id,
            String name,
            Relation relation,
            IdType idType,
            String idNumber,
            LocalDate birthDate,
            Sex sex,
            String phone,
            LabourAbility labour,
            Education education,
            Schooling schooling,
            List<Insurance> insurances,
            boolean selfCare,
            LocalDate joinedOn,
            Arrival arrival) {
        private static MemberAsOf of(HouseholdSnapshot.Person person) {
            return new MemberAsOf(
                    person.id(),
                    person.name(),
                    person.relation(),
                    person.idType(),
                    person.idNumber(),
                    person.birthDate(),
                    person.sex(),
                    person.phone(),
                    person.labour(),
                    person.education(),
                    person.schooling(),
                    person.insurances(),
                    person.selfCare(),
                    person.joinedOn(),
                    person.arrival());
        }
    }

    static HouseholdAsOfView of(UUID id, LocalDate day, HouseholdSnapshot then) {
        return new HouseholdAsOfView(
                id,
                day,
                then.householdNumber(),
                then.externalId(),
                then.region(),
                then.address(),
                then.type(),
                then.attributes(),
                then.category(),
                then.stable(),
                then.members().stream()
                        .filter(m -> m.relation() == Relation.HEAD)
                        .map(HouseholdSnapshot.Person::name)
                        .findFirst()
                        .orElse(null),
                then.members().size(),
                then.causes() == null ? null : CausesRequest.of(then.causes()),
                then.needs(),
                then.needsRemark(),
                then.wishes(),
                then.wishesRemark(),
                then.assets(),
                then.safeguards() == null ? null : SafeguardsRequest.of(then.safeguards()),
                then.incomeYear(),
                then.incomePerCapita(),
                then.closedOn(),
                then.closure(),
                then.mergedInto(),
                then.members().stream().map(MemberAsOf::of).toList());
    }
}
