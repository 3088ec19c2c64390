package org.jiedui.chassis.feed;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.feed.Change.Operation;

/**
 * One change as its readers see it.
 *
 * @param resource name of the collection
 * @param id the record
 * @param version the version that this change made; the body may be newer already
 * @param changedAt when the change was written
 * @param operation {@code REMOVE} also for a record that exists no more, or no longer for this reader
 * @param body the record as it is now; null for {@code REMOVE}
 */
@Schema(example = """
        {"resource":"evaluation-cycles","id":"019ab000-1111-7000-8000-000000000001","version":2,
         "changedAt":"2026-11-21T08:30:00.000Z","operation":"UPSERT",
         "body":{"id":"019ab000-1111-7000-8000-000000000001","region":"330523","state":"OPEN"}}""")
public record ChangeItem(String resource, UUID id, long version, Instant changedAt, Operation operation, Object body) {}
