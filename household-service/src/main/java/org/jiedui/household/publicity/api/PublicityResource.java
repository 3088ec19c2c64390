package org.jiedui.household.publicity.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
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
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Codes;
import org.jiedui.household.Roles;
import org.jiedui.household.publicity.Notice;
import org.jiedui.household.publicity.Publicising;
import org.jiedui.household.publicity.Publicity;
import org.jiedui.household.publicity.PublicityKind;
import org.jiedui.household.publicity.PublicityRepository;

/** Publicities. */
@Path("/api/v1/household/publicities")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Publicities",
        description = "Notices in villages: what hangs on the wall, as data and on paper, with objections and answers."
                + " Identity number, phone, bank account and health never appear.")
public class PublicityResource {
    private final PublicityRepository publicities;
    private final Publicising publicising;
    private final Notice notice;
    private final EntityManager entities;
    private final TimeSource time;
    private final CurrentCaller callers;

    PublicityResource(
            PublicityRepository publicities,
            Publicising publicising,
            Notice notice,
            EntityManager entities,
            TimeSource time,
            CurrentCaller callers) {
        this.publicities = publicities;
        this.publicising = publicising;
        this.notice = notice;
        this.entities = entities;
        this.time = time;
        this.callers = callers;
    }

    /** Posts a notice. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "postPublicity",
            summary = "Posts a notice in a village",
            description = "`RISK_CASES` takes all cases of the village that the risk procedure has in publication,"
                    + " `MEASURES` and `FUNDS` what the households got in a time. The entries are fixed from then on."
                    + " 422 `NOTHING_TO_PUBLICISE` when there are none.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = PublicityView.class)))
    public Response post(PostPublicityRequest request) {
        return created(publicising.post(callers.get(), request.toCommand()));
    }

    private Response created(Publicity publicity) {
        return Answers.created("/api/v1/household/publicities/" + publicity.id(), publicity.version(), view(publicity));
    }

    private PublicityView view(Publicity publicity) {
        return PublicityView.of(publicity, time.today());
    }

    /** Filters of lists and counts. */
    public static class Filters {
        @QueryParam("region")
        @Parameter(description = "division code; everything below it", example = "330523104201")
        String region;

        @QueryParam("kind")
        @Parameter(description = "codes of PublicityKind; several by comma")
        String kind;

        @QueryParam("running")
        @Parameter(description = "true: those that hang today; false: the others")
        String running;
    }

    private KeysetQuery<Publicity> query(Filters filters) {
        return publicities.list(
                callers.get(),
                Codes.regionPattern("region", filters.region),
                Codes.parameter(PublicityKind.class, "kind", filters.kind),
                Codes.flag("running", filters.running));
    }

    /** Notices. */
    @GET
    @Operation(
            operationId = "listPublicities",
            summary = "Notices: those that hang, and all of the caller's region",
            description = "A running notice is public. Before and afterwards only the offices of its region see it.")
    public Page<PublicityView> list(
            @BeanParam Filters filters,
            @QueryParam("sort") @Parameter(description = "region, untilDay") String sort,
            @BeanParam PageRequest page) {
        return query(filters).page(entities, sort, page).map(this::view);
    }

    /** How many there are. */
    @GET
    @Path("/count")
    @Operation(operationId = "countPublicities", summary = "How many notices meet the filters")
    public Map<String, Long> count(@BeanParam Filters filters) {
        return Map.of("count", query(filters).count(entities));
    }

    /** One notice. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getPublicity", summary = "One notice")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PublicityView.class)))
    public Response one(@PathParam("id") UUID id) {
        var publicity = publicities.require(callers.get(), id);
        return Answers.ok(publicity.version(), view(publicity));
    }

    /** What it shows. */
    @GET
    @Path("/{id}/entries")
    @Operation(operationId = "listPublicityEntries", summary = "The entries of a notice, in their order")
    public Page<PublicityEntryView> entries(
            @PathParam("id") UUID id, @BeanParam PageRequest page, @Context HttpHeaders headers) {
        publicities.require(callers.get(), id);
        var after = page.cursor("publicity-entries", id.toString());
        var chinese = ProblemMappers.chinese(headers);
        return Page.of(
                        publicities.entries(id, after.isEmpty() ? 0 : Integer.parseInt(after.get(0)), page.limit() + 1),
                        page.limit(),
                        last -> Cursor.encode(
                                "publicity-entries", id.toString(), List.of(Integer.toString(last.position()))))
                .map(entry -> PublicityEntryView.of(entry, chinese));
    }

