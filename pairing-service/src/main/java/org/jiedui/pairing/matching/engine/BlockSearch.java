package org.jiedui.pairing.matching.engine;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Large-neighbourhood search: takes a few agents with all their jobs and looks for the best way to deal these jobs out
 * among these agents anew, completely, depth first.
 *
 * <p>With a price for each unit of an agent's capacity, the cost of an assignment is a constant plus its waste: what its
 * arcs are dearer than their jobs' cheapest, plus the worth of the capacity that is left over. Near the optimum the waste
 * of a block is small, so that only few combinations are cheaper, and a depth-first search that is cut off at the present
 * waste finds them. Everything in whole numbers.
 */
final class BlockSearch {
    static final int MOST_AGENTS = 16;
    private static final int MOST_OPTIONS = 8;

    private final Core core;
    private final int scale;
    private final int[] unit;
    /** Cost of each arc with its load at the price of its agent, scaled. */
    private final long[] full;

    private final boolean[] allowed;
    private final SplittableRandom random;
    private final int[] at;
    private final int[] used;
    private final int[][] jobsOf;
    private final int[] sizeOf;
    private long value;

    private final int[] block = new int[MOST_AGENTS];
    private int blockSize;
    private final int[] slotOf;

    // one block: jobs, their options by growing extra, and what the rest can carry at most
    private int[] jobs = new int[64];
    private int size;
    private int all;
    private int[][] option = new int[64][];
    private int[][] extra = new int[64][];
    private int[] options = new int[64];
    private int[][] mostLater = new int[64][];
    private final int[] room = new int[MOST_AGENTS];
    private final int[] price = new int[MOST_AGENTS];
    private int[] pick = new int[64];
    private int[] found = new int[64];
    private long limit;
    private boolean success;
    private long nodes;

    long blocks;
    long wins;
    long complete;
    long spent;

    /** @param allowed agents that may be in a block, or null for all */
    BlockSearch(Core core, int scale, double[] unitPrice, int[] start, boolean[] allowed, long seed) {
        this.core = core;
        this.allowed = allowed;
        this.scale = scale;
        this.random = new SplittableRandom(seed);
        unit = new int[core.agents];
        for (var i = 0; i < core.agents; i++) {
            unit[i] = (int) Math.round(unitPrice[i]);
        }
        full = new long[core.agent.length];
        for (var a = 0; a < full.length; a++) {
            full[a] = (long) core.cost[a] * scale + (long) unit[core.agent[a]] * core.load[a];
        }
        at = start.clone();
        used = new int[core.agents];
        sizeOf = new int[core.agents];
        jobsOf = new int[core.agents][16];
        slotOf = new int[core.agents];
        Arrays.fill(slotOf, -1);
        for (var j = 0; j < core.jobs; j++) {
            add(core.agent[at[j]], j);
            used[core.agent[at[j]]] += core.load[at[j]];
        }
        value = core.value(at);
    }

    private void add(int i, int j) {
        if (sizeOf[i] == jobsOf[i].length) {
            jobsOf[i] = Arrays.copyOf(jobsOf[i], sizeOf[i] * 2);
        }
        jobsOf[i][sizeOf[i]++] = j;
    }

    long value() {
        return value;
    }

    int[] arcs() {
        return at;
    }

    /**
     * Tries blocks until so many nodes are spent.
     *
     * @param slack what a block may get worse by, in units of cost; -1: it must get better
     * @param perBlock nodes after which a block is left for another one
     */
    void run(long budget, int agents, long perBlock, long slack, Annealing.Stop stop) {
        var until = spent + budget;
        while (spent < until && !stop.now()) {
            choose(agents);
            spent += 100;
            if (blockSize > 1) {
                blocks++;
                if (improve(perBlock, slack)) {
                    wins++;
                }
            }
            for (var b = 0; b < blockSize; b++) {
                slotOf[block[b]] = -1;
            }
        }
    }

    /** Agents that could take each other's jobs. */
    private void choose(int agents) {
        blockSize = 0;
        enter(random.nextInt(core.agents));
        for (var guard = 0; blockSize < Math.min(agents, MOST_AGENTS) && guard < 60; guard++) {
            if (blockSize == 0) {
                enter(random.nextInt(core.agents));
                continue;
            }
            var inside = block[random.nextInt(blockSize)];
            if (sizeOf[inside] == 0) {
                enter(random.nextInt(core.agents));
                continue;
            }
            var j = jobsOf[inside][random.nextInt(sizeOf[inside])];
            var a = core.start[j] + random.nextInt(core.start[j + 1] - core.start[j]);
            var b = core.start[j] + random.nextInt(core.start[j + 1] - core.start[j]);
            var c = core.start[j] + random.nextInt(core.start[j + 1] - core.start[j]);
            var best = better(better(a, b), c);
            if (!core.off[best]) {
                enter(core.agent[best]);
            }
        }
    }

    private int better(int a, int b) {
        return slotOf[core.agent[a]] >= 0 || (slotOf[core.agent[b]] < 0 && full[b] < full[a]) ? b : a;
    }

    private void enter(int i) {
        if (slotOf[i] < 0 && (allowed == null || allowed[i])) {
            slotOf[i] = blockSize;
            block[blockSize++] = i;
        }
    }

    private void grow(int needed) {
        if (jobs.length < needed) {
            var more = needed * 2;
            jobs = new int[more];
            option = new int[more][];
            extra = new int[more][];
            options = new int[more];
            mostLater = new int[more][];
            pick = new int[more];
            found = new int[more];
        }
    }

