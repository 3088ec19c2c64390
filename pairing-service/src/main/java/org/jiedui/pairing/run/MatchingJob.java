package org.jiedui.pairing.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.job.JobContext;
import org.jiedui.chassis.job.JobHandler;
import org.jiedui.chassis.job.JobLost;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.pairing.PairingProblem;
import org.jiedui.pairing.matching.Demand;
import org.jiedui.pairing.matching.Divisions;
import org.jiedui.pairing.matching.engine.Assignment;
import org.jiedui.pairing.matching.engine.AssignmentRepair;
import org.jiedui.pairing.matching.engine.AssignmentSolver;
import org.jiedui.pairing.matching.engine.AssignmentVerifier;
import org.jiedui.pairing.matching.engine.Effort;
import org.jiedui.pairing.matching.engine.Watch;
import org.jiedui.pairing.matching.plan.MatchingPlan;
import org.jiedui.pairing.matching.plan.MatchingPlan.Kind;
import org.jiedui.pairing.programme.ProgrammeRepository;

/**
 * Searches: reads the snapshot in one transaction, works without any, stores the proposal in another one. Begins anew when
 * its replica was lost, as same input and seed give the same result.
 */
@ApplicationScoped
public class MatchingJob implements JobHandler {
    /** Nanoseconds that even the smallest part of a region is searched. */
    private static final long SHORTEST = 200_000_000;

    /** Kind of its jobs. */
    public static final String KIND = "matching";

    private final MatchingStore store;
    private final SnapshotReader snapshots;
    private final ProgrammeRepository programmes;
    private final Divisions divisions;
    private final ObjectMapper mapper;

    MatchingJob(
            MatchingStore store,
            SnapshotReader snapshots,
            ProgrammeRepository programmes,
            Divisions divisions,
            ObjectMapper mapper) {
        this.divisions = divisions;
        this.store = store;
        this.snapshots = snapshots;
        this.programmes = programmes;
        this.mapper = mapper;
    }

    @Override
    public String kind() {
        return KIND;
    }

    private record Input(Demand demand, SnapshotReader.Reading reading) {}

    @Override
    public Object run(JobContext job) throws Exception {
        var run = job.inTransaction(() -> store.find(job.id(), "").orElseThrow(CommonProblem.NOT_FOUND::problem));
        if (run.state() != Matching.State.SEARCHING) {
            // the proposal was stored before a crash and may be under way already: it is not to be made anew
            return result(run.places(), run.matched(), run.optimal());
        }
        var order = run.order();
        var input = job.inTransaction(() -> read(order));
        var found = search(job, order, input);
        var lines = lines(found.lines());
        var matched = (int) lines.stream().filter(line -> line.helper() != null).count();
        var changed =
                (int) lines.stream().filter(line -> line.kind() == Kind.CHANGED).count();
        var fresh = (int) lines.stream().filter(line -> line.kind() == Kind.NEW).count();
        var kept = input.reading().kept()
                + (int) lines.stream().filter(line -> line.kind() == Kind.KEPT).count();
        var whatIf = mapper.writeValueAsString(found.whatIf());
        job.inTransaction(() -> {
            store.propose(
                    job.id(), found.value(), found.bound(), lines.size(), matched, kept, changed, fresh, whatIf, lines);
            job.checkpoint(lines.size(), (long) lines.size(), null);
        });
        return result(lines.size(), matched, found.value() == found.bound());
    }

    /** What was found in all parts together. */
    private record Found(
            List<MatchingPlan.Line> lines,
            List<MatchingPlan.Contradiction> contradictions,
            long value,
            long bound,
            MatchingPlan.WhatIf whatIf) {}

    /** One part after the other, each with its share of the time. */
    private Found search(JobContext job, Order order, Input input) throws InterruptedException {
        var deadline = System.nanoTime() + Duration.ofSeconds(order.seconds()).toNanos();
        var look = new Look(job);
        var all = new Found(new ArrayList<>(), new ArrayList<>(), 0, 0, MatchingPlan.WhatIf.NOTHING);
        var proposed = order.gone() == null || order.basedOn() == null
                ? null
                : job.inTransaction(() -> store.proposed(order.basedOn()));
        long left = input.reading().snapshot().households().size();
        for (var part : input.reading().snapshot().parts()) {
            var began = System.nanoTime();
            var plan = new MatchingPlan(
                    part,
                    input.demand(),
                    order.weights(),
                    order.locks(),
                    order.vetoes(),
                    order.workload(),
                    order.absent());
            // the time is for searching; where a repair follows, each has half of it
            deadline += System.nanoTime() - began;
            all.contradictions().addAll(plan.contradictions());
            if (!all.contradictions().isEmpty()) {
                continue;
            }
            var here = part.households().size();
            var time = Math.max(0, deadline - System.nanoTime()) * here / Math.max(1, left);
            left -= here;
            var effort = Effort.within(
                    Duration.ofNanos(Math.max(SHORTEST, time / (order.gone() == null ? 1 : 2))), order.seed(), 2);
            look.after(all.value(), all.bound());
            var best = AssignmentSolver.solve(plan.problem(), effort, look);
            var found = order.gone() == null ? best : repaired(order, plan, proposed, best, effort);
            job.requireOwn();
            var faults = AssignmentVerifier.faults(plan.problem(), found);
            if (!faults.isEmpty()) {
                throw new IllegalStateException("the proposal breaks conditions: " + faults.get(0));
            }
            all.lines().addAll(plan.lines(found, order.locks()));
            all = new Found(
                    all.lines(),
                    all.contradictions(),
                    all.value() + found.value(),
                    all.bound() + found.bound(),
                    all.whatIf().and(plan.whatIf(found)));
        }
        if (!all.contradictions().isEmpty()) {
            throw PairingProblem.CONTRADICTORY_LOCKS.because(all.contradictions().stream()
                    .limit(20)
                    .map(MatchingJob::reason)
                    .toList());
        }
        return all;
    }

