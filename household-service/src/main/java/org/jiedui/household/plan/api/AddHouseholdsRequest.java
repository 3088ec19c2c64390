package org.jiedui.household.plan.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;

/** Households that come to a running project, and what they get in all. */
@Schema(
        name = "AddProjectHouseholds",
        examples = "{\"households\":[\"0193b2c4-7e1a-7c30-8a55-3d5b2f7f0a11\"],\"amount\":\"600.00\"}")
public record AddHouseholdsRequest(
        @NotNull @Size(min = 1, max = 5000) List<@NotNull UUID> households,

        @Schema(
                type = SchemaType.STRING,
                description = "yuan for them in all, shared out equally, on top of the project's amount; from its fund")
        Money amount) {
    @AssertTrue(message = "TOO_SMALL|金额应大于 0|Must be greater than 0")
    @Schema(hidden = true)
    boolean isAmountPositive() {
        return amount == null || Money.ZERO.isBelow(amount);
    }
}
