package org.jiedui.household.sync;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jiedui.chassis.time.TimeSource;

/** Forgets results and clients' ids after their time, in small pieces. */
@ApplicationScoped
public class SyncExpiry {
    private static final Logger LOG = Logger.getLogger(SyncExpiry.class);

    private final SyncRecords records;
    private final SyncConfig config;
    private final TimeSource time;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "sync-expiry");
        thread.setDaemon(true);
        return thread;
    });

    SyncExpiry(SyncRecords records, SyncConfig config, TimeSource time) {
        this.records = records;
        this.config = config;
        this.time = time;
    }

    void start(@Observes StartupEvent event) {
        schedule.scheduleWithFixedDelay(this::run, 1, 6, TimeUnit.HOURS);
    }

    void stop(@Observes ShutdownEvent event) {
        schedule.shutdownNow();
    }

    private void run() {
        try {
            var before = time.now().atZone(time.zone()).minus(config.memory()).toInstant();
            var more = true;
            while (more && !Thread.currentThread().isInterrupted()) {
                more = records.forget(before);
            }
        } catch (RuntimeException e) {
            LOG.warnf("old operations will be forgotten later: %s", e.getMessage());
        }
    }
}
