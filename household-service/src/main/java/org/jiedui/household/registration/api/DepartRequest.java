package org.jiedui.household.registration.api;

import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.registration.Departure;

/** Why and when a member left. */
@Schema(name = "DepartMember", examples = "{\"reason\":\"MOVED_OUT\",\"on\":\"2026-03-01\"}")
public record DepartRequest(
        @NotNull Departure reason, @NotNull LocalDate on) {}
