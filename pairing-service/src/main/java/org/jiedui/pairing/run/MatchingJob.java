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
import java.util.concurrent.atomic.AtomicBoolean;
import org.jiedui.chassis.job.JobContext;
import org.jiedui.chassis.job.JobHandler;
import org.jiedui.chassis.job.JobLost;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.ProblemException;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.time.TimeSource;
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
import org.jiedui.pairing.matching.plan.Parts;
import org.jiedui.pairing.pairing.PairingConfig;
import org.jiedui.pairing.pairing.SideKind;
import org.jiedui.pairing.programme.ProgrammeRepository;

/**
 * Searches: reads the snapshot in one transaction, works without any, stores the proposal in another one. Begins anew when
 * its replica was lost, as same input and seed give the same result.
 */
@ApplicationScoped
public class MatchingJob implements JobHandler {
    /** Nanoseconds that even the smallest part of a region is searched. */
    private static final long SHORTEST = 200_000_000;

    private static final int THREADS = 2;

    /** What a possible pair takes at most, while the problem grows. */
    private static final long BYTES_PER_PAIR = 30;

    /** Kind of its jobs. */
    public static final String KIND = "matching";

    private final MatchingStore store;
    private final SnapshotReader snapshots;
    private final ProgrammeRepository programmes;
    private final Divisions divisions;
    private final ObjectMapper mapper;
    private final PairingConfig config;
    private final TimeSource time;

