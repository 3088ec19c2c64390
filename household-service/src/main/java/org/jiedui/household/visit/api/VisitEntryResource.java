package org.jiedui.household.visit.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.chassis.web.StrictJson;
import org.jiedui.household.Codes;
import org.jiedui.household.Days;
import org.jiedui.household.Roles;
import org.jiedui.household.visit.QuestionState;
import org.jiedui.household.visit.Visit;
import org.jiedui.household.visit.VisitDrafting;
import org.jiedui.household.visit.VisitManner;
import org.jiedui.household.visit.VisitRecording;
import org.jiedui.household.visit.VisitRepository;
import org.jiedui.household.visit.VisitSupervision;

/** Visits across households, their drafts and the questions about them. */
@Path("/api/v1/visits")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Visits", description = "Contacts with households; problems found become requests")
public class VisitEntryResource {
    private final VisitRepository visits;
    private final VisitRecording recording;
    private final VisitDrafting drafting;
    private final VisitSupervision supervision;
    private final EntityManager entities;
    private final CurrentCaller callers;
    private final StrictJson json;
    private final ObjectMapper mapper;

    VisitEntryResource(
            VisitRepository visits,
            VisitRecording recording,
            VisitDrafting drafting,
            VisitSupervision supervision,
            EntityManager entities,
            CurrentCaller callers,
            StrictJson json,
            ObjectMapper mapper) {
        this.visits = visits;
        this.recording = recording;
        this.drafting = drafting;
        this.supervision = supervision;
        this.entities = entities;
        this.callers = callers;
        this.json = json;
        this.mapper = mapper;
    }

    /** Notes a visit of several households. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER})
    @Operation(
            operationId = "noteVisit",
            summary = "Notes a visit of one or more households in one entry",
            description = "All households must be visible to the caller; problems found become requests.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = VisitView.class)))
    @APIResponse(responseCode = "400", description = "`INVALID_REQUEST`, such as a day in the future")
    @APIResponse(responseCode = "403", description = "`PAIRING_OVER`")
    public Response note(NoteVisitRequest request) {
        return created(recording.record(callers.get(), request.toCommand()));
    }

    private static Response created(VisitRecording.Recorded recorded) {
        return Answers.created("/api/v1/visits/" + recorded.visit().id(), 0, VisitView.of(recorded));
    }

    /** Filters of lists and counts. */
    public static class Filters {
        @QueryParam("region")
        @Parameter(description = "division code; everything below it", example = "330523104")
        String region;

        @QueryParam("householdId")
        @Parameter(description = "visits of one household")
        UUID householdId;

        @QueryParam("visitor")
        @Parameter(description = "account of the visitor")
        String visitor;

        @QueryParam("manner")
        @Parameter(description = "codes of VisitManner; several by comma")
        String manner;

        @QueryParam("reached")
        @Parameter(description = "false: only tried")
        String reached;

        @QueryParam("dayFrom")
        @Parameter(description = "on or after", example = "2026-01-01")
        String dayFrom;

        @QueryParam("dayTo")
        @Parameter(description = "on or before", example = "2026-12-31")
        String dayTo;

        @QueryParam("question")
        @Parameter(description = "with a supervisor's question in one of these states: ASKED, ANSWERED, CLOSED")
        String question;

        VisitRepository.Filter read() {
            return new VisitRepository.Filter(
                    Codes.regionPattern("region", region),
                    householdId,
                    visitor,
                    Codes.parameter(VisitManner.class, "manner", manner),
                    Codes.flag("reached", reached),
                    Days.parameter("dayFrom", dayFrom, null),
                    Days.parameter("dayTo", dayTo, null),
                    Codes.parameter(QuestionState.class, "question", question));
        }
    }

    /** The caller's visits. */
    @GET
    @Operation(
            operationId = "listAllVisits",
            summary = "Visits of the caller's region, or of the households of the caller's own pairings",
            description = "Sorted by region unless `sort` says otherwise.")
    public Page<VisitView> list(
            @BeanParam Filters filters,
            @QueryParam("sort") @Parameter(description = "region, day; `-day`: latest first") String sort,
            @BeanParam PageRequest page) {
        var caller = callers.get();
        var found = visits.list(caller, filters.read()).page(entities, sort == null ? "region" : sort, page);
        var households =
                visits.households(caller, found.items().stream().map(Visit::id).toList());
        return found.map(visit -> VisitView.of(visit, households.get(visit.id()), null));
    }

    /** How many there are. */
    @GET
    @Path("/count")
    @Operation(operationId = "countVisits", summary = "How many visits meet the filters")
    public Map<String, Long> count(@BeanParam Filters filters) {
        return Map.of("count", visits.list(callers.get(), filters.read()).count(entities));
    }

