package org.jiedui.household.report.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.report.ReportTable;

/** A report as the API shows it. */
@Schema(
        name = "HouseholdReport",
        examples =
                "{\"name\":\"households\",\"by\":\"type\",\"region\":\"330523104\",\"regionName\":\"杭垓镇\",\"year\":null,\"asOf\":\"2026-11-21T08:30:00.000Z\",\"least\":5,\"columns\":[{\"code\":\"ORDINARY\",\"label\":\"一般农户\"},{\"code\":\"LIFTED\",\"label\":\"脱贫户\"}],\"rows\":[{\"region\":\"330523104201\",\"name\":\"磻溪村\",\"total\":{\"count\":312},\"cells\":[{\"count\":null,\"suppressed\":true},{\"count\":null,\"suppressed\":true}]}],\"sum\":{\"region\":\"330523104\",\"name\":\"杭垓镇\",\"total\":{\"count\":4210},\"cells\":[{\"count\":3900},{\"count\":310}]}}")
public record ReportView(
        String name,
        String by,
        @Schema(description = "empty: the whole deployment") String region,
        String regionName,
        @Schema(description = "null: the present") Integer year,
        Instant asOf,

        @Schema(description = "cells with fewer, and more than none, are withheld, and others with them")
        int least,

        List<Column> columns,

        @Schema(description = "the region's children that have figures")
        List<Line> rows,

        Line sum) {
    /** A category. */
    @Schema(name = "HouseholdReportColumn")
    public record Column(String code, String label) {}

    /** A region's figures, in the order of the columns. */
    @Schema(name = "HouseholdReportLine")
    public record Line(String region, String name, Cell total, List<Cell> cells) {}

    /** A figure. */
    @Schema(name = "HouseholdReportCell")
    public record Cell(
            @Schema(description = "null when withheld") Long count,

            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Schema(type = SchemaType.STRING, description = "yuan; with measures only")
            Money amount,

            @JsonInclude(JsonInclude.Include.NON_DEFAULT) @Schema(description = "true when withheld")
            boolean suppressed) {}

    static ReportView of(ReportTable table, Map<String, String> names, boolean chinese) {
        var rows = new ArrayList<Line>();
        table.rows().forEach(line -> rows.add(line(line, names)));
        return new ReportView(
                table.report().path(),
                table.by().parameter(),
                table.region(),
                names.get(table.region()),
                table.year(),
                table.asOf(),
                table.least(),
                table.categories().stream()
                        .map(c -> new Column(c.code(), chinese ? c.zh() : c.en()))
                        .toList(),
                rows,
                line(table.sum(), names));
    }

    private static Line line(ReportTable.Line line, Map<String, String> names) {
        return new Line(
                line.region(),
                names.get(line.region()),
                cell(line.total()),
                line.cells().stream().map(ReportView::cell).toList());
    }

    private static Cell cell(ReportTable.Cell cell) {
        return new Cell(cell.count(), cell.amount(), cell.suppressed());
    }
}
