package org.jiedui.pairing.matching.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.CurrentCaller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.web.Answers;
import org.jiedui.pairing.Codes;
import org.jiedui.pairing.Days;
import org.jiedui.pairing.matching.MatchRule;
import org.jiedui.pairing.matching.MatchingRule;
import org.jiedui.pairing.matching.ReviseRule;
import org.jiedui.pairing.matching.RuleRepository;
import org.jiedui.pairing.matching.RuleRevision;

/** Rules of the matching as data. */
@Path("/api/v1/pairing/matching-rules")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class RuleResource {
    /**
     * A rule in one period and division.
     *
     * @param region null: everywhere
     * @param fixed hard by nature: every pairing obeys it, and it cannot be changed
     * @param weight greatest number of points
     * @param threshold per cent of the rule that a hard one asks for
     */
    @Schema(name = "MatchingRule")
    public record RuleView(
            String code,
            String region,
            LocalDate validFrom,
            LocalDate validTo,
            boolean hard,
            boolean fixed,
            int weight,
            Integer threshold,
            String nameZh,
            String nameEn,
            String descriptionZh,
            String descriptionEn) {
        static RuleView of(MatchingRule rule) {
            return new RuleView(
                    rule.code(),
                    rule.region().isEmpty() ? null : rule.region(),
                    rule.validFrom(),
                    rule.validTo(),
                    rule.hard(),
                    MatchRule.of(rule.code()).isEmpty(),
                    rule.weight(),
                    rule.threshold(),
                    rule.nameZh(),
                    rule.nameEn(),
                    rule.descriptionZh(),
                    rule.descriptionEn());
        }
    }

    /** What a rule is to count for from a day on. */
    @Schema(name = "ReviseMatchingRule")
    public record RuleRequest(
            @Pattern(regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}")
            String region,

            @NotNull LocalDate validFrom,
            boolean hard,
            @NotNull @Min(0) @Max(100) Integer weight,
            @Min(1) @Max(100) Integer threshold,
            @NotBlank @Size(max = 60) String nameZh,
            @NotBlank @Size(max = 80) String nameEn,
            @NotBlank @Size(max = 300) String descriptionZh,
            @NotBlank @Size(max = 300) String descriptionEn) {
        /** A hard rule says from where on, a soft one has no such line. */
        @AssertTrue(message = "THRESHOLD|硬性规则须填写门槛，软性规则不得填写|A hard rule has a threshold, a soft one has none")
        @JsonIgnore
        public boolean isWithThreshold() {
            return hard == (threshold != null);
        }

        ReviseRule toCommand(String code) {
            return new ReviseRule(
                    code,
                    region == null ? "" : region,
                    validFrom,
                    hard,
                    weight,
                    threshold,
                    nameZh.trim(),
                    nameEn.trim(),
                    descriptionZh.trim(),
                    descriptionEn.trim());
        }
    }

    private final RuleRepository rules;
    private final RuleRevision revision;
    private final CurrentCaller callers;
    private final TimeSource time;

    RuleResource(RuleRepository rules, RuleRevision revision, CurrentCaller callers, TimeSource time) {
        this.rules = rules;
        this.revision = revision;
        this.callers = callers;
        this.time = time;
    }

    /** All rules in force. */
    @GET
    @RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer", "platform", "auditor"})
    @Operation(
            operationId = "listMatchingRules",
            summary = "Rules of the matching in force in a division on a day (all in one page)")
    public Page<RuleView> list(
            @QueryParam("region") @Parameter(description = "left out: the rules that hold everywhere") String region,
            @QueryParam("asOf") @Parameter(description = "default today") String asOf) {
        var code = Codes.region(region);
        return new Page<>(
                rules.inForce(code == null ? "" : code, Days.orToday("asOf", asOf, time)).stream()
                        .map(RuleView::of)
                        .toList(),
                null);
    }

    /** One rule. */
    @GET
    @Path("/{code}")
    @RolesAllowed({"village-clerk", "township-officer", "county-officer", "province-officer", "platform", "auditor"})
    @Operation(
            operationId = "getMatchingRule",
            summary = "The latest period of a rule, in force already or not",
            description = "Its tag is what a change of the rule in this division has to name in If-Match.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RuleView.class)))
    public Response one(
            @PathParam("code") String code,
            @QueryParam("region") @Parameter(description = "left out: where it holds everywhere") String region,
            @HeaderParam("If-None-Match") String ifNoneMatch) {
        var where = Codes.region(region);
        var rule = rules.latest(code, where == null ? "" : where).orElseThrow(CommonProblem.NOT_FOUND::problem);
        return Answers.ok(rule.tag(), ifNoneMatch, () -> RuleView.of(rule));
    }

    /** Changes what a rule counts for. */
    @PUT
    @Path("/{code}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("province-officer")
    @Operation(
            operationId = "reviseMatchingRule",
            summary = "Let a rule count for something else from a day on, everywhere or in one division",
            description =
                    "If-Match names the latest period; not needed for the first one of a division. The past stays,"
                            + " and runs keep the rules of the day on which they began. A rule counts for the"
                            + " helped sides in the division, in candidates and in runs of whatever region; a"
                            + " pairing that an office proposes by hand obeys those only that are hard by nature.")
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RuleView.class)))
    public Response revise(
            @PathParam("code") String code,
            @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(examples = @ExampleObject(name = "nearer", value = """
                    {"region":"330523","validFrom":"2027-01-01","hard":false,"weight":25,"nameZh":"距离近","nameEn":"Near",
                     "descriptionZh":"按路程时间","descriptionEn":"By travel time"}""")))
                    RuleRequest request) {
        if (MatchRule.of(code).isEmpty()) {
            // hard by nature, or unknown: nothing that could be changed
            throw CommonProblem.NOT_FOUND.problem();
        }
        var rule = revision.revise(request.toCommand(code), callers.get(), tag -> Answers.requireMatch(ifMatch, tag));
        return Answers.ok(rule.tag(), RuleView.of(rule));
    }
}
