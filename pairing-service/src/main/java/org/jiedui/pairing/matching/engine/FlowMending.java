package org.jiedui.pairing.matching.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Betters an assignment of a piece in which every pair takes one place, until it is the cheapest: a job moves to the agent
 * from which another one moves on, and so on round, as long as such a circle lowers the cost. That there is none left proves
 * the optimum. Quick where little is to be mended: agents are the only nodes, and an open job is with nobody, who carries
 * everything.
 */
final class FlowMending {
    /** More than these take too much memory: one number for each two of them. */
    private static final int MOST_AGENTS = 2_000;

    private static final int MOST_CIRCLES = 2_000;

    /** No way; so large that nothing added to it makes it one, and small enough not to overflow. */
    private static final long FORBIDDEN = Long.MAX_VALUE / 4;

    /** Price of an open job that must not be open: dearer than all others together. */
    private static final long MUST = 1L << 44;

    /** What moves is an empty place. */
    private static final int EMPTY = -1;

    private final Piece piece;
    private final AssignmentProblem problem;
    private final int nobody;
    private final int[] at;
    private final long[] costAt;
    private final int[][] mates;
    private final int[] room;
    private final List<List<Integer>> held = new ArrayList<>();
    private final long[][] cheapest;
    private final int[][] mover;
    private boolean stopped;

    private FlowMending(Piece piece, int[] start) {
        this.piece = piece;
        problem = piece.problem;
        nobody = piece.agents.length;
        at = new int[piece.jobs.length];
        costAt = new long[at.length];
        room = room();
        mates = mates();
        cheapest = new long[nobody + 1][nobody + 1];
        mover = new int[nobody + 1][nobody + 1];
        for (var i = 0; i <= nobody; i++) {
            held.add(new ArrayList<>());
        }
        Arrays.fill(at, nobody);
        for (var k = 0; k < at.length; k++) {
            var agent = start[piece.jobs[k]];
            var arc = agent < 0 ? -1 : problem.arc(piece.jobs[k], agent);
            var to = arc < 0 ? nobody : piece.local(agent);
            put(k, to < nobody && held.get(to).size() < room[to] && allowed(k, to) ? to : nobody);
        }
        for (var i = 0; i <= nobody; i++) {
            row(i);
        }
    }

    /**
     * Betters.
     *
     * @param start agent of each job of the problem, -1 for none; what it may not have is left out
     * @return the proven optimum, or what it has come to when it is told to stop; null when the piece is too large or the start too far from it, or when a job that must
     *     have an agent gets none
     */
    static Assignment solve(Piece piece, int[] start, BooleanSupplier stop) {
        if (piece.agents.length > MOST_AGENTS) {
            return null;
        }
        var mending = new FlowMending(piece, start);
        for (var round = 0; round < MOST_CIRCLES; round++) {
            var circle = mending.circle(stop);
            if (circle == null) {
                return mending.answer();
            }
            if (!mending.turn(circle)) {
                return null;
            }
        }
        return null;
    }

    private int[] room() {
        var places = new int[nobody];
        for (var j : piece.jobs) {
            for (var a = problem.firstArc(j); a < problem.firstArc(j + 1); a++) {
                var load = problem.loadOf(a);
                places[piece.local(problem.agentOf(a))] =
                        load == 0 ? Integer.MAX_VALUE : problem.capacity(problem.agentOf(a)) / load;
            }
        }
        return places;
    }

    /** The other places of each job's group; null for none. */
    private int[][] mates() {
        var groups = new HashMap<Integer, List<Integer>>();
        for (var k = 0; k < at.length; k++) {
            if (problem.group(piece.jobs[k]) >= 0) {
                groups.computeIfAbsent(problem.group(piece.jobs[k]), g -> new ArrayList<>())
                        .add(k);
            }
        }
        var others = new int[at.length][];
        groups.values().stream()
                .filter(members -> members.size() > 1)
                .forEach(members -> members.forEach(k -> others[k] = members.stream()
                        .filter(m -> !m.equals(k))
                        .mapToInt(m -> m)
                        .toArray()));
        return others;
    }

    /** Whether nobody else of its group is with that department. */
    private boolean allowed(int job, int agent) {
        if (mates[job] != null) {
            for (var mate : mates[job]) {
                if (at[mate] != nobody
                        && problem.department(piece.agents[at[mate]]) == problem.department(piece.agents[agent])) {
                    return false;
                }
            }
        }
        return true;
    }

