package org.jiedui.pairing.run.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
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
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.job.Job;
import org.jiedui.chassis.job.JobView;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.paging.Cursor;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.pairing.Codes;
import org.jiedui.pairing.matching.MatchRule;
import org.jiedui.pairing.matching.plan.MatchingPlan;
import org.jiedui.pairing.matching.plan.MatchingPlan.Pair;
import org.jiedui.pairing.matching.plan.MatchingPlan.Workload;
import org.jiedui.pairing.pairing.HelpedKind;
import org.jiedui.pairing.pairing.HelpedSide;
import org.jiedui.pairing.pairing.PairingProposal;
import org.jiedui.pairing.pairing.SideKind;
import org.jiedui.pairing.run.Matching;
import org.jiedui.pairing.run.MatchingJob;
import org.jiedui.pairing.run.MatchingRuns;
import org.jiedui.pairing.run.MatchingStore;
import org.jiedui.pairing.run.MatchingStore.Which;
import org.jiedui.pairing.run.Order;
import org.jiedui.pairing.run.PublicationJob;

/** Runs of the matching and their proposals. */
@Path("/api/v1/matchings")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Matchings",
        description =
                "Many households and helpers at once, best overall: a job that ends with a proposal, its value and a"
                        + " proven bound; nothing changes until it is published")
public class MatchingResource {
    private static final String ONE = "/api/v1/matchings/";

    /** Tag of a run: its version and what changes without a decision. */
    private static final java.util.regex.Pattern TAG = java.util.regex.Pattern.compile("\"(\\d+)-[0-9a-f]+\"");

    private final MatchingRuns runs;
    private final MatchingStore store;
    private final Jobs jobs;
    private final CurrentCaller callers;
    private final TimeSource time;

    MatchingResource(MatchingRuns runs, MatchingStore store, Jobs jobs, CurrentCaller callers, TimeSource time) {
        this.runs = runs;
        this.store = store;
        this.jobs = jobs;
        this.callers = callers;
        this.time = time;
    }

    /**
     * Two sides that must or must not be paired.
     *
     * @param household the household, mentee or enterprise
     * @param village code of the village instead
     * @param helper the person or team
     */
    @Schema(name = "MatchingPair")
    public record PairRequest(
            UUID household,

            @Pattern(regexp = "\\d{12}", message = "FORMAT|区划代码格式错误|Not a division code")
            String village,

            @NotNull UUID helper) {
        /** One helped side. */
        @AssertTrue(message = "EXACTLY_ONE|household 与 village 须且只能填一个|Name exactly one of household and village")
        @JsonIgnore
        public boolean isHelpedSideNamed() {
            return (household == null) != (village == null);
        }

        Pair toPair() {
            return new Pair(
                    household != null ? household : HelpedSide.village(village).id(), helper);
        }
    }

    /**
     * What the run is to do.
     *
     * @param helped left out: the first kind that the programme helps
     * @param helperSide whether only persons or only teams are to help; left out: all that the programme takes, in one problem
     */
    @Schema(
            name = "BeginMatching",
            examples = "{\"region\":\"330523\",\"programme\":\"HOUSEHOLD_HELP\",\"from\":\"2026-01-01\","
                    + "\"weights\":{\"NEAR\":150},\"seconds\":30,\"seed\":1}")
    public record BeginRequest(
            @NotNull
            @Pattern(regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}", message = "FORMAT|区划代码格式错误|Not a division code")
            String region,

            @NotNull @Pattern(regexp = "[A-Z][A-Z0-9_]{1,39}")
            String programme,

            @Pattern(regexp = "PRIMARY|SUPPORTING") String role,
            @NotNull LocalDate from,
            LocalDate to,
            @Size(max = 10_000) List<@NotNull @Valid PairRequest> locks,
            @Size(max = 10_000) List<@NotNull @Valid PairRequest> vetoes,
            Map<MatchRule, @NotNull @Min(0) @Max(1_000) Integer> weights,
            @Min(1) @Max(3_600) Integer seconds,
            @Min(0) @Max(Integer.MAX_VALUE) Long seed,
            @Valid WorkloadRequest workload,
            Boolean reorder,
            UUID gone,
            HelpedKind helped,
            SideKind helperSide) {
        /** The last day is not before the first. */
        @AssertTrue(message = "TERM_INVERTED|结束日期早于开始日期|Ends before it begins")
        @JsonIgnore
        public boolean isInOrder() {
            return from == null || to == null || !to.isBefore(from);
        }

        /** No day out of this world. */
        @AssertTrue(message = "OUT_OF_RANGE|日期应在 1990 年与 2100 年之间|Days lie between 1990 and 2100")
        @JsonIgnore
        public boolean isThisWorldly() {
            return (from == null || (from.getYear() >= 1990 && from.getYear() <= 2100))
                    && (to == null || to.getYear() <= 2100);
        }

        /** With all weights at zero nobody would be better than anybody else. */
        @AssertTrue(message = "ALL_ZERO|权重不得全部为零|Not all weights can be zero")
        @JsonIgnore
        public boolean isWeighted() {
            if (weights == null) {
                return true;
            }
            for (var rule : MatchRule.values()) {
                var weight = weights.containsKey(rule) ? weights.get(rule) : Integer.valueOf(100);
                if (weight == null || weight != 0) {
                    return true;
                }
            }
            return false;
        }

        Order toOrder() {
            return new Order(
                    region,
                    programme,
                    role == null ? "PRIMARY" : role,
                    from,
                    to,
                    pairs(locks),
                    pairs(vetoes),
                    weights == null ? Map.of() : weights,
                    seconds == null ? 60 : seconds,
                    seed == null ? 1 : seed,
                    null,
                    workload == null ? null : workload.toWorkload(),
                    gone != null || Boolean.TRUE.equals(reorder),
                    gone,
                    helped,
                    null,
                    null,
                    null,
                    helperSide,
                    null);
        }
    }

