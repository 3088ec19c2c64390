package org.jiedui.household.plan;

import java.time.LocalDate;
import java.util.List;

/**
 * One goal of a plan.
 *
 * @param text what is to be reached
 * @param target by when
 * @param measures by which kinds of measures
 */
public record Goal(String text, LocalDate target, List<MeasureCategory> measures) {}
