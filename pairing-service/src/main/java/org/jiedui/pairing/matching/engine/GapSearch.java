package org.jiedui.pairing.matching.engine;

import com.google.ortools.sat.CpSolver;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;

/**
 * The search for one connected piece in which loads differ. Rounds of: payments that raise the bound; annealing from the
 * best assignment and from what the payments suggest; chains of moves and blocks of agents where there are many; CP-SAT on
 * parts around the best assignment; switching off what can
 * no longer be of use. When little is left, CP-SAT closes the rest. Within a round the threads share nothing, and a round
 * ends when all its parts have done their measure, so that the result depends on seed and rounds alone.
 */
final class GapSearch {
    private final Core core;
    private final Effort effort;
    private final long deadline;
    private final Watch watch;
    private final Lagrangian payments;
    private final SplittableRandom random;
    private int[] best;
    private long bestValue = Long.MAX_VALUE;
    private long bound = Long.MIN_VALUE;
    private boolean infeasible;
    private long work;
    private double[] reduced;
    private double penalty = 1;

    GapSearch(Core core, Effort effort, long deadline, Watch watch) {
        this.core = core;
        this.effort = effort;
        this.deadline = deadline;
        this.watch = watch;
        this.payments = new Lagrangian(core);
        this.random = new SplittableRandom(effort.seed());
    }

    private boolean over() {
        return System.nanoTime() >= deadline || watch.cancelled();
    }

    private boolean closed() {
        return infeasible || bestValue == bound;
    }

    long value() {
        return bestValue;
    }

    long bound() {
        return bound;
    }

    boolean infeasible() {
        return infeasible;
    }

    long work() {
        return work;
    }

    /** Searches; returns the arc of each job, or null when no feasible assignment was found. */
    int[] run(ExecutorService pool) throws InterruptedException {
        for (var j = 0; j < core.jobs; j++) {
            if (core.start[j] == core.start[j + 1]) {
                infeasible = true;
                return null;
            }
        }
        var ambition = upperGuess();
        payments.refineUnits(2000, ambition);
        payments.startFromUnits();
        ascend(1500, ambition * 0.02);
        reduced = afterFix();
        penalty = startPenalty();
        var first = annealing(penalty, effort.seed());
        first.begin(suggested());
        first.run(moves(4_000), typical() * 0.25, typical() * 0.04, this::over);
        for (var k = 0; k < 12 && first.bestValue == Long.MAX_VALUE && !over(); k++) {
            first.dearer(1.5);
            first.run(moves(500), typical() * 0.1, typical() * 0.02, this::over);
        }
        take(first.bestValue, first.best);
        for (var round = 0; round < effort.rounds() && !closed() && !over(); round++) {
            work = round + 1;
            // a large problem's bound hardly rises any more, and every step takes long
            if (bestValue != Long.MAX_VALUE && (core.agent.length < MOST_ARCS || Integer.bitCount(round) <= 1)) {
                payments.recall();
                ascend(150, Math.max(1, (bestValue - bound) / 2.0));
                reduced = afterFix();
                if (closed()) {
                    break;
                }
            }
            parts(round, pool);
            watch.see(bestValue, bound);
        }
        return bestValue == Long.MAX_VALUE ? null : best;
    }

    private static final int MOST_ARCS = 10_000;

    private void parts(int round, ExecutorService pool) throws InterruptedException {
        var tasks = new ArrayList<Callable<Found>>();
        var seeds = new long[Math.max(2, effort.threads())];
        for (var k = 0; k < seeds.length; k++) {
            seeds[k] = random.nextLong();
        }
        // nothing yet, or little left: the complete search works all the time; otherwise it helps on the likeliest arcs
        var closing = best == null || core.live() <= CLOSE_ARCS * core.jobs;
        if (!closing && (!stalled || round % 2 == 0) && core.agents >= CHAIN_AGENTS) {
            chains(seeds, pool);
            return;
        }
        if (closing) {
            tasks.add(() -> close(seeds[0]));
        } else if (stalled && round % 2 == 1) {
            tasks.add(() -> narrow(seeds[0]));
        } else {
            tasks.add(() -> deepen(seeds[0]));
        }
        for (var k = 1; k < seeds.length; k++) {
            var seed = seeds[k];
            if (closing && best != null && round % 3 == 0) {
                tasks.add(() -> deepen(seed));
            } else {
                var warm = (round + k) % 3 != 0 && best != null;
                tasks.add(() -> anneal(seed, warm));
            }
        }
        var running = new ArrayList<Future<Found>>();
        for (var task : tasks) {
            running.add(pool.submit(task));
        }
        var before = bestValue;
        for (var future : running) {
            var found = result(future);
            if (found.arcs != null) {
                take(found.value, found.arcs);
            }
            bound = Math.max(bound, Math.min(found.bound, bestValue));
        }
        stalled = before == bestValue;
    }

