package org.jiedui.pairing.helper.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.pii.PersonalText;
import org.jiedui.pairing.IdentityNumber;
import org.jiedui.pairing.helper.ElderKind;
import org.jiedui.pairing.helper.HelperDetails;
import org.jiedui.pairing.helper.HelperKind;
import org.jiedui.pairing.helper.MentorSource;
import org.jiedui.pairing.helper.UnitLevel;
import org.jiedui.pairing.helper.UnitType;

/**
 * A helper as told by an office. Left out: {@code serviceRegion} is the county of the home region (the region itself when
 * it is larger), the year of birth that of the identity number, one primary place, five supporting ones.
 */
public record HelperRequest(
        @NotNull HelperKind kind,
        @NotBlank @Size(max = 60) String name,
        @Pattern(regexp = "1[3-9]\\d{9}") String phone,
        @IdentityNumber String identityNumber,

        @Size(min = 1, max = 64) @Pattern(regexp = "[\\x21-\\x7e]+")
        String account,

        @NotBlank @Size(max = 120) String unit,
        @NotNull UnitLevel unitLevel,
        UnitType unitType,
        MentorSource mentorSource,

        @Schema(description = "which of the five elders, of kind FIVE_ELDERS only")
        ElderKind elderKind,

        @Size(max = 20) List<@NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,24}") String> skills,
        @Size(max = 10) List<@NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,24}") String> languages,
        @Pattern(regexp = "[A-Z][A-Z_]{1,29}") String education,
        @Min(1900) @Max(2100) Integer birthYear,

        @NotNull @Pattern(regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}")
        String region,

        @Pattern(regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}")
        String serviceRegion,

        @NotNull LocalDate availableFrom,
        LocalDate availableTo,
        @Min(0) @Max(1000) Integer primaryPlaces,
        @Min(0) @Max(1000) Integer supportingPlaces) {

    /** The last day is not before the first. */
    @AssertTrue(message = "TERM_INVERTED|结束日期早于开始日期|Ends before it begins")
    @JsonIgnore
    public boolean isAvailableInOrder() {
        return availableFrom == null || availableTo == null || !availableTo.isBefore(availableFrom);
    }

    /** Only one of the five elders is one of a kind. */
    @AssertTrue(message = "FIVE_ELDERS_ONLY|仅五老可填五老类别|Only one of the five elders has such a kind")
    @JsonIgnore
    public boolean isElderKindOfAnElder() {
        return elderKind == null || kind == HelperKind.FIVE_ELDERS;
    }

    HelperDetails toDetails() {
        return new HelperDetails(
                kind,
                PersonalText.of(name.trim()),
                PersonalText.of(phone),
                PersonalText.of(identityNumber),
                account,
                unit.trim(),
                unitLevel,
                unitType,
                mentorSource,
                elderKind,
                skills == null ? List.of() : skills,
                languages == null ? List.of() : languages,
                education,
                birthYear != null || identityNumber == null
                        ? birthYear
                        : Integer.valueOf(identityNumber.substring(6, 10)),
                region,
                serviceRegion != null ? serviceRegion : region.substring(0, Math.min(6, region.length())),
                availableFrom,
                availableTo,
                primaryPlaces == null ? 1 : primaryPlaces,
                supportingPlaces == null ? 5 : supportingPlaces);
    }
}
