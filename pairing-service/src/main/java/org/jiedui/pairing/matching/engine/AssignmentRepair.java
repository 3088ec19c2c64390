package org.jiedui.pairing.matching.engine;

import java.util.Arrays;
import java.util.HashMap;

/** Mends an assignment after an agent has dropped out, with as few changed pairs as possible, and cheaply among those. */
public final class AssignmentRepair {
    private AssignmentRepair() {}

    /**
     * Mends.
     *
     * @param current agent of each job; -1: open
     * @param gone the agent who takes no job any more
     * @param watch is asked whether to stop, and is shown nothing
     * @return an assignment for the problem without that agent; its value and bound count each changed pair first, so they
     *     compare with each other and not with those of the problem
     */
    public static Assignment without(AssignmentProblem problem, int[] current, int gone, Effort effort, Watch watch)
            throws InterruptedException {
        var spread = 1L;
        for (var a = 0; a < problem.arcs(); a++) {
            spread = Math.max(spread, Math.abs(problem.costOf(a)));
        }
        var moved = 0;
        for (var agent : current) {
            moved += agent == gone ? 1 : 0;
        }
        // one change outweighs what the costs of the pairs that must move anyway could bring, as far as numbers allow
        var change = Math.min(AssignmentProblem.MOST_COST / 4 - spread, 2 * spread * (moved + 1));
        var builder = new AssignmentProblem.Builder(problem.jobs(), problem.agents());
        for (var i = 0; i < problem.agents(); i++) {
            builder.agent(i, i == gone ? 0 : problem.capacity(i)).department(i, problem.department(i));
        }
        // the places of a group are alike, so that it stays a flow where it is one
        var ofGroup = new HashMap<Integer, int[]>();
        for (var j = 0; j < problem.jobs(); j++) {
            if (problem.group(j) >= 0) {
                ofGroup.merge(problem.group(j), new int[] {current[j]}, AssignmentRepair::and);
            }
        }
        for (var j = 0; j < problem.jobs(); j++) {
            var open = problem.openCost(j);
            var present = problem.group(j) >= 0 ? ofGroup.get(problem.group(j)) : new int[] {current[j]};
            var staysOpen = Arrays.stream(present).allMatch(agent -> agent == -1) ? 0 : 2 * change;
            builder.job(
                    open == AssignmentProblem.MUST
                            ? AssignmentProblem.MUST
                            : Math.min(AssignmentProblem.MOST_COST, open + staysOpen),
                    problem.group(j));
            for (var a = problem.firstArc(j); a < problem.firstArc(j + 1); a++) {
                var agent = problem.agentOf(a);
                if (agent != gone) {
                    builder.arc(agent, problem.loadOf(a), problem.costOf(a) + (isAmong(agent, present) ? 0 : change));
                }
            }
        }
        return AssignmentSolver.solve(builder.build(), effort, watch.silently(), current);
    }

    private static int[] and(int[] some, int[] more) {
        var all = Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    private static boolean isAmong(int agent, int[] some) {
        for (var each : some) {
            if (each == agent) {
                return true;
            }
        }
        return false;
    }
}