    /**
     * How much time pairs take of their helper.
     *
     * @param minutesPerPlace what a place is worth
     * @param baseMinutes what a pair takes without the way there and back
     */
    @Schema(name = "MatchingWorkload")
    public record WorkloadRequest(
            @NotNull @Min(1) @Max(100_000) Integer minutesPerPlace,
            @NotNull @Min(0) @Max(100_000) Integer baseMinutes) {
        Workload toWorkload() {
            return new Workload(minutesPerPlace, baseMinutes);
        }
    }

    /**
     * Changes to a proposal: pairs that must be and pairs that must not be.
     *
     * @param released pairs that were locked or vetoed and are free again
     */
    @Schema(name = "EditMatching")
    public record EditRequest(
            @Size(max = 10_000) List<@NotNull @Valid PairRequest> locks,
            @Size(max = 10_000) List<@NotNull @Valid PairRequest> vetoes,
            @Size(max = 10_000) List<@NotNull @Valid PairRequest> released) {
        /** Something is to be edited. */
        @AssertTrue(message = "EMPTY|至少填写一项锁定、排除或解除|Name at least one lock, veto or release")
        @JsonIgnore
        public boolean isSomething() {
            return Stream.of(locks, vetoes, released).anyMatch(pairs -> pairs != null && !pairs.isEmpty());
        }
    }

    private static List<Pair> pairs(List<PairRequest> pairs) {
        return pairs == null
                ? List.of()
                : pairs.stream().map(PairRequest::toPair).toList();
    }

    /**
     * A place of the proposal.
     *
     * @param explanation points by rule; for an open place how many helpers each rule keeps away, and how many would do but
     *     are taken by other households; {@code explained: false} beyond the first 500 open places of a county
     * @param householdId the household, mentee or enterprise; for a village, whose code is the region, the id that its
     *     pairings have
     * @param helperSide whether the helper is a person or a team
     * @param helperId the person or team
     * @param kind what it does to the present pairings
     * @param presentPairingId the pairing that is kept or whose helper is to change
     */
    @Schema(name = "MatchingLine")
    public record LineView(
            int number,
            String region,
            UUID householdId,
            SideKind helperSide,
            UUID helperId,
            Integer score,
            boolean locked,

            @JsonRawValue @Schema(implementation = Object.class)
            String explanation,

            MatchingPlan.Kind kind,
            UUID presentPairingId,
            UUID pairingId,
            String refusal) {
        static LineView of(Matching.Line line) {
            return new LineView(
                    line.number(),
                    line.region(),
                    line.household(),
                    line.side(),
                    line.helper(),
                    line.score(),
                    line.locked(),
                    line.explanation(),
                    line.kind(),
                    line.present(),
                    line.pairing(),
                    line.refusal());
        }
    }

