package org.jiedui.pairing.matching.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * Checks an assignment against its problem, one condition after the other, knowing nothing of how it was found. Every
 * proposal passes here before anybody sees it.
 */
public final class AssignmentVerifier {
    private AssignmentVerifier() {}

    /** What is wrong with it; empty: nothing. */
    public static List<String> faults(AssignmentProblem problem, Assignment assignment) {
        var faults = new ArrayList<String>();
        var agentOf = assignment.agentOf();
        if (agentOf.length != problem.jobs()) {
            return List.of("answers " + agentOf.length + " of " + problem.jobs() + " jobs");
        }
        var carried = new long[problem.agents()];
        var seen = new HashSet<List<Integer>>();
        var value = 0L;
        var open = 0;
        for (var job = 0; job < agentOf.length; job++) {
            var agent = agentOf[job];
            if (agent < 0) {
                if (problem.openCost(job) == AssignmentProblem.MUST) {
                    open++;
                } else {
                    value += problem.openCost(job);
                }
                continue;
            }
            var cheapest = Long.MAX_VALUE;
            var load = 0;
            for (var arc = problem.firstArc(job); arc < problem.firstArc(job + 1); arc++) {
                if (problem.agentOf(arc) == agent && problem.costOf(arc) < cheapest) {
                    cheapest = problem.costOf(arc);
                    load = problem.loadOf(arc);
                }
            }
            if (cheapest == Long.MAX_VALUE) {
                faults.add("job " + job + " may not go to agent " + agent);
                continue;
            }
            value += cheapest;
            carried[agent] += load;
            if (problem.group(job) >= 0 && !seen.add(List.of(problem.group(job), problem.department(agent)))) {
                faults.add("group " + problem.group(job) + " has two of department " + problem.department(agent));
            }
        }
        for (var agent = 0; agent < carried.length; agent++) {
            if (carried[agent] > problem.capacity(agent)) {
                faults.add("agent " + agent + " carries " + carried[agent] + " of " + problem.capacity(agent));
            }
        }
        if (assignment.feasible() != (open == 0)) {
            faults.add(open + " jobs that must have an agent have none");
        }
        if (assignment.feasible() && value != assignment.value()) {
            faults.add("value " + assignment.value() + " is " + value);
        }
        if (assignment.feasible() && assignment.bound() > assignment.value()) {
            faults.add("bound " + assignment.bound() + " above value " + assignment.value());
        }
        return List.copyOf(faults);
    }
}
