package org.jiedui.household.visit.api;

import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.visit.VisitCoverage;

/** Coverage of a division by visits. */
@Schema(
        name = "VisitCoverage",
        examples =
                "{\"region\":\"330523\",\"from\":\"2026-03-01\",\"to\":\"2026-04-30\",\"notVisitedDays\":60,\"rows\":[{\"region\":\"330523104\",\"name\":\"杭垓镇\",\"households\":812,\"visited\":790,\"tried\":14,\"notVisited\":31,\"percent\":\"97.3\"}]}")
public record VisitCoverageView(
        String region,
        LocalDate from,
        LocalDate to,
        int notVisitedDays,

        @Schema(description = "one per division right below; of a village one")
        List<Row> rows) {
    /** One division. */
    @Schema(name = "VisitCoverageRow")
    public record Row(
            String region,
            String name,
            @Schema(description = "registered now") long households,

            @Schema(description = "somebody was met in the period")
            long visited,

            @Schema(description = "only tried or called in the period")
            long tried,

            @Schema(description = "not visited for `notVisitedDays`, as of today")
            long notVisited,

            @Schema(description = "visited of households, one place")
            String percent) {
        static Row of(VisitCoverage.Row row) {
            return new Row(
                    row.region(),
                    row.name(),
                    row.households(),
                    row.visited(),
                    row.tried(),
                    row.notVisited(),
                    row.percent().toPlainString());
        }
    }
}
