package org.jiedui.household.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.HouseholdEvent.RequestOverdue;

/** Announces requests whose due date passed without an answer, once per due date. */
@ApplicationScoped
public class OverdueRequests {
    private static final int PIECE = 500;

    private final RequestRepository requests;
    private final Outbox outbox;
    private final TimeSource time;

    OverdueRequests(RequestRepository requests, Outbox outbox, TimeSource time) {
        this.requests = requests;
        this.outbox = outbox;
        this.time = time;
    }

    /**
     * Announces at most 500; one transaction. Those that somebody writes just now are left to the next run, so that
     * several replicas announce each once.
     *
     * @return whether there may be more
     */
    @Transactional
    public boolean announce() {
        var today = time.today();
        var entities = requests.getEntityManager();
        @SuppressWarnings("unchecked")
        List<byte[]> due = entities.createNativeQuery(
                        "SELECT id FROM request WHERE state IN ('OPEN', 'DISPATCHED') AND due < :today"
                                + " AND (overdue_announced IS NULL OR overdue_announced <> due)"
                                + " ORDER BY state, due, id LIMIT " + PIECE + " FOR UPDATE SKIP LOCKED",
                        byte[].class)
                .setParameter("today", today)
                .getResultList();
        if (due.isEmpty()) {
            return false;
        }
        var ids = due.stream().map(Ids::of).toList();
        var late = requests.list("id in ?1", ids);
        entities.createQuery("update Request e set e.overdueAnnounced = e.due where e.id in :ids")
                .setParameter("ids", ids)
                .executeUpdate();
        outbox.append(late.stream()
                .map(request -> new RequestOverdue(
                        request.id(),
                        RequestHandling.announcedHousehold(request),
                        RequestHandling.announcedRegion(request),
                        request.kind().name(),
                        request.category().name(),
                        request.urgency().name(),
                        request.due(),
                        request.handlerAccount()))
                .toList());
        return late.size() == PIECE;
    }
}
