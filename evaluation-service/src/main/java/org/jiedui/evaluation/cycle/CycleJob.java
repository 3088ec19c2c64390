package org.jiedui.evaluation.cycle;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jiedui.chassis.job.JobContext;
import org.jiedui.chassis.job.JobHandler;
import org.jiedui.chassis.security.Caller;

/**
 * The rest of a {@link CycleWork}: one transaction per set, with the checkpoint in it, so that a job whose replica was
 * killed goes on at another one. Ends without effect when the cycle was called off meanwhile.
 */
@ApplicationScoped
public class CycleJob implements JobHandler {
    /** Kind of these jobs. */
    public static final String KIND = "cycle-work";

    /** Longer than a look takes, so that jobs that wait leave most of the threads' time to others. */
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(4);

    private final Map<CycleState, CycleWork> works;
    private final CycleRepository cycles;
    private final CycleDecisions decisions;

    CycleJob(@All List<CycleWork> works, CycleRepository cycles, CycleDecisions decisions) {
        this.works = works.stream().collect(Collectors.toMap(CycleWork::during, Function.identity()));
        this.cycles = cycles;
        this.decisions = decisions;
    }

    /**
     * What to do.
     *
     * @param until what the work waits for, see {@link CycleWork#ready}; null when nothing is known
     */
    public record Order(UUID cycle, CycleState work, CycleWork.Progress from, Map<String, Long> until) {}

    /** What came of it: the state of the cycle. */
    public record Outcome(CycleState state) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object run(JobContext job) throws InterruptedException {
        var order = job.parameters(Order.class);
        var work = works.get(order.work());
        var caller = new Caller(job.createdBy(), "job", Set.of(), "*", Set.of(), true);
        var resumed = job.progress(CycleWork.Progress.class);
        if (resumed.isEmpty() && !work.ready(order.until(), job.createdAt())) {
            throw job.later(LOOK_AGAIN);
        }
        var at = resumed.orElse(order.from());
        var total = job.inTransaction(() -> work.total(cycles.findById(order.cycle())));
        while (!at.ended()) {
            var from = at;
            at = job.inTransaction(() -> {
                var locked = cycles.lockDuring(order.work(), order.cycle());
                if (locked.isEmpty()) {
                    return from.then(null);
                }
                var next = work.step(locked.get(), from);
                if (next.ended()) {
                    decisions.decide(
                            caller, locked.get(), "CYCLE_" + order.work() + "_ENDED", c -> work.end(caller, c, from));
                }
                job.checkpoint(next.done(), total, next);
                return next;
            });
        }
        return job.inTransaction(
                () -> new Outcome(cycles.findById(order.cycle()).state()));
    }
}
