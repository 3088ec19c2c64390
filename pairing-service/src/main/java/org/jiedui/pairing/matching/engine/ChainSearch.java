package org.jiedui.pairing.matching.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.function.DoubleSupplier;
import java.util.function.LongPredicate;

/**
 * Local search by chains: a job moves to an agent from which another one moves on, and so on, until one takes the place of
 * the first or finds room. Each agent is touched once, so that every capacity is checked as the chain grows.
 *
 * <p>With a price for each unit of capacity what an assignment costs is a constant plus its waste: what its arcs are dearer
 * than their jobs' cheapest, and the worth of capacity that is left over. A step can win no more than the waste of its agent,
 * so that of very many chains only few have to be followed. Some chains may make it worse, ever less, so that the search gets
 * out of hollows. Everything in whole numbers.
 *
 * <p>Each thread walks for itself; now and then all go on from where the best of them is. What comes out depends on the seed
 * and the number of steps alone.
 */
final class ChainSearch {
    private static final int MOST_DEPTH = 8;
    private static final int MOST_ARCS = 16;
    private static final int PER_START = 1_500;

    /**
     * From this share on only what is better is taken; before it the heat falls to this share of what it was. Below it hardly
     * anything moves any more, and the time would be lost.
     */
    private static final double COLD_FROM = 0.9;

    private static final double COLD = 0.15;

    /** Times that it gets colder, at least. */
    private static final int STAGES = 200;

    /** Times that all go on from the best. */
    private static final int MEETINGS = 20;

    /** Of a walk between two looks at the time. */
    private static final long MOST_STEPS = 500_000;

    private final Core core;
    private final int scale;
    private final int[] unit;
    private final SplittableRandom random;
    /** Of each likely arc of a job, cheapest first: agent, load, how much dearer than the cheapest, and the arc itself. */
    private final int[] option;

    private final int[] optionStart;
    private final long[] cheapest;
    private final boolean[] fixed;
    private final int mostLoad;
    private final int[] best;
    private long bestValue;

    ChainSearch(Core core, int scale, double[] unitPrice, int[] start, long seed) {
        this.core = core;
        this.scale = scale;
        random = new SplittableRandom(seed);
        unit = new int[core.agents];
        for (var i = 0; i < core.agents; i++) {
            unit[i] = core.free[i] ? 0 : (int) Math.round(unitPrice[i]);
        }
        mostLoad = Arrays.stream(core.load).max().orElse(0);
        fixed = new boolean[core.jobs];
        cheapest = new long[core.jobs];
        optionStart = new int[core.jobs + 1];
        var options = new int[4 * core.jobs * MOST_ARCS];
        var size = 0;
        for (var j = 0; j < core.jobs; j++) {
            optionStart[j] = size;
            size = collect(j, start[j], options, size);
            fixed[j] = core.siblings[j].length > 0 || size - optionStart[j] < 8;
        }
        optionStart[core.jobs] = size;
        option = Arrays.copyOf(options, size);
        best = start.clone();
        bestValue = core.value(start);
    }

    private long full(int a) {
        return (long) core.cost[a] * scale + (long) unit[core.agent[a]] * core.load[a];
    }

    private int collect(int j, int present, int[] options, int from) {
        var likely = new int[MOST_ARCS];
        var count = 0;
        for (var a = core.start[j]; a < core.start[j + 1]; a++) {
            if (core.off[a] && a != present) {
                continue;
            }
            var cost = full(a);
            var p = count;
            while (p > 0 && full(likely[p - 1]) > cost) {
                if (p < MOST_ARCS) {
                    likely[p] = likely[p - 1];
                }
                p--;
            }
            if (p < MOST_ARCS) {
                likely[p] = a;
                count = Math.min(MOST_ARCS, count + 1);
            }
        }
        cheapest[j] = full(likely[0]);
        var size = from;
        for (var k = 0; k < count; k++) {
            options[size++] = core.agent[likely[k]];
            options[size++] = core.load[likely[k]];
            options[size++] = (int) Math.min(MOST_EXTRA, full(likely[k]) - cheapest[j]);
            options[size++] = likely[k];
        }
        return size;
    }

    private static final int MOST_EXTRA = Integer.MAX_VALUE / 4;

    /** Of the best assignment so far. */
    long value() {
        return bestValue;
    }

    /** The best assignment so far. */
    int[] arcs() {
        return best;
    }

