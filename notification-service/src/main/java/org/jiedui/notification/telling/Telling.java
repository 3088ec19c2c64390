package org.jiedui.notification.telling;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.value.Slices;
import org.jiedui.notification.audience.Addressee;
import org.jiedui.notification.audience.AudienceReason;
import org.jiedui.notification.audience.EventType;
import org.jiedui.notification.contact.ContactKind;
import org.jiedui.notification.contact.ContactPoints;
import org.jiedui.notification.contact.MailConfig;
import org.jiedui.notification.contact.SmsConfig;
import org.jiedui.notification.delivery.Channel;
import org.jiedui.notification.delivery.DeliveryQueue;
import org.jiedui.notification.inbox.Mailing;
import org.jiedui.notification.preference.Habits;
import org.jiedui.notification.preference.OptOut;
import org.jiedui.notification.preference.Preference;
import org.jiedui.notification.preference.PreferenceConfig;
import org.jiedui.notification.preference.PreferenceRepository;
import org.jiedui.notification.preference.TimingPolicy;
import org.jiedui.notification.template.TextChannel;
import org.jiedui.notification.template.Wording;

/**
 * Tells an audience of a kept event, in the running transaction: a message in every mailbox, and deliveries to the
 * verified addresses behind them as their holders wish. The same event twice is told once.
 */
@ApplicationScoped
public class Telling {
    private static final int AT_ONCE = 2_000;

    private final Mailing mailing;
    private final ContactPoints contacts;
    private final PreferenceRepository preferences;
    private final PreferenceConfig config;
    private final DeliveryQueue queue;
    private final Wording wording;
    private final MailConfig mail;
    private final SmsConfig sms;
    private final TimeSource time;

    Telling(
            Mailing mailing,
            ContactPoints contacts,
            PreferenceRepository preferences,
            PreferenceConfig config,
            DeliveryQueue queue,
            Wording wording,
            MailConfig mail,
            SmsConfig sms,
            TimeSource time) {
        this.mailing = mailing;
        this.contacts = contacts;
        this.preferences = preferences;
        this.config = config;
        this.queue = queue;
        this.wording = wording;
        this.mail = mail;
        this.sms = sms;
        this.time = time;
    }

    /**
     * What is told.
     *
     * @param subject what bursts are gathered by
     * @param urgent whether quiet hours do not hold it back
     */
    public record News(UUID eventId, EventType type, UUID subject, String region, boolean urgent) {}

    /** Tells it by inbox and e-mail, and by SMS when it is mandatory. */
    public void tell(News news, List<Addressee> audience) {
        tell(news, audience, news.type().mandatory() ? Set.of(Channel.EMAIL, Channel.SMS) : Set.of(Channel.EMAIL));
    }

    /** Tells it by inbox and by the given ones of {@code EMAIL} and {@code SMS}. */
    public void tell(News news, List<Addressee> audience, Set<Channel> channels) {
        // all owners of the tasks of a cycle are tens of thousands
        for (var some : Slices.of(audience, AT_ONCE)) {
            tellSome(news, some, channels);
        }
    }

    /**
     * Tells it mailboxes, all for one reason, that a statement can select: their messages do not travel through this
     * process.
     */
    public void tell(
            News news, AudienceReason reason, List<String> mailboxes, Mailing.Selected same, Set<Channel> channels) {
        mailing.post(news.eventId(), news.type(), reason, same);
        enqueue(
                news,
                mailboxes.stream()
                        .map(mailbox -> new Addressee(mailbox, reason))
                        .toList(),
                channels);
    }

    private void tellSome(News news, List<Addressee> audience, Set<Channel> channels) {
        mailing.post(news.eventId(), news.type(), news.subject(), audience);
        enqueue(news, audience, channels);
    }

    private void enqueue(News news, List<Addressee> audience, Set<Channel> channels) {
        var orders = new ArrayList<DeliveryQueue.Order>();
        if (channels.contains(Channel.EMAIL) && mail.host().isPresent()) {
            orders.addAll(orders(news, audience, ContactKind.EMAIL, Channel.EMAIL, TextChannel.EMAIL));
        }
        if (channels.contains(Channel.SMS)
                && sms.url().isPresent()
                && wording.revisionInForce(news.type().eventName(), TextChannel.SMS, news.region()) > 0) {
            orders.addAll(orders(news, audience, ContactKind.PHONE, Channel.SMS, TextChannel.SMS));
        }
        queue.enqueue(orders);
    }

    private List<DeliveryQueue.Order> orders(
            News news, List<Addressee> audience, ContactKind kind, Channel channel, TextChannel texts) {
        var reachable = contacts.reachable(audience, kind);
        var wishes = preferences.of(
                reachable.stream().map(ContactPoints.Reachable::account).collect(Collectors.toSet()));
        var now = time.now();
        var optOut = new OptOut(news.type().eventName(), texts);
        return reachable.stream()
                .filter(contact -> news.type().mandatory() || wants(wishes, contact.account(), optOut))
                .map(contact -> order(news, contact, channel, wishes.get(contact.account()), now))
                .toList();
    }

    private static boolean wants(Map<String, Preference> wishes, String account, OptOut optOut) {
        var wish = wishes.get(account);
        return wish == null || !wish.optOuts().contains(optOut);
    }

    private DeliveryQueue.Order order(
            News news, ContactPoints.Reachable contact, Channel channel, Preference wish, Instant now) {
        var habits = wish == null ? Habits.none(time.zone()) : wish.habits(time.zone());
        var timing = TimingPolicy.timing(now, habits, news.type().mandatory(), news.urgent(), config.coalesce());
        // a provider's template says one thing, so SMS are not gathered
        var bundle = channel == Channel.SMS
                ? null
                : switch (timing.bundle()) {
                    case NONE -> null;
                    case SUBJECT -> bundle(contact.id() + " " + news.subject());
                    case DIGEST -> bundle(contact.id() + " digest");
                };
        return new DeliveryQueue.Order(
                news.eventId(),
                contact.id(),
                channel,
                news.subject(),
                news.type().eventName(),
                news.region(),
                contact.account(),
                contact.reason().name(),
                timing.notBefore(),
                bundle);
    }

    private static UUID bundle(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8));
    }
}
