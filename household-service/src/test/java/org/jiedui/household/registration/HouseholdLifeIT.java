package org.jiedui.household.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.household.Anji;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("HH-03")
class HouseholdLifeIT {
    private static final String SINCE = "2025-01-01";

    @Inject
    DataSource database;

    @BeforeEach
    void county() {
        Anji.regions();
    }

    /** The first households of all pairs suspected in the village, which other tests fill too. */
    private static List<String> suspects() {
        var first = new ArrayList<String>();
        String cursor = null;
        do {
            var request = Anji.county()
                    .queryParam("region", Anji.VILLAGE)
                    .queryParam("limit", 200)
                    .queryParam("ground", "SAME_NAME_AND_BIRTH_DATE");
            var page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/api/v1/households/duplicates")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            first.addAll(page.getList("items.first.id"));
            cursor = page.getString("next");
        } while (cursor != null);
        return first;
    }

    private static Map<String, Object> family() {
        var household = Anji.household(Anji.VILLAGE);
        household.put("registeredOn", SINCE);
        var members = new ArrayList<Object>((List<?>) household.get("members"));
        members.add(Anji.person("SON", LocalDate.of(2002, 3, 4), true));
        household.put("members", members);
        return household;
    }

    private static ValidatableResponse event(
            RequestSpecification who, String household, String verb, Map<String, ?> body) {
        return who.contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(body)
                .post("/api/v1/households/" + household + "/events/" + verb)
                .then();
    }

    private static ValidatableResponse depart(String household, String member, Map<String, ?> body) {
        return Anji.county()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(body)
                .post("/api/v1/households/" + household + "/members/" + member + "/depart")
                .then();
    }

