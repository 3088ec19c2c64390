package org.jiedui.evaluation.cycle;

import java.util.EnumSet;
import java.util.Set;

/** Where a cycle stands (EV-02). */
public enum CycleState {
    /** Planned; has no tasks. */
    DRAFT,
    /** A job makes its tasks; they may be answered once it is open. */
    OPENING,
    /** Tasks are there and may be answered until the last day. */
    OPEN,
    /** Nothing more is accepted; the answers are still sealed. */
    CLOSED,
    /** A job reveals and scores the answers; nobody sees results yet. */
    SCORING,
    /** Scored; officers see results. */
    SCORED,
    /** Results are being publicised. */
    PUBLICISED,
    /** A job makes the results known. */
    PUBLISHING,
    /** Subjects see their results. */
    PUBLISHED,
    /** At rest. */
    ARCHIVED,
    /** Called off before it was scored, with a reason; its answers stay sealed and its pairings are free for another. */
    CANCELLED;

    /** The states that may follow. */
    public Set<CycleState> next() {
        return switch (this) {
            case DRAFT -> EnumSet.of(OPENING, CANCELLED);
            case OPENING -> EnumSet.of(OPEN, CANCELLED);
            case OPEN -> EnumSet.of(CLOSED, CANCELLED);
            case CLOSED -> EnumSet.of(OPENING, SCORING, CANCELLED);
            case SCORING -> EnumSet.of(SCORED);
            case SCORED -> EnumSet.of(PUBLICISED);
            case PUBLICISED -> EnumSet.of(PUBLISHING);
            case PUBLISHING -> EnumSet.of(PUBLISHED);
            case PUBLISHED -> EnumSet.of(ARCHIVED);
            case ARCHIVED, CANCELLED -> EnumSet.noneOf(CycleState.class);
        };
    }

    /** Whether there are results that officers may see. */
    public boolean scored() {
        return compareTo(SCORED) >= 0 && this != CANCELLED;
    }
}
