package org.jiedui.gateway.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.gateway.world.Client.send;
import static org.jiedui.gateway.world.World.until;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jiedui.gateway.world.Client;
import org.jiedui.gateway.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(World.class)
class ObservationIT {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @TestHTTPResource("/")
    URI address;

    World world;
    private Client client;
    private final List<Map<String, String>> lines = new CopyOnWriteArrayList<>();
    private final Handler reader = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(ExtLogRecord.wrap(line).getMdcCopy());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void open() {
        client = new Client(address);
        world.odd.up();
        Logger.getLogger("access").addHandler(reader);
    }

    @AfterEach
    void close() {
        Logger.getLogger("access").removeHandler(reader);
    }

    @Test
    @Tag("GW-06")
    void traceAndRequestIdGoBothWays() {
        var answer = send(client.to("odd/echo", world.provider.token("app", "u-1"))
                .header("X-Request-Id", "request-0815")
                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                .header("tracestate", "vendor=1"));

        JsonObject headers = new JsonObject(answer.body()).getJsonObject("headers");
        assertThat(headers.getString("traceparent"))
                .startsWith("00-" + TRACE + "-")
                .endsWith("-01");
        assertThat(headers.getString("tracestate")).isEqualTo("vendor=1");
        assertThat(headers.getString("x-request-id")).isEqualTo("request-0815");
        assertThat(answer.headers().allValues("X-Request-Id")).containsExactly("request-0815");
        assertThat(answer.headers().firstValue("traceresponse").orElse("")).startsWith("00-" + TRACE);
    }

    @Test
    @Tag("GW-06")
    void problemCarriesTheTraceId_andForgedIdsAreReplaced() {
        var answer = send(client.to("nowhere")
                .header("X-Request-Id", "forged\"id with spaces")
                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-00"));

        assertThat(new JsonObject(answer.body()).getString("traceId")).isEqualTo(TRACE);
        assertThat(answer.headers().firstValue("X-Request-Id")).contains(TRACE);
    }

    @Test
    @Tag("GW-06")
    void accessLogSaysWhatHappened_andNothingPersonal() {
        String token = world.provider.token("reader-app", "person-7");
        send(client.to("odd/upload?phone=13800000000", token)
                .header("X-Request-Id", "request-4711")
                .POST(BodyPublishers.ofString("secret-body")));

        until("the line is written", () -> lines.stream().anyMatch(l -> "request-4711".equals(l.get("requestId"))));
        Map<String, String> line = lines.stream()
                .filter(l -> "request-4711".equals(l.get("requestId")))
                .findFirst()
                .orElseThrow();
        assertThat(line)
                .containsEntry("method", "POST")
                .containsEntry("route", "/api/v1/odd")
                .containsEntry("service", "odd")
                .containsEntry("status", "200")
                .containsEntry("client", "reader-app")
                .containsEntry("bytesIn", "11")
                .containsEntry("bytesOut", "2")
                .containsKeys("durationMs", "traceId");
        assertThat(line.toString())
                .doesNotContain("phone", "13800000000", token, "person-7", "secret-body", "127.0.0.1");
    }

    @Test
    @Tag("GW-10")
    void usageIsCountedPerClientApplication() {
        String token = world.provider.token("counted-app", "u-1");
        for (int i = 0; i < 3; i++) {
            send(client.to("odd/echo", token));
        }
        send(client.to("nowhere", token));

        until(
                "the requests are counted",
                () -> send(client.toRoot("/q/metrics"))
                        .body()
                        .lines()
                        .anyMatch(line -> line.startsWith("gateway_client_requests_total{")
                                && line.contains("client=\"counted-app\"")
                                && line.contains("route=\"/api/v1/odd\"")
                                && line.contains("status=\"2xx\"")
                                && line.endsWith(" 3.0")));
        until(
                "the refusal is counted",
                () -> send(client.toRoot("/q/metrics")).body().contains("gateway_refusals_total{code=\"NOT_FOUND\"}"));
        assertThat(send(client.toRoot("/q/metrics")).body())
                .contains("gateway_requests_seconds_count")
                .doesNotContain("uri=");
    }
}
