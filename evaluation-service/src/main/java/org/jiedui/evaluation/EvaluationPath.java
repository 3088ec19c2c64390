package org.jiedui.evaluation;

/** From which side an evaluation comes (EV-03). */
public enum EvaluationPath {
    /** The other side of a mentoring pairing. */
    PARTNER,
    /** The subject itself. */
    SELF,
    /** Other mentees of the same mentor. */
    PEERS,
    /** The served household; collected by the clerk of its village in presence of a witness. Anonymous. */
    HOUSEHOLD,
    /** The unit: an officer of the township. */
    UNIT,
    /** The office: an officer of the county. */
    OFFICE;

    /** Whether single answers of this path are never shown to anybody, and their aggregate only from k answers up. */
    public boolean anonymous() {
        return this == HOUSEHOLD;
    }
}
