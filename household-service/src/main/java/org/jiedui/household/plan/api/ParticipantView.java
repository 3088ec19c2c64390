package org.jiedui.household.plan.api;

import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;

/** A household of a project. */
@Schema(name = "ProjectHousehold")
public record ParticipantView(
        UUID householdId,
        UUID measureId,
        String region,

        @Schema(type = SchemaType.STRING, examples = "300.01", description = "its share")
        Money amount,

        @Schema(description = "on how many days of the class it was present")
        int attended) {}
