package org.jiedui.household.registration.api;

import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The person's own account. */
@Schema(name = "BindAccount", examples = "{\"account\":\"00000000-0000-7000-8000-000000000099\"}")
public record BindAccountRequest(
        @Schema(description = "claim sub of the person's token; absent: unbinds it") @Size(min = 1, max = 64)
        String account) {}
