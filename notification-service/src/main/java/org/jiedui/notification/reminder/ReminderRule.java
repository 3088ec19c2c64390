package org.jiedui.notification.reminder;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.Period;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jiedui.notification.audience.Recipient;

/** What is reminded of, when, how often, whom, and what ends it: data (NO-07). */
@Entity
@Table(name = "reminder_rule")
public class ReminderRule {
    @Id
    UUID id;

    String code;
    String nameZh;
    String nameEn;
    String starts;
    String stops;
    String groupProperty;
    String anchor;
    String delay;
    String repeatEvery;
    int most;
    int escalateAfter;
    String recipients;
    String unless;
    boolean active;
    String author;
    Instant updatedAt;

    @Version
    long version;

    /** For JPA. */
    protected ReminderRule() {}

    ReminderRule(UUID id, RuleDraft draft, String author, Instant now) {
        this.id = id;
        this.code = draft.code();
        replace(draft, author, now);
    }

    final void replace(RuleDraft draft, String by, Instant now) {
        nameZh = draft.nameZh();
        nameEn = draft.nameEn();
        starts = String.join(",", draft.starts());
        stops = String.join(",", draft.stops());
        groupProperty = draft.groupProperty();
        anchor = draft.anchor();
        delay = draft.delay().toString();
        repeatEvery = draft.repeatEvery() == null ? null : draft.repeatEvery().toString();
        most = draft.most();
        escalateAfter = draft.escalateAfter();
        recipients = draft.recipients().stream().map(Enum::name).sorted().collect(Collectors.joining(","));
        unless = draft.unless().name();
        active = draft.active();
        author = by;
        updatedAt = now;
    }

    /** The rule as values. */
    public RuleDraft draft() {
        return new RuleDraft(
                code,
                nameZh,
                nameEn,
                split(starts),
                split(stops),
                groupProperty,
                anchor,
                Period.parse(delay),
                repeatEvery == null ? null : Period.parse(repeatEvery),
                most,
                escalateAfter,
                split(recipients).stream().map(Recipient::valueOf).collect(Collectors.toUnmodifiableSet()),
                Unless.valueOf(unless),
                active);
    }

    private static List<String> split(String list) {
        return list.isEmpty() ? List.of() : Arrays.asList(list.split(","));
    }

    /** Identity. */
    public UUID id() {
        return id;
    }

    /** Account of the last author, or {@code shipped}. */
    public String author() {
        return author;
    }

    /** When it was changed last. */
    public Instant updatedAt() {
        return updatedAt;
    }

    /** For conditional requests. */
    public long version() {
        return version;
    }
}
