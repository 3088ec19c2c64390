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
     * @param activePrimaries all active primary pairings of the household
     * @param others those that stay when it goes
     */
    public static boolean wouldUncouple(boolean inCare, int activePrimaries, int others) {
        return others < activePrimaries && uncoupled(inCare, others);
    }

    /** Whether help may be completed: only once all the households concerned are stable. */
    public static boolean mayComplete(long unstableHouseholds) {
        return unstableHouseholds == 0;
    }
}
