package org.jiedui.pairing.matching.engine;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;

/**
 * Local search by chains: a job moves to an agent from which another one moves on, and so on, until one takes the place of
 * the first or finds room. Each agent is touched once, so that every capacity is checked as the chain grows.
 *
 * <p>With a price for each unit of capacity what an assignment costs is a constant plus its waste: what its arcs are dearer
 * than their jobs' cheapest, and the worth of capacity that is left over. A step can win no more than the waste of its agent,
 * so that of very many chains only few have to be followed. Some chains may make it worse, ever less, so that the search gets
 * out of hollows. Everything in whole numbers.
 */
final class ChainSearch {
    private static final int MOST_DEPTH = 8;
    private static final int MOST_ARCS = 16;
    private static final int PER_START = 1_500;

    /** From this share on only what is better is taken; before it the heat falls to this share of what it was. */
    private static final double COLD_FROM = 0.85;

    private static final double COLD = 0.02;

    private final Core core;
    private final int scale;
    private final int[] unit;
    private final SplittableRandom random;
    /** Likely arcs of each job, cheapest first, and how much dearer each is than the first. */
    private final int[] arcs;

    private final int[] extra;
    private final int[] arcStart;

    private final int[] at;
    private final int[] atExtra;
    private final int[] used;
    private final int[][] jobsOf;
    private final int[] sizeOf;
    private final int[] place;
    private final boolean[] touched;
    private final boolean[] fixed;
    private long value;
    private final int[] best;
    private long bestValue;

    private final int[] chainJob = new int[MOST_DEPTH + 1];
    private final int[] chainArc = new int[MOST_DEPTH + 1];
    private int first;
    private int firstRoom;
    private long firstWorth;
    private int nodes;
    private long threshold;

    /** Steps so far. */
    long spent;

    ChainSearch(Core core, int scale, double[] unitPrice, int[] start, long seed) {
        this.core = core;
        this.scale = scale;
        random = new SplittableRandom(seed);
        unit = new int[core.agents];
        for (var i = 0; i < core.agents; i++) {
            unit[i] = core.free[i] ? 0 : (int) Math.round(unitPrice[i]);
        }
        at = start.clone();
        atExtra = new int[core.jobs];
        used = new int[core.agents];
        sizeOf = new int[core.agents];
        jobsOf = new int[core.agents][16];
        place = new int[core.jobs];
        touched = new boolean[core.agents];
        fixed = new boolean[core.jobs];
        arcStart = new int[core.jobs + 1];
        var flat = new int[core.jobs * MOST_ARCS];
        var dear = new int[flat.length];
        var size = 0;
        for (var j = 0; j < core.jobs; j++) {
            arcStart[j] = size;
            size = collect(j, flat, dear, size);
            fixed[j] = core.siblings[j].length > 0 || size - arcStart[j] < 2;
            add(core.agent[at[j]], j);
            used[core.agent[at[j]]] += core.load[at[j]];
        }
        arcStart[core.jobs] = size;
        arcs = Arrays.copyOf(flat, size);
        extra = Arrays.copyOf(dear, size);
        value = core.value(at);
        best = at.clone();
        bestValue = value;
    }

    private long full(int a) {
        return (long) core.cost[a] * scale + (long) unit[core.agent[a]] * core.load[a];
    }

