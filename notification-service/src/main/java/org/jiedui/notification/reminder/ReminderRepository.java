package org.jiedui.notification.reminder;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.Caller;

/** What is waited for, in the caller's region. */
@ApplicationScoped
public class ReminderRepository implements PanacheRepositoryBase<Reminder, UUID> {
    /** A page. */
    public Page<Reminder> page(
            Caller caller, UUID rule, UUID subject, Collection<String> states, Boolean escalated, PageRequest page) {
        return new KeysetQuery<>("reminders", Reminder.class, Reminder::id)
                .where("e.region like concat(:prefix, '%')", Map.of("prefix", caller.regionPrefix()))
                .whereIf("e.ruleId = :rule", "rule", rule)
                .whereIf("e.subject = :subject", "subject", subject)
                .whereIf("e.state in :states", "states", states)
                .whereIf("e.escalated = :escalated", "escalated", escalated)
                .page(getEntityManager(), null, page);
    }
}
