package org.jiedui.evaluation.scoring;

/**
 * Everything by which a result can be recomputed; kept encrypted, because it holds single answers.
 *
 * @param policy version of the {@link ScoringPolicy}
 * @param anonymityK as in force for the cycle
 * @param leftOut whether an earlier version counted answers that this one does not
 */
public record Trace(
        String policy,
        ScoringPolicy.Rules rules,
        int anonymityK,
        ScoringPolicy.Subject input,
        ScoringPolicy.Scored outcome,
        boolean leftOut) {
    /** The same with another outcome. */
    Trace with(ScoringPolicy.Scored next) {
        return new Trace(policy, rules, anonymityK, input, next, leftOut);
    }
}
