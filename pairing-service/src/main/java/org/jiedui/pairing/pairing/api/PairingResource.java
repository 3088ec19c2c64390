package org.jiedui.pairing.pairing.api;

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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jiedui.chassis.audit.FieldHistory;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.pairing.Codes;
import org.jiedui.pairing.Days;
import org.jiedui.pairing.pairing.HelpedKind;
import org.jiedui.pairing.pairing.HelperReplacement;
import org.jiedui.pairing.pairing.ObjectionDesk;
import org.jiedui.pairing.pairing.ObjectionRepository;
import org.jiedui.pairing.pairing.Pairing;
import org.jiedui.pairing.pairing.PairingAcceptance;
import org.jiedui.pairing.pairing.PairingConfirmation;
import org.jiedui.pairing.pairing.PairingCover;
import org.jiedui.pairing.pairing.PairingEnding;
import org.jiedui.pairing.pairing.PairingProposal;
import org.jiedui.pairing.pairing.PairingPublicity;
import org.jiedui.pairing.pairing.PairingReopening;
import org.jiedui.pairing.pairing.PairingRepository;
import org.jiedui.pairing.pairing.PairingRest;
import org.jiedui.pairing.pairing.PairingState;
import org.jiedui.pairing.pairing.Role;
import org.jiedui.pairing.pairing.TermExtension;
import org.jiedui.pairing.pairing.api.Decisions.AcceptRequest;
import org.jiedui.pairing.pairing.api.Decisions.AnswerRequest;
import org.jiedui.pairing.pairing.api.Decisions.ConfirmRequest;
import org.jiedui.pairing.pairing.api.Decisions.CoverRequest;
import org.jiedui.pairing.pairing.api.Decisions.LeaveRequest;
import org.jiedui.pairing.pairing.api.Decisions.ObjectionRequest;
import org.jiedui.pairing.pairing.api.Decisions.PubliciseRequest;
import org.jiedui.pairing.pairing.api.Decisions.ReasonRequest;
import org.jiedui.pairing.pairing.api.Decisions.ReopenRequest;
import org.jiedui.pairing.pairing.api.Decisions.ReplaceHelperRequest;