    /** Begins a run. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            operationId = "beginMatching",
            summary = "Looks for helpers for all who are to be helped in a region at once, as a job",
            description =
                    "Whom the programme helps: households in care, mentees, villages (those with a trait or with households"
                            + " in care) or enterprises; persons, teams and other organisations help them, all that the programme takes in one problem, or only"
                            + " one of the two (helperSide). A team brings the"
                            + " skills and languages of its members and fits villages as its leader does."
                            + " Works on a snapshot. Every missing place of a helped side gets a helper, or the rules that keep all"
                            + " helpers away. Weights are per cent of what a rule counts for on the day (see"
                            + " matching-rules), which the run keeps. reorder=true: present pairings of the"
                            + " programme and role may get other helpers (lines KEPT, CHANGED, NEW, OPEN). gone: the"
                            + " helper who leaves; as few present pairings as possible change. With a workload a pair takes time, its way"
                            + " included, from its helper's places. Two runs never cover"
                            + " one region at once (409 MATCHING_UNDER_WAY).")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = MatchingView.class)))
    public Response begin(
            @RequestBody(
                            content =
                                    @Content(
                                            examples = {
                                                @ExampleObject(
                                                        name = "households",
                                                        value =
                                                                "{\"region\":\"330523\",\"programme\":\"HOUSEHOLD_HELP\","
                                                                        + "\"from\":\"2026-01-01\",\"weights\":{\"NEAR\":150}}"),
                                                @ExampleObject(
                                                        name = "teams for villages",
                                                        value =
                                                                "{\"region\":\"330523\",\"programme\":\"VILLAGE_TEAM\","
                                                                        + "\"from\":\"2026-01-01\",\"to\":\"2027-12-31\","
                                                                        + "\"vetoes\":[{\"village\":\"330523104201\","
                                                                        + "\"helper\":\"01936c3e-0000-7000-8000-00000000a001\"}]}"),
                                                @ExampleObject(
                                                        name = "service groups for enterprises",
                                                        value =
                                                                "{\"region\":\"330523\",\"programme\":\"RECOVERY_GROUP\","
                                                                        + "\"helperSide\":\"TEAM\",\"from\":\"2026-01-01\"}")
                                            }))
                    BeginRequest request) {
        var id = runs.begin(request.toOrder(), callers.get());
        return Answers.accepted(ONE + id, view(id));
    }

    /** Runs of the region. */
    @GET
    @RolesAllowed({"county-officer", "province-officer", "platform", "auditor"})
    @Operation(operationId = "listMatchings", summary = "Runs of the region, youngest first")
    public Page<MatchingView> list(@BeanParam PageRequest page, @QueryParam("region") String region) {
        var code = Codes.region(region);
        var filter = code == null ? "" : code;
        var cursor = page.cursor("matchings", filter);
        var before = cursor.isEmpty() ? null : UUID.fromString(cursor.get(0));
        return Page.of(
                        store.list(callers.get().regionPrefix(), code, before, page.limit() + 1),
                        page.limit(),
                        run -> Cursor.encode(
                                "matchings", filter, List.of(run.id().toString())))
                .map(MatchingView::of);
    }

    /** One run. */
    @GET
    @Path("/{id}")
    @RolesAllowed({"county-officer", "province-officer", "platform", "auditor"})
    @Operation(
            operationId = "getMatching",
            summary = "A run: best value, proven bound and gap while it searches",
            description = "Server-sent events for Accept: text/event-stream, until the search is at its end.")
    public Response one(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        return answer(id, ifNoneMatch);
    }

    /** Progress of the search as server-sent events. */
    @GET
    @Path("/{id}")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @RolesAllowed({"county-officer", "province-officer", "platform", "auditor"})
    @Operation(hidden = true)
    public Multi<MatchingView> progress(@PathParam("id") UUID id) {
        require(id);
        var region = callers.get().regionPrefix();
        return jobs.progress(
                        () -> store.find(id, region),
                        run -> run.state() != Matching.State.SEARCHING
                                || run.job().isFinal())
                .onItem()
                .transform(MatchingView::of);
    }

    /** The job that searches. */
    @GET
    @Path("/{id}/search")
    @RolesAllowed({"county-officer", "province-officer", "platform", "auditor"})
    @Operation(
            operationId = "getMatchingSearch",
            summary = "The job that searches: how many helped sides are done, since when, and until when",
            description =
                    "Counted county by county. Best value, bound and gap are the run's. Server-sent events for Accept:"
                            + " text/event-stream. It is stopped by cancelMatching.")
    public JobView search(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        require(id);
        var job = jobs.require(id, MatchingJob.KIND, callers.get().regionPrefix());
        return searchView(job, ProblemMappers.chinese(headers));
    }

