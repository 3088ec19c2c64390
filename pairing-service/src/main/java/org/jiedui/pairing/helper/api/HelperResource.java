package org.jiedui.pairing.helper.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
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
import org.jiedui.pairing.helper.Conflicts;
import org.jiedui.pairing.helper.ElderKind;
import org.jiedui.pairing.helper.Helper;
import org.jiedui.pairing.helper.HelperKind;
import org.jiedui.pairing.helper.HelperRegistry;
import org.jiedui.pairing.helper.HelperRepository;
import org.jiedui.pairing.helper.MentorSource;
import org.jiedui.pairing.helper.Places;
import org.jiedui.pairing.helper.UnitLevel;

/** Helpers and mentors. */
@Path("/api/v1/helpers")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class HelperResource {
    private static final String EXAMPLE = """
            {"kind":"TECHNICAL_CADRE","name":"陈建国","phone":"13857200001","account":"00000000-0000-7000-8000-000000000005",
             "unit":"安吉县教育局","unitLevel":"COUNTY","unitType":"STATE_ORGAN","skills":["EDUCATION"],
             "languages":["MANDARIN","WU"],"education":"BACHELOR","birthYear":1978,"region":"330523","availableFrom":"2026-01-01",
             "primaryPlaces":1,"supportingPlaces":5}""";

    private final HelperRepository helpers;
    private final HelperRegistry registry;
    private final Capacity capacity;
    private final Conflicts conflicts;
    private final FieldHistory history;
    private final CurrentCaller callers;
    private final EntityManager entities;

    HelperResource(
            HelperRepository helpers,
            HelperRegistry registry,
            Capacity capacity,
            Conflicts conflicts,
            FieldHistory history,
            CurrentCaller callers,
            EntityManager entities) {
        this.helpers = helpers;
        this.registry = registry;
        this.capacity = capacity;
        this.conflicts = conflicts;
        this.history = history;
        this.callers = callers;
        this.entities = entities;
    }

    /** Registers a helper. */
    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer"})
    @Operation(summary = "Register a helper in one's region")
    @APIResponse(
            responseCode = "201",
            description = "registered",
            content = @Content(schema = @Schema(implementation = HelperView.class)))
    public Response register(
            @RequestBody(content = @Content(examples = @ExampleObject(name = "teacher", value = EXAMPLE)))
                    HelperRequest request) {
        var helper = registry.register(request.toDetails(), callers.get());
        return Answers.created("/api/v1/helpers/" + helper.id(), version(helper.id(), helper.version()), view(helper));
    }

    /** Helpers of the region, or one's own. */
    @GET
    @Operation(summary = "Helpers of the region; the own record and those of own pairings without an office")
    public Page<HelperView> list(
            @jakarta.ws.rs.BeanParam PageRequest page,
            @QueryParam("region") String region,
            @QueryParam("kind") String kind,
            @QueryParam("unitLevel") String unitLevel,
            @QueryParam("mentorSource") String mentorSource,
            @QueryParam("elderKind") String elderKind,
            @QueryParam("skill") String skill,
            @QueryParam("account") String account,
            @QueryParam("sort") String sort) {
        var found = filtered(region, kind, unitLevel, mentorSource, elderKind, skill, account)
                .sortableBy("updatedAt", Helper::updatedAt, Instant::parse)
                .page(entities, sort, page);
        var places = capacity.of(found.items().stream().map(Helper::id).toList());
        return found.map(helper -> HelperView.of(helper, places.get(helper.id())));
    }

    /** How many. */
    @GET
    @Path("/count")
    @Operation(summary = "How many helpers the same filters find")
    public Map<String, Long> count(
            @QueryParam("region") String region,
            @QueryParam("kind") String kind,
            @QueryParam("unitLevel") String unitLevel,
            @QueryParam("mentorSource") String mentorSource,
            @QueryParam("elderKind") String elderKind,
            @QueryParam("skill") String skill,
            @QueryParam("account") String account) {
        return Map.of(
                "count",
                filtered(region, kind, unitLevel, mentorSource, elderKind, skill, account)
                        .count(entities));
    }

    private KeysetQuery<Helper> filtered(
            String region,
            String kind,
            String unitLevel,
            String mentorSource,
            String elderKind,
            String skill,
            String account) {
        return helpers.visible(callers.get())
                .whereIf("e.region like concat(:region, '%')", "region", Codes.region(region))
                .whereIf("e.kind in :kind", "kind", Codes.of("kind", kind, HelperKind.class))
                .whereIf(
                        "e.mentorSource in :mentorSource",
                        "mentorSource",
                        Codes.of("mentorSource", mentorSource, MentorSource.class))
                .whereIf("e.elderKind in :elderKind", "elderKind", Codes.of("elderKind", elderKind, ElderKind.class))
                .whereIf("e.unitLevel in :unitLevel", "unitLevel", Codes.of("unitLevel", unitLevel, UnitLevel.class))
                .whereIf(
                        "concat(',', e.skills, ',') like concat('%,', :skill, ',%')",
                        "skill", Codes.plain("skill", skill))
                .whereIf("e.account = :account", "account", account);
    }

    /** One helper. */
    @GET
    @Path("/{id}")
    @Operation(summary = "One helper with its places")
    @APIResponse(
            responseCode = "200",
            description = "the helper",
            content = @Content(schema = @Schema(implementation = HelperView.class)))
    public Response one(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var helper = helpers.require(id, callers.get());
        var places = places(id);
        return Answers.ok(Places.version(helper.version(), places), ifNoneMatch, () -> HelperView.of(helper, places));
    }

    /** Replaces what is told of a helper. */
    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer"})
    @Operation(summary = "Replace what is told of a helper", description = "A left-out identityNumber stays known.")
    @APIResponse(
            responseCode = "200",
            description = "changed",
            content = @Content(schema = @Schema(implementation = HelperView.class)))
    public Response change(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(examples = @ExampleObject(name = "teacher", value = EXAMPLE)))
                    HelperRequest request) {
        var helper = registry.change(
                id, request.toDetails(), callers.get(), version -> Answers.requireMatch(ifMatch, version(id, version)));
        return Answers.ok(version(id, helper.version()), view(helper));
    }

    /** Field-level history. */
    @GET
    @Path("/{id}/history")
    @Operation(summary = "Who changed which field from what to what")
    public Page<FieldHistory.Entry> history(@PathParam("id") UUID id, @jakarta.ws.rs.BeanParam PageRequest page) {
        helpers.require(id, callers.get());
        return history.list(id, page);
    }

    /** Declares a conflict of interest. */
    @POST
    @Path("/{id}/conflicts")
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer", "helper", "mentor"})
    @Operation(
            summary = "Declare that the helper is a member or relative of a household",
            description =
                    "Nothing between the two is proposed or confirmed any more; what was confirmed before goes on until an office decides, listed at `/pairings?tied=true`.")
    public Response declare(
            @PathParam("id") UUID id,
            @RequestBody(content = @Content(examples = @ExampleObject(name = "relative", value = """
                    {"householdId":"01980000-0000-7000-8000-000000000001","kind":"RELATIVE"}""")))
                    ConflictRequest request) {
        var declared = conflicts.declare(id, request.householdId(), request.kind(), callers.get());
        return Response.created(java.net.URI.create("/api/v1/helpers/" + id + "/conflicts"))
                .entity(declared)
                .build();
    }

    /** Declared conflicts. */
    @GET
    @Path("/{id}/conflicts")
    @Operation(summary = "Declared conflicts of interest")
    public List<Conflicts.Declared> conflicts(@PathParam("id") UUID id) {
        return conflicts.of(id, callers.get());
    }

    private HelperView view(Helper helper) {
        return HelperView.of(helper, places(helper.id()));
    }

    private List<Places> places(UUID id) {
        return capacity.of(List.of(id)).get(id);
    }

    private long version(UUID id, long version) {
        return Places.version(version, places(id));
    }
}
