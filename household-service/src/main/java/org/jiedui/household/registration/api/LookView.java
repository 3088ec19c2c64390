package org.jiedui.household.registration.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A look at personal data in clear. */
@Schema(name = "Look")
public record LookView(
        UUID id,
        Instant at,

        @Schema(description = "account; absent for the person concerned")
        String actor,

        @Schema(description = "the app") String client,
        @Schema(description = "what was looked at") List<String> fields,
        String purpose) {}
