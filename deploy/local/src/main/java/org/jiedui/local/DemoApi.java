package org.jiedui.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The public API as a client sees it: through the gateway, as one of the demonstration users. Safe for many threads. */
final class DemoApi {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int TOO_MANY_REQUESTS = 429;

    private final String base;
    private final Tokens tokens;
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    DemoApi(String gatewayUrl, Tokens tokens) {
        this.base = gatewayUrl;
        this.tokens = tokens;
    }

    /**
     * An answer with success.
     *
     * @param body JSON, or a missing node
     * @param etag null when there is none
     * @param location null when there is none
     */
    record Answer(JsonNode body, String etag, String location) {

        String id() {
            return body.path("id").asText();
        }
    }

    Answer get(String user, String path) {
        return require(send(user, "GET", path, null, null, null, null), "GET " + path);
    }

    /** Reads something of which another service may not have heard yet: tried again while it is unknown. */
    Answer getOnceVisible(String user, String path) {
        return onceVisible(() -> send(user, "GET", path, null, null, null, null), "GET " + path);
    }

    /** Creates something; sent again with the same key it changes nothing. Empty when it is there already. */
    Optional<Answer> create(String user, String path, String key, Object body) {
        HttpResponse<String> response = send(user, "POST", path, "application/json", text(body), key, null);
        return response.statusCode() == CONFLICT ? Optional.empty() : Optional.of(require(response, "POST " + path));
    }

    /**
     * Creates something that stands on what another service may not have heard of yet: tried again while it is unknown.
     */
    Answer createOnceVisible(String user, String path, String key, Object body) {
        return onceVisible(() -> send(user, "POST", path, "application/json", text(body), key, null), "POST " + path);
    }

    private Answer onceVisible(Supplier<HttpResponse<String>> call, String what) {
        Deadline deadline = Deadline.in(PATIENCE);
        HttpResponse<String> response = call.get();
        while (response.statusCode() == NOT_FOUND && !deadline.passed()) {
            Deadline.pause();
            response = call.get();
        }
        return require(response, what);
    }

    /** Sends a file. */
    Answer upload(String user, String path, String key, String contentType, String content) {
        return require(send(user, "POST", path, contentType, content, key, null), "POST " + path);
    }

    /** Takes a decision on a resource whose tag is known; the body may be null. */
    Answer decide(String user, String path, String key, String etag, Object body) {
        HttpResponse<String> response = body == null
                ? send(user, "POST", path, null, null, key, etag)
                : send(user, "POST", path, "application/json", text(body), key, etag);
        return require(response, "POST " + path);
    }

    private HttpResponse<String> send(
            String user, String method, String path, String contentType, String body, String key, String etag) {
        Deadline deadline = Deadline.in(PATIENCE);
        while (true) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(path.startsWith("http") ? path : base + path))
                    .timeout(Duration.ofSeconds(60))
                    .header("Authorization", "Bearer " + tokens.of(user))
                    .method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(body));
            if (contentType != null) {
                request.header("Content-Type", contentType);
            }
            if (key != null) {
                request.header("Idempotency-Key", key);
            }
            if (etag != null) {
                request.header("If-Match", etag);
            }
            try {
                HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                if ((response.statusCode() != TOO_MANY_REQUESTS && response.statusCode() < 502) || deadline.passed()) {
                    return response;
                }
            } catch (IOException e) {
                if (deadline.passed()) {
                    throw new StackFailure("The gateway does not answer (" + e.getMessage() + ").", e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StackFailure("Interrupted while the demonstration data were made.", e);
            }
            Deadline.pause();
        }
    }

    private Answer require(HttpResponse<String> response, String what) {
        if (response.statusCode() >= 300) {
            throw new StackFailure("The demonstration data could not be made: " + what + " was answered with "
                    + response.statusCode() + " " + response.body());
        }
        try {
            return new Answer(
                    json.readTree(response.body()),
                    response.headers().firstValue("ETag").orElse(null),
                    response.headers().firstValue("Location").orElse(null));
        } catch (JsonProcessingException e) {
            throw new StackFailure("The answer to " + what + " is not JSON.", e);
        }
    }

    private String text(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new StackFailure("A request could not be written.", e);
        }
    }
}
