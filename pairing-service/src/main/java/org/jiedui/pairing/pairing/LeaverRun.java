package org.jiedui.pairing.pairing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.job.JobContext;
import org.jiedui.chassis.job.JobHandler;
import org.jiedui.chassis.problem.ProblemException;
import org.jiedui.chassis.security.Caller;

/** Closes or queues everything of a helper who goes, one transaction and one result per pairing (PA-11). */
@ApplicationScoped
public class LeaverRun implements JobHandler {
    /** Kind of these jobs. */
    public static final String KIND = "helper-leave";

    private static final int CHUNK = 50;

    private final PairingRepository pairings;
    private final LeaverHandling handling;
    private final BulkItems items;

    LeaverRun(PairingRepository pairings, LeaverHandling handling, BulkItems items) {
        this.pairings = pairings;
        this.handling = handling;
        this.items = items;
    }

    /** The last pairing that was looked at. */
    record Place(UUID after) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object run(JobContext job) {
        var order = job.parameters(HelperLeave.Order.class);
        // the helper's pairings may lie outside the office's region: who may let a helper go settles all of them
        var caller = new Caller(
                order.caller().subject(),
                order.caller().client(),
                order.caller().roles(),
                "*",
                order.caller().scopes(),
                true);
        var after = job.progress(Place.class).orElse(new Place(new UUID(0, 0))).after();
        var done = (int) job.processed();
        while (true) {
            var from = after;
            var some = job.inTransaction(() -> pairings.actingOfHelper(order.helperId(), from, CHUNK).stream()
                    .map(Pairing::id)
                    .toList());
            if (some.isEmpty()) {
                break;
            }
            for (var id : some) {
                var position = done;
                try {
                    job.inTransaction(() -> {
                        var status = handling.handle(id, order, caller);
                        note(job, BulkItem.Outcome.done(position, status, id));
                    });
                } catch (ProblemException refusal) {
                    job.inTransaction(() -> note(job, BulkItem.Outcome.refused(position, id, refusal)));
                }
                after = id;
                done++;
            }
        }
        var counts = items.count(job.id());
        return Map.of("status", BulkItem.Summary.of(counts[0], counts[1]), "done", counts[0], "refused", counts[1]);
    }

    private void note(JobContext job, BulkItem.Outcome outcome) {
        items.answer(job.id(), List.of(outcome));
        job.checkpoint(outcome.position() + 1L, null, new Place(outcome.pairingId()));
    }
}
