package org.jiedui.notification.intake;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jiedui.chassis.event.EventEnvelope;
import org.jiedui.notification.announcement.Announcements;
import org.jiedui.notification.audience.AudienceLookup;
import org.jiedui.notification.audience.AudiencePolicy;
import org.jiedui.notification.audience.AudienceReason;
import org.jiedui.notification.audience.EventData;
import org.jiedui.notification.audience.EventType;
import org.jiedui.notification.audience.Mailbox;
import org.jiedui.notification.audience.PairingParties;
import org.jiedui.notification.audience.TaskOwners;
import org.jiedui.notification.broadcast.Profiles;
import org.jiedui.notification.delivery.Channel;
import org.jiedui.notification.delivery.DeliveryQueue;
import org.jiedui.notification.reminder.ReminderBook;
import org.jiedui.notification.robot.RobotRepository;
import org.jiedui.notification.telling.Telling;
import org.jiedui.notification.template.TextChannel;
import org.jiedui.notification.template.Wording;
import org.jiedui.notification.webhook.WebhookEndpointRepository;

/**
 * Takes one event in the consumer's transaction: keeps it, brings the own copy of the pairings up to date, posts the
 * messages and enqueues the deliveries. All of it or nothing; an event that was kept before changes nothing.
 */
@ApplicationScoped
public class EventIntake {
    private final Announcements announcements;
    private final PairingParties pairings;
    private final TaskOwners tasks;
    private final AudienceLookup lookup;
    private final Telling telling;
    private final Wording wording;
    private final WebhookEndpointRepository endpoints;
    private final RobotRepository robots;
    private final DeliveryQueue queue;
    private final ReminderBook reminders;
    private final Profiles profiles;

    EventIntake(
            Announcements announcements,
            PairingParties pairings,
            TaskOwners tasks,
            AudienceLookup lookup,
            Telling telling,
            Wording wording,
            WebhookEndpointRepository endpoints,
            RobotRepository robots,
            DeliveryQueue queue,
            ReminderBook reminders,
            Profiles profiles) {
        this.announcements = announcements;
        this.pairings = pairings;
        this.tasks = tasks;
        this.lookup = lookup;
        this.telling = telling;
        this.wording = wording;
        this.endpoints = endpoints;
        this.robots = robots;
        this.queue = queue;
        this.reminders = reminders;
        this.profiles = profiles;
    }

    /** Takes the event; types that this version does not know are passed over. */
    public void take(EventEnvelope envelope) {
        EventType.named(envelope.name())
                .filter(type -> type.fullType().equals(envelope.type()))
                .ifPresent(type -> take(type, envelope, envelope.data(EventData.class)));
    }

    private void take(EventType type, EventEnvelope envelope, EventData data) {
        var fresh = announcements.keep(
                new Announcements.Fresh(
                        envelope.id(),
                        envelope.type(),
                        type.eventName(),
                        envelope.key(),
                        envelope.region(),
                        envelope.time(),
                        wording.revisionInForce(type.eventName(), TextChannel.INBOX, envelope.region()),
                        envelope.payload()),
                true);
        if (!fresh) {
            return;
        }
        project(type, envelope.region(), data);
        profiles.note(type, envelope.key(), envelope.region(), envelope.time(), envelope.data(JsonNode.class));
        reminders.note(type, envelope.id(), envelope.region(), envelope.time(), envelope.data(JsonNode.class));
        var facts = lookup.of(type, envelope.region(), data);
        var subject = data.households().size() == 1 ? data.households().get(0) : envelope.key();
        telling.tell(
                new Telling.News(
                        envelope.id(),
                        type,
                        type.coalesced() ? envelope.key() : subject,
                        envelope.region(),
                        facts.urgent()),
                AudiencePolicy.audience(type, facts));
        queue.enqueue(calls(type, envelope));
        if (type == EventType.CYCLE_CANCELLED || type == EventType.CYCLE_PUBLISHED) {
            tasks.forget(data.cycleId());
        }
    }

    private static Optional<String> owner(EventData data, String region) {
        if (data.cycleId() == null) {
            return Optional.empty();
        }
        return data.account() == null
                ? Optional.ofNullable(data.assigneeRole()).flatMap(role -> Mailbox.ofOffice(role, region))
                : Optional.of(Mailbox.ofAccount(data.account()));
    }

    private void project(EventType type, String region, EventData data) {
        switch (type) {
            case HELPER_REGISTERED, HELPER_CHANGED -> {
                if (data.helperId() != null) {
                    pairings.noteHelper(data.helperId(), data.account());
                }
            }
            case PAIRING_CONFIRMED, PAIRING_RESUMED, PAIRING_SUSPENDED -> note(data, true);
            case PAIRING_PROPOSED,
                    PAIRING_PUBLICISED,
                    PAIRING_REPLACED,
                    PAIRING_COMPLETED,
                    PAIRING_ENDED,
                    PAIRING_WITHDRAWN -> note(data, false);
            case TASK_ASSIGNED, TASK_EXTENDED ->
                owner(data, region).ifPresent(mailbox -> tasks.note(data.cycleId(), mailbox));
            default -> {
                // neither pairing nor task in it
            }
        }
    }

    private void note(EventData data, boolean active) {
        pairings.note(new PairingParties.Party(
                data.pairingId(),
                data.helped().kind(),
                data.helped().id(),
                data.helper().id(),
                data.helper().account(),
                data.helped().account(),
                data.helped().region(),
                active,
                data.version() == null ? 0 : data.version()));
    }

    private List<DeliveryQueue.Order> calls(EventType type, EventEnvelope envelope) {
        var orders = new ArrayList<DeliveryQueue.Order>();
        endpoints
                .wanting(type.eventName(), envelope.region())
                .forEach(endpoint ->
                        orders.add(order(type, envelope, endpoint.id(), Channel.WEBHOOK, endpoint.owner())));
        robots.wanting(type.eventName(), type.mandatory(), envelope.region())
                .forEach(robot -> orders.add(order(type, envelope, robot.id(), robot.kind(), robot.owner())));
        return orders;
    }

    private static DeliveryQueue.Order order(
            EventType type, EventEnvelope envelope, UUID recipient, Channel channel, String account) {
        return new DeliveryQueue.Order(
                envelope.id(),
                recipient,
                channel,
                envelope.key(),
                type.eventName(),
                envelope.region(),
                account,
                AudienceReason.SUBSCRIBED.name());
    }
}
