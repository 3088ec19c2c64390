package org.jiedui.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerIT {

    @Test
    void deliversWhatWasAcknowledged_whenItIsKilledAndStartedAgain(@TempDir Path folder) throws Exception {
        try (KafkaServer server = KafkaServer.start(folder, KafkaServer.Options.defaults())) {
            try (var producer = new KafkaProducer<String, String>(
                    Map.of("bootstrap.servers", server.bootstrapServers(), "acks", "all"),
                    new StringSerializer(),
                    new StringSerializer())) {
                producer.send(new ProducerRecord<>("kept", 0, "key", "value")).get();
                assertThat(producer.partitionsFor("kept")).hasSize(3);
            }

            server.kill();
            server.restart();

            try (var consumer = new KafkaConsumer<>(
                    Map.of("bootstrap.servers", server.bootstrapServers(), "auto.offset.reset", "earliest"),
                    new StringDeserializer(),
                    new StringDeserializer())) {
                consumer.assign(List.of(new TopicPartition("kept", 0)));
                assertThat(consumer.poll(Duration.ofSeconds(60)))
                        .singleElement()
                        .satisfies(record -> assertThat(record.value()).isEqualTo("value"));
            }
        }
    }

    @Test
    void standsBesideAnother_whenTwoAreStarted(@TempDir Path first, @TempDir Path second) {
        try (KafkaServer one = KafkaServer.start(first, KafkaServer.Options.defaults());
                KafkaServer other = KafkaServer.start(second, KafkaServer.Options.defaults())) {
            assertThat(one.port()).isNotEqualTo(other.port());
            assertThat(one.id().alive()).isTrue();
            assertThat(other.id().alive()).isTrue();
        }
    }
}
