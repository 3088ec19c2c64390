package org.jiedui.pairing.pairing;

import java.util.EnumSet;
import java.util.Set;

/** Which step may follow which state (PA-07). */
public final class LifeCyclePolicy {
    private LifeCyclePolicy() {}

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
