package org.jiedui.pairing.pairing;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.organisation.OrganisationRegistry;

/**
 * Looks hourly for helpers whose first day away has come, as queued or by their own dates, for pairings whose term is over, for gaps that end because a helper's first day has come and for
 * teams that others lead since, and forgets items of jobs long over. Several replicas may look: each pairing is locked.
 */
@ApplicationScoped
public class LeaverClock {
    private static final Logger LOG = Logger.getLogger(LeaverClock.class);

    private final LeaverHandling handling;
    private final TermEnd terms;
    private final GapWatch gaps;
    private final OrganisationRegistry teams;
    private final BulkItems items;
    private final PairingConfig config;
    private final TimeSource time;
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "leavers");
        thread.setDaemon(true);
        return thread;
    });

    LeaverClock(
            LeaverHandling handling,
            TermEnd terms,
            GapWatch gaps,
            OrganisationRegistry teams,
            BulkItems items,
            PairingConfig config,
            TimeSource time) {
        this.handling = handling;
        this.terms = terms;
        this.gaps = gaps;
        this.teams = teams;
        this.items = items;
        this.config = config;
        this.time = time;
    }

    void start(@Observes StartupEvent event) {
        schedule.scheduleWithFixedDelay(this::run, 60, 3600, TimeUnit.SECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        schedule.shutdownNow();
    }

    private void run() {
        try {
            look();
            items.forget(time.now().minus(Duration.ofDays(config.bulkItemDays())));
        } catch (RuntimeException e) {
            LOG.warnf("leavers, terms and old items will be looked for again: %s", e.getMessage());
        }
    }

    /** Acts on all that are due. What cannot be acted on hinders no other and is tried again at the next look. */
    void look() {
        actOnAll(handling::due, handling::actOnTheDay);
        actOnAll(handling::left, handling::actOnTheDay);
        actOnAll(terms::due, terms::act);
        actOnAll(gaps::begun, gaps::begin);
        teams.leadersChanged().forEach(id -> act(id, teams::followLeader));
    }

    private static void actOnAll(Function<UUID, List<UUID>> dueAfter, Consumer<UUID> step) {
        var due = dueAfter.apply(new UUID(0, 0));
        while (!due.isEmpty() && !Thread.currentThread().isInterrupted()) {
            due.forEach(id -> act(id, step));
            due = dueAfter.apply(due.get(due.size() - 1));
        }
    }

    private static void act(UUID id, Consumer<UUID> step) {
        try {
            step.accept(id);
        } catch (RuntimeException e) {
            LOG.warnf("not acted on, will be tried again id=%s: %s", id, e.getMessage());
        }
    }
}
