package org.jiedui.chassis.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Events out and in. */
@ConfigMapping(prefix = "jiedui.events")
public interface EventConfig {
    /** The bounded context of this service, such as {@code household}: part of event types and of the consumer group. */
    String context();

    /** Events out. */
    OutboxConfig outbox();

    /** Events in. */
    ConsumerConfig consumer();

    /** Where the brokers are; how to talk to them (TLS, SASL) is said by {@code kafka.*} settings, as in the Kafka client. */
    String bootstrapServers();

    /** The relay from the outbox to Kafka. */
    interface OutboxConfig {
        /** Whether this process takes part in relaying. */
        @WithDefault("true")
        boolean enabled();

        /** How often an idle relay looks for rows that other replicas wrote, 10 ms to 10 s. */
        @WithDefault("PT0.05S")
        Duration poll();

        /** Rows per batch, 1 to 20 000. */
        @WithDefault("4000")
        int batch();

        /** How long a relay may go without renewing its lease before another one takes over, 5 s to 5 min. */
        @WithDefault("PT15S")
        Duration lease();
    }

    /** The consumer of other services' events. */
    interface ConsumerConfig {
        /** Whether this process consumes. */
        @WithDefault("true")
        boolean enabled();

        /** Records per poll and transaction, 1 to 5 000. */
        @WithDefault("200")
        int batch();

        /** Tries of one event before it goes to the dead-letter topic, 1 to 20. An absent database does not count. */
        @WithDefault("5")
        int tries();

        /** Pause after the first failed try, doubled after each further one, 10 ms to 1 min. */
        @WithDefault("PT0.2S")
        Duration backoff();

        /** How long the inbox remembers events; longer than the log keeps them, 1 day to 1 year. */
        @WithDefault("P14D")
        Duration memory();
    }
}
