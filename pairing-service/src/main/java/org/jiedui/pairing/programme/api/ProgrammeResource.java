package org.jiedui.pairing.programme.api;

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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.pairing.Days;
import org.jiedui.pairing.programme.ProgrammeRepository;
import org.jiedui.pairing.programme.ProgrammeRevision;

/** Kinds of pairing with their rules. */
@Path("/api/v1/programmes")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ProgrammeResource {
    private final ProgrammeRepository programmes;
    private final ProgrammeRevision revision;
    private final CurrentCaller callers;
    private final TimeSource time;

    ProgrammeResource(
            ProgrammeRepository programmes, ProgrammeRevision revision, CurrentCaller callers, TimeSource time) {
        this.programmes = programmes;
        this.revision = revision;
        this.callers = callers;
        this.time = time;
    }

    /** All programmes. */
    @GET
    @Operation(summary = "Programmes in force on a day (all in one page)")
    public Page<ProgrammeView> list(@QueryParam("asOf") String asOf) {
        return new Page<>(
                programmes.allInForce(Days.orToday("asOf", asOf, time)).stream()
                        .map(ProgrammeView::of)
                        .toList(),
                null);
    }

    /** One programme. */
    @GET
    @Path("/{code}")
    @Operation(summary = "Rules of a programme on a day")
    @APIResponse(
            responseCode = "200",
            description = "the rules in force",
            content = @Content(schema = @Schema(implementation = ProgrammeView.class)))
    public Response one(
            @PathParam("code") String code,
            @QueryParam("asOf") String asOf,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        var programme = programmes
                .inForce(code, Days.orToday("asOf", asOf, time))
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
        return Answers.ok(programme.tag(), ifNoneMatch, () -> ProgrammeView.of(programme));
    }

    /** New rules from a day on. */
    @PUT
    @Path("/{code}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("province-officer")
    @Operation(
            summary = "Give a programme new rules from a day on",
            description =
                    "If-Match names the latest period; not needed for a new programme. Rules of the past stay: a known programme changes from today on or later.")
    @APIResponse(
            responseCode = "200",
            description = "the new period",
            content = @Content(schema = @Schema(implementation = ProgrammeView.class)))
    public Response revise(
            @PathParam("code") String code,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(examples = @ExampleObject(name = "mentoring", value = """
                    {"validFrom":"2027-01-01","nameZh":"导师帮带","nameEn":"Mentoring","form":"ONE_TO_MANY",
                     "roles":["PRIMARY","SUPPORTING"],"helperSides":["PERSON"],"helpedKinds":["MENTEE"],
                     "minHelpers":1,"maxPrimary":1,"maxHelpers":3,"minHelped":1,"maxHelped":5,"termMinMonths":12,
                     "termMaxMonths":36,"publicityDays":5,"evaluationTemplate":"MENTORING_YEAR"}""")))
                    ReviseProgrammeRequest request) {
        if (!code.matches("[A-Z][A-Z0-9_]{1,39}")) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        var programme =
                revision.revise(request.toCommand(code), callers.get(), tag -> Answers.requireMatch(ifMatch, tag));
        return Answers.ok(programme.tag(), ProgrammeView.of(programme));
    }
}
