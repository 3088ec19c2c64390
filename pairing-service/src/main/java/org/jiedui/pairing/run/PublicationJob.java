package org.jiedui.pairing.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.job.JobContext;
import org.jiedui.chassis.job.JobHandler;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.ProblemException;
import org.jiedui.chassis.security.Caller;
import org.jiedui.pairing.pairing.HelpedKind;
import org.jiedui.pairing.pairing.PairingProposal;
import org.jiedui.pairing.pairing.ProposePairing;
import org.jiedui.pairing.pairing.Role;
import org.jiedui.pairing.pairing.SideKind;

/**
 * Publishes a proposal: each pair is proposed through the use case that everybody goes through, with the same checks,
 * history and events, in a transaction with its result. What has changed since the snapshot is refused there, pair by pair.
 */
@ApplicationScoped
public class PublicationJob implements JobHandler {
    /** Kind of its jobs. */
    public static final String KIND = "matching-publication";

    private static final int PAGE = 200;

    /** The run, and in whose name it is published. */
    public record Parameters(UUID matching, Caller caller) {}

    private final MatchingStore store;
    private final PairingProposal proposals;

    PublicationJob(MatchingStore store, PairingProposal proposals) {
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
        var total = (long) run.matched();
        var done = job.processed();
        // where an earlier run of this job has stopped: the number of the last line
        var last = job.progress(Integer.class).orElse(0);
        while (true) {
            var after = last;
            var lines = job.inTransaction(() -> store.lines(run.id(), after, false, PAGE));
            if (lines.isEmpty()) {
                break;
            }
            for (var line : lines) {
                last = line.number();
                done++;
                one(job, run, line, parameters.caller(), done, total);
            }
        }
        job.inTransaction(() -> store.published(run.id()));
        return Map.of("pairs", total);
    }

    private void one(JobContext job, Matching run, Matching.Line line, Caller caller, long done, long total) {
        String refusal;
        try {
            job.inTransaction(() -> {
                var pairing = proposals.propose(wish(run, line), caller);
                store.outcome(run.id(), line.number(), pairing.id(), null);
                job.checkpoint(done, total, line.number());
            });
            return;
        } catch (ProblemException e) {
            refusal = e.type().name();
        }
        job.inTransaction(() -> {
            store.outcome(run.id(), line.number(), null, refusal);
            job.checkpoint(done, total, line.number());
        });
    }

    private static ProposePairing wish(Matching run, Matching.Line line) {
        return new ProposePairing(
                run.programme(),
                Role.valueOf(run.role()),
                SideKind.PERSON,
                line.helper(),
                HelpedKind.HOUSEHOLD,
                line.household(),
                null,
                run.from(),
                run.to());
    }
}
