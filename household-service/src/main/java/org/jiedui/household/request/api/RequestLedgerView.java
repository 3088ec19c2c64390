package org.jiedui.household.request.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.request.RequestKind;
import org.jiedui.household.request.RequestLedger;

/** The ledger of requests. */
@Schema(
        name = "RequestLedger",
        examples =
                "{\"region\":\"330523\",\"from\":\"2026-01-01\",\"to\":\"2026-12-31\",\"rows\":[{\"region\":\"330523104\",\"kind\":\"HELP\",\"found\":31,\"handled\":30,\"solved\":27,\"overdue\":1,\"reopened\":2,\"satisfaction\":\"4.6\"}]}")
public record RequestLedgerView(String region, LocalDate from, LocalDate to, List<Row> rows) {
    /** Requests of one division and kind. */
    @Schema(name = "RequestLedgerRow")
    public record Row(
            String region,
            RequestKind kind,
            @Schema(description = "opened in the period") long found,

            @Schema(description = "of which dispatched or answered")
            long handled,

            @Schema(description = "of which solved") long solved,
            @Schema(description = "of which overdue today") long overdue,
            @Schema(description = "of which opened again") long reopened,

            @Schema(description = "mean contentment, one place; null when nobody told")
            String satisfaction) {
        static Row of(RequestLedger.Row row) {
            return new Row(
                    row.region(),
                    row.kind(),
                    row.found(),
                    row.handled(),
                    row.solved(),
                    row.overdue(),
                    row.reopened(),
                    row.rated() == 0
                            ? null
                            : BigDecimal.valueOf(row.satisfaction())
                                    .divide(BigDecimal.valueOf(row.rated()), 1, RoundingMode.HALF_UP)
                                    .toPlainString());
        }
    }
}
