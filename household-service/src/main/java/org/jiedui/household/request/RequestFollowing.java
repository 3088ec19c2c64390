package org.jiedui.household.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.household.region.DivisionMoved;
import org.jiedui.household.registration.HouseholdMoved;
import org.jiedui.household.registration.HouseholdsAnonymised;
import org.jiedui.household.registration.HouseholdsMoved;

/** Requests move with their household or their division; words go when it is anonymised. In the transaction of the move or the chunk. */
@ApplicationScoped
public class RequestFollowing {
    private final EntityManager entities;
    private final ChangeLog changes;

    RequestFollowing(EntityManager entities, ChangeLog changes) {
        this.entities = entities;
        this.changes = changes;
    }

    void on(@Observes HouseholdMoved moved) {
        // versioned: whoever decided on the old row meanwhile would write the old village back
        entities.createQuery("update versioned Request r set r.region = :region where r.householdId = :household")
                .setParameter("region", moved.household().region())
                .setParameter("household", moved.household().id())
                .executeUpdate();
        tell(
                List.of(moved.household().id()),
                moved.fromRegion(),
                moved.household().region());
    }

    void on(@Observes HouseholdsMoved moved) {
        tell(moved.households(), moved.from(), moved.into());
    }

    /** Where each request may be known: a complaint not in its village, nor in the office that it is about. */
    private void tell(List<UUID> households, String from, String into) {
        var rows = entities.createQuery(
                        "select r.id, r.version, r.kind, r.aboutRegion, r.aboutAccount from Request r where r.householdId in :households",
                        Object[].class)
                .setParameter("households", households)
                .getResultList();
        var feed = new ArrayList<Change>();
        for (var row : rows) {
            var kind = (RequestKind) row[2];
            var about = (String) row[3];
            var person = row[4] != null;
            var before = RequestPolicy.announcedRegion(kind, from, about, person);
            var now = RequestPolicy.announcedRegion(kind, into, about, person);
            if (!before.equals(now)) {
                feed.add(Change.remove("requests", (UUID) row[0], before, (Long) row[1]));
            }
            feed.add(Change.upsert("requests", (UUID) row[0], now, (Long) row[1]));
        }
        changes.record(feed);
    }

    /** Requests of the place itself, and complaints about its office; those of households move with them. */
    void on(@Observes DivisionMoved moved) {
        var open = entities.createQuery(
                        "from Request r where r.householdId is null and r.region = :from", Request.class)
                .setParameter("from", moved.from())
                .getResultList();
        var about = entities.createQuery(
                        "from Request r where r.region like :near and r.kind = :complaint and r.aboutRegion = :from",
                        Request.class)
                .setParameter(
                        "near",
                        moved.from().substring(0, Math.min(6, moved.from().length())) + "%")
                .setParameter("complaint", RequestKind.COMPLAINT)
                .setParameter("from", moved.from())
                .getResultList();
        var before = new LinkedHashMap<Request, String>();
        Stream.concat(open.stream(), about.stream())
                .forEach(request -> before.put(request, RequestHandling.announcedRegion(request)));
        open.forEach(request -> request.moved(moved.into()));
        about.forEach(request -> request.movedAbout(moved.into()));
        entities.flush();
        before.forEach((request, region) -> {
            changes.record("requests", request.id(), region, request.version(), Change.Operation.REMOVE);
            changes.record(
                    "requests",
                    request.id(),
                    RequestHandling.announcedRegion(request),
                    request.version(),
                    Change.Operation.UPSERT);
        });
    }

    void on(@Observes HouseholdsAnonymised anonymised) {
        entities.createQuery("update Request r set r.content = '', r.answer = null where r.householdId in :households")
                .setParameter("households", anonymised.households())
                .executeUpdate();
        entities.createNativeQuery("UPDATE request_step s JOIN request r ON r.id = s.request_id SET s.note = NULL"
                        + " WHERE r.household_id IN (:households)")
                .setParameter("households", anonymised.households())
                .executeUpdate();
    }
}
