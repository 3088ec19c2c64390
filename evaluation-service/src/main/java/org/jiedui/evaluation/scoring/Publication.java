package org.jiedui.evaluation.scoring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.evaluation.EvaluationEvent;
import org.jiedui.evaluation.cycle.AssignmentPolicy;
import org.jiedui.evaluation.cycle.Cycle;
import org.jiedui.evaluation.cycle.CycleDecisions;
import org.jiedui.evaluation.cycle.TaskGeneration;

/** Makes results known: to their subjects, and by one event per subject that has a band. */
@ApplicationScoped
public class Publication {
    private static final int SET = 500;

    private final CycleDecisions decisions;
    private final ResultRepository results;
    private final TaskGeneration generation;
    private final Outbox outbox;
    private final ChangeLog changes;
    private final TimeSource time;

    Publication(
            CycleDecisions decisions,
            ResultRepository results,
            TaskGeneration generation,
            Outbox outbox,
            ChangeLog changes,
            TimeSource time) {
        this.decisions = decisions;
        this.results = results;
        this.generation = generation;
        this.outbox = outbox;
        this.changes = changes;
        this.time = time;
    }

    /** Publishes a publicised cycle once its publicity is over. */
    @Transactional
    public Cycle publish(Caller caller, Cycle cycle) {
        return decisions.decide(caller, cycle, "CYCLE_PUBLISHED", c -> {
            outbox.append(c.publish(time.today(), time.now()));
            results.publish(c.id(), time.now());
            var after = AssignmentPolicy.ONLY;
            while (true) {
                var set = results.page(c.id(), after, SET);
                if (set.isEmpty()) {
                    return;
                }
                announce(c, set);
                after = set.get(set.size() - 1).id();
            }
        });
    }

    private void announce(Cycle cycle, List<Result> set) {
        var pairings = generation.pairings(
                cycle.id(), set.stream().map(Result::subjectId).toList());
        outbox.append(set.stream()
                .filter(r -> r.band() != null)
                .map(r -> published(r, pairings.getOrDefault(r.subjectId(), List.of())))
                .toList());
        changes.record(set.stream()
                .map(r -> Change.upsert("evaluation-results", r.id(), r.region(), r.version()))
                .toList());
    }

    /** What is announced of a result with a band. */
    static EvaluationEvent published(Result result, List<UUID> pairings) {
        return new EvaluationEvent.EvaluationPublished(
                result.id(),
                result.cycleId(),
                result.subjectRole(),
                result.subjectId(),
                result.account(),
                result.region(),
                result.shownScore(),
                result.band().name(),
                pairings,
                result.revision(),
                ConsequencePolicy.of(result.band()));
    }
}
