package org.jiedui.chassis.event;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jiedui.chassis.idempotency.IdempotencyKeys;
import org.jiedui.chassis.time.TimeSource;

/** Forgets what nobody can ask for any more: inbox notes and idempotency keys, in small pieces. */
@ApplicationScoped
public class Housekeeping {
    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final int PIECE = 2000;

    private final Inbox inbox;
    private final IdempotencyKeys keys;
    private final EventConfig config;
    private final TimeSource time;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "housekeeping");
        thread.setDaemon(true);
        return thread;
    });

    Housekeeping(Inbox inbox, IdempotencyKeys keys, EventConfig config, TimeSource time) {
        this.inbox = inbox;
        this.keys = keys;
        this.config = config;
        this.time = time;
    }

    void start(@Observes StartupEvent event) {
        schedule.scheduleWithFixedDelay(this::tidy, 5, 5, TimeUnit.MINUTES);
    }

    void stop(@Observes ShutdownEvent event) {
        schedule.shutdownNow();
    }

    private void tidy() {
        try {
            var pieces = 0;
            while (inbox.forget(time.now().minus(config.consumer().memory()), PIECE) == PIECE && pieces < 500) {
                pieces++;
            }
            while (keys.purge(PIECE) == PIECE && pieces < 1000) {
                pieces++;
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warnf("housekeeping will try again in five minutes: %s", e.getMessage());
        }
    }
}
