package org.jiedui.pairing.report.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jiedui.chassis.paging.Cursor;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.Codes;
import org.jiedui.pairing.Days;
import org.jiedui.pairing.report.Reports;

/** Figures by division, programme and day. */
@Path("/api/v1/pairing/reports")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer", "platform", "auditor"})
public class ReportResource {
    /** A report: what was asked for, and a row per division next below or per step. */
    public record ReportView<T>(String region, String programme, LocalDate on, List<T> rows) {}

    private final Reports reports;
    private final CurrentCaller callers;
    private final TimeSource time;

    ReportResource(Reports reports, CurrentCaller callers, TimeSource time) {
        this.reports = reports;
        this.callers = callers;
        this.time = time;
    }

    /** Coverage. */
    @GET
    @Path("/coverage")
    @Operation(
            operationId = "reportCoverage",
            summary = "Households in care with and without an active primary helper on a day",
            description =
                    "By the divisions next below `region`. Which households are in care is as of now; a pairing that rests"
                            + " counts until the day before it was put to rest.")
    public ReportView<Reports.Coverage> coverage(
            @QueryParam("region") String region,
            @QueryParam("programme") String programme,
            @QueryParam("on") String on) {
        var q = question(region, programme, on);
        return view(q, reports.coverage(q));
    }

    /** Gaps. */
    @GET
    @Path("/gaps")
    @Operation(
            operationId = "reportGaps",
            summary = "Gaps that were open at the end of a day, and their age",
            description =
                    "A gap is of the programme of the household's last primary pairing that began by the day; one of a"
                            + " household that never had any counts without `programme` only.")
    public ReportView<Reports.Gaps> gaps(
            @QueryParam("region") String region,
            @QueryParam("programme") String programme,
            @QueryParam("on") String on) {
        var q = question(region, programme, on);
        return view(q, reports.gaps(q, q.end().isAfter(time.now()) ? time.now() : q.end()));
    }

    /** Load. */
    @GET
    @Path("/load")
    @Operation(
            operationId = "reportLoad",
            summary = "How many helpers have how many pairings on a day",
            description = "Helpers by their home division; the last step, 10, stands for that many or more. A pairing"
                    + " that rests counts until the day before it was put to rest.")
    public ReportView<Reports.Load> load(
            @QueryParam("region") String region,
            @QueryParam("programme") String programme,
            @QueryParam("on") String on) {
        var q = question(region, programme, on);
        return view(q, reports.load(q));
    }

    /** Cadres. */
    @GET
    @Path("/cadres")
    @Operation(
            operationId = "reportCadres",
            summary = "Share of pairings whose helper's unit is of a county or above, on a day")
    public ReportView<Reports.Cadres> cadres(
            @QueryParam("region") String region,
            @QueryParam("programme") String programme,
            @QueryParam("on") String on) {
        var q = question(region, programme, on);
        return view(q, reports.cadres(q));
    }

    /** Services. */
    @GET
    @Path("/service")
    @Operation(
            operationId = "reportService",
            summary = "What service teams did: mentors, enterprises or villages served, problems found and solved",
            description = "From `from` (default: the first day of the year) to `on`, inclusive.")
    public ReportView<Reports.Service> service(
            @QueryParam("region") String region,
            @QueryParam("programme") String programme,
            @QueryParam("from") String from,
            @QueryParam("on") String on) {
        var q = question(region, programme, on);
        var first = Days.parse("from", from);
        if (first != null && first.isAfter(q.on())) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?from", "OUT_OF_RANGE", "不得晚于 on", "Not after on")));
        }
        return view(q, reports.service(q, first == null ? q.on().withDayOfYear(1) : first));
    }

    /** Idle helpers. */
    @GET
    @Path("/idle-helpers")
    @Operation(
            operationId = "listIdleHelpers",
            summary =
                    "Helpers and teams without a pairing, or in whose pairings nothing was done for `days` (default 60)",
            description =
                    "Visits and activities count; a team's pairings are its members', too, and a visit of a member"
                            + " is one of the team. Who is on leave or not available is left out.")
    public Page<Reports.Idle> idle(
            @QueryParam("region") String region,
            @QueryParam("programme") String programme,
            @QueryParam("days") Integer days,
            @BeanParam PageRequest page) {
        var q = question(region, programme, null);
        var most = days == null ? 60 : days;
        if (most < 1 || most > 3660) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?days", "OUT_OF_RANGE", "应为 1–3660", "Must be 1–3660")));
        }
        var filter = q.region() + "|" + programme + "|" + most;
        var cursor = page.cursor("idle-helpers", filter);
        var after = cursor.isEmpty() ? new UUID(0, 0) : UUID.fromString(cursor.get(0));
        return Page.of(
                reports.idle(q, q.on().minusDays(most), after, page.limit() + 1),
                page.limit(),
                last -> Cursor.encode(
                        "idle-helpers", filter, List.of(last.helperId().toString())));
    }

    private Reports.Question question(String region, String programme, String on) {
        var asked = Codes.region(region);
        var day = Days.orToday("on", on, time);
        return new Reports.Question(
                callers.get().regionPrefix(),
                asked == null ? "" : asked,
                Codes.plain("programme", programme),
                day,
                day.plusDays(1).atStartOfDay(time.zone()).toInstant());
    }

    private static <T> ReportView<T> view(Reports.Question q, List<T> rows) {
        return new ReportView<>(q.region().isEmpty() ? q.visible() : q.region(), q.programme(), q.on(), rows);
    }
}
