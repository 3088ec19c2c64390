package org.jiedui.pairing.matching.engine;

import java.util.Arrays;

/**
 * The lower bound: every job pays its agent, every agent picks the best load for itself, a knapsack. The best payments are
 * found by a deflected subgradient method. All in whole numbers (costs times {@link #scale}), so that the bound is proven
 * and not a matter of rounding. With forward and backward tables of each knapsack it also says what it costs to force an
 * arc in or out: arcs that cannot be part of anything better than the best value are switched off.
 */
final class Lagrangian {
    /** Largest table, items times capacity; a knapsack above it is bounded by its linear relaxation. */
    private static final long MOST_CELLS = 60_000_000;

    private final Core core;
    final int scale;
    /** Payment of each job, scaled. */
    final int[] price;
    /** Price of a unit of each agent's capacity, scaled: the linear relaxation at the best payments. */
    final double[] unit;

    private final int[] best;
    private long bestBound = Long.MIN_VALUE;
    private final int[] count;
    private final double[] direction;
    private final double[] exact;
    private int[][] rows = new int[16][];
    private int[][] back = new int[16][];
    private int[] shifted = {};
    private final int[] items;
    private final int[] profit;
    /** Whether the last evaluation chose the arc. */
    final boolean[] chosen;

    private int calm;

    Lagrangian(Core core) {
        this.core = core;
        var most = 1L;
        for (var c : core.cost) {
            most = Math.max(most, Math.abs((long) c));
        }
        var s = 1;
        // payments stay below a few times the largest cost, sums of one knapsack below 2^31
        while (s < 1024 && most * s * 2 * 64 < Integer.MAX_VALUE / 4) {
            s *= 2;
        }
        scale = s;
        price = new int[core.jobs];
        best = new int[core.jobs];
        unit = new double[core.agents];
        count = new int[core.jobs];
        direction = new double[core.jobs];
        exact = new double[core.jobs];
        var widest = 0;
        for (var i = 0; i < core.agents; i++) {
            widest = Math.max(widest, core.agentStart[i + 1] - core.agentStart[i]);
        }
        items = new int[widest];
        profit = new int[widest];
        chosen = new boolean[core.agent.length];
        for (var j = 0; j < core.jobs; j++) {
            long first = Integer.MAX_VALUE;
            long second = Integer.MAX_VALUE;
            for (var a = core.start[j]; a < core.start[j + 1]; a++) {
                if (core.cost[a] < first) {
                    second = first;
                    first = core.cost[a];
                } else if (core.cost[a] < second) {
                    second = core.cost[a];
                }
            }
            exact[j] = scale * (double) (second == Integer.MAX_VALUE ? first : second);
            best[j] = (int) exact[j];
        }
    }

    /** Best proven bound, in units of cost. */
    long bound() {
        return bestBound == Long.MIN_VALUE ? Long.MIN_VALUE : Math.floorDiv(bestBound + scale - 1, scale);
    }

    long scaledBound() {
        return bestBound;
    }

    /** Goes back to the best payments known. */
    void recall() {
        System.arraycopy(best, 0, price, 0, best.length);
        for (var j = 0; j < best.length; j++) {
            exact[j] = best[j];
        }
        Arrays.fill(direction, 0);
    }

    /** Starts from prices of units: each job pays what its cheapest arc costs with its load at these prices. */
    void startFromUnits() {
        for (var j = 0; j < core.jobs; j++) {
            var least = Double.MAX_VALUE;
            for (var a = core.start[j]; a < core.start[j + 1]; a++) {
                if (!core.off[a]) {
                    least = Math.min(least, (double) core.cost[a] * scale + unit[core.agent[a]] * core.load[a]);
                }
            }
            exact[j] = least == Double.MAX_VALUE ? 0 : least;
        }
    }

    /** Begins to climb anew: each step aims at so much above the best bound, in units of cost. */
    void restart(double ambition) {
        bestBound = Long.MIN_VALUE;
        lift = ambition * scale;
        calm = 0;
        Arrays.fill(direction, 0);
    }

