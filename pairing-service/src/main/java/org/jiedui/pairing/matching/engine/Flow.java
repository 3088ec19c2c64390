package org.jiedui.pairing.matching.engine;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * A minimum-cost flow in whole numbers: what nodes have too much goes to those that lack it. Primal-dual: at the potentials no
 * open arc has a negative reduced cost, which proves the optimum; a round takes up all shortest ways at once. Quick where costs
 * have few different values. Arcs may join between two calls; the flow that there is stays the start.
 */
final class Flow {
    private static final long FAR = Long.MAX_VALUE / 4;
    private static final int AWAY = 1;
    private static final int HERE = 2;

    private int nodes;
    /** What a node has too much; negative: what it lacks. */
    int[] excess = new int[1024];
    /** Distance to what lacks something: the cost of an open arc with the potential of its head is never below that of its tail. */
    long[] potential = new long[1024];

    private int[] tail = new int[1024];
    private int[] head = new int[1024];
    private int[] room = new int[1024];
    private int[] used = new int[1024];
    private long[] cost = new long[1024];
    private int arcs;

    // ends of arcs by node, side by side in memory: the other end, what it costs to go there, which ways are open
    private int[] start = {};
    private int[] other = {};
    private long[] price = {};
    private byte[] open = {};
    private int[] arcOf = {};
    private int[] atTail = {};
    private int[] atHead = {};

    private long[] distance = {};
    /** Fewest arcs of cost 0 to what lacks something; -1: none. */
    private int[] level = {};

    private int[] queue = {};

    private int[] cursor = {};
    private int[] way = {};
    private long[] heapKey = new long[1024];
    private int[] heapNode = new int[1024];
    private int heapSize;

    private final BooleanSupplier stop;
    private boolean stopped;
    private int ticks;

    /** @param stop whether to leave off, asked every now and then */
    Flow(BooleanSupplier stop) {
        this.stop = stop;
    }

    /** Whether it was told to leave off; then it sends nothing more, and what was sent stays. */
    boolean stopped() {
        if (!stopped && (ticks++ & 1023) == 0) {
            stopped = stop.getAsBoolean();
        }
        return stopped;
    }

    int node() {
        if (nodes == excess.length) {
            excess = Arrays.copyOf(excess, nodes * 2);
            potential = Arrays.copyOf(potential, nodes * 2);
        }
        return nodes++;
    }

    int arc(int from, int to, int capacity, long unitCost) {
        if (arcs == tail.length) {
            var more = arcs * 2;
            tail = Arrays.copyOf(tail, more);
            head = Arrays.copyOf(head, more);
            room = Arrays.copyOf(room, more);
            used = Arrays.copyOf(used, more);
            cost = Arrays.copyOf(cost, more);
        }
        tail[arcs] = from;
        head[arcs] = to;
        room[arcs] = capacity;
        cost[arcs] = unitCost;
        return arcs++;
    }

    int used(int arc) {
        return used[arc];
    }

    int tail(int arc) {
        return tail[arc];
    }

    /** Takes back what leaves a node through an arc; both ends have to be dealt with anew. */
    void takeBack(int arc) {
        excess[tail[arc]] += used[arc];
        excess[head[arc]] -= used[arc];
        used[arc] = 0;
    }

    /** What it costs to leave a node through an arc, at the potential of its head. */
    long through(int arc) {
        return cost[arc] + potential[head[arc]];
    }

    /** Sends what can be sent until it is told to leave off; returns whether nothing is left. No open arc may have a negative reduced cost. */
    boolean solve() {
        index();
        while (shorten()) {
            while (!stopped() && levels()) {
                for (var v = 0; v < nodes; v++) {
                    while (excess[v] > 0 && level[v] >= 0 && !stopped() && send(v)) {
                        // the next unit
                    }
                }
            }
        }
        return Arrays.stream(excess).allMatch(much -> much <= 0);
    }

    private void index() {
        start = new int[nodes + 1];
        distance = new long[nodes];
        level = new int[nodes];
        cursor = new int[nodes];
        queue = new int[nodes];
        way = new int[nodes];
        for (var a = 0; a < arcs; a++) {
            start[tail[a] + 1]++;
            start[head[a] + 1]++;
        }
        for (var v = 0; v < nodes; v++) {
            start[v + 1] += start[v];
        }
        other = new int[2 * arcs];
        price = new long[2 * arcs];
        open = new byte[2 * arcs];
        arcOf = new int[2 * arcs];
        atTail = new int[arcs];
        atHead = new int[arcs];
        var at = Arrays.copyOf(start, nodes);
        for (var a = 0; a < arcs; a++) {
            atTail[a] = at[tail[a]]++;
            other[atTail[a]] = head[a];
            price[atTail[a]] = cost[a];
            atHead[a] = at[head[a]]++;
            other[atHead[a]] = tail[a];
            price[atHead[a]] = -cost[a];
            arcOf[atTail[a]] = a;
            arcOf[atHead[a]] = a;
            mark(a);
        }
    }