    private static JsonPath asOf(String household, String day) {
        return Anji.county()
                .queryParam("asOf", day)
                .get("/api/v1/households/" + household)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static Map<String, Object> relation(String member, String relation) {
        return Map.of("memberId", member, "relation", relation);
    }

    @Test
    void showsEveryPastDay_whenPeopleCameAndWent_evenRecordedLate() {
        var stored = Anji.registered(family());
        var id = stored.getString("id");
        var baby = new LinkedHashMap<String, Object>(Anji.person("SONS_SON", LocalDate.of(2026, 2, 3), true));
        baby.put("labour", "NONE");
        depart(id, stored.getString("members[1].id"), Map.of("reason", "DIED", "on", "2026-05-01"))
                .statusCode(200)
                .body("memberCount", equalTo(2));
        event(Anji.clerk(), id, "join", Map.of("how", "BORN", "on", "2026-02-03", "member", baby))
                .statusCode(200)
                .body("memberCount", equalTo(3));

        assertThat(asOf(id, "2025-06-30").getList("members")).hasSize(3);
        assertThat(asOf(id, "2026-02-02").getInt("memberCount")).isEqualTo(3);
        assertThat(asOf(id, "2026-02-03").getInt("memberCount")).isEqualTo(4);
        assertThat(asOf(id, "2026-04-30").getList("members.relation"))
                .containsExactlyInAnyOrder("HEAD", "SPOUSE", "SON", "SONS_SON");
        var may = asOf(id, "2026-05-01");
        assertThat(may.getInt("memberCount")).isEqualTo(3);
        assertThat(may.getString("headName")).isEqualTo("赵大山");
        assertThat(may.getString("members[0].idNumber")).matches("\\d{6}\\*{8}.{4}");
        Anji.county()
                .get("/api/v1/households/" + id + "?asOf=2024-12-31")
                .then()
                .statusCode(404);
        Anji.county()
                .get("/api/v1/households/" + id + "?asOf=2999-01-01")
                .then()
                .statusCode(400);
        Anji.county().get("/api/v1/households/" + id + "?asOf=yesterday").then().statusCode(400);
        Anji.as("county-officer", "330522")
                .get("/api/v1/households/" + id + "?asOf=2026-01-01")
                .then()
                .statusCode(404);
        Anji.county()
                .get("/api/v1/households/" + id + "/events")
                .then()
                .statusCode(200)
                .body("items.kind", equalTo(List.of("DEPARTED", "JOINED")));
    }

    @Test
    void refusesADayOnWhichItCannotHaveHappened() {
        var stored = Anji.registered(family());
        var id = stored.getString("id");
        var son = stored.getString("members[2].id");
        depart(id, son, Map.of("reason", "MOVED_OUT", "on", "2024-12-31"))
                .statusCode(422)
                .body("code", equalTo("EVENT_DATE_REFUSED"))
                .body("reasons.code", equalTo(List.of("BEFORE_HOUSEHOLD")));
        depart(id, son, Map.of("reason", "MOVED_OUT", "on", "2999-12-31"))
                .statusCode(422)
                .body("reasons.code", equalTo(List.of("IN_FUTURE")));
        var child = Anji.person("SONS_SON", LocalDate.of(2026, 2, 3), true);
        event(Anji.clerk(), id, "join", Map.of("how", "BORN", "on", "2026-02-01", "member", child))
                .statusCode(422)
                .body("reasons.code", containsInAnyOrder("BEFORE_BIRTH", "NOT_THE_BIRTH_DATE"));
        event(Anji.clerk(), id, "join", Map.of("how", "SPLIT_OFF", "on", "2026-02-03", "member", child))
                .statusCode(400);
        event(Anji.clerk(), id, "join", Map.of("how", "BORN", "on", "2026-02-03", "member", child, "x", 1))
                .statusCode(400)
                .body("code", equalTo("UNKNOWN_PROPERTY"));
        Anji.county()
                .get("/api/v1/households/" + id)
                .then()
                .body("memberCount", equalTo(3))
                .header("ETag", equalTo("\"0\""));
    }

    @Test
    void keepsExactlyOneHead_whenTheHeadDies() {
        var stored = Anji.registered(family());
        var id = stored.getString("id");
        var head = stored.getString("members[0].id");
        var spouse = stored.getString("members[1].id");
        var son = stored.getString("members[2].id");
        depart(id, head, Map.of("reason", "DIED", "on", "2026-05-01"))
                .statusCode(422)
                .body("code", equalTo("HEAD_MUST_STAY"));
        depart(id, head, Map.of("reason", "DIED", "on", "2026-05-01", "newHead", Map.of("memberId", spouse)))
                .statusCode(422)
                .body("code", equalTo("RELATIONS_INCOMPLETE"));
        depart(
                        id,
                        head,
                        Map.of(
                                "reason",
                                "DIED",
                                "on",
                                "2026-05-01",
                                "newHead",
                                Map.of("memberId", spouse, "relations", List.of(relation(son, "SON")))))
                .statusCode(200)
                .body("headName", equalTo("钱小河"))
                .body("members.findAll { it.departedOn == null && it.relation == 'HEAD' }", hasSize(1));

        assertThat(asOf(id, "2026-04-30").getString("headName")).isEqualTo("赵大山");
        assertThat(asOf(id, "2026-05-01").getString("headName")).isEqualTo("钱小河");
        event(
                        Anji.clerk(),
                        id,
                        "change-head",
                        Map.of(
                                "newHead",
                                Map.of("memberId", son, "relations", List.of(relation(spouse, "MOTHER"))),
                                "on",
                                "2026-04-01"))
                .statusCode(409)
                .body("code", equalTo("LATER_CHANGE_EXISTS"));
        depart(id, son, Map.of("reason", "MOVED_OUT", "on", "2026-06-01")).statusCode(200);
        depart(id, spouse, Map.of("reason", "DIED", "on", "2026-07-01"))
                .statusCode(200)
                .body("closedOn", equalTo("2026-07-01"))
                .body("closure", equalTo("DISSOLVED"))
                .body("memberCount", equalTo(0));
        Anji.county()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"address\":\"x\"}")
                .patch("/api/v1/households/" + id)
                .then()
                .statusCode(409)
                .body("code", equalTo("HOUSEHOLD_CLOSED"));
    }