/** Pairings and the decisions about them. */
@Path("/api/v1/pairings")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class PairingResource {
    private final PairingRepository pairings;
    private final ObjectionRepository objections;
    private final PairingProposal proposal;
    private final PairingAcceptance acceptance;
    private final PairingPublicity publicity;
    private final ObjectionDesk desk;
    private final PairingConfirmation confirmation;
    private final PairingRest rest;
    private final HelperReplacement replacement;
    private final PairingEnding ending;
    private final PairingCover cover;
    private final PairingReopening reopening;
    private final TermExtension extension;
    private final FieldHistory history;
    private final CurrentCaller callers;
    private final EntityManager entities;
    private final TimeSource time;

    PairingResource(
            PairingRepository pairings,
            ObjectionRepository objections,
            PairingProposal proposal,
            PairingAcceptance acceptance,
            PairingPublicity publicity,
            ObjectionDesk desk,
            PairingConfirmation confirmation,
            PairingRest rest,
            HelperReplacement replacement,
            PairingEnding ending,
            PairingCover cover,
            PairingReopening reopening,
            TermExtension extension,
            FieldHistory history,
            CurrentCaller callers,
            EntityManager entities,
            TimeSource time) {
        this.pairings = pairings;
        this.objections = objections;
        this.proposal = proposal;
        this.acceptance = acceptance;
        this.publicity = publicity;
        this.desk = desk;
        this.confirmation = confirmation;
        this.rest = rest;
        this.replacement = replacement;
        this.ending = ending;
        this.cover = cover;
        this.reopening = reopening;
        this.extension = extension;
        this.history = history;
        this.callers = callers;
        this.entities = entities;
        this.time = time;
    }

    /** Proposes a pairing. */
    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer"})
    @Operation(
            summary = "Propose a pairing",
            description = "Takes a place of the helper at once. Refused: 404 for a helped side that is not visible, 409"
                    + " CAPACITY_EXHAUSTED and PAIRING_OVERLAPS, 422 with the reasons of the rules.")
    @APIResponse(
            responseCode = "201",
            description = "proposed",
            content = @Content(schema = @Schema(implementation = PairingView.class)))
    public Response propose(
            @RequestBody(
                            content =
                                    @Content(
                                            examples = {
                                                @ExampleObject(name = "household", value = """
                    {"programme":"HOUSEHOLD_HELP","role":"PRIMARY","helperId":"01980000-0000-7000-8000-000000000001",
                     "helped":{"kind":"HOUSEHOLD","id":"01980000-0000-7000-8000-000000000002"},"from":"2026-11-22"}"""),
                                                @ExampleObject(name = "mentoring", value = """
                    {"programme":"MENTORING","role":"PRIMARY","helperId":"01980000-0000-7000-8000-000000000001",
                     "helped":{"kind":"MENTEE","id":"01980000-0000-7000-8000-000000000003"},
                     "from":"2026-11-22","to":"2027-11-21"}"""),
                                                @ExampleObject(name = "team in a village", value = """
                    {"programme":"VILLAGE_TEAM","role":"PRIMARY","teamId":"01980000-0000-7000-8000-000000000004",
                     "helped":{"kind":"VILLAGE","region":"330523104201"},"from":"2026-11-22","to":"2028-11-21"}""")
                                            }))
                    ProposePairingRequest request) {
        var pairing = proposal.propose(request.toCommand(), callers.get());
        return Answers.created("/api/v1/pairings/" + pairing.id(), pairing.version(), PairingView.of(pairing));
    }

    /** Filters of lists and counts. */
    public static class Filters {
        @QueryParam("region")
        String region;

        @QueryParam("programme")
        String programme;

        @QueryParam("state")
        String state;

        @QueryParam("role")
        String role;

        @QueryParam("helper")
        UUID helper;

        @QueryParam("helped")
        UUID helped;

        @QueryParam("helpedKind")
        String helpedKind;

        @QueryParam("on")
        String on;

        @QueryParam("tied")
        boolean tied;

        @QueryParam("shortOfDepartments")
        boolean shortOfDepartments;

        @QueryParam("visitOverdue")
        boolean visitOverdue;
    }

    /** Pairings of the region, or one's own. */
    @GET
    @Operation(
            summary = "Pairings of the region; one's own without an office",
            description =
                    "`tied=true`: those that are not over though a tie was declared since they were made (PA-15). `shortOfDepartments=true`: the active ones of households in care that need two departments and have fewer, since somebody moved to another one, say (PA-12). `visitOverdue=true`: the active ones without a visit or an activity for longer than `visitEveryDays` of the programme under which they were proposed, from the first day on while there was none (PA-01).")
    public Page<PairingView> list(
            @BeanParam PageRequest page, @BeanParam Filters filters, @QueryParam("sort") String sort) {
        return filtered(filters)
                .sortableBy("updatedAt", Pairing::updatedAt, Instant::parse)
                .sortableBy("validFrom", Pairing::validFrom, LocalDate::parse)
                .page(entities, sort, page)
                .map(PairingView::of);
    }

    /** How many. */
    @GET
    @Path("/count")
    @Operation(summary = "How many pairings the same filters find")
    public Map<String, Long> count(@BeanParam Filters filters) {
        return Map.of("count", filtered(filters).count(entities));
    }

    private KeysetQuery<Pairing> filtered(Filters filters) {
        var found = pairings.visible(callers.get())
                .whereIf("e.region like concat(:region, '%')", "region", Codes.region(filters.region))
                .whereIf("e.programme = :programme", "programme", Codes.plain("programme", filters.programme))
                .whereIf("e.state in :state", "state", Codes.of("state", filters.state, PairingState.class))
                .whereIf("e.role in :role", "role", Codes.of("role", filters.role, Role.class))
                .whereIf("e.helperId = :helper", "helper", filters.helper)
                .whereIf("e.helpedId = :helped", "helped", filters.helped)
                .whereIf(
                        "e.helpedKind in :helpedKind",
                        "helpedKind",
                        Codes.of("helpedKind", filters.helpedKind, HelpedKind.class))
                .whereIf(
                        "e.confirmedAt is not null and e.validFrom <= :on and (e.validTo is null or e.validTo >= :on)"
                                + " and (e.endedOn is null or e.endedOn > :on)",
                        "on",
                        Days.parse("on", filters.on));
        if (filters.shortOfDepartments) {
            PairingRepository.shortOfDepartments(found);
        }
        if (filters.visitOverdue) {
            PairingRepository.visitOverdue(found, time.today());
        }
        return filters.tied ? PairingRepository.tied(found, time.today()) : found;
    }

    /** One pairing. */
    @GET
    @Path("/{id}")
    @Operation(summary = "One pairing with the steps that may follow")
    @APIResponse(
            responseCode = "200",
            description = "the pairing",
            content = @Content(schema = @Schema(implementation = PairingView.class)))
    public Response one(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var pairing = pairings.require(id, callers.get());
        return Answers.ok(pairing.version(), ifNoneMatch, () -> PairingView.of(pairing));
    }

    /** Field-level history. */
    @GET
    @Path("/{id}/history")
    @Operation(summary = "Who changed which field from what to what")
    public Page<FieldHistory.Entry> history(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        pairings.require(id, callers.get());
        return history.list(id, page);
    }

    /** Objections. */
    @GET
    @Path("/{id}/objections")
    @Operation(summary = "Objections against the pairing and their answers")
    public List<ObjectionView> objections(@PathParam("id") UUID id) {
        var caller = callers.get();
        pairings.require(id, caller);
        return objections.against(id).stream()
                .map(objection -> ObjectionView.of(objection, caller.office()))
                .toList();
    }

    /** Raises an objection. */
    @POST
    @Path("/{id}/objections")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Raise an objection while the pairing is publicised",
            description =
                    "Open to whoever has an account; what is public is listed at /pairing/publicities. Who objects is"
                            + " told to the offices only. 404 for a pairing that is neither public nor visible to the caller.")
    @APIResponse(
            responseCode = "201",
            description = "raised",
            content = @Content(schema = @Schema(implementation = ObjectionView.class)))
    public Response object(
            @PathParam("id") UUID id,
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(name = "objection", value = "{\"text\":\"两家是亲戚\"}")))
                    ObjectionRequest request) {
        var caller = callers.get();
        var objection = desk.raise(id, request.text(), caller);
        return Response.created(java.net.URI.create("/api/v1/pairings/" + id + "/objections"))
                .entity(ObjectionView.of(objection, caller.office()))
                .build();
    }

    /** Answers an objection. */
    @POST
    @Path("/{id}/objections/{objection}/answer")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"township-officer", "county-officer", "province-officer"})
    @Operation(summary = "Answer an objection, once")
    @APIResponse(
            responseCode = "200",
            description = "answered",
            content = @Content(schema = @Schema(implementation = ObjectionView.class)))
    public Response answer(
            @PathParam("id") UUID id,
            @PathParam("objection") UUID objection,
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "answer",
                                                            value = "{\"text\":\"经核实并非亲属\",\"upheld\":false}")))
                    AnswerRequest request) {
        return Response.ok(ObjectionView.of(
                        desk.answer(id, objection, request.text(), request.upheld(), callers.get()), true))
                .build();
    }

    /** Accept for one side or both. */
    @POST
    @Path("/{id}/accept")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({
        "township-officer",
        "county-officer",
        "province-officer",
        "village-clerk",
        "helper",
        "mentor",
        "mentee"
    })
    @Operation(
            summary = "Accept for one side or both",
            description =
                    "Each side through its own account; offices decide for either or both, a village clerk for the helped side only.")
    @APIResponse(
            responseCode = "200",
            description = "the pairing after the step",
            content = @Content(schema = @Schema(implementation = PairingView.class)))
    public Response accept(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(examples = @ExampleObject(name = "accept", value = "{\"side\":\"BOTH\"}")))
                    AcceptRequest request) {
        return answer(acceptance.accept(id, request.side(), callers.get(), matches(ifMatch)));
    }

    /** Make the pairing public. */
    @POST
    @Path("/{id}/publicise")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"township-officer", "county-officer", "province-officer"})
    @Operation(
            summary = "Make the pairing public",
            description =
                    "Fewer days than the programme (or the deployment) asks for are refused with PUBLICITY_TOO_SHORT.")
    @APIResponse(
            responseCode = "200",
            description = "the pairing after the step",
            content = @Content(schema = @Schema(implementation = PairingView.class)))
    public Response publicise(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(examples = @ExampleObject(name = "publicise", value = "{\"days\":5}")))
                    PubliciseRequest request) {
        return answer(publicity.publicise(id, request.days(), callers.get(), matches(ifMatch)));
    }

    /** Confirm after the publicity: active, with a certificate. */
    @POST
    @Path("/{id}/confirm")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            summary = "Confirm after the publicity: active, with a certificate",
            description =
                    "Refused with 422 before the publicity is over, with open or upheld objections, while fewer helpers are proposed than the programme asks for, for a household that needs two departments while only one is proposed, and for a helper who may not be chosen any more, such as one with a tie declared since, or, once the term has begun, one who is gone or on leave.")
    @APIResponse(
            responseCode = "200",
            description = "the pairing after the step",
            content = @Content(schema = @Schema(implementation = PairingView.class)))
    public Response confirm(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "confirm",
                                                            value = "{\"ceremonyOn\":\"2026-12-01\"}")))
                    ConfirmRequest request) {
        return answer(confirmation.confirm(id, request.ceremonyOn(), callers.get(), matches(ifMatch)));
    }

    /** Take a proposal back. */
    @POST
    @Path("/{id}/withdraw")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"township-officer", "county-officer", "province-officer"})
    @Operation(
            summary = "Take a proposal back",
            description =
                    "Refused with FORM_REQUIRES_PARTNERS once another pairing was confirmed since this one brings the department that the household needs too, unless a county or province records an exception (PA-12).")
    @APIResponse(
            responseCode = "200",
            description = "the pairing after the step",
            content = @Content(schema = @Schema(implementation = PairingView.class)))
    public Response withdraw(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "withdraw",
                                                            value = "{\"reason\":\"NOT_SUITED\"}")))
                    LeaveRequest request) {
        var caller = callers.get();
        if (request.toPermit() != null) {
            caller.requireRole("county-officer", "province-officer");
        }
        return answer(ending.withdraw(id, request.toWords(), request.toPermit(), caller, matches(ifMatch)));
    }

    /** Let the pairing rest. */
    @POST
    @Path("/{id}/suspend")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            summary = "Let the pairing rest",
            description =
                    "The last active primary helper of a household in care, and one without whom it has too few departments, rests only under a recorded exception (PA-08, PA-12).")
    @APIResponse(
            responseCode = "200",
            description = "the pairing after the step",
            content = @Content(schema = @Schema(implementation = PairingView.class)))
    public Response suspend(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "suspend",
                                                            value =
                                                                    "{\"reason\":\"ILLNESS\",\"exception\":{\"reason\":\"村委会临时照料\",\"document\":\"安帮办〔2026〕7号\"}}")))
                    LeaveRequest request) {
        return answer(rest.suspend(id, request.toWords(), request.toPermit(), callers.get(), matches(ifMatch)));
    }

    /** Let the pairing go on. */
    @POST
    @Path("/{id}/resume")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            summary = "Let the pairing go on",
            description =
                    "Refused with HELPER_NOT_ELIGIBLE while the helper is gone or on leave: note the return first; and with TERM_NOT_ALLOWED when its term is over: it is extended first.")
    @APIResponse(
            responseCode = "200",
            description = "the pairing after the step",
            content = @Content(schema = @Schema(implementation = PairingView.class)))
    public Response resume(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "resume",
                                                            value = "{\"reason\":\"BACK_AGAIN\"}")))
                    ReasonRequest request) {
        return answer(rest.resume(id, request.toWords(), callers.get(), matches(ifMatch)));
    }

    /** Complete the pairing. */
    @POST
    @Path("/{id}/complete")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            summary = "Complete the pairing",
            description = "Refused with HOUSEHOLD_NOT_STABLE while a household concerned is not stable (PA-09).")
    @APIResponse(
            responseCode = "200",
            description = "the pairing after the step",
            content = @Content(schema = @Schema(implementation = PairingView.class)))
    public Response complete(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "complete",
                                                            value = "{\"reason\":\"HOUSEHOLD_STABLE\"}")))
                    LeaveRequest request) {
        return answer(ending.complete(id, request.toWords(), request.toPermit(), callers.get(), matches(ifMatch)));
    }

    /** End the pairing early. */
    @POST
    @Path("/{id}/end")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            summary = "End the pairing early",
            description =
                    "Refused with HOUSEHOLD_WOULD_BE_UNCOUPLED for the last active primary helper of a household in care (PA-08), with FORM_REQUIRES_PARTNERS for one without whom it has too few departments (PA-12), and with HOUSEHOLD_NOT_STABLE for the last team of a village whose households are not stable (PA-09), unless an exception is recorded. A mentee who was absent too often is sent back with the reason SENT_BACK (5.6).")
    @APIResponse(
            responseCode = "200",
            description = "the pairing after the step",
            content = @Content(schema = @Schema(implementation = PairingView.class)))
    public Response end(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "end",
                                                            value = "{\"reason\":\"HELPER_LEFT\"}")))
                    LeaveRequest request) {
        return answer(ending.end(id, request.toWords(), request.toPermit(), callers.get(), matches(ifMatch)));
    }

    /** Let another helper take over. */
    @POST
    @Path("/{id}/replace-helper")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            summary = "Let another helper take over",
            description =
                    "Answers the successor's pairing, which is active at once; the old interval ends on the same day, or `overlapDays` later when both work together for a hand-over. Who stood in for the helper steps back, and may be the successor; a cover itself has none: ILLEGAL_TRANSITION names the pairing that it covers. Without `to` the successor stays for the rest of the term, or without a last day when that is over.")
    @APIResponse(
            responseCode = "200",
            description = "the pairing after the step",
            content = @Content(schema = @Schema(implementation = PairingView.class)))
    public Response replaceHelper(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "replace-helper",
                                                            value =
                                                                    "{\"helperId\":\"01980000-0000-7000-8000-000000000005\",\"from\":\"2026-11-22\",\"reason\":\"HELPER_RETIRED\"}")))
                    ReplaceHelperRequest request) {
        return answer(replacement.replace(request.toCommand(id), callers.get(), matches(ifMatch)));
    }

    /** Let somebody stand in while the helper is away. */
    @POST
    @Path("/{id}/cover")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            summary = "Let somebody stand in while the helper is away",
            description =
                    "Answers the interval of who stands in, which is active at once in the same role; the pairing rests, and goes on with `resume`, which ends the cover. Covered again, it is somebody else who stands in from today on; a cover itself is not covered: ILLEGAL_TRANSITION names the pairing that it covers.")
    @APIResponse(
            responseCode = "200",
            description = "the pairing after the step",
            content = @Content(schema = @Schema(implementation = PairingView.class)))
    public Response cover(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "cover",
                                                            value =
                                                                    "{\"helperId\":\"01980000-0000-7000-8000-000000000005\",\"until\":\"2027-03-31\",\"reason\":\"LONG_LEAVE\"}")))
                    CoverRequest request) {
        return answer(cover.cover(request.toCommand(id), callers.get(), matches(ifMatch)));
    }

    /** Give the pairing a later last day. */
    @POST
    @Path("/{id}/extend")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            summary = "Give the pairing a later last day",
            description =
                    "Without `to` it lasts until it is ended, if the programme allows. Announced as pairing-extended, and as pairing-resumed where it goes on: what rests because its term was over goes on, and who stood in is done with it. Refused with TERM_NOT_ALLOWED for a day that is no later, is over or is beyond the programme's limits, and with HELPER_NOT_ELIGIBLE when the helper leaves before, or is gone or on leave while the pairing is to go on, and with CAPACITY_EXHAUSTED (409) when others have the place on the days that are added.")
    @APIResponse(
            responseCode = "200",
            description = "the pairing after the step",
            content = @Content(schema = @Schema(implementation = PairingView.class)))
    public Response extend(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "extend",
                                                            value =
                                                                    "{\"to\":\"2028-12-31\",\"reason\":\"OTHER\",\"remark\":\"继续帮扶\"}")))
                    ReopenRequest request) {
        return answer(extension.extend(id, request.to(), request.toWords(), callers.get(), matches(ifMatch)));
    }

    /** Re-open a completed or ended pairing. */
    @POST
    @Path("/{id}/reopen")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            summary = "Re-open a completed or ended pairing",
            description =
                    "The same interval goes on; the helper passes all checks anew and needs a free place. Refused with HELPER_NOT_ELIGIBLE while the helper is gone or on leave.")
    @APIResponse(
            responseCode = "200",
            description = "the pairing after the step",
            content = @Content(schema = @Schema(implementation = PairingView.class)))
    public Response reopen(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "reopen",
                                                            value =
                                                                    "{\"to\":\"2027-12-31\",\"reason\":\"OTHER\",\"remark\":\"该户再次出现困难\"}")))
                    ReopenRequest request) {
        return answer(reopening.reopen(id, request.to(), request.toWords(), callers.get(), matches(ifMatch)));
    }

    private static LongConsumer matches(String ifMatch) {
        return version -> Answers.requireMatch(ifMatch, version);
    }

    private static Response answer(Pairing pairing) {
        return Answers.ok(pairing.version(), PairingView.of(pairing));
    }
}
