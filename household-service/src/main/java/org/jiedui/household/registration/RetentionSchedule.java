package org.jiedui.household.registration;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jiedui.chassis.event.Lease;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;

/** Submits the night's jobs once a day, by whichever replica takes the day's lease: anonymisation, and missing name keys. */
@ApplicationScoped
public class RetentionSchedule {
    private static final Logger LOG = Logger.getLogger(RetentionSchedule.class);

    private final Jobs jobs;
    private final Lease lease;
    private final RetentionConfig config;
    private final TimeSource time;
    private final String owner = "retention " + Ids.next();
    private LocalDate done;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "retention");
        thread.setDaemon(true);
        return thread;
    });

    RetentionSchedule(Jobs jobs, Lease lease, RetentionConfig config, TimeSource time) {
        this.jobs = jobs;
        this.lease = lease;
        this.config = config;
        this.time = time;
    }

    void start(@Observes StartupEvent event) {
        if (config.scheduled()) {
            var pause = config.look().toMillis();
            schedule.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        schedule.shutdownNow();
    }

    private void look() {
        var now = time.now().atZone(time.zone());
        if (now.toLocalTime().isBefore(config.at()) || now.toLocalDate().equals(done)) {
            return;
        }
        try {
            // held until it is due again and never given back: one job a day, whatever the number of replicas
            var next = now.toLocalDate().plusDays(1).atTime(config.at()).atZone(time.zone());
            QuarkusTransaction.requiringNew().run(() -> {
                if (take(Duration.between(now, next))) {
                    submit();
                }
            });
            done = now.toLocalDate();
        } catch (RuntimeException e) {
            LOG.warnf("retention will try again: %s", e.getMessage());
        }
    }

    private boolean take(Duration term) {
        try {
            return lease.acquire("household-retention", owner, term) != null;
        } catch (SQLException e) {
            throw new IllegalStateException("could not take the lease", e);
        }
    }

    /** Orders what the rules say, and the keys of names; needs a running transaction. */
    void submit() {
        jobs.submit(Anonymisation.KIND, "", new Anonymisation.Order(null, "system"), "system");
        jobs.submit(NameKeyJob.KIND, "", java.util.Map.of(), "system");
    }
}
