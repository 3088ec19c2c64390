package org.jiedui.household.risk.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.risk.RiskAlert;
import org.jiedui.household.risk.RiskReason;

/** An alert as the API shows it. */
@Schema(name = "RiskAlert")
public record RiskAlertView(
        UUID id,
        UUID householdId,
        String householdNumber,
        String region,
        boolean open,
        List<ReasonView> reasons,

        @Schema(description = "the monitoring line that was in force, or null")
        UUID lineId,

        @Schema(
                type = SchemaType.STRING,
                examples = "7300.00",
                description = "its amount then; later corrections do not change it")
        Money lineAmount,

        @Schema(description = "the rule set that was in force")
        UUID ruleSetId,

        Instant raisedAt,
        Instant changedAt,
        Instant clearedAt,
        long version) {
    /** A reason with its label and the figures that led to it. */
    @Schema(name = "RiskAlertReason")
    public record ReasonView(RiskReason code, String label, Map<String, String> figures) {}

    static RiskAlertView of(RiskAlert alert, boolean chinese) {
        return new RiskAlertView(
                alert.id(),
                alert.householdId(),
                alert.householdNumber(),
                alert.region(),
                alert.isOpen(),
                alert.reasons().stream()
                        .map(r -> new ReasonView(
                                r.code(), chinese ? r.code().zh() : r.code().en(), r.figures()))
                        .toList(),
                alert.lineId(),
                alert.lineAmount(),
                alert.ruleSetId(),
                alert.raisedAt(),
                alert.changedAt(),
                alert.clearedAt(),
                alert.version());
    }
}
