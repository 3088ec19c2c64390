package org.jiedui.pairing.matching.engine;

/**
 * What the engine found.
 *
 * @param agentOf agent of each job; -1: left open
 * @param value sum of the costs
 * @param bound no assignment costs less: proven
 * @param feasible whether every job that must have an agent has one; otherwise {@code agentOf} is the best attempt
 * @param infeasible whether it is proven that there is no feasible assignment
 * @param work units of work done; the same for the same input, seed and limit on work
 */
public record Assignment(int[] agentOf, long value, long bound, boolean feasible, boolean infeasible, long work) {
    /** Whether nothing better exists. */
    public boolean optimal() {
        return feasible && value == bound;
    }

    /** Distance between value and bound as a share of the bound; 0: optimal. */
    public double gap() {
        return optimal() ? 0 : (value - bound) / Math.max(1.0, Math.abs((double) bound));
    }

    /** The same pairs valued by the costs of another problem with the same jobs and agents, under a bound that was proven. */
    public Assignment in(AssignmentProblem problem, long provenBound) {
        var sum = 0L;
        for (var job = 0; job < agentOf.length; job++) {
            sum += agentOf[job] < 0 ? problem.openCost(job) : problem.costOf(problem.arc(job, agentOf[job]));
        }
        return new Assignment(agentOf, sum, Math.min(sum, provenBound), feasible, infeasible, work);
    }
}
