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
import org.jiedui.evaluation.cycle.Cycle;
import org.jiedui.evaluation.cycle.CycleDecisions;
import org.jiedui.evaluation.cycle.CycleState;
import org.jiedui.evaluation.cycle.CycleSubjects;
import org.jiedui.evaluation.cycle.CycleWork;
import org.jiedui.evaluation.cycle.CycleWorks;
import org.jiedui.evaluation.cycle.TaskGeneration;

/** Makes results known: to their subjects, and by one event per subject that has a band; set by set. */
@ApplicationScoped
public class Publication implements CycleWork {
    private static final int SET = 500;

    private final CycleDecisions decisions;
    private final CycleWorks works;
    private final CycleSubjects subjects;
    private final ResultRepository results;
    private final TaskGeneration generation;
    private final Outbox outbox;
    private final ChangeLog changes;
    private final TimeSource time;

    Publication(
            CycleDecisions decisions,
            CycleWorks works,
            CycleSubjects subjects,
            ResultRepository results,
            TaskGeneration generation,
            Outbox outbox,
            ChangeLog changes,
            TimeSource time) {
        this.decisions = decisions;
        this.works = works;
        this.subjects = subjects;
        this.results = results;
        this.generation = generation;
        this.outbox = outbox;
        this.changes = changes;
        this.time = time;
    }

    /**
     * Publishes a publicised cycle once its publicity is over.
     *
     * @return the cycle, published or being published by its job
     */
    @Transactional
    public Cycle publish(Caller caller, Cycle cycle) {
        if (cycle.state() == CycleState.PUBLISHING) {
            works.again(caller, cycle);
            return cycle;
        }
        return decisions.decide(caller, cycle, "CYCLE_PUBLISHED", c -> {
            c.publish(time.today(), time.now());
            works.begin(caller, c, this, "RESULTS");
        });
    }

    @Override
    public CycleState during() {
        return CycleState.PUBLISHING;
    }

    @Override
    public Long total(Cycle cycle) {
        return subjects.count(cycle.id());
    }

    @Override
    public Progress step(Cycle cycle, Progress at) {
        var set = subjects.page(cycle.id(), at.after(), SET);
        if (set.isEmpty()) {
            return at.then(null);
        }
        var first = set.get(0).id();
        var last = set.get(set.size() - 1).id();
        if (results.publish(cycle.id(), first, last, time.now()) > 0) {
            announce(cycle, results.of(cycle.id(), first, last));
        }
        var next = at.further(last, set.size(), 0);
        return set.size() < SET ? next.then(null) : next;
    }

    @Override
    public void end(Caller caller, Cycle cycle, Progress last) {
        outbox.append(cycle.published(time.now()));
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
