package org.jiedui.household.registration.api;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.audit.FieldHistory;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.idempotency.NotIdempotent;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.chassis.web.MergePatch;
import org.jiedui.household.Codes;
import org.jiedui.household.Days;
import org.jiedui.household.Roles;
import org.jiedui.household.region.RegionBoundaries;
import org.jiedui.household.region.RegionCode;
import org.jiedui.household.registration.Cause;
import org.jiedui.household.registration.HouseholdAsOf;
import org.jiedui.household.registration.HouseholdLife;
import org.jiedui.household.registration.HouseholdMaintenance;
import org.jiedui.household.registration.HouseholdRegistration;
import org.jiedui.household.registration.HouseholdRepository;
import org.jiedui.household.registration.HouseholdSearch;
import org.jiedui.household.registration.HouseholdType;
import org.jiedui.household.registration.ListedHousehold;
import org.jiedui.household.registration.MonitoredCategory;
import org.jiedui.household.registration.NotVisited;
import org.jiedui.household.registration.OldBoundaries;
import org.jiedui.household.registration.PersonalDataReveal;

/** Households. */
@Path("/api/v1/households")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Households", description = "Households and their members")
public class HouseholdResource {
    private static final Set<String> PERSONAL = Set.of("idNumber", "phone", "health", "bankAccount");

    private final HouseholdRepository households;
    private final HouseholdRegistration registration;
    private final HouseholdMaintenance maintenance;
    private final HouseholdLife life;
    private final HouseholdAsOf past;
    private final HouseholdSearch search;
    private final PersonalDataReveal reveal;
    private final FieldHistory history;
    private final RegionBoundaries boundaries;
    private final EntityManager entities;
    private final CurrentCaller callers;
    private final ObjectMapper mapper;
    private final TimeSource time;

    HouseholdResource(
            HouseholdRepository households,
            HouseholdRegistration registration,
            HouseholdMaintenance maintenance,
            HouseholdLife life,
            HouseholdAsOf past,
            HouseholdSearch search,
            PersonalDataReveal reveal,
            FieldHistory history,
            RegionBoundaries boundaries,
            EntityManager entities,
            CurrentCaller callers,
            ObjectMapper mapper,
            TimeSource time) {
        this.households = households;
        this.registration = registration;
        this.maintenance = maintenance;
        this.life = life;
        this.past = past;
        this.search = search;
        this.reveal = reveal;
        this.history = history;
        this.boundaries = boundaries;
        this.entities = entities;
        this.callers = callers;
        this.mapper = mapper;
        this.time = time;
    }

    /** Registers a household. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "registerHousehold",
            summary = "Registers a household with its members",
            description =
                    "Exactly one member is the head. A living person is in one household of the whole deployment: 409 `PERSON_ALREADY_REGISTERED` names the village only inside the caller's region.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = HouseholdView.class)))
    public Response register(RegisterHouseholdRequest request) {
        var household = registration.register(callers.get(), request.toCommand());
        return Answers.created(
                "/api/v1/households/" + household.id(), household.version(), HouseholdView.of(household));
    }

    /** Filters of lists and counts. */
    public static class Filters {
        @QueryParam("region")
        @Parameter(description = "division code; everything below it", example = "330523104")
        String region;

        @QueryParam("type")
        @Parameter(description = "ORDINARY, LIFTED; several by comma")
        String type;

        @QueryParam("category")
        @Parameter(description = "UNSTABLE, MARGINAL, SUDDEN_HARDSHIP; several by comma")
        String category;

        @QueryParam("mainCause")
        @Parameter(description = "codes of Cause; several by comma")
        String mainCause;

        @QueryParam("monitored")
        @Parameter(description = "true: monitoring is under way")
        String monitored;

        @QueryParam("atRisk")
        @Parameter(description = "true: there is an open risk alert")
        String atRisk;

        @QueryParam("updatedFrom")
        @Parameter(description = "changed at or after", example = "2026-01-01T00:00:00.000Z")
        String updatedFrom;

        @QueryParam("notVisitedDays")
        @Parameter(
                description =
                        "nobody was met on any of the last N days, 1 to 3650; calls are no visits; a household never met counts from its registration",
                example = "60")
        String notVisitedDays;

        @QueryParam("notContactedDays")
        @Parameter(
                description = "nobody was met nor reached by telephone or video on any of the last N days, 1 to 3650",
                example = "31")
        String notContactedDays;

        private static NotVisited days(String parameter, String text) {
            return text == null ? null : new NotVisited(Days.number(parameter, text, 0, 1, 3650));
        }

        NotVisited notVisited() {
            return days("notVisitedDays", notVisitedDays);
        }

        NotVisited notContacted() {
            return days("notContactedDays", notContactedDays);
        }

