package org.jiedui.household.quality;

/** On what the answer of a rule depends, and so when it can change. */
public enum QualityBasis {
    /** On the household's own record only: asked when that changes. */
    RECORD,
    /** On the day as well: asked every night over everything. */
    TIME,
    /** On other households, pairings, measures, lines or cases as well: asked every night over everything. */
    OTHERS
}
