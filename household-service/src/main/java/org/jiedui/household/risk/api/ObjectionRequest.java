package org.jiedui.household.risk.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.risk.RiskCaseObjection;

/** What somebody says against the publicity; no names. */
@Schema(name = "ObjectToRiskCase", examples = "{\"content\":\"该户去年新购小轿车\"}")
public record ObjectionRequest(@NotBlank @Size(max = 1000) String content) {
    /** The answer. */
    @Schema(name = "AnswerObjection", examples = "{\"answer\":\"经核实车辆为其亲属所有\",\"upheld\":false}")
    public record Answer(
            @NotBlank @Size(max = 1000) String answer,

            @NotNull @Schema(description = "whether the objection was right; then the case is sent back or rejected")
            Boolean upheld) {}

    /** An objection as the API shows it. */
    @Schema(name = "RiskCaseObjection")
    public record View(UUID id, String content, Instant notedAt, String answer, Boolean upheld, Instant answeredAt) {
        static View of(RiskCaseObjection objection) {
            return new View(
                    objection.id(),
                    objection.content(),
                    objection.notedAt(),
                    objection.answer(),
                    objection.upheld(),
                    objection.answeredAt());
        }
    }
}
