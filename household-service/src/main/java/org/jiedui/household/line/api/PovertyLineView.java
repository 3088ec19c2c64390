package org.jiedui.household.line.api;

import java.time.LocalDate;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
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
        long version) {
    static PovertyLineView of(PovertyLine line) {
        return new PovertyLineView(
                line.id(),
                line.kind(),
                line.region(),
                line.validFrom(),
                line.validTo(),
                line.amount(),
                line.source(),
                line.version());
    }
}
