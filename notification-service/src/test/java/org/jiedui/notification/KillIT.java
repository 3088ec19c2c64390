package org.jiedui.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jiedui.chassis.testing.PackagedService;
import org.jiedui.chassis.testing.Tokens;
import org.jiedui.chassis.time.Ids;
import org.jiedui.local.TestServers;
import org.jiedui.notification.audience.EventType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The packaged service as a process of its own, which is killed while it delivers. */
@Tag("NO-05")
@Tag("NO-08")
class KillIT {
    private static final int EVENTS = 150;
    private static final int KILLS = 2;
    private static final int MANY = 100 * EVENTS;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String village = Regions.village();
    private final List<Receiver> receivers = new ArrayList<>();

    /** How many calls are answered before the others have to wait, so that there is always something left to kill. */
    private volatile Semaphore answers = new Semaphore(EVENTS / 2);

    private final PackagedService service = new PackagedService(
            "kill-it",
            TestServers.schema("notification_kill"),
            "killed",
            Map.of(
                    "JIEDUI_NOTIFICATION_WEBHOOK_ALLOWED_NETWORKS",
                    "127.0.0.2/32",
                    // what a killed process held is free soon
                    "JIEDUI_NOTIFICATION_DELIVERY_LEASE",
                    "PT6S"));

    @AfterEach
    void end() {
        service.close();
        answers.release(MANY);
        receivers.forEach(Receiver::close);
    }

    @Test
    void losesNoDeliveryAndSendsNoneUnderTwoKeys_whenItIsKilledInBetween() throws Exception {
        service.start();
        for (var i = 0; i < 3; i++) {
            var receiver = new Receiver().always(this::inTurn);
            receivers.add(receiver);
            register(receiver.url());
        }
        var announced = announce();

        for (var kill = 1; kill <= KILLS; kill++) {
            var waiting = answers;
            await("deliveries", waiting::hasQueuedThreads);
            service.kill();
            answers = new Semaphore(kill < KILLS ? EVENTS / 2 : MANY);
            waiting.release(MANY);
            service.start();
        }

        await("all deliveries", () -> receivers.stream().allMatch(r -> keys(r).size() == EVENTS));
        for (var receiver : receivers) {
            assertThat(keys(receiver).keySet()).containsExactlyInAnyOrderElementsOf(announced);
            assertThat(keys(receiver).values())
                    .allSatisfy(ids -> assertThat(ids).hasSize(1));
        }
    }

    /** The keys ({@code webhook-id}) under which a receiver got each event. */
    private static Map<String, Set<String>> keys(Receiver receiver) {
        return receiver.all.stream()
                .collect(Collectors.groupingBy(
                        call -> JsonPath.from(call.body()).getString("id"),
                        Collectors.mapping(Receiver.Call::id, Collectors.toSet())));
    }

    private void inTurn(HttpExchange exchange) throws IOException {
        try {
            answers.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Receiver.status(204).answer(exchange);
    }

    private void register(String url) throws Exception {
        var county = village.substring(0, 6);
        var request = HttpRequest.newBuilder(URI.create(service.url() + "/api/v1/webhook-endpoints"))
                .header("Content-Type", "application/json")
                .header(
                        "Authorization",
                        "Bearer "
                                + Tokens.of("county-officer")
                                        .subject("k")
                                        .region(county)
                                        .sign())
                .POST(HttpRequest.BodyPublishers.ofString("{\"url\":\"%s\",\"types\":[\"%s\"],\"region\":\"%s\"}"
                        .formatted(url, EventType.RISK_ALERT_RAISED.eventName(), county)))
                .build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(201);
    }

    /** Lets the events happen; returns their ids. */
    private List<String> announce() {
        var settings = new HashMap<String, Object>(Map.of("bootstrap.servers", TestServers.kafka(), "acks", "all"));
        try (var log = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            return Stream.generate(Ids::next)
                    .limit(EVENTS)
                    .map(id -> {
                        log.send(alert(id));
                        return id.toString();
                    })
                    .toList();
        }
    }

    private ProducerRecord<String, byte[]> alert(UUID id) {
        var record = new ProducerRecord<>(
                EventType.RISK_ALERT_RAISED.topic(),
                id.toString(),
                Announcing.alertData(village, id).getBytes(StandardCharsets.UTF_8));
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id.toString(),
                        "ce_source",
                        "/jiedui/household",
                        "ce_type",
                        EventType.RISK_ALERT_RAISED.fullType(),
                        "ce_time",
                        "2026-11-21T08:30:00.000Z",
                        "ce_region",
                        village)
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.US_ASCII)));
        return record;
    }

    private static void await(String what, BooleanSupplier done) throws InterruptedException {
        var end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting for %s", what).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