    /**
     * Follows chains until so many steps are spent by each thread, the time is over, or it is told to stop.
     *
     * @param hot what a chain may make worse at first, in units of cost, about; it falls by the same factor again and again,
     *     and is nothing at the end
     * @param time share of the time that is over, 1: all; cools faster when the steps would not be done in time
     * @param stop is shown the best value so far
     */
    void run(long budget, double hot, int threads, ExecutorService pool, DoubleSupplier time, LongPredicate stop)
            throws InterruptedException {
        var walks = new ArrayList<Walk>();
        for (var w = 0; w < threads; w++) {
            walks.add(new Walk(random.nextLong()));
        }
        var quota = Math.max(1, Math.min(MOST_STEPS, budget / STAGES));
        var meetings = 0;
        for (var spent = 0L; ; spent += quota) {
            var share = Math.max(spent / (double) budget, time.getAsDouble());
            if (share >= 1 || stop.test(bestValue)) {
                return;
            }
            if (share * MEETINGS >= meetings + 1) {
                meetings++;
                walks.forEach(walk -> walk.goTo(best(walks).at));
            }
            var heat = share > COLD_FROM ? 0 : hot * Math.pow(COLD, share / COLD_FROM) * scale;
            all(walks, quota, heat, pool);
            var first = best(walks);
            if (first.value < bestValue) {
                bestValue = first.value;
                System.arraycopy(first.at, 0, best, 0, best.length);
            }
        }
    }

    private static Walk best(List<Walk> walks) {
        return walks.stream().min(Comparator.comparingLong(walk -> walk.value)).orElseThrow();
    }

    private static void all(List<Walk> walks, long quota, double heat, ExecutorService pool)
            throws InterruptedException {
        var tasks = new ArrayList<Callable<Walk>>();
        walks.forEach(walk -> tasks.add(() -> walk.run(quota, heat)));
        for (var done : pool.invokeAll(tasks)) {
            try {
                done.get();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a part of the search failed", e.getCause());
            }
        }
    }

    /** One thread's assignment. */
    private final class Walk {
        final int[] at = new int[core.jobs];
        long value;
        private final int[] room = new int[core.agents];
        private final double[] perPrice = new double[core.agents];
        private final boolean[] touched = new boolean[core.agents];
        /** Which of 64 steps of load the jobs of each agent have there; the first job of each agent and step, and the next one of each job. */
        private final long[] loads = new long[core.agents];

        private final int[] firstOf = new int[64 * core.agents];
        private final int[] nextOf = new int[core.jobs];
        private final int shift = Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros(mostLoad) - 6);
        private final int[] agentOf = new int[core.jobs];
        private final int[] loadNow = new int[core.jobs];
        private final int[] extraNow = new int[core.jobs];
        private long mostWorth;

        private long state;
        private int first;
        private int firstRoom;
        private long firstWorth;
        private long threshold;
        private int nodes;
        private final int[] chainJob = new int[MOST_DEPTH + 1];
        private final int[] chainOption = new int[MOST_DEPTH + 1];

        Walk(long seed) {
            state = seed | 1;
            Arrays.setAll(perPrice, i -> 1 / Math.max(1e-9, unit[i]));
            goTo(best);
        }

        /** Goes on from there. */
        void goTo(int[] there) {
            if (there != at) {
                System.arraycopy(there, 0, at, 0, at.length);
            }
            System.arraycopy(core.capacity, 0, room, 0, room.length);
            Arrays.fill(loads, 0);
            value = 0;
            for (var j = 0; j < core.jobs; j++) {
                var a = at[j];
                agentOf[j] = core.agent[a];
                loadNow[j] = core.load[a];
                extraNow[j] = (int) Math.min(MOST_EXTRA, full(a) - cheapest[j]);
                room[agentOf[j]] -= loadNow[j];
                value += core.cost[a];
                if (!fixed[j]) {
                    add(agentOf[j], j);
                }
            }
            worth();
        }

        private void worth() {
            mostWorth = 0;
            for (var i = 0; i < room.length; i++) {
                mostWorth = Math.max(mostWorth, (long) unit[i] * room[i]);
            }
        }

        private void add(int i, int k) {
            var step = loadNow[k] >> shift;
            var place = 64 * i + step;
            nextOf[k] = ((loads[i] >> step) & 1) == 0 ? -1 : firstOf[place];
            firstOf[place] = k;
            loads[i] |= 1L << step;
        }

        private void drop(int i, int k) {
            var step = loadNow[k] >> shift;
            var place = 64 * i + step;
            if (firstOf[place] == k) {
                firstOf[place] = nextOf[k];
                if (nextOf[k] < 0) {
                    loads[i] &= ~(1L << step);
                }
                return;
            }
            var before = firstOf[place];
            while (nextOf[before] != k) {
                before = nextOf[before];
            }
            nextOf[before] = nextOf[k];
        }

