package org.jiedui.evaluation.scoring.api;

import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
@Schema(example = """
        {"policy":"2026.2","rules":{"excellentFrom":90,"goodFrom":80,"qualifiedFrom":60,"topQuota":0.15,"leastMeetings":0},
         "anonymityK":5,"unit":"农业农村局","shown":{"subject":"019ab000-3333-7000-8000-000000000001","paths":[
          {"path":"HOUSEHOLD","weight":30,"effectiveWeight":30.000000,"withheld":false,"answers":6,"score":100.000000,"items":null},
          {"path":"UNIT","weight":30,"effectiveWeight":30.000000,"withheld":false,"answers":1,"score":70.000000,"items":[
           {"task":"019ab000-2222-7000-8000-000000000001","items":[{"indicator":"PRESENCE","weight":40,"min":0,"max":100,"score":70}],
            "shift":null}]}],"composite":83.000000,"score":83.00,"withheld":false},
         "band":"GOOD","steps":[{"kind":"BAND_BY_SCORE","about":null,"band":"GOOD"}]}""")
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
                DisclosurePolicy.show(trace.input(), trace.outcome(), anonymous, trace.anonymityK(), trace.leftOut()),
                trace.outcome().band(),
                trace.outcome().steps());
    }
}
