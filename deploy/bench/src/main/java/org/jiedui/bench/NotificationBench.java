package org.jiedui.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jiedui.local.Stack;
import org.jiedui.local.TestSchema;

/**
 * Telling many: inbox rows of one broadcast against a bare batch of the same rows; how soon an event is in its inboxes;
 * open streams; deliveries to webhooks, also with half of the endpoints dead; and killing it in the middle of them.
 */
final class NotificationBench {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COUNTY = "330523";
    private static final String VILLAGE = "330523104201";

    /** Streams that may be on their way to be open. */
    private static final int OPENING = 200;

    private final Bench bench;
    private final Stack stack;
    private final TestSchema schema;
    private final String url;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    NotificationBench(Bench bench, Stack stack) {
        this.bench = bench;
        this.stack = stack;
        this.schema = stack.schema("notification");
        this.url = stack.serviceUrl("notification") + "/api/v1";
    }

    /** One broadcast to so many inboxes; commit to inbox at a constant rate; the unread count of a full mailbox. */
    void fanout() throws Exception {
        var rows = bench.option("rows", 100_000);
        helpers("WARM", rows / 10);
        helpers("BENCH", rows);
        broadcast("WARM", rows / 10);
        var service = stack.processorTime("notification");
        var mysql = stack.processorTime("mysql");
        var product = broadcast("BENCH", rows);
        processorTime("notification-fanout", "row", rows, service, mysql);
        var baseline = batch(rows);
        bench.report("notification-fanout", "product", "inbox rows/s", product, Map.of("rows", rows, "goal", 20_000));
        bench.report("notification-fanout", "baseline", "rows/s", baseline, Map.of());
        bench.report("notification-fanout", "ratio", "of the baseline", product / baseline, Map.of());
        unread();
        commitToInbox();
    }

