package org.jiedui.evaluation.scoring.api;

import java.math.BigDecimal;
import java.util.List;
import org.jiedui.evaluation.scoring.Band;
import org.jiedui.evaluation.scoring.YearPolicy;

/**
 * A year from its parts.
 *
 * @param policy version of the rules by which the parts are combined
 * @param score null when withheld or when no part has a score; the band likewise
 */
public record YearView(String policy, List<YearPolicy.Weighed> parts, BigDecimal score, Band band, boolean withheld) {}
