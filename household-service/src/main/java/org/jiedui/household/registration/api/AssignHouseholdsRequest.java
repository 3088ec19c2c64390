package org.jiedui.household.registration.api;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** To which successor of a split village households belong. */
@Schema(
        name = "AssignHouseholds",
        examples = "{\"into\":\"330523104301\",\"householdIds\":[\"019a9f00-0000-7000-8000-000000000301\"]}")
public record AssignHouseholdsRequest(
        @NotNull @Pattern(regexp = "\\d{12}", message = "FORMAT|应为 12 位村级代码|Must be a village code")
        String into,

        @NotNull @Size(min = 1, max = 1000) List<@NotNull UUID> householdIds) {}
