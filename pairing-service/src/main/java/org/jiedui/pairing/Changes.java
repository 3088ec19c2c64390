package org.jiedui.pairing;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.UUID;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.Change.Operation;
import org.jiedui.chassis.feed.ChangeLog;

/** Notes changes for {@code /api/v1/pairing/changes}, in the transaction of the change. */
@ApplicationScoped
public class Changes {
    private final ChangeLog log;

    Changes(ChangeLog log) {
        this.log = log;
    }

    /** The record is new or changed. */
    public void upsert(String resource, UUID id, String region, long version) {
        log.record(resource, id, region, version, Operation.UPSERT);
    }

    /** One record of many. */
    public record Row(UUID id, String region, long version) {}

    /** The records are new or changed; one batch. */
    public void upsertAll(String resource, Collection<Row> rows) {
        log.record(rows.stream()
                .map(row -> Change.upsert(resource, row.id(), row.region(), row.version()))
                .toList());
    }

    /** The record changed and may have moved: it is removed where it was and upserted where it is. */
    public void moved(String resource, UUID id, String from, String to, long version) {
        if (!from.equals(to)) {
            log.record(resource, id, from, version, Operation.REMOVE);
        }
        upsert(resource, id, to, version);
    }
}