    private void helpers(String kind, int rows) throws SQLException {
        try (var connection = connect();
                var insert = connection.prepareStatement("INSERT INTO helper_profile"
                        + " (helper_id, account, region, kind, occurred_at) VALUES (?, ?, ?, '" + kind
                        + "', '2026-01-01')")) {
            for (var i = 0; i < rows; i++) {
                var id = UUID.randomUUID();
                insert.setBytes(1, bytes(id));
                insert.setString(2, id.toString());
                insert.setString(3, COUNTY);
                insert.addBatch();
                if (i % 5000 == 4999) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    private double broadcast(String kind, int rows) throws Exception {
        var id = send("county", "POST", "/broadcasts", """
                        {"category":"TECHNIQUE","zh":{"title":"t","body":"b"},"en":{"title":"t","body":"b"},
                        "segment":{"region":"330523","roles":["HELPER"],"needs":[],"tags":[],"skills":["%s"]},
                        "channels":[],"perMinute":6000000}""".formatted(kind))
                .path("id")
                .asText();
        send("county", "POST", "/broadcasts/" + id + "/count", null);
        send("county", "POST", "/broadcasts/" + id + "/submit", null);
        send("province", "POST", "/broadcasts/" + id + "/approve", null);
        JsonNode state;
        do {
            // rarely: it answers on the processors that it measures
            TimeUnit.MILLISECONDS.sleep(250);
            state = send("county", "GET", "/broadcasts/" + id, null);
        } while (!state.path("state").asText().equals("SENT"));
        if (state.path("told").asInt() != rows) {
            throw new IllegalStateException("told " + state.path("told"));
        }
        var seconds = Duration.between(
                                Instant.parse(state.path("startedAt").asText()),
                                Instant.parse(state.path("endedAt").asText()))
                        .toMillis()
                / 1000.0;
        return rows / seconds;
    }

    /** The same rows by one connection in batches of the same size. */
    private double batch(int rows) throws SQLException {
        try (var connection = connect();
                var insert = connection.prepareStatement("INSERT INTO message"
                        + " (id, event_id, mailbox, type, reason, created_at) VALUES (?, ?, ?, 'bench', 'ASKED_FOR',"
                        + " UTC_TIMESTAMP(6))")) {
            var event = bytes(UUID.randomUUID());
            var begin = System.nanoTime();
            for (var i = 0; i < rows; i++) {
                var id = UUID.randomUUID();
                insert.setBytes(1, bytes(id));
                insert.setBytes(2, event);
                insert.setString(3, "account:" + id);
                insert.addBatch();
                if (i % 2000 == 1999) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
            insert.executeBatch();
            connection.commit();
            return rows * 1e9 / (System.nanoTime() - begin);
        }
    }

    /** Alerts with five recipients each: two helpers and three offices. */
    private void commitToInbox() throws Exception {
        var rate = bench.option("rate", 200);
        var seconds = bench.option("seconds", 20);
        var households = new ArrayList<UUID>();
        try (var connection = connect();
                var insert = connection.prepareStatement(
                        "INSERT INTO pairing_party (pairing_id, helped_kind, helped_id,"
                                + " helper_id, helper_account, active, version) VALUES (?, 'HOUSEHOLD', ?, ?, ?, TRUE, 1)")) {
            for (var i = 0; i < 1000; i++) {
                households.add(UUID.randomUUID());
                for (var h = 0; h < 2; h++) {
                    insert.setBytes(1, bytes(UUID.randomUUID()));
                    insert.setBytes(2, bytes(households.get(i)));
                    insert.setBytes(3, bytes(UUID.randomUUID()));
                    insert.setString(4, UUID.randomUUID().toString());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
            connection.commit();
        }
        warmUp();
        var since = Instant.now();
        try (var producer = producer()) {
            Load.constant(
                    2,
                    rate,
                    Duration.ofSeconds(seconds),
                    thread -> producer.send(alert(
                            UUID.randomUUID(),
                            households.get(ThreadLocalRandom.current().nextInt(households.size())),
                            VILLAGE)));
        }
        var sent = (long) rate * seconds;
        var latencies = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(5), 3);
        awaitEvents(since, sent);
        try (var connection = connect();
                var select =
                        connection.prepareStatement("SELECT TIMESTAMPDIFF(MICROSECOND, a.occurred_at, m.created_at)"
                                + " FROM announcement a JOIN message m ON m.event_id = a.id"
                                + " WHERE a.received_at >= ? AND a.name = 'risk-alert-raised'")) {
            select.setObject(1, since.atOffset(java.time.ZoneOffset.UTC).toLocalDateTime());
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    latencies.recordValue(Math.max(0, row.getLong(1)));
                }
            }
        }
        bench.report(
                "notification-fanout",
                "announced to inbox p99",
                "ms",
                latencies.getValueAtPercentile(99) / 1000.0,
                Map.of(
                        "ratePerSecond",
                        rate,
                        "messages",
                        latencies.getTotalCount(),
                        "p50",
                        latencies.getValueAtPercentile(50) / 1000.0,
                        "goal",
                        300));
    }

    /** Until the consumer has found the topic and the code is warm. */
    private void warmUp() throws Exception {
        var since = Instant.now();
        announce(2000);
        awaitEvents(since, 2000);
    }

    private void awaitEvents(Instant since, long count) throws Exception {
        try (var connection = connect();
                var select = connection.prepareStatement("SELECT COUNT(*) FROM announcement WHERE received_at >= ?")) {
            var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
            while (true) {
                select.setObject(1, since.atOffset(java.time.ZoneOffset.UTC).toLocalDateTime());
                try (var row = select.executeQuery()) {
                    row.next();
                    if (row.getLong(1) >= count) {
                        return;
                    }
                }
                connection.commit();
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("not all events arrived");
                }
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    /** The county's mailbox is filled up to 10 000 messages of a year. */
    private void unread() throws Exception {
        var mailbox = "role:county-officer@" + COUNTY;
        try (var connection = connect();
                var count = connection.prepareStatement("SELECT COUNT(*) FROM message WHERE mailbox = ?");
                var insert = connection.prepareStatement("INSERT INTO message (id, event_id, mailbox, type, reason,"
                        + " created_at) VALUES (?, ?, ?, 'risk-alert-raised', 'COUNTY_IN_CHARGE',"
                        + " UTC_TIMESTAMP(6) - INTERVAL ? MINUTE)")) {
            count.setString(1, mailbox);
            long there;
            try (var row = count.executeQuery()) {
                row.next();
                there = row.getLong(1);
            }
            for (var i = there; i < 10_000; i++) {
                insert.setBytes(1, bytes(UUID.randomUUID()));
                insert.setBytes(2, bytes(UUID.randomUUID()));
                insert.setString(3, mailbox);
                insert.setLong(4, (10_000 - i) * 52);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
        Load.Work work = thread -> send("county", "GET", "/inbox/unread-count", null);
        Load.highest(2, Duration.ofSeconds(bench.option("warm", 30)), work);
        var seconds = Duration.ofSeconds(bench.option("seconds", 20));
        // what the way there and back takes of it: an answer that nothing is asked for
        var alive = HttpRequest.newBuilder(URI.create(stack.serviceUrl("notification") + "/q/health/live"))
                .build();
        Load.Work nothing = thread -> http.send(alive, HttpResponse.BodyHandlers.discarding());
        Load.highest(2, Duration.ofSeconds(10), nothing);
        var floor = Load.constant(2, 20, seconds, nothing);
        bench.report(
                "notification-fanout",
                "answer to nothing p99",
                "ms",
                floor.getValueAtPercentile(99) / 1000.0,
                Map.of("p50", floor.getValueAtPercentile(50) / 1000.0));
        var latencies = Load.constant(2, 20, seconds, work);
        bench.report(
                "notification-fanout",
                "unread count p99",
                "ms",
                latencies.getValueAtPercentile(99) / 1000.0,
                Map.of("messages", 10_000, "p50", latencies.getValueAtPercentile(50) / 1000.0, "goal", 5));
    }

    /** Open streams, all of which hear of each event. */
    void stream(Path folder) throws Exception {
        warmUp();
        var open = bench.option("streams", 10_000);
        var cold = bench.option("cold", 5);
        var events = bench.option("events", 20) + cold;
        var latencies = new ConcurrentHistogram(TimeUnit.MINUTES.toMicros(5), 3);
        var ready = new AtomicInteger();
        var sentAt = new AtomicLong();
        var heard = new LongAdder();
        var running = new AtomicBoolean(true);
        var service = URI.create(stack.serviceUrl("notification"));
        var request = ByteBuffer.wrap(("GET /api/v1/inbox/stream HTTP/1.1\r\nHost: " + service.getAuthority()
                        + "\r\nAuthorization: Bearer " + stack.tokens().of("county")
                        + "\r\nAccept: text/event-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        try (var selector = Selector.open()) {
            var listener = new Thread(() -> listen(selector, running, ready, sentAt, heard, latencies), "streams");
            listener.start();
            var begin = System.nanoTime();
            var opened = begin + TimeUnit.MINUTES.toNanos(5);
            for (var i = 0; i < open; i++) {
                awaitReady(ready, i - OPENING, opened);
                var channel = SocketChannel.open(new InetSocketAddress(service.getHost(), service.getPort()));
                var copy = request.duplicate();
                while (copy.hasRemaining()) {
                    channel.write(copy);
                }
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ);
                selector.wakeup();
            }
            awaitReady(ready, open - 1, opened);
            bench.report(
                    "notification-stream",
                    "opened",
                    "streams/s",
                    open * 1e9 / (System.nanoTime() - begin),
                    Map.of("atOnce", OPENING));
            try (var producer = producer()) {
                for (var n = 1; n <= events; n++) {
                    if (n == cold + 1) {
                        latencies.reset();
                    }
                    sentAt.set(System.nanoTime());
                    producer.send(alert(UUID.randomUUID(), UUID.randomUUID(), VILLAGE))
                            .get();
                    var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
                    while (heard.sum() < (long) n * open && System.nanoTime() < end) {
                        TimeUnit.MILLISECONDS.sleep(5);
                    }
                }
            }
            var resident = Stack.parts(folder).stream()
                    .filter(part -> part.name().equals("notification"))
                    .flatMap(part -> part.process().stream())
                    .mapToLong(process -> process.residentBytes() / (1 << 20))
                    .sum();
            running.set(false);
            selector.wakeup();
            listener.join();
            bench.report("notification-stream", "open streams", "connections", ready.get(), Map.of("goal", 10_000));
            bench.report("notification-stream", "resident", "MB", resident, Map.of("goal", 400));
            bench.report(
                    "notification-stream",
                    "announced to client p99",
                    "ms",
                    latencies.getValueAtPercentile(99) / 1000.0,
                    Map.of(
                            "heard",
                            heard.sum(),
                            "expected",
                            (long) events * open,
                            "p50",
                            latencies.getValueAtPercentile(50) / 1000.0,
                            "goal",
                            500));
        }
    }

    private static void awaitReady(AtomicInteger ready, int more, long end) throws InterruptedException {
        while (ready.get() <= more) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("only " + ready.get() + " streams are ready");
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    private static void listen(
            Selector selector,
            AtomicBoolean running,
            AtomicInteger ready,
            AtomicLong sentAt,
            LongAdder heard,
            ConcurrentHistogram latencies) {
        var buffer = ByteBuffer.allocate(64 * 1024);
        try {
            while (running.get()) {
                selector.select(200);
                var keys = selector.selectedKeys();
                for (var key : keys) {
                    buffer.clear();
                    if (((SocketChannel) key.channel()).read(buffer) < 0) {
                        key.cancel();
                        continue;
                    }
                    // what was cut in the middle of a word is whole with the next piece
                    var before = key.attachment() == null ? "" : (String) key.attachment();
                    var text = before + new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
                    key.attach(text.substring(Math.max(0, text.length() - "event:message".length() + 1)));
                    if (text.contains("event:ready") && !before.contains("event:ready")) {
                        ready.incrementAndGet();
                    }
                    for (var at = text.indexOf("event:message"); at >= 0; at = text.indexOf("event:message", at + 1)) {
                        heard.increment();
                        latencies.recordValue(Math.max(0, System.nanoTime() - sentAt.get()) / 1000);
                    }
                }
                keys.clear();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A receiver that counts. */
    private static final class Receiver implements AutoCloseable {
        private final HttpServer server;
        private final LongAdder calls = new LongAdder();
        private final Map<String, String> keyOfEvent = new ConcurrentHashMap<>();
        private final Set<String> contradictions = ConcurrentHashMap.newKeySet();

        private Receiver(boolean remember) throws IOException {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 200);
            server.setExecutor(Executors.newFixedThreadPool(4, work -> {
                var thread = new Thread(work, "receiver");
                thread.setDaemon(true);
                return thread;
            }));
            server.createContext("/", exchange -> {
                var body = exchange.getRequestBody().readAllBytes();
                if (remember) {
                    var event = JSON.readTree(body).path("id").asText();
                    var key = exchange.getRequestHeaders().getFirst("webhook-id");
                    var before = keyOfEvent.putIfAbsent(event, key);
                    if (before != null && !before.equals(key)) {
                        contradictions.add(event);
                    }
                }
                calls.increment();
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            server.start();
        }

        private String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    /** Deliveries to living receivers alone, and with as many dead ones beside them. */
    void webhook() throws Exception {
        var living = bench.option("endpoints", 50);
        var events = bench.option("rows", 200_000) / (2 * living);
        var receivers = new ArrayList<Receiver>();
        for (var i = 0; i < living; i++) {
            var receiver = new Receiver(false);
            receivers.add(receiver);
            register(receiver.url());
        }
        deliver(receivers, bench.option("warm", events / 10 + 1));
        var service = stack.processorTime("notification");
        var mysql = stack.processorTime("mysql");
        var alone = deliver(receivers, events);
        bench.report(
                "notification-webhook", "all living", "deliveries/s", alone, Map.of("endpoints", living, "goal", 2000));
        processorTime("notification-webhook", "delivery", (double) events * living, service, mysql);
        for (var i = 0; i < living; i++) {
            try (var closed = new ServerSocket(0)) {
                register("http://127.0.0.1:" + closed.getLocalPort() + "/dead");
            }
        }
        deliver(receivers, events / 10 + 1);
        // until every dead one was tried twice
        TimeUnit.SECONDS.sleep(15);
        var beside = deliver(receivers, events);
        bench.report("notification-webhook", "beside as many dead", "deliveries/s", beside, Map.of());
        bench.report("notification-webhook", "ratio", "of all living", beside / alone, Map.of("goal", 0.9));
        receivers.forEach(Receiver::close);
    }

    /** What one of so many took of the processors since then: the figure that other work on the machine changes least. */
    private void processorTime(String name, String what, double count, Duration service, Duration mysql) {
        var ofService = stack.processorTime("notification").minus(service);
        var ofMySql = stack.processorTime("mysql").minus(mysql);
        bench.report(
                name,
                "processor time of a " + what,
                "ms",
                ofService.toNanos() / count / 1e6,
                Map.of("mysql", Math.round(ofMySql.toNanos() / count / 1e3) / 1e3));
    }

    private double deliver(List<Receiver> receivers, int events) throws Exception {
        var before = calls(receivers);
        var begin = System.nanoTime();
        announce(events);
        awaitCalls(receivers, before + (long) events * receivers.size());
        return (double) events * receivers.size() * 1e9 / (System.nanoTime() - begin);
    }

    private void announce(int events) {
        try (var producer = producer()) {
            for (var i = 0; i < events; i++) {
                producer.send(alert(UUID.randomUUID(), UUID.randomUUID(), VILLAGE));
            }
        }
    }

    private static void awaitCalls(List<Receiver> receivers, long wanted) throws InterruptedException {
        var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(20);
        while (calls(receivers) < wanted) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("not all deliveries came");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /**
     * Kills the service at random in the middle of many deliveries; none may be lost, none may have two keys. A kill comes
     * some time after it has begun to deliver again, so each of them finds something to kill.
     */
    void replay() throws Exception {
        var endpoints = 10;
        var events = bench.option("rows", 200_000) / endpoints;
        var kills = bench.option("kills", 20);
        var receivers = new ArrayList<Receiver>();
        for (var i = 0; i < endpoints; i++) {
            var receiver = new Receiver(true);
            receivers.add(receiver);
            register(receiver.url());
        }
        var expected = (long) events * endpoints;
        var begin = System.nanoTime();
        announce(events);
        var end = begin + TimeUnit.MINUTES.toNanos(60);
        var killed = 0;
        while (killed < kills) {
            var before = calls(receivers);
            while (calls(receivers) == before && delivered(receivers) < expected && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(50, 3000));
            if (delivered(receivers) == expected) {
                break;
            }
            stack.kill("notification");
            killed++;
            stack.restart("notification");
        }
        while (delivered(receivers) < expected && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        var lost = expected - delivered(receivers);
        var doubled = receivers.stream().mapToLong(r -> r.contradictions.size()).sum();
        bench.report(
                "notification-replay",
                "deliveries",
                "events",
                (double) expected,
                Map.of("kills", killed, "seconds", (System.nanoTime() - begin) / 1_000_000_000));
        bench.report("notification-replay", "lost", "events", lost, Map.of("goal", 0));
        bench.report("notification-replay", "doubled at the key", "events", doubled, Map.of("goal", 0));
        bench.report(
                "notification-replay",
                "repeated under the same key",
                "calls",
                (double) calls(receivers) - delivered(receivers),
                Map.of());
        receivers.forEach(Receiver::close);
    }

    private static long calls(List<Receiver> receivers) {
        return receivers.stream().mapToLong(r -> r.calls.sum()).sum();
    }

    /** Events that arrived, each once for each receiver. */
    private static long delivered(List<Receiver> receivers) {
        return receivers.stream().mapToLong(r -> r.keyOfEvent.size()).sum();
    }

    private void register(String address) throws Exception {
        send(
                "county",
                "POST",
                "/webhook-endpoints",
                "{\"url\":\"" + address + "\",\"types\":[\"risk-alert-raised\"],\"region\":\"" + COUNTY + "\"}");
    }

    private KafkaProducer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "acks", "all", "linger.ms", 2),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static ProducerRecord<String, byte[]> alert(UUID id, UUID household, String region) {
        var data = """
                {"alertId":"%s","householdId":"%s","householdNumber":"330523104201000017","region":"%s",
                "reasons":[{"code":"INCOME_BELOW_LINE","figures":{"perCapita":"6812.50","line":"7300.00"}}]}""".formatted(id, household, region);
        var record = new ProducerRecord<>(
                "jiedui.household.risk-alert", id.toString(), data.getBytes(StandardCharsets.UTF_8));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id.toString(),
                        "ce_source",
                        "/jiedui/household",
                        "ce_type",
                        "org.jiedui.household.risk-alert-raised.v1",
                        "ce_time",
                        Instant.now().truncatedTo(ChronoUnit.MICROS).toString(),
                        "ce_region",
                        region)
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.US_ASCII)));
        return record;
    }

    private JsonNode send(String user, String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Authorization", "Bearer " + stack.tokens().of(user))
                .header("If-Match", "*")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() >= 300) {
            throw new IllegalStateException("status " + answer.statusCode() + " of " + path + ": "
                    + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return JSON.readTree(answer.body());
    }

    private Connection connect() throws SQLException {
        var separator = schema.url().contains("?") ? "&" : "?";
        var connection = DriverManager.getConnection(
                schema.url() + separator + "rewriteBatchedStatements=true", schema.user(), schema.password());
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(false);
        return connection;
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
