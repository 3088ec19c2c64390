package org.jiedui.pairing.matching.engine;

/** Who looks on while the engine works; called from its threads, at most a few times a second. */
@FunctionalInterface
public interface Watch {
    /** Sees the best value and the proven bound so far; {@link Long#MAX_VALUE} and {@link Long#MIN_VALUE}: none yet. */
    void see(long value, long bound);

    /** Whether to stop now with what there is. */
    default boolean cancelled() {
        return false;
    }

    /** Looks away. */
    Watch NOBODY = (value, bound) -> {};
}
