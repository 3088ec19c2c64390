package org.jiedui.pairing.run;

/**
 * What may be told of a search in parts, which are done one after the other. Cost and bound hold for the whole region once
 * nothing but the last part is at work: before that they would pass for those of all.
 */
final class Tally {
    private final int parts;
    private int done;
    private long value;
    private long bound;

    Tally(int parts) {
        this.parts = parts;
    }

    /** A part is done. */
    void add(long ofPart, long boundOfPart) {
        done++;
        value += ofPart;
        bound += boundOfPart;
    }

    /** Cost of the whole by that of the part at work; {@link Long#MAX_VALUE}: none yet. Null: not known. */
    Long value(long ofPart) {
        return done < parts - 1 || ofPart == Long.MAX_VALUE ? null : (Long) (value + ofPart);
    }

    /** Bound of the whole by that of the part at work; {@link Long#MIN_VALUE}: none yet. Null: not known. */
    Long bound(long ofPart) {
        return done < parts - 1 || ofPart == Long.MIN_VALUE ? null : (Long) (bound + ofPart);
    }
}