    /** One step of the method; returns the bound of this step, scaled. */
    long improve() {
        for (var j = 0; j < price.length; j++) {
            price[j] = (int) Math.round(exact[j]);
        }
        var value = evaluate();
        calm++;
        if (value > bestBound) {
            if (bestBound == Long.MIN_VALUE || value - bestBound > lift / 10) {
                calm = 0;
            }
            bestBound = value;
            System.arraycopy(price, 0, best, 0, best.length);
        }
        if (calm > 15) {
            lift /= 2;
            calm = 0;
            for (var j = 0; j < best.length; j++) {
                exact[j] = best[j];
            }
            Arrays.fill(direction, 0);
            return value;
        }
        var norm = 0.0;
        for (var j = 0; j < count.length; j++) {
            direction[j] = (1 - count[j]) + 0.6 * direction[j];
            norm += direction[j] * direction[j];
        }
        if (norm < 1e-9) {
            lift /= 2;
            return value;
        }
        var length = Math.max(lift / 4, bestBound + lift - value) / norm;
        for (var j = 0; j < exact.length; j++) {
            exact[j] += length * direction[j];
        }
        return value;
    }

    /** Whether further steps are of no use: they aim at less than a fraction of a unit of cost. */
    boolean settled() {
        return lift < 0.02 * scale;
    }

    private double lift;

    /** How often each job was taken in the last evaluation. */
    int[] counts() {
        return count;
    }

    /** The bound at the present payments, scaled; says what each agent takes. */
    long evaluate() {
        Arrays.fill(count, 0);
        var sum = 0L;
        for (var p : price) {
            sum += p;
        }
        for (var i = 0; i < core.agents; i++) {
            sum -= knapsack(i);
        }
        return sum;
    }

    private long gather(int i) {
        var size = 0;
        var sum = 0L;
        for (var k = core.agentStart[i]; k < core.agentStart[i + 1]; k++) {
            var a = core.agentArc[k];
            chosen[a] = false;
            if (core.off[a]) {
                continue;
            }
            var p = price[core.job[a]] - (long) core.cost[a] * scale;
            if (p > 0) {
                items[size] = a;
                profit[size++] = (int) Math.min(p, Integer.MAX_VALUE);
                sum += p;
            }
        }
        gathered = size;
        return sum;
    }

    private int gathered;

    private boolean tabular(int i, long sum) {
        return sum < Integer.MAX_VALUE && (long) (gathered + 1) * (core.capacity[i] + 1L) <= MOST_CELLS;
    }

    private long knapsack(int i) {
        var sum = gather(i);
        if (gathered == 0) {
            return 0;
        }
        var capacity = core.capacity[i];
        var total = 0L;
        for (var k = 0; k < gathered; k++) {
            total += core.load[items[k]];
        }
        if (total <= capacity) {
            for (var k = 0; k < gathered; k++) {
                chosen[items[k]] = true;
                count[core.job[items[k]]]++;
            }
            return sum;
        }
        if (!tabular(i, sum)) {
            return relaxed(i);
        }
        forward(capacity);
        var w = capacity;
        for (var k = gathered; k > 0; k--) {
            if (rows[k][w] != rows[k - 1][w]) {
                var a = items[k - 1];
                chosen[a] = true;
                count[core.job[a]]++;
                w -= core.load[a];
            }
        }
        return rows[gathered][capacity];
    }

    private static int[][] grown(int[][] table, int size) {
        return table.length >= size ? table : Arrays.copyOf(table, Math.max(size, table.length * 2));
    }

    private static int[] wide(int[] row, int width) {
        return row != null && row.length >= width ? row : new int[width];
    }

