package org.jiedui.household.risk;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jiedui.chassis.time.TimeSource;

/** Looks every minute whether the night has come in which all households are assessed. */
@ApplicationScoped
public class RiskNight {
    private static final Logger LOG = Logger.getLogger(RiskNight.class);

    private final RiskNightOrder order;
    private final RiskConfig config;
    private final TimeSource time;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "risk-night");
        thread.setDaemon(true);
        return thread;
    });

    RiskNight(RiskNightOrder order, RiskConfig config, TimeSource time) {
        this.order = order;
        this.config = config;
        this.time = time;
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
            var now = time.now().atZone(time.zone());
            if (!now.toLocalTime().isBefore(config.nightlyAt())) {
                order.begin(now.toLocalDate()).ifPresent(job -> LOG.infof("nightly risk assessment begun job=%s", job));
            }
        } catch (RuntimeException e) {
            LOG.warnf("the nightly risk assessment will be tried again in a minute: %s", e.getMessage());
        }
    }
}
