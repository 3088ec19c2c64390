package org.jiedui.pairing.matching.engine;

import com.google.ortools.graph.MinCostFlow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;

/**
 * A piece in which every pair takes one place of its agent: a minimum-cost flow, solved to proven optimality. The places of
 * a group are one node that sends at most one unit into each department.
 */
final class FlowSolver {
    private FlowSolver() {}

    static Assignment solve(Piece piece) {
        Native.load();
        var problem = piece.problem;
        var jobs = piece.jobs;
        var flow = new MinCostFlow();
        var sink = 0;
        var node = 1 + piece.agents.length;
        // one node for a group, or for a job without one
        var nodeOf = new int[jobs.length];
        var membersOf = new HashMap<Integer, ArrayList<Integer>>();
        var nodeOfGroup = new HashMap<Integer, Integer>();
        for (var k = 0; k < jobs.length; k++) {
            var group = problem.group(jobs[k]);
            if (group < 0) {
                nodeOf[k] = node++;
            } else {
                var known = nodeOfGroup.get(group);
                if (known == null) {
                    known = node++;
                    nodeOfGroup.put(group, known);
                }
                nodeOf[k] = known;
            }
            membersOf.computeIfAbsent(nodeOf[k], n -> new ArrayList<>()).add(k);
        }
        var arcNode = new ArrayList<Integer>();
        var arcAgent = new ArrayList<Integer>();
        var arcIds = new ArrayList<Integer>();
        var placesOf = new int[piece.agents.length];
        var wanted = 0;
        for (var k = 0; k < jobs.length; k++) {
            var members = membersOf.get(nodeOf[k]);
            if (members.get(0) != k) {
                continue;
            }
            var j = jobs[k];
            var first = problem.firstArc(j);
            var last = problem.firstArc(j + 1);
            var departments = new HashMap<Integer, Integer>();
            for (var a = first; a < last; a++) {
                var i = piece.local(problem.agentOf(a));
                placesOf[i] =
                        problem.loadOf(a) == 0 ? jobs.length : problem.capacity(problem.agentOf(a)) / problem.loadOf(a);
                var from = nodeOf[k];
                if (members.size() > 1) {
                    var department = problem.department(problem.agentOf(a));
                    var known = departments.get(department);
                    if (known == null) {
                        known = node++;
                        departments.put(department, known);
                        flow.addArcWithCapacityAndUnitCost(from, known, 1, 0);
                    }
                    from = known;
                }
                arcIds.add(flow.addArcWithCapacityAndUnitCost(from, 1 + i, 1, problem.costOf(a)));
                arcNode.add(nodeOf[k]);
                arcAgent.add(problem.agentOf(a));
            }
            if (problem.openCost(j) != AssignmentProblem.MUST) {
                flow.addArcWithCapacityAndUnitCost(nodeOf[k], sink, members.size(), problem.openCost(j));
            }
            flow.setNodeSupply(nodeOf[k], members.size());
            wanted += members.size();
        }
        for (var i = 0; i < placesOf.length; i++) {
            if (placesOf[i] > 0) {
                flow.addArcWithCapacityAndUnitCost(1 + i, sink, placesOf[i], 0);
            }
        }
        flow.setNodeSupply(sink, -wanted);
        var status = flow.solve();
        var complete = status == MinCostFlow.Status.OPTIMAL;
        if (!complete) {
            if (status != MinCostFlow.Status.INFEASIBLE) {
                throw new IllegalStateException("minimum-cost flow: " + status);
            }
            // as many as there can be, at the least cost
            flow.solveMaxFlowWithMinCost();
        }
        var agents = new int[jobs.length];
        Arrays.fill(agents, -1);
        var value = 0L;
        var next = new HashMap<Integer, Integer>();
        for (var x = 0; x < arcIds.size(); x++) {
            if (flow.getFlow(arcIds.get(x)) > 0) {
                var position = next.merge(arcNode.get(x), 1, Integer::sum) - 1;
                var k = membersOf.get(arcNode.get(x)).get(position);
                agents[k] = arcAgent.get(x);
            }
        }
        for (var k = 0; k < jobs.length; k++) {
            if (agents[k] >= 0) {
                value += problem.costOf(problem.arc(jobs[k], agents[k]));
            } else if (problem.openCost(jobs[k]) != AssignmentProblem.MUST) {
                value += problem.openCost(jobs[k]);
            }
        }
        return new Assignment(agents, value, value, complete, !complete, 0);
    }
}
