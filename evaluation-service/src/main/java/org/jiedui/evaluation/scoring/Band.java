package org.jiedui.evaluation.scoring;

/** Grade of a result, best first. */
public enum Band {
    /** 优秀. */
    EXCELLENT,
    /** 良好. */
    GOOD,
    /** 合格. */
    QUALIFIED,
    /** 不合格. */
    UNQUALIFIED;

    /** One band down; the lowest stays. */
    public Band lower() {
        return this == UNQUALIFIED ? this : values()[ordinal() + 1];
    }
}