    /** The same as server-sent events. */
    @GET
    @Path("/{id}/search")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @RolesAllowed({"county-officer", "province-officer", "platform", "auditor"})
    @Operation(hidden = true)
    public Multi<JobView> searchProgress(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        require(id);
        var chinese = ProblemMappers.chinese(headers);
        return jobs.progress(id, callers.get().regionPrefix(), job -> searchView(job, chinese));
    }

    private JobView searchView(Job job, boolean chinese) {
        return JobView.of(
                job, time.now(), chinese, Map.of("matching", ONE + job.id(), "cancel", ONE + job.id() + "/cancel"));
    }

    /** The proposal. */
    @GET
    @Path("/{id}/lines")
    @RolesAllowed({"county-officer", "province-officer", "platform", "auditor"})
    @Operation(
            operationId = "listMatchingLines",
            summary = "Who is proposed for whom and why, or which rules block a place",
            description =
                    "open=true: only places without helper; open=false: only pairs; outcome=REFUSED or WAITING: only"
                            + " pairs that the publication was refused, or of which it has made nothing yet.")
    public Page<LineView> lines(
            @PathParam("id") UUID id,
            @BeanParam PageRequest page,
            @QueryParam("open") @Parameter(description = "true or false; not together with outcome") String open,
            @QueryParam("outcome") @Parameter(description = "REFUSED or WAITING") String outcome) {
        var which = which(open, outcome);
        require(id);
        var filter = id + "|" + which;
        var cursor = page.cursor("matching-lines", filter);
        var after = cursor.isEmpty() ? 0 : Integer.parseInt(cursor.get(0));
        return Page.of(
                        store.lines(id, after, which, page.limit() + 1),
                        page.limit(),
                        line -> Cursor.encode("matching-lines", filter, List.of(String.valueOf(line.number()))))
                .map(LineView::of);
    }

    private static Which which(String open, String outcome) {
        if (open != null && outcome != null) {
            throw CommonProblem.INVALID_REQUEST.violations(List.of(
                    new Violation("?outcome", "MOST_ONE", "open 与 outcome 不能同时填写", "Name open or outcome, not both")));
        }
        if (outcome != null) {
            if (!outcome.equals("REFUSED") && !outcome.equals("WAITING")) {
                throw CommonProblem.INVALID_REQUEST.violations(List.of(new Violation(
                        "?outcome", "UNKNOWN_CODE", "应为 REFUSED 或 WAITING", "Must be REFUSED or WAITING")));
            }
            return Which.valueOf(outcome);
        }
        return open == null ? Which.ALL : isTrue("open", open) ? Which.OPEN : Which.PAIRED;
    }

