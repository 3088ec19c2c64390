package org.jiedui.household.region;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Parameters of the job that moves the households of changed villages to their new code.
 *
 * @param moves villages that went into exactly one other
 */
public record MoveOrder(UUID changeId, LocalDate effectiveOn, String source, List<Move> moves) {
    /** Kind of these jobs. */
    public static final String KIND = "household-moves";

    /** One village into another. */
    public record Move(String from, String into) {}
}
