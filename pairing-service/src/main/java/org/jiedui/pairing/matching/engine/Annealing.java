package org.jiedui.pairing.matching.engine;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Simulated annealing over complete assignments: move a job, swap two jobs, or move one and push another one further.
 * Loads above a capacity are allowed at a price that rises and falls so that the search crosses the border of what is
 * feasible again and again. Only arcs that look good at the payments of the bound are tried.
 */
final class Annealing {
    private final Core core;
    private long state;
    private final int[] lists;
    private final int[] listStart;
    /** Arc of each job. */
    final int[] at;

    private final int[] used;
    private final int[][] jobsOf;
    private final int[] sizeOf;
    private final int[] place;
    private final int[] dense;
    private long value;
    private long excess;
    private double penalty;
    final int[] best;
    long bestValue = Long.MAX_VALUE;
    private final boolean coupled;

    /**
     * @param reduced how dear each arc looks
     * @param most arcs that look dearer are left out, but the two best of each job stay
     */
    Annealing(Core core, double[] reduced, double most, double penalty, long seed) {
        this.core = core;
        this.state = new SplittableRandom(seed).nextLong() | 1;
        this.penalty = penalty;
        at = new int[core.jobs];
        best = new int[core.jobs];
        used = new int[core.agents];
        sizeOf = new int[core.agents];
        place = new int[core.jobs];
        jobsOf = new int[core.agents][8];
        coupled = core.coupled();
        var flat = new int[core.agent.length];
        listStart = new int[core.jobs + 1];
        var size = 0;
        for (var j = 0; j < core.jobs; j++) {
            listStart[j] = size;
            var second = secondBest(j, reduced);
            for (var a = core.start[j]; a < core.start[j + 1]; a++) {
                if (!core.off[a] && (reduced[a] <= most || reduced[a] <= second)) {
                    flat[size++] = a;
                }
            }
        }
        listStart[core.jobs] = size;
        lists = Arrays.copyOf(flat, size);
        if ((long) core.jobs * core.agents <= 4_000_000) {
            dense = new int[core.jobs * core.agents];
            Arrays.fill(dense, -1);
            for (var a : lists) {
                dense[core.job[a] * core.agents + core.agent[a]] = a;
            }
        } else {
            dense = null;
        }
    }

    private double secondBest(int j, double[] reduced) {
        var first = Double.MAX_VALUE;
        var second = Double.MAX_VALUE;
        for (var a = core.start[j]; a < core.start[j + 1]; a++) {
            if (core.off[a]) {
                continue;
            }
            if (reduced[a] < first) {
                second = first;
                first = reduced[a];
            } else if (reduced[a] < second) {
                second = reduced[a];
            }
        }
        return second == Double.MAX_VALUE ? first : second;
    }

    private int arc(int job, int agent) {
        if (dense != null) {
            return dense[job * core.agents + agent];
        }
        for (var k = listStart[job]; k < listStart[job + 1]; k++) {
            if (core.agent[lists[k]] == agent) {
                return lists[k];
            }
        }
        return -1;
    }

    /** Starts from this assignment; every job needs an arc. */
    void begin(int[] arcs) {
        Arrays.fill(used, 0);
        Arrays.fill(sizeOf, 0);
        value = 0;
        for (var j = 0; j < core.jobs; j++) {
            at[j] = arcs[j];
            value += core.cost[arcs[j]];
            var i = core.agent[arcs[j]];
            used[i] += core.load[arcs[j]];
            add(i, j);
        }
        excess = 0;
        for (var i = 0; i < core.agents; i++) {
            excess += over(i, 0);
        }
        note();
    }

    /** Drops the best one: what counts is what comes now. */
    void forget() {
        bestValue = Long.MAX_VALUE;
    }

    /** Raises the price of what exceeds a capacity. */
    void dearer(double factor) {
        penalty *= factor;
    }

    private void add(int i, int j) {
        if (sizeOf[i] == jobsOf[i].length) {
            jobsOf[i] = Arrays.copyOf(jobsOf[i], sizeOf[i] * 2);
        }
        place[j] = sizeOf[i];
        jobsOf[i][sizeOf[i]++] = j;
    }

    private void drop(int i, int j) {
        var last = jobsOf[i][--sizeOf[i]];
        jobsOf[i][place[j]] = last;
        place[last] = place[j];
    }

    private int over(int i, int more) {
        return Math.max(0, used[i] + more - core.capacity[i]);
    }