    @Test
    void keepsBothHistories_whenAHouseholdIsSplitAndMergedAgain() {
        var stored = Anji.registered(family());
        var id = stored.getString("id");
        var son = stored.getString("members[2].id");
        event(
                        Anji.clerk(),
                        id,
                        "split",
                        Map.of(
                                "members",
                                List.of(
                                        relation(stored.getString("members[0].id"), "HEAD"),
                                        relation(stored.getString("members[1].id"), "SPOUSE"),
                                        relation(son, "SON")),
                                "on",
                                "2026-03-01"))
                .statusCode(422)
                .body("code", equalTo("SPLIT_NOT_PARTIAL"));
        var fresh = event(
                        Anji.clerk(),
                        id,
                        "split",
                        Map.of(
                                "members",
                                List.of(relation(son, "HEAD")),
                                "address",
                                "3组14号",
                                "on",
                                "2026-03-01",
                                "reason",
                                "成家分户"))
                .statusCode(201)
                .body("memberCount", equalTo(1))
                .body("registeredOn", equalTo("2026-03-01"))
                .extract()
                .jsonPath();
        var newId = fresh.getString("id");

        assertThat(asOf(id, "2026-02-28").getInt("memberCount")).isEqualTo(3);
        assertThat(asOf(id, "2026-03-01").getInt("memberCount")).isEqualTo(2);
        assertThat(asOf(newId, "2026-03-01").getInt("memberCount")).isEqualTo(1);
        Anji.county()
                .get("/api/v1/households/" + newId + "?asOf=2026-02-28")
                .then()
                .statusCode(404);
        Anji.county()
                .get("/api/v1/households/" + newId + "/events")
                .then()
                .body("items[0].kind", equalTo("SPLIT_OFF"))
                .body("items[0].otherHouseholdId", equalTo(id));

        event(
                        Anji.clerk(),
                        id,
                        "merge",
                        Map.of(
                                "householdId",
                                newId,
                                "version",
                                99,
                                "relations",
                                List.of(relation(fresh.getString("members[0].id"), "SON")),
                                "on",
                                "2026-08-01"))
                .statusCode(412);
        event(
                        Anji.clerk(),
                        id,
                        "merge",
                        Map.of(
                                "householdId",
                                newId,
                                "version",
                                fresh.getLong("version"),
                                "relations",
                                List.of(relation(fresh.getString("members[0].id"), "SON")),
                                "on",
                                "2026-08-01"))
                .statusCode(200)
                .body("memberCount", equalTo(3));
        Anji.county()
                .get("/api/v1/households/" + newId)
                .then()
                .statusCode(200)
                .body("closure", equalTo("MERGED"))
                .body("mergedInto", equalTo(id));
        assertThat(asOf(newId, "2026-07-31").getInt("memberCount")).isEqualTo(1);
        assertThat(asOf(newId, "2026-08-01").getInt("memberCount")).isZero();
        assertThat(asOf(id, "2026-07-31").getInt("memberCount")).isEqualTo(2);
        assertThat(asOf(id, "2026-08-01").getInt("memberCount")).isEqualTo(3);
        var open = Anji.county().queryParam("region", Anji.VILLAGE).queryParam("limit", 200);
        open.get("/api/v1/households").then().body("items.id", not(hasItem(newId)));
        Anji.county()
                .queryParam("region", Anji.VILLAGE)
                .queryParam("closed", "true")
                .queryParam("limit", 200)
                .get("/api/v1/households")
                .then()
                .body("items.id", hasItem(newId));
    }

    @Test
    @Tag("HH-01")
    void countsProvinceAndPrefectureAsTheyAre_whateverHasJustChanged() throws SQLException {
        assertCounted();
        var stored = Anji.registered(family());
        assertCounted();
        var fresh = event(
                        Anji.clerk(),
                        stored.getString("id"),
                        "split",
                        Map.of(
                                "members",
                                List.of(relation(stored.getString("members[2].id"), "HEAD")),
                                "on",
                                "2026-03-01"))
                .statusCode(201)
                .extract()
                .jsonPath();
        assertCounted();
        event(
                        Anji.clerk(),
                        stored.getString("id"),
                        "merge",
                        Map.of(
                                "householdId",
                                fresh.getString("id"),
                                "version",
                                fresh.getLong("version"),
                                "relations",
                                List.of(relation(fresh.getString("members[0].id"), "SON")),
                                "on",
                                "2026-08-01"))
                .statusCode(200);
        assertCounted();
    }

    private void assertCounted() throws SQLException {
        for (var region : List.of("33", "3305")) {
            try (var connection = database.getConnection();
                    var select = connection.prepareStatement(
                            "SELECT COUNT(*) FROM household WHERE closed_on IS NULL AND region LIKE '" + region
                                    + "%'");
                    var row = select.executeQuery()) {
                row.next();
                Anji.province()
                        .get("/api/v1/households/count?region=" + region)
                        .then()
                        .statusCode(200)
                        .body("count", equalTo(row.getInt(1)));
            }
        }
    }

