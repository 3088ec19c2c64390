package org.jiedui.notification.delivery;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;

/**
 * Empties the lanes of the {@link DeliveryQueue}. Each lane is worked on by itself, so a receiver that is slow or dead
 * delays nobody else; one that is away pauses as a whole and is then probed with one delivery. After a crash another
 * replica goes on when the lane's lease is over; what was in flight is sent again under its old id.
 */
@ApplicationScoped
public class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    /** Pause of a lane that has used up its attempts of this minute. */
    private static final Duration FULL_MINUTE = Duration.ofSeconds(5);

    /**
     * How long the end of a webhook's attempt may wait for that of others to be recorded with it, while there is room. What
     * is repeated after a crash in between is known to the receiver by its id; most other channels cannot tell a repetition.
     */
    private static final long RECORD_WITHIN_NANOS = 100_000_000;

    private static final int RECORDED_AT_ONCE = 50;

    private static final int ER_LOCK_WAIT_TIMEOUT = 1205;
    private static final int ER_LOCK_DEADLOCK = 1213;

    private final Map<Channel, Sender> senders = new EnumMap<>(Channel.class);
    private final DeliveryQueue queue;
    private final DeliveryConfig config;
    private final TimeSource time;
    private final MeterRegistry metrics;
    private final RetryPolicy retries;
    private final RetryPolicy lanePauses;
    private final Semaphore free;
    private final ExecutorService workers = Executors.newCachedThreadPool(work -> {
        var thread = new Thread(work, "delivery-lane");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running;
    private Thread thread;

    Dispatcher(
            @All List<Sender> senders,
            DeliveryQueue queue,
            DeliveryConfig config,
            TimeSource time,
            MeterRegistry metrics) {
        senders.forEach(sender -> this.senders.put(sender.channel(), sender));
        this.queue = queue;
        this.config = config;
        this.time = time;
        this.metrics = metrics;
        this.retries = new RetryPolicy(config.firstPause(), config.longestPause());
        this.lanePauses = new RetryPolicy(config.firstPause(), config.longestLanePause());
        this.free = new Semaphore(config.lanes());
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            running = true;
            thread = new Thread(this::run, "delivery-dispatcher");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        if (thread != null) {
            thread.interrupt();
            thread.join(2_000);
            workers.shutdown();
            if (!workers.awaitTermination(12, TimeUnit.SECONDS)) {
                LOG.info("attempts in flight at shutdown will be repeated under their ids");
            }
        }
    }

    private void run() {
        while (running) {
            try {
                if (round() == 0) {
                    pause();
                }
            } catch (SQLException | RuntimeException e) {
                LOG.errorf(e, "dispatcher paused, will go on by itself");
                pause();
            }
        }
    }

    private int round() throws SQLException {
        var slots = free.drainPermits();
        if (slots == 0) {
            return 0;
        }
        var lanes = List.<DeliveryQueue.Lane>of();
        // a name of its own for each claim: who was slower than the lease does not give back what was claimed anew
        var holder = "dispatcher-" + Ids.next();
        try {
            lanes = queue.claim(holder, slots);
        } finally {
            free.release(slots - lanes.size());
        }
        var until = time.now().plus(config.lease().dividedBy(2));
        for (var lane : lanes) {
            workers.execute(() -> work(lane, holder, until));
        }
        return lanes.size();
    }

    private void work(DeliveryQueue.Lane lane, String holder, Instant until) {
        try {
            var failures = lane.failures();
            Duration pause = null;
            var sender = senders.get(lane.channel());
            var room = room(lane, sender);
            if (room == 0) {
                pause = FULL_MINUTE;
            }
            var due = room == 0 ? List.<Outgoing>of() : queue.due(lane.id(), failures > 0 ? 1 : room);
            while (!due.isEmpty() && pause == null && running && time.now().isBefore(until)) {
                var end = attempt(lane, sender, due, until);
                var worst = end.away();
                if (worst == null) {
                    // what was only postponed says nothing of the receiver
                    failures = end.tried() ? 0 : failures;
                    room = room(lane, sender);
                    if (room == 0) {
                        pause = FULL_MINUTE;
                    } else {
                        due = queue.due(lane.id(), failures > 0 ? 1 : room);
                    }
                } else {
                    failures++;
                    pause = lanePauses.pause(
                            failures,
                            worst.retryAfter(),
                            ThreadLocalRandom.current().nextDouble());
                }
            }
            queue.release(lane, holder, failures, pause == null ? Duration.ZERO : pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException | RuntimeException e) {
            LOG.errorf(e, "lane %s left as it is until its lease is over", lane.id());
        } finally {
            free.release();
        }
    }

    /** How many may leave now. */
    private int room(DeliveryQueue.Lane lane, Sender sender) throws SQLException {
        return sender.perMinute() == 0
                ? config.batch()
                : Math.min(config.batch(), queue.room(lane.id(), sender.perMinute()));
    }

    private record Attempt(Outgoing delivery, Outcome outcome) {}

    /**
     * How a batch ended.
     *
     * @param away the outcome that says that the receiver as such is away, or null
     * @param tried whether anything was sent at all
     */
    private record End(Outcome away, boolean tried) {}

    /** Sends a batch. */
    private End attempt(DeliveryQueue.Lane lane, Sender sender, List<Outgoing> batch, Instant until)
            throws InterruptedException, SQLException {
        var ended = new LinkedBlockingQueue<Attempt>();
        var unrecorded = new ArrayList<Attempt>();
        var waiting = batch.iterator();
        var inFlight = 0;
        var recordBy = 0L;
        Outcome away = null;
        var taken = false;
        var tried = false;
        while (inFlight > 0
                || (away == null && waiting.hasNext() && running && time.now().isBefore(until))) {
            while (away == null
                    && inFlight < config.parallel()
                    && waiting.hasNext()
                    && running
                    && time.now().isBefore(until)) {
                launch(sender, waiting.next(), ended);
                inFlight++;
            }
            if (unrecorded.size() >= RECORDED_AT_ONCE || recordBy - System.nanoTime() <= 0) {
                record(lane, unrecorded);
            }
            var first = ended.poll(
                    unrecorded.isEmpty() ? RECORD_WITHIN_NANOS : recordBy - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (first == null) {
                continue;
            }
            var some = new ArrayList<Attempt>();
            some.add(first);
            ended.drainTo(some);
            if (unrecorded.isEmpty()) {
                recordBy = System.nanoTime() + RECORD_WITHIN_NANOS;
            }
            inFlight -= some.size();
            for (var attempt : some) {
                if (attempt.outcome().kind() == Outcome.Kind.UNAVAILABLE) {
                    away = attempt.outcome();
                }
                taken |= attempt.outcome().kind() == Outcome.Kind.ACCEPTED;
                tried |= attempt.outcome().kind() != Outcome.Kind.POSTPONED;
            }
            unrecorded.addAll(some);
            if (lane.channel() != Channel.WEBHOOK) {
                record(lane, unrecorded);
            }
        }
        record(lane, unrecorded);
        if (tried) {
            queue.failing(lane.id(), !taken);
        }
        return new End(away, tried);
    }

    /** One transaction for many: each commit waits for the disk. */
    private void record(DeliveryQueue.Lane lane, List<Attempt> attempts) {
        if (!attempts.isEmpty()) {
            var now = time.now();
            var postponed = attempts.stream()
                    .filter(attempt -> attempt.outcome().kind() == Outcome.Kind.POSTPONED)
                    .toList();
            var results = attempts.stream()
                    .filter(attempt -> attempt.outcome().kind() != Outcome.Kind.POSTPONED)
                    .map(attempt -> result(attempt, now))
                    .toList();
            Runnable write = () -> {
                postponed.forEach(attempt -> queue.postpone(
                        attempt.delivery().id(), now.plus(attempt.outcome().retryAfter())));
                queue.record(lane.id(), results);
            };
            try {
                QuarkusTransaction.requiringNew().run(write);
            } catch (RuntimeException e) {
                if (!isLockConflict(e)) {
                    throw e;
                }
                QuarkusTransaction.requiringNew().run(write);
            }
            attempts.clear();
        }
    }

    /** Whether waiting for another's lock was the only fault: nothing was written, and once more mostly goes well. */
    private static boolean isLockConflict(Throwable e) {
        for (var cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return sql.getErrorCode() == ER_LOCK_WAIT_TIMEOUT || sql.getErrorCode() == ER_LOCK_DEADLOCK;
            }
        }
        return false;
    }

    private static void launch(Sender sender, Outgoing delivery, LinkedBlockingQueue<Attempt> ended) {
        try {
            sender.send(delivery)
                    .whenComplete((outcome, fault) -> ended.add(new Attempt(
                            delivery,
                            fault == null
                                    ? outcome
                                    : Outcome.refused(null, fault.getClass().getSimpleName()))));
        } catch (RuntimeException e) {
            LOG.errorf(e, "attempt of delivery %s broke", delivery.id());
            ended.add(new Attempt(delivery, Outcome.refused(null, e.getClass().getSimpleName())));
        }
    }

    private DeliveryQueue.Result result(Attempt attempt, Instant now) {
        var delivery = attempt.delivery();
        var outcome = attempt.outcome();
        var result = switch (outcome.kind()) {
            case ACCEPTED -> new DeliveryQueue.Result(delivery, DeliveryState.SENT, now, outcome);
            case HOPELESS -> new DeliveryQueue.Result(delivery, DeliveryState.PARKED, now, outcome);
            case REFUSED, UNAVAILABLE ->
                retries.next(
                                delivery.attempts() + 1,
                                now,
                                delivery.giveUpAt(),
                                outcome.retryAfter(),
                                ThreadLocalRandom.current().nextDouble())
                        .map(next -> new DeliveryQueue.Result(delivery, DeliveryState.FAILED, next, outcome))
                        .orElseGet(() -> new DeliveryQueue.Result(delivery, DeliveryState.PARKED, now, outcome));
            case POSTPONED -> throw new IllegalArgumentException("not an attempt");
        };
        metrics.counter("jiedui.delivery.attempts", "state", result.state().name())
                .increment();
        return result;
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
