package org.jiedui.gateway.resilience;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Knows when the process is about to stop. From then on answers tell callers to take another connection, and streams
 * without an end are ended (their clients connect again, elsewhere). Requests under way are finished:
 * {@code quarkus.shutdown.delay} keeps accepting while load balancers notice, {@code quarkus.shutdown.timeout} waits for the
 * rest.
 */
@ApplicationScoped
public class Draining {
    private final Set<Runnable> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;

    void begin(@Observes ShutdownDelayInitiatedEvent event) {
        begin();
    }

    void stop(@Observes ShutdownEvent event) {
        begin();
    }

    private void begin() {
        draining = true;
        streams.forEach(Runnable::run);
    }

    /** Whether the process is about to stop. */
    public boolean isDraining() {
        return draining;
    }

    /** Registers how to end an endless stream. */
    public void add(Runnable ending) {
        streams.add(ending);
        if (draining) {
            ending.run();
        }
    }

    /** Forgets a stream that has ended. */
    public void remove(Runnable ending) {
        streams.remove(ending);
    }
}
