package org.jiedui.notification.broadcast.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
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
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.web.Answers;
import org.jiedui.chassis.web.CodeParameter;
import org.jiedui.notification.broadcast.Broadcast;
import org.jiedui.notification.broadcast.BroadcastRepository;
import org.jiedui.notification.broadcast.BroadcastState;
import org.jiedui.notification.broadcast.Broadcasting;
import org.jiedui.notification.broadcast.Category;
import org.jiedui.notification.broadcast.Segment;
import org.jiedui.notification.delivery.Channel;

/** Technique, market and training information for many: counted, approved by a second person, told at a pace. */
@Path("/api/v1/broadcasts")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@RolesAllowed({"province-officer", "county-officer", "township-officer"})
@Tag(name = "broadcasts")
public class BroadcastResource {
    private final Broadcasting broadcasting;
    private final BroadcastRepository broadcasts;
    private final CurrentCaller callers;

    BroadcastResource(Broadcasting broadcasting, BroadcastRepository broadcasts, CurrentCaller callers) {
        this.broadcasting = broadcasting;
        this.broadcasts = broadcasts;
        this.callers = callers;
    }

    /**
     * A broadcast.
     *
     * @param recipients as counted last; null before
     * @param told recipients told so far
     */
    @Schema(example = """
            {"id":"0193e0c4-b000-7000-8000-00000000a017","category":"TECHNIQUE","zh":{"title":"春茶管护要点","body":"清明前后注意防霜。"},
             "en":{"title":"Care of spring tea","body":"Mind the frost around Qingming."},
             "segment":{"region":"330523","roles":["HELPER"],"needs":["INDUSTRY"],"tags":[],"skills":[]},"channels":["EMAIL"],
             "perMinute":600,"scheduledAt":"2027-03-20T01:00:00.000Z","state":"APPROVED","recipients":420,
             "countedAt":"2027-03-18T02:00:00.000Z","told":0,"author":"00000000-0000-7000-8000-000000000002",
             "decidedBy":"00000000-0000-7000-8000-000000000003","decidedAt":"2027-03-18T03:00:00.000Z","startedAt":null,
             "endedAt":null,"createdAt":"2027-03-18T01:30:00.000Z","version":3}""")
    public record BroadcastView(
            UUID id,
            Category category,
            BroadcastRequest.Words zh,
            BroadcastRequest.Words en,
            Segment segment,
            Set<Channel> channels,
            int perMinute,
            Instant scheduledAt,
            BroadcastState state,
            Integer recipients,
            Instant countedAt,
            int told,
            String author,
            String decidedBy,
            Instant decidedAt,
            Instant startedAt,
            Instant endedAt,
            Instant createdAt,
            long version) {
        static BroadcastView of(Broadcast broadcast) {
            var written = broadcast.written();
            return new BroadcastView(
                    broadcast.id(),
                    written.category(),
                    new BroadcastRequest.Words(written.titleZh(), written.bodyZh()),
                    new BroadcastRequest.Words(written.titleEn(), written.bodyEn()),
                    written.segment(),
                    written.channels(),
                    written.perMinute(),
                    written.scheduledAt(),
                    broadcast.state(),
                    broadcast.recipients(),
                    broadcast.countedAt(),
                    broadcast.told(),
                    broadcast.author(),
                    broadcast.decidedBy(),
                    broadcast.decidedAt(),
                    broadcast.startedAt(),
                    broadcast.endedAt(),
                    broadcast.createdAt(),
                    broadcast.version());
        }
    }

    /**
     * What came of it.
     *
     * @param read accounts that read it in the inbox
     * @param deliveries number by channel and state, such as {@code EMAIL SENT}
     */
    @Schema(example = """
            {"recipients":420,"told":420,"read":133,"deliveries":{"SENT":205,"PARKED":2}}""")
    public record BroadcastFigures(Integer recipients, int told, long read, Map<String, Long> deliveries) {}

