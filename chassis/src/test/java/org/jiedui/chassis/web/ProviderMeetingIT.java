package org.jiedui.chassis.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.testing.Tokens;
import org.junit.jupiter.api.Test;

/** A boot of its own: only a fresh process has not met the identity provider yet. */
@QuarkusTest
@TestProfile(ProviderMeetingIT.FreshProcess.class)
class ProviderMeetingIT {
    private static final int AT_ONCE = 24;

    @Test
    void refusesWhileTheProviderIsAway_andLooksForItOnceForAllWhoComeTogether() throws Exception {
        given().header("Authorization", "Bearer " + Tokens.of("county-officer").sign())
                .header("Accept-Language", "en")
                .get("/api/v1/notes")
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .contentType("application/problem+json")
                .body("code", equalTo("UNAVAILABLE"));
        given().get("/api/v1/notes").then().statusCode(401);
        given().get("/q/health/live").then().statusCode(200);

        var looks = new AtomicInteger();
        var provider = provider(looks);
        var callers = Executors.newFixedThreadPool(AT_ONCE);
        try {
            Callable<Integer> call = () -> given().header(
                            "Authorization",
                            "Bearer " + Tokens.of("county-officer").sign())
                    .get("/api/v1/notes?limit=1")
                    .statusCode();
            for (var answer : callers.invokeAll(Collections.nCopies(AT_ONCE, call))) {
                assertThat(answer.get()).isEqualTo(200);
            }
        } finally {
            callers.shutdown();
            provider.stop(0);
        }
        assertThat(looks).hasValue(1);
    }

    private static HttpServer provider(AtomicInteger looks) throws Exception {
        var realm = ConfigProvider.getConfig().getValue("quarkus.oidc.auth-server-url", String.class);
        var server = HttpServer.create(
                new InetSocketAddress("127.0.0.1", java.net.URI.create(realm).getPort()), 100);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work);
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/.well-known/openid-configuration", http -> {
            looks.incrementAndGet();
            // the others are to come while the first one looks; what they find does not depend on it
            pause();
            answer(http, "{\"issuer\":\"%s\",\"jwks_uri\":\"%s/keys\"}".formatted(Tokens.ISSUER, realm));
        });
        var keys = keys();
        server.createContext("/keys", http -> answer(http, keys));
        server.start();
        return server;
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange http, String json) throws IOException {
        var body = json.getBytes(StandardCharsets.UTF_8);
        http.getResponseHeaders().add("Content-Type", "application/json");
        http.sendResponseHeaders(200, body.length);
        http.getResponseBody().write(body);
        http.close();
    }

    private static String keys() throws Exception {
        var key = (RSAPublicKey) KeyFactory.getInstance("RSA")
                .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(Tokens.publicKey())));
        return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"test\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                .formatted(number(key.getModulus()), number(key.getPublicExponent()));
    }

    private static String number(BigInteger value) {
        var bytes = value.toByteArray();
        var from = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
    }

    /** A boot of its own, beside a provider that comes later. */
    public static class FreshProcess implements QuarkusTestProfile {
        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(RealServers.class), new TestResourceEntry(Provider.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    /** A place at which nobody listens yet. */
    public static class Provider implements QuarkusTestResourceLifecycleManager {
        @Override
        public Map<String, String> start() {
            try (var free = new ServerSocket(0)) {
                return Map.of("quarkus.oidc.auth-server-url", "http://127.0.0.1:" + free.getLocalPort());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void stop() {
            // the test began it and ends it
        }
    }
}
