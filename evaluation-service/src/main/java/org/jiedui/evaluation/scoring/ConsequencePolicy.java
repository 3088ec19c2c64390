package org.jiedui.evaluation.scoring;

import org.jiedui.evaluation.Consequence;

/** What follows from a band (EV-10). Pure. */
public final class ConsequencePolicy {
    private ConsequencePolicy() {}

    /** The top band is preferred, the lowest replaced. */
    public static Consequence of(Band band) {
        return switch (band) {
            case EXCELLENT -> Consequence.PREFER;
            case GOOD, QUALIFIED -> Consequence.KEEP;
            case UNQUALIFIED -> Consequence.REPLACE;
        };
    }
}
