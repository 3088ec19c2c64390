package org.jiedui.pairing.matching.engine;

import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * The engine's door: finds the cheapest assignment it can, with a proven bound. A problem falls into its connected pieces;
 * a piece in which every pair takes one place is a minimum-cost flow and solved to proven optimality, any other one is
 * searched for as long as the effort allows. When the time is over or it is cancelled, a flow too answers with the best
 * that it has and with a bound that is proven. Pure: no clock but the limit, no state, no input or output.
 */
public final class AssignmentSolver {
    private AssignmentSolver() {}

    /**
     * Solves.
     *
     * @throws InterruptedException when its thread is interrupted
     */
    public static Assignment solve(AssignmentProblem problem, Effort effort, Watch watch) throws InterruptedException {
        return solve(problem, effort, watch, null);
    }

    /**
     * The same from an assignment that is nearly right.
     *
     * @param start agent of each job, -1 for none; null: from nothing
     */
    static Assignment solve(AssignmentProblem problem, Effort effort, Watch watch, int[] start)
            throws InterruptedException {
        var deadline = System.nanoTime() + effort.time().toNanos();
        var pool = Executors.newFixedThreadPool(Math.max(1, effort.threads()), work -> {
            var thread = new Thread(work, "matching-engine");
            thread.setDaemon(true);
            return thread;
        });
        try {
            return solve(problem, effort, deadline, watch, pool, start);
        } finally {
            pool.shutdownNow();
        }
    }

    private static Assignment solve(
            AssignmentProblem problem, Effort effort, long deadline, Watch watch, ExecutorService pool, int[] start)
            throws InterruptedException {
        var pieces = Piece.of(problem);
        var agentOf = new int[problem.jobs()];
        Arrays.fill(agentOf, -1);
        var value = 0L;
        var bound = 0L;
        var work = 0L;
        var feasible = true;
        var infeasible = false;
        var flows = pieces.stream().filter(Piece::unit).collect(Collectors.toSet());
        var unsolvedJobs = pieces.stream()
                .filter(piece -> !flows.contains(piece))
                .mapToLong(piece -> piece.jobs.length)
                .sum();
        // a flow ends by itself, so that it may take all the time that there is, and a search takes what is left
        pieces.sort(Comparator.comparing(piece -> !flows.contains(piece)));
        BooleanSupplier stop = () -> watch.cancelled() || System.nanoTime() >= deadline;
        for (var piece : pieces) {
            final var valueBefore = value;
            final var boundBefore = bound;
            Assignment part;
            if (flows.contains(piece)) {
                part = start == null ? null : FlowMending.solve(piece, start, stop);
                if (part == null) {
                    part = FlowSolver.solve(piece, stop);
                }
            } else {
                var now = System.nanoTime();
                var share = now + Math.max(0, deadline - now) * piece.jobs.length / Math.max(1, unsolvedJobs);
                unsolvedJobs -= piece.jobs.length;
                part = search(piece, effort, pieces.size() == 1 ? deadline : share, pool, new Watch() {
                    @Override
                    public void see(long v, long b) {
                        watch.see(
                                v == Long.MAX_VALUE ? Long.MAX_VALUE : valueBefore + v,
                                b == Long.MIN_VALUE ? Long.MIN_VALUE : boundBefore + b);
                    }

                    @Override
                    public boolean cancelled() {
                        return watch.cancelled();
                    }
                });
            }
            for (var k = 0; k < piece.jobs.length; k++) {
                agentOf[piece.jobs[k]] = part.agentOf()[k];
            }
            feasible &= part.feasible();
            infeasible |= part.infeasible();
            value += part.value();
            bound += part.bound();
            work += part.work();
        }
        watch.see(feasible ? value : Long.MAX_VALUE, bound);
        return new Assignment(agentOf, value, bound, feasible, infeasible, work);
    }

    private static Assignment search(Piece piece, Effort effort, long deadline, ExecutorService pool, Watch watch)
            throws InterruptedException {
        var core = piece.core();
        var search = new GapSearch(core, effort, deadline, watch);
        var arcs = search.run(pool);
        var agents = new int[piece.jobs.length];
        if (arcs == null) {
            Arrays.fill(agents, -1);
            return new Assignment(agents, 0, search.bound(), false, search.infeasible(), search.work());
        }
        for (var k = 0; k < agents.length; k++) {
            agents[k] = piece.agentOf(core.agent[arcs[k]]);
        }
        return new Assignment(agents, search.value(), search.bound(), true, false, search.work());
    }
}