    MatchingJob(
            MatchingStore store,
            SnapshotReader snapshots,
            ProgrammeRepository programmes,
            Divisions divisions,
            ObjectMapper mapper,
            PairingConfig config,
            TimeSource time) {
        this.config = config;
        this.time = time;
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

    @Override
    public boolean takesLong() {
        return true;
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
        Found found;
        try {
            found = search(job, order, input);
        } catch (ProblemException refused) {
            job.inTransaction(() -> store.refused(job.id(), refused.reasons()));
            throw refused;
        }
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
            if (order.basedOn() != null) {
                store.replaced(order.basedOn());
            }
            var helped = input.reading().snapshot().households().size();
            job.checkpoint(helped, (long) helped, null);
        });
        // each run adds its lines and lets go of those that nobody needs any more
        store.forget(time.now().minus(Duration.ofDays(config.droppedProposalDays())));
        return result(lines.size(), matched, found.value() == found.bound());
    }

    /** What was found in one part, or in all together. */
    private record Found(
            List<MatchingPlan.Line> lines,
            List<MatchingPlan.Contradiction> contradictions,
            long value,
            long bound,
            MatchingPlan.WhatIf whatIf) {
        Found and(Found other) {
            lines.addAll(other.lines);
            contradictions.addAll(other.contradictions);
            return new Found(lines, contradictions, value + other.value, bound + other.bound, whatIf.and(other.whatIf));
        }
    }

    /** Deals the time out: each part has its share of what is left. */
    private static final class Clock {
        private long deadline;
        private long left;

        Clock(int seconds, long households) {
            deadline = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
            left = households;
        }

        /**
         * The time is for searching, not for what was spent before it.
         *
         * @param endsByItself then it may have all that is left, and leaves what it does not need
         */
        synchronized long share(long here, long spent, boolean endsByItself) {
            deadline += spent;
            var time = Math.max(0, deadline - System.nanoTime());
            if (!endsByItself) {
                time = time * here / Math.max(1, left);
            }
            left -= here;
            return time;
        }
    }

    /** Searches part by part. */
    private Found search(JobContext job, Order order, Input input) throws InterruptedException {
        requireNone(input.reading().snapshot().unknown(order.locks()));
        var proposed = order.gone() == null || order.basedOn() == null
                ? null
                : job.inTransaction(() -> store.proposed(order.basedOn()));
        var clock = new Clock(
                order.seconds(), input.reading().snapshot().households().size());
        var parts = input.reading().snapshot().parts();
        var look = new Look(
                job,
                new Tally(parts.size()),
                input.reading().snapshot().households().size());
        // a flow has no use for a second thread, the search for loads that differ has
        var threads = order.workload() == null && fitTogether(parts) ? Math.min(THREADS, parts.size()) : 1;
        // the thread that waits for all of them tells how far they are
        var watch = threads > 1 ? look.silently() : look;
        var all = new Found[] {nothing()};
        var contradictory = new AtomicBoolean();
        Parts.each(
                parts.iterator(),
                Math.max(1, threads),
                part -> solved(job, order, input.demand(), part, proposed, clock, watch, contradictory),
                found -> {
                    all[0] = all[0].and(found);
                    look.done(parts, found);
                },
                // nothing but that it goes on
                () -> look.see(Long.MAX_VALUE, Long.MIN_VALUE));
        requireNone(all[0].contradictions());
        return all[0];
    }

    private static void requireNone(List<MatchingPlan.Contradiction> contradictions) {
        if (!contradictions.isEmpty()) {
            throw PairingProblem.CONTRADICTORY_LOCKS.because(
                    contradictions.stream().limit(20).map(MatchingJob::reason).toList());
        }
    }

    /** Whether several parts at once leave half of the memory to everybody else. */
    private static boolean fitTogether(List<MatchingPlan.Snapshot> parts) {
        var pairs = parts.stream()
                .mapToLong(part -> part.households().stream()
                                .mapToLong(household -> Math.max(1, household.requiredPartners()))
                                .sum()
                        * part.helpers().size())
                .max()
                .orElse(0);
        return THREADS * pairs * BYTES_PER_PAIR < Runtime.getRuntime().maxMemory() / 2;
    }

    private static Found nothing() {
        return new Found(new ArrayList<>(), new ArrayList<>(), 0, 0, MatchingPlan.WhatIf.NOTHING);
    }

    private static Found solved(
            JobContext job,
            Order order,
            Demand demand,
            MatchingPlan.Snapshot part,
            Map<UUID, List<UUID>> proposed,
            Clock clock,
            Watch watch,
            AtomicBoolean contradictory)
            throws InterruptedException {
        if (contradictory.get()) {
            // the run is refused: nothing more is to be searched
            return nothing();
        }
        var began = System.nanoTime();
        var plan = new MatchingPlan(
                part, demand, order.weights(), order.locks(), order.vetoes(), order.workload(), order.absent());
        if (!plan.contradictions().isEmpty()) {
            contradictory.set(true);
            return new Found(List.of(), plan.contradictions(), 0, 0, MatchingPlan.WhatIf.NOTHING);
        }
        var time = clock.share(part.households().size(), System.nanoTime() - began, order.workload() == null);
        // where a repair follows, each has half of the time
        var effort = Effort.within(
                Duration.ofNanos(Math.max(SHORTEST, time / (order.gone() == null ? 1 : 2))), order.seed(), THREADS);
        var best = AssignmentSolver.solve(plan.problem(), effort, watch);
        var found = order.gone() == null ? best : repaired(order, plan, proposed, best, effort, watch);
        job.requireOwn();
        var faults = AssignmentVerifier.faults(plan.problem(), found);
        if (!faults.isEmpty()) {
            throw new IllegalStateException("the proposal breaks conditions: " + faults.get(0));
        }
        var unkept = plan.unkept(found, order.locks());
        if (!unkept.isEmpty()) {
            contradictory.set(true);
            return new Found(List.of(), unkept, 0, 0, MatchingPlan.WhatIf.NOTHING);
        }
        return new Found(plan.lines(found, order.locks()), List.of(), found.value(), found.bound(), plan.whatIf(found));
    }

    /**
     * Changes as few pairs as possible of what is or was proposed. What the best overall would cost stays as the bound: the
     * gap says what keeping pairs costs.
     */
    private static Assignment repaired(
            Order order, MatchingPlan plan, Map<UUID, List<UUID>> proposed, Assignment best, Effort effort, Watch watch)
            throws InterruptedException {
        var current = proposed == null ? plan.present() : plan.proposed(proposed);
        var mended = AssignmentRepair.without(plan.problem(), current, plan.indexOf(order.gone()), effort, watch);
        return mended.feasible() ? mended.in(plan.problem(), best.bound()) : best;
    }

    /** Tells nothing, and asks whether to go on. */
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
                        divisions.roads(order.region()),
                        order.booksBelow()),
                snapshots.read(order, rules));
    }

    private static Reason reason(MatchingPlan.Contradiction contradiction) {
        var lock = contradiction.lock();
        var fault = contradiction.fault();
        var zh = new StringBuilder("帮扶对象 " + lock.household() + " 与 " + lock.helper() + "：" + fault.zh());
        var en = new StringBuilder("Helped side " + lock.household() + " and " + lock.helper() + ": " + fault.en());
        contradiction.vetoes().forEach(veto -> {
            zh.append("：").append(veto.zh());
            en.append(": ").append(veto.en());
        });
        return Reason.of(fault, zh.toString(), en.toString());
    }

    private List<Matching.Line> lines(List<MatchingPlan.Line> found) throws JsonProcessingException {
        var lines = new ArrayList<Matching.Line>(found.size());
        for (var line : found) {
            var explanation = new LinkedHashMap<String, Object>();
            if (line.helper() != null) {
                explanation.put("points", line.assessment().points());
            } else if (line.blocked() == null) {
                explanation.put("explained", false);
            } else {
                explanation.put("blocked", line.blocked());
                explanation.put("takenByOthers", line.takenByOthers());
            }
            lines.add(new Matching.Line(
                    lines.size() + 1,
                    line.household().region(),
                    line.household().id(),
                    line.helper() == null
                            ? null
                            : SideKind.valueOf(line.helper().side()),
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
        private final Tally tally;
        private final long total;
        private int partsDone;
        private long helpedDone;
        private long told;

        Look(JobContext job, Tally tally, long total) {
            this.job = job;
            this.tally = tally;
            this.total = total;
        }

        /** The next part is done, on the thread that tells of it. */
        void done(List<MatchingPlan.Snapshot> parts, Found found) {
            tally.add(found.value(), found.bound());
            helpedDone += parts.get(partsDone++).households().size();
        }

        @Override
        public void see(long value, long bound) {
            if (System.nanoTime() - told < 500_000_000L && told != 0) {
                return;
            }
            told = System.nanoTime();
            job.inTransaction(() -> {
                store.progress(job.id(), tally.value(value), tally.bound(bound));
                // a search that begins anew is further only once it has passed the earlier one
                job.checkpoint(Math.max(helpedDone, job.processed()), total, null);
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
