package org.jiedui.notification.reminder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.announcement.Announcements;
import org.jiedui.notification.audience.AudienceLookup;
import org.jiedui.notification.audience.AudiencePolicy;
import org.jiedui.notification.audience.EventData;
import org.jiedui.notification.audience.EventType;
import org.jiedui.notification.audience.PairingParties;
import org.jiedui.notification.schedule.Round;
import org.jiedui.notification.telling.Telling;
import org.jiedui.notification.template.TextChannel;
import org.jiedui.notification.template.Wording;

/**
 * Sends the reminders that are due: each in a transaction of its own that notes it first, so that it is sent once however
 * many replicas try. Who is told is decided anew each time, by the pairings as they are then.
 */
@ApplicationScoped
public class Reminding implements Round {
    private static final Logger LOG = Logger.getLogger(Reminding.class);
    private static final int BATCH = 100;
    private static final Duration PUT_OFF = Duration.ofMinutes(10);

    private final ReminderBook book;
    private final ReminderRules rules;
    private final Announcements announcements;
    private final AudienceLookup lookup;
    private final PairingParties pairings;
    private final Telling telling;
    private final Wording wording;
    private final ObjectMapper mapper;
    private final TimeSource time;

    Reminding(
            ReminderBook book,
            ReminderRules rules,
            Announcements announcements,
            AudienceLookup lookup,
            PairingParties pairings,
            Telling telling,
            Wording wording,
            ObjectMapper mapper,
            TimeSource time) {
        this.book = book;
        this.rules = rules;
        this.announcements = announcements;
        this.lookup = lookup;
        this.pairings = pairings;
        this.telling = telling;
        this.wording = wording;
        this.mapper = mapper;
        this.time = time;
    }

    @Override
    public String name() {
        return "reminders";
    }

    @Override
    public int round() {
        var due = book.due(BATCH);
        due.forEach(this::remindOrPutOff);
        return due.size();
    }

    /** What cannot be reminded of now is put off, so that it does not stand in the way of all the others. */
    private void remindOrPutOff(ReminderBook.Due matter) {
        try {
            QuarkusTransaction.requiringNew().run(() -> remind(matter));
        } catch (RuntimeException e) {
            LOG.errorf(e, "reminder put off id=%s", matter.id());
            QuarkusTransaction.requiringNew()
                    .run(() -> book.advance(matter, false, time.now().plus(PUT_OFF), false));
        }
    }

    /** Sends one reminder, or finds that it is not needed any more. */
    void remind(ReminderBook.Due matter) {
        var rule = rules.findByIdOptional(matter.rule());
        var event = announcements.findByIdOptional(matter.event());
        if (rule.isEmpty() || event.isEmpty() || !rule.get().draft().active() || needless(rule.get(), matter)) {
            book.advance(matter, false, null, false);
            return;
        }
        var draft = rule.get().draft();
        var number = matter.sent() + 1;
        var escalated = ReminderPolicy.escalated(draft.escalateAfter(), number);
        var next = ReminderPolicy.next(draft.repeatEvery(), draft.most(), number, time.now(), time.zone());
        if (!book.advance(matter, true, next.orElse(null), escalated)) {
            return;
        }
        var data = data(event.get().data());
        var audience = AudiencePolicy.reminded(draft.recipients(), lookup.of(matter.region(), data), escalated);
        var id = Ids.next();
        announcements.keep(
                new Announcements.Fresh(
                        id,
                        EventType.REMINDER_DUE.fullType(),
                        EventType.REMINDER_DUE.eventName(),
                        matter.subject(),
                        matter.region(),
                        time.now(),
                        wording.revisionInForce(EventType.REMINDER_DUE.eventName(), TextChannel.INBOX, matter.region()),
                        words(draft, matter, event.get().name(), number, escalated)),
                true);
        telling.tell(new Telling.News(id, EventType.REMINDER_DUE, matter.subject(), matter.region(), false), audience);
    }

    private boolean needless(ReminderRule rule, ReminderBook.Due matter) {
        return switch (rule.draft().unless()) {
            case NEVER, NO_ANCHOR -> false;
            case HELPER_ACTIVE ->
                pairings.isHelping(matter.subject()) || pairings.isGone(matter.subject(), time.today());
            case HOUSEHOLD_HELPED -> pairings.isHelped(matter.subject());
        };
    }

    private EventData data(byte[] data) {
        try {
            return mapper.readValue(data, EventData.class);
        } catch (IOException e) {
            throw new IllegalStateException("stored event data are not readable", e);
        }
    }

    private byte[] words(RuleDraft rule, ReminderBook.Due matter, String event, int number, boolean escalated) {
        var data = new LinkedHashMap<String, Object>();
        data.put("rule", Map.of("zh", rule.nameZh(), "en", rule.nameEn()));
        data.put("code", rule.code());
        data.put("event", event);
        data.put("subject", matter.subject());
        data.put("region", matter.region());
        data.put("time", number);
        data.put("due", matter.due() == null ? null : matter.due().toString());
        data.put("since", matter.occurredAt().atZone(time.zone()).toLocalDate().toString());
        data.put("escalated", escalated);
        try {
            return mapper.writeValueAsBytes(data);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not write the reminder", e);
        }
    }
}
