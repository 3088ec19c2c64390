package org.jiedui.evaluation.cycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jiedui.chassis.event.EventWatermark;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.evaluation.EvaluationConfig;
import org.jiedui.evaluation.EvaluationProblem;

/**
 * Opens cycles, for the first time and again (EV-02). The tasks are made from the projection once that has everything that
 * was announced when opening was asked for (watermark, taken once, so that a steady stream does not put it off); what is
 * announced later gets its tasks as it comes, from the moment on at which the cycle is {@link CycleState#OPENING}.
 */
@ApplicationScoped
public class CycleOpening implements CycleWork {
    private static final String TASKS = "TASKS";
    private static final String POSTPONE = "POSTPONE";
    private static final String LATE_TASKS = "LATE_TASKS";
    private static final int SUBJECTS = 500;
    private static final Set<String> TOPICS = Set.of("jiedui.pairing.pairing", "jiedui.pairing.helper");
    private static final Duration LOOK = Duration.ofSeconds(2);

    private final CycleDecisions decisions;
    private final CycleWorks works;
    private final Planning planning;
    private final RuleBook rules;
    private final CycleKeys keys;
    private final TaskGeneration generation;
    private final PairingFacts facts;
    private final CycleSubjects subjects;
    private final EventWatermark watermark;
    private final Outbox outbox;
    private final TimeSource time;
    private final EvaluationConfig config;

    CycleOpening(
            CycleDecisions decisions,
            CycleWorks works,
            Planning planning,
            RuleBook rules,
            CycleKeys keys,
            TaskGeneration generation,
            PairingFacts facts,
            CycleSubjects subjects,
            EventWatermark watermark,
            Outbox outbox,
            TimeSource time,
            EvaluationConfig config) {
        this.decisions = decisions;
        this.works = works;
        this.planning = planning;
        this.rules = rules;
        this.keys = keys;
        this.generation = generation;
        this.facts = facts;
        this.subjects = subjects;
        this.watermark = watermark;
        this.outbox = outbox;
        this.time = time;
        this.config = config;
    }

    /**
     * Opens: pins rules and template versions, makes keys and tasks. No other cycle beyond its draft may overlap, which two
     * openings at once cannot evade: they wait for each other. A cycle whose opening was given up goes on.
     *
     * @return the cycle, open or being opened by its job
     */
    @Transactional
    public Cycle open(Caller caller, Cycle cycle) {
        if (cycle.state() == CycleState.OPENING) {
            works.again(caller, cycle);
            return cycle;
        }
        // before any lock that the taking in of pairings could wait for
        var until = cycle.state() == CycleState.DRAFT ? ends() : Map.<String, Long>of();
        var now = until != null && reachedSoon(until);
        rules.lock(cycle.programme(), true);
        return decisions.decide(caller, cycle, "CYCLE_OPENED", c -> {
            var pinned = c.state() == CycleState.DRAFT ? planning.pinNow(c) : c.plan();
            c.open(pinned, time.now());
            planning.refuseOverlap(c.id(), c.region(), c.programme(), c.periodFrom(), c.periodTo());
            keys.make(c.id());
            works.begin(caller, c, this, TASKS, now, until);
        });
    }

    /**
     * Opens a closed cycle again, with a reason that its history keeps. A pairing that is being taken in meanwhile is waited
     * for, as by the first opening: it has seen the closed cycle and makes no tasks itself.
     */
    @Transactional
    public Cycle reopen(Caller caller, Cycle cycle, LocalDate due, String reason) {
        if (due.isBefore(time.today())) {
            throw EvaluationProblem.CYCLE_REFUSED.because(
                    Reason.of(Planning.Obstacle.DUE_IN_THE_PAST, "截止日期已过", "The last day for answers is over"));
        }
        rules.lock(cycle.programme(), true);
        return decisions.decide(caller, cycle, "CYCLE_REOPENED", reason, c -> {
            c.reopen(due, time.now());
            works.begin(caller, c, this, POSTPONE);
        });
    }

    @Override
    public CycleState during() {
        return CycleState.OPENING;
    }

    @Override
    public Long total(Cycle cycle) {
        return facts.countHelpers(cycle);
    }

    @Override
    public boolean ready(Map<String, Long> until, Instant since) throws InterruptedException {
        // an end that the brokers did not tell when opening was asked for can only be looked for now
        if (until == null ? watermark.await(TOPICS, LOOK) : reached(until, LOOK)) {
            return true;
        }
        if (time.now().isAfter(since.plus(config.watermarkPatience()))) {
            throw EvaluationProblem.PAIRINGS_BEHIND.problem();
        }
        return false;
    }

    @Override
    public Progress step(Cycle cycle, Progress at) {
        if (at.phase().equals(POSTPONE)) {
            var set = subjects.page(cycle.id(), at.after(), SUBJECTS);
            if (!set.isEmpty()) {
                generation.postpone(
                        cycle, set.get(0).id(), set.get(set.size() - 1).id());
            }
            return set.size() < SUBJECTS
                    ? at.then(LATE_TASKS)
                    : at.further(set.get(set.size() - 1).id(), 0, 0);
        }
        var helpers = generation.next(cycle, at.after());
        if (helpers.isEmpty()) {
            return at.then(null);
        }
        var next = at.further(helpers.get(helpers.size() - 1), helpers.size(), 0);
        return helpers.size() < TaskGeneration.HELPERS ? next.then(null) : next;
    }

    @Override
    public void end(Caller caller, Cycle cycle, Progress last) {
        outbox.append(cycle.opened(last.phase().equals(LATE_TASKS), time.now()));
    }

    private Map<String, Long> ends() {
        try {
            return watermark.ends(TOPICS).orElse(null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private boolean reached(Map<String, Long> until, Duration patience) throws InterruptedException {
        return until.isEmpty() || watermark.await(until, patience);
    }

    private boolean reachedSoon(Map<String, Long> until) {
        try {
            return reached(until, config.openingPatience());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
