package org.jiedui.household.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.testing.Tokens;
import org.jiedui.household.Anji;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ExportIT {
    private static final String VILLAGE = "330523104252";

    @BeforeEach
    void villages() {
        Anji.regions();
        Anji.importing(Anji.province(), "regions", "apply", "code,name\n" + VILLAGE + ",出口村\n");
    }

    private static RequestSpecification officer(String... scopes) {
        return RestAssured.given()
                .auth()
                .oauth2(Tokens.of("county-officer")
                        .subject("exporting-officer")
                        .region("330523")
                        .scope(("openid " + String.join(" ", scopes)).strip())
                        .sign());
    }

    private static String export(RequestSpecification who, Map<String, Object> wish) {
        var location = who.contentType(ContentType.JSON)
                .body(wish)
                .post("/api/v1/household/exports")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        var job = Anji.await(
                () -> officer().get(location).then().statusCode(200).extract().jsonPath(),
                j -> !List.of("QUEUED", "RUNNING").contains(j.getString("state")));
        assertThat(job.getString("state")).isEqualTo("SUCCEEDED");
        return location;
    }

    private static Map<String, Object> wish(String format) {
        var wish = new HashMap<String, Object>();
        wish.put("kind", "households");
        wish.put("format", format);
        wish.put("filters", Map.of("region", VILLAGE));
        return wish;
    }

    @Test
    @Tag("HH-19")
    @Tag("HH-22")
    void masksPersonalData_unlessItMayBeSeen_andTheFileIsOnlyForWhoOrderedIt() {
        var household = Anji.household(VILLAGE);
        household.put("address", "=HYPERLINK(\"http://evil.example\")");
        household.put("bankAccount", "6222000011112222");
        @SuppressWarnings("unchecked")
        var members = (List<Map<String, Object>>) household.get("members");
        var number = String.valueOf(members.get(0).get("idNumber"));
        var id = Anji.registered(household).getString("id");

        var masked = officer()
                .get(export(officer(), wish("csv")) + "/file")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        var revealing = wish("csv");
        revealing.put("reveal", List.of("idNumber"));
        officer()
                .contentType(ContentType.JSON)
                .body(revealing)
                .post("/api/v1/household/exports")
                .then()
                .statusCode(403);
        revealing.put("purpose", "年度核对");
        var location = export(officer("pii:read"), revealing);
        var clear = officer()
                .get(location + "/file")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(masked).doesNotContain(number).contains("********").contains("'=HYPERLINK");
        assertThat(clear).contains(number).doesNotContain("6222000011112222");
        Anji.county().get(location + "/file").then().statusCode(404);
        Anji.county()
                .get("/api/v1/household/audit-entries?resourceId=" + location.substring(location.lastIndexOf('/') + 1))
                .then()
                .body("items.action", hasItem("PERSONAL_DATA_REVEALED"));
        Anji.county()
                .get("/api/v1/households/" + id + "/looks")
                .then()
                .statusCode(200)
                .body("items.actor", contains("exporting-officer"))
                .body("items[0].fields", contains("idNumber"))
                .body("items[0].purpose", equalTo("年度核对"));
        for (var format : List.of("ndjson", "xlsx")) {
            var file = officer()
                    .get(export(officer(), wish(format)) + "/file")
                    .then()
                    .statusCode(200);
            assertThat(file.extract().asByteArray().length).isGreaterThan(100);
        }
        var unknown = wish("csv");
        unknown.put("filters", Map.of("colour", "red"));
        officer()
                .contentType(ContentType.JSON)
                .body(unknown)
                .post("/api/v1/household/exports")
                .then()
                .statusCode(400);
    }

    @Test
    @Tag("HH-07")
    void sumsTheLinesOfAnIncomeItem_whenWagesAreGivenByMonth() {
        var household = Anji.household(VILLAGE);
        household.put("externalId", "monthly-" + UUID.randomUUID());
        household.put(
                "incomes",
                List.of(Map.of(
                        "year",
                        2025,
                        "lines",
                        List.of(
                                Map.of("item", "WAGE_LABOUR", "amount", "21000.10", "month", "2025-11"),
                                Map.of("item", "WAGE_LABOUR", "amount", "3000.00", "month", "2025-12")))));
        Anji.registered(household);

        var file = officer().get(export(officer(), wish("csv")) + "/file").asString();

        assertThat(file.lines()
                        .filter(line ->
                                line.contains(household.get("externalId").toString())))
                .anyMatch(line -> line.contains("24000.10"));
    }

    @Test
    @Tag("HH-20")
    void reportsOutwardInTheReceiversOrderTitlesAndCodes() {
        Anji.registered(Anji.household(VILLAGE));
        var system = "civil-" + UUID.randomUUID().toString().substring(0, 8);
        var mappings = Anji.importing(
                Anji.province(),
                "code-mappings",
                "apply",
                "system,list,ourCode,theirCode,validFrom,validTo\n"
                        + system + ",sex,FEMALE,1,2020-01-01,\n"
                        + system + ",sex,MALE,2,2020-01-01,\n"
                        + system + ",sex,UNICORN,3,2020-01-01,\n"
                        + system + ",sex,MALE,9,2021-01-01,\n");
        assertThat(mappings.getMap("result")).containsEntry("created", 2).containsEntry("refused", 2);
        var template = Map.of(
                "name",
                system,
                "kind",
                "households",
                "title",
                "民政系统人员表",
                "columns",
                List.of(
                        Map.of("field", "sex", "header", "XB", "system", system),
                        Map.of("field", "name", "header", "XM"),
                        Map.of("field", "relation", "header", "GX")));
        var etag = Anji.province()
                .contentType(ContentType.JSON)
                .body(template)
                .post("/api/v1/household/outward-templates")
                .then()
                .statusCode(201)
                .extract()
                .header("ETag");
        var wish = wish("csv");
        wish.put("template", system);

        var file = officer()
                .get(export(officer(), wish) + "/file")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(file).startsWith("XB,XM,GX").contains("2,赵大山,HEAD").contains("1,钱小河,SPOUSE");
        Anji.province()
                .contentType(ContentType.JSON)
                .body(template)
                .post("/api/v1/household/outward-templates")
                .then()
                .statusCode(409);
        Anji.province()
                .contentType(ContentType.JSON)
                .header("If-Match", etag)
                .body(template)
                .put("/api/v1/household/outward-templates/" + system)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"");
        Anji.province()
                .get("/api/v1/household/code-mappings?system=" + system + "&limit=1")
                .then()
                .statusCode(200)
                .body("items[0].theirCode", equalTo("1"));
        Anji.province()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "system",
                        system,
                        "list",
                        "sex",
                        "ourCode",
                        "MALE",
                        "theirCode",
                        "7",
                        "validFrom",
                        "2022-01-01"))
                .post("/api/v1/household/code-mappings")
                .then()
                .statusCode(409);
    }

    @Test
    @Tag("HH-20")
    void skipsAndDoublesNoChange_whileEightWritersRun() throws Exception {
        var ids = new ArrayList<String>();
        for (var i = 0; i < 8; i++) {
            ids.add(Anji.registered(Anji.household(VILLAGE)).getString("id"));
        }
        var pool = Executors.newFixedThreadPool(8);
        var since = feedEnd();
        try {
            var work = new ArrayList<Callable<Void>>();
            for (var id : ids) {
                work.add(() -> {
                    for (var n = 0; n < 6; n++) {
                        Anji.county()
                                .contentType(ContentType.JSON)
                                .header("If-Match", "*")
                                .body(Map.of("needs", List.of(n % 2 == 0 ? "SALES" : "FUNDS")))
                                .put("/api/v1/households/" + id + "/needs")
                                .then()
                                .statusCode(200);
                    }
                    return null;
                });
            }
            for (var one : pool.invokeAll(work)) {
                one.get();
            }
        } finally {
            pool.shutdown();
        }

        var seen = new HashMap<String, List<Integer>>();
        // the registrations may have got their places after the beginning, too: each must be as new as its household
        Anji.await(
                () -> {
                    seen.clear();
                    read(since, seen);
                    return ids.stream()
                            .allMatch(id -> seen.getOrDefault(id, List.of())
                                    .contains(Anji.county()
                                            .get("/api/v1/households/" + id)
                                            .<Integer>path("version")));
                },
                complete -> complete);

        for (var id : ids) {
            var versions = seen.get(id);
            assertThat(versions).hasSizeGreaterThanOrEqualTo(6).isSorted().doesNotHaveDuplicates();
        }
    }

    private static String feedEnd() {
        return read("", new HashMap<>());
    }

    private static String read(String from, Map<String, List<Integer>> versions) {
        var since = from;
        JsonPath page;
        do {
            page = Anji.county()
                    .queryParam("since", since)
                    .get("/api/v1/household/changes")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            for (Map<String, Object> item : page.<Map<String, Object>>getList("items")) {
                versions.computeIfAbsent(String.valueOf(item.get("id")), id -> new ArrayList<>())
                        .add((Integer) item.get("version"));
            }
            since = page.getString("next");
        } while (page.getBoolean("more"));
        return since;
    }
}
