package org.jiedui.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jiedui.gateway.world.Client.codeOf;
import static org.jiedui.gateway.world.Client.send;
import static org.jiedui.gateway.world.World.until;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jiedui.gateway.world.Client;
import org.jiedui.gateway.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(World.class)
@Tag("GW-01")
class PipeIT {
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
    }

    @Test
    void requestArrivesAsSent_whenItIsRouted() {
        var answer = send(client.to("odd/echo?a=1&b=%E5%AE%89%26", token)
                .header("Idempotency-Key", "k-1")
                .header("If-Match", "\"3\"")
                .header("If-None-Match", "W/\"4\"")
                .header("Accept-Language", "en")
                .header("X-Custom", "kept")
                .method("PATCH", BodyPublishers.ofString("{\"a\":1}")));

        JsonObject seen = new JsonObject(answer.body());
        JsonObject headers = seen.getJsonObject("headers");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(seen.getString("method")).isEqualTo("PATCH");
        assertThat(seen.getString("uri")).isEqualTo("/api/v1/odd/echo?a=1&b=%E5%AE%89%26");
        assertThat(seen.getString("body")).isEqualTo("{\"a\":1}");
        assertThat(headers.getString("authorization")).isEqualTo("Bearer " + token);
        assertThat(headers.getString("idempotency-key")).isEqualTo("k-1");
        assertThat(headers.getString("if-match")).isEqualTo("\"3\"");
        assertThat(headers.getString("if-none-match")).isEqualTo("W/\"4\"");
        assertThat(headers.getString("accept-language")).isEqualTo("en");
        assertThat(headers.getString("x-custom")).isEqualTo("kept");
        assertThat(headers.getString("host")).isEqualTo("127.0.0.1:" + world.odd.port());
    }

    @Test
    void originIsWhatTheGatewaySees_whateverTheCallerClaims() {
        var answer = send(client.to("odd/echo", token)
                .header("X-Forwarded-For", "6.6.6.6")
                .header("X-Forwarded-Host", "evil.example")
                .header("Forwarded", "for=6.6.6.6")
                .header("X-Real-IP", "6.6.6.6")
                .header("X-HTTP-Method-Override", "DELETE"));

        JsonObject headers = new JsonObject(answer.body()).getJsonObject("headers");
        String own = "127.0.0.1:" + address.getPort();
        assertThat(headers.getString("x-forwarded-for")).isEqualTo("127.0.0.1");
        assertThat(headers.getString("x-forwarded-proto")).isEqualTo("http");
        assertThat(headers.getString("x-forwarded-host")).isEqualTo(own);
        assertThat(headers.getString("forwarded")).isEqualTo("for=127.0.0.1;proto=http;host=\"" + own + "\"");
        assertThat(headers.fieldNames()).doesNotContain("x-real-ip", "x-http-method-override");
    }

    @Test
    void headersOfOneHopStay_inBothDirections() throws IOException {
        String request =
                "GET /api/v1/odd/echo HTTP/1.1\r\nHost: gw\r\nConnection: close, X-Hop, Authorization\r\nX-Hop: 1\r\n"
                        + "TE: trailers\r\nUpgrade: websocket\r\nProxy-Authorization: Basic eA==\r\nKeep-Alive: 5\r\n"
                        + "Authorization: Bearer " + token + "\r\n\r\n";

        String echoed = client.exchange(request);
        HttpResponse<String> answer = send(client.to("odd/hops", token));

        assertThat(echoed)
                .contains("\"authorization\"")
                .doesNotContain("x-hop", "proxy-authorization", "\"te\"", "\"upgrade\"");
        assertThat(answer.headers().map())
                .containsKey("X-Public")
                .doesNotContainKeys("X-Private", "Keep-Alive", "Proxy-Authenticate");
    }

    @Test
    void nothingOfAServiceButItsPrefixesIsReachable_whateverThePath() throws IOException {
        int before = world.odd.seen("metrics") + world.odd.seen("openapi") + world.odd.seen("ready");
        for (String path : List.of(
                "/api/v1/q/metrics",
                "/api/v1/odd/../../../q/metrics",
                "/api/v1/odd/%2e%2e/%2e%2e/q/metrics",
                "/api/v1/odd/..%2f..%2f..%2fq/metrics",
                "/api/v1/odd/..;/..;/..;/q/metrics",
                "//q/metrics",
                "/api/v1//q/metrics",
                "/api/v1/odd\\..\\..\\q\\metrics",
                "http://127.0.0.1:" + world.odd.port() + "/q/metrics",
                "/api/v1/openapi/../../../q/openapi")) {
            String answer = client.exchange("GET " + path
                    + " HTTP/1.1\r\nHost: gw\r\nConnection: close\r\nAuthorization: Bearer " + token + "\r\n\r\n");
            assertThat(answer).as(path).startsWith("HTTP/1.1 ").doesNotContain("\r\n\r\nmetrics");
        }
        assertThat(world.odd.seen("metrics") + world.odd.seen("openapi") + world.odd.seen("ready"))
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/odd//echo",
                "/api/v1/odd/a%2fb",
                "/api/v1/odd/%2e%2e/x",
                "/api/v1/odd/a;b",
                "/api/v1/odd/%zz",
                "/api/v1/odd/a|b"
            })
    void ambiguousPathIsAProblem(String path) throws IOException {
        String answer = client.exchange("GET " + path
                + " HTTP/1.1\r\nHost: gw\r\nConnection: close\r\nAuthorization: Bearer " + token + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json", "MALFORMED_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/odd/echo HTTP/1.1\r\n%s\r\n",
                "GET /api/v1/odd/echo HTTP/1.1\r\nHost: gw\r\nHost: elsewhere\r\n%s\r\n",
                "GET /api/v1/odd/echo?a=%%zz HTTP/1.1\r\nHost: gw\r\n%s\r\n",
                "GET /api/v1/odd/echo?a=%%4 HTTP/1.1\r\nHost: gw\r\n%s\r\n"
            })
    void requestIsAProblem_whenItsHostOrQueryCannotBeUnderstood(String request) throws IOException {
        String answer =
                client.exchange(request.formatted("Connection: close\r\nAuthorization: Bearer " + token + "\r\n"));

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("application/problem+json", "MALFORMED_REQUEST");
    }

    @Test
    void unknownPathIsAProblem() {
        var answer = send(client.to("nowhere/7", token).header("Accept-Language", "en"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(codeOf(answer)).isEqualTo("NOT_FOUND");
        assertThat(new JsonObject(answer.body()))
                .contains(
                        java.util.Map.entry("type", "urn:jiedui:problem:not-found"),
                        java.util.Map.entry("status", 404),
                        java.util.Map.entry("instance", "/api/v1/nowhere/7"));
        assertThat(codeOf(send(client.toRoot("/nowhere")))).isEqualTo("NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /api/v1/odd/echo HTTP/1.1\r\nHost: gw\r\n%sContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/v1/odd/smuggled HTTP/1.1\r\nHost: gw\r\n\r\n",
                "POST /api/v1/odd/echo HTTP/1.1\r\nHost: gw\r\n%sContent-Length: 0\r\nContent-Length: 44\r\n\r\nGET /api/v1/odd/smuggled HTTP/1.1\r\nHost: gw\r\n\r\n",
                "POST /api/v1/odd/echo HTTP/1.1\r\nHost: gw\r\n%sTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\nGET /api/v1/odd/smuggled HTTP/1.1\r\nHost: gw\r\n\r\n",
                "POST /api/v1/odd/echo HTTP/1.1\r\nHost: gw\r\n%sTransfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\nGET /api/v1/odd/smuggled HTTP/1.1\r\nHost: gw\r\n\r\n",
                "POST /api/v1/odd/echo HTTP/1.1\r\nHost: gw\r\n%sTransfer-Encoding : chunked\r\n\r\n0\r\n\r\nGET /api/v1/odd/smuggled HTTP/1.1\r\nHost: gw\r\n\r\n",
                "POST /api/v1/odd/echo HTTP/1.1\r\nHost: gw\r\n%sContent-Length: +44\r\n\r\nGET /api/v1/odd/smuggled HTTP/1.1\r\nHost: gw\r\n\r\n",
                "GET /api/v1/odd/echo HTTP/1.1\r\nHost: gw\r\n%sX: a\rb\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/v1/odd/smuggled HTTP/1.1\r\nHost: gw\r\n\r\n"
            })
    void noSecondRequestReachesAService_whenTheFramingIsAmbiguous(String attack) throws IOException {
        int before = world.odd.seen("smuggled");

        client.exchange(attack.formatted("Authorization: Bearer " + token + "\r\n"));

        // Without a token of its own, a second request cannot get through unless it was smuggled within the first.
        assertThat(world.odd.seen("smuggled")).isEqualTo(before);
    }

    @Test
    void connectionStaysUsable_whenAnswersHaveNoBody() throws IOException {
        String head = " HTTP/1.1\r\nHost: gw\r\nAuthorization: Bearer " + token + "\r\n\r\n";
        String answers = client.exchange("GET /api/v1/odd/nothing" + head + "GET /api/v1/odd/same" + head
                + "HEAD /api/v1/odd/json" + head + "GET /api/v1/odd/last" + head);

        assertThat(answers)
                .contains("HTTP/1.1 204", "HTTP/1.1 304", "ETag: \"9\"", "HTTP/1.1 200", "ETag: \"7\"")
                .endsWith("last");
        assertThat(answers.split("HTTP/1.1 ", -1)).hasSize(5);
        assertThat(answers.toLowerCase(java.util.Locale.ROOT)).contains("content-length: 12011");
    }

    @Test
    void answerIsTheRightOne_whenAHundredAskAtOnce() {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int n = 0; n < 100; n++) {
            answers.add(Client.sendAsync(client.to("odd/slow?ms=300&n=" + n, token)));
        }
        for (int n = 0; n < 100; n++) {
            assertThat(answers.get(n).join().body()).isEqualTo("slow " + n);
        }
    }

    @Test
    void bodiesPassWhole_whenTheyAreLarge() {
        long bytes = 200L << 20;

        long downloaded = send(client.to("odd/huge?bytes=" + bytes, token), countingBytes())
                .body();
        var uploaded = send(client.to("odd/big/upload", token)
                .POST(BodyPublishers.ofByteArrays(() -> java.util.stream.Stream.generate(() -> new byte[1 << 20])
                        .limit(200)
                        .iterator())));

        assertThat(downloaded).isEqualTo(bytes);
        assertThat(uploaded.body()).isEqualTo(Long.toString(bytes));
    }

    @Test
    void serviceIsHeldBack_whenTheCallerReadsSlowly() throws IOException {
        long before = world.odd.written.get();
        try (Socket socket = client.connect()) {
            socket.setReceiveBufferSize(64 * 1024);
            get(socket, "/api/v1/odd/huge?bytes=500000000");
            socket.getInputStream().read();
            long[] last = {-1};
            long[] since = {System.nanoTime()};
            until("the service has stopped writing", () -> {
                long now = world.odd.written.get();
                if (now != last[0]) {
                    last[0] = now;
                    since[0] = System.nanoTime();
                }
                return System.nanoTime() - since[0] > 500_000_000L;
            });
            // What the sockets' buffers between service and caller hold, and nothing of its own.
            assertThat(world.odd.written.get() - before).isLessThan(40L << 20);
        }
    }

    @Test
    void callerIsHeldBack_andServiceFreed_whenTheUploadBreaksOff() throws IOException {
        int abandoned = world.odd.abandoned.get();
        long before = world.odd.seen("upload");
        try (Socket socket = client.connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("POST /api/v1/odd/big/upload HTTP/1.1\r\nHost: gw\r\nContent-Length: 100000\r\nAuthorization: Bearer "
                                    + token + "\r\n\r\nbeginning")
                            .getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            until("the upload has begun", () -> world.odd.seen("upload") > before);
        }
        until("the service knows that the caller has gone", () -> world.odd.abandoned.get() > abandoned);
    }

    @Test
    void serviceIsFreed_whenTheCallerDoesNotWaitForTheAnswer() throws IOException {
        int abandoned = world.odd.abandoned.get();
        int asked = world.odd.seen("never");
        try (Socket socket = client.connect()) {
            get(socket, "/api/v1/odd/never");
            until("the service was asked", () -> world.odd.seen("never") > asked);
        }
        until("the service knows that the caller has gone", () -> world.odd.abandoned.get() > abandoned);
    }

    @Test
    void eventsArriveOneByOne_andTheServiceIsFreedWhenTheCallerLeaves() throws IOException {
        int abandoned = world.odd.abandoned.get();
        try (Socket socket = client.connect()) {
            get(socket, "/api/v1/odd/events");
            StringBuilder text = new StringBuilder();
            InputStream in = socket.getInputStream();
            long started = System.nanoTime();
            while (text.indexOf("data: 2") < 0) {
                int read = in.read();
                assertThat(read).isNotNegative();
                text.append((char) read);
            }
            assertThat(System.nanoTime() - started).isLessThan(30_000_000_000L);
            assertThat(text).contains("text/event-stream").doesNotContainIgnoringCase("content-encoding: gzip");
        }
        until("the service knows that the caller has gone", () -> world.odd.abandoned.get() > abandoned);
    }

    @Test
    void streamOutlivesTheAnswerTimeout() throws IOException {
        try (Socket socket = client.connect()) {
            get(socket, "/api/v1/odd/events");
            StringBuilder text = new StringBuilder();
            while (text.indexOf("data: 40") < 0) { // four seconds; answers may take three
                text.append((char) socket.getInputStream().read());
            }
            assertThat(text).contains("data: 40");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"odd/cut", "odd/cut-chunked"})
    void callerSeesThatTheAnswerIsNotWhole_whenTheServiceBreaksOff(String path) {
        assertThatThrownBy(() -> send(client.to(path, token))).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void earlyAnswerArrives_whenTheServiceDoesNotWaitForTheBody() {
        var answer = send(client.to("odd/big/early", token).POST(BodyPublishers.ofByteArray(new byte[4 << 20])));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).isEqualTo("no, thanks");
    }

    @Test
    void bodyIsAskedForOnlyAfterTheChecks_whenTheCallerExpectsSo() throws IOException {
        try (Socket socket = client.connect()) {
            socket.getOutputStream()
                    .write(
                            ("POST /api/v1/odd/echo HTTP/1.1\r\nHost: gw\r\nContent-Length: 5\r\nExpect: 100-continue\r\nAuthorization: Bearer "
                                            + token + "\r\n\r\n")
                                    .getBytes(StandardCharsets.ISO_8859_1));
            byte[] interim = socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
            assertThat(new String(interim, StandardCharsets.ISO_8859_1)).startsWith("HTTP/1.1 100 ");
            socket.getOutputStream().write("hello".getBytes(StandardCharsets.ISO_8859_1));
            byte[] begin = socket.getInputStream().readNBytes(15);
            assertThat(new String(begin, StandardCharsets.ISO_8859_1)).isEqualTo("HTTP/1.1 200 OK");
        }
        String refused = client.exchange(
                "POST /api/v1/odd/echo HTTP/1.1\r\nHost: gw\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n");
        assertThat(refused).startsWith("HTTP/1.1 401 ");
    }

    @Test
    void locationLosesTheServicesAddress() {
        var answer = send(client.to("odd/created", token).POST(BodyPublishers.noBody()));

        assertThat(answer.headers().firstValue("Location")).contains("/api/v1/odd/7");
    }

    @Test
    @Tag("GW-07")
    void jsonIsCompressedAndItsTagUntouched_whenTheCallerCan() {
        var plain = send(client.to("odd/json", token));
        var packed = send(client.to("odd/json", token).header("Accept-Encoding", "gzip"), BodyHandlers.ofByteArray());

        assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(packed.headers().firstValue("Vary")).contains("accept-encoding");
        assertThat(packed.headers().firstValue("ETag")).contains("\"7\"");
        assertThat(packed.body().length).isLessThan(1_000);
        assertThat(gunzipped(packed.body())).isEqualTo(plain.body());
    }

    @Test
    @Tag("GW-07")
    void browserOfANamedOriginMayCall_othersMayNot() {
        var preflight = send(client.to("odd/echo")
                .header("Origin", "https://app.example.cn")
                .header("Access-Control-Request-Method", "PATCH")
                .header("Access-Control-Request-Headers", "authorization,if-match")
                .method("OPTIONS", BodyPublishers.noBody()));
        var called = send(client.to("odd/echo", token).header("Origin", "https://app.example.cn"));
        var foreign = send(client.to("odd/echo", token).header("Origin", "https://evil.example"));

        assertThat(preflight.statusCode()).isEqualTo(200);
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .contains("https://app.example.cn");
        assertThat(preflight
                        .headers()
                        .firstValue("Access-Control-Allow-Methods")
                        .orElse(""))
                .contains("PATCH");
        assertThat(called.headers().firstValue("Access-Control-Expose-Headers").orElse(""))
                .contains("ETag");
        assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    private void get(Socket socket, String path) throws IOException {
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: gw\r\nAccept-Encoding: gzip\r\nAuthorization: Bearer "
                                + token + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    private static HttpResponse.BodyHandler<Long> countingBytes() {
        return info -> HttpResponse.BodySubscribers.mapping(HttpResponse.BodySubscribers.ofInputStream(), in -> {
            try (in) {
                return in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String gunzipped(byte[] bytes) {
        try (var in = new java.util.zip.GZIPInputStream(new java.io.ByteArrayInputStream(bytes))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
