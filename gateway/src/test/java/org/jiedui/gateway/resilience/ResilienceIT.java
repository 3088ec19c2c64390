package org.jiedui.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.gateway.world.Client.codeOf;
import static org.jiedui.gateway.world.Client.send;
import static org.jiedui.gateway.world.World.until;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jiedui.gateway.world.Client;
import org.jiedui.gateway.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(World.class)
@Tag("GW-04")
class ResilienceIT {
    @TestHTTPResource("/")
    URI address;

    World world;
    private Client client;
    private String token;

    @BeforeEach
    void open() {
        client = new Client(address);
        token = world.provider.token("app", "u-1");
        world.odd.up();
        world.frail.up();
        world.narrow.up();
    }

    @Test
    void callerIsToldToComeBack_whenTheServiceIsNotThere() {
        for (String body : List.of("", "content")) {
            var answer = send(client.to("absent/7", token)
                    .method(body.isEmpty() ? "GET" : "POST", BodyPublishers.ofString(body)));

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(codeOf(answer)).isEqualTo("UNAVAILABLE");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void callerIsToldToComeBack_whenTheServiceTakesTooLong() {
        healthy();
        long started = System.nanoTime();
        var answer = send(client.to("odd/never", token));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(codeOf(answer)).isEqualTo("SERVICE_TIMEOUT");
        assertThat((System.nanoTime() - started) / 1_000_000).isGreaterThanOrEqualTo(2_900L);
    }

    @Test
    void callerIsToldToComeBack_whenTheServiceBreaksOffBeforeItsAnswer() {
        healthy();
        int before = world.odd.seen("reset");
        var answer = send(client.to("odd/reset", token).POST(BodyPublishers.ofString("once")));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(codeOf(answer)).isEqualTo("SERVICE_BROKE_OFF");
        assertThat(world.odd.seen("reset")).as("a POST is never sent twice").isEqualTo(before + 1);
    }

    @Test
    void getIsTriedAgain_whenAKeptConnectionTurnsOutClosed() {
        for (int i = 0; i < 6; i++) {
            assertThat(send(client.to("odd/tired", token)).body()).isEqualTo("first");
        }
    }

    @Test
    void callerIsCutOff_whenTheBodyDoesNotGoOn() throws IOException {
        try (Socket socket = client.connect()) {
            socket.getOutputStream()
                    .write(
                            ("POST /api/v1/odd/upload HTTP/1.1\r\nHost: gw\r\nContent-Length: 100\r\nAuthorization: Bearer "
                                            + token + "\r\n\r\nbeginning")
                                    .getBytes(StandardCharsets.ISO_8859_1));
            byte[] answer = socket.getInputStream().readNBytes(12);
            assertThat(new String(answer, StandardCharsets.ISO_8859_1)).isEqualTo("HTTP/1.1 408");
        }
    }

    @Test
    void circuitOpensAndCloses_withTheService() {
        world.frail.status = 200;
        assertThat(send(client.to("frail/status", token)).statusCode()).isEqualTo(200);
        world.frail.down();
        until("the circuit is open", () -> {
            HttpResponse<String> answer = send(client.to("frail/status", token));
            assertThat(answer.statusCode()).isEqualTo(503);
            return new Metrics(client).value("gateway_upstream_circuit_open{service=\"frail\"}") == 1;
        });

        world.frail.up();
        until(
                "the circuit is closed",
                () -> send(client.to("frail/status", token)).statusCode() == 200);
        assertThat(new Metrics(client).value("gateway_upstream_circuit_open{service=\"frail\"}"))
                .isZero();
    }

    @Test
    void errorsOfTheServiceItselfPassUntouched() {
        healthy();
        for (int status : new int[] {400, 404, 409, 412, 422, 428, 500}) {
            world.odd.status = status;
            var answer = send(client.to("odd/status", token));
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.body()).isEmpty();
        }
        world.odd.status = 200;
    }

    @Test
    void fullServiceRefusesAtOnce_andOthersGoOn() {
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        HttpResponse<String> refused;
        HttpResponse<String> other;
        int tries = 10;
        do {
            // again where the first were answered before the last had come, as on a slow machine
            waiting.forEach(CompletableFuture::join);
            waiting.clear();
            int before = world.narrow.seen("slow");
            for (int i = 0; i < 150; i++) {
                waiting.add(Client.sendAsync(client.to("narrow/slow?ms=2500&n=" + i, token)));
            }
            until("the service is full", () -> world.narrow.seen("slow") >= before + 150);
            refused = send(client.to("narrow/echo", token));
            other = send(client.to("odd/echo", token));
        } while (waiting.stream().anyMatch(CompletableFuture::isDone) && --tries > 0);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(codeOf(refused)).isEqualTo("SERVICE_BUSY");
        assertThat(refused.headers().firstValue("Retry-After")).contains("2");
        assertThat(other.statusCode()).isEqualTo(200);
        waiting.forEach(CompletableFuture::join);
        assertThat(send(client.to("narrow/echo", token)).statusCode()).isEqualTo(200);
    }

    /** Outweighs the failures that a test is about to cause, which must not open the circuit for the others. */
    private void healthy() {
        for (int i = 0; i < 20; i++) {
            send(client.to("odd/echo", token));
        }
    }

    private record Metrics(Client client) {
        double value(String name) {
            return send(client.toRoot("/q/metrics"))
                    .body()
                    .lines()
                    .filter(line -> line.startsWith(name))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
