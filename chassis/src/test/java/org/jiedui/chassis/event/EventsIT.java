package org.jiedui.chassis.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLNonTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jiedui.chassis.database.RowInsert;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.local.KafkaServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outbox, relay, inbox and consumer on a real database and a real broker. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class EventsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Inject
    Outbox outbox;

    @Inject
    OutboxSignal signal;

    @Inject
    DataSource database;

    @Inject
    TimeSource time;

    @Inject
    EventConfig config;

    @Inject
    Inbox inbox;

    @Inject
    EventWatermark watermark;

    @Inject
    ObjectMapper mapper;

    record Counted(UUID noteId, String region, int number, String topic) implements DomainEvent {
        @Override
        public UUID key() {
            return noteId;
        }
    }

    @BeforeEach
    void emptyOutbox() throws Exception {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate("DELETE FROM outbox");
            statement.executeUpdate("DELETE FROM lease");
        }
    }

    @Test
    void keepsTheOrderAndSendsNothingTwice_whenTwoRelaysHandOver() throws Exception {
        var topic = "jiedui.chassis.order-" + Ids.next();
        var aggregates = List.of(Ids.next(), Ids.next(), Ids.next(), Ids.next());
        var first = relay(config.bootstrapServers(), "first");
        var second = relay(config.bootstrapServers(), "second");
        first.start(null);
        second.start(null);
        var writers = Executors.newFixedThreadPool(aggregates.size());
        for (var aggregate : aggregates) {
            writers.submit(() -> {
                for (var i = 0; i < 150; i++) {
                    announce(new Counted(aggregate, "33", i, topic));
                }
                return null;
            });
        }
        var records = new ArrayList<Counted>();
        try (var log = log(config.bootstrapServers(), topic)) {
            collect(log, records, 150);
            first.stop(null);
            writers.shutdown();
            assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
            collect(log, records, 600);
            // rows go once their batch is on the log, where a reader may be quicker
            await(() -> waiting() == 0);
            collectFor(log, records, Duration.ofSeconds(2));
        } finally {
            second.stop(null);
        }
        assertThat(records).hasSize(600);
        var last = new HashMap<UUID, Integer>();
        for (var event : records) {
            assertThat(event.number()).isEqualTo(last.getOrDefault(event.noteId(), -1) + 1);
            last.put(event.noteId(), event.number());
        }
    }

    @Test
    void losesNothing_whenTheBrokerIsAwayForAWhile(@TempDir java.nio.file.Path folder) throws Exception {
        var topic = "jiedui.chassis.away-" + Ids.next();
        var broker = KafkaServer.start(folder, KafkaServer.Options.defaults());
        var relay = relay(broker.bootstrapServers(), "away");
        relay.start(null);
        var id = Ids.next();
        var records = new ArrayList<Counted>();
        try {
            announce(new Counted(id, "33", 0, topic));
            try (var log = log(broker.bootstrapServers(), topic)) {
                collect(log, records, 1);
            }
            await(() -> waiting() == 0);
            broker.kill();
            for (var i = 1; i < 50; i++) {
                announce(new Counted(id, "33", i, topic));
            }
            assertThat(waiting()).isEqualTo(49);
            broker.restart();
            try (var log = log(broker.bootstrapServers(), topic)) {
                records.clear();
                collect(log, records, 50);
            }
            await(() -> waiting() == 0);
        } finally {
            relay.stop(null);
            broker.stop();
        }
        assertThat(records.stream().map(Counted::number).distinct()).hasSize(50);
        assertThat(records.stream().map(Counted::number)).isSorted();
    }

    @Test
    void announcesNothing_whenTheTransactionRollsBack() throws Exception {
        QuarkusTransaction.begin();
        outbox.append(new Counted(Ids.next(), "33", 1, "jiedui.chassis.rolled-back"));
        QuarkusTransaction.rollback();
        assertThat(waiting()).isZero();
    }

    @Test
    void hasEachEffectOnce_whenEventsComeTwiceFailAndAreGivenUp() throws Exception {
        var topic = "jiedui.chassis.in-" + Ids.next();
        var handled = new CopyOnWriteArrayList<String>();
        var failures = new java.util.concurrent.ConcurrentHashMap<String, Integer>();
        var consumer = new EventConsumer() {
            @Override
            public Set<String> topics() {
                return Set.of(topic);
            }

            @Override
            public void on(EventEnvelope event) {
                var text = new String(event.payload(), StandardCharsets.UTF_8);
                if (text.equals("\"poison\"")) {
                    throw new IllegalStateException("cannot be handled");
                }
                if (text.equals("\"shaky\"") && failures.merge(text, 1, Integer::sum) < 3) {
                    throw new IllegalStateException("not yet");
                }
                try (var connection = database.getConnection();
                        var insert = connection.prepareStatement("INSERT INTO seen (event_id, text) VALUES (?, ?)")) {
                    insert.setBytes(1, Ids.bytes(event.id()));
                    insert.setString(2, topic + text);
                    insert.executeUpdate();
                } catch (java.sql.SQLException e) {
                    throw new IllegalStateException(e);
                }
                handled.add(text);
            }
        };
        var runner = new EventRunner(List.of(consumer), inbox, config, mapper, Map.of(), new SimpleMeterRegistry());
        var twice = Ids.next();
        send(List.of(
                message(topic, twice, "\"once\""),
                message(topic, twice, "\"once\""),
                message(topic, Ids.next(), "\"poison\""),
                message(topic, Ids.next(), "\"shaky\""),
                message(topic, Ids.next(), "\"last\""),
                message(topic, twice, "\"once\"")));
        runner.start(null);
        try {
            await(() -> seen(topic) >= 3);
            assertThat(letters(topic)).containsExactly("\"poison\"");
        } finally {
            runner.stop(null);
        }
        assertThat(seen(topic)).isEqualTo(3);
    }

    @Test
    void hasEachEffectOnce_whenBatchesHaveRepetitionsAndAPoisonousEvent() throws Exception {
        var consumer = new Together("jiedui.chassis.together-" + Ids.next());
        var twice = Ids.next();
        send(List.of(
                message(consumer.topic, twice, "\"twice\""),
                message(consumer.topic, Ids.next(), "\"a\""),
                message(consumer.topic, twice, "\"twice\""),
                message(consumer.topic, Ids.next(), "\"b\"")));
        var runner = runner(consumer, "chassis");
        runner.start(null);
        try {
            assertThat(watermark.await(Set.of(consumer.topic), PATIENCE)).isTrue();
            assertThat(consumer.effects()).containsExactly("\"twice\"", "\"a\"", "\"b\"");
            var longer = new HashMap<String, Long>();
            watermark.ends(Set.of(consumer.topic)).orElseThrow().forEach((at, end) -> longer.put(at, end + 1000));
            longer.put("jiedui.chassis.no-more:0", 7L);
            assertThat(watermark.await(longer, PATIENCE))
                    .as("of a log that was begun anew")
                    .isTrue();

            send(List.of(
                    message(consumer.topic, Ids.next(), "\"c\""),
                    message(consumer.topic, twice, "\"twice\""),
                    message(consumer.topic, Ids.next(), "\"poison\""),
                    message(consumer.topic, Ids.next(), "\"d\"")));
            assertThat(watermark.await(Set.of(consumer.topic), PATIENCE)).isTrue();
        } finally {
            runner.stop(null);
        }

        assertThat(consumer.effects()).containsExactly("\"twice\"", "\"a\"", "\"b\"", "\"c\"", "\"d\"");
        assertThat(consumer.batches.get(0)).isEqualTo(3);
        assertThat(letters(consumer.topic)).containsExactly("\"poison\"");
    }

    @Test
    void hasEachEffectOnce_whenItCrashesInTheMiddleOfABatchOrBeforeItsPlaceIsCommitted() throws Exception {
        var consumer = new Together("jiedui.chassis.crash-" + Ids.next());
        var events = new ArrayList<ProducerRecord<String, byte[]>>();
        for (var i = 0; i < 50; i++) {
            events.add(message(consumer.topic, Ids.next(), "\"" + i + "\""));
        }
        send(events);
        consumer.crash = true;
        var crashing = runner(consumer, "chassis");
        crashing.start(null);
        await(() -> !consumer.batches.isEmpty());
        crashing.stop(null);
        consumer.crash = false;
        assertThat(consumer.effects()).isEmpty();

        var next = runner(consumer, "chassis");
        next.start(null);
        try {
            assertThat(watermark.await(Set.of(consumer.topic), PATIENCE)).isTrue();
        } finally {
            next.stop(null);
        }
        // whose places are not known in this group: as after a crash between the transaction and the place
        var again = runner(consumer, "chassis-again");
        again.start(null);
        try {
            send(List.of(message(consumer.topic, Ids.next(), "\"last\"")));
            await(() -> consumer.effects().contains("\"last\""));
        } finally {
            again.stop(null);
        }

        var expected = new ArrayList<String>();
        events.forEach(event -> expected.add(new String(event.value(), StandardCharsets.UTF_8)));
        expected.add("\"last\"");
        assertThat(consumer.effects()).containsExactlyElementsOf(expected);
    }

    /** Notes what it sees in the database, many together; may lose it after that. */
    private final class Together implements EventConsumer {
        private final String topic;
        private final List<Integer> batches = new CopyOnWriteArrayList<>();
        private volatile boolean crash;

        private Together(String topic) {
            this.topic = topic;
        }

        @Override
        public Set<String> topics() {
            return Set.of(topic);
        }

        @Override
        public void on(EventEnvelope event) {
            throw new IllegalStateException("they come together");
        }

        @Override
        public void on(List<EventEnvelope> events) {
            batches.add(events.size());
            try (var connection = database.getConnection()) {
                var insert = new RowInsert(connection, "seen", List.of("event_id", "text"));
                for (var event : events) {
                    insert.add(event.id(), topic + new String(event.payload(), StandardCharsets.UTF_8));
                }
                insert.write();
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
            if (events.stream()
                    .anyMatch(event -> new String(event.payload(), StandardCharsets.UTF_8).contains("poison"))) {
                throw new IllegalStateException("cannot be handled");
            }
            if (crash) {
                // what a process sees last whose server goes away under it; tried again until it is stopped
                throw new IllegalStateException(new SQLNonTransientConnectionException("lost on purpose", "08S01"));
            }
        }

        /** What had its effect, in its order. */
        private List<String> effects() {
            var found = new ArrayList<String>();
            try (var connection = database.getConnection();
                    var select = connection.prepareStatement(
                            "SELECT text FROM seen WHERE text LIKE CONCAT(?, '%') ORDER BY n")) {
                select.setString(1, topic);
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        found.add(row.getString(1).substring(topic.length()));
                    }
                }
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
            return found;
        }
    }

    private void send(List<ProducerRecord<String, byte[]>> messages) {
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", config.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (var message : messages) {
                producer.send(message);
            }
        }
    }

    private EventRunner runner(EventConsumer consumer, String context) {
        return new EventRunner(
                List.of(consumer),
                inbox,
                settings(context, config.bootstrapServers()),
                mapper,
                Map.of(),
                new SimpleMeterRegistry());
    }

    /** The dead letters of a topic, of which there is at least one. */
    private List<String> letters(String topic) {
        var found = new ArrayList<String>();
        try (var letters = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", config.bootstrapServers(),
                        "group.id", Ids.next().toString(),
                        "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            letters.subscribe(List.of("jiedui.chassis.dead-letters"));
            var end = System.nanoTime() + PATIENCE.toNanos();
            while (found.isEmpty() && System.nanoTime() < end) {
                letters.poll(Duration.ofMillis(200)).forEach(letter -> {
                    var from = letter.headers().lastHeader("jiedui_topic").value();
                    if (new String(from, StandardCharsets.US_ASCII).equals(topic)) {
                        found.add(letter.value());
                    }
                });
            }
        }
        return found;
    }

    @Test
    void hasTakenInEverything_whenTheLogEndsWithTheEndsOfTransactions() throws Exception {
        var topic = "jiedui.chassis.ended-" + Ids.next();
        var taken = new CopyOnWriteArrayList<UUID>();
        var consumer = new EventConsumer() {
            @Override
            public Set<String> topics() {
                return Set.of(topic);
            }

            @Override
            public void on(EventEnvelope event) {
                taken.add(event.id());
            }
        };
        var committed = Ids.next();
        var runner = new EventRunner(List.of(consumer), inbox, config, mapper, Map.of(), new SimpleMeterRegistry());
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", config.bootstrapServers(), "transactional.id", topic),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(message(topic, committed, "\"committed\""));
            producer.commitTransaction();
            var ends = watermark.ends(Set.of(topic)).orElseThrow();
            assertThat(watermark.await(ends, Duration.ZERO)).isFalse();
            runner.start(null);
            awaitTakenIn(topic);

            producer.beginTransaction();
            producer.send(message(topic, Ids.next(), "\"later\""));
            producer.flush();
            assertThat(watermark.await(Set.of(topic), Duration.ZERO)).isFalse();
            assertThat(watermark.await(ends, Duration.ZERO))
                    .as("what comes later does not put the end off")
                    .isTrue();
            producer.abortTransaction();

            producer.beginTransaction();
            producer.send(message(topic, Ids.next(), "\"aborted\""));
            producer.flush();
            producer.abortTransaction();
            awaitTakenIn(topic);
        } finally {
            runner.stop(null);
        }
        assertThat(taken).containsExactly(committed);
        awaitTakenIn("jiedui.chassis.nowhere");
    }

    /** Asks again when the brokers of a busy machine do not say in time. */
    private void awaitTakenIn(String topic) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!watermark.await(Set.of(topic), PATIENCE)) {
            assertThat(System.nanoTime()).as("within %s", PATIENCE).isLessThan(end);
        }
    }

    private static ProducerRecord<String, byte[]> message(String topic, UUID id, String json) {
        var message = new ProducerRecord<>(
                topic, 0, UUID.nameUUIDFromBytes(new byte[] {1}).toString(), json.getBytes(StandardCharsets.UTF_8));
        message.headers().add("ce_id", id.toString().getBytes(StandardCharsets.US_ASCII));
        message.headers().add("ce_type", "org.jiedui.chassis.trial.v1".getBytes(StandardCharsets.US_ASCII));
        message.headers().add("ce_region", "33".getBytes(StandardCharsets.US_ASCII));
        message.headers().add("ce_time", "2026-01-01T00:00:00Z".getBytes(StandardCharsets.US_ASCII));
        return message;
    }

    private void announce(DomainEvent event) {
        QuarkusTransaction.requiringNew().run(() -> outbox.append(event));
    }

    private OutboxRelay relay(String bootstrapServers, String owner) {
        return new OutboxRelay(
                database,
                new Lease(database, time),
                signal,
                settings("chassis", bootstrapServers),
                time,
                Map.of(),
                new SimpleMeterRegistry());
    }

    private EventConfig settings(String context, String bootstrapServers) {
        return new EventConfig() {
            @Override
            public String context() {
                return context;
            }

            @Override
            public OutboxConfig outbox() {
                return new OutboxConfig() {
                    @Override
                    public boolean enabled() {
                        return true;
                    }

                    @Override
                    public Duration poll() {
                        return Duration.ofMillis(20);
                    }

                    @Override
                    public int batch() {
                        return 50;
                    }

                    @Override
                    public Duration lease() {
                        // a third of it is what the broker may take for an answer
                        return Duration.ofSeconds(18);
                    }
                };
            }

            @Override
            public ConsumerConfig consumer() {
                return config.consumer();
            }

            @Override
            public String bootstrapServers() {
                return bootstrapServers;
            }
        };
    }

    private KafkaConsumer<String, byte[]> log(String bootstrapServers, String topic) {
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        Ids.next().toString(),
                        "isolation.level",
                        "read_committed",
                        "metadata.max.age.ms",
                        500,
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new org.apache.kafka.common.serialization.ByteArrayDeserializer());
        consumer.subscribe(List.of(topic));
        return consumer;
    }

    private void collect(KafkaConsumer<String, byte[]> log, List<Counted> into, int until) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (into.size() < until && System.nanoTime() < end) {
            poll(log, into, Duration.ofMillis(200));
        }
        assertThat(into).hasSizeGreaterThanOrEqualTo(until);
    }

    private void collectFor(KafkaConsumer<String, byte[]> log, List<Counted> into, Duration duration) {
        var end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            poll(log, into, Duration.ofMillis(100));
        }
    }

    private void poll(KafkaConsumer<String, byte[]> log, List<Counted> into, Duration wait) {
        log.poll(wait).forEach(message -> {
            assertThat(new String(message.headers().lastHeader("ce_type").value(), StandardCharsets.US_ASCII))
                    .isEqualTo("org.jiedui.chassis.counted.v1");
            try {
                into.add(mapper.readValue(message.value(), Counted.class));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    private int waiting() {
        return number("SELECT COUNT(*) FROM outbox");
    }

    private int seen(String topic) {
        return number("SELECT COUNT(*) FROM seen WHERE text LIKE '" + topic + "%'");
    }

    private int number(String sql) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql);
                var row = select.executeQuery()) {
            row.next();
            return row.getInt(1);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within %s", PATIENCE).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
