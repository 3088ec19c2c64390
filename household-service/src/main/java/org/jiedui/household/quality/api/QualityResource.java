package org.jiedui.household.quality.api;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.job.JobView;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Codes;
import org.jiedui.household.Roles;
import org.jiedui.household.quality.QualityFinding;
import org.jiedui.household.quality.QualityFindingRepository;
import org.jiedui.household.quality.QualityGroup;
import org.jiedui.household.quality.QualityHandling;
import org.jiedui.household.quality.QualityRule;
import org.jiedui.household.quality.QualityRun;
import org.jiedui.household.quality.QualityRuns;
import org.jiedui.household.quality.QualitySeverities;
import org.jiedui.household.quality.QualitySeverity;
import org.jiedui.household.quality.QualityState;

/** Data quality: the catalogue of rules, what they found, and runs over everything. */
@Path("/api/v1/household")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Data quality",
        description =
                "Rules are asked on every write, of imports, and every night of everything. A blocking rule refuses the write (422 `QUALITY_REFUSED`); a warning keeps a finding, and the answer names its rule in the header `Quality-Findings`. A finding closes by itself when the rule no longer finds it.")
public class QualityResource {
    private final QualityFindingRepository findings;
    private final QualityHandling handling;
    private final QualityRuns runs;
    private final QualitySeverities severities;
    private final Jobs jobs;
    private final EntityManager entities;
    private final CurrentCaller callers;
    private final TimeSource time;

    QualityResource(
            QualityFindingRepository findings,
            QualityHandling handling,
            QualityRuns runs,
            QualitySeverities severities,
            Jobs jobs,
            EntityManager entities,
            CurrentCaller callers,
            TimeSource time) {
        this.findings = findings;
        this.handling = handling;
        this.runs = runs;
        this.severities = severities;
        this.jobs = jobs;
        this.entities = entities;
        this.callers = callers;
        this.time = time;
    }

    /** The catalogue. */
    @GET
    @Path("/quality-rules")
    @Operation(operationId = "listQualityRules", summary = "The catalogue of data-quality rules, all of them at once")
    public Page<QualityRuleView> rules(
            @QueryParam("group") @Parameter(description = "codes of QualityGroup; several by comma", example = "FAMILY")
                    String group,
            @QueryParam("severity") @Parameter(description = "WARN, BLOCK, OFF; several by comma") String severity,
            @Context HttpHeaders headers) {
        var groups = Codes.parameter(QualityGroup.class, "group", group);
        var wanted = Codes.parameter(QualitySeverity.class, "severity", severity);
        var chinese = ProblemMappers.chinese(headers);
        var rules = Arrays.stream(QualityRule.values())
                .filter(rule -> groups.isEmpty() || groups.contains(rule.group()))
                .filter(rule -> wanted.isEmpty() || wanted.contains(severities.of(rule)))
                .map(rule -> QualityRuleView.of(rule, severities.of(rule), chinese))
                .toList();
        return new Page<>(rules, null);
    }

    /** Filters of lists and counts. */
    public static class Filters {
        @QueryParam("region")
        @Parameter(description = "division code; everything below it", example = "330523104")
        String region;

        @QueryParam("rule")
        @Parameter(description = "codes of rules; several by comma", example = "ID_MISSING")
        String rule;

        @QueryParam("group")
        @Parameter(description = "codes of QualityGroup; several by comma")
        String group;

        @QueryParam("severity")
        @Parameter(description = "WARN, BLOCK; several by comma")
        String severity;

        @QueryParam("state")
        @Parameter(description = "OPEN, WAIVED, RESOLVED; several by comma")
        String state;

        @QueryParam("householdId")
        @Parameter(description = "of one household")
        UUID householdId;

        @QueryParam("office")
        @Parameter(description = "division code: owned by its office or one below")
        String office;

        @QueryParam("assignee")
        @Parameter(description = "account; `me`: the caller's own")
        String assignee;

        @QueryParam("assigned")
        @Parameter(description = "false: nobody in particular")
        String assigned;

        @QueryParam("overdue")
        @Parameter(description = "true: open and past its due day")
        String overdue;

        QualityFindingRepository.Filter read(String self) {
            var rules = Codes.parameter(QualityRule.class, "rule", rule);
            var groups = Codes.parameter(QualityGroup.class, "group", group);
            if (!groups.isEmpty()) {
                var named = rules;
                rules = Arrays.stream(QualityRule.values())
                        .filter(r -> groups.contains(r.group()) && (named.isEmpty() || named.contains(r)))
                        .toList();
                if (rules.isEmpty()) {
                    throw Codes.invalid("rule", "CONTRADICTION", "规则不属于所选类别", "The rule is of another group");
                }
            }
            return new QualityFindingRepository.Filter(
                    Codes.regionPattern("region", region),
                    rules,
                    Codes.parameter(QualitySeverity.class, "severity", severity),
                    Codes.parameter(QualityState.class, "state", state),
                    householdId,
                    Codes.regionPattern("office", office),
                    "me".equals(assignee) ? self : assignee,
                    Codes.flag("assigned", assigned),
                    Codes.flag("overdue", overdue));
        }
    }

    private KeysetQuery<QualityFinding> query(Filters filters) {
        var caller = callers.get();
        return findings.list(caller, filters.read(caller.subject()));
    }