    private long open(int job) {
        var cost = problem.openCost(piece.jobs[job]);
        return cost == AssignmentProblem.MUST ? MUST : cost;
    }

    private void put(int job, int agent) {
        at[job] = agent;
        costAt[job] = agent == nobody ? open(job) : problem.costOf(problem.arc(piece.jobs[job], piece.agents[agent]));
        held.get(agent).add(job);
    }

    /** The cheapest move from an agent to every other one. */
    private void row(int from) {
        var cost = cheapest[from];
        var who = mover[from];
        Arrays.fill(cost, FORBIDDEN);
        if (from == nobody) {
            for (var to = 0; to < nobody; to++) {
                if (!held.get(to).isEmpty()) {
                    cost[to] = 0;
                    who[to] = EMPTY;
                }
            }
        } else if (held.get(from).size() < room[from]) {
            cost[nobody] = 0;
            who[nobody] = EMPTY;
        }
        for (int job : held.get(from)) {
            var j = piece.jobs[job];
            for (var a = problem.firstArc(j); a < problem.firstArc(j + 1); a++) {
                var to = piece.local(problem.agentOf(a));
                var more = problem.costOf(a) - costAt[job];
                if (more < cost[to] && to != from && allowed(job, to)) {
                    cost[to] = more;
                    who[to] = job;
                }
            }
            var more = open(job) - costAt[job];
            if (from != nobody && more < cost[nobody]) {
                cost[nobody] = more;
                who[nobody] = job;
            }
        }
    }

    /** Agents round which moves lower the cost, each before the one it moves to; null when there are none or it is to stop. */
    private int[] circle(BooleanSupplier stop) {
        var distance = new long[nobody + 1];
        var before = new int[nobody + 1];
        Arrays.fill(before, -1);
        while (true) {
            if (stop.getAsBoolean()) {
                stopped = true;
                return null;
            }
            var changed = false;
            for (var from = 0; from <= nobody; from++) {
                var cost = cheapest[from];
                var so = distance[from];
                for (var to = 0; to <= nobody; to++) {
                    if (so + cost[to] < distance[to]) {
                        distance[to] = so + cost[to];
                        before[to] = from;
                        changed = true;
                    }
                }
            }
            if (!changed) {
                return null;
            }
            var found = circleOf(before);
            if (found != null) {
                return found;
            }
        }
    }

    private static int[] circleOf(int[] before) {
        var seen = new int[before.length];
        for (var i = 0; i < before.length; i++) {
            var node = i;
            while (node >= 0 && seen[node] == 0) {
                seen[node] = i + 1;
                node = before[node];
            }
            if (node >= 0 && seen[node] == i + 1) {
                var circle = new ArrayList<Integer>();
                var on = node;
                do {
                    circle.add(0, on);
                    on = before[on];
                } while (on != node);
                return circle.stream().mapToInt(n -> n).toArray();
            }
        }
        return null;
    }

    /** Moves everybody round; false, and nothing was moved, when two places of one group would move at once. */
    private boolean turn(int[] circle) {
        var jobs = new int[circle.length];
        var groups = new HashSet<Integer>();
        for (var x = 0; x < circle.length; x++) {
            jobs[x] = mover[circle[x]][circle[(x + 1) % circle.length]];
            if (jobs[x] != EMPTY && mates[jobs[x]] != null && !groups.add(problem.group(piece.jobs[jobs[x]]))) {
                return false;
            }
        }
        var stale = new HashSet<Integer>();
        stale.add(nobody);
        for (var x = 0; x < circle.length; x++) {
            stale.add(circle[x]);
            if (jobs[x] != EMPTY) {
                held.get(circle[x]).remove((Integer) jobs[x]);
                put(jobs[x], circle[(x + 1) % circle.length]);
                if (mates[jobs[x]] != null) {
                    for (var mate : mates[jobs[x]]) {
                        stale.add(at[mate]);
                    }
                }
            }
        }
        stale.forEach(this::row);
        return true;
    }

    private Assignment answer() {
        var agents = new int[at.length];
        var value = 0L;
        for (var k = 0; k < at.length; k++) {
            if (at[k] == nobody && problem.openCost(piece.jobs[k]) == AssignmentProblem.MUST) {
                return null;
            }
            agents[k] = piece.agentOf(at[k]);
            value += costAt[k];
        }
        return new Assignment(
                agents, value, stopped ? Math.min(value, FlowSolver.bound(piece)) : value, true, false, 0);
    }
}
