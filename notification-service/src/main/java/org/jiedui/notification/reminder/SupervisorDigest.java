package org.jiedui.notification.reminder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.announcement.Announcements;
import org.jiedui.notification.audience.Addressee;
import org.jiedui.notification.audience.AudienceReason;
import org.jiedui.notification.audience.EventType;
import org.jiedui.notification.audience.Mailbox;
import org.jiedui.notification.schedule.Round;
import org.jiedui.notification.telling.Telling;
import org.jiedui.notification.template.TextChannel;
import org.jiedui.notification.template.Wording;

/**
 * Tells every township and county once a week, from Monday morning on, what is still open of that which was reminded of;
 * and forgets matters that ended a week ago.
 */
@ApplicationScoped
public class SupervisorDigest implements Round {
    private static final Logger LOG = Logger.getLogger(SupervisorDigest.class);
    private static final Duration KEPT = Duration.ofDays(7);
    private static final Duration PAUSE = Duration.ofMinutes(5);
    private static final int PIECE = 2000;

    private final ReminderBook book;
    private final ReminderRules rules;
    private final Announcements announcements;
    private final Telling telling;
    private final Wording wording;
    private final ObjectMapper mapper;
    private final TimeSource time;
    private volatile Instant lookedAt = Instant.EPOCH;
    /** The week that is done with, so that its offices are not counted and asked again and again. */
    private volatile LocalDate given;

    SupervisorDigest(
            ReminderBook book,
            ReminderRules rules,
            Announcements announcements,
            Telling telling,
            Wording wording,
            ObjectMapper mapper,
            TimeSource time) {
        this.book = book;
        this.rules = rules;
        this.announcements = announcements;
        this.telling = telling;
        this.wording = wording;
        this.mapper = mapper;
        this.time = time;
    }

    @Override
    public String name() {
        return "reminder-digest";
    }

    @Override
    public int round() {
        var now = time.now();
        if (now.isBefore(lookedAt.plus(PAUSE))) {
            return 0;
        }
        lookedAt = now;
        while (QuarkusTransaction.requiringNew().call(() -> book.forget(now.minus(KEPT), PIECE)) == PIECE) {
            // the next piece
        }
        var local = now.atZone(time.zone());
        var week = local.toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        if (local.toLocalDate().equals(week) && local.toLocalTime().isBefore(LocalTime.of(8, 0))) {
            return 0;
        }
        if (!week.equals(given) && give(week)) {
            given = week;
        }
        return 0;
    }

    /**
     * Gives the digest of that week to every office that has something open and has not got it.
     *
     * @return false when it failed for some of them: they are asked again the next time
     */
    public boolean give(LocalDate week) {
        // both, also when the first one failed for somebody
        return give(9, "township-officer", AudienceReason.TOWNSHIP_IN_CHARGE, week)
                & give(6, "county-officer", AudienceReason.COUNTY_IN_CHARGE, week);
    }

    private boolean give(int digits, String role, AudienceReason reason, LocalDate week) {
        var open = QuarkusTransaction.requiringNew().call(() -> book.open(digits));
        var names = QuarkusTransaction.requiringNew()
                .call(() -> rules.listAll().stream().collect(Collectors.toMap(ReminderRule::id, ReminderRule::draft)));
        var byRegion = open.stream()
                .collect(Collectors.groupingBy(ReminderBook.Open::region, LinkedHashMap::new, Collectors.toList()));
        var all = true;
        for (var office : byRegion.entrySet()) {
            var mailbox = Mailbox.ofOffice(role, office.getKey());
            if (mailbox.isPresent()) {
                all &= giveOrGoOn(
                        new Addressee(mailbox.get(), reason), office.getKey(), office.getValue(), names, week);
            }
        }
        return all;
    }

    private boolean giveOrGoOn(
            Addressee office,
            String region,
            List<ReminderBook.Open> matters,
            Map<UUID, RuleDraft> names,
            LocalDate week) {
        try {
            QuarkusTransaction.requiringNew().run(() -> give(office, region, matters, names, week));
            return true;
        } catch (RuntimeException e) {
            LOG.errorf(e, "digest will be tried again office=%s", office.mailbox());
            return false;
        }
    }

    private void give(
            Addressee office,
            String region,
            List<ReminderBook.Open> matters,
            Map<UUID, RuleDraft> names,
            LocalDate week) {
        if (!book.digestGiven(office.mailbox(), week)) {
            return;
        }
        var id = Ids.next();
        var subject = UUID.nameUUIDFromBytes(office.mailbox().getBytes(StandardCharsets.UTF_8));
        announcements.keep(
                new Announcements.Fresh(
                        id,
                        EventType.REMINDER_DIGEST.fullType(),
                        EventType.REMINDER_DIGEST.eventName(),
                        subject,
                        region,
                        time.now(),
                        wording.revisionInForce(EventType.REMINDER_DIGEST.eventName(), TextChannel.INBOX, region),
                        words(region, matters, names, week)),
                true);
        telling.tell(new Telling.News(id, EventType.REMINDER_DIGEST, subject, region, false), List.of(office));
    }

    private byte[] words(String region, List<ReminderBook.Open> matters, Map<UUID, RuleDraft> names, LocalDate week) {
        var data = new LinkedHashMap<String, Object>();
        data.put("region", region);
        data.put("week", week.toString());
        data.put("open", matters.stream().mapToInt(ReminderBook.Open::open).sum());
        data.put(
                "escalated",
                matters.stream().mapToInt(ReminderBook.Open::escalated).sum());
        data.put(
                "list",
                Map.of(
                        "zh", list(matters, names, RuleDraft::nameZh, "；"),
                        "en", list(matters, names, RuleDraft::nameEn, "; ")));
        try {
            return mapper.writeValueAsBytes(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not write the digest", e);
        }
    }

    private static String list(
            List<ReminderBook.Open> matters,
            Map<UUID, RuleDraft> names,
            Function<RuleDraft, String> name,
            String separator) {
        return matters.stream()
                .filter(open -> names.containsKey(open.rule()))
                .map(open -> name.apply(names.get(open.rule())) + " " + open.open())
                .collect(Collectors.joining(separator));
    }
}
