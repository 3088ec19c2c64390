package org.jiedui.household.calendar.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Codes;
import org.jiedui.household.Days;
import org.jiedui.household.Roles;
import org.jiedui.household.calendar.CalendarPublication;
import org.jiedui.household.calendar.CalendarYear;
import org.jiedui.household.calendar.HolidayRepository;
import org.jiedui.household.calendar.WorkingDays;

/** The holiday calendar. */
@Path("/api/v1/calendar")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Calendar", description = "Holidays and days worked in exchange, as data; deadlines in working days")
public class CalendarResource {
    private final HolidayRepository holidays;
    private final CalendarPublication publication;
    private final CurrentCaller callers;

    CalendarResource(HolidayRepository holidays, CalendarPublication publication, CurrentCaller callers) {
        this.holidays = holidays;
        this.publication = publication;
        this.callers = callers;
    }

    /** A year. */
    @GET
    @Path("/{year}")
    @Operation(
            operationId = "getCalendar",
            summary = "Holidays and days worked in exchange of a year",
            description = "A year of which nothing was published has tag `\"0\"` and no days: weekends only.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CalendarYearView.class)))
    @APIResponse(responseCode = "400", description = "`INVALID_REQUEST`: not a year of 2000 to 2100")
    public Response year(
            @PathParam("year") @Parameter(example = "2026") String year,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        var number = year(year);
        var published = holidays.year(number);
        return Answers.ok(
                published.map(CalendarYear::tag).orElse(0L),
                ifNoneMatch,
                () -> CalendarYearView.of(number, published, holidays.days(number)));
    }

    /** Replaces a year. */
    @PUT
    @Path("/{year}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.PROVINCE, Roles.PLATFORM})
    @Operation(
            operationId = "putCalendar",
            summary = "Replaces the calendar of a year as a whole, by the province or its platform",
            description = "Counts at once on every replica. Due dates that were computed before stay as they are.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = CalendarYearView.class)))
    @APIResponse(responseCode = "400", description = "`INVALID_REQUEST`: a day of another year, or named twice")
    @APIResponse(responseCode = "412", description = "`STALE`: replaced by somebody else meanwhile")
    public Response publish(
            @PathParam("year") @Parameter(example = "2026") String year,
            @HeaderParam("If-Match") String ifMatch,
            PublishCalendarRequest request) {
        var number = year(year);
        var published = publication.publish(
                callers.get(), number, request.source(), request.of(number), tag -> Answers.requireMatch(ifMatch, tag));
        return Answers.ok(published.tag(), CalendarYearView.of(number, Optional.of(published), holidays.days(number)));
    }

    /** A deadline. */
    @GET
    @Path("/deadline")
    @Operation(
            operationId = "getDeadline",
            summary = "The n-th working day after a day",
            description = "As due dates of requests and time limits are computed. With 0: the day itself if it is a"
                    + " working day, else the next one.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = WorkingDayView.class)))
    @APIResponse(responseCode = "400", description = "`INVALID_REQUEST`: no day, or not 0 to 1000 working days")
    public WorkingDayView deadline(
            @QueryParam("from") @Parameter(required = true, example = "2026-09-30") String from,
            @QueryParam("workingDays") @Parameter(required = true, description = "0 to 1000", example = "3")
                    String workingDays) {
        if (workingDays == null
                || !workingDays.matches("\\d{1,4}")
                || Integer.parseInt(workingDays) > WorkingDays.MOST) {
            throw Codes.invalid("workingDays", "OUT_OF_RANGE", "应在 0 与 1000 之间", "Must be between 0 and 1000");
        }
        if (from == null) {
            throw Codes.invalid("from", "REQUIRED", "必填", "Required");
        }
        var day = Days.parameter("from", from, null);
        var days = Integer.parseInt(workingDays);
        return new WorkingDayView(day, days, holidays.workingDays().plusWorkingDays(day, days));
    }

    private static int year(String text) {
        if (!text.matches("20\\d\\d|2100")) {
            throw CommonProblem.INVALID_REQUEST.violations(List.of(
                    new Violation("/year", "OUT_OF_RANGE", "应为 2000 至 2100 年", "Must be a year of 2000 to 2100")));
        }
        return Integer.parseInt(text);
    }
}
