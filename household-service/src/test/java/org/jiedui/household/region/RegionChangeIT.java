package org.jiedui.household.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.household.Anji;
import org.jiedui.household.Roles;
import org.jiedui.household.registration.HouseholdsTouched;
import org.jiedui.household.risk.RiskCaseRepository;
import org.jiedui.household.risk.RiskProcedure;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("HH-01")
class RegionChangeIT {
    private static final String CHANGES = "/api/v1/regions/changes";

    @Inject
    RiskCaseRepository cases;

    @Inject
    RiskProcedure procedure;

    @Inject
    Interruption interruption;

    private static RequestSpecification office(String county) {
        return Anji.as("county-officer", county);
    }

    /** A county of its own with two townships of two villages. */
    private static void county(String county) {
        var job = Anji.importing(Anji.province(), "regions", "apply", """
                code,name
                33,浙江省
                3399,试验市
                %1$s,试验县
                %1$s101,甲镇
                %1$s101201,东村
                %1$s101202,西村
                %1$s102,乙镇
                %1$s102201,南村
                %1$s102202,北村
                """.formatted(county));
        assertThat(job.getString("state")).isEqualTo("SUCCEEDED");
    }

    private static Map<String, Object> succession(String from, String into, String name) {
        var succession = new LinkedHashMap<String, Object>();
        succession.put("from", from);
        succession.put("into", into);
        if (name != null) {
            succession.put("name", name);
        }
        return succession;
    }

    private static Response change(String kind, Object... successions) {
        return Anji.province()
                .contentType(ContentType.JSON)
                .body(Map.of("kind", kind, "effectiveOn", "2026-01-01", "source", "调整方案", "successions", successions))
                .post(CHANGES);
    }

    private static JsonPath moved(Response change) {
        var moves = change.then().statusCode(201).extract().jsonPath().getString("moves");
        var job = Anji.await(
                () -> Anji.province()
                        .get(moves)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath(),
                answer -> !List.of("QUEUED", "RUNNING").contains(answer.getString("state")));
        assertThat(job.getString("state")).isEqualTo("SUCCEEDED");
        return job;
    }

    private static String registered(String village) {
        return Anji.register(office(village.substring(0, 6)), Anji.household(village))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
    }

    private static int count(String county, String region, String boundariesOf) {
        return office(county)
                .get("/api/v1/households/count?region=" + region
                        + (boundariesOf == null ? "" : "&boundariesOf=" + boundariesOf))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getInt("count");
    }

    @Test
    void movesHouseholds_keepsTheirHistory_andCountsByOldBoundaries_whenVillagesMerge() {
        var county = "339911";
        county(county);
        var east = registered(county + "101201");
        var south = registered(county + "102201");
        registered(county + "101202");
        var since = office(county)
                .get("/api/v1/household/changes?limit=1000")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("next");

        var change = change(
                "MERGE",
                succession(county + "101201", county + "101301", "新东村"),
                succession(county + "102201", county + "101301", null));
        var job = moved(change);

        assertThat(job.getInt("result.households")).isEqualTo(2);
        var household = office(county)
                .get("/api/v1/households/" + east)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(household.getString("region")).isEqualTo(county + "101301");
        assertThat(household.getString("householdNumber")).startsWith(county + "101201");
        office(county)
                .get("/api/v1/households/" + south + "/history")
                .then()
                .body("items[1].changes.field", contains("region"))
                .body("items[1].changes[0].from", equalTo(county + "102201"))
                .body("items[1].reason", equalTo("调整方案"));
        Anji.await(
                () -> office(county)
                        .get("/api/v1/household/changes?limit=1000" + (since == null ? "" : "&since=" + since))
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath(),
                feed -> feed.getList("items.findAll { it.id == '" + east + "' }.operation")
                        .containsAll(List.of("REMOVE", "UPSERT")));
        office(county)
                .get("/api/v1/household/quality-findings?householdId=" + east)
                .then()
                .body("items.region.unique()", contains(county + "101301"));

        assertThat(count(county, county + "101", null)).isEqualTo(3);
        assertThat(count(county, county + "102", null)).isZero();
        assertThat(count(county, county + "101", "2025-12-31")).isEqualTo(2);
        assertThat(count(county, county + "102", "2025-12-31")).isEqualTo(1);
        assertThat(count(county, county + "102201", "2025-12-31")).isEqualTo(1);
        assertThat(count(county, county, "2025-12-31")).isEqualTo(3);
        assertThat(count(county, county + "101", "2026-01-01")).isEqualTo(3);

        office(county)
                .get("/api/v1/regions/" + county + "102201")
                .then()
                .statusCode(200)
                .body("validTo", equalTo("2025-12-31"))
                .body("successors[0].code", equalTo(county + "101301"))
                .body("successors[0].on", equalTo("2026-01-01"));
        office(county)
                .get("/api/v1/regions/" + county + "101301")
                .then()
                .body("validFrom", equalTo("2026-01-01"))
                .body("predecessors.code", hasItems(county + "101201", county + "102201"));
        office(county)
                .get("/api/v1/regions/" + county + "102/boundaries?on=2025-12-31")
                .then()
                .body("redrawn", equalTo(true))
                .body("parts", contains(county + "101301"));
        office(county)
                .get("/api/v1/regions?parent=" + county + "102&on=2026-06-01")
                .then()
                .body("items.code", contains(county + "102202"));
        Anji.register(office(county), Anji.household(county + "101201")).then().statusCode(422);
        Anji.register(office(county), Anji.household(county + "101301")).then().statusCode(201);
    }

