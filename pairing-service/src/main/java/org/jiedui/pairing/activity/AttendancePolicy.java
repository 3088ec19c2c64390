package org.jiedui.pairing.activity;

/** When absences from group activities are to be told (5.6). */
public final class AttendancePolicy {
    private AttendancePolicy() {}

    /**
     * Whether a warning is due now: exactly when the limit is reached, and again with every further such number.
     *
     * @param absences all without excuse within the pairing, the present one included
     * @param limit 1 or more
     */
    public static boolean warns(long absences, int limit) {
        return absences > 0 && absences % limit == 0;
    }
}