    /** Many agents: all threads follow chains from the best assignment, and deal blocks of agents out anew at the end. */
    private void chains(long[] seeds, ExecutorService pool) throws InterruptedException {
        var begin = System.nanoTime();
        // a little is left for the blocks
        var time = Math.max(1, (deadline - begin) * 0.97);
        // with rounds as the limit nothing goes by the clock, so that the result is the same on every machine
        DoubleSupplier clock =
                effort.rounds() == Integer.MAX_VALUE ? () -> (System.nanoTime() - begin) / time : () -> 0;
        var before = bestValue;
        var chains = new ChainSearch(core, payments.scale, payments.unit, best, seeds[0]);
        chains.run(steps, HEAT * (bestValue - bound) / core.agents, effort.threads(), pool, clock, value -> {
            show(value);
            return value <= bound || over();
        });
        take(chains.value(), chains.arcs());
        var running = new ArrayList<Future<Found>>();
        for (var seed : seeds) {
            running.add(pool.submit(() -> {
                var blocks = new BlockSearch(core, payments.scale, payments.unit, chains.arcs(), null, seed);
                climb(blocks, 3, ROUND_NODES / 8);
                return new Found(blocks.value(), blocks.arcs(), Long.MIN_VALUE);
            }));
        }
        for (var future : running) {
            var found = result(future);
            take(found.value, found.arcs);
        }
        stalled = before == bestValue;
        // the longer it cools, the better it gets
        steps = Math.min(LONGEST, steps * 30);
    }

    /** Shows where it is, twice a second. */
    private void show(long value) {
        var now = System.nanoTime();
        if (now - shown > 500_000_000) {
            shown = now;
            watch.see(value, bound);
        }
    }

    private long shown = System.nanoTime();

    private static final long LONGEST = 2_000_000_000;

    /** Of the waste of an agent, which is what a chain can win. */
    private static final double HEAT = 0.15;

    private long steps = 8_000_000;
    private static final int CHAIN_AGENTS = 16;
    private boolean stalled;

