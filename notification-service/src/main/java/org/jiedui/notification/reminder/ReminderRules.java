package org.jiedui.notification.reminder;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.audience.EventType;

/** All rules; which of them an event concerns is kept in memory for a few seconds. */
@ApplicationScoped
public class ReminderRules implements PanacheRepositoryBase<ReminderRule, UUID> {
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final TimeSource time;
    private volatile Known known = new Known(Instant.EPOCH, Map.of());

    ReminderRules(TimeSource time) {
        this.time = time;
    }

    /** That an event starts or stops matters of a rule. */
    record Concern(UUID rule, RuleDraft draft, Trigger trigger, boolean starts) {}

    private record Known(Instant asked, Map<EventType, List<Concern>> concerns) {}

    /** A page. */
    public Page<ReminderRule> page(Boolean active, PageRequest page) {
        return new KeysetQuery<>("reminder-rules", ReminderRule.class, ReminderRule::id)
                .whereIf("e.active = :active", "active", active)
                .page(getEntityManager(), null, page);
    }

    /** Whether there is a rule with this code. */
    public boolean exists(String code) {
        return count("code", code) > 0;
    }

    /** What an event of this type starts and stops, stops first. At most two seconds old. */
    List<Concern> concerns(EventType type) {
        var now = time.now();
        if (!now.isBefore(known.asked().plus(FRESH))) {
            known = new Known(now, read());
        }
        return known.concerns().getOrDefault(type, List.of());
    }

    /** Makes the next event ask anew. */
    void changed() {
        known = new Known(Instant.EPOCH, Map.of());
    }

    private Map<EventType, List<Concern>> read() {
        var concerns = new EnumMap<EventType, List<Concern>>(EventType.class);
        for (var rule : list("active", true)) {
            var draft = rule.draft();
            draft.stops().forEach(text -> add(concerns, rule.id(), draft, text, false));
            draft.starts().forEach(text -> add(concerns, rule.id(), draft, text, true));
        }
        return concerns;
    }

    private static void add(
            Map<EventType, List<Concern>> concerns, UUID rule, RuleDraft draft, String text, boolean starts) {
        Trigger.of(text)
                .ifPresent(trigger -> EventType.named(trigger.event())
                        .ifPresent(type -> concerns.computeIfAbsent(type, t -> new ArrayList<>())
                                .add(new Concern(rule, draft, trigger, starts))));
    }
}
