package org.jiedui.pairing.matching.engine;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.Literal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/** CP-SAT on what is left of a problem, or on a part of it around the best assignment. */
final class ExactSearch {
    /**
     * What came out.
     *
     * @param chosen arcs of all jobs of the core, or null when nothing better was found
     * @param complete whether the model was searched to its end: nothing better exists in it than what was found
     * @param bound proven for the model, in units of cost
     * @param spent deterministic time
     */
    record Outcome(int[] chosen, boolean complete, long bound, double spent) {}

    private ExactSearch() {}

    /**
     * Searches for something cheaper than {@code below} among arcs that are on.
     *
     * @param usable arcs to try, or null for all that are on
     * @param hint arcs to start from, or null
     * @param free jobs that may change, or null for all; the others keep the hint
     * @param below what is found must cost less
     * @param bound what is proven already
     * @param running where the solver is while it runs, so that somebody else can stop it
     */
    static Outcome search(
            Core core,
            boolean[] usable,
            int[] hint,
            boolean[] free,
            long below,
            long bound,
            double seconds,
            double deterministic,
            int threads,
            int seed,
            Set<CpSolver> running) {
        Native.load();
        var model = new CpModel();
        var left = core.capacity.clone();
        var byAgent = new HashMap<Integer, List<Integer>>();
        var variable = new BoolVar[core.agent.length];
        var departments = new HashMap<Long, List<Literal>>();
        var fixedCost = 0L;
        var objectiveArcs = new ArrayList<Integer>();
        for (var j = 0; j < core.jobs; j++) {
            if (free != null && !free[j]) {
                left[core.agent[hint[j]]] -= core.load[hint[j]];
                fixedCost += core.cost[hint[j]];
                continue;
            }
            var literals = new ArrayList<Literal>();
            for (var a = core.start[j]; a < core.start[j + 1]; a++) {
                if (core.off[a] || (usable != null && !usable[a])) {
                    continue;
                }
                if (free != null && !core.fitsSiblings(j, core.agent[a], fixedOnly(core, hint, free, j))) {
                    continue;
                }
                variable[a] = model.newBoolVar("");
                literals.add(variable[a]);
                objectiveArcs.add(a);
                byAgent.computeIfAbsent(core.agent[a], i -> new ArrayList<>()).add(a);
                if (hint != null) {
                    model.addHint(variable[a], hint[j] == a);
                }
                if (core.siblings[j].length > 0 && core.department[core.agent[a]] != Core.NOBODY) {
                    departments
                            .computeIfAbsent(
                                    ((long) core.group[j] << 32) | (core.department[core.agent[a]] & 0xffffffffL),
                                    k -> new ArrayList<>())
                            .add(variable[a]);
                }
            }
            model.addExactlyOne(literals);
        }
        for (var entry : byAgent.entrySet()) {
            var arcs = entry.getValue();
            var sum = 0L;
            for (var a : arcs) {
                sum += core.load[a];
            }
            if (sum <= left[entry.getKey()]) {
                continue;
            }
            var terms = new Literal[arcs.size()];
            var loads = new long[arcs.size()];
            for (var k = 0; k < terms.length; k++) {
                terms[k] = variable[arcs.get(k)];
                loads[k] = core.load[arcs.get(k)];
            }
            model.addLessOrEqual(LinearExpr.weightedSum(terms, loads), left[entry.getKey()]);
        }
        for (var same : departments.values()) {
            if (same.size() > 1) {
                model.addAtMostOne(same);
            }
        }
        var terms = new Literal[objectiveArcs.size()];
        var costs = new long[terms.length];
        for (var k = 0; k < terms.length; k++) {
            terms[k] = variable[objectiveArcs.get(k)];
            costs[k] = core.cost[objectiveArcs.get(k)];
        }
        var objective = LinearExpr.weightedSum(terms, costs);
        model.minimize(objective);
        if (below != Long.MAX_VALUE) {
            model.addLessOrEqual(objective, below - 1 - fixedCost);
        }
        if (free == null && bound != Long.MIN_VALUE) {
            model.addGreaterOrEqual(objective, bound);
        }
        var solver = new CpSolver();
        var parameters = solver.getParameters();
        parameters.setNumWorkers(threads);
        parameters.setRandomSeed(seed);
        parameters.setMaxTimeInSeconds(Math.max(0.01, seconds));
        parameters.setMaxDeterministicTime(deterministic);
        parameters.setLinearizationLevel(2);
        if (threads > 1 && deterministic < Double.MAX_VALUE) {
            parameters.setInterleaveSearch(true);
        }
        running.add(solver);
        CpSolverStatus status;
        try {
            status = solver.solve(model);
        } finally {
            running.remove(solver);
        }
        var complete = status == CpSolverStatus.OPTIMAL || status == CpSolverStatus.INFEASIBLE;
        var spent = solver.response().getDeterministicTime();
        if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
            return new Outcome(null, complete, complete ? below : boundOf(solver, status, fixedCost, bound), spent);
        }
        var chosen = hint == null ? new int[core.jobs] : hint.clone();
        for (var a : objectiveArcs) {
            if (solver.booleanValue(variable[a])) {
                chosen[core.job[a]] = a;
            }
        }
        return new Outcome(chosen, complete, boundOf(solver, status, fixedCost, bound), spent);
    }

    private static long boundOf(CpSolver solver, CpSolverStatus status, long fixedCost, long otherwise) {
        if (status == CpSolverStatus.MODEL_INVALID) {
            throw new IllegalStateException("the model is invalid");
        }
        if (status == CpSolverStatus.UNKNOWN && solver.bestObjectiveBound() == 0) {
            return otherwise;
        }
        return fixedCost + (long) Math.ceil(solver.bestObjectiveBound() - 1e-6);
    }

    private static int[] fixedOnly(Core core, int[] hint, boolean[] free, int j) {
        if (core.siblings[j].length == 0) {
            return hint;
        }
        var fixed = hint.clone();
        for (var s : core.siblings[j]) {
            if (free[s]) {
                fixed[s] = -1;
            }
        }
        return fixed;
    }
}
