package org.jiedui.notification.contact;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jiedui.chassis.pii.KeyedHash;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.NotificationProblem;
import org.jiedui.notification.announcement.Announcements;
import org.jiedui.notification.audience.AudienceReason;
import org.jiedui.notification.delivery.Channel;
import org.jiedui.notification.delivery.DeliveryQueue;
import org.jiedui.notification.delivery.HourlyLimit;

/**
 * Registers addresses of persons; registering again sends a new code. Mail for the account's offices reaches them too, see
 * {@link OfficeHolding}.
 */
@ApplicationScoped
public class ContactRegistration {
    /** Name of the message that carries a code. */
    static final String VERIFICATION = "contact-verification";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final ContactPoints contacts;
    private final OfficeHolding offices;
    private final Announcements announcements;
    private final DeliveryQueue queue;
    private final HourlyLimit hourly;
    private final KeyedHash hashes;
    private final ContactConfig limits;
    private final MailConfig mail;
    private final SmsConfig sms;
    private final PushConfig push;
    private final TimeSource time;

    ContactRegistration(
            ContactPoints contacts,
            OfficeHolding offices,
            Announcements announcements,
            DeliveryQueue queue,
            HourlyLimit hourly,
            KeyedHash hashes,
            ContactConfig limits,
            MailConfig mail,
            SmsConfig sms,
            PushConfig push,
            TimeSource time) {
        this.contacts = contacts;
        this.offices = offices;
        this.announcements = announcements;
        this.queue = queue;
        this.hourly = hourly;
        this.hashes = hashes;
        this.limits = limits;
        this.mail = mail;
        this.sms = sms;
        this.push = push;
        this.time = time;
    }

    /** An address to register; {@code language} is {@code zh} or {@code en}. */
    public record RegisterContact(ContactKind kind, String value, String language) {
        @Override
        public String toString() {
            return "RegisterContact[" + kind + "]";
        }
    }

    /**
     * Registers the address and sends a code to it.
     *
     * @param issuedAt of the caller's token
     * @throws org.jiedui.chassis.problem.ProblemException {@code CHANNEL_NOT_CONFIGURED}, {@code CONTACT_POINT_TAKEN},
     *     {@code CONTACT_POINTS_FULL}, or {@code TOO_MANY_REQUESTS} after too many codes and taken addresses within an hour
     */
    @Transactional
    public ContactPoint register(Caller caller, Instant issuedAt, RegisterContact command) {
        var provider = switch (command.kind()) {
            case EMAIL -> mail.host();
            case PHONE -> sms.url();
            case DEVICE -> push.url();
        };
        if (provider.isEmpty()) {
            throw NotificationProblem.CHANNEL_NOT_CONFIGURED.problem();
        }
        var written = command.value().trim();
        var value = command.kind() == ContactKind.DEVICE ? written : written.toLowerCase(Locale.ROOT);
        var hash = hashes.of("contact-" + command.kind(), value);
        var now = time.now();
        if (contacts.takenByOther(caller.subject(), hash)) {
            // it tells who is registered here, so nobody hears it more often than codes are sent; counted although
            // refused
            QuarkusTransaction.requiringNew().run(() -> requireCodeLeft(caller.subject(), now));
            throw NotificationProblem.CONTACT_POINT_TAKEN.problem();
        }
        var known = contacts.own(caller.subject(), hash);
        if (known.isEmpty() || known.get().verifiedAt() == null) {
            requireCodeLeft(caller.subject(), now);
        }
        if (known.isEmpty() && contacts.count("account", caller.subject()) >= limits.most()) {
            throw NotificationProblem.CONTACT_POINTS_FULL.detail(
                    "每个账号最多 " + limits.most() + " 个", "At most " + limits.most() + " for one account");
        }
        // before the new row: whoever notes the offices locks the others first and would wait for it, and it for them
        contacts.held(caller.subject(), true);
        // as it is now: whoever was waited for raised its version
        known.ifPresent(contacts.getEntityManager()::refresh);
        var contact = known.orElseGet(() ->
                new ContactPoint(Ids.next(), caller.subject(), command.kind(), value, hash, command.language(), now));
        if (contact.verifiedAt() == null) {
            contact.expect("%06d".formatted(RANDOM.nextInt(1_000_000)), now, mail.codeLife());
        }
        contacts.persistAndFlush(contact);
        offices.note(caller, issuedAt);
        contacts.getEntityManager().refresh(contact);
        if (contact.verifiedAt() == null) {
            sendCode(contact);
        }
        return contact;
    }

    private void requireCodeLeft(String account, Instant now) {
        hourly.require(account, HourlyLimit.Purpose.CODE, limits.codesPerHour(), now);
    }

    /** Verifies by the code; {@code CODE_WRONG}, {@code CODE_OVER}; {@code CONTACT_POINT_TAKEN} only with the right code. */
    @Transactional(dontRollbackOn = WrongCode.class)
    public ContactPoint verify(Caller caller, UUID id, String code) throws WrongCode {
        var contact = contacts.own(caller.subject(), id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        var taken = contacts.takenByOther(caller.subject(), contact.valueHash);
        var right = contact.verify(code, time.now());
        if (right && taken) {
            throw NotificationProblem.CONTACT_POINT_TAKEN.problem();
        }
        contacts.flush();
        if (!right) {
            throw new WrongCode();
        }
        return contact;
    }

    /** Removes the address everywhere. */
    @Transactional
    public void remove(Caller caller, UUID id) {
        var contact = contacts.own(caller.subject(), id).orElseThrow(CommonProblem.NOT_FOUND::problem);
        contacts.delete(contact);
        contacts.flush();
        contacts.forget(id);
    }

    /** The code was wrong; the try is counted although the request is refused. */
    public static final class WrongCode extends Exception {
        WrongCode() {
            super("wrong code", null, false, false);
        }
    }

    private void sendCode(ContactPoint contact) {
        var event = new Announcements.Fresh(
                Ids.next(),
                "org.jiedui.notification." + VERIFICATION + ".v1",
                VERIFICATION,
                contact.id(),
                "",
                time.now(),
                0,
                "{}".getBytes(StandardCharsets.UTF_8));
        announcements.keep(event, false);
        queue.enqueue(List.of(new DeliveryQueue.Order(
                event.id(),
                contact.id(),
                switch (contact.kind()) {
                    case EMAIL -> Channel.EMAIL;
                    case PHONE -> Channel.SMS;
                    case DEVICE -> Channel.PUSH;
                },
                contact.id(),
                VERIFICATION,
                "",
                contact.account(),
                AudienceReason.ASKED_FOR.name())));
    }
}
