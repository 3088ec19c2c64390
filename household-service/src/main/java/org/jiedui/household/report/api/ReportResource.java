package org.jiedui.household.report.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.tabular.Column;
import org.jiedui.chassis.tabular.Columns;
import org.jiedui.chassis.tabular.TabularFormat;
import org.jiedui.chassis.tabular.TabularWriter;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.Codes;
import org.jiedui.household.Days;
import org.jiedui.household.Roles;
import org.jiedui.household.report.Report;
import org.jiedui.household.report.ReportRepository;
import org.jiedui.household.report.ReportTable;
import org.jiedui.household.report.Reporting;

/** Reports. */
@Path("/api/v1/household/reports")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.AUDITOR, Roles.PLATFORM})
@Tag(
        name = "Reports",
        description = "Figures by region, year and category; small cells are withheld, also by subtraction")
public class ReportResource {
    private static final String CSV = "text/csv";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String WITHHELD = "*";

    private final Reporting reporting;
    private final ReportRepository repository;
    private final TimeSource time;
    private final CurrentCaller callers;

    ReportResource(Reporting reporting, ReportRepository repository, TimeSource time, CurrentCaller callers) {
        this.reporting = reporting;
        this.repository = repository;
        this.time = time;
        this.callers = callers;
    }

    /** What can be asked. */
    @Schema(
            name = "HouseholdReportOffer",
            examples = "{\"name\":\"measures\",\"by\":[\"category\",\"funds\"],\"yearly\":true}")
    public record Offer(String name, List<String> by, boolean yearly) {}

    /** The reports that there are. */
    @GET
    @Operation(operationId = "listHouseholdReports", summary = "The reports, and by what each can be asked")
    public List<Offer> offers() {
        return Arrays.stream(Report.values())
                .map(report -> new Offer(
                        report.path(),
                        report.by().stream().map(Report.By::parameter).toList(),
                        report.yearly()))
                .toList();
    }

    /** One report. */
    @GET
    @Path("/{name}")
    @Produces({MediaType.APPLICATION_JSON, CSV, XLSX})
    @Operation(
            operationId = "getHouseholdReport",
            summary = "A region's figures, by its children and by category",
            description = "Drill down by asking for a row's region. Cells with fewer contributors than `least` are"
                    + " withheld, and so many others that they do not follow by subtraction, from this table or from"
                    + " those above and below it. Periods are calendar years, since overlapping ones could be"
                    + " subtracted. In tables a withheld cell is `*`.")
    @APIResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = ReportView.class)),
                @Content(mediaType = CSV, schema = @Schema(type = SchemaType.STRING)),
                @Content(mediaType = XLSX, schema = @Schema(type = SchemaType.STRING, format = "binary"))
            })
    public Response one(
            @PathParam("name")
                    @Parameter(
                            description = "households, members, risk-alerts, risk-cases, measures, visits",
                            example = "households")
                    String name,
            @QueryParam("by")
                    @Parameter(description = "type, category, mainCause, …; default the first that is offered")
                    String by,
            @QueryParam("region") @Parameter(description = "division code; default the caller's", example = "330523")
                    String region,
            @QueryParam("year")
                    @Parameter(
                            description =
                                    "calendar year of what happened, 2000 to the next one; default the present one")
                    String year,
            @QueryParam("format") @Parameter(description = "json, csv, xlsx; default by Accept") String format,
            @Context HttpHeaders headers) {
        var caller = callers.get();
        var report = Report.of(name).orElseThrow(CommonProblem.NOT_FOUND::problem);
        var category = by == null
                ? report.by().get(0)
                : report.by().stream()
                        .filter(offered -> offered.parameter().equals(by))
                        .findFirst()
                        .orElseThrow(
                                () -> Codes.invalid("by", "UNKNOWN_CODE", "此报表没有该分类", "Not offered by this report"));
        Codes.regionPattern("region", region);
        var chinese = ProblemMappers.chinese(headers);
        var table =
                reporting.table(caller, report, category, year(year), region == null ? caller.regionPrefix() : region);
        var codes = new ArrayList<String>();
        codes.add(table.region());
        table.rows().forEach(line -> codes.add(line.region()));
        var names = repository.names(codes);
        var file = format(format, headers);
        if (file == null) {
            return Response.ok(ReportView.of(table, names, chinese))
                    .type(MediaType.APPLICATION_JSON)
                    .header(HttpHeaders.VARY, "Accept, Accept-Language")
                    .build();
        }
        return Response.ok((StreamingOutput) out -> write(table, names, file, out))
                .type(file.mediaType())
                .header(HttpHeaders.VARY, "Accept, Accept-Language")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + report.path() + "-" + category.parameter() + "." + file.extension()
                                + "\"")
                .build();
    }

    private int year(String text) {
        if (text == null) {
            return time.today().getYear();
        }
        // what is kept is kept for few years: not for those of which nothing is known
        return Days.number("year", text, 0, 2000, time.today().getYear() + 1);
    }

    /** The file format, or null for JSON. */
    private static TabularFormat format(String wanted, HttpHeaders headers) {
        if (wanted != null) {
            return switch (wanted) {
                case "json" -> null;
                case "csv" -> TabularFormat.CSV;
                case "xlsx" -> TabularFormat.XLSX;
                default -> throw Codes.invalid("format", "UNKNOWN_CODE", "应为 json、csv 或 xlsx", "json, csv or xlsx");
            };
        }
        for (var accepted : headers.getAcceptableMediaTypes()) {
            if (accepted.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return null;
            }
            for (var file : List.of(TabularFormat.CSV, TabularFormat.XLSX)) {
                if (accepted.isCompatible(MediaType.valueOf(file.mediaType()))) {
                    return file;
                }
            }
        }
        return null;
    }

    private static void write(
            ReportTable table, Map<String, String> names, TabularFormat format, java.io.OutputStream out) {
        var columns = new ArrayList<Column>();
        columns.add(Column.of("region", "区划代码").text());
        columns.add(Column.of("name", "区划名称"));
        columns.add(Column.of("total", "合计"));
        table.categories().forEach(c -> columns.add(Column.of(c.code(), c.zh())));
        var money = table.report() == Report.MEASURES;
        if (money) {
            columns.add(Column.of("totalAmount", "合计金额（元）"));
            table.categories().forEach(c -> columns.add(Column.of(c.code() + "_AMOUNT", c.zh() + "金额（元）")));
        }
        try (var file = TabularWriter.export(format, out, Columns.of(columns))) {
            table.rows().forEach(line -> file.write(values(table, line, names, money)));
            file.write(values(table, table.sum(), names, money));
        }
    }

    private static Map<String, String> values(
            ReportTable table, ReportTable.Line line, Map<String, String> names, boolean money) {
        var values = new LinkedHashMap<String, String>();
        values.put("region", line.region());
        values.put("name", names.get(line.region()));
        put(values, "total", "totalAmount", line.total(), money);
        for (var i = 0; i < table.categories().size(); i++) {
            var code = table.categories().get(i).code();
            put(values, code, code + "_AMOUNT", line.cells().get(i), money);
        }
        return values;
    }

    private static void put(
            Map<String, String> values, String count, String amount, ReportTable.Cell cell, boolean money) {
        values.put(count, cell.suppressed() ? WITHHELD : cell.count().toString());
        if (money) {
            values.put(
                    amount, cell.suppressed() ? WITHHELD : cell.amount().yuan().toPlainString());
        }
    }
}
