package org.jiedui.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.gateway.world.Client.codeOf;
import static org.jiedui.gateway.world.Client.send;
import static org.jiedui.gateway.world.World.until;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.jiedui.gateway.world.Client;
import org.jiedui.gateway.world.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(World.class)
class LimitsIT {
    private static final int MEBIBYTE = 1 << 20;

    @TestHTTPResource("/")
    URI address;

    World world;
    private Client client;
    private String token;

    @BeforeEach
    void open() {
        client = new Client(address);
        world.odd.up();
        token = world.provider.token("app", "u-1");
    }

    @Test
    @Tag("GW-04")
    void bodyPasses_whenItIsJustAsLargeAsAllowed() {
        var answer = send(client.to("odd/upload", token).POST(BodyPublishers.ofByteArray(new byte[MEBIBYTE])));

        assertThat(answer.body()).isEqualTo(Integer.toString(MEBIBYTE));
    }

    @Test
    @Tag("GW-04")
    void bodyIsRefusedBeforeItIsRead_whenItsLengthIsTooLarge() {
        int before = world.odd.seen("upload");

        var answer = send(client.to("odd/upload", token).POST(BodyPublishers.ofByteArray(new byte[MEBIBYTE + 1])));

        isTooLarge(answer);
        assertThat(world.odd.seen("upload")).isEqualTo(before);
    }

    @Test
    @Tag("GW-04")
    void bodyIsRefusedAndTheServiceFreed_whenItTurnsOutTooLarge() {
        int abandoned = world.odd.abandoned.get();
        long before = world.odd.uploaded.get();

        var answer = send(client.to("odd/upload", token)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[3 * MEBIBYTE]))));

        isTooLarge(answer);
        until("the service knows that the body will not be complete", () -> world.odd.abandoned.get() > abandoned);
        assertThat(world.odd.uploaded.get() - before).isLessThanOrEqualTo(MEBIBYTE);
    }

    @Test
    @Tag("GW-04")
    void bodyPasses_whenTheRouteAllowsMore() {
        var answer = send(client.to("odd/big/upload", token)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[3 * MEBIBYTE]))));

        assertThat(answer.body()).isEqualTo(Integer.toString(3 * MEBIBYTE));
    }

    @Test
    @Tag("GW-04")
    void headersAndTargetHaveLimits() {
        var headers = send(client.to("odd/echo", token).header("X-Long", "a".repeat(20_000)));
        var target = send(client.to("odd/echo?q=" + "a".repeat(9_000), token));

        assertThat(headers.statusCode()).isEqualTo(431);
        assertThat(codeOf(headers)).isEqualTo("HEADERS_TOO_LARGE");
        assertThat(target.statusCode()).isEqualTo(414);
        assertThat(codeOf(target)).isEqualTo("URI_TOO_LONG");
    }

    @Test
    @Tag("GW-03")
    void userIsToldToWait_whenTheAllowanceIsSpent_othersAreNot() {
        String one = world.provider.token("modest", "rate-1");
        for (int left = 2; left >= 0; left--) {
            var answer = send(client.to("odd/echo", one));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("RateLimit-Policy")).contains("\"user\";q=3;w=180");
            assertThat(answer.headers().firstValue("RateLimit").orElse("")).startsWith("\"user\";r=" + left + ";t=");
        }

        var refused = send(client.to("odd/echo", world.provider.token("modest", "rate-1")));
        var other = send(client.to("odd/echo", world.provider.token("modest", "rate-2")));

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(codeOf(refused)).isEqualTo("TOO_MANY_REQUESTS");
        assertThat(Integer.parseInt(refused.headers().firstValue("Retry-After").orElseThrow()))
                .isBetween(50, 60);
        assertThat(refused.headers().firstValue("RateLimit").orElse("")).startsWith("\"user\";r=0;t=");
        assertThat(other.statusCode()).isEqualTo(200);

        // Five over all its users are the client's own allowance: four are spent.
        assertThat(send(client.to("odd/echo", world.provider.token("modest", "rate-3")))
                        .statusCode())
                .isEqualTo(200);
        var clientRefused = send(client.to("odd/echo", world.provider.token("modest", "rate-4")));
        assertThat(clientRefused.statusCode()).isEqualTo(429);
        assertThat(clientRefused.headers().firstValue("RateLimit-Policy").orElse(""))
                .startsWith("\"client\"");
    }

    private static void isTooLarge(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(codeOf(answer)).isEqualTo("TOO_LARGE");
        assertThat(answer.body()).contains("1048576");
    }
}
