package org.jiedui.notification.contact;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.audience.AudienceReason;
import org.jiedui.notification.audience.Mailbox;
import org.jiedui.notification.delivery.DeliveryConfig;
import org.jiedui.notification.delivery.DeliveryQueue;

/**
 * What an account's addresses hear of follows what the identity provider says of it: every request brings a token, and the
 * youngest token counts. An office that is not in it is heard of no more, and what waits for the addresses because of it is
 * parked, unless another office that it still holds is in charge there. Offices of accounts that bring no token end by
 * themselves ({@link DeliveryConfig#officeLife}); the own mailbox stays. Costs a statement for each new token of an account,
 * and a write when its offices changed or were not confirmed for a tenth of that time.
 */
@ApplicationScoped
public class OfficeHolding {
    private static final int MOST_SEEN = 20_000;

    private final ContactPoints contacts;
    private final DeliveryConfig config;
    private final DeliveryQueue queue;
    private final AuditTrail audit;
    private final TimeSource time;

    /** The last token of each of the accounts that came last, and what it said, as a hash. */
    private final Map<String, Integer> seen = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
            return size() > MOST_SEEN;
        }
    };

    OfficeHolding(
            ContactPoints contacts, DeliveryConfig config, DeliveryQueue queue, AuditTrail audit, TimeSource time) {
        this.contacts = contacts;
        this.config = config;
        this.queue = queue;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Offices of an account whose messages go to its addresses.
     *
     * @param names as {@code village-clerk@330523104201}
     * @param confirmedAt issue of the last token that was noted, or when the offices were ended; null without an address
     * @param until when they end unless a token confirms them; null without offices
     */
    public record Offices(List<String> names, Instant confirmedAt, Instant until) {}

    private record Said(Set<String> mailboxes, Instant asOf) {}

    /** What is known of an account. */
    public Offices of(String account) {
        var held = contacts.held(account, false);
        var names = offices(held.all()).stream()
                .map(mailbox -> mailbox.substring(mailbox.indexOf(':') + 1))
                .toList();
        return new Offices(
                names, held.asOf(), names.isEmpty() ? null : held.asOf().plus(config.officeLife()));
    }

    /** Notes what a token says of its account, unless it was noted before; a transaction of its own, when something changes. */
    public void follow(Caller caller, Instant issuedAt) {
        var mailboxes = Mailbox.readBy(caller.subject(), caller.roles(), caller.region());
        var said = 31 * issuedAt.hashCode() + mailboxes.hashCode();
        synchronized (seen) {
            if (seen.getOrDefault(caller.subject(), ~said) == said) {
                return;
            }
        }
        var held = contacts.held(caller.subject(), false);
        if (changes(held, said(held, caller, issuedAt))) {
            note(caller, issuedAt);
        }
        synchronized (seen) {
            seen.put(caller.subject(), said);
        }
    }

    /** Notes what a token says of its account, for all of its addresses, in the running transaction or one of its own. */
    @Transactional
    void note(Caller caller, Instant issuedAt) {
        var held = contacts.held(caller.subject(), true);
        var said = said(held, caller, issuedAt);
        if (changes(held, said)) {
            hold(caller.subject(), held, said);
        }
    }

    /**
     * Ends the offices of an account in the caller's region at once. A token that was issued before brings none of them
     * back; one that is issued later counts again, so the identity provider has to know of it too.
     */
    @Transactional
    public void end(Caller caller, String account) {
        var held = contacts.held(account, true);
        var ended = new TreeSet<>(offices(held.all()));
        ended.removeIf(office -> !caller.covers(Mailbox.regionOf(office)));
        if (ended.isEmpty()) {
            return;
        }
        var left = new TreeSet<>(held.all());
        left.removeAll(ended);
        hold(account, held, new Said(left, time.now()));
        audit.record(
                caller,
                "OFFICES_ENDED",
                "account",
                account,
                Mailbox.regionOf(ended.first()),
                Map.of("offices", String.join(" ", ended)));
    }

    /** What is to be held after the token; a token that is older than what was noted last changes nothing. */
    private static Said said(ContactPoints.Held held, Caller caller, Instant issuedAt) {
        if (held.asOf() != null && issuedAt.isBefore(held.asOf())) {
            return new Said(held.all(), held.asOf());
        }
        return new Said(new TreeSet<>(Mailbox.readBy(caller.subject(), caller.roles(), caller.region())), issuedAt);
    }

    private boolean changes(ContactPoints.Held held, Said said) {
        var stale = held.asOf() != null
                && !held.asOf().plus(config.officeLife().dividedBy(10)).isAfter(said.asOf());
        return held.mailboxes().values().stream().anyMatch(mine -> stale || !mine.equals(said.mailboxes()));
    }

    private void hold(String account, ContactPoints.Held held, Said said) {
        contacts.remember(held.mailboxes().keySet(), said.mailboxes(), said.asOf());
        // a clerk who becomes the township's officer hears of his village all the same
        var kept = offices(said.mailboxes()).stream().map(Mailbox::regionOf).toList();
        for (var office : offices(held.all())) {
            if (!said.mailboxes().contains(office)) {
                queue.withdraw(account, AudienceReason.OF_OFFICES, Mailbox.regionOf(office), kept);
            }
        }
    }

    private static List<String> offices(Collection<String> mailboxes) {
        return mailboxes.stream().filter(mailbox -> !Mailbox.personal(mailbox)).toList();
    }
}
