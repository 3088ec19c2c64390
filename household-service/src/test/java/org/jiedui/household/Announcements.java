package org.jiedui.household;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jiedui.chassis.testing.Contracts;

/** What this service announced, read from the broker. */
public final class Announcements {
    private Announcements() {}

    /**
     * Names of the events that mention the text, in the order of their topic's partitions; reads until one named
     * {@code last} does, at most 30 seconds. Each conforms to its contract.
     */
    public static List<String> about(String topic, String text, String last) {
        var settings = new Properties();
        settings.put(
                "bootstrap.servers",
                ConfigProvider.getConfig().getValue("jiedui.events.bootstrap-servers", String.class));
        settings.put("group.id", "announcements-" + text + last);
        settings.put("auto.offset.reset", "earliest");
        var found = new ArrayList<String>();
        try (var kafka = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            kafka.subscribe(List.of(topic));
            var deadline = Instant.now().plus(Duration.ofSeconds(120));
            var more = true;
            while (more) {
                assertThat(Instant.now()).as("in time, found " + found).isBefore(deadline);
                more = !found.contains(last);
                for (var event : kafka.poll(Duration.ofMillis(500))) {
                    var type = new String(event.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
                    var data = new String(event.value(), StandardCharsets.UTF_8);
                    if (data.contains(text)) {
                        var name = type.substring("org.jiedui.household.".length());
                        Contracts.conforms("household-service", name, event.value());
                        found.add(name);
                    }
                }
            }
        }
        return found;
    }
}
