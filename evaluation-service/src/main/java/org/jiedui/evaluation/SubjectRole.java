package org.jiedui.evaluation;

/** In which role somebody is evaluated. The identifier of a helper, a mentor and a team is that of the helper in pairing. */
public enum SubjectRole {
    /** Coaches young cadres. */
    MENTOR,
    /** Is coached. */
    MENTEE,
    /** Helps households. */
    HELPER,
    /** A team that lives in a village. */
    TEAM
}
