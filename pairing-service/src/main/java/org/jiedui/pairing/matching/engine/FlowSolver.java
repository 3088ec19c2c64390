package org.jiedui.pairing.matching.engine;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;

/**
 * A piece in which every pair takes one place of its agent: a minimum-cost flow, solved to proven optimality. The places of
 * a group are one node that sends at most one unit into each department.
 */
final class FlowSolver {
    /** Cheapest arcs of a job that are tried at first, and that join at once. */
    private static final int KEEP = 24;

    private static final long NO_WAY = Long.MAX_VALUE / 4;

    private final AssignmentProblem problem;
    private final Piece piece;
    private final Unit[] units;
    private final BitSet kept = new BitSet();
    private final Flow flow;
    private final int sink;
    private final int[] nodeOfAgent;
    private final int[] places;

    private int[] arcs = {};
    private long[] costs = {};

    /** A job alone, or the places of a group: its node, those of its departments, and what leaves them. */
    private static final class Unit {
        final int node;
        int[] members;
        final HashMap<Integer, Integer> departments = new HashMap<>();
        int[] ofFlow = new int[KEEP + 1];
        /** Arcs of the problem; -1 for those to the sink or to a department. */
        int[] ofProblem = new int[KEEP + 1];

        int size;

        /** Members who have an agent, once they are counted. */
        int placed;

        Unit(int node, int member) {
            this.node = node;
            members = new int[] {member};
        }

        void add(int flowArc, int problemArc) {
            if (size == ofFlow.length) {
                ofFlow = Arrays.copyOf(ofFlow, size * 2);
                ofProblem = Arrays.copyOf(ofProblem, size * 2);
            }
            ofFlow[size] = flowArc;
            ofProblem[size++] = problemArc;
        }
    }

    private FlowSolver(Piece piece, BooleanSupplier stop) {
        this.piece = piece;
        problem = piece.problem;
        flow = new Flow(stop);
        sink = flow.node();
        places = new int[piece.agents.length];
        nodeOfAgent = new int[piece.agents.length];
        Arrays.setAll(nodeOfAgent, i -> flow.node());
        units = units();
        for (var unit : units) {
            var j = piece.jobs[unit.members[0]];
            for (var a = problem.firstArc(j); a < problem.firstArc(j + 1); a++) {
                var i = problem.agentOf(a);
                places[piece.local(i)] =
                        problem.loadOf(a) == 0 ? piece.jobs.length : problem.capacity(i) / problem.loadOf(a);
            }
            if (problem.openCost(j) != AssignmentProblem.MUST) {
                unit.add(flow.arc(unit.node, sink, unit.members.length, problem.openCost(j)), -1);
            }
            flow.excess[unit.node] = unit.members.length;
        }
        for (var i = 0; i < places.length; i++) {
            flow.arc(nodeOfAgent[i], sink, places[i], 0);
        }
        flow.excess[sink] = -piece.jobs.length;
    }

    private Unit[] units() {
        var all = new Unit[piece.jobs.length];
        var ofGroup = new HashMap<Integer, Unit>();
        var size = 0;
        for (var k = 0; k < all.length; k++) {
            var group = problem.group(piece.jobs[k]);
            var known = group < 0 ? null : ofGroup.get(group);
            if (known != null) {
                known.members = Arrays.copyOf(known.members, known.members.length + 1);
                known.members[known.members.length - 1] = k;
                continue;
            }
            all[size] = new Unit(flow.node(), k);
            if (group >= 0) {
                ofGroup.put(group, all[size]);
            }
            size++;
        }
        return Arrays.copyOf(all, size);
    }

    static Assignment solve(Piece piece, BooleanSupplier stop) {
        return solve(piece, KEEP, stop);
    }

    /**
     * Solves with few arcs of each job, and proves by the potentials of the nodes that no other arc could lower the cost;
     * those that could join, and it is solved on from there. When it is told to stop, those who have nobody yet get the
     * cheapest agent who has room, and the bound is what the potentials prove.
     */
    static Assignment solve(Piece piece, int keep, BooleanSupplier stop) {
        var solver = new FlowSolver(piece, stop);
        solver.join(keep, true);
        while (true) {
            // a job that must have an agent may be kept from it by an arc that was left out
            var complete = solver.flow.solve();
            if (solver.flow.stopped()) {
                return solver.answer(false);
            }
            if (!solver.join(complete ? keep : Integer.MAX_VALUE, !complete)) {
                return solver.answer(true);
            }
        }
    }

