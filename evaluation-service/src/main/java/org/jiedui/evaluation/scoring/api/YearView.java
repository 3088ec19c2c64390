package org.jiedui.evaluation.scoring.api;

import java.math.BigDecimal;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.evaluation.scoring.Band;
import org.jiedui.evaluation.scoring.YearPolicy;

/**
 * A year from its parts.
 *
 * @param policy version of the rules by which the parts are combined
 * @param score null when withheld or when no part has a score; the band likewise
 */
@Schema(example = """
        {"policy":"2026.1","parts":[
          {"part":"HALF_YEAR","result":"019ab000-4444-7000-8000-000000000002","weight":30,"effectiveWeight":30.00,"score":80.00,"withheld":false},
          {"part":"YEAR_END","result":"019ab000-4444-7000-8000-000000000001","weight":70,"effectiveWeight":70.00,"score":90.00,"withheld":false}],
         "score":87.00,"band":"GOOD","withheld":false}""")
public record YearView(String policy, List<YearPolicy.Weighed> parts, BigDecimal score, Band band, boolean withheld) {}
