package org.jiedui.evaluation;

/** From which side an evaluation comes (EV-03). */
public enum EvaluationPath {
    /** The other side of the pairing: mentor or mentee; for a village its clerk. */
    PARTNER("village-clerk"),
    /** The subject itself. */
    SELF(null),
    /** Other mentees of the same mentor. */
    PEERS(null),
    /** The served household; collected by the clerk of its village in presence of a witness. Anonymous. */
    HOUSEHOLD("village-clerk"),
    /** The unit where the pairing is: an officer of the township. */
    UNIT("township-officer"),
    /** The unit that sent the helper: an officer of its level and region, whatever role the rule names. */
    SENDING_UNIT(null),
    /** The office: an officer of the county. */
    OFFICE("county-officer"),
    /** Who supervises the offices. */
    SUPERVISOR("province-officer");

    private final String office;

    EvaluationPath(String office) {
        this.office = office;
    }

    /** The role that answers where no account does, unless the rule names another; null where accounts or the helper's own unit answer. */
    public String office() {
        return office;
    }

    /** Whether single answers of this path are never shown to anybody, and their aggregate only from k answers up. */
    public boolean anonymous() {
        return this == HOUSEHOLD;
    }
}
