package org.jiedui.household.region;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * Parameters of the job that moves what belongs to changed divisions, and the households of villages, to their new code.
 *
 * @param moves villages that went into exactly one other
 * @param above divisions above villages that did
 */
public record MoveOrder(UUID changeId, LocalDate effectiveOn, String source, List<Move> moves, List<Move> above) {
    /** An order of a version before has none above. */
    public MoveOrder {
        above = above == null ? List.of() : above;
    }

    /** Kind of these jobs. */
    public static final String KIND = "household-moves";

    /** One division into another. */
    public record Move(String from, String into) {}
}
