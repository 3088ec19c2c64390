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
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.pairing.Codes;
import org.jiedui.pairing.helper.Capacity;
import org.jiedui.pairing.helper.Places;
import org.jiedui.pairing.organisation.Organisation;
import org.jiedui.pairing.organisation.OrganisationKind;
import org.jiedui.pairing.organisation.OrganisationRegistry;
import org.jiedui.pairing.organisation.OrganisationRepository;

/** Teams */
@Path("/api/v1/teams")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class TeamResource {
    private static final String EXAMPLE = """
            {"kind":"VILLAGE_TEAM","name":"杭垓镇某村工作队","unit":"安吉县委组织部","unitLevel":"COUNTY","region":"330523",
             "members":[{"helperId":"01980000-0000-7000-8000-000000000001","role":"FIRST_SECRETARY","since":"2026-01-01"}]}""";

    private static final String STUDIO = """
            {"kind":"MENTOR_STUDIO","topic":"RURAL_TOURISM","name":"乡村旅游导师工作室","unit":"安吉县文旅局","unitLevel":"COUNTY",
             "region":"330523","members":[
               {"helperId":"01980000-0000-7000-8000-000000000001","role":"LEADER","since":"2026-01-01"},
               {"helperId":"01980000-0000-7000-8000-000000000002","role":"MEMBER","since":"2026-01-01","until":"2026-07-01"}]}""";

    private final OrganisationRepository organisations;
    private final OrganisationRegistry registry;
    private final Capacity capacity;
    private final FieldHistory history;
    private final CurrentCaller callers;
    private final EntityManager entities;
    private final TimeSource time;

    TeamResource(
            OrganisationRepository organisations,
            OrganisationRegistry registry,
            Capacity capacity,
            FieldHistory history,
            CurrentCaller callers,
            EntityManager entities,
            TimeSource time) {
        this.organisations = organisations;
        this.registry = registry;
        this.capacity = capacity;
        this.history = history;
        this.callers = callers;
        this.entities = entities;
        this.time = time;
    }

    /** Registers one. */
    @POST
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer"})
    @Operation(operationId = "registerTeam", summary = "Register a team in one's region")
    @APIResponse(
            responseCode = "201",
            description = "registered",
            content = @Content(schema = @Schema(implementation = OrganisationView.class)))
    public Response register(
            @RequestBody(
                            content =
                                    @Content(
                                            examples = {
                                                @ExampleObject(name = "example", value = EXAMPLE),
                                                @ExampleObject(name = "mentor studio", value = STUDIO)
                                            }))
                    TeamRequest request) {
        var organisation = registry.register(request.toDetails(), callers.get());
        return Answers.created(
                "/api/v1/teams/" + organisation.id(),
                version(organisation.id(), organisation.version()),
                view(organisation));
    }

    /** Those of the region, or one's own. */
    @GET
    @Operation(
            operationId = "listTeams",
            summary = "Teams of the region; one's own without an office",
            description =
                    "`leaderless=true`: those that nobody leads today, since their leader went and nobody was named to follow.")
    public Page<OrganisationView> list(
            @BeanParam PageRequest page,
            @QueryParam("region") String region,
            @QueryParam("kind") String kind,
            @QueryParam("topic") String topic,
            @QueryParam("leaderless") boolean leaderless) {
        var found = filtered(region, kind, topic, leaderless).page(entities, null, page);
        var ids = found.items().stream().map(Organisation::id).toList();
        var members = organisations.members(ids);
        var places = capacity.of(ids);
        return found.map(o -> OrganisationView.of(o, members.get(o.id()), places.get(o.id())));
    }

    /** How many. */
    @GET
    @Path("/count")
    @Operation(operationId = "countTeams", summary = "How many teams the same filters find")
    public Map<String, Long> count(
            @QueryParam("region") String region,
            @QueryParam("kind") String kind,
            @QueryParam("topic") String topic,
            @QueryParam("leaderless") boolean leaderless) {
        return Map.of("count", filtered(region, kind, topic, leaderless).count(entities));
    }

    private KeysetQuery<Organisation> filtered(String region, String kind, String topic, boolean leaderless) {
        var found = organisations
                .visible(true, callers.get())
                .whereIf("e.region like concat(:region, '%')", "region", Codes.region(region))
                .whereIf("e.kind in :kind", "kind", Codes.of("kind", kind, OrganisationKind.class))
                .whereIf("e.topic = :topic", "topic", Codes.plain("topic", topic));
        return leaderless ? OrganisationRepository.leaderless(found, time.today()) : found;
    }

    /** One of them. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getTeam", summary = "One with its members and places")
    @APIResponse(
            responseCode = "200",
            description = "found",
            content = @Content(schema = @Schema(implementation = OrganisationView.class)))
    public Response one(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var organisation = organisations.require(id, true, callers.get());
        return Answers.ok(version(id, organisation.version()), ifNoneMatch, () -> view(organisation));
    }

    /** Replaces what is told. */
    @PUT
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer"})
    @Operation(operationId = "changeTeam", summary = "Replace what is told of a team")
    @APIResponse(
            responseCode = "200",
            description = "changed",
            content = @Content(schema = @Schema(implementation = OrganisationView.class)))
    public Response change(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(examples = @ExampleObject(name = "example", value = EXAMPLE)))
                    TeamRequest request) {
        var organisation = registry.change(
                id,
                true,
                request.toDetails(),
                callers.get(),
                version -> Answers.requireMatch(ifMatch, version(id, version)));
        return Answers.ok(version(id, organisation.version()), view(organisation));
    }

    /** Field-level history. */
    @GET
    @Path("/{id}/history")
    @Operation(operationId = "historyTeam", summary = "Who changed which field from what to what")
    public Page<FieldHistory.Entry> history(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        organisations.require(id, true, callers.get());
        return history.list(id, page);
    }

    private OrganisationView view(Organisation organisation) {
        var ids = List.of(organisation.id());
        return OrganisationView.of(
                organisation,
                organisations.members(ids).get(organisation.id()),
                capacity.of(ids).get(organisation.id()));
    }

    private long version(UUID id, long version) {
        return Places.version(version, capacity.of(List.of(id)).get(id));
    }
}
