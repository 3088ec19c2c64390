package org.jiedui.evaluation.scoring.api;

import java.util.List;
import java.util.Set;
import org.jiedui.evaluation.scoring.Band;
import org.jiedui.evaluation.scoring.DisclosurePolicy;
import org.jiedui.evaluation.scoring.ScoringPolicy;
import org.jiedui.evaluation.scoring.Trace;

/**
 * How a result came about: every input, weight and step that may be shown, so that it can be recomputed by hand.
 *
 * @param policy version of the scoring rules, written down in the service's README
 * @param rules bands, quota and limits
 * @param anonymityK answers of served people below which their aggregate is withheld
 * @param shown paths with answers, scores and effective weights; composite and score
 * @param steps from the band by score through overrides to the quota
 */
public record TraceView(
        String policy,
        ScoringPolicy.Rules rules,
        int anonymityK,
        String unit,
        DisclosurePolicy.Shown shown,
        Band band,
        List<ScoringPolicy.Step> steps) {
    static TraceView of(Trace trace, Set<String> anonymous) {
        return new TraceView(
                trace.policy(),
                trace.rules(),
                trace.anonymityK(),
                trace.outcome().unit(),
                DisclosurePolicy.show(trace.input(), trace.outcome(), anonymous, trace.anonymityK()),
                trace.outcome().band(),
                trace.outcome().steps());
    }
}