        boolean byVisits() {
            return notVisitedDays != null || notContactedDays != null;
        }

        @QueryParam("closed")
        @Parameter(description = "true: only households that exist no more; default false: only those that exist")
        String closed;

        /** The region, which boundaries of a day need. */
        RegionCode region() {
            if (region == null) {
                throw Codes.invalid("region", "REQUIRED", "按旧区划统计须给出区划代码", "Boundaries of a day need a region");
            }
            Codes.regionPattern("region", region);
            return new RegionCode(region);
        }

        /** All filters but the region. */
        HouseholdRepository.Filter readAnywhere() {
            var wanted = region;
            region = null;
            var filter = read();
            region = wanted;
            return filter;
        }

        static LocalDate day(String text) {
            try {
                return Days.of(text);
            } catch (DateTimeParseException e) {
                throw Codes.invalid("boundariesOf", "FORMAT", "应为 YYYY-MM-DD", "Must be YYYY-MM-DD");
            }
        }

        HouseholdRepository.Filter read() {
            return new HouseholdRepository.Filter(
                    Codes.regionPattern("region", region),
                    Codes.parameter(HouseholdType.class, "type", type),
                    Codes.parameter(MonitoredCategory.class, "category", category),
                    Codes.parameter(Cause.class, "mainCause", mainCause),
                    Codes.flag("monitored", monitored),
                    Codes.flag("atRisk", atRisk),
                    instant(updatedFrom),
                    Boolean.TRUE.equals(Codes.flag("closed", closed)));
        }

        private static Instant instant(String text) {
            try {
                return text == null ? null : Days.moment(text);
            } catch (DateTimeParseException e) {
                throw Codes.invalid("updatedFrom", "FORMAT", "应为 RFC 3339 时间", "Must be an RFC 3339 time");
            }
        }
    }

    private KeysetQuery<ListedHousehold> query(Filters filters) {
        return query(filters, filters.read());
    }

    private KeysetQuery<ListedHousehold> query(Filters filters, HouseholdRepository.Filter read) {
        var query = households.list(callers.get(), read);
        var today = time.today();
        var notVisited = filters.notVisited();
        var visited = notVisited == null ? query : notVisited.narrow(query, today);
        var notContacted = filters.notContacted();
        return notContacted == null ? visited : notContacted.narrowToSilent(visited, today);
    }

    /** The caller's households. */
    @GET
    @Operation(
            operationId = "listHouseholds",
            summary = "Households of the caller's region, or of the caller's own pairings",
            description = "Sorted by region unless `sort` says otherwise.")
    public Page<HouseholdSummary> list(
            @BeanParam Filters filters,
            @QueryParam("sort")
                    @Parameter(description = "region, householdNumber, headName, updatedAt; `-` in front: descending")
                    String sort,
            @BeanParam PageRequest page) {
        return query(filters)
                .page(entities, sort == null ? "region" : sort, page)
                .map(HouseholdSummary::of);
    }

    /** How many there are. */
    @GET
    @Path("/count")
    @Operation(
            operationId = "countHouseholds",
            summary = "How many households meet the filters",
            description =
                    "With `boundariesOf` the region is taken as it was bounded on that day: households that a change of divisions moved since then count where they were.")
    public Map<String, Long> count(
            @BeanParam Filters filters,
            @QueryParam("boundariesOf")
                    @Parameter(description = "day whose boundaries `region` has", example = "2025-06-30")
                    String boundariesOf) {
        if (boundariesOf == null) {
            return Map.of(
                    "count",
                    filters.byVisits()
                            ? query(filters).count(entities)
                            : households.count(callers.get(), filters.read()));
        }
        var old = OldBoundaries.of(boundaries.covered(filters.region(), Filters.day(boundariesOf)));
        return Map.of(
                "count",
                query(filters, filters.readAnywhere())
                        .where(old.hql(), old.parameters())
                        .count(entities));
    }

    /** Exact search. */
    @POST
    @Path("/search")
    @Consumes(MediaType.APPLICATION_JSON)
    @NotIdempotent
    @Operation(
            operationId = "searchHouseholds",
            summary = "Search by identity number, phone, household number, external id, or name inside a region",
            description =
                    "Personal data goes in the body and through keyed hashes, never into a URL. A name is any part of it in Chinese characters, or in letters the beginning of its pinyin, full or by initials (`zds`), inside a county, township or village. At most 50 results.")
    public Page<HouseholdSummary> search(SearchRequest request) {
        var caller = callers.get();
        List<org.jiedui.household.registration.Household> found;
        if (request.idNumber() != null) {
            found = search.byIdNumber(caller, request.idNumber());
        } else if (request.phone() != null) {
            found = search.byPhone(caller, request.phone());
        } else if (request.householdNumber() != null) {
            found = households.byNumber(caller, request.householdNumber()).stream()
                    .toList();
        } else if (request.externalId() != null) {
            found = households.byExternalId(caller, request.externalId()).stream()
                    .toList();
        } else {
            found = search.byName(caller, request.region(), request.name());
        }
        return new Page<>(found, null).map(HouseholdSummary::of);
    }

