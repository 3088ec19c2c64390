package org.jiedui.household.registration.api;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.income.IncomeLine;
import org.jiedui.household.income.IncomeStatement;

/** A revision of an income statement. */
@Schema(name = "IncomeStatement")
public record IncomeView(
        int year,
        int revision,
        int members,

        @Schema(type = SchemaType.STRING, examples = "7500.00")
        Money net,

        @Schema(type = SchemaType.STRING, examples = "3750.00")
        Money perCapita,

        Instant recordedAt,
        String recordedBy,
        @Schema(description = "why it was corrected") String reason,
        @Schema(description = "absent in lists") List<IncomeLineRequest> lines) {
    static IncomeView of(IncomeStatement statement, List<IncomeLine> lines) {
        return new IncomeView(
                statement.year(),
                statement.revision(),
                statement.members(),
                statement.net(),
                statement.perCapita(),
                statement.recordedAt(),
                statement.recordedBy(),
                statement.reason(),
                lines == null ? null : lines.stream().map(IncomeLineRequest::of).toList());
    }
}
