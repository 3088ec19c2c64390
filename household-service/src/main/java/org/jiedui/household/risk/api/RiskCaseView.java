package org.jiedui.household.risk.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.registration.MonitoredCategory;
import org.jiedui.household.request.Urgency;
import org.jiedui.household.risk.CaseDecision;
import org.jiedui.household.risk.DisasterKind;
import org.jiedui.household.risk.Risk;
import org.jiedui.household.risk.RiskCase;
import org.jiedui.household.risk.RiskCaseObjection;
import org.jiedui.household.risk.RiskCaseState;
import org.jiedui.household.risk.RiskCaseStep;
import org.jiedui.household.risk.RiskOrigin;

/** A risk case as the API shows it. */
@Schema(name = "RiskCase")
public record RiskCaseView(
        UUID id,
        UUID householdId,
        String householdNumber,
        String region,
        RiskOrigin origin,
        Urgency urgency,
        RiskCaseState state,

        @Schema(description = "the decisions that this state allows")
        List<CaseDecision> possible,

        MonitoredCategory category,
        List<Risk> risks,

        @Schema(description = "of which kind NATURAL_DISASTER is; null without it")
        DisasterKind disasterKind,

        UUID alertId,
        Instant openedAt,
        LocalDate due,
        LocalDate publicisedUntil,
        LocalDate monitoredFrom,
        LocalDate eliminatedOn,

        @Schema(description = "last day of the present step; null when it has none")
        LocalDate stepDue,

        @Schema(description = "the present step was not done in time")
        boolean overdue,

        @Schema(description = "the day on which help was given before the files, or null")
        LocalDate greenChannelOn,

        @Schema(description = "what has to be corrected before the next visit", examples = "[\"incomes\"]")
        List<String> sentBack,

        @Schema(description = "the monitoring line that was in force when it was decided, or null")
        UUID lineId,

        @Schema(type = SchemaType.STRING, examples = "7300.00")
        Money lineAmount,

        @Schema(description = "absent in lists") @JsonInclude(JsonInclude.Include.NON_NULL)
        List<Step> steps,

        @Schema(description = "absent in lists") @JsonInclude(JsonInclude.Include.NON_NULL)
        List<ObjectionRequest.View> objections,

        long version) {
    /** A step of the procedure. */
    @Schema(name = "RiskCaseStep")
    public record Step(
            Instant at,
            String actor,
            RiskCaseState from,
            RiskCaseState to,
            CaseDecision decision,
            String note,

            @JsonRawValue
            @Schema(type = SchemaType.OBJECT, description = "visitors, fields, after-snapshot, by decision")
            String details) {
        static Step of(RiskCaseStep step) {
            return new Step(
                    step.at(), step.actor(), step.from(), step.to(), step.decision(), step.note(), step.details());
        }
    }

    /** The case, with its steps and objections when given. */
    public static RiskCaseView of(
            RiskCase riskCase,
            List<CaseDecision> possible,
            LocalDate today,
            List<RiskCaseStep> steps,
            List<RiskCaseObjection> objections) {
        return new RiskCaseView(
                riskCase.id(),
                riskCase.householdId(),
                riskCase.householdNumber(),
                riskCase.region(),
                riskCase.origin(),
                riskCase.urgency(),
                riskCase.state(),
                possible,
                riskCase.category(),
                riskCase.risks(),
                riskCase.disasterKind(),
                riskCase.alertId(),
                riskCase.openedAt(),
                riskCase.due(),
                riskCase.publicisedUntil(),
                riskCase.monitoredFrom(),
                riskCase.eliminatedOn(),
                riskCase.stepDue(),
                riskCase.stepDue() != null && riskCase.stepDue().isBefore(today),
                riskCase.greenChannelOn(),
                riskCase.sentBack(),
                riskCase.lineId(),
                riskCase.lineAmount(),
                steps == null ? null : steps.stream().map(Step::of).toList(),
                objections == null
                        ? null
                        : objections.stream().map(ObjectionRequest.View::of).toList(),
                riskCase.version());
    }
}