    private boolean improve(long perBlock, long slack) {
        var count = 0;
        for (var b = 0; b < blockSize; b++) {
            count += sizeOf[block[b]];
        }
        grow(count + 2);
        var waste = 0L;
        for (var b = 0; b < blockSize; b++) {
            var i = block[b];
            room[b] = core.capacity[i];
            price[b] = unit[i];
            if (!core.free[i]) {
                waste += (long) unit[i] * (core.capacity[i] - used[i]);
            }
        }
        size = 0;
        for (var b = 0; b < blockSize; b++) {
            for (var k = 0; k < sizeOf[block[b]]; k++) {
                var j = jobsOf[block[b]][k];
                waste += collect(j, size++);
            }
        }
        limit = waste + slack * scale;
        if (limit < 0) {
            spent += size;
            return false;
        }
        sortAndTrim();
        success = false;
        nodes = 0;
        most = perBlock;
        descend(size - 1, 0);
        spent += nodes + 4L * count;
        if (nodes <= most) {
            complete++;
        }
        if (!success) {
            return false;
        }
        apply();
        return true;
    }

    private long most;

    /** Options of a job inside the block, cheapest first; returns the extra of its present one. */
    private long collect(int j, int k) {
        if (option[k] == null) {
            option[k] = new int[MOST_OPTIONS];
            extra[k] = new int[MOST_OPTIONS];
        }
        var arcs = option[k];
        var n = 0;
        var bound = siblingInside(j);
        for (var a = core.start[j]; a < core.start[j + 1]; a++) {
            if (slotOf[core.agent[a]] < 0 || ((core.off[a] || bound) && a != at[j])) {
                continue;
            }
            if (core.siblings[j].length > 0 && a != at[j] && !core.fitsSiblings(j, core.agent[a], at)) {
                continue;
            }
            var p = n;
            while (p > 0 && full[arcs[p - 1]] > full[a]) {
                if (p < MOST_OPTIONS) {
                    arcs[p] = arcs[p - 1];
                }
                p--;
            }
            if (p < MOST_OPTIONS) {
                arcs[p] = a;
            }
            n = Math.min(MOST_OPTIONS, n + 1);
        }
        options[k] = n;
        jobs[k] = j;
        var least = full[arcs[0]];
        for (var p = 0; p < n; p++) {
            extra[k][p] = (int) Math.min(Integer.MAX_VALUE, full[arcs[p]] - least);
        }
        return full[at[j]] - least;
    }

    /** Two jobs of a group in one block could end in one department: both stay. */
    private boolean siblingInside(int j) {
        for (var s : core.siblings[j]) {
            if (slotOf[core.agent[at[s]]] >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Puts jobs without choice first (they are dealt at once), then those whose second choice is cheapest. */
    private void sortAndTrim() {
        var open = 0;
        for (var k = 0; k < size; k++) {
            var n = options[k];
            while (n > 1 && extra[k][n - 1] > limit) {
                n--;
            }
            options[k] = n;
            if (n > 1) {
                swap(k, open++);
            } else {
                room[slotOf[core.agent[option[k][0]]]] -= core.load[option[k][0]];
            }
        }
        all = size;
        size = open;
        // insertion sort: the search begins at the end, with the dearest second choices
        for (var k = 1; k < size; k++) {
            for (var p = k; p > 0 && extra[p - 1][1] > extra[p][1]; p--) {
                swap(p, p - 1);
            }
        }
        for (var k = 0; k <= size; k++) {
            if (mostLater[k] == null || mostLater[k].length < MOST_AGENTS) {
                mostLater[k] = new int[MOST_AGENTS];
            }
        }
        Arrays.fill(mostLater[0], 0);
        for (var k = 0; k < size; k++) {
            System.arraycopy(mostLater[k], 0, mostLater[k + 1], 0, MOST_AGENTS);
            for (var p = 0; p < options[k]; p++) {
                mostLater[k + 1][slotOf[core.agent[option[k][p]]]] += core.load[option[k][p]];
            }
        }
    }

    private void swap(int x, int y) {
        if (x == y) {
            return;
        }
        var j = jobs[x];
        jobs[x] = jobs[y];
        jobs[y] = j;
        var o = option[x];
        option[x] = option[y];
        option[y] = o;
        var e = extra[x];
        extra[x] = extra[y];
        extra[y] = e;
        var n = options[x];
        options[x] = options[y];
        options[y] = n;
    }

    private void descend(int k, long sum) {
        if (++nodes > most) {
            return;
        }
        var later = k + 1;
        var waste = sum;
        for (var b = 0; b < blockSize; b++) {
            var r = room[b];
            if (r < 0) {
                return;
            }
            var over = r - mostLater[later][b];
            if (over > 0) {
                waste += (long) price[b] * over;
            }
        }
        if (waste > limit) {
            return;
        }
        if (k < 0) {
            // everything is dealt: the waste is exact
            limit = waste - scale;
            success = true;
            System.arraycopy(pick, 0, found, 0, size);
            return;
        }
        var arcs = option[k];
        var dear = extra[k];
        for (var p = 0; p < options[k]; p++) {
            if (sum + dear[p] > limit) {
                return;
            }
            var a = arcs[p];
            var b = slotOf[core.agent[a]];
            var load = core.load[a];
            if (load <= room[b]) {
                room[b] -= load;
                pick[k] = p;
                descend(k - 1, sum + dear[p]);
                room[b] += load;
            }
        }
    }

    private void apply() {
        for (var k = 0; k < all; k++) {
            at[jobs[k]] = option[k][k < size ? found[k] : 0];
        }
        rebuild();
    }

    private void rebuild() {
        Arrays.fill(sizeOf, 0);
        Arrays.fill(used, 0);
        for (var j = 0; j < core.jobs; j++) {
            add(core.agent[at[j]], j);
            used[core.agent[at[j]]] += core.load[at[j]];
        }
        value = core.value(at);
    }
}
