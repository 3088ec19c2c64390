package org.jiedui.chassis.event;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;

/**
 * Brings the outbox to Kafka. One replica holds the lease; it takes the oldest rows that are there, sends them as one
 * Kafka transaction ({@code acks=all}), waits until it is committed, and deletes exactly these rows. Rows are taken by
 * presence, so a transaction that commits late is not passed over.
 *
 * <p>Guarantees: every committed event reaches the log at least once, events of one aggregate in their order. A batch is
 * visible wholly or not at all to readers of committed records, so a failed record is never overtaken by a later one.
 * The transactional id belongs to the service: a new holder of the lease fences an old one that still believes in it, so
 * two relays never send at once. Only a crash between the log's commit and the delete sends rows again, with the same
 * event ids, which consumers' inboxes recognise.
 */
@ApplicationScoped
public class OutboxRelay {
    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final String LEASE = "outbox-relay";

    private final DataSource database;
    private final Lease lease;
    private final OutboxSignal signal;
    private final EventConfig config;
    private final TimeSource time;
    private final Map<String, Object> brokers;
    private volatile boolean running;
    private volatile double backlog;
    private volatile double ageSeconds;
    private Thread thread;
    private KafkaProducer<String, byte[]> producer;

    OutboxRelay(
            DataSource database,
            Lease lease,
            OutboxSignal signal,
            EventConfig config,
            TimeSource time,
            @Identifier("default-kafka-broker") Map<String, Object> brokers,
            MeterRegistry metrics) {
        this.database = database;
        this.lease = lease;
        this.signal = signal;
        this.config = config;
        this.time = time;
        this.brokers = brokers;
        Gauge.builder("jiedui.outbox.backlog", () -> backlog)
                .description("committed events that are not on the log yet")
                .register(metrics);
        Gauge.builder("jiedui.outbox.age", () -> ageSeconds)
                .baseUnit("seconds")
                .description("age of the oldest of them")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        if (config.outbox().enabled()) {
            running = true;
            thread = new Thread(this::run, "outbox-relay");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        if (thread != null) {
            signal.ring();
            thread.join(config.outbox().lease().toMillis());
        }
    }

    private void run() {
        var measured = Instant.EPOCH;
        var threeQuarters = config.outbox().lease().multipliedBy(3).dividedBy(4);
        var until = Instant.EPOCH;
        while (running) {
            try {
                // Renewed after a quarter of the term; a commit to the database for every batch would slow each of
                // them.
                if (time.now().isAfter(until.minus(threeQuarters))) {
                    until = lease.acquire(LEASE, config.outbox().lease());
                }
                if (until == null) {
                    until = Instant.EPOCH;
                    closeProducer();
                    // The holder measures; a former holder must not go on showing what it saw last.
                    backlog = 0;
                    ageSeconds = 0;
                    signal.await(config.outbox().lease().toMillis() / 5);
                    continue;
                }
                // Before sending, so that the figures grow while the broker is away.
                if (measured.plusSeconds(5).isBefore(time.now())) {
                    measure();
                    measured = time.now();
                }
                var sent = relay(until);
                if (sent == 0) {
                    signal.await(config.outbox().poll().toMillis());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            } catch (SQLException | RuntimeException e) {
                LOG.errorf(e, "relay paused, will go on by itself");
                closeProducer();
                until = Instant.EPOCH;
                pause();
            }
        }
        closeProducer();
        try {
            lease.release(LEASE);
        } catch (SQLException e) {
            LOG.warnf("lease not given back, it ends by itself: %s", e.getMessage());
        }
    }

    private record Row(long id, ProducerRecord<String, byte[]> message) {}

    /** Sends one batch; returns its size. */
    private int relay(Instant until) throws SQLException {
        var rows = oldest();
        if (rows.isEmpty()) {
            return 0;
        }
        // A record that is not acknowledged within a third of the term fails; so all is decided before the term ends.
        if (time.now().isAfter(until.minus(config.outbox().lease().dividedBy(2)))) {
            return rows.size();
        }
        producer().beginTransaction();
        for (var row : rows) {
            producer().send(row.message());
        }
        producer().commitTransaction();
        delete(rows);
        return rows.size();
    }

    private List<Row> oldest() throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT id, event_id, topic, event_key, type, region,"
                        + " occurred_at, trace_parent, data FROM outbox ORDER BY id LIMIT ?")) {
            select.setInt(1, config.outbox().batch());
            try (var row = select.executeQuery()) {
                var rows = new ArrayList<Row>();
                while (row.next()) {
                    var message = new ProducerRecord<>(
                            row.getString(3), Ids.of(row.getBytes(4)).toString(), row.getBytes(9));
                    var headers = message.headers();
                    headers.add("ce_specversion", ascii("1.0"));
                    headers.add("ce_id", ascii(Ids.of(row.getBytes(2)).toString()));
                    headers.add("ce_source", ascii("/jiedui/" + config.context()));
                    headers.add("ce_type", ascii(row.getString(5)));
                    headers.add("ce_subject", ascii(message.key()));
                    headers.add("ce_region", ascii(row.getString(6)));
                    headers.add(
                            "ce_time",
                            ascii(row.getObject(7, LocalDateTime.class)
                                    .toInstant(ZoneOffset.UTC)
                                    .toString()));
                    headers.add("content-type", ascii("application/json"));
                    if (row.getString(8) != null) {
                        headers.add("ce_traceparent", ascii(row.getString(8)));
                    }
                    rows.add(new Row(row.getLong(1), message));
                }
                return rows;
            }
        }
    }

    private void delete(List<Row> rows) throws SQLException {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement(
                        "DELETE FROM outbox WHERE id IN (" + "?,".repeat(rows.size() - 1) + "?)")) {
            for (var i = 0; i < rows.size(); i++) {
                delete.setLong(i + 1, rows.get(i).id());
            }
            delete.executeUpdate();
        }
    }

    private void measure() throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT COUNT(*),"
                        + " COALESCE(TIMESTAMPDIFF(MICROSECOND, MIN(occurred_at), UTC_TIMESTAMP(6)), 0) / 1e6"
                        + " FROM (SELECT occurred_at FROM outbox ORDER BY id LIMIT 100000) waiting");
                var row = select.executeQuery()) {
            row.next();
            backlog = row.getDouble(1);
            ageSeconds = row.getDouble(2);
        }
    }

    private KafkaProducer<String, byte[]> producer() {
        if (producer == null) {
            var third = (int) (config.outbox().lease().toMillis() / 3);
            var settings = new HashMap<>(brokers);
            settings.putAll(Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    config.bootstrapServers(),
                    ProducerConfig.ACKS_CONFIG,
                    "all",
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                    "jiedui-outbox-" + config.context(),
                    ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                    3 * third,
                    ProducerConfig.LINGER_MS_CONFIG,
                    0,
                    ProducerConfig.BATCH_SIZE_CONFIG,
                    262_144,
                    ProducerConfig.COMPRESSION_TYPE_CONFIG,
                    "lz4",
                    ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    third / 2,
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    third,
                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                    third));
            var fresh = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
            try {
                fresh.initTransactions();
            } catch (RuntimeException e) {
                fresh.close(java.time.Duration.ZERO);
                throw e;
            }
            producer = fresh;
        }
        return producer;
    }

    private void closeProducer() {
        if (producer != null) {
            producer.close(java.time.Duration.ZERO);
            producer = null;
        }
    }

    private void pause() {
        try {
            signal.await(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
