package org.jiedui.household.request;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks for overdue requests from time to time. */
@ApplicationScoped
public class OverdueClock {
    private static final Logger LOG = Logger.getLogger(OverdueClock.class);

    private final OverdueRequests overdue;
    private final RequestConfig config;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "overdue-requests");
        thread.setDaemon(true);
        return thread;
    });

    OverdueClock(OverdueRequests overdue, RequestConfig config) {
        this.overdue = overdue;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        var seconds = Math.max(60, config.overdueEvery().toSeconds());
        schedule.scheduleWithFixedDelay(this::run, 60, seconds, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        schedule.shutdownNow();
    }

    private void run() {
        try {
            while (overdue.announce() && !Thread.currentThread().isInterrupted()) {
                // piece by piece
            }
        } catch (RuntimeException e) {
            LOG.warnf("overdue requests will be looked for again: %s", e.getMessage());
        }
    }
}
