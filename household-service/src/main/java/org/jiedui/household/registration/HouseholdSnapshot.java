package org.jiedui.household.registration;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
        Dwelling dwelling,
        Integer incomeYear,
        Money incomePerCapita,
        List<Wish> wishes,
        String wishesRemark,
        List<Asset> assets,
        LocalDate closedOn,
        Closure closure,
        UUID mergedInto,
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
            Ethnicity ethnicity,
            PoliticalStatus politicalStatus,
            Work work,
            LocalDate joinedOn,
            Arrival arrival,
            LocalDate departedOn,
            Departure departure) {
        private Person named(Names names) {
            return new Person(
                    id,
                    names.masked().equals(name) ? names.clear() : name,
                    relation,
                    idType,
                    idNumber,
                    birthDate,
                    sex,
                    phone,
                    labour,
                    education,
                    schooling,
                    insurances,
                    selfCare,
                    ethnicity,
                    politicalStatus,
                    work,
                    names.joinedOn(),
                    arrival,
                    null,
                    null);
        }
    }

    /** Members who can work, if only in part. */
    public int labourCount() {
        return (int) members.stream()
                .filter(m -> m.labour() != null && m.labour().canWork())
                .count();
    }

    /** Children who should have been at school on a day and were not. */
    public int childrenOutOfSchool(LocalDate day) {
        return (int) members.stream()
                .filter(m -> m.schooling() != null
                        && CompulsoryEducationPolicy.outOfSchool(m.birthDate(), m.schooling(), m.education(), day))
                .count();
    }

    /** What is known now of a person's name and stay. */
    record Names(String masked, String clear, LocalDate joinedOn, LocalDate departedOn) {
        private boolean livedThere(LocalDate day) {
            return (joinedOn == null || !joinedOn.isAfter(day)) && (departedOn == null || departedOn.isAfter(day));
        }
    }

    /** With those members only who lived there at the end of a day, under their names. */
    HouseholdSnapshot on(LocalDate day, Map<UUID, Names> names) {
        return new HouseholdSnapshot(
                householdNumber,
                region,
                externalId,
                type,
                attributes,
                category,
                stable,
                address,
                bankAccount,
                causes,
                needs,
                needsRemark,
                safeguards,
                dwelling,
                incomeYear,
                incomePerCapita,
                wishes,
                wishesRemark,
                assets,
                closedOn,
                closure,
                mergedInto,
                members.stream()
                        .filter(m ->
                                names.containsKey(m.id()) && names.get(m.id()).livedThere(day))
                        .map(m -> m.named(names.get(m.id())))
                        .toList());
    }

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
                household.dwelling().orNull(),
                household.incomeYear(),
                household.incomePerCapita(),
                household.wishes(),
                household.wishesRemark(),
                household.assets(),
                household.closedOn(),
                household.closure(),
                household.mergedInto(),
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
                data.background().ethnicity(),
                data.background().politicalStatus(),
                data.background().work(),
                member.joinedOn(),
                member.arrival(),
                member.departedOn(),
                member.departure());
    }
}
