package org.jiedui.notification.delivery.api;

import io.smallrye.common.annotation.Blocking;
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
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.notification.delivery.DeliveryRepository;
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
    @Operation(summary = "List deliveries by e-mail and webhook")
    public Page<DeliveryView> list(
            @QueryParam("recipient") UUID recipient,
            @QueryParam("eventId") UUID eventId,
            @QueryParam("state") String state,
            @QueryParam("channel") String channel,
            @BeanParam PageRequest page,
            @Context HttpHeaders headers) {
        var chinese = ProblemMappers.chinese(headers);
        return deliveries
                .page(callers.get(), recipient, eventId, split(state), split(channel), page)
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

    private static List<String> split(String values) {
        return values == null ? List.of() : Arrays.asList(values.split(","));
    }
}
