package org.jiedui.pairing.mentee.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jiedui.chassis.pii.PersonalText;
import org.jiedui.pairing.IdentityNumber;
import org.jiedui.pairing.helper.UnitLevel;
import org.jiedui.pairing.mentee.MenteeDetails;

/** A mentee as told by an office. */
public record MenteeRequest(
        @NotBlank @Size(max = 60) String name,
        @Pattern(regexp = "1[3-9]\\d{9}") String phone,
        @IdentityNumber String identityNumber,

        @Size(min = 1, max = 64) @Pattern(regexp = "[\\x21-\\x7e]+")
        String account,

        @NotBlank @Size(max = 120) String post,
        @NotBlank @Size(max = 120) String unit,
        @NotNull UnitLevel unitLevel,
        @Size(max = 20) List<@NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,24}") String> goals,
        @Size(max = 500) String goalText,

        @NotNull @Pattern(regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}")
        String region) {
    MenteeDetails toDetails() {
        return new MenteeDetails(
                PersonalText.of(name.trim()),
                PersonalText.of(phone),
                PersonalText.of(identityNumber),
                account,
                post.trim(),
                unit.trim(),
                unitLevel,
                goals == null ? List.of() : goals,
                goalText,
                region);
    }
}
