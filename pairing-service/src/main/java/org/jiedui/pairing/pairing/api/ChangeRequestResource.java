package org.jiedui.pairing.pairing.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.pairing.pairing.ChangeDesk;
import org.jiedui.pairing.pairing.ChangeRequest;
import org.jiedui.pairing.pairing.ChangeRequestRepository;
import org.jiedui.pairing.pairing.PairingReason;
import org.jiedui.pairing.pairing.PairingRepository;

/** Wishes for change of the sides of a pairing. */
@Path("/api/v1/pairings/{pairing}/change-requests")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class ChangeRequestResource {
    /** A wish; parties leave {@code side} out, offices name the side whose word they record. */
    public record AskRequest(
            ChangeRequest.Side side,
            @NotNull ChangeRequest.Wish wish,
            @NotNull PairingReason reason,
            @NotBlank @Size(max = 1000) String text) {}

    /** The decision. */
    public record DecideRequest(
            @NotNull Boolean granted,
            @NotBlank @Size(max = 1000) String text) {}

    private final PairingRepository pairings;
    private final ChangeRequestRepository requests;
    private final ChangeDesk desk;
    private final CurrentCaller callers;
    private final EntityManager entities;
    private final TimeSource time;

    ChangeRequestResource(
            PairingRepository pairings,
            ChangeRequestRepository requests,
            ChangeDesk desk,
            CurrentCaller callers,
            EntityManager entities,
            TimeSource time) {
        this.pairings = pairings;
        this.requests = requests;
        this.desk = desk;
        this.callers = callers;
        this.entities = entities;
        this.time = time;
    }

    /** Asks. */
    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({
        "village-clerk",
        "township-officer",
        "county-officer",
        "province-officer",
        "helper",
        "mentor",
        "mentee"
    })
    @Operation(
            operationId = "askForChange",
            summary = "Ask for a change of the pairing",
            description =
                    "By either side, not by a former helper or member of the team, or by an office that records a side's word. One open request per side (409 CHANGE_REQUEST_OPEN); to be decided within some working days (`due`).")
    @APIResponse(
            responseCode = "201",
            description = "asked",
            content = @Content(schema = @Schema(implementation = ChangeRequestView.class)))
    public Response ask(
            @PathParam("pairing") UUID pairing,
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "another helper",
                                                            value =
                                                                    "{\"wish\":\"OTHER_HELPER\",\"reason\":\"NOT_SUITED\",\"text\":\"语言不通，请求更换\"}")))
                    AskRequest request) {
        var made = desk.ask(
                pairing,
                new ChangeDesk.Ask(request.side(), request.wish(), request.reason(), request.text()),
                callers.get());
        return Answers.created(
                "/api/v1/pairings/" + pairing + "/change-requests/" + made.id(),
                made.version(),
                ChangeRequestView.of(made, time.today()));
    }

    /** All of the pairing. */
    @GET
    @Operation(operationId = "listChangesOfPairing", summary = "Change requests of a pairing and the decisions")
    public Page<ChangeRequestView> list(@PathParam("pairing") UUID pairing, @BeanParam PageRequest page) {
        pairings.require(pairing, callers.get());
        var today = time.today();
        return requests.of(pairing).page(entities, null, page).map(each -> ChangeRequestView.of(each, today));
    }

    /** One. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getChangeRequest", summary = "One change request")
    @APIResponse(
            responseCode = "200",
            description = "the request",
            content = @Content(schema = @Schema(implementation = ChangeRequestView.class)))
    public Response one(
            @PathParam("pairing") UUID pairing,
            @PathParam("id") UUID id,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        pairings.require(pairing, callers.get());
        var request = requests.one(pairing, id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        return Answers.ok(request.version(), ifNoneMatch, () -> ChangeRequestView.of(request, time.today()));
    }

    /** Decides. */
    @POST
    @Path("/{id}/decide")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"township-officer", "county-officer", "province-officer"})
    @Operation(
            operationId = "decideChangeRequest",
            summary = "Decide about a change request, once",
            description =
                    "A granted wish is carried out by the pairing's own step, such as `replace-helper`. Whoever raised it"
                            + " or is the helper or the helped side of the pairing does not decide: 403 OWN_CHANGE_REQUEST.")
    @APIResponse(
            responseCode = "200",
            description = "decided",
            content = @Content(schema = @Schema(implementation = ChangeRequestView.class)))
    public Response decide(
            @PathParam("pairing") UUID pairing,
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "granted",
                                                            value = "{\"granted\":true,\"text\":\"同意更换\"}")))
                    DecideRequest request) {
        var decided = desk.decide(
                pairing,
                id,
                request.granted(),
                request.text(),
                callers.get(),
                version -> Answers.requireMatch(ifMatch, version));
        return Answers.ok(decided.version(), ChangeRequestView.of(decided, time.today()));
    }

    /** Takes back. */
    @POST
    @Path("/{id}/take-back")
    @Idempotent
    @Operation(operationId = "takeChangeRequestBack", summary = "Take an own change request back")
    @APIResponse(
            responseCode = "200",
            description = "taken back",
            content = @Content(schema = @Schema(implementation = ChangeRequestView.class)))
    public Response takeBack(
            @PathParam("pairing") UUID pairing, @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        var decided = desk.takeBack(pairing, id, callers.get(), version -> Answers.requireMatch(ifMatch, version));
        return Answers.ok(decided.version(), ChangeRequestView.of(decided, time.today()));
    }
}
