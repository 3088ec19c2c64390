package org.jiedui.notification.telling;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
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
import org.jiedui.notification.contact.PushConfig;
import org.jiedui.notification.contact.SmsConfig;
import org.jiedui.notification.delivery.Channel;
import org.jiedui.notification.delivery.DeliveryConfig;
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
    private final DeliveryConfig delivery;
    private final PreferenceRepository preferences;
    private final PreferenceConfig config;
    private final DeliveryQueue queue;
    private final Wording wording;
    private final MailConfig mail;
    private final SmsConfig sms;
    private final PushConfig push;
    private final TimeSource time;

    Telling(
            Mailing mailing,
            ContactPoints contacts,
            DeliveryConfig delivery,
            PreferenceRepository preferences,
            PreferenceConfig config,
            DeliveryQueue queue,
            Wording wording,
            MailConfig mail,
            SmsConfig sms,
            PushConfig push,
            TimeSource time) {
        this.mailing = mailing;
        this.contacts = contacts;
        this.delivery = delivery;
        this.preferences = preferences;
        this.config = config;
        this.queue = queue;
        this.wording = wording;
        this.mail = mail;
        this.sms = sms;
        this.push = push;
        this.time = time;
    }

    /**
     * What is told.
     *
     * @param subject what bursts are gathered by
     * @param urgent whether quiet hours do not hold it back
     * @param again whether there may be an earlier message about the same whose place it takes
     */
    public record News(UUID eventId, EventType type, UUID subject, String region, boolean urgent, boolean again) {
        /** News that take no other's place. */
        public News(UUID eventId, EventType type, UUID subject, String region, boolean urgent) {
            this(eventId, type, subject, region, urgent, false);
        }
    }

    /** News and whom they are told. */
    public record Told(News news, List<Addressee> audience) {}

    private record One(News news, Addressee addressee) {}

    private record Target(UUID eventId, UUID contact) {}

    /** Tells it by inbox, e-mail and push message, and by SMS when it is mandatory. */
    public void tell(News news, List<Addressee> audience) {
        tell(List.of(new Told(news, audience)));
    }

    /** Tells all of it in its order, each by inbox, e-mail and push message, and by SMS when it is mandatory. */
    public void tell(List<Told> all) {
        for (var told : all) {
            for (var some : Slices.of(told.audience(), AT_ONCE)) {
                var news = told.news();
                mailing.post(news.eventId(), news.type(), news.subject(), news.again(), some);
            }
        }
        enqueueMail(all);
        if (push.url().isPresent()) {
            enqueue(all, ContactKind.DEVICE, Channel.PUSH, TextChannel.PUSH);
        }
        enqueueSms(all.stream().filter(told -> told.news().type().mandatory()).toList());
    }

    /**
     * Tells it mailboxes, all for one reason, that a statement can select: their messages do not travel through this
     * process. By inbox and by the given ones of {@code EMAIL} and {@code SMS}.
     */
    public void tell(
            News news, AudienceReason reason, List<String> mailboxes, Mailing.Selected same, Set<Channel> channels) {
        mailing.post(news.eventId(), news.type(), reason, same);
        if (channels.isEmpty()) {
            return;
        }
        var told = List.of(new Told(
                news,
                mailboxes.stream()
                        .map(mailbox -> new Addressee(mailbox, reason))
                        .toList()));
        if (channels.contains(Channel.EMAIL)) {
            enqueueMail(told);
        }
        if (channels.contains(Channel.SMS)) {
            enqueueSms(told);
        }
    }

    private void enqueueMail(List<Told> all) {
        if (mail.host().isPresent()) {
            enqueue(all, ContactKind.EMAIL, Channel.EMAIL, TextChannel.EMAIL);
        }
    }

    private void enqueueSms(List<Told> all) {
        if (sms.url().isPresent()) {
            var worded = all.stream()
                    .filter(told -> wording.revisionInForce(
                                    told.news().type().eventName(),
                                    TextChannel.SMS,
                                    told.news().region())
                            > 0)
                    .toList();
            enqueue(worded, ContactKind.PHONE, Channel.SMS, TextChannel.SMS);
        }
    }

    private void enqueue(List<Told> all, ContactKind kind, Channel channel, TextChannel texts) {
        var each = all.stream()
                .flatMap(told -> told.audience().stream().map(addressee -> new One(told.news(), addressee)))
                .toList();
        // all owners of the tasks of a cycle are tens of thousands
        for (var some : Slices.of(each, AT_ONCE)) {
            queue.enqueue(orders(some, kind, channel, texts));
        }
    }

    /** Each address gets each event once, for the first reason that applies. */
    private Collection<DeliveryQueue.Order> orders(
            List<One> each, ContactKind kind, Channel channel, TextChannel texts) {
        var now = time.now();
        var reachable = contacts.reachable(
                each.stream().map(one -> one.addressee().mailbox()).collect(Collectors.toSet()),
                kind,
                now.minus(delivery.officeLife()));
        var wishes = preferences.of(reachable.values().stream()
                .flatMap(List::stream)
                .map(ContactPoints.Reachable::account)
                .collect(Collectors.toSet()));
        var orders = new LinkedHashMap<Target, DeliveryQueue.Order>();
        for (var one : each) {
            var type = one.news().type();
            var optOut = new OptOut(type.eventName(), texts);
            for (var contact : reachable.getOrDefault(one.addressee().mailbox(), List.of())) {
                if (type.mandatory() || wants(wishes, contact.account(), optOut)) {
                    orders.computeIfAbsent(
                            new Target(one.news().eventId(), contact.id()),
                            target -> order(one, contact, channel, wishes.get(contact.account()), now));
                }
            }
        }
        return orders.values();
    }

    private static boolean wants(Map<String, Preference> wishes, String account, OptOut optOut) {
        var wish = wishes.get(account);
        return wish == null || !wish.optOuts().contains(optOut);
    }

    private DeliveryQueue.Order order(
            One one, ContactPoints.Reachable contact, Channel channel, Preference wish, Instant now) {
        var news = one.news();
        var habits = wish == null ? Habits.none(time.zone()) : wish.habits(time.zone());
        var timing = TimingPolicy.timing(now, habits, news.type().mandatory(), news.urgent(), config.coalesce());
        // a provider's template says one thing, so SMS are not gathered
        var bundle = channel == Channel.SMS
                ? null
                : switch (timing.bundle()) {
                    case NONE -> null;
                    case SUBJECT -> bundle(contact.id() + " " + news.subject());
                    // what waits for the day of another kind of digest would hold this up
                    case DIGEST -> bundle(contact.id() + " " + habits.digest());
                };
        return new DeliveryQueue.Order(
                news.eventId(),
                contact.id(),
                channel,
                news.subject(),
                news.type().eventName(),
                news.region(),
                contact.account(),
                one.addressee().reason().name(),
                timing.notBefore(),
                bundle,
                news.urgent());
    }

    private static UUID bundle(String of) {
        return UUID.nameUUIDFromBytes(of.getBytes(StandardCharsets.UTF_8));
    }
}
