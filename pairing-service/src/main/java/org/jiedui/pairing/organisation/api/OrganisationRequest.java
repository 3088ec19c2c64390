package org.jiedui.pairing.organisation.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jiedui.pairing.helper.UnitLevel;
import org.jiedui.pairing.organisation.OrganisationDetails;
import org.jiedui.pairing.organisation.OrganisationKind;

/** An enterprise or other body that takes part as one. Left out: paired in its county, 20 primary and 100 supporting places. */
public record OrganisationRequest(
        @NotNull @Pattern(regexp = "ENTERPRISE|SOCIAL_ORGANISATION")
        String kind,

        @NotBlank @Size(max = 120) String name,
        @NotNull UnitLevel unitLevel,

        @NotNull @Pattern(regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}")
        String region,

        @Pattern(regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}")
        String serviceRegion,

        @Size(min = 1, max = 64) @Pattern(regexp = "[\\x21-\\x7e]+")
        String account,

        @Min(0) @Max(1000) Integer primaryPlaces,
        @Min(0) @Max(1000) Integer supportingPlaces) {
    OrganisationDetails toDetails() {
        return new OrganisationDetails(
                OrganisationKind.valueOf(kind),
                null,
                name.trim(),
                name.trim(),
                unitLevel,
                region,
                serviceRegion != null ? serviceRegion : region.substring(0, Math.min(6, region.length())),
                account,
                List.of(),
                primaryPlaces == null ? 20 : primaryPlaces,
                supportingPlaces == null ? 100 : supportingPlaces);
    }
}