    /** One household. */
    @GET
    @Path("/{id}")
    @Operation(
            operationId = "getHousehold",
            summary = "One household with its members",
            description =
                    "Identity number, phone, bank account and health are masked. `reveal` shows them with scope `pii:read` and a `purpose`, and leaves an audit entry.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HouseholdView.class)))
    public Response one(
            @PathParam("id") UUID id,
            @QueryParam("reveal") @Parameter(description = "idNumber, phone, health, bankAccount; several by comma")
                    String fields,
            @QueryParam("purpose") @Parameter(description = "why, in words; at most 200 characters") String purpose,
            @QueryParam("asOf")
                    @Parameter(
                            description =
                                    "as it was at the end of this day, with `asOf`, always masked; 404 before the first day of its file",
                            example = "2025-06-30")
                    String asOf,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        if (asOf != null) {
            if (fields != null) {
                throw Codes.invalid("reveal", "NOT_WITH_AS_OF", "历史状态不能显示明文", "A past state is masked");
            }
            var day = day(asOf);
            return Response.ok(HouseholdView.of(past.on(callers.get(), id, day), day))
                    .build();
        }
        if (fields == null) {
            var household = households.require(callers.get(), id);
            return Answers.ok(
                    household.version(), household.lastVisitedOn(), ifNoneMatch, () -> HouseholdView.of(household));
        }
        var wanted = Set.of(fields.split(",")).stream().distinct().collect(java.util.stream.Collectors.toSet());
        if (!PERSONAL.containsAll(wanted)) {
            throw Codes.invalid("reveal", "UNKNOWN_CODE", "可选：" + PERSONAL, "One of " + PERSONAL);
        }
        if (purpose != null && purpose.length() > 200) {
            throw Codes.invalid("purpose", "SIZE", "不超过 200 个字", "At most 200 characters");
        }
        var household = reveal.look(callers.get(), id, wanted, purpose);
        return Response.fromResponse(Answers.ok(household.version(), HouseholdView.of(household, wanted)))
                .header("Cache-Control", "no-store")
                .build();
    }

    private static LocalDate day(String text) {
        try {
            return Days.of(text);
        } catch (DateTimeParseException e) {
            throw Codes.invalid("asOf", "FORMAT", "应为日期，如 2025-06-30", "Must be a day such as 2025-06-30");
        }
    }

    /** Changes description and needs. */
    @jakarta.ws.rs.PATCH
    @Path("/{id}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(operationId = "patchHousehold", summary = "Changes address, attributes, causes, needs (RFC 7396)")
    @org.eclipse.microprofile.openapi.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = PatchHouseholdRequest.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HouseholdView.class)))
    public Response patch(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam(ChangeReason.HEADER) @Parameter(description = "why, percent-encoded UTF-8; for the history")
                    String reason,
            MergePatch patch) {
        var household = maintenance.change(
                callers.get(),
                id,
                version -> Answers.requireMatch(ifMatch, version),
                present -> patch.applyTo(PatchHouseholdRequest.of(present), PatchHouseholdRequest.class, mapper)
                        .toChanges(),
                ChangeReason.read(reason));
        return Answers.ok(household.version(), HouseholdView.of(household));
    }

    /** Replaces the needs. */
    @PUT
    @Path("/{id}/needs")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "putNeeds",
            summary = "Replaces what the household needs and wishes; If-Match is the household's")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HouseholdView.class)))
    public Response needs(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam(ChangeReason.HEADER) @Parameter(description = "why, percent-encoded UTF-8; for the history")
                    String reason,
            NeedsRequest request) {
        var household = maintenance.state(
                callers.get(),
                id,
                version -> Answers.requireMatch(ifMatch, version),
                request.toStated(),
                ChangeReason.read(reason));
        return Answers.ok(household.version(), HouseholdView.of(household));
    }

    /** Replaces land and assets. */
    @PUT
    @Path("/{id}/assets")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "putAssets",
            summary = "Replaces land (mu) and assets; If-Match is the household's",
            description = "Kinds and their units: code list `asset-kind`.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HouseholdView.class)))
    public Response assets(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam(ChangeReason.HEADER) @Parameter(description = "why, percent-encoded UTF-8; for the history")
                    String reason,
            AssetsRequest request) {
        var household = maintenance.own(
                callers.get(),
                id,
                version -> Answers.requireMatch(ifMatch, version),
                request.toAssets(),
                ChangeReason.read(reason));
        return Answers.ok(household.version(), HouseholdView.of(household));
    }

    /** Replaces what is known of the dwelling. */
    @PUT
    @Path("/{id}/dwelling")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "putDwelling",
            summary = "Replaces floor space, housing grade and toilet; If-Match is the household's",
            description =
                    "The house in which it lives. Grades of the appraisal of rural housing: C and D are dangerous. Whether housing and water are safe is said by the safeguards.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HouseholdView.class)))
    public Response dwelling(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam(ChangeReason.HEADER) @Parameter(description = "why, percent-encoded UTF-8; for the history")
                    String reason,
            DwellingRequest request) {
        var household = maintenance.dwell(
                callers.get(),
                id,
                version -> Answers.requireMatch(ifMatch, version),
                request.toDwelling(),
                ChangeReason.read(reason));
        return Answers.ok(household.version(), HouseholdView.of(household));
    }

    /** Binds a person's account. */
    @PUT
    @Path("/{id}/members/{memberId}/account")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "bindMemberAccount",
            summary =
                    "Binds the account of the person, who then sees who looked at the file; If-Match is the household's")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HouseholdView.class)))
    public Response bind(
            @PathParam("id") UUID id,
            @PathParam("memberId") UUID memberId,
            @HeaderParam("If-Match") String ifMatch,
            BindAccountRequest request) {
        var household = maintenance.bind(
                callers.get(), id, memberId, version -> Answers.requireMatch(ifMatch, version), request.account());
        return Answers.ok(household.version(), HouseholdView.of(household));
    }

    /** Adds a person. */
    @POST
    @Path("/{id}/members")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "addMember",
            summary = "Adds a person who was forgotten, from today; who came on a known day is an event")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = MemberView.class)))
    public Response add(@PathParam("id") UUID id, MemberRequest request) {
        var member = maintenance.add(callers.get(), id, request.toData());
        var household = households.require(callers.get(), id);
        return Answers.created(
                "/api/v1/households/" + id + "/members/" + member.id(),
                household.version(),
                MemberView.of(member, Set.of()));
    }

    /** Corrects a person. */
    @jakarta.ws.rs.PATCH
    @Path("/{id}/members/{memberId}")
    @Consumes(MergePatch.MEDIA_TYPE)
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "patchMember",
            summary = "Changes a person (RFC 7396), such as schooling or insurances; If-Match is the household's")
    @org.eclipse.microprofile.openapi.annotations.parameters.RequestBody(
            content = @Content(schema = @Schema(implementation = MemberRequest.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HouseholdView.class)))
    public Response correct(
            @PathParam("id") UUID id,
            @PathParam("memberId") UUID memberId,
            @HeaderParam("If-Match") String ifMatch,
            @HeaderParam(ChangeReason.HEADER) @Parameter(description = "why, percent-encoded UTF-8; for the history")
                    String reason,
            MergePatch patch) {
        var household = maintenance.correct(
                callers.get(),
                id,
                memberId,
                version -> Answers.requireMatch(ifMatch, version),
                present -> patch.applyTo(MemberRequest.of(present), MemberRequest.class, mapper)
                        .toData(),
                ChangeReason.read(reason));
        return Answers.ok(household.version(), HouseholdView.of(household));
    }

    /** A person dies or leaves. */
    @POST
    @Path("/{id}/members/{memberId}/depart")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "departMember",
            summary = "A person died or left; the identity is free for another household. If-Match is the household's",
            description =
                    "When the head goes and others stay, `newHead` is part of the same event: 422 `HEAD_MUST_STAY` without. When nobody stays, the household is closed. 422 `EVENT_DATE_REFUSED` for an impossible day.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = HouseholdView.class)))
    public Response depart(
            @PathParam("id") UUID id,
            @PathParam("memberId") UUID memberId,
            @HeaderParam("If-Match") String ifMatch,
            DepartRequest request) {
        var household = life.depart(
                callers.get(),
                id,
                memberId,
                version -> Answers.requireMatch(ifMatch, version),
                request.reported(),
                request.on(),
                NewHeadRequest.of(request.newHead()),
                request.note());
        return Answers.ok(household.version(), HouseholdView.of(household));
    }

    /** Field-level history. */
    @GET
    @Path("/{id}/history")
    @Operation(operationId = "getHouseholdHistory", summary = "Who changed what, when and why; personal data masked")
    public Page<FieldHistory.Entry> history(@PathParam("id") UUID id, @BeanParam PageRequest page) {
        households.require(callers.get(), id);
        return history.list(id, page);
    }
}
