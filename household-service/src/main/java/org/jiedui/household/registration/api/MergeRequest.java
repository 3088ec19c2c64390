package org.jiedui.household.registration.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Another household goes into this one. */
@Schema(
        name = "MergeHouseholds",
        examples =
                "{\"householdId\":\"01980f6e-2b1c-7a10-9c35-0b6a5f3d2e99\",\"version\":3,\"relations\":[{\"memberId\":\"01980f6e-2b1c-7a10-9c35-0b6a5f3d2e12\",\"relation\":\"MOTHER\"}],\"on\":\"2026-03-01\"}")
public record MergeRequest(
        @Schema(description = "the household that goes into this one and is closed") @NotNull
        UUID householdId,

        @Schema(description = "its version, as the caller saw it") @NotNull
        Long version,

        @Schema(description = "what each of its members is to this household's head") @NotEmpty @Size(max = 60)
        List<@NotNull @Valid RelationRequest> relations,

        @NotNull LocalDate on,
        @Size(max = 500) String reason) {}