    /**
     * Lets the cheapest arcs of each job join, as many as at most.
     *
     * @param any not only those that could lower the cost at the potentials
     * @return whether some did
     */
    private boolean join(int most, boolean any) {
        var potentialOf = new long[piece.agents.length];
        Arrays.setAll(potentialOf, i -> flow.potential[nodeOfAgent[i]]);
        var joined = false;
        for (var unit : units) {
            if (flow.stopped()) {
                return true;
            }
            var size = candidates(unit, potentialOf, any);
            if (size > 0) {
                joined = true;
                add(unit, size, most);
            }
            if (size > 0 || any) {
                begin(unit);
            }
        }
        return joined;
    }

    private int candidates(Unit unit, long[] potentialOf, boolean any) {
        var j = piece.jobs[unit.members[0]];
        var first = problem.firstArc(j);
        var last = problem.firstArc(j + 1);
        if (arcs.length < last - first) {
            arcs = new int[last - first];
            costs = new long[last - first];
        }
        var size = 0;
        var most = flow.potential[unit.node];
        for (var a = first; a < last; a++) {
            var agent = problem.agentOf(a);
            var cost = problem.costOf(a) + potentialOf[piece.local(agent)];
            if (unit.members.length > 1) {
                var node = unit.departments.getOrDefault(problem.department(agent), unit.node);
                most = flow.potential[node];
            }
            if ((any || cost < most) && !kept.get(a)) {
                arcs[size] = a;
                costs[size++] = cost;
            }
        }
        return size;
    }

    private void add(Unit unit, int size, int most) {
        var dearest = size <= most ? NO_WAY : dearestOfCheapest(costs, size, most);
        var count = 0;
        for (var k = 0; k < size && count < most; k++) {
            if (costs[k] < dearest) {
                add(unit, arcs[k]);
                count++;
            }
        }
        // among equals from a place of the job's own, so that not all jobs crowd at the same agents
        var offset = (int) Math.floorMod(unit.node * 2_654_435_761L, (long) size);
        for (var k = 0; k < size && count < most; k++) {
            var at = (offset + k) % size;
            if (costs[at] == dearest) {
                add(unit, arcs[at]);
                count++;
            }
        }
    }

    private void add(Unit unit, int a) {
        kept.set(a);
        var agent = problem.agentOf(a);
        var from = unit.node;
        if (unit.members.length > 1) {
            var known = unit.departments.get(problem.department(agent));
            if (known == null) {
                known = flow.node();
                unit.departments.put(problem.department(agent), known);
                unit.add(flow.arc(unit.node, known, 1, 0), -1);
            }
            from = known;
        }
        unit.add(flow.arc(from, nodeOfAgent[piece.local(agent)], 1, problem.costOf(a)), a);
    }

    /** The cost that so many do not exceed, without sorting all. */
    private static long dearestOfCheapest(long[] costs, int size, int most) {
        var least = Arrays.copyOf(costs, most);
        Arrays.sort(least);
        for (var k = most; k < size; k++) {
            if (costs[k] < least[most - 1]) {
                var at = most - 1;
                for (; at > 0 && least[at - 1] > costs[k]; at--) {
                    least[at] = least[at - 1];
                }
                least[at] = costs[k];
            }
        }
        return least[most - 1];
    }

    /** Puts a unit back to where it has nobody, at the potentials of the agents. */
    private void begin(Unit unit) {
        unit.departments.values().forEach(node -> flow.potential[node] = NO_WAY);
        for (var k = 0; k < unit.size; k++) {
            var arc = unit.ofFlow[k];
            flow.takeBack(arc);
            if (unit.ofProblem[k] >= 0) {
                var from = flow.tail(arc);
                flow.potential[from] = from == unit.node ? 0 : Math.min(flow.potential[from], flow.through(arc));
            }
        }
        var least = NO_WAY;
        for (var k = 0; k < unit.size; k++) {
            if (flow.tail(unit.ofFlow[k]) == unit.node) {
                least = Math.min(least, flow.through(unit.ofFlow[k]));
            }
        }
        flow.potential[unit.node] = least;
    }

