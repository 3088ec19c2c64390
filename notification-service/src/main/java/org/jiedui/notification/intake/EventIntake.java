package org.jiedui.notification.intake;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jiedui.chassis.event.EventEnvelope;
import org.jiedui.chassis.time.TimeSource;
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
import org.jiedui.notification.preference.PreferenceConfig;
import org.jiedui.notification.reminder.ReminderBook;
import org.jiedui.notification.robot.RobotRepository;
import org.jiedui.notification.telling.Telling;
import org.jiedui.notification.template.TextChannel;
import org.jiedui.notification.template.Wording;
import org.jiedui.notification.webhook.WebhookEndpointRepository;

/**
 * Takes events in the consumer's transaction: keeps them, brings the own copy of the pairings up to date, posts the
 * messages and enqueues the deliveries. All of it or nothing; an event that was kept before changes nothing.
 */
@ApplicationScoped
public class EventIntake {
    /** Kind of a request that its people must not see. */
    private static final String COMPLAINT = "COMPLAINT";

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
    private final RegionMoves moves;
    private final PreferenceConfig preferences;
    private final TimeSource time;

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
            Profiles profiles,
            RegionMoves moves,
            PreferenceConfig preferences,
            TimeSource time) {
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
        this.moves = moves;
        this.preferences = preferences;
        this.time = time;
    }

    private record Arrived(EventType type, EventEnvelope envelope, EventData data) {
        UUID id() {
            return envelope.id();
        }

        /** What bursts of messages about the same are known by. */
        UUID subject() {
            return type.coalesced() || data.households().size() != 1
                    ? envelope.key()
                    : data.households().get(0);
        }
    }

    /** Who listens in the regions of a batch. */
    private record Listeners(List<WebhookEndpointRepository.Wanting> endpoints, List<RobotRepository.Wanting> robots) {}

    /**
     * Takes events in their order; types that this version does not know are passed over. What is told of an event is
     * decided by what was known when it came, so events that change that are a border within the batch.
     */
    public void take(List<EventEnvelope> envelopes) {
        envelopes.stream()
                .flatMap(EventIntake::known)
                .filter(event -> event.type() == EventType.REGION_CHANGED)
                .forEach(event -> moves.prepare(successions(event)));
        takeInParts(envelopes);
    }

    private void takeInParts(List<EventEnvelope> envelopes) {
        for (var at = 0; at < envelopes.size() - 1; at++) {
            if (EventType.REGION_CHANGED.fullType().equals(envelopes.get(at).type())) {
                // those behind it come with codes that it has changed
                takeInParts(envelopes.subList(0, at + 1));
                takeInParts(envelopes.subList(at + 1, envelopes.size()));
                return;
            }
        }
        takeTogether(moves.withPresentCodes(envelopes));
    }

    private void takeTogether(List<EventEnvelope> envelopes) {
        var known = envelopes.stream().flatMap(EventIntake::known).toList();
        var regions = known.stream().map(event -> event.envelope().region()).collect(Collectors.toSet());
        // before the events get their time of arrival: what an endpoint that is behind misses is found by it
        var listeners = listeners(regions);
        var kept = announcements.keep(known.stream().map(this::fresh).toList());
        var arrived = known.stream().filter(event -> kept.contains(event.id())).toList();
        if (arrived.isEmpty()) {
            return;
        }
        var again = again(arrived);
        var alike = new ArrayList<Arrived>();
        for (var event : arrived) {
            if (changesAudiences(event.type())) {
                tell(alike, again, listeners);
            }
            project(event);
            alike.add(event);
            if (event.type() == EventType.CYCLE_CANCELLED || event.type() == EventType.CYCLE_PUBLISHED) {
                tell(alike, again, listeners);
                tasks.forget(event.data().cycleId());
            }
        }
        tell(alike, again, listeners);
        note(arrived);
    }

    private Listeners listeners(Set<String> regions) {
        return new Listeners(endpoints.wanting(regions), robots.wanting(regions));
    }

    private static Stream<Arrived> known(EventEnvelope envelope) {
        return EventType.named(envelope.name())
                .filter(type -> type.fullType().equals(envelope.type()))
                .map(type -> new Arrived(type, envelope, envelope.data(EventData.class)))
                .stream();
    }

    private Announcements.Fresh fresh(Arrived event) {
        var name = event.type().eventName();
        var envelope = event.envelope();
        return new Announcements.Fresh(
                envelope.id(),
                envelope.type(),
                name,
                envelope.key(),
                envelope.region(),
                envelope.time(),
                wording.revisionInForce(name, TextChannel.INBOX, envelope.region()),
                envelope.payload(),
                confidential(event.data()));
    }

    /** A complaint is told to nobody whom it may be about: not to groups, and not to the provincial platform. */
    private static boolean confidential(EventData data) {
        return COMPLAINT.equals(data.kind());
    }

    /** Those of a gathered type that are not the first about their aggregate within the window. */
    private Set<UUID> again(List<Arrived> arrived) {
        var again = new HashSet<UUID>();
        var ids = arrived.stream().map(Arrived::id).collect(Collectors.toSet());
        arrived.stream()
                .filter(event -> event.type().coalesced())
                .collect(Collectors.groupingBy(Arrived::type))
                .forEach((type, events) -> {
                    var earlier = announcements.subjectsSince(
                            time.now().minus(preferences.coalesce()),
                            type.eventName(),
                            events.stream().map(Arrived::subject).collect(Collectors.toSet()),
                            ids);
                    events.stream()
                            .filter(event -> !earlier.add(event.subject()))
                            .forEach(event -> again.add(event.id()));
                });
        return again;
    }

    /** What reminders and segments go by; no other event of the batch asks for it. */
    private void note(List<Arrived> arrived) {
        var said = new ArrayList<Profiles.News>();
        for (var event : arrived) {
            var envelope = event.envelope();
            var data = envelope.data(JsonNode.class);
            reminders.note(event.type(), envelope.id(), envelope.region(), envelope.time(), data);
            said.add(new Profiles.News(event.type(), envelope.key(), envelope.region(), envelope.time(), data));
        }
        profiles.note(said);
    }

    /** Tells of events that nothing came between, and forgets them. */
    private void tell(List<Arrived> events, Set<UUID> again, Listeners listeners) {
        var helpers = lookup.helpersOf(events.stream().map(Arrived::data).toList());
        telling.tell(events.stream()
                .map(event -> {
                    var region = event.envelope().region();
                    var facts = lookup.of(event.type(), region, event.data(), helpers);
                    return new Telling.Told(
                            new Telling.News(
                                    event.id(),
                                    event.type(),
                                    event.subject(),
                                    region,
                                    facts.urgent(),
                                    again.contains(event.id())),
                            AudiencePolicy.audience(event.type(), facts));
                })
                .toList());
        events.forEach(event -> queue.enqueue(calls(event.type(), event.envelope(), event.data(), listeners)));
        events.clear();
    }

    private static Optional<String> owner(EventData data, String region) {
        if (data.cycleId() == null) {
            return Optional.empty();
        }
        return data.account() == null
                ? Optional.ofNullable(data.assigneeRole()).flatMap(role -> Mailbox.ofOffice(role, region))
                : Optional.of(Mailbox.ofAccount(data.account()));
    }

    private static boolean changesAudiences(EventType type) {
        return switch (type) {
            case HELPER_REGISTERED,
                    HELPER_CHANGED,
                    TEAM_LEADER_CHANGED,
                    PAIRING_CONFIRMED,
                    PAIRING_RESUMED,
                    PAIRING_EXTENDED,
                    PAIRING_CHANGED,
                    PAIRING_SUSPENDED,
                    PAIRING_PROPOSED,
                    PAIRING_PUBLICISED,
                    PAIRING_REPLACED,
                    PAIRING_COMPLETED,
                    PAIRING_ENDED,
                    PAIRING_WITHDRAWN,
                    REGION_CHANGED -> true;
            default -> false;
        };
    }

    private void project(Arrived event) {
        var data = event.data();
        switch (event.type()) {
            case HELPER_REGISTERED, HELPER_CHANGED -> {
                if (data.helperId() != null) {
                    pairings.noteHelper(data.helperId(), data.account());
                }
            }
            // a team acts through its leader, in its present pairings too
            case TEAM_LEADER_CHANGED -> pairings.noteTeam(data.teamId(), data.leaderAccount());
            case PAIRING_CONFIRMED, PAIRING_RESUMED, PAIRING_EXTENDED, PAIRING_CHANGED, PAIRING_SUSPENDED ->
                note(event, true);
            case PAIRING_PROPOSED,
                    PAIRING_PUBLICISED,
                    PAIRING_REPLACED,
                    PAIRING_COMPLETED,
                    PAIRING_ENDED,
                    PAIRING_WITHDRAWN -> note(event, false);
            case REGION_CHANGED -> moves.follow(successions(event));
            case TASK_ASSIGNED, TASK_EXTENDED ->
                owner(data, event.envelope().region())
                        .ifPresent(mailbox -> tasks.note(
                                data.cycleId(), mailbox, event.envelope().time()));
            default -> {
                // neither pairing nor task in it
            }
        }
    }

    private static JsonNode successions(Arrived event) {
        return event.envelope().data(JsonNode.class).path("successions");
    }

    /** Where the helped side is is the region of the event itself: the envelope has its present code, the data may not. */
    private void note(Arrived event, boolean active) {
        var data = event.data();
        pairings.note(new PairingParties.Party(
                data.pairingId(),
                data.helped().kind(),
                data.helped().id(),
                data.helper().id(),
                data.helper().account(),
                data.helped().account(),
                event.envelope().region(),
                active,
                data.version() == null ? 0 : data.version()));
    }

    private static List<DeliveryQueue.Order> calls(
            EventType type, EventEnvelope envelope, EventData data, Listeners listeners) {
        if (confidential(data)) {
            return List.of();
        }
        var orders = new ArrayList<DeliveryQueue.Order>();
        listeners.endpoints().stream()
                .filter(endpoint -> endpoint.wants(type.eventName(), envelope.region()))
                .forEach(endpoint ->
                        orders.add(order(type, envelope, endpoint.id(), Channel.WEBHOOK, endpoint.owner())));
        listeners.robots().stream()
                .filter(robot -> robot.wants(type.eventName(), type.mandatory(), envelope.region()))
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