    /** The notice on paper. */
    @GET
    @Path("/{id}/notice.pdf")
    @Produces("application/pdf")
    @Operation(
            operationId = "printPublicity",
            summary = "The notice to hang up: A4, fonts embedded",
            description = "503 when the deployment has no Chinese font to print with.")
    @APIResponse(
            responseCode = "200",
            content =
                    @Content(
                            mediaType = "application/pdf",
                            schema = @Schema(type = SchemaType.STRING, format = "binary")))
    public Response print(@PathParam("id") UUID id) {
        var publicity = publicities.require(callers.get(), id);
        return Response.ok(notice.print(publicity))
                .type("application/pdf")
                .header("Content-Disposition", "inline; filename=\"publicity-" + id + ".pdf\"")
                .build();
    }

    /** Takes it off the wall. */
    @POST
    @Path("/{id}/withdraw")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(operationId = "withdrawPublicity", summary = "Takes a notice off the wall, with the reason")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PublicityView.class)))
    public Response withdraw(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, WithdrawRequest request) {
        var changed = publicising.withdraw(
                callers.get(), id, version -> Answers.requireMatch(ifMatch, version), request.reason());
        return Answers.ok(changed.version(), view(changed));
    }

    /** Ends the matter. */
    @POST
    @Path("/{id}/close")
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "closePublicity",
            summary = "Ends the matter after the last day",
            description = "422 `PUBLICITY_RUNNING` before, 422 `OBJECTIONS_OPEN` while an objection has no answer.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = PublicityView.class)))
    public Response close(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        var changed = publicising.close(callers.get(), id, version -> Answers.requireMatch(ifMatch, version));
        return Answers.ok(changed.version(), view(changed));
    }

    /** Objections with answers; for the offices, since people speak of each other in them. */
    @GET
    @Path("/{id}/objections")
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.AUDITOR})
    @Operation(operationId = "listPublicityObjections", summary = "Objections to a notice, with their answers")
    public List<ObjectionView> objections(@PathParam("id") UUID id) {
        var caller = callers.get();
        var publicity = publicities.require(caller, id);
        caller.requireCovers(publicity.region());
        return publicities.objections(id).stream().map(ObjectionView::of).toList();
    }

    /** Notes an objection. */
    @POST
    @Path("/{id}/objections")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "objectToPublicity",
            summary = "Notes an objection that somebody brought to the office",
            description = "Objections to a risk case are noted at the case: 422 `OBJECTION_AT_CASE`; each entry has"
                    + " its `caseId`.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = ObjectionView.class)))
    public Response object(@PathParam("id") UUID id, ObjectRequest request) {
        var objection = publicising.object(callers.get(), id, request.position(), request.content());
        var publicity = publicities.require(callers.get(), id);
        return Answers.created(
                "/api/v1/household/publicities/" + id + "/objections",
                publicity.version(),
                ObjectionView.of(objection));
    }

    /** Answers an objection. */
    @POST
    @Path("/{id}/objections/{objectionId}/answer")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(operationId = "answerPublicityObjection", summary = "Answers an objection; If-Match is the notice's tag")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = ObjectionView.class)))
    public Response answer(
            @PathParam("id") UUID id,
            @PathParam("objectionId") UUID objectionId,
            @HeaderParam("If-Match") String ifMatch,
            AnswerObjectionRequest request) {
        var answered = publicising.answer(
                callers.get(),
                id,
                objectionId,
                version -> Answers.requireMatch(ifMatch, version),
                request.upheld(),
                request.answer());
        return Answers.ok(publicities.require(callers.get(), id).version(), ObjectionView.of(answered));
    }
}
