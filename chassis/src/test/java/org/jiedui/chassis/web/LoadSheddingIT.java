package org.jiedui.chassis.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.testing.Tokens;
import org.jiedui.chassis.time.Ids;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class LoadSheddingIT {
    private static final int MOST = 60;
    private static final String SHED = "Too many requests are under way; try again soon";

    @Inject
    DataSource database;

    private final String token = Tokens.of("county-officer").sign();

    private RequestSpecification officer() {
        return given().header("Authorization", "Bearer " + token).header("Accept-Language", "en");
    }

    @Test
    void refusesAtOnceAndAnswersAgain_whenMoreComeThanAreLetIn() throws Exception {
        String id = officer()
                .contentType("application/json")
                .body("{\"title\":\"t\",\"region\":\"330523\"}")
                .post("/api/v1/notes")
                .path("id");
        var storm = new AtomicBoolean(true);
        var senders = Executors.newFixedThreadPool(MOST + 4);
        try (var connection = database.getConnection()) {
            // whoever changes the note waits for this
            connection.setAutoCommit(false);
            lock(connection, id);
            for (var i = 0; i < MOST + 4; i++) {
                senders.submit(() -> {
                    while (storm.get()) {
                        officer()
                                .contentType("application/merge-patch+json")
                                .header("If-Match", "\"0\"")
                                .body("{\"title\":\"u\"}")
                                .patch("/api/v1/notes/" + id);
                    }
                });
            }
            var answer = officer().get("/api/v1/notes/" + id);
            // until the storm is inside, a reading is answered, or refused for want of a connection
            for (var end = Instant.now().plusSeconds(90);
                    !SHED.equals(answer.path("detail")) && Instant.now().isBefore(end); ) {
                answer = officer().get("/api/v1/notes/" + id);
            }
            answer.then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", "1")
                    .header("Content-Language", "en")
                    .body("code", equalTo("UNAVAILABLE"))
                    .body("detail", equalTo(SHED))
                    .body("traceId", matchesPattern("[0-9a-f]{32}"));
            given().get("/q/health/live").then().statusCode(200);
            storm.set(false);
            connection.rollback();
        }
        senders.shutdown();
        assertThat(senders.awaitTermination(90, TimeUnit.SECONDS)).isTrue();
        officer().get("/api/v1/notes/" + id).then().statusCode(200);
    }

    @Test
    void forgetsNobody_whenBodiesAreTooLarge() throws Exception {
        for (var i = 0; i < MOST + 4; i++) {
            try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
                socket.setSoTimeout(60_000);
                socket.getOutputStream()
                        .write(("POST /api/v1/notes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                                        + "Content-Length: 3000000\r\n\r\n{")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 413");
            }
        }
        officer().get("/api/v1/notes").then().statusCode(200);
    }

    private static void lock(Connection connection, String id) throws Exception {
        try (var select = connection.prepareStatement("SELECT id FROM note WHERE id = ? FOR UPDATE")) {
            select.setBytes(1, Ids.bytes(UUID.fromString(id)));
            assertThat(select.executeQuery().next()).isTrue();
        }
    }
}
