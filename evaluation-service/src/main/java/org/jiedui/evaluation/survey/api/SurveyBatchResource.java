package org.jiedui.evaluation.survey.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.Cursor;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.evaluation.cycle.CycleRepository;
import org.jiedui.evaluation.survey.SlipSheet;
import org.jiedui.evaluation.survey.SurveyBatch;
import org.jiedui.evaluation.survey.SurveyIssue;
import org.jiedui.evaluation.survey.SurveyTokens;

/** Tokens for the served people of a village (EV-06). */
@Path("/api/v1/evaluation-cycles/{id}/survey-batches")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer"})
@Blocking
@Tag(name = "survey")
public class SurveyBatchResource {
    private final SurveyIssue issue;
    private final SurveyTokens tokens;
    private final SlipSheet sheet;
    private final CycleRepository cycles;
    private final CurrentCaller callers;

    SurveyBatchResource(
            SurveyIssue issue, SurveyTokens tokens, SlipSheet sheet, CycleRepository cycles, CurrentCaller callers) {
        this.issue = issue;
        this.tokens = tokens;
        this.sheet = sheet;
        this.cycles = cycles;
        this.callers = callers;
    }

    /** Issues tokens. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @Operation(
            summary = "Issue tokens for a village: one for each household and helper that has none",
            description = "At most 1000 at once. From then on answers about these helpers in this village are given or"
                    + " collected with tokens only. Households that joined later: issue again.")
    @APIResponse(
            responseCode = "201",
            description = "issued",
            content = @Content(schema = @Schema(implementation = SurveyBatch.class)))
    @APIResponse(responseCode = "403", description = "OUTSIDE_REGION")
    @APIResponse(responseCode = "409", description = "CYCLE_NOT_OPEN, NOTHING_TO_ISSUE")
    public Response issue(@PathParam("id") UUID id, IssueTokensRequest request) {
        var batch = issue.issue(callers.get(), id, request.village());
        return Response.created(URI.create("/api/v1/evaluation-cycles/" + id + "/survey-batches/" + batch.id()))
                .entity(batch)
                .build();
    }

    /** Batches. */
    @GET
    @Operation(summary = "Issued batches of the caller's region, by village; nothing about use")
    public Page<SurveyBatch> list(
            @PathParam("id") UUID id,
            @QueryParam("region") @Parameter(description = "division code") String region,
            @BeanParam PageRequest page) {
        var caller = callers.get();
        cycles.require(caller, id);
        var after = page.cursor("survey-batches", id + "|" + region);
        var batches = tokens.batches(id, caller.regionPrefix(), region).stream()
                .filter(b -> after.isEmpty() || key(b).compareTo(after.get(0)) > 0)
                .limit(page.limit() + 1L)
                .toList();
        return Page.of(
                batches, page.limit(), last -> Cursor.encode("survey-batches", id + "|" + region, List.of(key(last))));
    }

    private static String key(SurveyBatch batch) {
        return "%s %06d".formatted(batch.village(), batch.number());
    }

    /** Tokens as a list. */
    @GET
    @Path("/{batch}/slips")
    @Operation(summary = "The tokens of a batch as a list, while the cycle is open; each look is an audit entry")
    @APIResponse(responseCode = "200", description = "tokens")
    @APIResponse(responseCode = "409", description = "CYCLE_NOT_OPEN")
    public Page<SlipView> slips(@PathParam("id") UUID id, @PathParam("batch") UUID batch, @BeanParam PageRequest page) {
        var after = page.cursor("survey-slips", batch.toString());
        var from = after.isEmpty() ? 0 : Integer.parseInt(after.get(0));
        var slips = issue.slips(callers.get(), id, batch).stream()
                .skip(from)
                .limit(page.limit() + 1L)
                .toList();
        return Page.of(
                        slips,
                        page.limit(),
                        last -> Cursor.encode("survey-slips", batch.toString(), List.of(String.valueOf(last.number()))))
                .map(SlipView::of);
    }

    /** Tokens on paper. */
    @GET
    @Path("/{batch}/sheet.pdf")
    @Produces("application/pdf")
    @Operation(
            summary =
                    "The tokens of a batch as QR codes to cut out: A4, fonts embedded; each printing is an audit entry",
            description = "409 when the cycle is not open, 503 when the deployment has no Chinese font to print with.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/pdf",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response sheet(@PathParam("id") UUID id, @PathParam("batch") UUID batch) {
        var caller = callers.get();
        var slips = issue.slips(caller, id, batch);
        var village = tokens.batches(id, caller.regionPrefix(), null).stream()
                .filter(b -> b.id().equals(batch))
                .findFirst()
                .orElseThrow()
                .village();
        return Response.ok(sheet.print(cycles.require(caller, id), village, slips))
                .type("application/pdf")
                .header("Content-Disposition", "inline; filename=\"survey-" + batch + ".pdf\"")
                .header("Cache-Control", "no-store")
                .build();
    }
}