    @Test
    void movesTheWholeHousehold_withItsRecords_toAnotherVillage() {
        var poor = family();
        poor.put("incomes", List.of(Anji.income(2025, "900.00")));
        var stored = Anji.registered(poor);
        var id = stored.getString("id");
        event(
                        Anji.township(),
                        id,
                        "relocate",
                        Map.of("region", Anji.OTHER_VILLAGE, "address", "安置小区", "on", "2026-03-01"))
                .statusCode(403)
                .body("code", equalTo("OUTSIDE_REGION"));
        event(Anji.county(), id, "relocate", Map.of("region", "330523104999", "address", "安置小区", "on", "2026-03-01"))
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_REGION"));
        event(
                        Anji.county(),
                        id,
                        "relocate",
                        Map.of("region", Anji.OTHER_VILLAGE, "address", "安置小区", "on", "2026-03-01"))
                .statusCode(200)
                .body("region", equalTo(Anji.OTHER_VILLAGE))
                .body("householdNumber", equalTo(stored.getString("householdNumber")));

        Anji.township().get("/api/v1/households/" + id).then().statusCode(404);
        var there = Anji.as("township-officer", "330523101");
        there.get("/api/v1/households/" + id).then().statusCode(200);
        Anji.as("township-officer", "330523101")
                .get("/api/v1/risk-alerts/" + stored.getString("openAlertId"))
                .then()
                .statusCode(200)
                .body("region", equalTo(Anji.OTHER_VILLAGE));
        assertThat(asOf(id, "2026-02-28").getString("region")).isEqualTo(Anji.VILLAGE);
        assertThat(asOf(id, "2026-02-28").getString("address")).isEqualTo("3组12号");
        assertThat(asOf(id, "2026-03-01").getString("region")).isEqualTo(Anji.OTHER_VILLAGE);
    }

    @Test
    @Tag("HH-22")
    void keepsTheReason_whenAFieldIsChanged() {
        var id = Anji.registered(family()).getString("id");
        var path = "/api/v1/households/" + id;
        Anji.county()
                .contentType("application/merge-patch+json")
                .header("If-Match", "\"0\"")
                .header("Change-Reason", java.net.URLEncoder.encode("入户核实", java.nio.charset.StandardCharsets.UTF_8))
                .body("{\"address\":\"5组1号\"}")
                .patch(path)
                .then()
                .statusCode(200);
        Anji.county()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .header("Change-Reason", "%zz")
                .body("{\"address\":\"6组1号\"}")
                .patch(path)
                .then()
                .statusCode(400);

        Anji.county()
                .get(path + "/history")
                .then()
                .body("items", hasSize(2))
                .body("items[0].effectiveOn", equalTo(SINCE))
                .body("items[1].reason", equalTo("入户核实"))
                .body("items[1].source", equalTo("APP"));
    }

