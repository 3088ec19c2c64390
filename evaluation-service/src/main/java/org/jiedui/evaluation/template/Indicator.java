package org.jiedui.evaluation.template;

/**
 * One item of a section.
 *
 * @param code stable within the section, upper snake case
 * @param zh the question in Chinese
 * @param en the question in English
 * @param weight share of the section's score, 1–100; a section's weights add up to 100
 * @param min lowest score that may be given, inclusive
 * @param max highest score that may be given, inclusive, above {@code min}
 * @param mandatory whether an answer without it is refused; optional items left out give their weight to the others
 * @param rubric what the scores mean, or null
 */
public record Indicator(
        String code, String zh, String en, int weight, int min, int max, boolean mandatory, String rubric) {}