    private void forward(int capacity) {
        rows = grown(rows, gathered + 1);
        shifted = wide(shifted, capacity + 1);
        rows[0] = wide(rows[0], capacity + 1);
        Arrays.fill(rows[0], 0, capacity + 1, 0);
        for (var k = 0; k < gathered; k++) {
            rows[k + 1] = wide(rows[k + 1], capacity + 1);
            pass(rows[k], rows[k + 1], core.load[items[k]], profit[k], capacity);
        }
    }

    private void pass(int[] from, int[] to, int load, int gain, int capacity) {
        var shift = shifted;
        System.arraycopy(from, 0, to, 0, Math.min(load, capacity + 1));
        if (load <= capacity) {
            System.arraycopy(from, 0, shift, load, capacity + 1 - load);
            for (var w = load; w <= capacity; w++) {
                to[w] = Math.max(from[w], shift[w] + gain);
            }
        }
    }

    /** Linear relaxation of a knapsack whose table would be too large: never below the knapsack. */
    private long relaxed(int i) {
        var order = new Integer[gathered];
        Arrays.setAll(order, k -> k);
        Arrays.sort(
                order,
                (x, y) -> Double.compare(
                        (double) profit[y] * Math.max(0.5, core.load[items[x]]),
                        (double) profit[x] * Math.max(0.5, core.load[items[y]])));
        var left = core.capacity[i];
        var sum = 0L;
        for (var k : order) {
            var a = items[k];
            if (core.load[a] <= left) {
                left -= core.load[a];
                sum += profit[k];
                chosen[a] = true;
                count[core.job[a]]++;
            } else {
                return sum + (long) Math.ceil((double) profit[k] * left / core.load[a]) + 1;
            }
        }
        return sum;
    }

    /**
     * Switches off what cannot be part of anything cheaper than {@code value}, at the best payments; returns how many.
     * Also sets the prices of the agents' units.
     */
    int fix(long value) {
        System.arraycopy(best, 0, price, 0, best.length);
        var bound = evaluate();
        // anything that pushes the bound above this is of no use
        var most = (value - 1) * scale;
        var before = core.live();
        var forced = new int[core.jobs];
        Arrays.fill(forced, -1);
        for (var i = 0; i < core.agents; i++) {
            fixAgent(i, bound, most, forced);
        }
        for (var j = 0; j < core.jobs; j++) {
            if (forced[j] >= 0) {
                for (var a = core.start[j]; a < core.start[j + 1]; a++) {
                    if (a != forced[j]) {
                        core.switchOff(a);
                    }
                }
            }
        }
        return before - core.live();
    }

    private void fixAgent(int i, long bound, long most, int[] forced) {
        var sum = gather(i);
        var capacity = core.capacity[i];
        if (!tabular(i, sum) || gathered == 0 || core.free[i]) {
            // each arc by itself: taking what nobody wants costs at least its own loss
            if (core.free[i] || gathered == 0) {
                for (var k = core.agentStart[i]; k < core.agentStart[i + 1]; k++) {
                    var a = core.agentArc[k];
                    var p = price[core.job[a]] - (long) core.cost[a] * scale;
                    if (!core.off[a] && p < 0 && bound - p > most) {
                        core.switchOff(a);
                    }
                }
            }
            return;
        }
        forward(capacity);
        back = grown(back, gathered + 2);
        back[gathered] = wide(back[gathered], capacity + 1);
        Arrays.fill(back[gathered], 0, capacity + 1, 0);
        for (var k = gathered - 1; k >= 0; k--) {
            back[k] = wide(back[k], capacity + 1);
            pass(back[k + 1], back[k], core.load[items[k]], profit[k], capacity);
        }
        var all = rows[gathered];
        var whole = all[capacity];
        for (var k = core.agentStart[i]; k < core.agentStart[i + 1]; k++) {
            var a = core.agentArc[k];
            var p = price[core.job[a]] - (long) core.cost[a] * scale;
            if (!core.off[a] && p <= 0) {
                var with = core.load[a] > capacity ? Long.MIN_VALUE / 2 : all[capacity - core.load[a]] + p;
                if (bound + whole - with > most) {
                    core.switchOff(a);
                }
            }
        }
        for (var k = 0; k < gathered; k++) {
            var a = items[k];
            var with = Long.MIN_VALUE / 2;
            var without = 0L;
            var load = core.load[a];
            var before = rows[k];
            var after = back[k + 1];
            for (var w = 0; w <= capacity; w++) {
                without = Math.max(without, (long) before[w] + after[capacity - w]);
            }
            for (var w = 0; w <= capacity - load; w++) {
                with = Math.max(with, (long) before[w] + after[capacity - load - w] + profit[k]);
            }
            if (bound + whole - with > most) {
                core.switchOff(a);
            } else if (bound + whole - without > most) {
                forced[core.job[a]] = a;
            }
        }
        // slope of the value of capacity at its end
        var less = Math.max(0, capacity - Math.max(1, capacity / 8));
        unit[i] = capacity == less ? 0 : (whole - all[less]) / (double) (capacity - less);
    }

