package org.jiedui.notification.robot.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.notification.delivery.Channel;
import org.jiedui.notification.robot.Robot;
import org.jiedui.notification.robot.RobotRegistration;
import org.jiedui.notification.robot.RobotRepository;

/** Robots of WeCom and DingTalk groups. */
@Path("/api/v1/notification/robots")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RolesAllowed({"province-officer", "county-officer", "township-officer"})
@Tag(name = "robots")
public class RobotResource {
    private final RobotRegistration registration;
    private final RobotRepository robots;
    private final CurrentCaller callers;

    RobotResource(RobotRegistration registration, RobotRepository robots, CurrentCaller callers) {
        this.registration = registration;
        this.robots = robots;
        this.callers = callers;
    }

    /**
     * A robot; neither its whole address nor its secret is ever shown.
     *
     * @param host of its address
     */
    @Schema(example = """
            {"id":"0193e0c4-b000-7000-8000-00000000a020","kind":"DINGTALK","name":"乡村振兴工作群","host":"oapi.dingtalk.com","signs":true,
             "types":["risk-alert-raised"],"region":"330523","createdAt":"2026-11-21T08:30:00.000Z","version":0}""")
    public record RobotView(
            UUID id,
            Channel kind,
            String name,
            String host,
            boolean signs,
            List<String> types,
            String region,
            Instant createdAt,
            long version) {
        static RobotView of(Robot robot) {
            return new RobotView(
                    robot.id(),
                    robot.kind(),
                    robot.name(),
                    URI.create(robot.url().clear()).getHost(),
                    robot.secret() != null,
                    robot.types(),
                    robot.region(),
                    robot.createdAt(),
                    robot.version());
        }
    }

    /** Registers a robot. */
    @POST
    @Idempotent
    @Operation(summary = "Register a group robot of WeCom or DingTalk; 20 messages a minute at most")
    @APIResponseSchema(value = RobotView.class, responseCode = "201")
    public Response register(RegisterRobotRequest request) {
        var robot = registration.register(callers.get(), request.toCommand());
        return Answers.created("/api/v1/notification/robots/" + robot.id(), robot.version(), RobotView.of(robot));
    }

    /** Robots in the caller's region. */
    @GET
    @Operation(summary = "List group robots")
    public Page<RobotView> list(@BeanParam PageRequest page) {
        return robots.page(callers.get(), page).map(RobotView::of);
    }

    /** One robot. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Read a group robot")
    @APIResponseSchema(value = RobotView.class, responseCode = "200")
    public Response get(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var robot = robots.visible(callers.get(), id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        return Answers.ok(robot.version(), ifNoneMatch, () -> RobotView.of(robot));
    }

    /** Removes a robot. */
    @DELETE
    @Path("/{id}")
    @Operation(summary = "Remove a group robot; what waits for it is parked")
    @APIResponse(responseCode = "204", description = "removed")
    public Response remove(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        registration.remove(callers.get(), id, ifMatch);
        return Response.noContent().build();
    }
}
