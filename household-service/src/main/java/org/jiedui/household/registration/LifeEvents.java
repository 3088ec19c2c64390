package org.jiedui.household.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.paging.Cursor;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.paging.PageRequest;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;

/** The events of households. The right to see the household is checked before. */
@ApplicationScoped
public class LifeEvents {
    private final EntityManager entities;
    private final TimeSource time;

    LifeEvents(EntityManager entities, TimeSource time) {
        this.entities = entities;
        this.time = time;
    }

    /** Notes an event in the running transaction. */
    LifeEvent note(
            Caller caller,
            Household household,
            LifeEventKind kind,
            LocalDate on,
            Collection<UUID> members,
            Other other) {
        var event = new LifeEvent(
                household,
                kind,
                on,
                members,
                other.householdId(),
                other.fromRegion(),
                other.reason(),
                time.now(),
                caller.subject());
        entities.persist(event);
        return event;
    }

    /**
     * What else there is to say about an event.
     *
     * @param householdId the other household, or null
     * @param fromRegion the village it left, or null
     */
    record Other(UUID householdId, String fromRegion, String reason) {
        static Other because(String reason) {
            return new Other(null, null, reason);
        }
    }

    /** Events of a household in the order of their recording. */
    public Page<LifeEvent> list(UUID householdId, PageRequest page) {
        var cursor = page.cursor("household-events", householdId.toString());
        var query = entities.createQuery(
                        "from LifeEvent e where e.key.householdId = :household"
                                + (cursor.isEmpty() ? "" : " and e.key.id > :after") + " order by e.key.id",
                        LifeEvent.class)
                .setParameter("household", householdId);
        if (!cursor.isEmpty()) {
            query.setParameter("after", UUID.fromString(cursor.get(0)));
        }
        return Page.of(
                query.setMaxResults(page.limit() + 1).getResultList(),
                page.limit(),
                last -> Cursor.encode(
                        "household-events",
                        householdId.toString(),
                        List.of(last.id().toString())));
    }
}
