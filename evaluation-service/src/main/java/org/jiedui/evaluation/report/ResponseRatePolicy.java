package org.jiedui.evaluation.report;

/**
 * How much of a response rate may be told while answers are sealed (EV-13, EV-04). Pure. Groups under
 * {@value #LEAST} tasks are withheld. The others are told as steps of {@value #STEP} percent from {@code LOWEST} to
 * {@code HIGHEST}, never as counts: so neither "nobody yet" nor "everybody" is ever told, one more answer moves a figure at
 * most once in many, and figures of groups cannot be subtracted from each other to the person.
 */
public final class ResponseRatePolicy {
    /** Tasks that a group must have. */
    public static final int LEAST = 50;

    /** Percent between two figures. */
    public static final int STEP = 10;

    private static final int LOWEST = 10;
    private static final int HIGHEST = 90;

    private ResponseRatePolicy() {}

    /** The rate in percent as it may be told; null when it is withheld. */
    public static Integer told(long tasks, long answered) {
        if (tasks < LEAST) {
            return null;
        }
        var step = (int) (answered * 100 / tasks) / STEP * STEP;
        return Math.max(LOWEST, Math.min(HIGHEST, step));
    }
}
