package org.jiedui.pairing.matching.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;

/**
 * One connected piece of a problem in the form in which the search works: arcs by job and by agent, arcs that cannot be
 * part of a better assignment switched off. Leaving a job open is an arc to an agent that carries everything.
 */
final class Core {
    /** Department of the agent that stands for open jobs; many jobs of a group may be there. */
    static final int NOBODY = Integer.MIN_VALUE;

    final int jobs;
    final int agents;
    final int[] start;
    final int[] agent;
    final int[] job;
    final int[] load;
    final int[] cost;
    final int[] agentStart;
    final int[] agentArc;
    final int[] capacity;
    final int[] group;
    final int[] department;
    final boolean[] off;
    /** Whether every job of the agent fits at once. */
    final boolean[] free;

    final int[][] siblings;
    private int live;

    Core(int[] start, int[] agent, int[] load, int[] cost, int[] capacity, int[] group, int[] department) {
        this.jobs = start.length - 1;
        this.agents = capacity.length;
        this.start = start;
        this.agent = agent;
        this.load = load;
        this.cost = cost;
        this.capacity = capacity;
        this.group = group;
        this.department = department;
        this.off = new boolean[agent.length];
        this.live = agent.length;
        job = new int[agent.length];
        agentStart = new int[agents + 1];
        for (var j = 0; j < jobs; j++) {
            for (var a = start[j]; a < start[j + 1]; a++) {
                job[a] = j;
                agentStart[agent[a] + 1]++;
            }
        }
        for (var i = 0; i < agents; i++) {
            agentStart[i + 1] += agentStart[i];
        }
        agentArc = new int[agent.length];
        var at = Arrays.copyOf(agentStart, agents);
        for (var a = 0; a < agent.length; a++) {
            agentArc[at[agent[a]]++] = a;
        }
        free = new boolean[agents];
        for (var i = 0; i < agents; i++) {
            var sum = 0L;
            for (var k = agentStart[i]; k < agentStart[i + 1]; k++) {
                sum += load[agentArc[k]];
            }
            free[i] = sum <= capacity[i];
        }
        siblings = siblings(group);
    }

    private static int[][] siblings(int[] group) {
        var of = new int[group.length][];
        var byGroup = new HashMap<Integer, List<Integer>>();
        for (var j = 0; j < group.length; j++) {
            if (group[j] >= 0) {
                byGroup.computeIfAbsent(group[j], g -> new ArrayList<>()).add(j);
            }
        }
        for (var j = 0; j < group.length; j++) {
            var self = j;
            of[j] = group[j] < 0
                    ? NONE
                    : byGroup.get(group[j]).stream()
                            .mapToInt(Integer::intValue)
                            .filter(k -> k != self)
                            .toArray();
        }
        return of;
    }

    private static final int[] NONE = {};

    /** Arcs that are left. */
    int live() {
        return live;
    }

    void switchOff(int arc) {
        if (!off[arc]) {
            off[arc] = true;
            live--;
        }
    }

    /** Whether groups put a condition on more than one job. */
    boolean coupled() {
        for (var s : siblings) {
            if (s.length > 0) {
                return true;
            }
        }
        return false;
    }

    /** Sum of the costs of chosen arcs. */
    long value(int[] chosen) {
        var sum = 0L;
        for (var a : chosen) {
            sum += cost[a];
        }
        return sum;
    }

    /** Whether a job could take an agent's department although its siblings have what is chosen. */
    boolean fitsSiblings(int j, int toAgent, int[] chosen) {
        for (var s : siblings[j]) {
            if (department[toAgent] != NOBODY
                    && chosen[s] >= 0
                    && department[agent[chosen[s]]] == department[toAgent]) {
                return false;
            }
        }
        return true;
    }
}
