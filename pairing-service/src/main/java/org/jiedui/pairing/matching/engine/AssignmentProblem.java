package org.jiedui.pairing.matching.engine;

import java.util.Arrays;

/**
 * Jobs that want an agent each: places of households, and helpers with what they can carry. A generalised assignment
 * problem in sparse form; pairs that are not listed are forbidden. Lower cost is better. Immutable.
 *
 * <p>A job may be left open where that has a price. Jobs of one group (the places of one household) must go to agents of
 * different departments. A lock is a job with a single arc.
 */
public final class AssignmentProblem {
    /** Price of leaving a job open when that is not allowed. */
    public static final long MUST = Long.MAX_VALUE;

    /** Greatest absolute cost of an arc or of an open job; sums stay exact. */
    public static final long MOST_COST = 1L << 24;

    private final int jobs;
    private final int agents;
    private final int arcs;
    private final int[] start;
    /** These three may be longer than there are arcs: to cut them would take all of them twice. */
    private final int[] agent;

    private final int[] load;
    private final int[] cost;
    private final long[] open;
    private final int[] capacity;
    private final int[] group;
    private final int[] department;

    private AssignmentProblem(Builder built) {
        jobs = built.open.length;
        agents = built.capacity.length;
        start = built.start;
        arcs = built.size;
        agent = built.agent;
        load = built.load;
        cost = built.cost;
        open = built.open;
        capacity = built.capacity;
        group = built.group;
        department = built.department;
    }

    /** Number of jobs. */
    public int jobs() {
        return jobs;
    }

    /** Number of agents. */
    public int agents() {
        return agents;
    }

    /** Number of allowed pairs. */
    public int arcs() {
        return arcs;
    }

    /** First arc of a job; the arcs of a job end where those of the next one begin. */
    public int firstArc(int job) {
        return start[job];
    }

    /** Agent of an arc. */
    public int agentOf(int arc) {
        return agent[arc];
    }

    /** What the arc takes of its agent's capacity. */
    public int loadOf(int arc) {
        return load[arc];
    }

    /** What the arc costs. */
    public long costOf(int arc) {
        return cost[arc];
    }

    /** What it costs to leave the job open, or {@link #MUST}. */
    public long openCost(int job) {
        return open[job];
    }

    /** What an agent can carry. */
    public int capacity(int agentIndex) {
        return capacity[agentIndex];
    }

    /** Group of a job, or -1. */
    public int group(int job) {
        return group[job];
    }

    /** Department of an agent. */
    public int department(int agentIndex) {
        return department[agentIndex];
    }

    /** The arc from a job to an agent, or -1 when the pair is forbidden. */
    public int arc(int job, int agentIndex) {
        for (var a = start[job]; a < start[job + 1]; a++) {
            if (agent[a] == agentIndex) {
                return a;
            }
        }
        return -1;
    }

    /** Takes jobs one after the other, each with its arcs. */
    public static final class Builder {
        private final int[] capacity;
        private final int[] department;
        private final int[] start;
        private final long[] open;
        private final int[] group;
        private int[] agent = new int[1024];
        private int[] load = new int[1024];
        private int[] cost = new int[1024];
        private int size;
        private int job = -1;

        /** A problem of this size; each agent is a department of its own until said otherwise. */
        public Builder(int jobs, int agents) {
            capacity = new int[agents];
            department = new int[agents];
            Arrays.setAll(department, i -> i);
            start = new int[jobs + 1];
            open = new long[jobs];
            group = new int[jobs];
        }

        /** What an agent can carry; not negative. */
        public Builder agent(int index, int agentCapacity) {
            if (agentCapacity < 0) {
                throw new IllegalArgumentException("negative capacity of agent " + index);
            }
            capacity[index] = agentCapacity;
            return this;
        }

        /** Department of an agent. */
        public Builder department(int index, int agentDepartment) {
            department[index] = agentDepartment;
            return this;
        }

        /** Begins the next job: what it costs to leave it open ({@link #MUST}: not allowed) and its group (-1: none). */
        public Builder job(long openCost, int jobGroup) {
            job++;
            start[job] = size;
            open[job] = openCost == MUST ? MUST : checked(openCost);
            group[job] = jobGroup;
            return this;
        }

        /** Allows the present job an agent. */
        public Builder arc(int arcAgent, int arcLoad, long arcCost) {
            if (arcLoad < 0 || arcAgent < 0 || arcAgent >= capacity.length) {
                throw new IllegalArgumentException("arc of job " + job + " to agent " + arcAgent);
            }
            if (arcLoad > capacity[arcAgent]) {
                return this;
            }
            if (size == agent.length) {
                var more = Math.addExact(size, Math.max(1024, size / 2));
                agent = Arrays.copyOf(agent, more);
                load = Arrays.copyOf(load, more);
                cost = Arrays.copyOf(cost, more);
            }
            agent[size] = arcAgent;
            load[size] = arcLoad;
            cost[size++] = (int) checked(arcCost);
            return this;
        }

        private static long checked(long value) {
            if (Math.abs(value) > MOST_COST) {
                throw new IllegalArgumentException("cost out of range: " + value);
            }
            return value;
        }

        /** The problem. */
        public AssignmentProblem build() {
            if (job != open.length - 1) {
                throw new IllegalStateException((job + 1) + " of " + open.length + " jobs");
            }
            start[open.length] = size;
            return new AssignmentProblem(this);
        }
    }
}
