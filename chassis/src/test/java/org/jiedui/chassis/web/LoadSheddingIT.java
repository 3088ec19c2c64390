package org.jiedui.chassis.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.testing.Tokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class LoadSheddingIT {
    private static final int MOST = 60;
    private static final String SHED = "Too many requests are under way; try again soon";

    @Inject
    MeterRegistry meters;

    private final String token = Tokens.of("county-officer").sign();

    @Test
    void refusesAtOnceAndAnswersAgain_whenMoreComeThanAreLetIn() throws Exception {
        var waiting = new ArrayList<Socket>();
        try {
            var before = meters.counter("jiedui.requests.shed").count();
            for (var i = 0; i <= MOST; i++) {
                // waited for until its body is whole, which it never is; but for the last one, which is refused
                waiting.add(beginning(100));
            }
            for (var end = Instant.now().plusSeconds(90);
                    meters.counter("jiedui.requests.shed").count() == before;
                    TimeUnit.MILLISECONDS.sleep(20)) {
                assertThat(Instant.now()).as("waiting for all to be let in").isBefore(end);
            }
            list(answer -> SHED.equals(answer.path("detail")))
                    .then()
                    .statusCode(503)
                    .contentType("application/problem+json")
                    .header("Retry-After", "1")
                    .header("Content-Language", "en")
                    .body("code", equalTo("UNAVAILABLE"))
                    .body("traceId", matchesPattern("[0-9a-f]{32}"));
            given().get("/q/health/live").then().statusCode(200);
        } finally {
            for (var socket : waiting) {
                socket.close();
            }
        }
        list(answer -> answer.statusCode() == 200).then().statusCode(200);
    }

    @Test
    void forgetsNobody_whenBodiesAreTooLarge() throws Exception {
        for (var i = 0; i < MOST + 4; i++) {
            try (var socket = beginning(3_000_000)) {
                socket.setSoTimeout(60_000);
                assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 413");
            }
        }
        list(answer -> answer.statusCode() == 200).then().statusCode(200);
    }

    /** The notes, again and again until the answer is the wished one. */
    private Response list(Predicate<Response> wished) throws InterruptedException {
        for (var end = Instant.now().plusSeconds(90); ; TimeUnit.MILLISECONDS.sleep(50)) {
            var answer = given().header("Authorization", "Bearer " + token)
                    .header("Accept-Language", "en")
                    .queryParam("limit", 1)
                    .get("/api/v1/notes");
            if (wished.test(answer) || Instant.now().isAfter(end)) {
                return answer;
            }
        }
    }

    private Socket beginning(int length) throws IOException {
        var socket = new Socket("127.0.0.1", RestAssured.port);
        socket.getOutputStream()
                .write(("POST /api/v1/notes HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                                + "\r\nContent-Type: application/json\r\nContent-Length: " + length + "\r\n\r\n{")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
