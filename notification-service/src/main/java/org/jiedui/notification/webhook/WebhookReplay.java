package org.jiedui.notification.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.job.JobContext;
import org.jiedui.chassis.job.JobHandler;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.notification.NotificationProblem;
import org.jiedui.notification.announcement.Announcements;
import org.jiedui.notification.delivery.Channel;
import org.jiedui.notification.delivery.DeliveryQueue;

/**
 * Sends an endpoint everything again that arrived since a time or after an event, by its present filter: a job of slices.
 * What was delivered before goes out under its old id, so that a receiver that remembers ids does nothing twice; what the
 * endpoint never was sent, because it was registered later, is sent for the first time, before later events of its aggregate
 * that still wait or are sent again.
 */
@ApplicationScoped
public class WebhookReplay implements JobHandler {
    /** Kind of the job. */
    public static final String KIND = "webhook-replay";

    private static final int SLICE = 1000;

    private final WebhookEndpointRepository endpoints;
    private final WebhookBacklog backlog;
    private final Announcements announcements;
    private final DeliveryQueue queue;
    private final Jobs jobs;
    private final AuditTrail audit;

    WebhookReplay(
            WebhookEndpointRepository endpoints,
            WebhookBacklog backlog,
            Announcements announcements,
            DeliveryQueue queue,
            Jobs jobs,
            AuditTrail audit) {
        this.endpoints = endpoints;
        this.backlog = backlog;
        this.announcements = announcements;
        this.queue = queue;
        this.jobs = jobs;
        this.audit = audit;
    }

    /** What the job was submitted with. */
    public record Wish(UUID endpoint, Instant from) {}

    /** Where it stands: the last event that was looked at. */
    public record Place(Instant receivedAt, UUID event) {}

    /**
     * Submits the job; exactly one of {@code from} and {@code afterEvent} is given. An endpoint is replayed to once at a
     * time: refuses with {@code REPLAY_RUNNING} until the one before has ended.
     *
     * @return the job
     */
    @Transactional
    public UUID replay(Caller caller, UUID id, Instant from, UUID afterEvent) {
        // later events of an aggregate must not be enqueued before earlier ones
        backlog.catchUp(id);
        var endpoint = endpoints.visible(caller, id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        if (!endpoint.active()) {
            throw CommonProblem.STATE_CONFLICT.detail("该地址已停用，请先启用", "The endpoint is switched off; enable it first");
        }
        requireNoOther(id);
        var start = from;
        if (afterEvent != null) {
            var event = announcements
                    .findByIdOptional(afterEvent)
                    .filter(found -> found.region().startsWith(endpoint.region()))
                    .orElseThrow(CommonProblem.NOT_FOUND::problem);
            start = event.receivedAt();
        }
        audit.record(
                caller,
                "WEBHOOK_REPLAYED",
                "webhook-endpoint",
                id,
                endpoint.region(),
                Map.of("from", start.toString()));
        queue.unpause(id);
        var job = jobs.submit(KIND, endpoint.region(), new Wish(id, start), caller.subject());
        endpoints.replayedBy(id, job);
        return job;
    }

    private void requireNoOther(UUID endpoint) {
        endpoints
                .lockReplay(endpoint)
                .flatMap(before -> jobs.find(before, ""))
                .filter(before -> !before.state().isFinal())
                .ifPresent(before -> {
                    throw NotificationProblem.REPLAY_RUNNING.problem();
                });
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object run(JobContext job) {
        var wish = job.parameters(Wish.class);
        var place = job.progress(Place.class).orElse(new Place(wish.from(), new UUID(0, 0)));
        var done = job.processed();
        while (true) {
            var here = place;
            var before = done;
            var next = job.inTransaction(() -> slice(job, wish.endpoint(), here, before));
            if (next == null) {
                return Map.of("events", done);
            }
            place = next.place();
            done = next.done();
        }
    }

    private record Step(Place place, long done) {}

    private Step slice(JobContext job, UUID id, Place after, long before) {
        // whoever removes it or switches it off waits, or was before
        endpoints.lockReplay(id);
        var endpoint = endpoints.findById(id);
        if (endpoint == null || !endpoint.active()) {
            return null;
        }
        var events = announcements.receivedAfter(after.receivedAt(), after.event(), endpoint.region(), SLICE);
        if (events.isEmpty()) {
            return null;
        }
        var wanted =
                events.stream().filter(event -> endpoint.wants(event.name())).toList();
        queue.repeat(
                Channel.WEBHOOK,
                endpoint.id(),
                endpoint.owner(),
                wanted.stream()
                        .map(event -> new DeliveryQueue.Repeated(
                                event.id(), event.subject(), event.name(), event.region(), event.receivedAt()))
                        .toList());
        var last = events.get(events.size() - 1);
        var place = new Place(last.receivedAt(), last.id());
        var done = before + wanted.size();
        job.checkpoint(done, null, place);
        return new Step(place, done);
    }
}
