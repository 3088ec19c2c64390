package org.jiedui.chassis.feed;

import java.time.Instant;
import java.util.UUID;
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
public record ChangeItem(String resource, UUID id, long version, Instant changedAt, Operation operation, Object body) {}
