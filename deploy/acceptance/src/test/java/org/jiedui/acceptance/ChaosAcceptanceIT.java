package org.jiedui.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.acceptance.RunningSystem.as;
import static org.jiedui.acceptance.RunningSystem.eventually;
import static org.jiedui.acceptance.RunningSystem.stack;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every part is killed in the middle of a light load and started again: what was acknowledged is there, once. */
class ChaosAcceptanceIT {
    @Test
    @Tag("OP-09")
    @Tag("NO-05")
    void losesNothingAndDoublesNothing_whenEachPartIsKilledUnderLoad() throws Exception {
        County.ready();
        var acknowledged = new ConcurrentHashMap<String, String>();
        var running = new AtomicBoolean(true);
        var writers = Executors.newFixedThreadPool(2);
        for (var writer = 0; writer < 2; writer++) {
            var samples = new Samples(200_000 + 100_000 * writer);
            writers.submit(() -> {
                while (running.get()) {
                    var key = UUID.randomUUID().toString();
                    acknowledged.put(key, register(key, samples.poorHousehold(County.VILLAGE)));
                }
                return null;
            });
        }
        for (var part : List.of("household", "kafka", "pairing", "mysql", "notification", "evaluation", "gateway")) {
            var before = acknowledged.size();
            stack().kill(part);
            stack().restart(part);
            eventually(
                    "work goes on after " + part + " was killed", () -> acknowledged.size() > before + 3 ? true : null);
        }
        running.set(false);
        writers.shutdown();
        assertThat(writers.awaitTermination(RunningSystem.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();

        assertThat(acknowledged.values()).doesNotHaveDuplicates().hasSizeGreaterThan(25);
        for (var id : acknowledged.values()) {
            as("clerk").get("/api/v1/households/" + id).expect(200);
            eventually(
                    "pairing knows household " + id,
                    () -> as("county")
                                            .get("/api/v1/pairings/candidates?household=" + id)
                                            .status()
                                    == 200
                            ? true
                            : null);
        }
        var alerts = new HashMap<String, Integer>();
        for (var alert : all("/api/v1/risk-alerts?region=" + County.VILLAGE + "&limit=200")) {
            alerts.merge(alert.path("householdId").asText(), 1, Integer::sum);
        }
        var told = eventually("everybody was told of every alert", () -> {
            var messages = new HashMap<String, Integer>();
            for (var message : all("/api/v1/inbox?limit=200")) {
                if (message.path("type").asText().contains("risk-alert-raised")) {
                    messages.merge(message.path("data").path("householdId").asText(), 1, Integer::sum);
                }
            }
            return messages.keySet().containsAll(acknowledged.values()) ? messages : null;
        });
        for (var id : acknowledged.values()) {
            assertThat(alerts.get(id)).as("alerts of %s", id).isEqualTo(1);
            assertThat(told.get(id)).as("messages about %s", id).isEqualTo(1);
        }
    }

    /** Repeats with the same key until it is acknowledged, as a phone with a bad network does. */
    private static String register(String key, String household) {
        return eventually("the household is acknowledged", () -> {
            try {
                var answer = as("clerk").post("/api/v1/households", household, key);
                if (answer.status() == 201) {
                    return answer.id();
                }
                assertThat(answer.status()).as(answer.raw().body()).isIn(409, 429, 502, 503, 504);
                return null;
            } catch (UncheckedIOException gatewayAway) {
                return null;
            }
        });
    }

    private static List<com.fasterxml.jackson.databind.JsonNode> all(String path) {
        var items = new ArrayList<com.fasterxml.jackson.databind.JsonNode>();
        var cursor = "";
        do {
            var page = as("clerk").get(path + "&cursor=" + cursor).expect(200).body();
            page.path("items").forEach(items::add);
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty() && !cursor.equals("null"));
        return items;
    }
}