    private Found result(Future<Found> future) throws InterruptedException {
        while (true) {
            try {
                return future.get(100, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (over()) {
                    solvers.forEach(CpSolver::stopSearch);
                }
            } catch (ExecutionException e) {
                throw new IllegalStateException("a part of the search failed", e.getCause());
            }
        }
    }

    private final Set<CpSolver> solvers = ConcurrentHashMap.newKeySet();

    private record Found(long value, int[] arcs, long bound) {}

    private Found anneal(long seed, boolean warm) {
        var search = annealing(penalty, seed);
        search.begin(warm ? best : suggested());
        var moves = moves(8_000);
        search.run(moves, typical() * (warm ? 0.1 : 0.25), typical() * 0.04, this::over);
        if (warm && search.bestValue == bestValue) {
            // the best itself is no news: go on from where the walk has ended, if that is allowed
            search.forget();
            search.run(moves / 4, typical() * 0.06, typical() * 0.03, this::over);
        }
        if (search.bestValue == Long.MAX_VALUE) {
            return new Found(Long.MAX_VALUE, null, Long.MIN_VALUE);
        }
        var blocks = new BlockSearch(core, payments.scale, payments.unit, search.best, null, seed);
        climb(blocks, 3, ROUND_NODES);
        return new Found(blocks.value(), blocks.arcs(), Long.MIN_VALUE);
    }

    private static final long ROUND_NODES = 60_000_000;
    private int depth = 3;
    private double closing = 4;

    /** Blocks of growing size: larger ones once the smaller ones have nothing to give. */
    private int climb(BlockSearch blocks, int from, long budget) {
        var size = from;
        var until = blocks.spent + budget;
        while (blocks.spent < until && !over() && blocks.value() > bound) {
            var wins = blocks.wins;
            blocks.run(Math.min(until - blocks.spent, budget / 10), size, 300_000, -1, this::over);
            if (blocks.wins == wins) {
                if (size >= Math.min(core.agents, BlockSearch.MOST_AGENTS)) {
                    break;
                }
                size++;
            }
        }
        return size;
    }

    private Found deepen(long seed) {
        var blocks = new BlockSearch(core, payments.scale, payments.unit, best, null, seed);
        var size = depth;
        depth = Math.max(
                3, Math.min(Math.min(core.agents, BlockSearch.MOST_AGENTS), climb(blocks, size, ROUND_NODES)) - 1);
        return new Found(blocks.value(), blocks.arcs(), Long.MIN_VALUE);
    }

    /** The complete search among the few arcs of each job that look best. */
    private Found narrow(long seed) {
        var sorted = reduced.clone();
        Arrays.sort(sorted);
        var most = sorted[Math.min(sorted.length - 1, (int) (NARROW_ARCS * core.jobs))];
        var usable = new boolean[reduced.length];
        for (var a = 0; a < usable.length; a++) {
            usable[a] = reduced[a] <= most || best[core.job[a]] == a;
        }
        var seconds = secondsLeft();
        var outcome = ExactSearch.search(
                core, usable, best, null, bestValue, bound, seconds, narrowing, 1, (int) (seed & 0xffff), solvers);
        narrowing = Math.min(32, narrowing * 1.5);
        return new Found(
                outcome.chosen() == null ? Long.MAX_VALUE : core.value(outcome.chosen()),
                outcome.chosen(),
                Long.MIN_VALUE);
    }

    /** A little less than there is: CP-SAT does not look at the clock all the time. */
    private double secondsLeft() {
        return (deadline - System.nanoTime()) / 1e9 * 0.95;
    }

    private static final int CLOSE_ARCS = 6;
    private static final double NARROW_ARCS = 2.5;
    private double narrowing = 4;

    private Found close(long seed) {
        var seconds = secondsLeft();
        var outcome = ExactSearch.search(
                core, null, best, null, bestValue, bound, seconds, closing, 1, (int) (seed & 0xffff), solvers);
        closing *= 2;
        if (outcome.complete() && outcome.chosen() == null && best == null) {
            infeasible = true;
            return new Found(Long.MAX_VALUE, null, Long.MIN_VALUE);
        }
        var value = outcome.chosen() == null ? bestValue : core.value(outcome.chosen());
        return new Found(value, outcome.chosen(), outcome.complete() ? value : Math.min(outcome.bound(), value));
    }

    private Annealing annealing(double price, long seed) {
        return new Annealing(core, reduced, typical() * 2, price, seed);
    }

    private double[] afterFix() {
        if (bestValue != Long.MAX_VALUE) {
            payments.fix(bestValue);
            for (var j = 0; j < core.jobs; j++) {
                if (alive(j) == 0) {
                    bound = bestValue;
                }
            }
        } else {
            payments.fix(Integer.MAX_VALUE);
        }
        payments.refineUnits(600, Math.max(1, Math.abs(bound) * 1e-3));
        return payments.reducedCosts();
    }

    private int alive(int j) {
        var alive = 0;
        for (var a = core.start[j]; a < core.start[j + 1]; a++) {
            alive += core.off[a] ? 0 : 1;
        }
        return alive;
    }

    /** A typical difference between a job's best and third-best arc. */
    private double typical() {
        if (typical == 0) {
            var thirds = new double[core.jobs];
            for (var j = 0; j < core.jobs; j++) {
                var sorted = new double[core.start[j + 1] - core.start[j]];
                System.arraycopy(reduced, core.start[j], sorted, 0, sorted.length);
                Arrays.sort(sorted);
                thirds[j] = sorted.length == 0 ? 0 : sorted[Math.min(2, sorted.length - 1)];
            }
            Arrays.sort(thirds);
            typical = Math.max(1.0, thirds[thirds.length / 2]);
        }
        return typical;
    }

    private double typical;

    private double startPenalty() {
        var sum = 0.0;
        var counted = 0;
        for (var u : payments.unit) {
            if (u > 0) {
                sum += u / payments.scale;
                counted++;
            }
        }
        return counted == 0 ? 1 : Math.max(0.1, 1.5 * sum / counted);
    }

    private int[] suggested() {
        var arcs = new int[core.jobs];
        for (var j = 0; j < core.jobs; j++) {
            arcs[j] = -1;
            for (var a = core.start[j]; a < core.start[j + 1]; a++) {
                if (!core.off[a] && (arcs[j] < 0 || reduced[a] < reduced[arcs[j]])) {
                    arcs[j] = a;
                }
            }
        }
        return arcs;
    }

    private void take(long value, int[] arcs) {
        if (value < bestValue) {
            bestValue = value;
            best = arcs.clone();
        }
        bound = Math.min(bound, bestValue);
    }

    /** A tenth of what everything costs when each job has its cheapest agent. */
    private double upperGuess() {
        var sum = 0.0;
        for (var j = 0; j < core.jobs; j++) {
            var least = Integer.MAX_VALUE;
            for (var a = core.start[j]; a < core.start[j + 1]; a++) {
                least = Math.min(least, core.cost[a]);
            }
            sum += least;
        }
        return Math.abs(sum) * 0.1 + 1;
    }

    private long moves(long perJob) {
        return Math.max(40_000, perJob * core.jobs);
    }

    private void ascend(int steps, double ambition) {
        payments.restart(ambition);
        for (var k = 0; k < steps && !payments.settled() && !over(); k++) {
            payments.improve();
        }
        bound = Math.max(bound, Math.min(payments.bound(), bestValue));
    }
}
