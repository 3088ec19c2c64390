package org.jiedui.household.quality;

/** What a finding points to. */
public enum QualitySubject {
    /** The household itself. */
    HOUSEHOLD,
    /** One of its present members. */
    MEMBER,
    /** One of its measures. */
    MEASURE
}
