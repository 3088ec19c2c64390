package org.jiedui.notification.schedule;

import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jiedui.chassis.event.Lease;

/** Goes the rounds, each under a lease of its own, so that one replica does it. */
@ApplicationScoped
public class Scheduler {
    private static final Logger LOG = Logger.getLogger(Scheduler.class);
    private static final int MOST_IN_A_ROW = 20;

    private final List<Round> rounds;
    private final Lease lease;
    private final ScheduleConfig config;
    private volatile boolean running;
    private Thread thread;

    Scheduler(@All List<Round> rounds, Lease lease, ScheduleConfig config) {
        this.rounds = rounds;
        this.lease = lease;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            running = true;
            thread = new Thread(this::run, "scheduler");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        if (thread != null) {
            thread.interrupt();
            thread.join(2_000);
            for (var round : rounds) {
                try {
                    lease.release(lease(round));
                } catch (SQLException e) {
                    LOG.infof("lease of %s runs out by itself", round.name());
                }
            }
        }
    }

    private void run() {
        while (running) {
            var busy = false;
            for (var round : rounds) {
                busy |= go(round);
            }
            if (!busy) {
                pause();
            }
        }
    }

    private boolean go(Round round) {
        try {
            var times = 0;
            while (running
                    && times < MOST_IN_A_ROW
                    && lease.acquire(lease(round), config.lease()) != null
                    && round.round() > 0) {
                times++;
            }
            return times > 0;
        } catch (SQLException | RuntimeException e) {
            LOG.errorf(e, "%s will go on by itself", round.name());
            return false;
        }
    }

    private static String lease(Round round) {
        return "notification-" + round.name();
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(config.poll().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
