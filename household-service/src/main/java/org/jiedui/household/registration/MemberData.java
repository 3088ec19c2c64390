package org.jiedui.household.registration;

import java.time.LocalDate;
import java.util.List;

/**
 * What is known of a person; checked at the edge.
 *
 * @param insurances null when not known
 * @param health null when not known
 * @param background never null
 */
public record MemberData(
        String name,
        Relation relation,
        IdType idType,
        String idNumber,
        LocalDate birthDate,
        Sex sex,
        String phone,
        List<HealthCondition> health,
        LabourAbility labour,
        Education education,
        Schooling schooling,
        List<Insurance> insurances,
        boolean selfCare,
        Background background) {
    /** The same person with another relation to the head. */
    MemberData as(Relation toHead) {
        return new MemberData(
                name,
                toHead,
                idType,
                idNumber,
                birthDate,
                sex,
                phone,
                health,
                labour,
                education,
                schooling,
                insurances,
                selfCare,
                background);
    }

    /** The same person with another background. */
    MemberData with(Background other) {
        return new MemberData(
                name,
                relation,
                idType,
                idNumber,
                birthDate,
                sex,
                phone,
                health,
                labour,
                education,
                schooling,
                insurances,
                selfCare,
                other);
    }

    @Override
    public String toString() {
        return "MemberData[" + relation + "]";
    }
}
