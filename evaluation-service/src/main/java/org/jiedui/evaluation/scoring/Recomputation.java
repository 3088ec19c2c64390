package org.jiedui.evaluation.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
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
 * first version (EV-07). Reads in sets of {@value #SET} and changes nothing, so it may be run at any time and begins anew
 * when its replica is lost.
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
        var differing = new ArrayList<UUID>();
        var seen = 0;
        var agreeing = 0;
        Check check = null;
        var after = AssignmentPolicy.ONLY;
        while (true) {
            var from = after;
            var done = seen;
            var set = job.inTransaction(() -> {
                var traces = results.firstTraces(cycle, from, SET);
                job.checkpoint(done + (long) traces.size(), null, null);
                return traces;
            });
            if (set.isEmpty()) {
                return new Comparison(
                        ScoringPolicy.VERSION,
                        seen,
                        agreeing,
                        differing,
                        check == null ? Boolean.TRUE : check.bordersAgree());
            }
            if (check == null) {
                var quota = set.get(0).rules().topQuota();
                check = job.inTransaction(
                        () -> new Check(quotas.comparable(cycle), quotas.kept(cycle), quotas.find(cycle, quota)));
            }
            for (var trace : set) {
                if (check.agrees(trace)) {
                    agreeing++;
                } else if (differing.size() < MOST_NAMED) {
                    differing.add(trace.input().id());
                }
            }
            seen += set.size();
            after = set.get(set.size() - 1).input().id();
        }
    }

    /** The quota as it was kept, and as it is found again from the results while these are computed again. */
    private record Check(boolean comparable, CycleQuota.Quota kept, CycleQuota.Quota again) {
        boolean agrees(Trace trace) {
            var scored = ScoringPolicy.score(trace.input(), trace.rules());
            if (scored.band() == Band.EXCELLENT) {
                if (again.byPaths(scored.role(), scored.unit(), scored.composite())) {
                    again.count(scored);
                }
                if (comparable
                        ? QuotaPolicy.lowers(kept.of(scored.role(), scored.unit()), scored)
                        : ScoringPolicy.loweredByQuota(trace.outcome())) {
                    scored = ScoringPolicy.lower(scored);
                }
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
