package org.jiedui.chassis.event;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.arc.Arc;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jboss.logging.Logger;
import org.jiedui.chassis.problem.ProblemMappers;

/**
 * Reads the topics of all {@link EventConsumer}s in the group {@code jiedui-<context>}. A poll's records share one
 * transaction with their inbox notes; when that fails they are taken one by one, each with bounded tries, and what still
 * fails goes to the dead-letter topic. While the database is away nothing is given up and nothing is skipped. Offsets
 * are committed after the transaction, so a crash repeats events, which the inbox recognises.
 */
@ApplicationScoped
public class EventRunner {
    private static final Logger LOG = Logger.getLogger(EventRunner.class);

    /** Empty polls of half a second each. */
    private static final int SETTLED = 60;

    private final List<EventConsumer> consumers;
    private final Inbox inbox;
    private final EventConfig config;
    private final ObjectMapper mapper;
    private final Map<String, Object> brokers;
    private final Counter deadLetters;
    private volatile boolean running;
    private volatile double lag;
    private volatile long doneAt = System.nanoTime();
    private int empty = SETTLED;
    private Thread thread;
    private KafkaConsumer<String, byte[]> kafka;

    EventRunner(
            @All List<EventConsumer> consumers,
            Inbox inbox,
            EventConfig config,
            ObjectMapper mapper,
            @Identifier("default-kafka-broker") Map<String, Object> brokers,
            MeterRegistry metrics) {
        this.consumers = consumers;
        this.inbox = inbox;
        this.config = config;
        this.mapper = mapper;
        this.brokers = brokers;
        this.deadLetters = Counter.builder("jiedui.consumer.dead.letters")
                .description("events given up after the last try")
                .register(metrics);
        Gauge.builder("jiedui.consumer.lag", () -> lag)
                .tag("group", "jiedui-" + config.context())
                .description("records on the log that were not consumed yet")
                .register(metrics);
        Gauge.builder("jiedui.consumer.silence", this::silence)
                .baseUnit("seconds")
                .description("since the consumer was done with what it read last")
                .register(metrics);
    }

    private double silence() {
        return running ? (System.nanoTime() - doneAt) / 1e9 : 0;
    }

    void start(@Observes StartupEvent event) {
        if (config.consumer().enabled() && !consumers.isEmpty()) {
            running = true;
            thread = new Thread(this::run, "event-consumer");
            thread.setDaemon(true);
            thread.start();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        if (thread != null) {
            if (kafka != null) {
                kafka.wakeup();
            }
            thread.join(10_000);
        }
    }

    private void run() {
        while (running) {
            try (var consumer = connect()) {
                kafka = consumer;
                var topics = new TreeSet<String>();
                consumers.forEach(c -> topics.addAll(c.topics()));
                consumer.subscribe(topics);
                while (running) {
                    var records = consumer.poll(Duration.ofMillis(500));
                    if (!records.isEmpty()) {
                        var batch = new ArrayList<ConsumerRecord<String, byte[]>>(records.count());
                        records.forEach(batch::add);
                        take(batch);
                    }
                    // also after the ends of transactions alone, which are no events: or the lag would never be 0
                    if (!records.nextOffsets().isEmpty()) {
                        consumer.commitSync();
                    }
                    measure(consumer);
                    note(records.isEmpty());
                }
            } catch (WakeupException e) {
                LOG.debug("consumer stops");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                LOG.errorf(e, "consumer paused, will go on by itself");
                empty = 0;
                pause(Duration.ofSeconds(1));
            }
        }
    }

    /** After a failure the first polls are empty because the group is joined anew, which is no sign of life. */
    private void note(boolean nothing) {
        empty = nothing ? empty + 1 : SETTLED;
        if (empty >= SETTLED) {
            doneAt = System.nanoTime();
        }
    }

    private void take(List<ConsumerRecord<String, byte[]>> batch) throws InterruptedException {
        try {
            inTransaction(batch);
        } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError together) {
            LOG.infof("batch of %d goes one by one: %s", batch.size(), together.toString());
            for (var each : batch) {
                takeAlone(each);
            }
        }
    }

