package org.jiedui.chassis.event;

import java.util.List;
import java.util.Set;

/**
 * Receives events of other services (or of the own one). A CDI bean in a feature's {@code messaging} package.
 *
 * <p>The runner calls {@link #on} inside a transaction, after it has noted the event's id in the inbox in that same
 * transaction: each event has its effect once. Whatever is thrown rolls back and is tried again; after the last try the
 * event goes to the dead-letter topic {@code jiedui.<context>.dead-letters}. Types that do not concern the consumer are
 * simply passed over.
 */
public interface EventConsumer {
    /** The topics to read. */
    Set<String> topics();

    /** Takes one event; several events may share one transaction. */
    void on(EventEnvelope event);

    /**
     * Takes events in their order, each for the first time, with one transaction. For consumers that have cheaper ways for
     * many than one after the other. When it throws, all of them are handed over anew, each alone, so it need not find out
     * which one is at fault.
     */
    default void on(List<EventEnvelope> events) {
        events.forEach(this::on);
    }
}
