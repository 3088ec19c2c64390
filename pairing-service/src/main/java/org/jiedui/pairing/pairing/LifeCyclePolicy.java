package org.jiedui.pairing.pairing;

import java.util.EnumSet;
import java.util.Set;

/** Which step may follow which state (PA-07). */
public final class LifeCyclePolicy {
    /** Steps that are taken by the one who is stood in for, since it is he for whom another helper is looked for (PA-11). */
    static final Set<Step> NOT_OF_COVERS = EnumSet.of(Step.COVER, Step.REPLACE_HELPER);

    private LifeCyclePolicy() {}

    /**
     * The steps that are legal in a state for one that stands in for another, or not.
     *
     * @param cover whether it stands in
     */
    public static Set<Step> legal(PairingState state, boolean cover) {
        var steps = legal(state);
        if (cover) {
            steps.removeAll(NOT_OF_COVERS);
        }
        return steps;
    }

    /** The steps that are legal in a state; once the pairing is over only the re-opening, and none for what was replaced or withdrawn. */
    public static Set<Step> legal(PairingState state) {
        return switch (state) {
            case PROPOSED -> EnumSet.of(Step.ACCEPT, Step.WITHDRAW);
            case ACCEPTED -> EnumSet.of(Step.PUBLICISE, Step.WITHDRAW);
            case PUBLICISED -> EnumSet.of(Step.CONFIRM, Step.WITHDRAW);
            case ACTIVE ->
                EnumSet.of(Step.SUSPEND, Step.COVER, Step.EXTEND, Step.REPLACE_HELPER, Step.COMPLETE, Step.END);
            case SUSPENDED ->
                EnumSet.of(Step.RESUME, Step.COVER, Step.EXTEND, Step.REPLACE_HELPER, Step.COMPLETE, Step.END);
            case COMPLETED, ENDED -> EnumSet.of(Step.REOPEN);
            case REPLACED, WITHDRAWN -> EnumSet.noneOf(Step.class);
        };
    }
}
