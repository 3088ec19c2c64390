package org.jiedui.household.registration.api;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.pii.Masks;
import org.jiedui.household.registration.Arrival;
import org.jiedui.household.registration.Departure;
import org.jiedui.household.registration.Education;
import org.jiedui.household.registration.Ethnicity;
import org.jiedui.household.registration.HouseholdSnapshot;
import org.jiedui.household.registration.IdType;
import org.jiedui.household.registration.Insurance;
import org.jiedui.household.registration.LabourAbility;
import org.jiedui.household.registration.Member;
import org.jiedui.household.registration.PoliticalStatus;
import org.jiedui.household.registration.Relation;
import org.jiedui.household.registration.Schooling;
import org.jiedui.household.registration.Sex;

/** A person of a household as the API shows it; identity number, phone and health masked unless revealed. */
@Schema(name = "Member")
public record MemberView(
        UUID id,
        String name,
        Relation relation,
        IdType idType,
        @Schema(examples = "330523********1234") String idNumber,
        LocalDate birthDate,
        Sex sex,
        @Schema(examples = "138****5678") String phone,

        @Schema(description = "codes of HealthCondition; `***` unless revealed, absent when not known")
        List<String> health,

        LabourAbility labour,
        Education education,
        Schooling schooling,
        List<Insurance> insurances,
        boolean selfCare,
        Ethnicity ethnicity,
        PoliticalStatus politicalStatus,
        WorkRequest work,

        @Schema(description = "absent: since the registration of the household")
        LocalDate joinedOn,

        Arrival arrival,

        @Schema(description = "at the end of this day not a member any more")
        LocalDate departedOn,

        Departure departure) {
    static MemberView of(Member member, Set<String> revealed) {
        var data = revealed.contains("health") ? member.data() : member.dataWithoutHealth();
        return new MemberView(
                member.id(),
                data.name(),
                data.relation(),
                data.idType(),
                revealed.contains("idNumber") ? data.idNumber() : Masks.idNumber(data.idNumber()),
                data.birthDate(),
                data.sex(),
                revealed.contains("phone") ? data.phone() : Masks.phone(data.phone()),
                data.health() == null
                        ? null
                        : revealed.contains("health")
                                ? data.health().stream().map(Enum::name).toList()
                                : List.of("***"),
                data.labour(),
                data.education(),
                data.schooling(),
                data.insurances(),
                data.selfCare(),
                data.background().ethnicity(),
                data.background().politicalStatus(),
                WorkRequest.of(data.background().work()),
                member.joinedOn(),
                member.arrival(),
                member.departedOn(),
                member.departure());
    }

    /** The person as in a past state. */
    static MemberView of(HouseholdSnapshot.Person person) {
        return new MemberView(
                person.id(),
                person.name(),
                person.relation(),
                person.idType(),
                person.idNumber(),
                person.birthDate(),
                person.sex(),
                person.phone(),
                null,
                person.labour(),
                person.education(),
                person.schooling(),
                person.insurances(),
                person.selfCare(),
                person.ethnicity(),
                person.politicalStatus(),
                WorkRequest.of(person.work()),
                person.joinedOn(),
                person.arrival(),
                person.departedOn(),
                person.departure());
    }
}