    /** How much dearer than its job's best an arc looks at the best payments, in units of cost; never negative. */
    double[] reducedCosts() {
        var reduced = new double[core.agent.length];
        for (var j = 0; j < core.jobs; j++) {
            var least = Double.MAX_VALUE;
            for (var a = core.start[j]; a < core.start[j + 1]; a++) {
                reduced[a] = core.cost[a] + unit[core.agent[a]] * core.load[a] / scale;
                least = Math.min(least, reduced[a]);
            }
            for (var a = core.start[j]; a < core.start[j + 1]; a++) {
                reduced[a] -= least;
            }
        }
        return reduced;
    }

    /**
     * Refines the prices of the agents' units towards those of the linear relaxation, which make the waste of good
     * assignments smallest.
     *
     * @param ambition what the first steps aim at above the best, in units of cost
     */
    void refineUnits(int steps, double ambition) {
        var bestUnits = unit.clone();
        var bestValue = -Double.MAX_VALUE;
        var used = new double[core.agents];
        var aim = ambition * scale;
        var idle = 0;
        var drift = new double[core.agents];
        for (var k = 0; k < steps && aim > 0.01 * scale; k++) {
            Arrays.fill(used, 0);
            var value = 0.0;
            for (var j = 0; j < core.jobs; j++) {
                var least = Double.MAX_VALUE;
                var arc = -1;
                for (var a = core.start[j]; a < core.start[j + 1]; a++) {
                    if (core.off[a]) {
                        continue;
                    }
                    var c = (double) core.cost[a] * scale + unit[core.agent[a]] * core.load[a];
                    if (c < least) {
                        least = c;
                        arc = a;
                    }
                }
                if (arc < 0) {
                    return;
                }
                value += least;
                used[core.agent[arc]] += core.load[arc];
            }
            var norm = 0.0;
            for (var i = 0; i < core.agents; i++) {
                value -= unit[i] * core.capacity[i];
                var g = core.free[i] ? 0 : used[i] - core.capacity[i];
                if (g < 0 && unit[i] <= 0) {
                    g = 0;
                }
                drift[i] = g + 0.5 * drift[i];
                norm += drift[i] * drift[i];
            }
            idle++;
            if (value > bestValue) {
                if (value > bestValue + aim / 10) {
                    idle = 0;
                }
                bestValue = value;
                System.arraycopy(unit, 0, bestUnits, 0, unit.length);
            }
            if (idle > 15) {
                aim /= 2;
                idle = 0;
                System.arraycopy(bestUnits, 0, unit, 0, unit.length);
                Arrays.fill(drift, 0);
                continue;
            }
            if (norm < 1e-9) {
                break;
            }
            var factor = Math.max(aim / 4, bestValue + aim - value) / norm;
            for (var i = 0; i < core.agents; i++) {
                unit[i] = core.free[i] ? 0 : Math.max(0, unit[i] + factor * drift[i]);
            }
        }
        System.arraycopy(bestUnits, 0, unit, 0, unit.length);
    }
}