    private void takeAlone(ConsumerRecord<String, byte[]> message) throws InterruptedException {
        var pause = config.consumer().backoff();
        for (var attempt = 1; running; ) {
            try {
                inTransaction(List.of(message));
                return;
            } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
                if (isDatabaseAway(e)) {
                    LOG.warnf("database is away, waiting: %s", e.toString());
                } else if (attempt++ >= config.consumer().tries()) {
                    bury(message, e);
                    return;
                }
                pause(pause);
                pause = pause.multipliedBy(2).compareTo(Duration.ofSeconds(30)) > 0
                        ? Duration.ofSeconds(30)
                        : pause.multipliedBy(2);
            }
        }
        throw new WakeupException();
    }

    private void inTransaction(List<ConsumerRecord<String, byte[]>> batch) {
        var context = Arc.container().requestContext();
        context.activate();
        try {
            QuarkusTransaction.requiringNew().timeout(60).run(() -> dispatch(batch));
        } finally {
            context.terminate();
        }
    }

    /** Events that follow each other and have one consumer in common are handed over together; the order stays. */
    private void dispatch(List<ConsumerRecord<String, byte[]>> batch) {
        var events = new LinkedHashMap<UUID, EventEnvelope>();
        batch.stream().map(this::envelope).forEach(event -> events.putIfAbsent(event.id(), event));
        try {
            events.keySet().retainAll(inbox.firstSights(events.keySet()));
        } catch (SQLException e) {
            throw new IllegalStateException("inbox", e);
        }
        var together = new ArrayList<EventEnvelope>();
        EventConsumer only = null;
        for (var event : events.values()) {
            var concerned = consumers.stream()
                    .filter(c -> c.topics().contains(event.topic()))
                    .toList();
            if (concerned.size() != 1 || concerned.get(0) != only) {
                handOver(only, together);
                only = concerned.size() == 1 ? concerned.get(0) : null;
            }
            if (only == null) {
                concerned.forEach(c -> c.on(event));
            } else {
                together.add(event);
            }
        }
        handOver(only, together);
    }

    private static void handOver(EventConsumer consumer, List<EventEnvelope> events) {
        if (!events.isEmpty()) {
            consumer.on(List.copyOf(events));
            events.clear();
        }
    }

    private EventEnvelope envelope(ConsumerRecord<String, byte[]> message) {
        var headers = message.headers();
        return new EventEnvelope(
                UUID.fromString(header(headers, "ce_id")),
                header(headers, "ce_type"),
                message.topic(),
                UUID.fromString(message.key()),
                header(headers, "ce_region"),
                Instant.parse(header(headers, "ce_time")),
                message.value(),
                mapper);
    }

    private static String header(Headers headers, String name) {
        var header = headers.lastHeader(name);
        if (header == null) {
            throw new IllegalArgumentException("event without header " + name);
        }
        return new String(header.value(), StandardCharsets.US_ASCII);
    }

    /** Never gives up before the process stops: an event is either handled, on the dead-letter topic, or read again. */
    private void bury(ConsumerRecord<String, byte[]> message, Throwable cause) throws InterruptedException {
        LOG.errorf(
                cause,
                "dead letter topic=%s partition=%d offset=%d",
                message.topic(),
                message.partition(),
                message.offset());
        deadLetters.increment();
        while (running) {
            var settings = settings(Map.of(ProducerConfig.ACKS_CONFIG, "all"));
            try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
                var letter = new ProducerRecord<>(
                        "jiedui." + config.context() + ".dead-letters", message.key(), message.value());
                message.headers().forEach(letter.headers()::add);
                letter.headers().add("jiedui_topic", message.topic().getBytes(StandardCharsets.US_ASCII));
                letter.headers().add("jiedui_cause", cause.getClass().getName().getBytes(StandardCharsets.US_ASCII));
                producer.send(letter).get();
                return;
            } catch (ExecutionException e) {
                LOG.errorf(e, "dead letter not accepted by the broker, trying again");
                pause(Duration.ofSeconds(5));
            }
        }
        throw new WakeupException();
    }

    private static boolean isDatabaseAway(Throwable e) {
        for (var cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && ProblemMappers.isConnectionLost(sql)) {
                return true;
            }
            if (cause instanceof jakarta.transaction.SystemException
                    || cause instanceof org.hibernate.exception.JDBCConnectionException) {
                return true;
            }
        }
        return false;
    }

    private void measure(KafkaConsumer<String, byte[]> consumer) {
        var behind = 0L;
        for (var partition : consumer.assignment()) {
            behind += consumer.currentLag(partition).orElse(0);
        }
        lag = behind;
    }

    private KafkaConsumer<String, byte[]> connect() {
        return new KafkaConsumer<>(
                settings(Map.of(
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "jiedui-" + config.context(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        // what a crashed replica had to read waits so long for another one
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        10_000,
                        ConsumerConfig.METADATA_MAX_AGE_CONFIG,
                        5_000,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        config.consumer().batch())),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** The given settings on top of what the deployment says about the brokers ({@code kafka.*}: TLS, SASL). */
    private Map<String, Object> settings(Map<String, Object> own) {
        var all = new HashMap<>(brokers);
        all.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
        all.putAll(own);
        return all;
    }

    private void pause(Duration pause) {
        try {
            synchronized (this) {
                var end = System.nanoTime() + pause.toNanos();
                for (var left = pause.toMillis(); running && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                    wait(Math.min(left, 200));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