    /** The caller's findings. */
    @GET
    @Path("/quality-findings")
    @Operation(
            operationId = "listQualityFindings",
            summary = "Findings of the caller's region or own pairings",
            description = "Sorted by region unless `sort` says otherwise.")
    public Page<QualityFindingView> list(
            @BeanParam Filters filters,
            @QueryParam("sort") @Parameter(description = "region, due, foundAt; `-` in front: descending") String sort,
            @BeanParam PageRequest page,
            @Context HttpHeaders headers) {
        var chinese = ProblemMappers.chinese(headers);
        return query(filters)
                .page(entities, sort == null ? "region" : sort, page)
                .map(finding -> QualityFindingView.of(finding, chinese));
    }

    /** How many there are. */
    @GET
    @Path("/quality-findings/count")
    @Operation(operationId = "countQualityFindings", summary = "How many findings meet the filters")
    public Map<String, Long> count(@BeanParam Filters filters) {
        return Map.of("count", query(filters).count(entities));
    }

    /** Counts by division. */
    @GET
    @Path("/quality-findings/by-region")
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.AUDITOR, Roles.PLATFORM})
    @Operation(
            operationId = "countQualityFindingsByRegion",
            summary = "Open, overdue and waived findings by the divisions directly below one",
            description = "Divisions without findings are left out. Below a village there is the village itself.")
    public List<QualityFindingRepository.RegionCount> byRegion(
            @QueryParam("region")
                    @Parameter(description = "division code; absent: the caller's region", example = "330523")
                    String region) {
        Codes.regionPattern("region", region);
        var caller = callers.get();
        var below = region == null ? caller.regionPrefix() : region;
        return findings.byRegion(caller, below, next(below.length()));
    }

    private static int next(int digits) {
        return switch (digits) {
            case 0 -> 2;
            case 2 -> 4;
            case 4 -> 6;
            case 6 -> 9;
            default -> 12;
        };
    }

    /** One finding. */
    @GET
    @Path("/quality-findings/{id}")
    @Operation(operationId = "getQualityFinding", summary = "One finding")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = QualityFindingView.class)))
    public Response one(
            @PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch, @Context HttpHeaders headers) {
        var finding = findings.require(callers.get(), id);
        return Answers.ok(
                finding.version(), ifNoneMatch, () -> QualityFindingView.of(finding, ProblemMappers.chinese(headers)));
    }

    /** Gives it to somebody. */
    @POST
    @Path("/quality-findings/{id}/assign")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "assignQualityFinding",
            summary = "Gives a finding to an office or to one of its accounts; needs If-Match")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = QualityFindingView.class)))
    @APIResponse(responseCode = "409", description = "the finding is resolved")
    public Response assign(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            AssignFindingRequest request,
            @Context HttpHeaders headers) {
        return answer(
                handling.assign(
                        callers.get(),
                        id,
                        version -> Answers.requireMatch(ifMatch, version),
                        request.office(),
                        request.account(),
                        request.due()),
                headers);
    }

    /** Lets it be for a time. */
    @POST
    @Path("/quality-findings/{id}/waive")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "waiveQualityFinding",
            summary = "Waives a finding until a day, with reason, by township and above; needs If-Match",
            description = "A waived fault of a blocking rule no longer refuses writes.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = QualityFindingView.class)))
    @APIResponse(responseCode = "409", description = "the finding is resolved")
    @APIResponse(responseCode = "422", description = "`WAIVER_TOO_LONG`")
    public Response waive(
            @PathParam("id") UUID id,
            @HeaderParam("If-Match") String ifMatch,
            WaiveFindingRequest request,
            @Context HttpHeaders headers) {
        return answer(
                handling.waive(
                        callers.get(),
                        id,
                        version -> Answers.requireMatch(ifMatch, version),
                        request.reason().strip(),
                        request.until()),
                headers);
    }

    /** Takes a waiver back. */
    @POST
    @Path("/quality-findings/{id}/reopen")
    @Idempotent
    @RolesAllowed({Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE})
    @Operation(operationId = "reopenQualityFinding", summary = "Takes a waiver back; needs If-Match")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = QualityFindingView.class)))
    @APIResponse(responseCode = "409", description = "the finding is not waived")
    public Response reopen(
            @PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, @Context HttpHeaders headers) {
        return answer(handling.reopen(callers.get(), id, version -> Answers.requireMatch(ifMatch, version)), headers);
    }

    private static Response answer(QualityFinding finding, HttpHeaders headers) {
        return Answers.ok(finding.version(), QualityFindingView.of(finding, ProblemMappers.chinese(headers)));
    }

    /** Orders a run. */
    @POST
    @Path("/quality-runs")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.PLATFORM})
    @Operation(
            operationId = "orderQualityRun",
            summary = "Asks all rules about all households of a division, as a job",
            description = "The result counts households, findings opened and findings resolved.")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = JobView.class)))
    public Response order(OrderRunRequest request, @Context HttpHeaders headers) {
        var caller = callers.get();
        var id = runs.order(caller, request.region() == null ? caller.regionPrefix() : request.region());
        return Answers.accepted("/api/v1/household/quality-runs/" + id, run(id, headers));
    }

    /** A run. */
    @GET
    @Path("/quality-runs/{id}")
    @Operation(operationId = "getQualityRun", summary = "State and progress of a run")
    public JobView run(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        return JobView.of(
                jobs.require(id, QualityRun.KIND, callers.get().regionPrefix()),
                time.now(),
                ProblemMappers.chinese(headers),
                Map.of());
    }

    /** Progress as server-sent events. */
    @GET
    @Path("/quality-runs/{id}")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Multi<JobView> runProgress(@PathParam("id") UUID id, @Context HttpHeaders headers) {
        var region = callers.get().regionPrefix();
        jobs.require(id, QualityRun.KIND, region);
        var chinese = ProblemMappers.chinese(headers);
        return jobs.progress(id, region, job -> JobView.of(job, time.now(), chinese, Map.of()));
    }
}
