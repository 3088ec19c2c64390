package org.jiedui.pairing.mentee.api;

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
import org.jiedui.pairing.helper.Capacity;
import org.jiedui.pairing.helper.api.HelperView;
import org.jiedui.pairing.mentee.Growth;
import org.jiedui.pairing.mentee.Mentee;
import org.jiedui.pairing.mentee.MenteeGrowth;
import org.jiedui.pairing.mentee.MenteeRegistry;
import org.jiedui.pairing.mentee.MenteeRepository;
import org.jiedui.pairing.mentee.Promotion;

/** Mentees. */
@Path("/api/v1/mentees")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class MenteeResource {
    private static final String EXAMPLE = """
            {"name":"李明","phone":"13857200008","account":"00000000-0000-7000-8000-000000000008","post":"村党支部副书记",
             "unit":"杭垓村","unitLevel":"VILLAGE","goals":["MENTORING","AGRICULTURE"],"goalText":"学会调解",
             "region":"330523104201"}""";

    private static final String GROWTH = """
            {"menteeId":"019ab000-1111-7000-8000-000000000008","goals":["MENTORING"],"score":91.5,"band":"EXCELLENT",
             "judgedAt":"2026-10-01T08:00:00.000Z","promotedHelperId":null,
             "terms":[{"pairingId":"019ab000-1111-7000-8000-000000000201","programme":"MENTORING",
              "helperId":"019ab000-1111-7000-8000-000000000101","state":"ACTIVE","from":"2026-01-01","to":"2026-12-31",
              "activities":12,"minutes":840,"homework":3,"handedIn":3,"fedBack":2,"present":5,"excused":1,"absent":0}]}""";

    private final MenteeRepository mentees;
    private final MenteeRegistry registry;
    private final Promotion promotion;
    private final Growth growth;
    private final Capacity capacity;
    private final FieldHistory history;
    private final CurrentCaller callers;
    private final EntityManager entities;

    MenteeResource(
            MenteeRepository mentees,
            MenteeRegistry registry,
            Promotion promotion,
            Growth growth,
            Capacity capacity,
            FieldHistory history,
            CurrentCaller callers,
            EntityManager entities) {
        this.mentees = mentees;
        this.registry = registry;
        this.promotion = promotion;
        this.growth = growth;
        this.capacity = capacity;
        this.history = history;
        this.callers = callers;
        this.entities = entities;
    }

    /** Registers a mentee. */
    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer"})
    @Operation(summary = "Register a mentee in one's region")
    @APIResponse(
            responseCode = "201",
            description = "registered",
            content = @Content(schema = @Schema(implementation = MenteeView.class)))
    public Response register(
            @RequestBody(content = @Content(examples = @ExampleObject(name = "mentee", value = EXAMPLE)))
                    MenteeRequest request) {
        var mentee = registry.register(request.toDetails(), callers.get());
        return Answers.created("/api/v1/mentees/" + mentee.id(), mentee.version(), MenteeView.of(mentee));
    }

    /** Mentees of the region, or one's own. */
    @GET
    @Operation(summary = "Mentees of the region; oneself and one's own mentees without an office")
    public Page<MenteeView> list(
            @BeanParam PageRequest page,
            @QueryParam("region") String region,
            @QueryParam("goal") String goal,
            @QueryParam("promoted") Boolean promoted,
            @QueryParam("sort") String sort) {
        return filtered(region, goal, promoted)
                .sortableBy("updatedAt", Mentee::updatedAt, Instant::parse)
                .page(entities, sort, page)
                .map(MenteeView::of);
    }

    /** How many. */
    @GET
    @Path("/count")
    @Operation(summary = "How many mentees the same filters find")
    public Map<String, Long> count(
            @QueryParam("region") String region,
            @QueryParam("goal") String goal,
            @QueryParam("promoted") Boolean promoted) {
        return Map.of("count", filtered(region, goal, promoted).count(entities));
    }

    private KeysetQuery<Mentee> filtered(String region, String goal, Boolean promoted) {
        var query = mentees.visible(callers.get())
                .whereIf("e.region like concat(:region, '%')", "region", Codes.region(region))
                .whereIf("concat(',', e.goals, ',') like concat('%,', :goal, ',%')", "goal", Codes.plain("goal", goal));
        if (promoted == null) {
            return query;
        }
        return query.where(promoted ? "e.promotedHelperId is not null" : "e.promotedHelperId is null", Map.of());
    }

    /** One mentee. */
    @GET
    @Path("/{id}")
    @Operation(summary = "One mentee")
    @APIResponse(
            responseCode = "200",
            description = "the mentee",
            content = @Content(schema = @Schema(implementation = MenteeView.class)))
    public Response one(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var mentee = mentees.require(id, callers.get());
        return Answers.ok(mentee.version(), ifNoneMatch, () -> MenteeView.of(mentee));
    }

    /** Replaces what is told of a mentee. */
    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer"})
    @Operation(summary = "Replace what is told of a mentee", description = "A left-out identityNumber stays known.")
    @APIResponse(
            responseCode = "200",
            description = "changed",
            content = @Content(schema = @Schema(implementation = MenteeView.class)))
    public Response change(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(examples = @ExampleObject(name = "mentee", value = EXAMPLE)))
                    MenteeRequest request) {
        var mentee = registry.change(
                id, request.toDetails(), callers.get(), version -> Answers.requireMatch(ifMatch, version));
        return Answers.ok(mentee.version(), MenteeView.of(mentee));
    }

    /** A mentee becomes a mentor. */
    @POST
    @Path("/{id}/promote")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            summary = "The mentee becomes a mentor: a helper with the same account",
            description =
                    "Who is a helper already, by the identity number, stays that helper with what is told of it, and"
                            + " gets the mentee as its origin.")
    @APIResponse(
            responseCode = "201",
            description = "the helper",
            content = @Content(schema = @Schema(implementation = HelperView.class)))
    public Response promote(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(examples = @ExampleObject(name = "mentor", value = """
                    {"kind":"PARTY_GOVERNMENT_CADRE","skills":["MENTORING"],"primaryPlaces":3}""")))
                    PromoteMenteeRequest request) {
        var helper = promotion.promote(
                request.toCommand(id), callers.get(), version -> Answers.requireMatch(ifMatch, version));
        return Answers.created(
                "/api/v1/helpers/" + helper.id(),
                helper.version(),
                HelperView.of(helper, capacity.of(List.of(helper.id())).get(helper.id())));
    }

    /** What was done with a mentee so far. */
    @GET
    @Path("/{id}/growth")
    @Operation(
            operationId = "getMenteeGrowth",
            summary = "Growth record of a mentee: activities, hours, homework and attendance under each mentor")
    @APIResponse(
            responseCode = "200",
            description = "one term per mentor, youngest first",
            content =
                    @Content(
                            schema = @Schema(implementation = MenteeGrowth.class),
                            examples = @ExampleObject(name = "growth", value = GROWTH)))
    public MenteeGrowth growth(@PathParam("id") UUID id) {
        return growth.of(id, callers.get());
    }

    /** Field-level history. */
    @GET
    @Path("/{id}/history")
    @Operation(summary = "Who changed which field from what to what")
    public Page<FieldHistory.Entry> history(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        mentees.require(id, callers.get());
        return history.list(id, page);
    }
}