    /** Writes a draft. */
    @POST
    @Idempotent
    @Operation(summary = "Write a broadcast as a draft")
    @APIResponseSchema(value = BroadcastView.class, responseCode = "201")
    public Response write(BroadcastRequest request) {
        var broadcast = broadcasting.write(callers.get(), request.toCommand());
        return Answers.created(
                "/api/v1/broadcasts/" + broadcast.id(), broadcast.version(), BroadcastView.of(broadcast));
    }

    /** Broadcasts in the caller's region. */
    @GET
    @Operation(summary = "List broadcasts of the own region")
    public Page<BroadcastView> list(
            @QueryParam("state") String state, @QueryParam("category") String category, @BeanParam PageRequest page) {
        return broadcasts
                .page(
                        callers.get(),
                        CodeParameter.names(BroadcastState.class, "state", state),
                        CodeParameter.names(Category.class, "category", category),
                        page)
                .map(BroadcastView::of);
    }

    /** One broadcast. */
    @GET
    @Path("/{id}")
    @Operation(summary = "Read a broadcast")
    @APIResponseSchema(value = BroadcastView.class, responseCode = "200")
    public Response get(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var broadcast = broadcasts.visible(callers.get(), id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        return Answers.ok(broadcast.version(), ifNoneMatch, () -> BroadcastView.of(broadcast));
    }

    /** What came of it. */
    @GET
    @Path("/{id}/figures")
    @Operation(summary = "See what came of a broadcast")
    public BroadcastFigures figures(@PathParam("id") UUID id) {
        var broadcast = broadcasts.visible(callers.get(), id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        var figures = broadcasts.figures(id);
        return new BroadcastFigures(broadcast.recipients(), broadcast.told(), figures.read(), figures.deliveries());
    }

    /** Rewrites a draft. */
    @PUT
    @Path("/{id}")
    @Operation(summary = "Rewrite a draft or a rejected broadcast; it must be counted anew")
    @APIResponseSchema(value = BroadcastView.class, responseCode = "200")
    public Response rewrite(
            @PathParam("id") UUID id, BroadcastRequest request, @HeaderParam("If-Match") String ifMatch) {
        return answer(broadcasting.rewrite(callers.get(), id, request.toCommand(), ifMatch));
    }

    /** Counts the recipients. */
    @POST
    @Path("/{id}/count")
    @Idempotent
    @Operation(summary = "Count whom the segment selects now")
    @APIResponseSchema(value = BroadcastView.class, responseCode = "200")
    public Response count(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        return answer(broadcasting.count(callers.get(), id, ifMatch));
    }

    /** Hands it over for a decision. */
    @POST
    @Path("/{id}/submit")
    @Idempotent
    @Operation(summary = "Submit a counted broadcast; a segment that selects nobody is refused")
    @APIResponseSchema(value = BroadcastView.class, responseCode = "200")
    public Response submit(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        return answer(broadcasting.submit(callers.get(), id, ifMatch));
    }

    /** Approves it. */
    @POST
    @Path("/{id}/approve")
    @Idempotent
    @RolesAllowed({"province-officer", "county-officer"})
    @Operation(summary = "Approve a broadcast that somebody else wrote; a whole province needs the province")
    @APIResponseSchema(value = BroadcastView.class, responseCode = "200")
    public Response approve(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        return answer(broadcasting.decide(callers.get(), id, true, ifMatch));
    }

    /** Rejects it. */
    @POST
    @Path("/{id}/reject")
    @Idempotent
    @RolesAllowed({"province-officer", "county-officer"})
    @Operation(summary = "Reject a broadcast that somebody else wrote")
    @APIResponseSchema(value = BroadcastView.class, responseCode = "200")
    public Response reject(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        return answer(broadcasting.decide(callers.get(), id, false, ifMatch));
    }

    /** Stops it. */
    @POST
    @Path("/{id}/stop")
    @Idempotent
    @Operation(summary = "Stop a broadcast, also in the middle; who was not told yet never is")
    @APIResponseSchema(value = BroadcastView.class, responseCode = "200")
    public Response stop(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        return answer(broadcasting.stop(callers.get(), id, ifMatch));
    }

    private static Response answer(Broadcast broadcast) {
        return Answers.ok(broadcast.version(), BroadcastView.of(broadcast));
    }
}
