package org.jiedui.pairing.matching.engine;

import java.util.Arrays;

/**
 * A minimum-cost flow in whole numbers: what nodes have too much goes to those that lack it. Primal-dual: at the potentials no
 * open arc has a negative reduced cost, which proves the optimum; a round takes up all shortest ways at once. Quick where costs
 * have few different values. Arcs may join between two calls; the flow that there is stays the start.
 */
final class Flow {
    private static final long FAR = Long.MAX_VALUE / 4;

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

    // arcs of each node, whichever way they go
    private int[] start = {};
    private int[] incident = {};
    private int indexed = -1;

    private long[] distance = {};
    private int[] level = {};
    private int[] cursor = {};
    private int[] queue = {};
    private int[] way = {};
    private long[] heapKey = new long[1024];
    private int[] heapNode = new int[1024];
    private int heapSize;

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

    /** Sends what can be sent; returns whether nothing is left. No open arc may have a negative reduced cost. */
    boolean solve() {
        index();
        while (shorten()) {
            while (levels()) {
                for (var v = 0; v < nodes; v++) {
                    while (excess[v] > 0 && level[v] >= 0 && send(v)) {
                        // the next unit
                    }
                }
            }
        }
        return Arrays.stream(excess).allMatch(much -> much <= 0);
    }

    private void index() {
        if (indexed == arcs) {
            return;
        }
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
        incident = new int[2 * arcs];
        var at = Arrays.copyOf(start, nodes);
        for (var a = 0; a < arcs; a++) {
            incident[at[tail[a]]++] = a;
            incident[at[head[a]]++] = a;
        }
        indexed = arcs;
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
            var so = heapKey[0];
            var v = heapNode[0];
            removeFirst();
            if (so > distance[v]) {
                continue;
            }
            farthest = so;
            reached += excess[v] > 0 ? 1 : 0;
            for (var x = start[v]; x < start[v + 1]; x++) {
                var a = incident[x];
                if (head[a] == v) {
                    if (used[a] < room[a]) {
                        relax(tail[a], so + cost[a] + potential[v] - potential[tail[a]]);
                    }
                } else if (used[a] > 0) {
                    relax(head[a], so - cost[a] + potential[v] - potential[head[a]]);
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

    /** Fewest arcs of cost 0 from each node to one that lacks something; false: no node with too much has such a way. */
    private boolean levels() {
        Arrays.fill(level, -1);
        var size = 0;
        for (var v = 0; v < nodes; v++) {
            if (excess[v] < 0) {
                level[v] = 0;
                queue[size++] = v;
            }
        }
        var some = false;
        for (var k = 0; k < size; k++) {
            var v = queue[k];
            some |= excess[v] > 0;
            for (var x = start[v]; x < start[v + 1]; x++) {
                var a = incident[x];
                var forward = head[a] == v;
                var from = forward ? tail[a] : head[a];
                if (level[from] < 0
                        && (forward ? used[a] < room[a] : used[a] > 0)
                        && (forward ? cost[a] : -cost[a]) + potential[v] == potential[from]) {
                    level[from] = level[v] + 1;
                    queue[size++] = from;
                }
            }
        }
        System.arraycopy(start, 0, cursor, 0, nodes);
        return some;
    }

    /** Sends one unit from a node down the levels. */
    private boolean send(int from) {
        var depth = 0;
        var at = from;
        while (excess[at] >= 0) {
            var next = -1;
            for (; cursor[at] < start[at + 1]; cursor[at]++) {
                var a = incident[cursor[at]];
                var forward = tail[a] == at;
                var to = forward ? head[a] : tail[a];
                if (level[to] >= 0
                        && level[to] == level[at] - 1
                        && (forward ? used[a] < room[a] : used[a] > 0)
                        && (forward ? cost[a] : -cost[a]) + potential[to] == potential[at]) {
                    next = to;
                    way[depth++] = a;
                    break;
                }
            }
            if (next < 0) {
                if (depth == 0) {
                    return false;
                }
                var a = way[--depth];
                at = head[a] == at ? tail[a] : head[a];
                cursor[at]++;
            } else {
                at = next;
            }
        }
        excess[at]++;
        while (depth > 0) {
            var a = way[--depth];
            var forward = head[a] == at;
            used[a] += forward ? 1 : -1;
            at = forward ? tail[a] : head[a];
        }
        excess[from]--;
        return true;
    }
}