        private int below(int bound) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
            return (int) (((state >>> 33) * bound) >>> 31);
        }

        Walk run(long budget, double heat) {
            for (var spent = 0L; spent < budget; spent += 1 + nodes) {
                nodes = 0;
                var k = below(core.jobs);
                if (fixed[k]) {
                    continue;
                }
                // below this a chain is taken
                threshold = heat <= 0 ? 0 : (long) (heat * Annealing.TOLERANCE[below(Annealing.TOLERANCE.length)]);
                first = agentOf[k];
                firstRoom = room[first] + loadNow[k];
                firstWorth = unit[first] * (long) loadNow[k];
                var depth = follow(k, 0, 0);
                if (depth > 0) {
                    chainJob[0] = k;
                    apply(depth);
                }
            }
            return this;
        }

        /**
         * Finds a place for a job that left its agent.
         *
         * @param depth arcs of the chain so far
         * @param sum what they cost, without what the first job left behind
         * @return number of arcs of a chain that is cheap enough; 0: none
         */
        private int follow(int k, int depth, long sum) {
            var from = optionStart[k];
            var end = optionStart[k + 1];
            var base = sum - extraNow[k];
            // no agent can make up for more than this
            var limit = threshold - base + mostWorth;
            var to = from;
            while (to < end && option[to + 2] < limit) {
                to += 4;
            }
            var size = (to - from) >> 2;
            if (size == 0) {
                return 0;
            }
            var x = from + 4 * below(size);
            for (var tried = 0; tried < size; tried++) {
                var found = through(option[x], option[x + 1], base + option[x + 2], depth);
                if (found > 0) {
                    chainOption[depth] = x;
                    return found;
                }
                x += 4;
                if (x == to) {
                    x = from;
                }
            }
            return 0;
        }

        /** The same through one arc, with which the chain costs {@code step}. */
        private int through(int i, int load, long step, int depth) {
            if (i == first) {
                // closes the circle
                return depth > 0 && load <= firstRoom && step + firstWorth - (long) unit[i] * load < threshold
                        ? depth + 1
                        : 0;
            }
            if (touched[i]) {
                return 0;
            }
            var space = room[i];
            var worth = (long) unit[i] * load;
            if (load <= space && step + firstWorth - worth < threshold) {
                return depth + 1;
            }
            // the next one leaves, and takes with it at least so much that this one fits
            if (depth + 1 >= MOST_DEPTH || step - (long) unit[i] * space >= threshold) {
                return 0;
            }
            var least = Math.max(0, load - space);
            var most = (int) Math.min(mostLoad, load + (threshold - step) * perPrice[i]);
            if (least > most) {
                return 0;
            }
            var steps = loads[i] & (-1L << (least >> shift)) & (-1L >>> (63 - (most >> shift)));
            if (steps == 0) {
                return 0;
            }
            touched[i] = true;
            // from anywhere, so that those who leave little room are not always the first
            var turn = (least >> shift) + below((most >> shift) - (least >> shift) + 1);
            var found = leaving(i, steps & (-1L << turn), step - worth, least, depth);
            if (found == 0) {
                found = leaving(i, steps & ~(-1L << turn), step - worth, least, depth);
            }
            touched[i] = false;
            return found;
        }

        /** The same when a job of some of the steps of load leaves the agent, at least so large a one. */
        private int leaving(int i, long steps, long sum, int least, int depth) {
            for (var some = steps; some != 0; some &= some - 1) {
                var next = firstOf[64 * i + Long.numberOfTrailingZeros(some)];
                for (; next >= 0; next = nextOf[next]) {
                    var so = sum + (long) unit[i] * loadNow[next];
                    if (loadNow[next] < least || so >= threshold) {
                        continue;
                    }
                    if (++nodes > PER_START) {
                        return 0;
                    }
                    var found = follow(next, depth + 1, so);
                    if (found > 0) {
                        chainJob[depth + 1] = next;
                        return found;
                    }
                }
            }
            return 0;
        }

        private void apply(int depth) {
            for (var d = 0; d < depth; d++) {
                var k = chainJob[d];
                drop(agentOf[k], k);
                room[agentOf[k]] += loadNow[k];
            }
            for (var d = 0; d < depth; d++) {
                var k = chainJob[d];
                var x = chainOption[d];
                agentOf[k] = option[x];
                loadNow[k] = option[x + 1];
                extraNow[k] = option[x + 2];
                value += core.cost[option[x + 3]] - core.cost[at[k]];
                at[k] = option[x + 3];
                room[agentOf[k]] -= loadNow[k];
                add(agentOf[k], k);
            }
            worth();
        }
    }
}
