package org.jiedui.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.gateway.world.World.await;
import static org.jiedui.gateway.world.World.until;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jiedui.gateway.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(World.class)
@Tag("GW-07")
class Http2IT {
    @TestHTTPResource("/")
    URI address;

    @Inject
    Vertx vertx;

    World world;
    private HttpClient http2;
    private String token;

    @BeforeEach
    void open() {
        world.odd.up();
        token = world.provider.token("app", "u-1");
        http2 = vertx.createHttpClient(new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setDefaultHost("127.0.0.1")
                .setDefaultPort(address.getPort()));
    }

    @AfterEach
    void close() {
        await(http2.close());
    }

    @Test
    void manyRequestsShareAConnection_andBodiesOfUnknownLengthPass() {
        List<Future<Buffer>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String body = "body " + i;
            answers.add(request(HttpMethod.POST, "/api/v1/odd/echo")
                    .compose(request -> request.setChunked(true).send(Buffer.buffer(body)))
                    .compose(answer -> answer.body()));
        }
        for (int i = 0; i < 50; i++) {
            assertThat(new JsonObject(await(answers.get(i))).getString("body")).isEqualTo("body " + i);
        }
    }

    @Test
    void getWithoutBodyStaysWithoutBody() {
        Buffer body = await(request(HttpMethod.GET, "/api/v1/odd/echo")
                .compose(HttpClientRequest::send)
                .compose(answer -> answer.body()));
        JsonObject seen = new JsonObject(body);

        assertThat(seen.getString("body")).isEmpty();
        assertThat(seen.getJsonObject("headers").fieldNames()).doesNotContain("transfer-encoding", "content-length");
    }

    @Test
    void refusalIsAProblem_whenTheTokenIsMissing() {
        var answer = await(http2.request(HttpMethod.GET, "/api/v1/odd/echo").compose(HttpClientRequest::send));

        assertThat(answer.version()).isEqualTo(HttpVersion.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.getHeader("content-type")).isEqualTo("application/problem+json");
    }

    @Test
    void serviceIsFreed_whenTheCallerResetsTheStream() {
        int abandoned = world.odd.abandoned.get();
        HttpClientRequest request = await(request(HttpMethod.GET, "/api/v1/odd/events"));
        await(request.send());
        request.reset();

        until("the service knows that the caller has gone", () -> world.odd.abandoned.get() > abandoned);
    }

    @Test
    void answerIsReset_whenTheServiceBreaksOff() {
        Future<Buffer> body = request(HttpMethod.GET, "/api/v1/odd/cut")
                .compose(HttpClientRequest::send)
                .compose(answer -> answer.body());

        until("the answer has failed", body::isComplete);
        assertThat(body.failed()).isTrue();
    }

    private Future<HttpClientRequest> request(HttpMethod method, String path) {
        return http2.request(method, path).map(request -> request.putHeader("Authorization", "Bearer " + token));
    }
}