    private int collect(int j, int[] flat, int[] dear, int from) {
        var size = from;
        for (var a = core.start[j]; a < core.start[j + 1]; a++) {
            if (core.off[a] && a != at[j]) {
                continue;
            }
            var cost = full(a);
            var p = size;
            while (p > from && full(flat[p - 1]) > cost) {
                if (p < from + MOST_ARCS) {
                    flat[p] = flat[p - 1];
                }
                p--;
            }
            if (p < from + MOST_ARCS) {
                flat[p] = a;
                size = Math.min(from + MOST_ARCS, size + 1);
            }
        }
        var least = full(flat[from]);
        for (var k = from; k < size; k++) {
            dear[k] = (int) Math.min(Integer.MAX_VALUE / 4, full(flat[k]) - least);
        }
        atExtra[j] = (int) Math.min(Integer.MAX_VALUE / 4, full(at[j]) - least);
        return size;
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

    /** Of the best assignment so far. */
    long value() {
        return bestValue;
    }

    /** The best assignment so far. */
    int[] arcs() {
        return best;
    }

    /**
     * Follows chains until so many steps are spent or the time is over.
     *
     * @param hot what a chain may make worse at first, in units of cost, about; it falls by the same factor again and again,
     *     and is nothing at the end
     * @param time share of the time that is over, 1: all; cools faster when the steps would not be done in time
     */
    void run(long budget, double hot, DoubleSupplier time, Annealing.Stop stop) {
        var begin = spent;
        var heat = 0.0;
        for (var round = 0; ; round++) {
            if ((round & 63) == 0) {
                var share = Math.max((spent - begin) / (double) budget, time.getAsDouble());
                if (share >= 1 || stop.now()) {
                    return;
                }
                heat = share > COLD_FROM ? 0 : hot * Math.pow(COLD, share / COLD_FROM) * scale;
            }
            var j = random.nextInt(core.jobs);
            spent++;
            if (fixed[j]) {
                continue;
            }
            // below this a chain is taken
            threshold = heat <= 0 ? 0 : (long) (-heat * Math.log(1 - random.nextDouble()));
            nodes = 0;
            first = core.agent[at[j]];
            firstRoom = room(first) + core.load[at[j]];
            firstWorth = unit[first] * (long) core.load[at[j]];
            var depth = follow(j, 0, 0);
            spent += nodes;
            if (depth > 0) {
                chainJob[0] = j;
                apply(depth);
            }
        }
    }

    private int room(int i) {
        return core.capacity[i] - used[i];
    }

    /**
     * Finds a place for a job that left its agent.
     *
     * @param depth arcs of the chain so far
     * @param sum what they cost, without what the first job left behind
     * @return number of arcs of a chain that is cheap enough; 0: none
     */
    private int follow(int j, int depth, long sum) {
        var from = arcStart[j];
        var size = arcStart[j + 1] - from;
        var offset = random.nextInt(size);
        for (var k = 0; k < size; k++) {
            var x = from + (k + offset < size ? k + offset : k + offset - size);
            var a = arcs[x];
            var to = core.agent[a];
            var step = sum + extra[x] - atExtra[j];
            var load = core.load[a];
            if (to == first) {
                // closes the circle
                if (depth > 0 && load <= firstRoom && step + firstWorth - (long) unit[first] * load < threshold) {
                    chainArc[depth] = a;
                    return depth + 1;
                }
                continue;
            }
            if (touched[to]) {
                continue;
            }
            var room = room(to);
            var worth = (long) unit[to] * load;
            if (load <= room && step + firstWorth - worth < threshold) {
                chainArc[depth] = a;
                return depth + 1;
            }
            // the next one leaves, and takes with it at least so much that this one fits
            if (depth + 1 >= MOST_DEPTH || step - (long) unit[to] * room >= threshold) {
                continue;
            }
            var others = jobsOf[to];
            var count = sizeOf[to];
            var begin = count == 0 ? 0 : random.nextInt(count);
            for (var y = 0; y < count; y++) {
                var next = others[y + begin < count ? y + begin : y + begin - count];
                var frees = core.load[at[next]];
                var so = step + (long) unit[to] * frees - worth;
                if (load - frees > room || so >= threshold || fixed[next]) {
                    continue;
                }
                if (++nodes > PER_START) {
                    return 0;
                }
                touched[to] = true;
                var found = follow(next, depth + 1, so);
                touched[to] = false;
                if (found > 0) {
                    chainArc[depth] = a;
                    chainJob[depth + 1] = next;
                    return found;
                }
            }
        }
        return 0;
    }

    private void apply(int depth) {
        for (var d = 0; d < depth; d++) {
            var j = chainJob[d];
            drop(core.agent[at[j]], j);
            used[core.agent[at[j]]] -= core.load[at[j]];
        }
        for (var d = 0; d < depth; d++) {
            var j = chainJob[d];
            var a = chainArc[d];
            value += core.cost[a] - core.cost[at[j]];
            at[j] = a;
            add(core.agent[a], j);
            used[core.agent[a]] += core.load[a];
            for (var x = arcStart[j]; x < arcStart[j + 1]; x++) {
                if (arcs[x] == a) {
                    atExtra[j] = extra[x];
                }
            }
        }
        if (value < bestValue) {
            bestValue = value;
            System.arraycopy(at, 0, best, 0, best.length);
        }
    }
}