    /**
     * Changes as few pairs as possible of what is or was proposed. What the best overall would cost stays as the bound: the
     * gap says what keeping pairs costs.
     */
    private static Assignment repaired(
            Order order, MatchingPlan plan, Map<UUID, List<UUID>> proposed, Assignment best, Effort effort)
            throws InterruptedException {
        var current = proposed == null ? plan.present() : plan.proposed(proposed);
        var mended = AssignmentRepair.without(plan.problem(), current, plan.indexOf(order.gone()), effort);
        return mended.feasible() ? mended.in(plan.problem(), best.bound()) : best;
    }

    private static Map<String, Object> result(int places, int matched, boolean optimal) {
        return Map.of("places", places, "matched", matched, "optimal", optimal);
    }

    private Input read(Order order) {
        var rules = programmes
                .inForce(order.programme(), order.from())
                .orElseThrow(PairingProblem.UNKNOWN_PROGRAMME::problem)
                .rules();
        return new Input(
                new Demand(
                        order.role(),
                        order.from(),
                        order.to(),
                        rules.helperKinds(),
                        rules.unitLevels(),
                        order.book(),
                        divisions.roads(order.region())),
                snapshots.read(order, rules.maxHelped()));
    }

    private static Reason reason(MatchingPlan.Contradiction contradiction) {
        var lock = contradiction.lock();
        var zh = new StringBuilder("帮扶对象 " + lock.household() + " 与 " + lock.helper());
        var en = new StringBuilder("helped side " + lock.household() + " and " + lock.helper());
        contradiction.vetoes().forEach(veto -> {
            zh.append("：").append(veto.zh());
            en.append(": ").append(veto.en());
        });
        return new Reason(contradiction.reason(), zh.toString(), en.toString());
    }

    private List<Matching.Line> lines(List<MatchingPlan.Line> found) throws JsonProcessingException {
        var lines = new ArrayList<Matching.Line>(found.size());
        for (var line : found) {
            var explanation = new LinkedHashMap<String, Object>();
            if (line.helper() != null) {
                explanation.put("points", line.assessment().points());
            } else {
                explanation.put("blocked", line.blocked());
                explanation.put("takenByOthers", line.takenByOthers());
            }
            lines.add(new Matching.Line(
                    lines.size() + 1,
                    line.household().region(),
                    line.household().id(),
                    line.helper() == null ? null : line.helper().id(),
                    line.assessment() == null ? null : line.assessment().score(),
                    line.locked(),
                    mapper.writeValueAsString(explanation),
                    line.kind(),
                    line.present(),
                    // a pairing that is kept needs no publication
                    line.kind() == Kind.KEPT ? line.present() : null,
                    null));
        }
        return lines;
    }

    /** Tells how far the search is, and asks whether to go on. */
    private final class Look implements Watch {
        private final JobContext job;
        private long told;
        private long valueBefore;
        private long boundBefore;

        Look(JobContext job) {
            this.job = job;
        }

        /** What the parts before this one cost. */
        void after(long value, long bound) {
            valueBefore = value;
            boundBefore = bound;
        }

        @Override
        public void see(long value, long bound) {
            if (System.nanoTime() - told < 500_000_000L && told != 0) {
                return;
            }
            told = System.nanoTime();
            job.inTransaction(() -> {
                store.progress(
                        job.id(),
                        value == Long.MAX_VALUE ? null : valueBefore + value,
                        bound == Long.MIN_VALUE ? null : boundBefore + bound);
                job.checkpoint(0, null, null);
            });
        }

        @Override
        public boolean cancelled() {
            try {
                job.requireOwn();
                return false;
            } catch (JobLost e) {
                return true;
            }
        }
    }
}
