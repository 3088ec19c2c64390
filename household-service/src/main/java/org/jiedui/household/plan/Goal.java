package org.jiedui.household.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;

/**
 * One goal of a plan.
 *
 * @param text what is to be reached
 * @param target by when
 * @param measures by which kinds of measures
 * @param reachedOn when it was reached, or null
 * @param result what came of it, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Goal(String text, LocalDate target, List<MeasureCategory> measures, LocalDate reachedOn, String result) {
    /** A goal that is still ahead. */
    public Goal(String text, LocalDate target, List<MeasureCategory> measures) {
        this(text, target, measures, null, null);
    }

    Goal reached(LocalDate on, String came) {
        return new Goal(text, target, measures, on, came);
    }
}
