package org.jiedui.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.gateway.world.Client.codeOf;
import static org.jiedui.gateway.world.Client.send;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jiedui.gateway.world.Client;
import org.jiedui.gateway.world.World;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(World.class)
@Tag("GW-02")
class TokenIT {
    @TestHTTPResource("/")
    URI address;

    World world;
    private Client client;

    @BeforeEach
    void open() {
        client = new Client(address);
        world.odd.up();
        world.provider.up();
    }

    @Test
    void requestPasses_whenTheTokenIsGood() {
        assertThat(call(world.provider.token("app", "u-1")).statusCode()).isEqualTo(200);
    }

    @Test
    void challengeSaysNothingIsWrong_whenThereIsNoToken() {
        var answer = send(client.to("odd/echo"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(codeOf(answer)).isEqualTo("UNAUTHENTICATED");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"jiedui\"");
        assertThat(new JsonObject(answer.body()).getString("title")).isEqualTo("未登录或令牌无效");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "a.b.c",
                "eyJhbGciOiJub25lIn0.e30.",
                "eyJ.eyJ.sig",
                "e30.e30.e30",
                "..",
                "eyJhbGciOiJSUzI1NiJ9.e30.c2ln"
            })
    void tokenIsRefused_whenItIsGarbage(String garbage) {
        isRefused(call(garbage));
    }

    @Test
    void tokenIsRefused_whenItHasExpired() {
        var answer = send(client.to("odd/echo", world.provider.expiredToken()).header("Accept-Language", "en"));

        isRefused(answer);
        assertThat(new JsonObject(answer.body()).getString("detail")).isEqualTo("The access token has expired");
    }

    @Test
    void tokenIsRefused_whenItIsForSomebodyElse() {
        JwtClaims claims = world.provider.claims("app", "u-1");
        claims.setAudience("account");

        isRefused(call(world.provider.sign(claims)));
    }

    @Test
    void tokenIsRefused_whenItComesFromAnotherIssuer() {
        JwtClaims claims = world.provider.claims("app", "u-1");
        claims.setIssuer("http://127.0.0.1:1/realms/test");

        isRefused(call(world.provider.sign(claims)));
    }

    @Test
    void tokenIsRefused_whenItNeverEnds() {
        JwtClaims claims = world.provider.claims("app", "u-1");
        claims.unsetClaim("exp");

        isRefused(call(world.provider.sign(claims)));
    }

    @Test
    void tokenIsRefused_whenAForeignKeySignedIt() {
        JwtClaims claims = world.provider.claims("app", "u-1");

        isRefused(call(world.provider.signWithForeignKey(claims, world.provider.keyId())));
        isRefused(call(world.provider.signWithForeignKey(claims, "unknown")));
    }

    @Test
    void tokenIsRefused_whenItsContentWasChanged() {
        String[] parts = world.provider.token("app", "u-1").split("\\.");
        String changed = base64(
                new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8).replace("u-1", "u-2"));

        isRefused(call(parts[0] + "." + changed + "." + parts[2]));
    }

    @Test
    void tokenIsRefused_whenThePublicKeyWasTakenForASecret() throws Exception {
        String head = base64("{\"alg\":\"HS256\",\"kid\":\"" + world.provider.keyId() + "\"}");
        String content = base64(world.provider.claims("app", "u-1").toJson());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(world.provider.publicKey(), "HmacSHA256"));
        String signature = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac.doFinal((head + "." + content).getBytes(StandardCharsets.US_ASCII)));

        isRefused(call(head + "." + content + "." + signature));
    }

    @Test
    void requestIsRefused_whenItCarriesTwoTokensOrAnotherScheme() {
        String token = world.provider.token("app", "u-1");

        isRefused(send(client.to("odd/echo", token).header("Authorization", "Bearer " + token)));
        isRefused(send(client.to("odd/echo").header("Authorization", "Basic dTpw")));
    }

    @Test
    void requestIsForbidden_whenTheRouteAsksForAScopeThatTheTokenLacks() {
        JwtClaims claims = world.provider.claims("app", "u-1");
        claims.setStringClaim("scope", "openid orders:read");

        var without = send(client.to("odd/scoped/echo", world.provider.token("app", "u-1")));
        var with = send(client.to("odd/scoped/echo", world.provider.sign(claims)));

        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(codeOf(without)).isEqualTo("SCOPE_MISSING");
        assertThat(without.headers().firstValue("WWW-Authenticate").orElse(""))
                .contains("insufficient_scope", "orders:read");
        assertThat(with.statusCode()).isEqualTo(200);
    }

    @Test
    void openPathNeedsNoToken_andPassesOnTheOneThatComes() {
        var without = send(client.to("odd/open/echo"));
        var with = send(client.to("odd/open/echo").header("Authorization", "Bearer whatever"));

        assertThat(without.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(with.body()).getJsonObject("headers").getString("authorization"))
                .isEqualTo("Bearer whatever");
    }

    @Test
    void knownKeysGoOnWorking_whenTheProviderIsAway() {
        assertThat(call(world.provider.token("app", "u-1")).statusCode()).isEqualTo(200);
        world.provider.down();

        assertThat(call(world.provider.token("app", "u-2")).statusCode()).isEqualTo(200);
        isRefused(call(world.provider.expiredToken()));
    }

    private HttpResponse<String> call(String token) {
        return send(client.to("odd/echo", token));
    }

    private static void isRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(codeOf(answer)).isEqualTo("UNAUTHENTICATED");
        assertThat(answer.headers().firstValue("WWW-Authenticate").orElse(""))
                .startsWith("Bearer ")
                .contains("error=");
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
