package org.jiedui.pairing.matching.engine;

import com.google.ortools.graph.MinCostFlow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;

/**
 * A piece in which every pair takes one place of its agent: a minimum-cost flow, solved to proven optimality. The places of
 * a group are one node that sends at most one unit into each department.
 */
final class FlowSolver {
    /** Cheapest arcs of a job that are tried at first; the others join when they could lower the cost. */
    private static final int KEEP = 24;

    private static final int MOST_ROUNDS = 8;

    static Assignment solve(Piece piece) {
        return solve(piece, KEEP);
    }

    /**
     * Solves with few arcs of each job, and proves by the potentials of the nodes that no other arc could lower the cost;
     * those that could join, and it is solved again. With all arcs when that does not end soon.
     */
    static Assignment solve(Piece piece, int keep) {
        Native.load();
        var unit = unit(piece);
        var kept = cheapest(piece, keep);
        if (kept == null) {
            return new FlowSolver(piece, null, unit).solve();
        }
        for (var round = 0; round < MOST_ROUNDS; round++) {
            var solver = new FlowSolver(piece, kept, unit);
            var answer = solver.solve();
            if (!answer.feasible()) {
                break;
            }
            if (solver.addWhatCouldLower(kept) == 0) {
                return answer;
            }
        }
        return new FlowSolver(piece, null, unit).solve();
    }

    /** Which arcs are tried at first, by number of the problem's arc; null: all. */
    private static BitSet cheapest(Piece piece, int keep) {
        var problem = piece.problem;
        var kept = new BitSet();
        var left = 0L;
        var all = 0L;
        var groups = new HashSet<Integer>();
        for (var j : piece.jobs) {
            if (problem.group(j) >= 0 && !groups.add(problem.group(j))) {
                // the first place of a group stands for all of them
                continue;
            }
            var first = problem.firstArc(j);
            var size = problem.firstArc(j + 1) - first;
            all += size;
            if (size <= keep) {
                kept.set(first, first + size);
                left += size;
                continue;
            }
            var costs = new long[size];
            for (var k = 0; k < size; k++) {
                costs[k] = problem.costOf(first + k);
            }
            var dearest = dearestOfCheapest(costs, keep);
            // among equals from a place of the job's own, so that not all jobs crowd at the same agents
            var count = 0;
            for (var k = 0; k < size && count < keep; k++) {
                if (costs[k] < dearest) {
                    kept.set(first + k);
                    count++;
                }
            }
            var offset = (int) Math.floorMod(j * 2_654_435_761L, (long) size);
            for (var k = 0; k < size && count < keep; k++) {
                var at = (offset + k) % size;
                if (costs[at] == dearest) {
                    kept.set(first + at);
                    count++;
                }
            }
            left += count;
        }
        return left * 2 > all ? null : kept;
    }

    /** The cost that so many do not exceed, without sorting all. */
    private static long dearestOfCheapest(long[] costs, int keep) {
        var least = Arrays.copyOf(costs, keep);
        Arrays.sort(least);
        for (var k = keep; k < costs.length; k++) {
            if (costs[k] < least[keep - 1]) {
                var at = keep - 1;
                for (; at > 0 && least[at - 1] > costs[k]; at--) {
                    least[at] = least[at - 1];
                }
                least[at] = costs[k];
            }
        }
        return least[keep - 1];
    }

    /** What all costs are multiples of: the fewer their digits, the fewer rounds the flow takes. */
    private static long unit(Piece piece) {
        var problem = piece.problem;
        var unit = 0L;
        for (var j : piece.jobs) {
            unit = problem.openCost(j) == AssignmentProblem.MUST ? unit : divisor(unit, problem.openCost(j));
            for (var a = problem.firstArc(j); a < problem.firstArc(j + 1) && unit != 1; a++) {
                unit = divisor(unit, problem.costOf(a));
            }
        }
        return Math.max(1, unit);
    }