    private Assignment answer(boolean proven) {
        var agents = new int[piece.jobs.length];
        Arrays.fill(agents, -1);
        var left = places.clone();
        var value = 0L;
        for (var unit : units) {
            for (var k = 0; k < unit.size; k++) {
                if (unit.ofProblem[k] >= 0 && flow.used(unit.ofFlow[k]) > 0) {
                    value += put(unit, unit.ofProblem[k], agents, left);
                }
            }
        }
        var complete = true;
        for (var unit : units) {
            while (unit.placed < unit.members.length) {
                var arc = proven ? -1 : cheapest(unit, agents, left);
                if (arc >= 0) {
                    value += put(unit, arc, agents, left);
                    continue;
                }
                var open = problem.openCost(piece.jobs[unit.members[unit.placed++]]);
                complete &= open != AssignmentProblem.MUST;
                value += open == AssignmentProblem.MUST ? 0 : open;
            }
        }
        return proven
                ? new Assignment(agents, value, value, complete, !complete, 0)
                : new Assignment(agents, value, Math.min(value, bound()), complete, false, 0);
    }

    private long put(Unit unit, int arc, int[] agents, int[] left) {
        agents[unit.members[unit.placed++]] = problem.agentOf(arc);
        left[piece.local(problem.agentOf(arc))]--;
        return problem.costOf(arc);
    }

    /** Arc to the cheapest agent who has room for a further member and is cheaper than nobody; -1: none. */
    private int cheapest(Unit unit, int[] agents, int[] left) {
        var j = piece.jobs[unit.members[0]];
        var best = -1;
        var least = problem.openCost(j);
        for (var a = problem.firstArc(j); a < problem.firstArc(j + 1); a++) {
            var agent = problem.agentOf(a);
            if (problem.costOf(a) < least
                    && left[piece.local(agent)] > 0
                    && Arrays.stream(unit.members, 0, unit.placed)
                            .noneMatch(k ->
                                    agents[k] >= 0 && problem.department(agents[k]) == problem.department(agent))) {
                best = a;
                least = problem.costOf(a);
            }
        }
        return best;
    }

    private long bound() {
        var price = new long[places.length];
        Arrays.setAll(price, i -> Math.max(0, flow.potential[nodeOfAgent[i]] - flow.potential[sink]));
        return bound(piece, price, places);
    }

    /**
     * What no assignment costs less than (weak duality): every place has its price, and every job has the cheapest for itself.
     *
     * @param price of a place of each agent, not negative
     */
    private static long bound(Piece piece, long[] price, int[] places) {
        var problem = piece.problem;
        var sum = 0L;
        for (var i = 0; i < price.length; i++) {
            sum -= price[i] * places[i];
        }
        var inGroup = new HashMap<Integer, Integer>();
        for (var j : piece.jobs) {
            inGroup.merge(problem.group(j), 1, Integer::sum);
        }
        for (var j : piece.jobs) {
            var members = problem.group(j) < 0 ? Integer.valueOf(1) : inGroup.remove(problem.group(j));
            if (members == null) {
                continue;
            }
            // the places of a group go to different departments
            Map<Integer, Long> least = new HashMap<>();
            for (var a = problem.firstArc(j); a < problem.firstArc(j + 1); a++) {
                var agent = problem.agentOf(a);
                least.merge(
                        members == 1 ? 0 : problem.department(agent),
                        problem.costOf(a) + price[piece.local(agent)],
                        Math::min);
            }
            sum += LongStream.concat(
                            least.values().stream().mapToLong(Long::longValue),
                            LongStream.generate(() -> problem.openCost(j)).limit(members))
                    .sorted()
                    .limit(members)
                    .filter(cost -> cost != AssignmentProblem.MUST)
                    .sum();
        }
        return sum;
    }

    /** What no assignment of a piece costs less than, without any search. */
    static long bound(Piece piece) {
        return bound(piece, new long[piece.agents.length], new int[piece.agents.length]);
    }
}
