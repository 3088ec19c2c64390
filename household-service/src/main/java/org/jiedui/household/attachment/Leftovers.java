package org.jiedui.household.attachment;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Looks twice an hour for files that nobody can reach any more. Repeating it, on any replica, does no harm. */
@ApplicationScoped
public class Leftovers {
    private static final Logger LOG = Logger.getLogger(Leftovers.class);

    private final Attaching attaching;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "attachment-leftovers");
        thread.setDaemon(true);
        return thread;
    });

    Leftovers(Attaching attaching) {
        this.attaching = attaching;
    }

    void start(@Observes StartupEvent event) {
        schedule.scheduleWithFixedDelay(this::tidy, 11, 30, TimeUnit.MINUTES);
    }

    void stop(@Observes ShutdownEvent event) {
        schedule.shutdownNow();
    }

    private void tidy() {
        try {
            var gone = attaching.tidy();
            if (gone > 0) {
                LOG.infof("attachments that nobody can reach were taken away files=%d", gone);
            }
        } catch (RuntimeException e) {
            LOG.warnf("attachments will be tidied later: %s", e.getMessage());
        }
    }
}
