package org.jiedui.household.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import java.util.LinkedHashMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.household.region.DivisionMoved;
import org.jiedui.household.registration.HouseholdMoved;
import org.jiedui.household.registration.HouseholdsAnonymised;

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
        move("Request", "requests", moved);
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

    private void move(String entity, String resource, HouseholdMoved moved) {
        // versioned: whoever decided on the old row meanwhile would write the old village back
        entities.createQuery(
                        "update versioned " + entity + " e set e.region = :region where e.householdId = :household")
                .setParameter("region", moved.household().region())
                .setParameter("household", moved.household().id())
                .executeUpdate();
        var rows = entities.createQuery(
                        "select e.id, e.version from " + entity + " e where e.householdId = :household", Object[].class)
                .setParameter("household", moved.household().id())
                .getResultList();
        for (var row : rows) {
            var id = (UUID) row[0];
            var version = (Long) row[1];
            changes.record(resource, id, moved.fromRegion(), version, Change.Operation.REMOVE);
            changes.record(resource, id, moved.household().region(), version, Change.Operation.UPSERT);
        }
    }
}