    private static long divisor(long one, long other) {
        var a = Math.abs(one);
        var b = Math.abs(other);
        while (b != 0) {
            var rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }

    private final Piece piece;
    private final BitSet kept;
    private final long unit;
    private final Map<Long, Integer> departmentNode = new HashMap<>();
    private final MinCostFlow flow = new MinCostFlow();
    private int[] tail = new int[1024];
    private int[] head = new int[1024];
    private int[] room = new int[1024];
    private long[] price = new long[1024];
    private int arcs;
    private int[] nodeOf;
    private boolean[] leads;
    private int nodes;

    private FlowSolver(Piece piece, BitSet kept, long unit) {
        this.piece = piece;
        this.kept = kept;
        this.unit = unit;
    }

    private int arc(int from, int to, int capacity, long cost) {
        if (arcs == tail.length) {
            tail = Arrays.copyOf(tail, arcs * 2);
            head = Arrays.copyOf(head, arcs * 2);
            room = Arrays.copyOf(room, arcs * 2);
            price = Arrays.copyOf(price, arcs * 2);
        }
        tail[arcs] = from;
        head[arcs] = to;
        room[arcs] = capacity;
        price[arcs++] = cost;
        return flow.addArcWithCapacityAndUnitCost(from, to, capacity, cost);
    }

    /** Lets arcs join that have a negative cost at the potentials; returns how many. */
    private int addWhatCouldLower(BitSet into) {
        var distance = distances();
        var problem = piece.problem;
        var added = 0;
        for (var k = 0; k < piece.jobs.length; k++) {
            var j = piece.jobs[k];
            if (!leads[k]) {
                continue;
            }
            for (var a = problem.firstArc(j); a < problem.firstArc(j + 1); a++) {
                if (into.get(a)) {
                    continue;
                }
                var from = problem.group(j) < 0
                        ? nodeOf[k]
                        : departmentNode.getOrDefault(
                                department(nodeOf[k], problem.department(problem.agentOf(a))), nodeOf[k]);
                if (problem.costOf(a) / unit + distance[from] < distance[1 + piece.local(problem.agentOf(a))]) {
                    into.set(a);
                    added++;
                }
            }
        }
        return added;
    }

    /** Shortest distances in what the flow leaves open; there is no negative circle when the flow is optimal. */
    private long[] distances() {
        var distance = new long[nodes];
        // asked once, as every question crosses into native code
        var flows = new long[arcs];
        for (var a = 0; a < arcs; a++) {
            flows[a] = flow.getFlow(a);
        }
        for (var changed = true; changed; ) {
            changed = false;
            for (var a = 0; a < arcs; a++) {
                var used = flows[a];
                if (used < room[a] && distance[tail[a]] + price[a] < distance[head[a]]) {
                    distance[head[a]] = distance[tail[a]] + price[a];
                    changed = true;
                }
                if (used > 0 && distance[head[a]] - price[a] < distance[tail[a]]) {
                    distance[tail[a]] = distance[head[a]] - price[a];
                    changed = true;
                }
            }
        }
        return distance;
    }

    /** Key of a department of a group. */
    private static long department(int node, int department) {
        return (long) node << 32 | department & 0xffff_ffffL;
    }

    private Assignment solve() {
        var problem = piece.problem;
        var jobs = piece.jobs;
        var sink = 0;
        var node = 1 + piece.agents.length;
        // one node for a group, or for a job without one
        nodeOf = new int[jobs.length];
        leads = new boolean[jobs.length];
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
            leads[k] = members.get(0) == k;
            if (!leads[k]) {
                continue;
            }
            var j = jobs[k];
            var first = problem.firstArc(j);
            var last = problem.firstArc(j + 1);
            for (var a = first; a < last; a++) {
                var i = piece.local(problem.agentOf(a));
                placesOf[i] =
                        problem.loadOf(a) == 0 ? jobs.length : problem.capacity(problem.agentOf(a)) / problem.loadOf(a);
                if (kept != null && !kept.get(a)) {
                    continue;
                }
                var from = nodeOf[k];
                if (members.size() > 1) {
                    var department = department(nodeOf[k], problem.department(problem.agentOf(a)));
                    var known = departmentNode.get(department);
                    if (known == null) {
                        known = node++;
                        departmentNode.put(department, known);
                        arc(from, known, 1, 0);
                    }
                    from = known;
                }
                arcIds.add(arc(from, 1 + i, 1, problem.costOf(a) / unit));
                arcNode.add(nodeOf[k]);
                arcAgent.add(problem.agentOf(a));
            }
            if (problem.openCost(j) != AssignmentProblem.MUST) {
                arc(nodeOf[k], sink, members.size(), problem.openCost(j) / unit);
            }
            flow.setNodeSupply(nodeOf[k], members.size());
            wanted += members.size();
        }
        for (var i = 0; i < placesOf.length; i++) {
            if (placesOf[i] > 0) {
                arc(1 + i, sink, placesOf[i], 0);
            }
        }
        nodes = node;
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
