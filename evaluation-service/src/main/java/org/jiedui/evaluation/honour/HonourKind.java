package org.jiedui.evaluation.honour;

/** What is held up to others about a person (EV-11). */
public enum HonourKind {
    /** A title won, such as 优秀导师. */
    TITLE,
    /** A mentee who became backbone staff (业务骨干). */
    BACKBONE_STAFF,
    /** A mentee who became a mentor (徒成师). */
    BECAME_MENTOR;

    /** Whether it is growth of a mentee, rather than a title. */
    public boolean growth() {
        return this != TITLE;
    }
}
