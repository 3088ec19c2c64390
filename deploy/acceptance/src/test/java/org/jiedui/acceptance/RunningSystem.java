package org.jiedui.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jiedui.local.Stack;

/** The whole system, started once for all acceptance tests, seen through the gateway as its users see it. */
final class RunningSystem {
    /** Events need a moment; a loaded machine needs several. */
    static final Duration PATIENCE = Duration.ofSeconds(240);

    static final ObjectMapper JSON = new ObjectMapper();

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private static Stack stack;

    private RunningSystem() {}

    static synchronized Stack stack() {
        if (stack == null) {
            var root = Path.of(System.getProperty("jiedui.root"));
            var folder = root.resolve("deploy/acceptance/target/stack");
            empty(folder);
            stack = Stack.start(Stack.Options.forTests(root, folder)
                    .withEnvironment(Map.of(
                            "JIEDUI_HOUSEHOLD_RISK_PUBLICITY_DAYS", "0",
                            "JIEDUI_HOUSEHOLD_RISK_OBSERVATION_MONTHS", "0",
                            "JIEDUI_HOUSEHOLD_RISK_DIRECT_ELIMINATION", "true",
                            "JIEDUI_PAIRING_PUBLICITY_DAYS", "0",
                            "JIEDUI_EVALUATION_PUBLICITY_DAYS", "0",
                            "JIEDUI_NOTIFICATION_WEBHOOK_ALLOW_PRIVATE", "true",
                            "JIEDUI_GATEWAY_LIMITS_PER_SECOND", "100000",
                            "JIEDUI_GATEWAY_LIMITS_BURST", "100000")));
        }
        return stack;
    }

    private static void empty(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An answer of the system. */
    record Answer(int status, HttpResponse<String> raw) {
        JsonNode body() {
            try {
                return JSON.readTree(raw.body());
            } catch (IOException e) {
                throw new UncheckedIOException("status " + status + ": " + raw.body(), e);
            }
        }

        String header(String name) {
            return raw.headers().firstValue(name).orElse(null);
        }

        /** This answer, provided that it has the status. */
        Answer expect(int expected) {
            if (status != expected) {
                throw new AssertionError("%s %s: %d instead of %d: %s"
                        .formatted(raw.request().method(), raw.request().uri(), status, expected, raw.body()));
            }
            return this;
        }

        String id() {
            return body().path("id").asText();
        }
    }

    /** The system as one of the demonstration users sees it. */
    static User as(String name) {
        return new User(name);
    }

    record User(String name) {
        Answer get(String path) {
            return send(request(path).GET());
        }

        Answer post(String path, String json) {
            return send(request(path)
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .header("Content-Type", "application/json")
                    .POST(body(json)));
        }

        Answer post(String path, String json, String key) {
            return send(request(path)
                    .header("Idempotency-Key", key)
                    .header("Content-Type", "application/json")
                    .POST(body(json)));
        }

        Answer post(String path, String contentType, byte[] bytes) {
            return send(request(path)
                    .header("Content-Type", contentType)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(bytes)));
        }

        Answer put(String path, String ifMatch, String json) {
            var request = request(path).header("Content-Type", "application/json");
            if (ifMatch != null) {
                request.header("If-Match", ifMatch);
            }
            return send(request.PUT(body(json)));
        }

        Answer patch(String path, String ifMatch, String json) {
            return send(request(path)
                    .header("Content-Type", "application/merge-patch+json; charset=UTF-8")
                    .header("If-Match", ifMatch)
                    .method("PATCH", body(json)));
        }

        /** A decision on the resource as it is now. */
        Answer decide(String resource, String verb, String json) {
            var tag = get(resource).expect(200).header("ETag");
            return send(request(resource + "/" + verb)
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .header("Content-Type", "application/json")
                    .header("If-Match", tag)
                    .POST(body(json)));
        }

        HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(stack().gatewayUrl() + path))
                    .timeout(Duration.ofSeconds(120))
                    .header("Accept", "application/json")
                    .header("Authorization", "Bearer " + stack().tokens().of(name));
        }

        private static HttpRequest.BodyPublisher body(String json) {
            return json == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(json, StandardCharsets.UTF_8);
        }
    }

    static Answer send(HttpRequest.Builder request) {
        try {
            var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(answer.statusCode(), answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits until the supplier gives something; fails with the promise's words after the deadline. */
    static <T> T eventually(String promise, Supplier<T> look) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        AssertionError last = null;
        while (System.nanoTime() < end) {
            try {
                var found = look.get();
                if (found != null) {
                    return found;
                }
            } catch (AssertionError notYet) {
                last = notYet;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("not within " + PATIENCE + ": " + promise, last);
    }

    /** The first element of the list's items that has the value under the name, or null. */
    static JsonNode find(JsonNode list, String name, String value) {
        for (var item : list.path("items")) {
            if (item.path(name).asText().equals(value)) {
                return item;
            }
        }
        return null;
    }
}
