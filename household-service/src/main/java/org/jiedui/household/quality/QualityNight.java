package org.jiedui.household.quality;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Asks every minute whether it is time for the nightly run; of many replicas one begins it. */
@ApplicationScoped
public class QualityNight {
    private static final Logger LOG = Logger.getLogger(QualityNight.class);

    private final QualityRuns runs;
    private final QualityConfig config;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "quality-night");
        thread.setDaemon(true);
        return thread;
    });

    QualityNight(QualityRuns runs, QualityConfig config) {
        this.runs = runs;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        if (config.nightly()) {
            schedule.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.MINUTES);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        schedule.shutdownNow();
    }

    private void look() {
        try {
            runs.tonight().ifPresent(job -> LOG.infof("nightly quality run begun job=%s", job));
        } catch (RuntimeException e) {
            LOG.warnf("the nightly quality run will be tried again in a minute: %s", e.getMessage());
        }
    }
}
