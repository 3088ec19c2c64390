package org.jiedui.gateway.resilience;

import java.util.concurrent.atomic.AtomicInteger;

/** Counts what is under way to one service and refuses above a limit, so that one slow service cannot hold up the others. */
public final class Bulkhead {
    private final int limit;
    private final AtomicInteger inside = new AtomicInteger();

    /** Lets up to {@code limit} in at once. */
    public Bulkhead(int limit) {
        this.limit = limit;
    }

    /** Enters if there is room; whoever entered must leave exactly once. */
    public boolean tryEnter() {
        if (inside.incrementAndGet() > limit) {
            inside.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Makes room. */
    public void leave() {
        inside.decrementAndGet();
    }

    /** How many are inside. */
    public int inside() {
        return inside.get();
    }
}
