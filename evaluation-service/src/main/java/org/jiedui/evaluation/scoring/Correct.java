package org.jiedui.evaluation.scoring;

import java.util.Set;
import java.util.UUID;

/**
 * What of a result's input was wrong. Nobody writes a score: it is computed again from the corrected input.
 *
 * @param withoutAnswers tasks whose answers do not count, such as one given under pressure
 * @param meetings held in the period, or null to leave that as it is
 * @param misconduct established or refuted, or null to leave that as it is
 * @param reason why, for the subject and the files
 */
public record Correct(Set<UUID> withoutAnswers, Integer meetings, Boolean misconduct, String reason) {
    @Override
    public String toString() {
        return "correction";
    }
}