    private static boolean isTrue(String name, String value) {
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("?" + name, "UNKNOWN_CODE", "应为 true 或 false", "Must be true or false")));
        }
        return "true".equals(value);
    }

    /** Stops the search. */
    @POST
    @Path("/{id}/cancel")
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(operationId = "cancelMatching", summary = "Stops a run that searches")
    public Response cancel(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        runs.cancel(id, callers.get(), matching(ifMatch));
        return answer(id, null);
    }

    /** Puts the proposal away. */
    @POST
    @Path("/{id}/drop")
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(operationId = "dropMatching", summary = "Puts a proposal away")
    public Response drop(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch) {
        runs.drop(id, callers.get(), matching(ifMatch));
        return answer(id, null);
    }

    /** Edits the proposal. */
    @POST
    @Path("/{id}/edit")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            operationId = "editMatching",
            summary = "Changes a proposal by hand: begins a run that is solved around the edits",
            description =
                    "The new run has the locks and vetoes of the proposal and these, without what is released. The"
                            + " proposal is dropped when the new one is there; if that search fails or is cancelled, it waits on.")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = MatchingView.class)))
    public Response edit(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(
                            content =
                                    @Content(
                                            examples = {
                                                @ExampleObject(name = "lock and veto", value = """
                    {"locks":[{"household":"01936c3e-0000-7000-8000-00000000c001","helper":"01936c3e-0000-7000-8000-00000000a001"}],
                     "vetoes":[{"village":"330523104201","helper":"01936c3e-0000-7000-8000-00000000a002"}]}"""),
                                                @ExampleObject(name = "release", value = """
                    {"released":[{"household":"01936c3e-0000-7000-8000-00000000c001","helper":"01936c3e-0000-7000-8000-00000000a001"}]}""")
                                            }))
                    EditRequest request) {
        var next = runs.edit(
                id,
                pairs(request.locks()),
                pairs(request.vetoes()),
                pairs(request.released()),
                callers.get(),
                matching(ifMatch));
        return Answers.accepted(ONE + next, view(next));
    }

    /** A helper who drops out of a proposal. */
    @Schema(name = "RepairMatching")
    public record RepairRequest(@NotNull UUID helperId) {}

    /** Mends the proposal. */
    @POST
    @Path("/{id}/repair")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            operationId = "repairMatching",
            summary = "Mends a proposal in which a helper has dropped out, changing as few of its pairs as possible",
            description =
                    "The old proposal is dropped when the new one is there; the new run's gap says what keeping pairs costs. Present pairings"
                            + " of a helper who leaves are mended by a run with gone.")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = MatchingView.class)))
    public Response repair(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(examples = @ExampleObject(name = "helper drops out", value = """
                    {"helperId":"01936c3e-0000-7000-8000-00000000a001"}""")))
                    RepairRequest request) {
        var next = runs.repair(id, request.helperId(), callers.get(), matching(ifMatch));
        return Answers.accepted(ONE + next, view(next));
    }

    /** Publishes the proposal. */
    @POST
    @Path("/{id}/publish")
    @Idempotent
    @RolesAllowed({"county-officer", "province-officer"})
    @Operation(
            operationId = "publishMatching",
            summary = "Makes the proposal pairings, in one step and as a job",
            description =
                    "Each new pair goes through the normal proposal, and with publicise=true on to its publicity of as few"
                            + " days as the programme allows, accepted for both sides; its line says what became of it. Present pairings change"
                            + " hands (reason OTHER, the run in the remark) on the day of the publication: with such lines it is refused before the run's first day"
                            + " (422 TERM_NOT_ALLOWED). After a failed"
                            + " publication (PUBLICATION_FAILED) it goes on with the pairs of which nothing was made yet.")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = JobView.class)))
    public Response publish(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            @QueryParam("publicise")
                    @Parameter(description = "true or false; true: new pairings are made public at once")
                    String publicise,
            @Context HttpHeaders headers) {
        // as few days as each programme allows
        var publicity = isTrue("publicise", publicise) ? new PairingProposal.Publicity(null) : null;
        runs.publish(id, publicity, callers.get(), matching(ifMatch));
        return Answers.accepted(ONE + id + "/publication", publication(id, headers));
    }

    /** How far the publication is. */
    @GET
    @Path("/{id}/publication")
    @RolesAllowed({"county-officer", "province-officer", "platform", "auditor"})
    @Operation(
            operationId = "getMatchingPublication",
            summary = "The job that publishes a proposal",
            description = "Server-sent events for Accept: text/event-stream.")
    public JobView publication(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        var job = jobs.require(
                publicationOf(id), PublicationJob.KIND, callers.get().regionPrefix());
        return publicationView(id, job, ProblemMappers.chinese(headers));
    }

    /** The same as server-sent events. */
    @GET
    @Path("/{id}/publication")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @RolesAllowed({"county-officer", "province-officer", "platform", "auditor"})
    @Operation(hidden = true)
    public Multi<JobView> publicationProgress(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        var chinese = ProblemMappers.chinese(headers);
        return jobs.progress(publicationOf(id), callers.get().regionPrefix(), job -> publicationView(id, job, chinese));
    }

    private UUID publicationOf(UUID id) {
        var job = require(id).publication();
        if (job == null) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        return job;
    }

    private JobView publicationView(UUID id, Job job, boolean chinese) {
        return JobView.of(job, time.now(), chinese, Map.of("lines", ONE + id + "/lines?open=false"));
    }

    private Matching require(UUID id) {
        return store.find(id, callers.get().regionPrefix()).orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    private MatchingView view(UUID id) {
        return MatchingView.of(require(id));
    }

    /** The run, or 304 when the caller knows all of it: it changes without a decision too, while it is searched. */
    private Response answer(UUID id, String ifNoneMatch) {
        var run = require(id);
        var tag = "\"" + run.tag() + "\"";
        var known = ifNoneMatch != null
                && Arrays.stream(ifNoneMatch.split(","))
                        .map(each -> each.trim().replaceFirst("^W/", ""))
                        .anyMatch(each -> each.equals("*") || each.equals(tag));
        return (known ? Response.notModified() : Response.ok(MatchingView.of(run)))
                .header(HttpHeaders.ETAG, tag)
                .build();
    }

    /** Decisions are about a version, however far its search has got since. */
    private static LongConsumer matching(String ifMatch) {
        var versions = ifMatch == null ? null : TAG.matcher(ifMatch).replaceAll("\"$1\"");
        return version -> Answers.requireMatch(versions, version);
    }
}
