package org.jiedui.household.registration;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.pii.Masks;
import org.jiedui.chassis.value.Money;

/** A household at a moment, personal data masked; for history and as the after-snapshot of a risk case. */
public record HouseholdSnapshot(
        String householdNumber,
        String region,
        String externalId,
        HouseholdType type,
        List<HouseholdAttribute> attributes,
        MonitoredCategory category,
        boolean stable,
        String address,
        String bankAccount,
        Causes causes,
        List<Need> needs,
        String needsRemark,
        Safeguards safeguards,
        Integer incomeYear,
        Money incomePerCapita,
        List<Person> members) {
    /** A member, masked. */
    public record Person(
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
            LocalDate departedOn,
            Departure departure) {}

    /** The household as it is now. */
    public static HouseholdSnapshot of(Household household) {
        var description = household.description();
        return new HouseholdSnapshot(
                household.householdNumber(),
                household.region(),
                description.externalId(),
                household.type(),
                description.attributes(),
                household.category(),
                household.isStable(),
                description.address(),
                Masks.bankAccount(description.bankAccount()),
                description.causes(),
                household.needs(),
                household.needsRemark(),
                household.safeguards(),
                household.incomeYear(),
                household.incomePerCapita(),
                household.members().stream().map(HouseholdSnapshot::person).toList());
    }

    private static Person person(Member member) {
        var data = member.data();
        return new Person(
                member.id(),
                Masks.name(data.name()),
                data.relation(),
                data.idType(),
                Masks.idNumber(data.idNumber()),
                data.birthDate(),
                data.sex(),
                Masks.phone(data.phone()),
                data.labour(),
                data.education(),
                data.schooling(),
                data.insurances(),
                data.selfCare(),
                member.departedOn(),
                member.departure());
    }
}
