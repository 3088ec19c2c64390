package org.jiedui.household.line.api;

import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.RiskAssessmentOrder;
import org.jiedui.household.line.LineKind;
import org.jiedui.household.line.PovertyLine;

/** A line as the API shows it. */
@Schema(name = "PovertyLine")
public record PovertyLineView(
        UUID id,
        LineKind kind,
        String region,
        LocalDate validFrom,
        LocalDate validTo,

        @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.STRING, examples = "7300.00")
        Money amount,

        String source,

        @Schema(
                description = "the assessment of all households below the region that this change led to; else null",
                examples = "/api/v1/risk-assessments/0193b2c4-7e1a-7c30-8a55-3d5b2f7f0a11")
        String assessment,

        long version) {
    static PovertyLineView of(PovertyLine line) {
        return of(line, null);
    }

    static PovertyLineView of(PovertyLine line, UUID assessment) {
        return new PovertyLineView(
                line.id(),
                line.kind(),
                line.region(),
                line.validFrom(),
                line.validTo(),
                line.amount(),
                line.source(),
                assessment == null ? null : RiskAssessmentOrder.address(assessment),
                line.version());
    }
}
