package org.jiedui.pairing.activity;

import java.time.LocalDate;

/**
 * What was done.
 *
 * @param minutes 0–1440
 * @param problemsFound problems of the helped side that came up
 * @param problemsSolved of these or earlier ones
 * @param dueOn homework: last day to hand in; null for all else
 */
public record RecordActivity(
        Method method,
        LocalDate heldOn,
        int minutes,
        String topic,
        String result,
        int problemsFound,
        int problemsSolved,
        LocalDate dueOn) {}
