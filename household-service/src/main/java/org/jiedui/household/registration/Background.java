package org.jiedui.household.registration;

/**
 * What is known of a person beside what rules about need ask for; each may be null: not known.
 *
 * @param work null also for who does not work for wages
 */
public record Background(Ethnicity ethnicity, PoliticalStatus politicalStatus, Work work) {
    /** Nothing is known. */
    public static final Background UNKNOWN = new Background(null, null, null);

    /** What is unknown here as it is there. */
    Background or(Background other) {
        return new Background(
                ethnicity == null ? other.ethnicity : ethnicity,
                politicalStatus == null ? other.politicalStatus : politicalStatus,
                work == null ? other.work : work);
    }
}
