package org.jiedui.pairing.organisation.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
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
import java.time.Instant;
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
import org.jiedui.chassis.web.Answers;
import org.jiedui.pairing.Codes;
import org.jiedui.pairing.organisation.Alliance;
import org.jiedui.pairing.organisation.AllianceRegistry;
import org.jiedui.pairing.organisation.AllianceRepository;

/** Alliances across counties and provinces. */
@Path("/api/v1/alliances")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class AllianceResource {
    private static final String EXAMPLE = """
            {"name":"长三角乡村导师联盟","region":"330523","since":"2026-01-01","leader":"01980000-0000-7000-8000-000000000004",
             "members":[{"organisationId":"01980000-0000-7000-8000-000000000005"},
                        {"name":"黄山市某职业学校","region":"341000","since":"2026-03-01"}]}""";

    private static final String INVITATION = """
            {"organisationId":"01980000-0000-7000-8000-000000000005","since":"2026-06-01"}""";

    private final AllianceRepository alliances;
    private final AllianceRegistry registry;
    private final FieldHistory history;
    private final CurrentCaller callers;
    private final EntityManager entities;

    AllianceResource(
            AllianceRepository alliances,
            AllianceRegistry registry,
            FieldHistory history,
            CurrentCaller callers,
            EntityManager entities) {
        this.alliances = alliances;
        this.registry = registry;
        this.history = history;
        this.callers = callers;
        this.entities = entities;
    }

    /** Founds one. */
    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            operationId = "foundAlliance",
            summary = "Found an alliance in one's region and invite its members",
            description =
                    "Members whom the founding office may answer for, and organisations of other provinces, which are named instead of registered, are in at once; for the others the office of their county accepts.")
    @APIResponse(
            responseCode = "201",
            description = "founded",
            content = @Content(schema = @Schema(implementation = AllianceView.class)))
    public Response found(
            @RequestBody(content = @Content(examples = @ExampleObject(name = "example", value = EXAMPLE)))
                    AllianceRequest request) {
        var alliance = registry.found(
                request.name().trim(),
                request.region(),
                request.since(),
                request.leader(),
                request.invitations(),
                callers.get());
        return Answers.created("/api/v1/alliances/" + alliance.id(), alliance.version(), view(alliance));
    }

    /** Those that concern the region, or one's own. */
    @GET
    @Operation(
            operationId = "listAlliances",
            summary = "Alliances founded in the region or with a member there; one's own without an office",
            description = "`waiting=true`: those in which an invitation waits for the caller's office.")
    public Page<AllianceView> list(
            @BeanParam PageRequest page,
            @QueryParam("region") String region,
            @QueryParam("organisation") UUID organisation,
            @QueryParam("waiting") boolean waiting,
            @QueryParam("sort") String sort) {
        var found = filtered(region, organisation, waiting)
                .sortableBy("updatedAt", Alliance::updatedAt, Instant::parse)
                .page(entities, sort, page);
        var members = alliances.members(found.items().stream().map(Alliance::id).toList());
        return found.map(alliance -> AllianceView.of(alliance, members.get(alliance.id())));
    }

    /** How many. */
    @GET
    @Path("/count")
    @Operation(operationId = "countAlliances", summary = "How many alliances the same filters find")
    public Map<String, Long> count(
            @QueryParam("region") String region,
            @QueryParam("organisation") UUID organisation,
            @QueryParam("waiting") boolean waiting) {
        return Map.of("count", filtered(region, organisation, waiting).count(entities));
    }

    private KeysetQuery<Alliance> filtered(String region, UUID organisation, boolean waiting) {
        var caller = callers.get();
        var found = AllianceRepository.with(
                AllianceRepository.in(alliances.visible(caller), Codes.region(region)), organisation);
        return waiting ? AllianceRepository.waiting(found, caller) : found;
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getAlliance", summary = "One with all memberships since its beginning")
    @APIResponse(
            responseCode = "200",
            description = "found",
            content = @Content(schema = @Schema(implementation = AllianceView.class)))
    public Response one(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var alliance = alliances.require(id, callers.get());
        return Answers.ok(alliance.version(), ifNoneMatch, () -> view(alliance));
    }

    /** Renames or ends it. */
    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(operationId = "changeAlliance", summary = "The founding office renames an alliance or sets its end")
    @APIResponse(
            responseCode = "200",
            description = "changed",
            content = @Content(schema = @Schema(implementation = AllianceView.class)))
    public Response change(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "end",
                                                            value =
                                                                    "{\"name\":\"长三角乡村导师联盟\",\"until\":\"2028-01-01\"}")))
                    AllianceRequest.AllianceChange request) {
        return changed(registry.change(id, request.name().trim(), request.until(), callers.get(), present(ifMatch)));
    }

    /** Invites one more. */
    @POST
    @Path("/{id}/members")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(operationId = "inviteIntoAlliance", summary = "The founding office invites an organisation or team")
    @APIResponse(
            responseCode = "200",
            description = "invited, or a member at once",
            content = @Content(schema = @Schema(implementation = AllianceView.class)))
    public Response invite(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(examples = @ExampleObject(name = "example", value = INVITATION)))
                    AllianceRequest.AllianceInvitation request) {
        return changed(registry.invite(id, request.toInvitation(), callers.get(), present(ifMatch)));
    }

    /** Accepts an invitation. */
    @POST
    @Path("/{id}/members/{memberId}/accept")
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            operationId = "acceptAllianceMembership",
            summary = "The office of an invited organisation's county accepts for it")
    @APIResponse(
            responseCode = "200",
            description = "accepted",
            content = @Content(schema = @Schema(implementation = AllianceView.class)))
    public Response accept(
            @PathParam("id") UUID id, @PathParam("memberId") UUID memberId, @HeaderParam("If-Match") String ifMatch) {
        return changed(registry.accept(id, memberId, callers.get(), present(ifMatch)));
    }

    /** Ends a membership or declines an invitation. */
    @POST
    @Path("/{id}/members/{memberId}/leave")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            operationId = "leaveAlliance",
            summary =
                    "The office of the member's county, or the founding one, ends a membership or declines an invitation")
    @APIResponse(
            responseCode = "200",
            description = "left",
            content = @Content(schema = @Schema(implementation = AllianceView.class)))
    public Response leave(
            @PathParam("id") UUID id,
            @PathParam("memberId") UUID memberId,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(examples = @ExampleObject(name = "day", value = "{\"on\":\"2026-12-01\"}")))
                    AllianceRequest.AllianceLeave request) {
        return changed(registry.leave(id, memberId, request.on(), callers.get(), present(ifMatch)));
    }

    /** Lets another member lead. */
    @POST
    @Path("/{id}/members/{memberId}/lead")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            operationId = "leadAlliance",
            summary = "The founding office lets another member lead from a day on",
            description = "Both memberships go on as intervals of their own in the new roles.")
    @APIResponse(
            responseCode = "200",
            description = "led by another",
            content = @Content(schema = @Schema(implementation = AllianceView.class)))
    public Response lead(
            @PathParam("id") UUID id,
            @PathParam("memberId") UUID memberId,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(name = "day", value = "{\"from\":\"2026-12-01\"}")))
                    AllianceRequest.AllianceLead request) {
        return changed(registry.lead(id, memberId, request.from(), callers.get(), present(ifMatch)));
    }

    /** Field-level history. */
    @GET
    @Path("/{id}/history")
    @Operation(operationId = "historyAlliance", summary = "Who changed which field or membership from what to what")
    public Page<FieldHistory.Entry> history(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        alliances.require(id, callers.get());
        return history.list(id, page);
    }

    private static LongConsumer present(String ifMatch) {
        return version -> Answers.requireMatch(ifMatch, version);
    }

    private Response changed(Alliance alliance) {
        return Answers.ok(alliance.version(), view(alliance));
    }

    private AllianceView view(Alliance alliance) {
        return AllianceView.of(
                alliance, alliances.members(List.of(alliance.id())).get(alliance.id()));
    }
}
