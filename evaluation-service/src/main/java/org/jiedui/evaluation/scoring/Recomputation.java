package org.jiedui.evaluation.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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

    Recomputation(ResultRepository results) {
        this.results = results;
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
     */
    public record Comparison(String policy, int results, int agreeing, List<UUID> differing) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object run(JobContext job) {
        var cycle = job.parameters(Order.class).cycle();
        var stored = new ArrayList<ScoringPolicy.Scored>();
        var again = new ArrayList<ScoringPolicy.Scored>();
        ScoringPolicy.Rules rules = null;
        var after = AssignmentPolicy.ONLY;
        while (true) {
            var from = after;
            var set = job.inTransaction(() -> {
                var traces = results.firstTraces(cycle, from, SET);
                job.checkpoint(stored.size() + (long) traces.size(), null, null);
                return traces;
            });
            if (set.isEmpty()) {
                return compare(stored, rules == null ? again : ScoringPolicy.applyQuota(again, rules));
            }
            for (var trace : set) {
                rules = trace.rules();
                stored.add(trace.outcome());
                again.add(ScoringPolicy.score(trace.input(), trace.rules()));
            }
            after = set.get(set.size() - 1).input().id();
        }
    }

    private static Comparison compare(List<ScoringPolicy.Scored> stored, List<ScoringPolicy.Scored> again) {
        var differing = new ArrayList<UUID>();
        var agreeing = 0;
        for (var i = 0; i < stored.size(); i++) {
            if (stored.get(i).equals(again.get(i))) {
                agreeing++;
            } else if (differing.size() < MOST_NAMED) {
                differing.add(stored.get(i).id());
            }
        }
        return new Comparison(ScoringPolicy.VERSION, stored.size(), agreeing, differing);
    }
}
