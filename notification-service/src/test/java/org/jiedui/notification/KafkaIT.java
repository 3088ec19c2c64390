package org.jiedui.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.notification.InboxIT.as;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.notification.audience.EventType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(NotificationServers.class)
@Tag("NO-05")
class KafkaIT {
    @Test
    void takesEventsFromTheLogOnce_alsoWhenTheLogHasThemTwice() {
        var village = Regions.village();
        var event = Ids.next();
        var last = Ids.next();
        try (var log = producer()) {
            log.send(message(EventType.RISK_ALERT_RAISED, event, village));
            log.send(message(EventType.RISK_ALERT_RAISED, event, village));
            log.send(message(EventType.RISK_ALERT_CHANGED, Ids.next(), village, "not json"));
            log.send(message(EventType.RISK_ALERT_CLEARED, last, village));
            log.flush();
        }

        var end = System.nanoTime() + Duration.ofSeconds(180).toNanos();
        List<String> seen;
        do {
            seen = as("village-clerk", "c", village).get("/api/v1/inbox").path("items.eventId");
        } while (!seen.contains(last.toString()) && System.nanoTime() < end);

        assertThat(seen).containsExactlyInAnyOrder(event.toString(), last.toString());
    }

    private static KafkaProducer<String, byte[]> producer() {
        var servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", servers, "acks", "all"), new StringSerializer(), new ByteArraySerializer());
    }

    private static ProducerRecord<String, byte[]> message(EventType type, UUID id, String region) {
        return message(type, id, region, Announcing.alertData(region, Ids.next()));
    }

    private static ProducerRecord<String, byte[]> message(EventType type, UUID id, String region, String data) {
        var record = new ProducerRecord<>(
                type.topic(), "0193e0c4-b000-7000-8000-00000000a009", data.getBytes(StandardCharsets.UTF_8));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id.toString(),
                        "ce_source",
                        "/jiedui/household",
                        "ce_type",
                        type.fullType(),
                        "ce_time",
                        "2026-11-21T08:30:00.000Z",
                        "ce_region",
                        region)
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.US_ASCII)));
        return record;
    }
}
