package org.jiedui.household.request.api;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.feed.ChangeFeed;
import org.jiedui.chassis.security.Caller;
import org.jiedui.household.ChangeBodies;
import org.jiedui.household.request.RequestRepository;

/** Bodies of requests for the change feed. */
@ApplicationScoped
public class RequestBodies implements ChangeBodies {
    private final RequestRepository records;

    RequestBodies(RequestRepository records) {
        this.records = records;
    }

    @Override
    public String resource() {
        return "requests";
    }

    @Override
    public Map<UUID, Object> bodies(Caller caller, Collection<UUID> ids) {
        var found = new HashMap<UUID, Object>();
        records.visible(caller, ids).forEach(r -> found.put(r.id(), RequestView.of(r)));
        var others = ids.stream().filter(id -> !found.containsKey(id)).toList();
        // told as removed, it would say to whom it is about that there is one
        records.complaints(others).forEach(id -> found.put(id, ChangeFeed.HIDDEN));
        return found;
    }
}
