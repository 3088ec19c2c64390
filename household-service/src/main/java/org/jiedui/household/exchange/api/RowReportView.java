package org.jiedui.household.exchange.api;

import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.tabular.RowReport;

/** What became of a row. */
@Schema(name = "ImportRow")
public record RowReportView(long line, RowReport.Outcome outcome, UUID id, List<Error> errors) {
    /** What is wrong with a cell or with the row. */
    @Schema(name = "ImportRowError")
    public record Error(String column, String code, String message) {}

    static RowReportView of(RowReport report, boolean chinese) {
        return new RowReportView(
                report.line(),
                report.outcome(),
                report.id(),
                report.errors().stream()
                        .map(e -> new Error(e.column(), e.code(), chinese ? e.zh() : e.en()))
                        .toList());
    }
}
