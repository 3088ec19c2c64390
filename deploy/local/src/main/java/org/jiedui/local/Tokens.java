package org.jiedui.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Access tokens of the demonstration users, kept until a minute before they expire. Safe for use by many threads. */
public final class Tokens {

    /** The password of all demonstration users, and the secret of the client {@code provincial-platform}. */
    public static final String DEMO_PASSWORD = "jiedui-demo";

    private static final String PLATFORM = "provincial-platform";
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final String realmUrl;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final JsonMapper json = JsonMapper.builder().build();
    private final Map<String, Token> known = new ConcurrentHashMap<>();

    /** @param realmUrl {@code http://…/realms/jiedui} */
    public Tokens(String realmUrl) {
        this.realmUrl = realmUrl;
    }

    /** A token of this user, or of the provincial platform's client when asked for {@code provincial-platform}. */
    public String of(String user) {
        return of(user, "");
    }

    /** The same with optional scopes, separated by blanks, e.g. {@code pii:read}. */
    public String of(String user, String scopes) {
        Token token = known.compute(
                user + " " + scopes,
                (key, held) ->
                        held != null && System.nanoTime() - held.useUntilNanos() < 0 ? held : fetch(user, scopes));
        return token.value();
    }

    private Token fetch(String user, String scopes) {
        Map<String, String> form = PLATFORM.equals(user)
                ? Map.of(
                        "grant_type", "client_credentials",
                        "client_id", PLATFORM,
                        "client_secret", DEMO_PASSWORD,
                        "scope", scopes)
                : Map.of(
                        "grant_type", "password",
                        "client_id", "jiedui-app",
                        "username", user,
                        "password", DEMO_PASSWORD,
                        "scope", scopes);
        String body = form.entrySet().stream()
                .filter(field -> !field.getValue().isEmpty())
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest request = HttpRequest.newBuilder(URI.create(realmUrl + "/protocol/openid-connect/token"))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode answer = json.readTree(response.body());
            if (response.statusCode() != 200) {
                throw new StackFailure("There is no token for " + user + ": "
                        + answer.path("error_description").asText("status " + response.statusCode()) + ".");
            }
            Duration life =
                    Duration.ofSeconds(answer.path("expires_in").asLong()).minus(MARGIN);
            return new Token(answer.path("access_token").asText(), System.nanoTime() + life.toNanos());
        } catch (IOException e) {
            throw new StackFailure("The identity provider at " + realmUrl + " does not answer; is the stack up?", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while asking for a token.", e);
        }
    }

    private record Token(String value, long useUntilNanos) {

        /** Without the token. */
        @Override
        public String toString() {
            return "Token";
        }
    }
}
