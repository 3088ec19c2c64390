package org.jiedui.household.visit;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Lets the reminders run from time to time. */
@ApplicationScoped
public class VisitReminderClock {
    private static final Logger LOG = Logger.getLogger(VisitReminderClock.class);

    private final VisitReminders reminders;
    private final VisitConfig config;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "visit-reminders");
        thread.setDaemon(true);
        return thread;
    });

    VisitReminderClock(VisitReminders reminders, VisitConfig config) {
        this.reminders = reminders;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        var seconds = Math.max(60, config.reminderEvery().toSeconds());
        schedule.scheduleWithFixedDelay(this::run, seconds, seconds, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        schedule.shutdownNow();
    }

    private void run() {
        try {
            UUID after = null;
            do {
                after = reminders.announce("", after);
            } while (after != null && !Thread.currentThread().isInterrupted());
        } catch (RuntimeException e) {
            LOG.warnf("reminders of visits will be looked for again: %s", e.getMessage());
        }
    }
}
