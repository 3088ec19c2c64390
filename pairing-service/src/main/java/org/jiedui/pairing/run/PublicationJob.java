package org.jiedui.pairing.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.job.JobContext;
import org.jiedui.chassis.job.JobHandler;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.ProblemException;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.value.Slices;
import org.jiedui.pairing.PairingProblem;
import org.jiedui.pairing.pairing.HelpedKind;
import org.jiedui.pairing.pairing.HelperReplacement;
import org.jiedui.pairing.pairing.PairingProposal;
import org.jiedui.pairing.pairing.PairingReason;
import org.jiedui.pairing.pairing.ProposePairing;
import org.jiedui.pairing.pairing.ReplaceHelper;
import org.jiedui.pairing.pairing.Role;
import org.jiedui.pairing.pairing.Words;

/**
 * Publishes a proposal: the pairs go through the use case that everybody goes through, with the same checks, history and
 * events, slice by slice, each slice in a transaction with its results. What has changed since the snapshot is refused
 * there, pair by pair. A job that was interrupted, or another one after a failed one, goes on with the pairs of which nothing
 * was made yet.
 */
@ApplicationScoped
public class PublicationJob implements JobHandler {
    /** Kind of its jobs. */
    public static final String KIND = "matching-publication";

    /** Pairs of one transaction: few round trips, and no place is locked for long. */
    private static final int SLICE = Slices.ROWS;

    /** The run, in whose name it is published, and how new pairings become public at once; null: they stay proposals. */
    public record Parameters(UUID matching, Caller caller, PairingProposal.Publicity publicity) {}

    private final MatchingStore store;
    private final PairingProposal proposals;
    private final HelperReplacement replacement;
    private final TimeSource time;

    PublicationJob(MatchingStore store, PairingProposal proposals, HelperReplacement replacement, TimeSource time) {
        this.replacement = replacement;
        this.time = time;
        this.store = store;
        this.proposals = proposals;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object run(JobContext job) {
        var parameters = job.parameters(Parameters.class);
        var run = job.inTransaction(
                () -> store.find(parameters.matching(), "").orElseThrow(CommonProblem.NOT_FOUND::problem));
        var waiting = job.inTransaction(() -> (long) store.outcomes(run.id()).waiting());
        var done = changeHelpers(job, run, run.matched() - waiting, parameters.caller());
        // only spares reading what an earlier run of this job has done: lines with an outcome are never taken again
        var last = job.progress(Integer.class).orElse(0);
        while (true) {
            var after = last;
            var before = done;
            var lines = job.inTransaction(() -> slice(job, run, after, before, parameters));
            if (lines.isEmpty()) {
                break;
            }
            done += lines.size();
            last = lines.get(lines.size() - 1).number();
        }
        return job.inTransaction(() -> {
            store.published(run.id());
            var outcomes = store.outcomes(run.id());
            return Map.of("pairs", run.matched(), "published", outcomes.published(), "refused", outcomes.refused());
        });
    }

    /**
     * Gives present pairings their other helpers, each in a transaction of its own. A helper whose places are full until
     * another change has freed one is asked again in the next round; who waits for each other in a circle is refused.
     *
     * @param before how many lines have an outcome already; answers how many have one afterwards
     */
    private long changeHelpers(JobContext job, Matching run, long before, Caller caller) {
        var done = before;
        var waiting = job.inTransaction(
                () -> store.lines(run.id(), 0, MatchingStore.Which.CHANGING, Math.max(1, run.changed())));
        while (!waiting.isEmpty()) {
            var full = new ArrayList<Matching.Line>();
            for (var line : waiting) {
                if (changed(job, run, line, done + 1, caller)) {
                    done++;
                } else {
                    full.add(line);
                }
            }
            if (full.size() == waiting.size()) {
                var all = done + full.size();
                job.inTransaction(() -> {
                    full.forEach(line ->
                            store.outcome(run.id(), line.number(), null, PairingProblem.CAPACITY_EXHAUSTED.name()));
                    job.checkpoint(all, (long) run.matched(), null);
                });
                return all;
            }
            waiting = full;
        }
        return done;
    }

    /** False when the new helper has no place at the moment. */
    private boolean changed(JobContext job, Matching run, Matching.Line line, long done, Caller caller) {
        try {
            job.inTransaction(() -> {
                var successor = replacement.replace(
                        new ReplaceHelper(
                                line.present(),
                                line.side(),
                                line.helper(),
                                time.today(),
                                null,
                                0,
                                new Words(PairingReason.OTHER, "匹配方案 " + run.id())),
                        caller,
                        version -> {});
                store.outcome(run.id(), line.number(), successor.id(), null);
                job.checkpoint(done, (long) run.matched(), null);
            });
        } catch (ProblemException refused) {
            if (refused.type() == PairingProblem.CAPACITY_EXHAUSTED) {
                return false;
            }
            job.inTransaction(() -> {
                store.outcome(run.id(), line.number(), null, refused.type().name());
                job.checkpoint(done, (long) run.matched(), null);
            });
        }
        return true;
    }

    private List<Matching.Line> slice(JobContext job, Matching run, int after, long before, Parameters parameters) {
        var lines = store.lines(run.id(), after, MatchingStore.Which.BEGINNING, SLICE);
        if (lines.isEmpty()) {
            return lines;
        }
        var wishes = lines.stream().map(line -> wish(run, line)).toList();
        store.outcomes(run.id(), lines, proposals.proposeAll(wishes, parameters.publicity(), parameters.caller()));
        job.checkpoint(
                before + lines.size(),
                (long) run.matched(),
                lines.get(lines.size() - 1).number());
        return lines;
    }

    private static ProposePairing wish(Matching run, Matching.Line line) {
        var village = run.order().helpedKind() == HelpedKind.VILLAGE;
        return new ProposePairing(
                run.programme(),
                Role.valueOf(run.role()),
                line.side(),
                line.helper(),
                run.order().helpedKind(),
                village ? null : line.household(),
                village ? line.region() : null,
                run.from(),
                run.to());
    }
}
