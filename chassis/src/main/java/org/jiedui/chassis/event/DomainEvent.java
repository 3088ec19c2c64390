package org.jiedui.chassis.event;

import java.util.UUID;

/**
 * Something that happened and that other services may know. Implemented by records in a sealed family per service; the
 * record's components are the event's data, so they hold ids, codes and figures and never personal data.
 */
public interface DomainEvent {
    /** The Kafka topic of the aggregate, {@code jiedui.<context>.<aggregate>}. */
    String topic();

    /** The aggregate's id: the record key, so that events of one aggregate keep their order. */
    UUID key();

    /** Division code in which it happened; empty when it belongs to none. */
    String region();

    /** Name and version within the context, such as {@code household-registered.v1}: by default the record's name. */
    default String eventName() {
        return getClass()
                        .getSimpleName()
                        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-")
                        .toLowerCase(java.util.Locale.ROOT) + ".v1";
    }
}