    @Test
    @Tag("HH-06")
    void keepsLandAssetsAndWishes() {
        var id = Anji.registered(family()).getString("id");
        var path = "/api/v1/households/" + id;
        Anji.clerk()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Map.of(
                        "assets",
                        List.of(Map.of("kind", "TEA", "amount", "1.2"), Map.of("kind", "FARMLAND", "amount", "3.50"))))
                .put(path + "/assets")
                .then()
                .statusCode(200)
                .body("assets.kind", equalTo(List.of("FARMLAND", "TEA")))
                .body("assets.amount", equalTo(List.of("3.50", "1.20")));
        Anji.clerk()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Map.of(
                        "assets",
                        List.of(
                                Map.of("kind", "TEA", "amount", "1.234"),
                                Map.of("kind", "TEA", "amount", "-1"),
                                Map.of("kind", "OTHER", "amount", "1"))))
                .put(path + "/assets")
                .then()
                .statusCode(400)
                .body(
                        "violations.pointer",
                        hasItems("/assets/0/amount", "/assets/1/amount", "/assets/1/kind", "/assets/2/note"));
        Anji.clerk()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Map.of("needs", List.of("SALES"), "wishes", List.of("LEARN_A_TRADE"), "wishesRemark", "学炒茶"))
                .put(path + "/needs")
                .then()
                .statusCode(200)
                .body("wishes", equalTo(List.of("LEARN_A_TRADE")))
                .body("wishesRemark", equalTo("学炒茶"));
    }

    @Test
    @Tag("HH-04")
    void findsAPersonByPartOfTheNameAndByPinyin_insideTheRegionOnly() {
        var household = family();
        var members = new ArrayList<Object>((List<?>) household.get("members"));
        var rare = new LinkedHashMap<String, Object>(Anji.person("DAUGHTER", LocalDate.of(2003, 3, 4), false));
        rare.put("name", "单翡翠");
        members.add(rare);
        household.put("members", members);
        var id = Anji.registered(household).getString("id");
        for (var name : List.of("翡翠", "单翡翠", "翡", "sfc", "DFC", "danfeic", "shan fei cui", "shanfeicui")) {
            search(Anji.county(), name, "330523").statusCode(200).body("items.id", hasItem(id));
        }
        search(Anji.county(), "feicui", "330523").body("items.id", not(hasItem(id)));
        search(Anji.county(), "翡翠", Anji.OTHER_VILLAGE).body("items.id", not(hasItem(id)));
        search(Anji.as("county-officer", "330522"), "翡翠", "330523").body("items", hasSize(0));
        search(Anji.county(), "翡%", "330523").body("items", hasSize(0));
        search(Anji.county(), "s", "330523").statusCode(400);
        search(Anji.county(), "翡翠", "33").statusCode(400);
    }

    private static ValidatableResponse search(RequestSpecification who, String name, String region) {
        return who.contentType(ContentType.JSON)
                .body(Map.of("name", name, "region", region))
                .post("/api/v1/households/search")
                .then();
    }

    @Test
    @Tag("HH-04")
    void mergesDuplicates_andUndoesTheMergeExactly() {
        var first = family();
        // Nobody else of these tests was born on that day
        first.put(
                "members",
                List.of(
                        Anji.person("HEAD", LocalDate.of(1971, 3, 9), true),
                        Anji.person("SPOUSE", LocalDate.of(1972, 8, 9), false),
                        Anji.person("SON", LocalDate.of(2002, 3, 4), true)));
        var stored = Anji.registered(first);
        var id = stored.getString("id");
        var second = Anji.household(Anji.VILLAGE);
        var twin = new LinkedHashMap<String, Object>();
        twin.put("name", "赵大山");
        twin.put("relation", "HEAD");
        twin.put("birthDate", "1971-03-09");
        twin.put("sex", "MALE");
        twin.put("labour", "ORDINARY");
        twin.put("schooling", "NOT_AT_SCHOOL");
        twin.put("phone", "13912340000");
        var daughter = Anji.person("DAUGHTER", LocalDate.of(2004, 4, 4), false);
        second.put("members", List.of(twin, daughter));
        second.put("address", "3组12号东");
        second.put("externalId", "x-" + id);
        var double2 = Anji.registered(second);
        var otherId = double2.getString("id");

        Anji.county()
                .get("/api/v1/households/" + id + "/duplicates")
                .then()
                .statusCode(200)
                .body("items.find { it.second.id == '" + otherId + "' }.grounds", hasItem("SAME_NAME_AND_BIRTH_DATE"));
        assertThat(suspects()).contains(id);
        Anji.county().get("/api/v1/households/duplicates?region=33").then().statusCode(400);
        Anji.county()
                .get("/api/v1/households/" + id + "/duplicates/" + otherId)
                .then()
                .statusCode(200)
                .body("differences", hasItems("address", "externalId"))
                .body("first.id", equalTo(id))
                .body("second.id", equalTo(otherId));

        var before = rows(id);
        var beforeOther = rows(otherId);
        Map<String, Object> order = Map.of(
                "version",
                0,
                "take",
                List.of("ADDRESS", "EXTERNAL_ID"),
                "members",
                List.of(relation(double2.getString("members[1].id"), "DAUGHTER")),
                "reason",
                "同一户重复建档");
        var merge = Anji.county()
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(order)
                .post("/api/v1/households/" + id + "/duplicates/" + otherId + "/merge")
                .then()
                .statusCode(200)
                .body("household.memberCount", equalTo(4))
                .body("household.address", equalTo("3组12号东"))
                .body("household.externalId", equalTo("x-" + id))
                .extract()
                .jsonPath();
        Anji.county()
                .get("/api/v1/households/" + otherId)
                .then()
                .body("closure", equalTo("DUPLICATE"))
                .body("mergedInto", equalTo(id))
                .body("memberCount", equalTo(0));

        undo(id, merge.getString("id")).statusCode(200);

        assertThat(rows(id)).isEqualTo(before);
        assertThat(rows(otherId)).isEqualTo(beforeOther);
        undo(id, merge.getString("id")).statusCode(409).body("reasons.code", equalTo(List.of("UNDONE_ALREADY")));

        var version =
                Anji.county().get("/api/v1/households/" + otherId).jsonPath().getLong("version");
        var again = new LinkedHashMap<>(order);
        again.put("version", version);
        var second2 = Anji.county()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(again)
                .post("/api/v1/households/" + id + "/duplicates/" + otherId + "/merge")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        Anji.county()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"address\":\"7组\"}")
                .patch("/api/v1/households/" + id)
                .then()
                .statusCode(200);
        undo(id, second2.getString("id"))
                .statusCode(409)
                .body("code", equalTo("MERGE_NOT_UNDOABLE"))
                .body("reasons.code", hasItems("CHANGED_SINCE", "LATER_CHANGE"));
        Anji.county()
                .get("/api/v1/households/" + id + "/merges")
                .then()
                .body("items", hasSize(2))
                .body("items[0].undoneAt", nullValue());
    }

    @Test
    @Tag("HH-04")
    void undoesAMerge_whenTheDuplicateIsTheOlderFile_andItsClientsIdWasTaken() {
        var older = family();
        var externalId = "older-" + java.util.UUID.randomUUID();
        older.put("externalId", externalId);
        var otherId = Anji.registered(older).getString("id");
        var id = Anji.registered(family()).getString("id");
        var before = rows(id);
        var beforeOther = rows(otherId);
        var merge = merge(id, otherId, List.of("EXTERNAL_ID"))
                .body("household.externalId", equalTo(externalId))
                .extract()
                .jsonPath();

        undo(id, merge.getString("id")).statusCode(200);

        assertThat(rows(id)).isEqualTo(before);
        assertThat(rows(otherId)).isEqualTo(beforeOther);
    }

    @Test
    @Tag("HH-04")
    @Tag("HH-15")
    void keepsWhatIsKnownOfTheRisk_whenOnlyTheDuplicateHadIt_untilTheMergeIsUndone() {
        var silent = family();
        silent.put("incomes", List.of());
        var id = Anji.registered(silent).getString("id");
        var poor = family();
        poor.put("incomes", List.of(Anji.income(2025, "900.00")));
        var otherId = Anji.registered(poor).getString("id");
        var today = LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")).toString();
        for (var deed : Map.of(
                        "/visits", Map.of("day", today, "manner", "HOME", "reached", true, "content", "家中有病人"),
                        "/shocks",
                                Map.of(
                                        "kind",
                                        "MEDICAL_EXPENSE",
                                        "amount",
                                        "90000.00",
                                        "day",
                                        today,
                                        "source",
                                        "SELF_REPORT"))
                .entrySet()) {
            Anji.county()
                    .contentType(ContentType.JSON)
                    .body(deed.getValue())
                    .post("/api/v1/households/" + otherId + deed.getKey())
                    .then()
                    .statusCode(201);
        }
        var before = rows(id);

        var merged = merge(id, otherId, List.of())
                .body("household.lastVisitedOn", equalTo(today))
                .body("household.incomePerCapita", equalTo("300.00"))
                .extract()
                .jsonPath();

        Anji.county()
                .get("/api/v1/risk-alerts/" + merged.getString("household.openAlertId"))
                .then()
                .statusCode(200)
                .body("reasons.code", hasItems("INCOME_BELOW_LINE", "MEDICAL_EXPENSE"));
        Anji.county().get("/api/v1/households/" + id + "/shocks").then().body("items", hasSize(1));

        undo(id, merged.getString("id")).statusCode(200);
        assertThat(rows(id)).isEqualTo(before);
        Anji.county().get("/api/v1/households/" + id + "/shocks").then().body("items", hasSize(0));
        Anji.county().get("/api/v1/households/" + otherId + "/shocks").then().body("items", hasSize(1));
        Anji.county().get("/api/v1/households/" + id + "/incomes").then().body("items", hasSize(0));
    }

    private static ValidatableResponse merge(String id, String otherId, List<String> take) {
        var version =
                Anji.county().get("/api/v1/households/" + otherId).jsonPath().getLong("version");
        return Anji.county()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Map.of("version", version, "take", take, "members", List.of(), "reason", "同一户重复建档"))
                .post("/api/v1/households/" + id + "/duplicates/" + otherId + "/merge")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse undo(String id, String merge) {
        return Anji.county()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Map.of("reason", "误合并"))
                .post("/api/v1/households/" + id + "/merges/" + merge + "/undo")
                .then();
    }

    /** All that is shown of a household, without version and time of change. */
    private static Map<String, Object> rows(String id) {
        Map<String, Object> shown = new LinkedHashMap<>(
                Anji.county().get("/api/v1/households/" + id).jsonPath().getMap("$"));
        shown.keySet().removeAll(List.of("version", "updatedAt"));
        return shown;
    }
}
