package org.jiedui.notification.delivery.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
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
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.chassis.web.CodeParameter;
import org.jiedui.notification.delivery.Channel;
import org.jiedui.notification.delivery.DeliveryRepository;
import org.jiedui.notification.delivery.DeliveryState;
import org.jiedui.notification.delivery.Resending;

/** What went out: officers see their region's, everybody the own. */
@Path("/api/v1/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "deliveries")
public class DeliveryResource {
    private final DeliveryRepository deliveries;
    private final Resending resending;
    private final CurrentCaller callers;

    DeliveryResource(DeliveryRepository deliveries, Resending resending, CurrentCaller callers) {
        this.deliveries = deliveries;
        this.resending = resending;
        this.callers = callers;
    }

    /** A page, newest first. */
    @GET
    @Operation(summary = "List deliveries by all channels")
    public Page<DeliveryView> list(
            @QueryParam("recipient") UUID recipient,
            @QueryParam("eventId") UUID eventId,
            @QueryParam("state") String state,
            @QueryParam("channel") String channel,
            @BeanParam PageRequest page,
            @Context HttpHeaders headers) {
        var chinese = ProblemMappers.chinese(headers);
        return deliveries
                .page(
                        callers.get(),
                        recipient,
                        eventId,
                        CodeParameter.names(DeliveryState.class, "state", state),
                        CodeParameter.names(Channel.class, "channel", channel),
                        page)
                .map(delivery -> DeliveryView.of(delivery, chinese));
    }

    /** One delivery, with why its recipient was told. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Read a delivery and why it was made")
    @APIResponseSchema(value = DeliveryView.class, responseCode = "200")
    public Response get(
            @PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch, @Context HttpHeaders headers) {
        var delivery = deliveries.visible(callers.get(), id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        return Answers.ok(
                delivery.version(), ifNoneMatch, () -> DeliveryView.of(delivery, ProblemMappers.chinese(headers)));
    }

    /** Its attempts. */
    @GET
    @Path("/{id}/attempts")
    @Operation(summary = "List the attempts of a delivery with the heads of request and answer")
    public Page<DeliveryRepository.Attempt> attempts(@PathParam("id") UUID id) {
        deliveries.visible(callers.get(), id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        return new Page<>(deliveries.attempts(id), null);
    }

    /**
     * What is to be sent again.
     *
     * @param recipient endpoint, robot or contact point; absent: any
     * @param states {@code FAILED} and {@code PARKED}; absent: both
     * @param channels absent or empty: all
     */
    @Schema(examples = """
                    {"recipient":"0193e0c4-b000-7000-8000-00000000a018","states":["PARKED"],"channels":["WEBHOOK"]}""")
    public record ResendRequest(UUID recipient, Set<@NotNull ResendState> states, Set<@NotNull Channel> channels) {}

    /** States that can be sent again in bulk. */
    public enum ResendState {
        FAILED,
        PARKED
    }

    /** How many. */
    @Schema(example = """
            {"resent":12}""")
    public record Resent(int resent) {}

    /** Sends many again. */
    @POST
    @Path("/resend")
    @Idempotent
    @RolesAllowed({"platform", "province-officer", "county-officer"})
    @Operation(summary = "Send all failed or parked deliveries of the own region again, under their old ids")
    @APIResponseSchema(value = Resent.class, responseCode = "200")
    public Response resendAll(ResendRequest request) {
        var states = request.states() == null || request.states().isEmpty()
                ? EnumSet.allOf(ResendState.class)
                : request.states();
        return Response.ok(new Resent(resending.resendAll(
                        callers.get(),
                        request.recipient(),
                        states.stream()
                                .map(state -> DeliveryState.valueOf(state.name()))
                                .collect(Collectors.toSet()),
                        request.channels() == null ? Set.of() : request.channels())))
                .build();
    }

    /** Sends it again. */
    @POST
    @Path("/{id}/resend")
    @Idempotent
    @Operation(summary = "Send a delivery again under its old id")
    @APIResponseSchema(value = DeliveryView.class, responseCode = "200")
    public Response resend(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, @Context HttpHeaders headers) {
        var caller = callers.get();
        if (caller.hasRole("auditor")) {
            throw CommonProblem.ROLE_NOT_ALLOWED.problem();
        }
        var delivery = resending.resend(caller, id, ifMatch);
        return Answers.ok(delivery.version(), DeliveryView.of(delivery, ProblemMappers.chinese(headers)));
    }
}
