package org.jiedui.household.registration.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Another head, from a day. */
@Schema(
        name = "ChangeHead",
        examples =
                "{\"newHead\":{\"memberId\":\"01980f6e-2b1c-7a10-9c35-0b6a5f3d2e12\",\"relations\":[{\"memberId\":\"01980f6e-2b1c-7a10-9c35-0b6a5f3d2e11\",\"relation\":\"SPOUSE\"}]},\"on\":\"2026-03-01\"}")
public record ChangeHeadRequest(
        @NotNull @Valid NewHeadRequest newHead,
        @NotNull LocalDate on,
        @Size(max = 500) String reason) {}
