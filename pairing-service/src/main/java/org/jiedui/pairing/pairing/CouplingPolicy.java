package org.jiedui.pairing.pairing;

/** Never uncoupled (PA-08) and no early withdrawal (PA-09). */
public final class CouplingPolicy {
    private CouplingPolicy() {}

    /**
     * Whether a household is uncoupled.
     *
     * @param inCare monitored, or lifted out of poverty and still cared for
     * @param activePrimaries active pairings with it in the primary role
     */
    public static boolean uncoupled(boolean inCare, int activePrimaries) {
        return inCare && activePrimaries == 0;
    }

    /**
     * Whether taking this pairing away would uncouple the household, which needs a successor or a recorded exception.
     *
     * @param countsNow whether the pairing is active and primary
     * @param activePrimaries all active primary pairings of the household, this one included
     */
    public static boolean wouldUncouple(boolean inCare, boolean countsNow, int activePrimaries) {
        return countsNow && uncoupled(inCare, activePrimaries - 1);
    }

    /** Whether help may be completed: only once all the households concerned are stable. */
    public static boolean mayComplete(long unstableHouseholds) {
        return unstableHouseholds == 0;
    }
}
