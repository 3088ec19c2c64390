package org.jiedui.evaluation.cycle;

import java.util.Set;

/** Where a cycle stands (EV-02). */
public enum CycleState {
    /** Planned; has no tasks. */
    DRAFT,
    /** Tasks are there and may be answered until the last day. */
    OPEN,
    /** Nothing more is accepted; the answers are still sealed. */
    CLOSED,
    /** Scored; officers see results. */
    SCORED,
    /** Results are being publicised. */
    PUBLICISED,
    /** Subjects see their results. */
    PUBLISHED,
    /** At rest. */
    ARCHIVED;

    /** The states that may follow. */
    public Set<CycleState> next() {
        return this == ARCHIVED ? Set.of() : Set.of(values()[ordinal() + 1]);
    }

    /** Whether there are results that officers may see. */
    public boolean scored() {
        return compareTo(SCORED) >= 0;
    }
}
