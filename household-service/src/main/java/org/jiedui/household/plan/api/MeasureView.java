package org.jiedui.household.plan.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.plan.FundsSource;
import org.jiedui.household.plan.Measure;
import org.jiedui.household.plan.MeasureCategory;
import org.jiedui.household.plan.MeasureTag;
import org.jiedui.household.plan.Subsidy;

/** A measure as the API shows it. */
@Schema(name = "Measure")
public record MeasureView(
        UUID id,
        UUID householdId,
        MeasureCategory category,
        String title,

        @Schema(type = SchemaType.STRING, examples = "1250.00")
        Money amount,

        FundsSource funds,
        LocalDate from,
        LocalDate to,
        String provider,
        String result,
        List<MeasureTag> tags,
        Subsidy subsidy,
        UUID fundId,
        UUID projectId,
        Integer planYear,
        Integer goal,
        String recordedBy,
        Instant recordedAt,

        @Schema(description = "null while it counts") Instant cancelledAt,

        String cancelledBy,
        String cancelReason,
        long version) {
    /** The measure as it is. */
    public static MeasureView of(Measure measure) {
        return new MeasureView(
                measure.id(),
                measure.householdId(),
                measure.category(),
                measure.title(),
                measure.amount(),
                measure.funds(),
                measure.from(),
                measure.to(),
                measure.provider(),
                measure.result(),
                measure.tags(),
                measure.subsidy(),
                measure.fundId(),
                measure.projectId(),
                measure.planYear(),
                measure.goal(),
                measure.recordedBy(),
                measure.recordedAt(),
                measure.cancelledAt(),
                measure.cancelledBy(),
                measure.cancelReason(),
                measure.version());
    }
}
