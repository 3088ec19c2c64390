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

    /** Is asked whether to stop, and shown nothing. */
    default Watch silently() {
        var self = this;
        return new Watch() {
            @Override
            public void see(long value, long bound) {
                // not shown
            }

            @Override
            public boolean cancelled() {
                return self.cancelled();
            }
        };
    }

    /** Looks away. */
    Watch NOBODY = (value, bound) -> {};
}
