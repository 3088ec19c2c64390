package org.jiedui.chassis.idempotency;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.testing.Tokens;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class IdempotencyIT {
    @Inject
    DataSource database;

    private final String token = Tokens.of("county-officer").sign();

    private Response post(String key, String title) {
        return given().header("Authorization", "Bearer " + token)
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body("{\"title\":\"%s\",\"region\":\"330523\"}".formatted(title))
                .post("/api/v1/notes");
    }

    private int count(String title) {
        return given().header("Authorization", "Bearer " + token)
                .queryParam("title", title)
                .get("/api/v1/notes/count")
                .path("count");
    }

    @Test
    void hasOneEffect_whenFiftyIdenticalRequestsComeAtOnce() throws Exception {
        var key = UUID.randomUUID().toString();
        var title = "fifty-" + key;
        var start = new CountDownLatch(1);
        var pool = Executors.newFixedThreadPool(50);
        var answers = new ArrayList<Future<Response>>();
        for (var i = 0; i < 50; i++) {
            Callable<Response> one = () -> {
                start.await();
                return post(key, title);
            };
            answers.add(pool.submit(one));
        }
        start.countDown();
        var created = new ArrayList<Response>();
        for (var answer : answers) {
            var response = answer.get();
            if (response.statusCode() == 409) {
                assertThat(response.<String>path("code")).isEqualTo("REQUEST_IN_PROGRESS");
                assertThat(response.header("Retry-After")).isEqualTo("1");
            } else {
                assertThat(response.statusCode()).isEqualTo(201);
                created.add(response);
            }
        }
        pool.shutdown();
        assertThat(count(title)).isEqualTo(1);
        assertThat(created.stream().map(r -> r.asString()).distinct()).hasSize(1);
        assertThat(created.stream().filter(r -> r.header("Idempotency-Replayed") == null))
                .hasSize(1);
    }

    @Test
    void replaysStatusHeadersAndBodyByteForByte_whenTheKeyComesAgain() {
        var key = "~key-" + UUID.randomUUID();
        var first = post(key, "甲");
        var again = post(key, "甲");
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.asByteArray()).isEqualTo(first.asByteArray());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(again.contentType()).isEqualTo(first.contentType());
        assertThat(first.header("Idempotency-Replayed")).isNull();
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    }

    @Test
    void keepsTheAnswerEncrypted() throws Exception {
        var title = "secret-" + UUID.randomUUID();
        post(UUID.randomUUID().toString(), title).then().statusCode(201);
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT COUNT(*) FROM idempotency_key WHERE body LIKE CONCAT('%', CAST(? AS BINARY), '%')")) {
            select.setString(1, title);
            try (var row = select.executeQuery()) {
                row.next();
                assertThat(row.getInt(1)).isZero();
            }
        }
    }

    @Test
    void keepsNoHashOfTheRequestThatCouldBeGuessed_andKnowsThoseOfEarlierVersions() throws Exception {
        var key = UUID.randomUUID().toString();
        var body = "{\"title\":\"%s\",\"region\":\"330523\"}".formatted(key);
        post(key, key).then().statusCode(201);
        var plain =
                plain("POST", "/api/v1/notes", HexFormat.of().formatHex(sha256(body.getBytes(StandardCharsets.UTF_8))));
        assertThat(update("DELETE FROM idempotency_key WHERE fingerprint = ?", plain))
                .isZero();

        var id = plain("jiedui-app", "00000000-0000-7000-8000-000000000099", key);
        assertThat(update("UPDATE idempotency_key SET fingerprint = ? WHERE id = ?", plain, id))
                .isEqualTo(1);

        post(key, key).then().statusCode(201).header("Idempotency-Replayed", "true");
    }

    private int update(String sql, byte[]... values) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                statement.setBytes(i + 1, values[i]);
            }
            return statement.executeUpdate();
        }
    }

    /** As versions before the key did it. */
    private static byte[] plain(String... parts) throws Exception {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            var bytes = part.getBytes(StandardCharsets.UTF_8);
            all.write(ByteBuffer.allocate(4).putInt(bytes.length).array());
            all.write(bytes);
        }
        return sha256(all.toByteArray());
    }

    private static byte[] sha256(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    @Test
    void refusesTheKeyForAnotherBody() {
        var key = UUID.randomUUID().toString();
        post(key, "a").then().statusCode(201);
        post(key, "b").then().statusCode(422).body("code", equalTo("IDEMPOTENCY_KEY_REUSED"));
    }

    @Test
    void keepsNothing_whenTheRequestWasRefused() {
        var key = UUID.randomUUID().toString();
        post(key, "").then().statusCode(400);
        post(key, "now good").then().statusCode(201).header("Idempotency-Replayed", nullValue());
    }

    @Test
    void keepsKeysOfDifferentUsersApart() {
        var key = UUID.randomUUID().toString();
        post(key, "mine").then().statusCode(201);
        given().header(
                        "Authorization",
                        "Bearer "
                                + Tokens.of("county-officer")
                                        .subject("somebody-else")
                                        .sign())
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body("{\"title\":\"theirs\",\"region\":\"330523\"}")
                .post("/api/v1/notes")
                .then()
                .statusCode(201)
                .body("title", equalTo("theirs"));
    }

    @Test
    void refusesKeysThatAreNotVisibleAscii() {
        post("k".repeat(256), "x").then().statusCode(400).body("code", equalTo("INVALID_IDEMPOTENCY_KEY"));
        post("a b", "x").then().statusCode(400).body("code", equalTo("INVALID_IDEMPOTENCY_KEY"));
    }
}
