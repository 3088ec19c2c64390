package org.jiedui.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jiedui.local.Stack;
import org.jiedui.local.TestSchema;

/** Draining the outbox against a raw idempotent producer that writes the same bytes; and how soon an event is heard. */
final class RelayBench {
    private static final String TOPIC = "jiedui.bench.relay";

    private final Bench bench;
    private final Stack stack;
    private final TestSchema schema;

    RelayBench(Bench bench, Stack stack) {
        this.bench = bench;
        this.stack = stack;
        this.schema = stack.schema("household");
    }

    void run() throws Exception {
        var rows = bench.option("rows", 200_000);
        produce(rows / 10);
        drain(rows);
        double product = 0;
        double baseline = 0;
        for (var round = 0; round < 2; round++) {
            product += drain(rows) / 2;
            baseline += produce(rows) / 2;
        }
        bench.report("outbox-relay", "product", "events/s", product, Map.of("rows", rows));
        bench.report("outbox-relay", "baseline", "records/s", baseline, Map.of());
        bench.report("outbox-relay", "ratio", "of the baseline", product / baseline, Map.of("goal", 0.70));
        latency();
    }

    /** Fills the outbox while the relay has no lease, and measures from the first row sent to the last. */
    private double drain(int rows) throws Exception {
        try (var connection = connect()) {
            lease(connection, "'bench', held_until = TIMESTAMPADD(MINUTE, 10, UTC_TIMESTAMP(6))");
            TimeUnit.SECONDS.sleep(5); // the relay looks at its lease again
            fill(connection, rows);
            lease(connection, "owner, held_until = UTC_TIMESTAMP(6)");
            var begin = 0L;
            var left = waiting(connection);
            var first = left;
            while (left > 0) {
                TimeUnit.MILLISECONDS.sleep(20);
                left = waiting(connection);
                if (begin == 0 && left < first) {
                    begin = System.nanoTime();
                    first = left;
                }
            }
            return first / ((System.nanoTime() - begin) / 1e9);
        }
    }

    private static void lease(Connection connection, String holder) throws SQLException {
        try (var update = connection.prepareStatement(
                "UPDATE lease SET owner = " + holder + ", epoch = epoch + 1 WHERE name = 'outbox-relay'")) {
            update.executeUpdate();
        }
        connection.commit();
    }

    private double produce(int rows) {
        var settings = Map.<String, Object>of(
                "bootstrap.servers",
                stack.bootstrapServers(),
                "enable.idempotence",
                true,
                "acks",
                "all",
                "batch.size",
                262_144,
                "compression.type",
                "lz4");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            var data = data(0);
            producer.partitionsFor(TOPIC);
            var begin = System.nanoTime();
            for (var i = 0; i < rows; i++) {
                var message = new ProducerRecord<>(TOPIC, UUID.randomUUID().toString(), data);
                for (var header : List.of(
                        "ce_specversion",
                        "ce_id",
                        "ce_source",
                        "ce_type",
                        "ce_subject",
                        "ce_region",
                        "ce_time",
                        "content-type")) {
                    message.headers().add(header, message.key().getBytes(StandardCharsets.US_ASCII));
                }
                producer.send(message);
            }
            producer.flush();
            return rows * 1e9 / (System.nanoTime() - begin);
        }
    }

    private void latency() throws Exception {
        var latencies = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(1), 3);
        var listening = new AtomicBoolean(true);
        var begin = new AtomicLong(Long.MAX_VALUE);
        var listener = new Thread(() -> {
            var settings = Map.<String, Object>of(
                    "bootstrap.servers",
                    stack.bootstrapServers(),
                    "group.id",
                    UUID.randomUUID().toString(),
                    "isolation.level",
                    "read_committed",
                    "auto.offset.reset",
                    "latest");
            try (var consumer =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer.subscribe(List.of(TOPIC));
                while (listening.get()) {
                    for (var message : consumer.poll(Duration.ofMillis(100))) {
                        var sent = ByteBuffer.wrap(message.value()).getLong();
                        if (sent >= begin.get()) {
                            latencies.recordValue(Math.max(0, micros() - sent));
                        }
                    }
                }
            }
        });
        listener.start();
        var rate = bench.option("rate", 500);
        var threads = 4;
        var connections = new Connection[threads];
        for (var i = 0; i < threads; i++) {
            connections[i] = connect();
        }
        TimeUnit.SECONDS.sleep(3);
        Load.Work send = thread -> {
            insert(connections[thread], micros());
            connections[thread].commit();
        };
        Load.constant(threads, rate, Duration.ofSeconds(5), send); // until the listener, too, is warm
        begin.set(micros());
        Load.constant(threads, rate, Duration.ofSeconds(bench.option("seconds", 20)), send);
        TimeUnit.SECONDS.sleep(2);
        listening.set(false);
        listener.join();
        bench.report(
                "outbox-relay",
                "commit to consumer p99",
                "ms",
                latencies.getValueAtPercentile(99) / 1000.0,
                Map.of(
                        "ratePerSecond",
                        rate,
                        "heard",
                        latencies.getTotalCount(),
                        "p50",
                        latencies.getValueAtPercentile(50) / 1000.0,
                        "goal",
                        100));
    }

    private static long micros() {
        var now = java.time.Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    }

    private static byte[] data(long stamp) {
        var data = ByteBuffer.allocate(300).putLong(stamp).array();
        java.util.Arrays.fill(data, 8, 300, (byte) 'x');
        return data;
    }

    private static void fill(Connection connection, int rows) throws SQLException {
        for (var i = 0; i < rows; i += 1000) {
            try (var insert = connection.prepareStatement(INSERT)) {
                for (var j = 0; j < 1000; j++) {
                    set(insert, 0);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection.commit();
        }
    }

    private static final String INSERT =
            "INSERT INTO outbox (event_id, topic, event_key, type, region, occurred_at, data)" + " VALUES (?, '" + TOPIC
                    + "', ?, 'org.jiedui.bench.sent.v1', '330523104201', UTC_TIMESTAMP(6), ?)";

    private static void insert(Connection connection, long stamp) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT)) {
            set(insert, stamp);
            insert.executeUpdate();
        }
    }

    private static void set(java.sql.PreparedStatement insert, long stamp) throws SQLException {
        insert.setBytes(1, id());
        insert.setBytes(2, id());
        insert.setBytes(3, data(stamp));
    }

    private static byte[] id() {
        var id = UUID.randomUUID();
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static long waiting(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("SELECT COUNT(*) FROM outbox");
                var row = select.executeQuery()) {
            row.next();
            var count = row.getLong(1);
            connection.commit();
            return count;
        }
    }

    private Connection connect() throws SQLException {
        var separator = schema.url().contains("?") ? "&" : "?";
        var connection = DriverManager.getConnection(
                schema.url() + separator + "rewriteBatchedStatements=true", schema.user(), schema.password());
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(false);
        return connection;
    }
}