    /** One visit. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getVisitEntry", summary = "One visit with its households")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VisitView.class)))
    public Response one(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var caller = callers.get();
        var visit = visits.require(caller, id);
        return Answers.ok(
                0,
                ifNoneMatch,
                () -> VisitView.of(visit, visits.households(caller, List.of(id)).get(id), null));
    }

    /** Begins a draft. */
    @POST
    @Path("/drafts")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER})
    @Operation(operationId = "beginVisitDraft", summary = "Begins a draft; only its author sees it")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = VisitDraftView.class)))
    @APIResponse(responseCode = "409", description = "`TOO_MANY_DRAFTS`: 200 of one account")
    public Response begin(VisitDraftRequest request) {
        var draft = drafting.begin(
                callers.get(), VisitDraftJson.write(mapper, request), VisitDraftJson.households(request));
        return Answers.created(
                "/api/v1/visits/drafts/" + draft.id(), draft.version(), VisitDraftView.of(draft, mapper));
    }

    /** The caller's drafts. */
    @GET
    @Path("/drafts")
    @Operation(operationId = "listVisitDrafts", summary = "The caller's own drafts")
    public Page<VisitDraftView> drafts(
            @QueryParam("sort") @Parameter(description = "updatedAt") String sort, @BeanParam PageRequest page) {
        return visits.drafts(callers.get()).page(entities, sort, page).map(draft -> VisitDraftView.of(draft, mapper));
    }

    /** One draft. */
    @GET
    @Path("/drafts/{id}")
    @Operation(operationId = "getVisitDraft", summary = "One of the caller's drafts")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VisitDraftView.class)))
    public Response draft(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var draft = visits.requireDraft(callers.get(), id);
        return Answers.ok(draft.version(), ifNoneMatch, () -> VisitDraftView.of(draft, mapper));
    }

    /** Replaces a draft. */
    @PUT
    @Path("/drafts/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "putVisitDraft", summary = "Replaces what a draft says")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VisitDraftView.class)))
    public Response replace(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, VisitDraftRequest request) {
        var draft = drafting.change(
                callers.get(),
                id,
                version -> Answers.requireMatch(ifMatch, version),
                VisitDraftJson.write(mapper, request),
                VisitDraftJson.households(request));
        return Answers.ok(draft.version(), VisitDraftView.of(draft, mapper));
    }

    /** Throws a draft away. */
    @DELETE
    @Path("/drafts/{id}")
    @Operation(operationId = "discardVisitDraft", summary = "Throws a draft away")
    @APIResponse(responseCode = "204", description = "Gone")
    public void discard(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        drafting.discard(callers.get(), id, version -> Answers.requireMatch(ifMatch, version));
    }

    /** Records a draft. */
    @POST
    @Path("/drafts/{id}/record")
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER})
    @Operation(
            operationId = "recordVisitDraft",
            summary = "Records a draft as a visit of the same id; If-Match is the draft's",
            description = "What is still missing comes back as violations, and the draft stays.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = VisitView.class)))
    public Response record(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        return created(drafting.record(
                callers.get(),
                id,
                version -> Answers.requireMatch(ifMatch, version),
                body -> VisitDraftJson.command(json, body)));
    }

    /** Questions. */
    @GET
    @Path("/{id}/questions")
    @Operation(operationId = "listVisitQuestions", summary = "Supervisors' questions about a visit, the oldest first")
    public Page<VisitQuestionView> questions(@PathParam("id") UUID id) {
        visits.require(callers.get(), id);
        return new Page<>(visits.questions(List.of(id)).getOrDefault(id, List.of()), null).map(VisitQuestionView::of);
    }

    /** Asks. */
    @POST
    @Path("/{id}/questions")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(operationId = "askAboutVisit", summary = "A supervisor asks about an entry; not about an own one")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = VisitQuestionView.class)))
    public Response ask(@PathParam("id") UUID id, QuestionRequest request) {
        var question = supervision.ask(callers.get(), id, request.text());
        return Answers.created(
                "/api/v1/visits/" + id + "/questions/" + question.id(),
                question.version(),
                VisitQuestionView.of(question));
    }

    /** Answers. */
    @POST
    @Path("/{id}/questions/{questionId}/answer")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.HELPER})
    @Operation(
            operationId = "answerVisitQuestion",
            summary = "The visitor or an office of the village answers; If-Match is the question's")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VisitQuestionView.class)))
    @APIResponse(responseCode = "409", description = "`QUESTION_CLOSED`")
    public Response answer(
            @PathParam("id") UUID id,
            @PathParam("questionId") UUID questionId,
            @HeaderParam("If-Match") String ifMatch,
            QuestionRequest request) {
        var question = supervision.answer(
                callers.get(), id, questionId, version -> Answers.requireMatch(ifMatch, version), request.text());
        return Answers.ok(question.version(), VisitQuestionView.of(question));
    }

    /** Closes. */
    @POST
    @Path("/{id}/questions/{questionId}/close")
    @Idempotent
    @RolesAllowed({Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "closeVisitQuestion",
            summary = "A supervisor closes a question; If-Match is the question's")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = VisitQuestionView.class)))
    @APIResponse(responseCode = "409", description = "`QUESTION_CLOSED`")
    public Response close(
            @PathParam("id") UUID id,
            @PathParam("questionId") UUID questionId,
            @HeaderParam("If-Match") String ifMatch) {
        var question =
                supervision.settle(callers.get(), id, questionId, version -> Answers.requireMatch(ifMatch, version));
        return Answers.ok(question.version(), VisitQuestionView.of(question));
    }
}