    private void note() {
        if (excess == 0 && value < bestValue && (!coupled || apart())) {
            bestValue = value;
            System.arraycopy(at, 0, best, 0, at.length);
        }
    }

    private boolean apart() {
        for (var j = 0; j < core.jobs; j++) {
            if (core.siblings[j].length > 0 && !core.fitsSiblings(j, core.agent[at[j]], at)) {
                return false;
            }
        }
        return true;
    }

    private void put(int j, int arc) {
        var old = at[j];
        var from = core.agent[old];
        var to = core.agent[arc];
        drop(from, j);
        add(to, j);
        used[from] -= core.load[old];
        used[to] += core.load[arc];
        value += core.cost[arc] - core.cost[old];
        at[j] = arc;
    }

    /** Logarithms of evenly spread numbers: what a worsening may be at temperature 1. */
    static final double[] TOLERANCE = new double[1 << 12];

    static {
        for (var k = 0; k < TOLERANCE.length; k++) {
            TOLERANCE[k] = -Math.log((k + 0.5) / TOLERANCE.length);
        }
    }

    /** A number below the bound (xorshift and multiplication instead of division: this is called a billion times). */
    private int below(int bound) {
        state ^= state << 13;
        state ^= state >>> 7;
        state ^= state << 17;
        return (int) (((state >>> 33) * bound) >>> 31);
    }

    private boolean accept(double delta, double temperature) {
        return delta <= 0 || delta < temperature * TOLERANCE[below(TOLERANCE.length)];
    }

    /** Tries so many moves while the temperature falls geometrically from hot to cold. */
    void run(long moves, double hot, double cold, Stop stop) {
        var temperature = hot;
        final var block = 2_000;
        var blocks = Math.max(1, moves / block);
        var factor = Math.pow(cold / hot, 1.0 / blocks);
        for (var b = 0L; b < blocks; b++) {
            var feasible = 0;
            for (var k = 0; k < block; k++) {
                move(temperature);
                if (excess == 0) {
                    feasible++;
                    note();
                }
            }
            // about a third of the time should be spent on the feasible side
            if (feasible < block / 5) {
                penalty *= 1.02;
            } else if (feasible > block / 2) {
                penalty /= 1.02;
            }
            temperature *= factor;
            if ((b & 31) == 0 && stop.now()) {
                return;
            }
        }
    }

    /** Whether to stop in the middle. */
    interface Stop {
        boolean now();
    }

    private void move(double temperature) {
        var j = below(core.jobs);
        var choices = listStart[j + 1] - listStart[j];
        if (choices < 2) {
            return;
        }
        var arc = lists[listStart[j] + below(choices)];
        var old = at[j];
        if (arc == old) {
            return;
        }
        var from = core.agent[old];
        var to = core.agent[arc];
        if (coupled && !core.fitsSiblings(j, to, at)) {
            return;
        }
        var cost = core.cost[arc] - core.cost[old];
        var fromOver = over(from, 0);
        var toOver = over(to, 0);
        var more = core.load[arc];
        var less = core.load[old];
        var fits = used[to] + more <= core.capacity[to];
        if (fits || below(8) == 0 || sizeOf[to] == 0) {
            var change = over(from, -less) - fromOver + over(to, more) - toOver;
            if (accept(cost + penalty * change, temperature)) {
                put(j, arc);
                excess += change;
            }
            return;
        }
        var k = jobsOf[to][below(sizeOf[to])];
        var oldK = at[k];
        // swap, or push the other one further
        if (below(2) == 0) {
            var arcK = arc(k, from);
            if (arcK < 0 || (coupled && !core.fitsSiblings(k, from, at))) {
                return;
            }
            var change = over(from, core.load[arcK] - less) - fromOver + over(to, more - core.load[oldK]) - toOver;
            if (accept(cost + core.cost[arcK] - core.cost[oldK] + penalty * change, temperature)) {
                put(j, arc);
                put(k, arcK);
                excess += change;
            }
            return;
        }
        var choicesK = listStart[k + 1] - listStart[k];
        var arcK = lists[listStart[k] + below(choicesK)];
        var further = core.agent[arcK];
        if (further == to || further == from || (coupled && !core.fitsSiblings(k, further, at))) {
            return;
        }
        var change = over(from, -less)
                - fromOver
                + over(to, more - core.load[oldK])
                - toOver
                + over(further, core.load[arcK])
                - over(further, 0);
        if (accept(cost + core.cost[arcK] - core.cost[oldK] + penalty * change, temperature)) {
            put(j, arc);
            put(k, arcK);
            excess += change;
        }
    }
}