    private void mark(int a) {
        var forth = used[a] < room[a];
        var back = used[a] > 0;
        open[atTail[a]] = (byte) ((forth ? AWAY : 0) | (back ? HERE : 0));
        open[atHead[a]] = (byte) ((back ? AWAY : 0) | (forth ? HERE : 0));
    }

    /** Raises the potentials until every node with too much has a way of cost 0; false: none has any way. */
    private boolean shorten() {
        Arrays.fill(distance, FAR);
        heapSize = 0;
        var waiting = 0;
        for (var v = 0; v < nodes; v++) {
            if (excess[v] < 0) {
                distance[v] = 0;
                add(0, v);
            }
            waiting += excess[v] > 0 ? 1 : 0;
        }
        var reached = 0;
        var farthest = 0L;
        // nothing beyond the last node that has too much is of use
        while (heapSize > 0 && reached < waiting) {
            if (stopped()) {
                return false;
            }
            var so = heapKey[0];
            var v = heapNode[0];
            removeFirst();
            if (so > distance[v]) {
                continue;
            }
            farthest = so;
            reached += excess[v] > 0 ? 1 : 0;
            var from = so + potential[v];
            for (var x = start[v]; x < start[v + 1]; x++) {
                if ((open[x] & HERE) != 0) {
                    relax(other[x], from - price[x] - potential[other[x]]);
                }
            }
        }
        for (var v = 0; v < nodes; v++) {
            potential[v] += Math.min(distance[v], farthest);
        }
        return reached > 0;
    }

    private void relax(int node, long to) {
        if (to < distance[node]) {
            distance[node] = to;
            add(to, node);
        }
    }

    private void add(long key, int node) {
        if (heapSize == heapKey.length) {
            heapKey = Arrays.copyOf(heapKey, heapSize * 2);
            heapNode = Arrays.copyOf(heapNode, heapSize * 2);
        }
        var at = heapSize++;
        while (at > 0 && heapKey[(at - 1) >> 1] > key) {
            heapKey[at] = heapKey[(at - 1) >> 1];
            heapNode[at] = heapNode[(at - 1) >> 1];
            at = (at - 1) >> 1;
        }
        heapKey[at] = key;
        heapNode[at] = node;
    }

    private void removeFirst() {
        var key = heapKey[--heapSize];
        var node = heapNode[heapSize];
        var at = 0;
        while (2 * at + 1 < heapSize) {
            var child = 2 * at + 1;
            if (child + 1 < heapSize && heapKey[child + 1] < heapKey[child]) {
                child++;
            }
            if (heapKey[child] >= key) {
                break;
            }
            heapKey[at] = heapKey[child];
            heapNode[at] = heapNode[child];
            at = child;
        }
        heapKey[at] = key;
        heapNode[at] = node;
    }

    /** Counts the levels; false: no node with too much has a way of cost 0. */
    private boolean levels() {
        Arrays.fill(level, -1);
        var size = 0;
        var waiting = 0;
        for (var v = 0; v < nodes; v++) {
            if (excess[v] < 0) {
                level[v] = 0;
                queue[size++] = v;
            }
            waiting += excess[v] > 0 ? 1 : 0;
        }
        var reached = 0;
        for (var k = 0; k < size && reached < waiting; k++) {
            var v = queue[k];
            reached += excess[v] > 0 ? 1 : 0;
            var here = potential[v];
            for (var x = start[v]; x < start[v + 1]; x++) {
                if ((open[x] & HERE) != 0 && level[other[x]] < 0 && here - price[x] == potential[other[x]]) {
                    level[other[x]] = level[v] + 1;
                    queue[size++] = other[x];
                }
            }
        }
        System.arraycopy(start, 0, cursor, 0, nodes);
        return reached > 0;
    }

    /** Sends one unit from a node down the levels. */
    private boolean send(int from) {
        var depth = 0;
        var at = from;
        while (excess[at] >= 0) {
            var next = -1;
            for (; cursor[at] < start[at + 1]; cursor[at]++) {
                var x = cursor[at];
                if ((open[x] & AWAY) != 0
                        && level[other[x]] >= 0
                        && level[other[x]] == level[at] - 1
                        && price[x] + potential[other[x]] == potential[at]) {
                    next = other[x];
                    way[depth++] = x;
                    break;
                }
            }
            if (next < 0) {
                if (depth == 0) {
                    return false;
                }
                // back along the last arc, which is of no use
                var a = arcOf[way[--depth]];
                at = head[a] == at ? tail[a] : head[a];
                cursor[at]++;
            } else {
                at = next;
            }
        }
        excess[at]++;
        while (depth > 0) {
            var x = way[--depth];
            var a = arcOf[x];
            used[a] += x == atTail[a] ? 1 : -1;
            mark(a);
        }
        excess[from]--;
        return true;
    }
}
