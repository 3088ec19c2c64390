package org.jiedui.chassis.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.testing.Tokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class RequestsIT {
    private static final String GOOD = "{\"title\":\"甲\",\"region\":\"330523104201\",\"phone\":\"13812345678\"}";

    private static RequestSpecification as(Tokens token) {
        return given().header("Authorization", "Bearer " + token.sign()).contentType("application/json");
    }

    private static RequestSpecification officer() {
        return as(Tokens.of("county-officer"));
    }

    private static String write(String body) {
        return officer()
                .body(body)
                .post("/api/v1/notes")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void answersWithLocationTagAndMaskedBody_whenTheRequestIsGood() {
        officer()
                .body(GOOD)
                .post("/api/v1/notes")
                .then()
                .statusCode(201)
                .header("Location", matchesPattern(".*/api/v1/notes/[0-9a-f-]{36}"))
                .header("ETag", "\"0\"")
                .body("phone", equalTo("138****5678"))
                .body("createdAt", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z"));
    }

    @Test
    void reportsAllViolationsAtOnce_whenManyThingsAreWrong() {
        officer()
                .body("""
                        {"title":"", "day":"2999-01-01", "amount":12.5, "unknown":{"a":[1]}, "region":null,
                         "lines":[{"text":"x","weight":11},{"text":"","weight":"heavy","colour":1}]}""")
                .post("/api/v1/notes")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("INVALID_REQUEST"))
                .body("type", equalTo("urn:jiedui:problem:invalid-request"))
                .body("traceId", matchesPattern("[0-9a-f]{32}"))
                .body(
                        "violations.pointer",
                        containsInAnyOrder(
                                "/title",
                                "/day",
                                "/amount",
                                "/unknown",
                                "/region",
                                "/lines/0/weight",
                                "/lines/1/text",
                                "/lines/1/weight",
                                "/lines/1/colour"))
                .body(
                        "violations.code",
                        hasItems("REQUIRED", "IN_FUTURE", "WRONG_TYPE", "UNKNOWN_PROPERTY", "TOO_LARGE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "-99999999",
                "[2026,1,1]",
                "true",
                "\"\"",
                "\" 2026-01-01\"",
                "\"2026-01-01T00:00:00Z\"",
                "\"2026-1-1\"",
                "\"2026-02-30\"",
                "\"0000-01-01\"",
                "\"-0001-01-01\"",
                "\"+12026-01-01\""
            })
    void refusesDaysInAnyOtherForm(String day) {
        officer()
                .body("{\"title\":\"a\",\"region\":\"330523\",\"day\":" + day + "}")
                .post("/api/v1/notes")
                .then()
                .statusCode(400)
                .body("violations.pointer", equalTo(List.of("/day")))
                .body("violations.code", equalTo(List.of("WRONG_TYPE")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "a\\ud83d", "\\udc00a", "\\u001b[31m"})
    void refusesTextsThatNobodyWrites(String title) {
        officer()
                .body("{\"title\":\"" + title + "\",\"region\":\"330523\"}")
                .post("/api/v1/notes")
                .then()
                .statusCode(400)
                .body("violations.pointer", equalTo(List.of("/title")))
                .body("violations.code", equalTo(List.of("CONTROL_CHARACTERS")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"𠮷野家", "👨‍👩‍👧", "第一行\\n第二行\\t\\r"})
    void keepsTextsThatPeopleWrite(String title) {
        write("{\"title\":\"" + title + "\",\"region\":\"330523\"}");
    }

    @Test
    void pointsToTheObject_whenRulesAboutSeveralPropertiesFail() {
        officer()
                .body("{\"title\":\"both\",\"region\":\"330523\"}")
                .post("/api/v1/notes")
                .then()
                .statusCode(400)
                .body("violations.pointer", equalTo(List.of("", "")))
                .body("violations.code", containsInAnyOrder("CONTRADICTION", "REPETITION"));
    }

    @Test
    void takesAsLongAddressesAsTheGateway() {
        officer()
                .queryParam("title", "x".repeat(8_000))
                .get("/api/v1/notes")
                .then()
                .statusCode(200);
    }

    @Test
    void asksNobodyAboutTokensThatDoNotVerify() {
        for (var name : List.of("allow-jwt-introspection", "allow-opaque-token-introspection")) {
            assertThat(ConfigProvider.getConfig().getValue("quarkus.oidc.token." + name, Boolean.class))
                    .as(name)
                    .isFalse();
        }
    }

    @Test
    void speaksEnglish_whenAsked() {
        officer()
                .header("Accept-Language", "en")
                .body("{\"title\":\"a\",\"region\":\"330523\",\"x\":1}")
                .post("/api/v1/notes")
                .then()
                .statusCode(400)
                .body("code", equalTo("UNKNOWN_PROPERTY"))
                .body("title", equalTo("The request has unknown properties"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{\"title\":\"a\",}", "nonsense", "{\"title\":\"a\",\"title\":\"b\"}", "{\"a\":1} {\"b\":2}"
            })
    void refusesWhatIsNoJson(String body) {
        officer()
                .body(body)
                .post("/api/v1/notes")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("MALFORMED_REQUEST"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "\"text\"", "17"})
    void refusesWhatIsNoObject(String body) {
        officer().body(body).post("/api/v1/notes").then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void refusesOtherContentTypesMethodsAndPaths() {
        officer()
                .contentType("text/plain")
                .body("x")
                .post("/api/v1/notes")
                .then()
                .statusCode(415)
                .body("code", equalTo("UNSUPPORTED_MEDIA_TYPE"));
        officer()
                .delete("/api/v1/notes")
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD, POST")
                .body("code", equalTo("METHOD_NOT_ALLOWED"));
        officer()
                .post("/api/v1/notes/" + UUID.randomUUID())
                .then()
                .statusCode(405)
                .header("Allow", "GET, HEAD, PATCH");
        officer().get("/api/v1/nothing").then().statusCode(404).contentType("application/problem+json");
        officer().accept("text/html").get("/api/v1/notes").then().statusCode(406);
        officer().get("/api/v1/notes/not-a-uuid").then().statusCode(404).body("code", equalTo("NOT_FOUND"));
    }

    @Test
    void refusesABodyThatDoesNotSayWhatItIs() throws Exception {
        var notes = URI.create("http://127.0.0.1:" + RestAssured.port + "/api/v1/notes");
        var token = "Bearer " + Tokens.of("county-officer").sign();

        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(notes)
                                .header("Authorization", token)
                                .POST(HttpRequest.BodyPublishers.ofString(GOOD))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void refusesTokensThatDoNotHold() {
        given().get("/api/v1/notes")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", containsString("Bearer"))
                .body("code", equalTo("UNAUTHENTICATED"));
        for (var bad : List.of(
                Tokens.of("county-officer").life(Duration.ofMinutes(-5)).sign(),
                Tokens.of("county-officer").issuer("https://elsewhere.test").sign(),
                Tokens.of("county-officer").audience("another-api").sign(),
                "garbage",
                Tokens.of("county-officer").sign() + "x")) {
            given().header("Authorization", "Bearer " + bad)
                    .get("/api/v1/notes")
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", containsString("Bearer"))
                    .contentType("application/problem+json")
                    .body("code", equalTo("UNAUTHENTICATED"));
        }
    }

    @Test
    void refusesRolesAndRegionsThatMayNot() {
        as(Tokens.of("helper"))
                .body(GOOD)
                .post("/api/v1/notes")
                .then()
                .statusCode(403)
                .body("code", equalTo("ROLE_NOT_ALLOWED"));
        as(Tokens.of("county-officer").region("330522"))
                .body(GOOD)
                .post("/api/v1/notes")
                .then()
                .statusCode(403)
                .body("code", equalTo("OUTSIDE_REGION"));
        var id = write(GOOD);
        as(Tokens.of("county-officer").region("330522"))
                .get("/api/v1/notes/" + id)
                .then()
                .statusCode(404);
        as(Tokens.of("helper").region("330523"))
                .get("/api/v1/notes/" + id)
                .then()
                .statusCode(404);
    }

    @Test
    void needsTheCurrentVersion_whenChanging() {
        var id = write(GOOD);
        var path = "/api/v1/notes/" + id;
        var patch = MergePatch.MEDIA_TYPE + "; charset=UTF-8";
        officer()
                .contentType(patch)
                .body("{\"title\":\"乙\"}")
                .patch(path)
                .then()
                .statusCode(428)
                .header("ETag", "\"0\"");
        officer()
                .contentType(patch)
                .header("If-Match", "\"0\"")
                .body("{\"title\":\"乙\"}")
                .patch(path)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("title", equalTo("乙"));
        officer()
                .contentType(patch)
                .header("If-Match", "\"0\"")
                .body("{\"title\":\"丙\"}")
                .patch(path)
                .then()
                .statusCode(412)
                .header("ETag", "\"1\"")
                .body("code", equalTo("STALE"));
        officer()
                .contentType(patch)
                .header("If-Match", "\"1\"")
                .body("{\"title\":null}")
                .patch(path)
                .then()
                .statusCode(400)
                .body("violations[0].pointer", equalTo("/title"));
        officer()
                .contentType(patch)
                .header("If-Match", "\"1\"")
                .body("[]")
                .patch(path)
                .then()
                .statusCode(400);
        officer()
                .header("If-None-Match", "\"1\"")
                .get(path)
                .then()
                .statusCode(304)
                .header("ETag", "\"1\"");
        officer()
                .header("If-None-Match", "\"0\"")
                .get(path)
                .then()
                .statusCode(200)
                .body("title", equalTo("乙"));
    }

    @Test
    void pagesThroughEverythingOnce_whileRowsAreInserted() {
        var title = UUID.randomUUID().toString();
        for (var i = 0; i < 7; i++) {
            write("{\"title\":\"%s\",\"region\":\"330523\"}".formatted(title));
        }
        var seen = new ArrayList<String>();
        String next = null;
        do {
            var answer = officer()
                    .queryParam("title", title)
                    .queryParam("limit", 3)
                    .queryParam("sort", "-title")
                    .queryParam("cursor", next == null ? "" : next)
                    .get("/api/v1/notes")
                    .then()
                    .statusCode(200)
                    .extract();
            seen.addAll(answer.<List<String>>path("items.id"));
            next = answer.path("next");
            assertThat(answer.header("Link") == null).isEqualTo(next == null);
        } while (next != null);
        assertThat(seen).hasSize(7).doesNotHaveDuplicates();
        assertThat(new HashSet<>(seen)).hasSize(7);
        officer().queryParam("title", title).get("/api/v1/notes/count").then().body("count", equalTo(7));
    }

    @Test
    void refusesCursorsOfOtherListsBadLimitsAndUnknownParameters() {
        write(GOOD);
        write(GOOD);
        String next = officer()
                .queryParam("limit", 1)
                .get("/api/v1/notes")
                .then()
                .extract()
                .path("next");
        officer()
                .queryParam("cursor", next)
                .queryParam("limit", 1)
                .get("/api/v1/notes")
                .then()
                .statusCode(200);
        officer()
                .queryParam("cursor", next)
                .queryParam("title", "x")
                .get("/api/v1/notes")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_CURSOR"));
        officer()
                .queryParam("cursor", "garbage!")
                .get("/api/v1/notes")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_CURSOR"));
        for (var limit : List.of("0", "201", "-1", "x", "99999999999")) {
            officer()
                    .queryParam("limit", limit)
                    .get("/api/v1/notes")
                    .then()
                    .statusCode(400)
                    .body("violations[0].pointer", equalTo("?limit"));
        }
        officer().queryParam("sort", "phone").get("/api/v1/notes").then().statusCode(400);
        officer()
                .queryParam("titel", "x")
                .get("/api/v1/notes")
                .then()
                .statusCode(400)
                .body("code", equalTo("UNKNOWN_PARAMETER"));
    }

    @Test
    void trimsAnswersToTheAskedFields() {
        var id = write(GOOD);
        officer()
                .queryParam("fields", "id,title")
                .get("/api/v1/notes/" + id)
                .then()
                .statusCode(200)
                .body("title", notNullValue())
                .body("region", nullValue());
        officer()
                .queryParam("fields", "id")
                .get("/api/v1/notes")
                .then()
                .statusCode(200)
                .body("items[0].id", notNullValue())
                .body("items[0].title", nullValue());
    }
}
