package org.jiedui.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.jiedui.local.Stack;

/** Calls of the pairing service by a county's office. */
final class PairingCalls {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stack stack;
    private final String url;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    PairingCalls(Stack stack) {
        this.stack = stack;
        this.url = stack.serviceUrl("pairing") + "/api/v1";
    }

    /** The answer's body; ends the benchmark when the status is not the expected one. */
    JsonNode send(String method, String path, String body, int expected) throws Exception {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(url + path))
                        .header("Authorization", "Bearer " + stack.tokens().of("county"))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != expected) {
            throw new IllegalStateException("status " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body());
    }
}
