package org.jiedui.chassis.tabular;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Forgets uploads and reports of rows that were kept long enough, in small pieces, twice an hour. */
@ApplicationScoped
public class SpoolExpiry {
    private static final Logger LOG = Logger.getLogger(SpoolExpiry.class);

    private final Spool spool;
    private final RowReports reports;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "spool-expiry");
        thread.setDaemon(true);
        return thread;
    });

    SpoolExpiry(Spool spool, RowReports reports) {
        this.spool = spool;
        this.reports = reports;
    }

    void start(@Observes StartupEvent event) {
        schedule.scheduleWithFixedDelay(this::tidy, 10, 30, TimeUnit.MINUTES);
    }

    void stop(@Observes ShutdownEvent event) {
        schedule.shutdownNow();
    }

    private void tidy() {
        try {
            int files = spool.expire();
            int chunks = reports.expire();
            if (files + chunks > 0) {
                LOG.infof("uploads forgotten files=%d reportChunks=%d", files, chunks);
            }
        } catch (RuntimeException e) {
            LOG.warnf("uploads will be forgotten later: %s", e.getMessage());
        }
    }
}
