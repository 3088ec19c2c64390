package org.jiedui.household.registration.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.Background;
import org.jiedui.household.registration.Education;
import org.jiedui.household.registration.Ethnicity;
import org.jiedui.household.registration.HealthCondition;
import org.jiedui.household.registration.IdNumber;
import org.jiedui.household.registration.IdType;
import org.jiedui.household.registration.Insurance;
import org.jiedui.household.registration.LabourAbility;
import org.jiedui.household.registration.MemberData;
import org.jiedui.household.registration.PoliticalStatus;
import org.jiedui.household.registration.Relation;
import org.jiedui.household.registration.Schooling;
import org.jiedui.household.registration.Sex;

/** A person of a household, as it is sent. */
@Schema(
        name = "MemberInput",
        examples =
                "{\"name\":\"张三\",\"relation\":\"HEAD\",\"idNumber\":\"11010519491231002X\",\"phone\":\"13800005678\",\"labour\":\"ORDINARY\",\"schooling\":\"NOT_AT_SCHOOL\",\"insurances\":[\"RESIDENT_MEDICAL\"]}")
@ConsistentMember
public record MemberRequest(
        @NotBlank @Size(max = 60) String name,
        @NotNull Relation relation,
        @Schema(description = "default RESIDENT_ID") IdType idType,

        @Schema(description = "GB 11643 for RESIDENT_ID; birth date and sex follow from it") @Size(min = 1, max = 30)
        String idNumber,

        LocalDate birthDate,
        Sex sex,

        @Pattern(regexp = "1[3-9]\\d{9}", message = "FORMAT|手机号格式错误|Not a mobile number")
        String phone,

        @Schema(description = "absent: not known") List<@NotNull HealthCondition> health,
        @NotNull LabourAbility labour,
        Education education,
        @NotNull Schooling schooling,

        @Schema(description = "absent: not known; empty: none")
        List<@NotNull Insurance> insurances,

        @Schema(description = "can care for themselves, default true")
        Boolean selfCare,

        @Schema(description = "absent: not known") Ethnicity ethnicity,
        @Schema(description = "absent: not known") PoliticalStatus politicalStatus,

        @Schema(description = "absent: not known, or no work for wages") @Valid
        WorkRequest work) {
    IdType idTypeOrDefault() {
        return idType == null ? IdType.RESIDENT_ID : idType;
    }

    MemberData toData() {
        var type = idTypeOrDefault();
        var resident = idNumber == null || type == IdType.MILITARY_ID
                ? null
                : new IdNumber(idNumber.substring(0, 18).toUpperCase(Locale.ROOT));
        return new MemberData(
                name.strip(),
                relation,
                type,
                idNumber == null ? null : idNumber.toUpperCase(Locale.ROOT),
                resident == null ? birthDate : resident.birthDate(),
                resident == null ? sex : resident.sex(),
                phone,
                health,
                labour,
                education,
                schooling,
                insurances,
                selfCare == null || selfCare,
                new Background(ethnicity, politicalStatus, work == null ? null : work.toWork()));
    }

    /** The patchable state of a member. */
    static MemberRequest of(MemberData data) {
        return new MemberRequest(
                data.name(),
                data.relation(),
                data.idType(),
                data.idNumber(),
                data.birthDate(),
                data.sex(),
                data.phone(),
                data.health(),
                data.labour(),
                data.education(),
                data.schooling(),
                data.insurances(),
                data.selfCare(),
                data.background().ethnicity(),
                data.background().politicalStatus(),
                WorkRequest.of(data.background().work()));
    }

    @Override
    public String toString() {
        return "MemberRequest";
    }
}
