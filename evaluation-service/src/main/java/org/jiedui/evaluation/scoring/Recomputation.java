package org.jiedui.evaluation.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiedui.chassis.job.JobContext;
import org.jiedui.chassis.job.JobHandler;
import org.jiedui.evaluation.cycle.AssignmentPolicy;

/**
 * Computes a whole cycle again from its traces, quota included, and compares every outcome with what was stored as the
 * first version (EV-07). Reads in sets of {@value #SET} and changes nothing, so it may be run at any time; goes on after the
 * last set when its replica is lost.
 */
@ApplicationScoped
public class Recomputation implements JobHandler {
    /** Kind of these jobs. */
    public static final String KIND = "cycle-recomputation";

    private static final int SET = 500;
    private static final int MOST_NAMED = 100;

    private final ResultRepository results;
    private final CycleQuota quotas;

    Recomputation(ResultRepository results, CycleQuota quotas) {
        this.results = results;
        this.quotas = quotas;
    }

    /** What to compute again. */
    public record Order(UUID cycle) {}

    /**
     * What came of it.
     *
     * @param policy version of the rules that computed again
     * @param results how many results
     * @param agreeing how many have the stored outcome to the last place and step
     * @param differing subjects of the others, at most 100
     * @param quotaAgrees whether the places of the top band end where they ended; null for a cycle scored before V020, where
     *     nothing was kept that could be compared and the quota is taken as it was decided
     */
    public record Comparison(String policy, int results, int agreeing, List<UUID> differing, Boolean quotaAgrees) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object run(JobContext job) {
        var cycle = job.parameters(Order.class).cycle();
        var at = job.progress(Progress.class).orElse(Progress.BEGIN);
        Check check = null;
        while (true) {
            var from = at;
            var set = job.inTransaction(() -> results.firstTraces(cycle, from.after(), SET));
            if (set.isEmpty()) {
                return new Comparison(
                        ScoringPolicy.VERSION, at.seen(), at.agreeing(), at.differing(), at.quotaAgrees());
            }
            if (check == null) {
                check = check(job, cycle, set.get(0).rules());
            }
            var next = from.and(set, check);
            job.inTransaction(() -> job.checkpoint(next.seen(), null, next));
            at = next;
        }
    }

    /** The borders as they were kept and as they are found again, with the ties in them computed again. */
    private Check check(JobContext job, UUID cycle, ScoringPolicy.Rules rules) {
        var check = job.inTransaction(
                () -> new Check(quotas.comparable(cycle), quotas.kept(cycle), quotas.find(cycle, rules.topQuota())));
        if (check.again().borders().values().stream().noneMatch(QuotaPolicy.Border::byPaths)) {
            return check;
        }
        var after = AssignmentPolicy.ONLY;
        while (true) {
            var from = after;
            var top = job.inTransaction(() -> quotas.top(cycle, from, SET));
            if (top.isEmpty()) {
                return check;
            }
            var tied = top.stream()
                    .filter(s -> check.again().byPaths(s.role(), s.unit(), s.composite()))
                    .map(CycleQuota.Standing::result)
                    .toList();
            if (!tied.isEmpty()) {
                job.inTransaction(() -> results.firstTraces(tied))
                        .values()
                        .forEach(t -> check.again().count(ScoringPolicy.score(t.input(), t.rules())));
            }
            after = top.get(top.size() - 1).subject();
        }
    }

    /** How far it is, and what was found until there. */
    record Progress(UUID after, int seen, int agreeing, List<UUID> differing, Boolean quotaAgrees) {
        static final Progress BEGIN = new Progress(AssignmentPolicy.ONLY, 0, 0, List.of(), true);

        Progress and(List<Trace> set, Check check) {
            var others = set.stream()
                    .filter(trace -> !check.agrees(trace))
                    .map(trace -> trace.input().id())
                    .toList();
            return new Progress(
                    set.get(set.size() - 1).input().id(),
                    seen + set.size(),
                    agreeing + set.size() - others.size(),
                    Stream.concat(differing.stream(), others.stream())
                            .limit(MOST_NAMED)
                            .toList(),
                    check.bordersAgree());
        }
    }

    /** The quota as it was kept, and as it is found again from the results. */
    private record Check(boolean comparable, CycleQuota.Quota kept, CycleQuota.Quota again) {
        boolean agrees(Trace trace) {
            var scored = ScoringPolicy.score(trace.input(), trace.rules());
            if (scored.band() == Band.EXCELLENT
                    && (comparable
                            ? QuotaPolicy.lowers(kept.of(scored.role(), scored.unit()), scored)
                            : ScoringPolicy.loweredByQuota(trace.outcome()))) {
                scored = ScoringPolicy.lower(scored);
            }
            return scored.equals(trace.outcome());
        }

        Boolean bordersAgree() {
            if (!comparable) {
                return null;
            }
            return kept.small().equals(again.small()) && comparable(kept).equals(comparable(again));
        }

        /** Ties without their order, numbers without their notation. */
        private static Map<QuotaPolicy.Pool, Set<String>> comparable(CycleQuota.Quota quota) {
            return quota.borders().values().stream()
                    .collect(Collectors.toMap(
                            QuotaPolicy.Border::pool,
                            b -> Stream.concat(
                                            Stream.of(b.composite().stripTrailingZeros() + " " + b.left() + " "
                                                    + b.tied()),
                                            b.ties().stream()
                                                    .map(t -> t.count() + " "
                                                            + t.paths().stream()
                                                                    .map(BigDecimal::stripTrailingZeros)
                                                                    .toList()))
                                    .collect(Collectors.toSet())));
        }
    }
}
