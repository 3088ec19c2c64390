package org.jiedui.pairing.matching.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;

/** Jobs and agents of a problem that are connected by arcs or groups; jobs keep the order of the problem. */
final class Piece {
    final AssignmentProblem problem;
    final int[] jobs;
    final int[] agents;
    private final int[] localOf;

    private Piece(AssignmentProblem problem, int[] jobs, int[] agents, int[] localOf) {
        this.problem = problem;
        this.jobs = jobs;
        this.agents = agents;
        this.localOf = localOf;
    }

    /** The pieces, by their first job. */
    static List<Piece> of(AssignmentProblem problem) {
        var jobs = problem.jobs();
        var parent = new int[jobs + problem.agents()];
        Arrays.setAll(parent, i -> i);
        var firstOfGroup = new HashMap<Integer, Integer>();
        for (var j = 0; j < jobs; j++) {
            for (var a = problem.firstArc(j); a < problem.firstArc(j + 1); a++) {
                join(parent, j, jobs + problem.agentOf(a));
            }
            if (problem.group(j) >= 0) {
                var first = firstOfGroup.putIfAbsent(problem.group(j), j);
                if (first != null) {
                    join(parent, j, first);
                }
            }
        }
        var members = new LinkedHashMap<Integer, List<Integer>>();
        for (var j = 0; j < jobs; j++) {
            members.computeIfAbsent(root(parent, j), r -> new ArrayList<>()).add(j);
        }
        var agentsOf = new HashMap<Integer, List<Integer>>();
        for (var i = 0; i < problem.agents(); i++) {
            agentsOf.computeIfAbsent(root(parent, jobs + i), r -> new ArrayList<>())
                    .add(i);
        }
        var localOf = new int[problem.agents()];
        var pieces = new ArrayList<Piece>();
        for (var entry : members.entrySet()) {
            var agents = agentsOf.getOrDefault(entry.getKey(), List.of()).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            for (var k = 0; k < agents.length; k++) {
                localOf[agents[k]] = k;
            }
            pieces.add(new Piece(
                    problem,
                    entry.getValue().stream().mapToInt(Integer::intValue).toArray(),
                    agents,
                    localOf));
        }
        return pieces;
    }

    private static int root(int[] parent, int of) {
        var at = of;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    private static void join(int[] parent, int one, int other) {
        var a = root(parent, one);
        var b = root(parent, other);
        if (a != b) {
            parent[Math.max(a, b)] = Math.min(a, b);
        }
    }

    int local(int agent) {
        return localOf[agent];
    }

    /** Agent of the problem; -1 for the one that stands for an open job. */
    int agentOf(int local) {
        return local == agents.length ? -1 : agents[local];
    }

    /**
     * Whether it is a minimum-cost flow: every agent takes the same from each of its jobs, and the places of a group are
     * alike, so that a group can be one node.
     */
    boolean unit() {
        var load = new int[agents.length];
        Arrays.fill(load, -1);
        var groups = new HashMap<Integer, Integer>();
        for (var j : jobs) {
            for (var a = problem.firstArc(j); a < problem.firstArc(j + 1); a++) {
                var i = localOf[problem.agentOf(a)];
                if (load[i] >= 0 && load[i] != problem.loadOf(a)) {
                    return false;
                }
                load[i] = problem.loadOf(a);
            }
            if (problem.group(j) >= 0) {
                var first = groups.putIfAbsent(problem.group(j), j);
                if (first != null && !alike(first, j)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean alike(int one, int other) {
        var size = problem.firstArc(one + 1) - problem.firstArc(one);
        if (size != problem.firstArc(other + 1) - problem.firstArc(other)
                || problem.openCost(one) != problem.openCost(other)) {
            return false;
        }
        for (var k = 0; k < size; k++) {
            var a = problem.firstArc(one) + k;
            var b = problem.firstArc(other) + k;
            if (problem.agentOf(a) != problem.agentOf(b) || problem.costOf(a) != problem.costOf(b)) {
                return false;
            }
        }
        return true;
    }

    /** The piece for the search; an open job is at an agent that carries everything, the last one. */
    Core core() {
        var start = new int[jobs.length + 1];
        var size = 0;
        for (var j : jobs) {
            size += problem.firstArc(j + 1) - problem.firstArc(j) + 1;
        }
        var agent = new int[size];
        var load = new int[size];
        var cost = new int[size];
        var group = new int[jobs.length];
        var at = 0;
        for (var k = 0; k < jobs.length; k++) {
            var j = jobs[k];
            start[k] = at;
            group[k] = problem.group(j);
            for (var a = problem.firstArc(j); a < problem.firstArc(j + 1); a++) {
                agent[at] = localOf[problem.agentOf(a)];
                load[at] = problem.loadOf(a);
                cost[at++] = (int) problem.costOf(a);
            }
            if (problem.openCost(j) != AssignmentProblem.MUST) {
                agent[at] = agents.length;
                cost[at++] = (int) problem.openCost(j);
            }
        }
        start[jobs.length] = at;
        var capacity = new int[agents.length + 1];
        var department = new int[agents.length + 1];
        for (var i = 0; i < agents.length; i++) {
            capacity[i] = problem.capacity(agents[i]);
            department[i] = problem.department(agents[i]);
        }
        capacity[agents.length] = Integer.MAX_VALUE;
        department[agents.length] = Core.NOBODY;
        return new Core(
                start,
                Arrays.copyOf(agent, at),
                Arrays.copyOf(load, at),
                Arrays.copyOf(cost, at),
                capacity,
                group,
                department);
    }
}
