package org.jiedui.pairing.run.api;

import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.pairing.matching.MatchRule;
import org.jiedui.pairing.matching.RuleBook;
import org.jiedui.pairing.matching.plan.MatchingPlan.Pair;
import org.jiedui.pairing.matching.plan.MatchingPlan.Workload;
import org.jiedui.pairing.pairing.HelpedKind;
import org.jiedui.pairing.pairing.SideKind;
import org.jiedui.pairing.run.Matching;

/**
 * A run of the matching.
 *
 * @param state {@code SEARCHING}, {@code PROPOSED}, {@code PUBLISHING}, {@code PUBLICATION_FAILED}, {@code PUBLISHED},
 *     {@code DROPPED}, {@code CANCELLED} or {@code FAILED}
 * @param error code of why the search or its publication failed, or null
 * @param reasons which locks the search could not keep, and why
 * @param value cost of the best proposal so far; lower is better; null: not known yet, as while a region is searched county by
 *     county and more than one is not done
 * @param bound proven: no proposal costs less
 * @param gap distance of the two as a share of the bound; 0: proven optimum; null: not known yet
 * @param places missing places of those who are to be helped
 * @param matched of them with a proposed helper
 * @param kept present pairings that stay
 * @param changed present pairings whose helper is to change
 * @param fresh pairings that are to begin
 * @param helped kind of those who are to be helped
 * @param helperSide whether persons or teams help; null: both
 * @param helperSides who helps
 * @param reorder whether present pairings may get other helpers
 * @param gone the helper who drops out: as few pairs as possible change, and the gap says what that costs
 * @param absent all helpers who dropped out of it or of the runs that it is based on: they get no place
 * @param weights per cent of what a rule counts for
 * @param rulesBelow the same of divisions within the region with rules of their own, which decide there
 * @param rules what they counted for when the run began; null for runs from before rules were data
 * @param workload how much time pairs take; null: each takes one place
 * @param whatIf at least so many of the open places would be filled by one more place of a helper ({@code onePlaceMore};
 *     {@code withinReach}: among how many he could choose) or by one relaxed rule ({@code ruleRelaxed})
 * @param search address of the job that searches
 * @param publication address of the job that publishes
 */
@Schema(name = "Matching")
public record MatchingView(
        UUID id,
        String region,
        String programme,
        String role,
        LocalDate from,
        LocalDate to,
        String state,
        String error,
        List<Reason> reasons,
        Long value,
        Long bound,
        Double gap,
        boolean optimal,
        int places,
        int matched,
        int unmatched,
        int kept,
        int changed,
        int fresh,
        HelpedKind helped,
        SideKind helperSide,
        List<SideKind> helperSides,
        boolean reorder,
        UUID gone,
        Set<UUID> absent,
        List<Pair> locks,
        List<Pair> vetoes,
        Map<MatchRule, Integer> weights,
        Map<MatchRule, RuleBook.Count> rules,
        Map<String, Map<MatchRule, RuleBook.Count>> rulesBelow,
        Workload workload,
        int seconds,
        long seed,
        UUID basedOn,
        @JsonRawValue @Schema(implementation = Object.class) String whatIf,
        String search,
        String publication,
        String createdBy,
        Instant createdAt,
        Instant updatedAt) {
    static MatchingView of(Matching run) {
        var order = run.order();
        return new MatchingView(
                run.id(),
                run.region(),
                run.programme(),
                run.role(),
                run.from(),
                run.to(),
                state(run),
                run.jobError() != null ? run.jobError() : run.publicationError(),
                run.reasons(),
                run.value(),
                run.bound(),
                gap(run),
                run.optimal(),
                run.places(),
                run.matched(),
                run.places() - run.matched(),
                run.kept(),
                run.changed(),
                run.fresh(),
                order.helpedKind(),
                order.helperSides().size() == 1 ? order.helperSides().get(0) : null,
                order.helperSides(),
                order.reorder(),
                order.gone(),
                order.absent(),
                order.locks(),
                order.vetoes(),
                order.weights(),
                order.rules(),
                order.rulesBelow(),
                order.workload(),
                order.seconds(),
                order.seed(),
                order.basedOn(),
                run.whatIf(),
                "/api/v1/matchings/" + run.id() + "/search",
                run.publication() == null ? null : "/api/v1/matchings/" + run.id() + "/publication",
                run.createdBy(),
                run.createdAt(),
                run.updatedAt());
    }

    private static String state(Matching run) {
        if (run.publicationStopped()) {
            return "PUBLICATION_FAILED";
        }
        if (run.state() != Matching.State.SEARCHING) {
            return run.state().name();
        }
        return switch (run.job()) {
            case CANCELLED -> "CANCELLED";
            case FAILED -> "FAILED";
            default -> "SEARCHING";
        };
    }

    private static Double gap(Matching run) {
        if (run.value() == null || run.bound() == null) {
            return null;
        }
        return (run.value() - run.bound()) / Math.max(1.0, Math.abs((double) run.bound()));
    }
}
