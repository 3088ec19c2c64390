package org.jiedui.household.risk.api;

import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.EntityManager;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jiedui.chassis.idempotency.Idempotent;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.household.Codes;
import org.jiedui.household.RiskAssessmentOrder;
import org.jiedui.household.Roles;
import org.jiedui.household.risk.Disaster;
import org.jiedui.household.risk.DisasterKind;
import org.jiedui.household.risk.RiskRules;
import org.jiedui.household.risk.RiskStandardsRepository;

/** Disasters declared for regions. */
@Path("/api/v1/disasters")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(
        name = "Disasters",
        description = "Declared for a region, a disaster is a risk of every household below until it is over or lifted")
public class DisasterResource {
    private final RiskStandardsRepository standards;
    private final RiskRules rules;
    private final EntityManager entities;
    private final TimeSource time;
    private final CurrentCaller callers;

    DisasterResource(
            RiskStandardsRepository standards,
            RiskRules rules,
            EntityManager entities,
            TimeSource time,
            CurrentCaller callers) {
        this.standards = standards;
        this.rules = rules;
        this.entities = entities;
        this.time = time;
        this.callers = callers;
    }

    /** A declaration. */
    @Schema(
            name = "DeclareDisaster",
            examples =
                    "{\"kind\":\"FLOOD\",\"region\":\"330523104\",\"day\":\"2026-07-02\",\"until\":\"2026-12-31\",\"source\":\"安吉县防汛指挥部通告\"}")
    public record Declaration(
            @NotNull DisasterKind kind,

            @NotNull
            @Pattern(regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}", message = "FORMAT|区划代码格式错误|Not a division code")
            String region,

            @NotNull LocalDate day,
            LocalDate until,
            @NotBlank @Size(max = 300) String source) {
        @AssertTrue(message = "ENDS_BEFORE_BEGIN|末日早于首日|Ends before it begins")
        @Schema(hidden = true)
        boolean isForward() {
            return day == null || until == null || !until.isBefore(day);
        }
    }

    /** The end of one. */
    @Schema(name = "LiftDisaster", examples = "{\"on\":\"2026-09-30\",\"reason\":\"灾后重建完成\"}")
    public record Lifting(
            LocalDate on, @NotBlank @Size(max = 500) String reason) {}

    /** A disaster as the API shows it. */
    @Schema(name = "Disaster")
    public record View(
            UUID id,
            DisasterKind kind,
            String region,
            LocalDate day,
            LocalDate until,
            String source,
            LocalDate liftedOn,
            String liftReason,
            String declaredBy,
            Instant declaredAt,

            @Schema(description = "the assessment that its declaration or lifting led to; null when only read")
            String assessment,

            long version) {
        static View of(Disaster disaster, UUID assessment) {
            return new View(
                    disaster.id(),
                    disaster.kind(),
                    disaster.region(),
                    disaster.day(),
                    disaster.until(),
                    disaster.source(),
                    disaster.liftedOn(),
                    disaster.liftReason(),
                    disaster.declaredBy(),
                    disaster.declaredAt(),
                    assessment == null ? null : RiskAssessmentOrder.address(assessment),
                    disaster.version());
        }
    }

    /** The disasters of the caller's region. */
    @GET
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.AUDITOR, Roles.PLATFORM})
    @Operation(operationId = "listDisasters", summary = "Disasters declared in the caller's region")
    public Page<View> list(
            @QueryParam("region") @Parameter(description = "division code; everything below it") String region,
            @QueryParam("open") @Parameter(description = "true: not lifted") String open,
            @QueryParam("sort") @Parameter(description = "day") String sort,
            @BeanParam PageRequest page) {
        return standards
                .disasters(callers.get(), Codes.regionPattern("region", region), Codes.flag("open", open))
                .page(entities, sort, page)
                .map(disaster -> View.of(disaster, null));
    }

    /** One disaster. */
    @GET
    @Path("/{id}")
    @RolesAllowed({Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.AUDITOR, Roles.PLATFORM})
    @Operation(operationId = "getDisaster", summary = "One disaster")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = View.class)))
    public Response one(@PathParam("id") UUID id, @HeaderParam("If-None-Match") String ifNoneMatch) {
        var disaster = rules.disaster(callers.get(), id);
        return Answers.ok(disaster.version(), ifNoneMatch, () -> View.of(disaster, null));
    }

    /** Declares one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "declareDisaster",
            summary = "Declares a disaster: all households below the region are assessed",
            description = "`assessment` is the job, with progress at its address.")
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = View.class)))
    public Response declare(Declaration request) {
        if (request.day().isAfter(time.today())) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("/day", "IN_FUTURE", "日期不得晚于今天", "Must not be in the future")));
        }
        var declared = rules.declare(
                callers.get(), request.kind(), request.region(), request.day(), request.until(), request.source());
        return Answers.created(
                "/api/v1/disasters/" + declared.disaster().id(),
                declared.disaster().version(),
                View.of(declared.disaster(), declared.assessment()));
    }

    /** Lifts one. */
    @POST
    @Path("/{id}/lift")
    @Consumes(MediaType.APPLICATION_JSON)
    @Idempotent
    @RolesAllowed({Roles.COUNTY, Roles.PROVINCE})
    @Operation(
            operationId = "liftDisaster",
            summary = "Lifts a disaster: what it was the only reason of is cleared",
            description = "The answer's Location is the assessment of all households below the region.")
    @APIResponse(responseCode = "202", content = @Content(schema = @Schema(implementation = View.class)))
    public Response lift(@PathParam("id") UUID id, @HeaderParam("If-Match") String ifMatch, Lifting request) {
        var lifted = rules.lift(
                callers.get(), id, version -> Answers.requireMatch(ifMatch, version), request.on(), request.reason());
        return Response.accepted(View.of(lifted.disaster(), lifted.assessment()))
                .header(HttpHeaders.LOCATION, RiskAssessmentOrder.address(lifted.assessment()))
                .header(HttpHeaders.ETAG, Answers.etag(lifted.disaster().version()))
                .build();
    }
}