    @Test
    @Tag("HH-03")
    void showsTheNewVillage_fromTheFirstDayOfTheChangeOn() {
        var county = "339921";
        county(county);
        var household = Anji.household(county + "101201");
        household.put("registeredOn", "2025-01-01");
        var path = "/api/v1/households/"
                + Anji.register(office(county), household)
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("id");

        moved(change("RECODE", succession(county + "101201", county + "101301", "新东村")));

        for (var day : Map.of("2025-12-31", "101201", "2026-01-01", "101301").entrySet()) {
            office(county)
                    .get(path + "?asOf=" + day.getKey())
                    .then()
                    .statusCode(200)
                    .body("region", equalTo(county + day.getValue()));
        }
    }

    @Test
    void refusesADecision_whenItsVillageBecameAnotherMeanwhile() {
        var county = "339926";
        county(county);
        var household = Anji.household(county + "101201");
        household.put("safeguards", Anji.safeguards("NOT_MET"));
        var id = UUID.fromString(Anji.register(office(county), household)
                .then()
                .statusCode(201)
                .extract()
                .path("openCaseId"));
        var clerk = new Caller("clerk", "test", Set.of(Roles.CLERK), "*", Set.of(), true);

        var decision =
                assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    cases.require(clerk, id);
                    moved(change("RECODE", succession(county + "101201", county + "101301", "新东村")));
                    procedure.verify(clerk, id, version -> {}, List.of("王村长", "李会计"), "属实");
                }));

        decision.hasStackTraceContaining("OptimisticLockException");
        Anji.as("village-clerk", county + "101301")
                .get("/api/v1/risk-cases/" + id)
                .then()
                .statusCode(200)
                .body("region", equalTo(county + "101301"))
                .body("state", equalTo("CLUE"));
    }

    @Test
    void takesVillagesAndHouseholdsAlong_whenATownshipGetsAnotherCode() {
        var county = "339912";
        county(county);
        var east = registered(county + "101201");

        var change = change("RECODE", succession(county + "101", county + "201", "甲街道"));
        change.then().statusCode(201).body("successions", hasSize(3)).body("region", equalTo(county));
        moved(change);

        office(county).get("/api/v1/households/" + east).then().body("region", equalTo(county + "201201"));
        office(county).get("/api/v1/regions/" + county + "201201/path").then().body("name", hasItems("甲街道", "东村"));
        assertThat(count(county, county + "101", "2025-06-30")).isEqualTo(1);
        assertThat(count(county, county + "201", null)).isEqualTo(1);
        office(county)
                .get(CHANGES + "?region=" + county + "&effectiveFrom=2025-12-01")
                .then()
                .body("items.kind", contains("RECODE"));
    }

    @Test
    @Tag("HH-02")
    @Tag("HH-11")
    void takesAlongWhatBelongsToADivisionItself_whenATownshipGetsAnotherCode() {
        var county = "339919";
        county(county);
        var town = county + "101";
        var village = county + "101201";
        var east = registered(village);
        var fund = made(
                county,
                "/api/v1/funds",
                "{\"name\":\"镇资金\",\"source\":\"COUNTY\",\"region\":\"%s\",\"year\":2026,\"total\":\"100.00\"}"
                        .formatted(town));
        var disaster = made(
                county,
                "/api/v1/disasters",
                "{\"kind\":\"FLOOD\",\"region\":\"%s\",\"day\":\"2026-07-02\",\"source\":\"通告\"}".formatted(town));
        var project = made(
                county,
                "/api/v1/projects",
                ("{\"kind\":\"PROJECT\",\"region\":\"%s\",\"name\":\"竹编\",\"category\":\"INDUSTRY\",\"from\":\"2026-01-02\","
                                + "\"households\":[\"%s\"]}")
                        .formatted(village, east));
        var request = made(
                county,
                "/api/v1/requests",
                "{\"region\":\"%s\",\"kind\":\"HELP\",\"category\":\"WATER\",\"content\":\"水压不足\"}".formatted(village));
        office(county)
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(
                        "{\"traits\":[\"WEAK\"],\"incomes\":[],\"infrastructure\":{\"WATER\":\"GOOD\"},\"cells\":[{\"code\":\"01\",\"name\":\"一格\"}]}")
                .put("/api/v1/villages/" + village + "/profile")
                .then()
                .statusCode(200);
        office(county)
                .contentType(ContentType.JSON)
                .body(Map.of("add", List.of(east)))
                .post("/api/v1/villages/" + village + "/cells/01/households")
                .then()
                .statusCode(204);

        moved(change("RECODE", succession(town, county + "201", "甲街道")));

        var into = county + "201201";
        var office = Anji.as("township-officer", county + "201");
        office.get("/api/v1/funds/" + fund).then().statusCode(200).body("region", equalTo(county + "201"));
        Anji.as("township-officer", county + "201")
                .contentType(ContentType.JSON)
                .body(
                        "{\"category\":\"INDUSTRY\",\"title\":\"竹编\",\"from\":\"2026-03-01\",\"amount\":\"10.00\",\"fundId\":\"%s\"}"
                                .formatted(fund))
                .post("/api/v1/households/" + east + "/measures")
                .then()
                .statusCode(201);
        for (var record : Map.of(
                        "/api/v1/disasters/" + disaster, county + "201",
                        "/api/v1/projects/" + project, into,
                        "/api/v1/requests/" + request, into)
                .entrySet()) {
            Anji.as("township-officer", county + "201")
                    .get(record.getKey())
                    .then()
                    .statusCode(200)
                    .body("region", equalTo(record.getValue()));
        }
        office(county).get("/api/v1/villages/" + into + "/profile").then().body("traits", contains("WEAK"));
        office(county)
                .get("/api/v1/villages/" + into + "/cells")
                .then()
                .body("items.code", contains("01"))
                .body("items.households", contains(1));
    }

    private static String made(String county, String path, String body) {
        return office(county)
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void waitsForSomebodyToSayWhereHouseholdsBelong_whenAVillageIsSplit() {
        var county = "339913";
        county(county);
        var first = registered(county + "101201");
        var second = registered(county + "101201");

        var id = change(
                        "SPLIT",
                        succession(county + "101201", county + "101201", null),
                        succession(county + "101201", county + "101302", "东二村"))
                .then()
                .statusCode(201)
                .body("moves", equalTo(null))
                .extract()
                .jsonPath()
                .getString("id");
        var order = Map.of("into", county + "101302", "householdIds", List.of(second));
        Anji.as("county-officer", "330522")
                .contentType(ContentType.JSON)
                .body(order)
                .post(CHANGES + "/" + id + "/households")
                .then()
                .statusCode(403);
        office(county)
                .contentType(ContentType.JSON)
                .body(Map.of("into", county + "102201", "householdIds", List.of(second)))
                .post(CHANGES + "/" + id + "/households")
                .then()
                .statusCode(422)
                .body("code", equalTo("REGION_CHANGE_REFUSED"));
        office(county)
                .contentType(ContentType.JSON)
                .body(order)
                .post(CHANGES + "/" + id + "/households")
                .then()
                .statusCode(200)
                .body("moved", equalTo(1));

        office(county).get("/api/v1/households/" + second).then().body("region", equalTo(county + "101302"));
        office(county).get("/api/v1/households/" + first).then().body("region", equalTo(county + "101201"));
        assertThat(count(county, county + "101201", "2025-12-31")).isEqualTo(2);
        assertThat(count(county, county + "101302", "2025-12-31")).isZero();
    }

    @Test
    @Tag("HH-15")
    void keepsADisasterInAllParts_whenADivisionIsSplit() {
        var county = "339922";
        county(county);
        office(county)
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "kind",
                        "FLOOD",
                        "region",
                        county + "101201",
                        "day",
                        LocalDate.now(ZoneId.of("Asia/Shanghai")).toString(),
                        "source",
                        "县防汛指挥部通告"))
                .post("/api/v1/disasters")
                .then()
                .statusCode(201);

        change(
                        "SPLIT",
                        succession(county + "101201", county + "101201", null),
                        succession(county + "101201", county + "101303", "东三村"))
                .then()
                .statusCode(201);

        office(county)
                .get("/api/v1/disasters")
                .then()
                .body("items.region", containsInAnyOrder(county + "101201", county + "101303"))
                .body("items.kind", everyItem(equalTo("FLOOD")));
    }

    @Test
    @Tag("HH-13")
    void tellsNobodyInTheVillageOfAComplaint_whenTheVillageGetsAnotherCode() {
        var county = "339923";
        county(county);
        var household = registered(county + "101202");
        String request = Anji.as("village-clerk", county + "101202")
                .contentType(ContentType.JSON)
                .body(Map.of("householdId", household, "kind", "COMPLAINT", "category", "INDUSTRY", "content", "分配不公"))
                .post("/api/v1/requests")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        moved(change("RECODE", succession(county + "101202", county + "101304", "西村")));

        assertThat(Anji.await(
                        () -> fed(county + "101", request),
                        seen -> seen.stream().anyMatch(c -> c.get("version") instanceof Integer v && v > 0)))
                .extracting(c -> c.get("operation"))
                .doesNotContain("REMOVE");
        assertThat(fed(county + "101304", request)).isEmpty();
        assertThat(fed(county + "101202", request)).isEmpty();
    }

    /** Changes of one record that are told in a region. */
    private static List<Map<String, Object>> fed(String region, String id) {
        return Anji.as("county-officer", region)
                .queryParam("limit", 1000)
                .get("/api/v1/household/changes")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .<Map<String, Object>>getList("items")
                .stream()
                .filter(c -> id.equals(c.get("id")))
                .toList();
    }

    @Test
    void keepsTheSurvivor_whenOneVillageAbsorbsAnother() {
        var county = "339918";
        county(county);
        var west = registered(county + "101202");

        moved(change(
                "MERGE",
                succession(county + "101201", county + "101201", null),
                succession(county + "101202", county + "101201", null)));

        office(county)
                .get("/api/v1/regions/" + county + "101201")
                .then()
                .body("validTo", equalTo(null))
                .body("name", equalTo("东村"));
        office(county).get("/api/v1/households/" + west).then().body("region", equalTo(county + "101201"));
    }

    @Test
    void tellsOfEachDivisionOnce_whenTheJobIsInterruptedInTheMiddle() {
        var county = "339920";
        county(county);
        interruption.of(county, registered(county + "101201"));

        var job = moved(change("RECODE", succession(county + "101", county + "201", "甲街道")));

        assertThat(job.getInt("result.households")).isEqualTo(1);
        assertThat(job.getInt("processed")).isEqualTo(1);
        // the second one was told of in a transaction that was rolled back, and again
        assertThat(interruption.told())
                .containsExactly(county + "101", county + "101201", county + "101201", county + "101202");
        assertThat(count(county, county + "201201", null)).isEqualTo(1);
    }

    /** Lets the job fail once between two divisions and once while a household moves. */
    @ApplicationScoped
    static class Interruption {
        private final List<String> told = new CopyOnWriteArrayList<>();
        private volatile String county = "-";
        private volatile String household;

        void of(String code, String id) {
            county = code;
            household = id;
        }

        List<String> told() {
            return List.copyOf(told);
        }

        void on(@Observes DivisionMoved moved) {
            if (moved.from().startsWith(county)) {
                told.add(moved.from());
                if (told.size() == 2) {
                    throw new IllegalStateException("interrupted between two divisions");
                }
            }
        }

        void on(@Observes HouseholdsTouched touched) {
            var interrupted = household;
            if (interrupted != null && touched.households().contains(UUID.fromString(interrupted))) {
                household = null;
                throw new IllegalStateException("interrupted while a household moves");
            }
        }
    }

    @Test
    void recordsOnce_whenManyBringTheSameChange() throws Exception {
        var county = "339916";
        county(county);
        var writers = Executors.newFixedThreadPool(10);
        try {
            List<Callable<Integer>> posts = new ArrayList<>();
            for (var i = 0; i < 10; i++) {
                posts.add(() -> change(
                                "MERGE",
                                succession(county + "101201", county + "101301", "新村"),
                                succession(county + "101202", county + "101301", null))
                        .statusCode());
            }
            var statuses = new ArrayList<Integer>();
            for (var answer : writers.invokeAll(posts)) {
                statuses.add(answer.get());
            }

            assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
            assertThat(statuses).allMatch(status -> status == 201 || status == 409 || status == 422);
        } finally {
            writers.shutdown();
        }
    }

    @Test
    void doesNotReviveAnAbolishedVillage_whenAPlainListIsImported() {
        var county = "339917";
        county(county);
        change("RECODE", succession(county + "101201", county + "101301", "东新村"))
                .then()
                .statusCode(201);

        county(county);

        office(county).get("/api/v1/regions/" + county + "101201").then().body("validTo", equalTo("2025-12-31"));
    }

    @Test
    void keepsTheFormerName_whenAVillageIsRenamed() {
        var county = "339914";
        county(county);

        change("RENAME", succession(county + "101201", county + "101201", "东方红村"))
                .then()
                .statusCode(201);

        office(county)
                .get("/api/v1/regions/" + county + "101201")
                .then()
                .body("name", equalTo("东方红村"))
                .body("formerNames[0].name", equalTo("东村"))
                .body("formerNames[0].until", equalTo("2025-12-31"))
                .body("validTo", equalTo(null));
        office(county)
                .get("/api/v1/regions?name=东村&under=" + county)
                .then()
                .body("items.code", hasItem(county + "101201"));
    }

    @Test
    void refusesWhatDoesNotHold_withAllReasons_andWritesNothing() {
        var county = "339915";
        county(county);

        change(
                        "MERGE",
                        succession(county + "101999", county + "101301", "新村"),
                        succession(county + "101202", county + "999301", null))
                .then()
                .statusCode(422)
                .body("code", equalTo("REGION_CHANGE_REFUSED"))
                .body("reasons.code", hasItems("NOT_A_MERGE", "NOT_IN_FORCE", "NAME_MISSING"))
                .body("reasons.message", notNullValue());
        Anji.province().get("/api/v1/regions/" + county + "101301").then().statusCode(404);
        Anji.province()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "kind",
                        "RENAME",
                        "effectiveOn",
                        "2999-01-01",
                        "source",
                        "x",
                        "successions",
                        List.of(succession(county + "101201", county + "101201", "新名"))))
                .post(CHANGES)
                .then()
                .statusCode(400)
                .body("violations[0].pointer", equalTo("/effectiveOn"));
        Anji.as("province-officer", "32")
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "kind",
                        "RENAME",
                        "effectiveOn",
                        "2026-01-01",
                        "source",
                        "x",
                        "successions",
                        List.of(succession(county + "101201", county + "101201", "新名"))))
                .post(CHANGES)
                .then()
                .statusCode(403);
        Anji.county()
                .contentType(ContentType.JSON)
                .body(Map.of())
                .post(CHANGES)
                .then()
                .statusCode(403);
        var empty = new ArrayList<Map<String, Object>>();
        Anji.province()
                .contentType(ContentType.JSON)
                .body(Map.of("kind", "MERGE", "effectiveOn", "2026-01-01", "source", " ", "successions", empty))
                .post(CHANGES)
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItems("/source", "/successions"));
        office(county)
                .get("/api/v1/households/count?boundariesOf=2025-01-01")
                .then()
                .statusCode(400);
        office(county)
                .get("/api/v1/households/count?region=" + county + "&boundariesOf=gestern")
                .then()
                .statusCode(400);
    }
}
