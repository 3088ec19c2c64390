package org.jiedui.pairing.pairing;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks hourly for helpers whose first day away has come. Several replicas may look: each pairing is locked. */
@ApplicationScoped
public class LeaverClock {
    private static final Logger LOG = Logger.getLogger(LeaverClock.class);

    private final LeaverHandling handling;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "leavers");
        thread.setDaemon(true);
        return thread;
    });

    LeaverClock(LeaverHandling handling) {
        this.handling = handling;
    }

    void start(@Observes StartupEvent event) {
        schedule.scheduleWithFixedDelay(this::run, 60, 3600, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        schedule.shutdownNow();
    }

    private void run() {
        try {
            while (handling.actOnTheDay() && !Thread.currentThread().isInterrupted()) {
                // one by one
            }
        } catch (RuntimeException e) {
            LOG.warnf("leavers will be looked for again: %s", e.getMessage());
        }
    }
}
