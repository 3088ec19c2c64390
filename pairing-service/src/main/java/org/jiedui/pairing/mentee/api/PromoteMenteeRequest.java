package org.jiedui.pairing.mentee.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiedui.pairing.helper.HelperKind;
import org.jiedui.pairing.mentee.PromoteMentee;

/** How a mentee becomes a mentor. Left out: skills are the goals, from today, one primary and five supporting places. */
public record PromoteMenteeRequest(
        @NotNull HelperKind kind,
        @Size(max = 20) List<@NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,24}") String> skills,
        LocalDate availableFrom,
        @Min(0) @Max(1000) Integer primaryPlaces,
        @Min(0) @Max(1000) Integer supportingPlaces) {
    PromoteMentee toCommand(UUID mentee) {
        return new PromoteMentee(
                mentee,
                kind,
                skills,
                availableFrom,
                primaryPlaces == null ? 1 : primaryPlaces,
                supportingPlaces == null ? 5 : supportingPlaces);
    }
}
