package org.jiedui.chassis.feed;

import java.util.UUID;

/**
 * That a record changed.
 *
 * @param resource name of the collection, such as {@code households}
 * @param id the record
 * @param region full division code under which the change is visible
 * @param version the record's version after the change
 * @param operation whether there still is something to see
 */
public record Change(String resource, UUID id, String region, long version, Operation operation) {
    /** What a reader has to do. */
    public enum Operation {
        /** Take over the record as it is now. */
        UPSERT,
        /** Forget the record. */
        REMOVE
    }

    /** The record was created or changed. */
    public static Change upsert(String resource, UUID id, String region, long version) {
        return new Change(resource, id, region, version, Operation.UPSERT);
    }

    /** The record is gone, or gone from this region. */
    public static Change remove(String resource, UUID id, String region, long version) {
        return new Change(resource, id, region, version, Operation.REMOVE);
    }
}
