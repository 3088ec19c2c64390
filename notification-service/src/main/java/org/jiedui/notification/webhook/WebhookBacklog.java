package org.jiedui.notification.webhook;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.audience.AudienceReason;
import org.jiedui.notification.delivery.Channel;
import org.jiedui.notification.delivery.DeliveryQueue;
import org.jiedui.notification.schedule.Round;

/**
 * Lets an endpoint whose receiver is away fall behind: its events are not enqueued one by one, each at the cost of a
 * delivery that somebody living waits for; only since when they are missing is noted. They are enqueued in their order, in
 * slices, once the receiver takes something again, and before anything that needs them: the list of deliveries, a replay,
 * switching off.
 *
 * <p>Nothing is lost, and none comes before an earlier one of its aggregate: the intake reads the endpoints with a shared
 * lock, which it holds until its transaction ends, before its events get their time of arrival. A slice has an exclusive one,
 * so whatever was passed over is committed and found, what is passed over afterwards is later, and slices follow each other.
 */
@ApplicationScoped
public class WebhookBacklog implements Round {
    private static final Logger LOG = Logger.getLogger(WebhookBacklog.class);

    /** How far the clocks of replicas may be apart. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    private static final int SLICE = 500;

    private final WebhookEndpointRepository endpoints;
    private final DeliveryQueue queue;
    private final TimeSource time;

    WebhookBacklog(WebhookEndpointRepository endpoints, DeliveryQueue queue, TimeSource time) {
        this.endpoints = endpoints;
        this.queue = queue;
        this.time = time;
    }

    @Override
    public String name() {
        return "webhook-backlog";
    }

    @Override
    public int round() {
        for (var id : endpoints.away()) {
            each(
                    id,
                    () -> QuarkusTransaction.requiringNew()
                            .run(() -> endpoints.fallBehind(id, time.now().minus(SKEW))));
        }
        for (var id : endpoints.back()) {
            each(id, () -> catchUp(id));
        }
        return 0;
    }

    private static void each(UUID id, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.errorf(e, "endpoint will be looked at again id=%s", id);
        }
    }

    /** Enqueues everything that is missing, in transactions of its own; nothing when the endpoint is not behind. */
    public void catchUp(UUID id) {
        var more = QuarkusTransaction.requiringNew()
                .call(() -> endpoints.behind(id, false).isPresent());
        while (more) {
            more = QuarkusTransaction.requiringNew().call(() -> slice(id));
        }
    }

    /** The same for endpoints of these very regions; the running transaction must not have read endpoints yet. */
    public void catchUp(Collection<String> regions) {
        endpoints.behindIn(regions).forEach(this::catchUp);
    }

    /**
     * Enqueues everything that endpoints of these very regions miss, at once, in the running transaction. After
     * {@link #catchUp(Collection)} that is what was passed over since.
     */
    public void catchUpIn(Collection<String> regions) {
        for (var id : endpoints.behindIn(regions)) {
            endpoints.behind(id, true).ifPresent(behind -> {
                enqueue(behind, endpoints.missing(behind, Integer.MAX_VALUE));
                endpoints.caughtUp(id);
            });
        }
    }

    /** Enqueues the next events that are missing; returns whether there may be more. */
    private boolean slice(UUID id) {
        var behind = endpoints.behind(id, true).orElse(null);
        if (behind == null) {
            return false;
        }
        var missing = endpoints.missing(behind, SLICE);
        if (missing.isEmpty()) {
            endpoints.caughtUp(id);
            return false;
        }
        enqueue(behind, missing);
        endpoints.behindSince(id, missing.get(missing.size() - 1).receivedAt().minus(SKEW));
        return true;
    }

    private void enqueue(WebhookEndpointRepository.Behind behind, List<WebhookEndpointRepository.Missing> missing) {
        queue.enqueue(missing.stream()
                .map(event -> new DeliveryQueue.Order(
                        event.id(),
                        behind.endpoint().id(),
                        Channel.WEBHOOK,
                        event.subject(),
                        event.type(),
                        event.region(),
                        behind.endpoint().owner(),
                        AudienceReason.SUBSCRIBED.name()))
                .toList());
    }
}
