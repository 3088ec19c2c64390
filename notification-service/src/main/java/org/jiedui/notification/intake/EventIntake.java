package org.jiedui.notification.intake;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jiedui.chassis.event.EventEnvelope;
import org.jiedui.notification.announcement.Announcements;
import org.jiedui.notification.audience.Addressee;
import org.jiedui.notification.audience.AudienceFacts;
import org.jiedui.notification.audience.AudiencePolicy;
import org.jiedui.notification.audience.AudienceReason;
import org.jiedui.notification.audience.EventType;
import org.jiedui.notification.audience.PairingParties;
import org.jiedui.notification.contact.ContactKind;
import org.jiedui.notification.contact.ContactPoints;
import org.jiedui.notification.contact.MailConfig;
import org.jiedui.notification.delivery.Channel;
import org.jiedui.notification.delivery.DeliveryQueue;
import org.jiedui.notification.inbox.Mailing;
import org.jiedui.notification.preference.PreferenceRepository;
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
    private final Mailing mailing;
    private final Wording wording;
    private final ContactPoints contacts;
    private final PreferenceRepository preferences;
    private final WebhookEndpointRepository endpoints;
    private final DeliveryQueue queue;
    private final MailConfig mail;

    EventIntake(
            Announcements announcements,
            PairingParties pairings,
            Mailing mailing,
            Wording wording,
            ContactPoints contacts,
            PreferenceRepository preferences,
            WebhookEndpointRepository endpoints,
            DeliveryQueue queue,
            MailConfig mail) {
        this.announcements = announcements;
        this.pairings = pairings;
        this.mailing = mailing;
        this.wording = wording;
        this.contacts = contacts;
        this.preferences = preferences;
        this.endpoints = endpoints;
        this.queue = queue;
        this.mail = mail;
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
                        wording.revisionInForce(type.eventName(), TextChannel.INBOX),
                        envelope.payload()),
                true);
        if (!fresh) {
            return;
        }
        project(type, data);
        var audience = AudiencePolicy.audience(type, facts(envelope.region(), data));
        mailing.post(envelope.id(), type.eventName(), audience);
        var orders = new ArrayList<DeliveryQueue.Order>();
        if (mail.host().isPresent()) {
            orders.addAll(mails(type, envelope, audience));
        }
        orders.addAll(calls(type, envelope));
        queue.enqueue(orders);
    }

    private void project(EventType type, EventData data) {
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
            default -> {
                // no pairing in it
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
                active,
                data.version() == null ? 0 : data.version()));
    }

    private AudienceFacts facts(String region, EventData data) {
        Set<String> parties = new HashSet<>();
        if (data.pairingIds() != null) {
            parties.addAll(pairings.partiesOf(data.pairingIds()));
        }
        if (data.pairingId() != null) {
            parties.addAll(pairings.partiesOf(List.of(data.pairingId())));
        }
        return new AudienceFacts(
                region,
                data.account(),
                data.visitorAccount(),
                data.assigneeRole(),
                data.urgency() != null && !data.urgency().equals("NORMAL"),
                data.helped() != null && "HOUSEHOLD".equals(data.helped().kind()),
                parties,
                pairings.activeHelpersOf(data.households()));
    }

    private List<DeliveryQueue.Order> mails(EventType type, EventEnvelope envelope, List<Addressee> audience) {
        var reachable = contacts.reachable(audience, ContactKind.EMAIL);
        var out = type.mandatory()
                ? Set.<String>of()
                : preferences.optedOut(
                        reachable.stream().map(ContactPoints.Reachable::account).collect(Collectors.toSet()),
                        type.eventName(),
                        TextChannel.EMAIL);
        return reachable.stream()
                .filter(contact -> !out.contains(contact.account()))
                .map(contact -> order(type, envelope, contact.id(), Channel.EMAIL, contact.account(), contact.reason()))
                .toList();
    }

    private List<DeliveryQueue.Order> calls(EventType type, EventEnvelope envelope) {
        return endpoints.wanting(type.eventName(), envelope.region()).stream()
                .map(endpoint -> order(
                        type, envelope, endpoint.id(), Channel.WEBHOOK, endpoint.owner(), AudienceReason.SUBSCRIBED))
                .toList();
    }

    private static DeliveryQueue.Order order(
            EventType type,
            EventEnvelope envelope,
            java.util.UUID recipient,
            Channel channel,
            String account,
            AudienceReason reason) {
        return new DeliveryQueue.Order(
                envelope.id(),
                recipient,
                channel,
                envelope.key(),
                type.eventName(),
                envelope.region(),
                account,
                reason.name());
    }
}
