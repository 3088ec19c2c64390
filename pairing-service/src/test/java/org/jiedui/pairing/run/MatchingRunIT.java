package org.jiedui.pairing.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.jiedui.pairing.Stage.as;
import static org.jiedui.pairing.Stage.await;
import static org.jiedui.pairing.Stage.household;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.pairing.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each test has a county of its own. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("PA-14")
class MatchingRunIT {
    private static final String MATCHINGS = "/api/v1/matchings";

    @Test
    void findsTheBestPairsAndPublishesThem_whenAllHouseholdsNeedAHelper() {
        var county = "331101";
        var teacher = helper(county, "县教育局", 1, List.of("EDUCATION"));
        var doctor = helper(county, "县卫健局", 1, List.of("MEDICINE"));
        var pupil = household(county + "104201", Map.of("needs", List.of("SCHOOLING"), "causes", List.of()));
        var patient = household(county + "104201", Map.of("needs", List.of("MEDICAL_CARE"), "causes", List.of()));

        var run = proposed(begin(county, Map.of()));
        assertThat(run.getInt("matched")).isEqualTo(2);
        assertThat(run.getBoolean("optimal")).isTrue();
        assertThat(run.getDouble("gap")).isZero();
        var lines = lines(county, run.getString("id"));
        assertThat(helperOf(lines, pupil)).isEqualTo(teacher);
        assertThat(helperOf(lines, patient)).isEqualTo(doctor);

        decide(county, run.getString("id"), "publish").then().statusCode(202);
        await(() -> "PUBLISHED".equals(one(county, run.getString("id")).getString("state")));
        var published = lines(county, run.getString("id"));
        assertThat(published.getList("items.pairingId")).hasSize(2).doesNotContainNull();
        office(county)
                .get("/api/v1/pairings/" + published.getString("items[0].pairingId"))
                .then()
                .statusCode(200)
                .body("state", equalTo("PROPOSED"));
    }

    @Test
    void namesTheRulesThatBlock_whenNobodyMayHelp() {
        var county = "331102";
        helper(county, "县教育局", 0, List.of("EDUCATION"));
        household(county + "104201", Map.of());
        var run = proposed(begin(county, Map.of()));
        assertThat(run.getInt("unmatched")).isEqualTo(1);
        var lines = lines(county, run.getString("id"));
        assertThat(lines.getInt("items[0].explanation.blocked.CAPACITY_FULL")).isGreaterThanOrEqualTo(1);
        assertThat(run.getMap("whatIf.onePlaceMore")).isNotEmpty();
    }

    @Test
    @Tag("PA-12")
    void takesTwoDepartments_whenAChildIsOutOfSchool() {
        var county = "331103";
        helper(county, "县教育局", 5, List.of("EDUCATION"));
        helper(county, "县教育局", 5, List.of("EDUCATION"));
        helper(county, "县人社局", 5, List.of());
        household(county + "104201", Map.of("childrenOutOfSchool", 1));
        var run = proposed(begin(county, Map.of()));
        assertThat(run.getInt("matched")).isEqualTo(2);
        var chosen = lines(county, run.getString("id")).<String>getList("items.helperId");
        var units = new HashSet<String>();
        chosen.forEach(
                id -> units.add(office(county).get("/api/v1/helpers/" + id).path("unit")));
        assertThat(units).containsExactlyInAnyOrder("县教育局", "县人社局");
    }

    @Test
    void keepsTheLock_whenTheProposalIsEdited() {
        var county = "331104";
        helper(county, "县教育局", 1, List.of("EDUCATION"));
        var other = helper(county, "县卫健局", 1, List.of("MEDICINE"));
        var pupil = household(county + "104201", Map.of("needs", List.of("SCHOOLING"), "causes", List.of()));
        var run = proposed(begin(county, Map.of()));
        var next = office(county)
                .header("If-Match", etag(county, run.getString("id")))
                .body(Map.of("locks", List.of(Map.of("household", pupil.toString(), "helper", other))))
                .post(MATCHINGS + "/" + run.getString("id") + "/edit");
        next.then().statusCode(202).body("basedOn", equalTo(run.getString("id")));
        var edited = proposed(next.jsonPath());
        assertThat(helperOf(lines(county, edited.getString("id")), pupil)).isEqualTo(other);
        assertThat(one(county, run.getString("id")).getString("state")).isEqualTo("DROPPED");

        decide(county, edited.getString("id"), "drop").then().statusCode(200).body("state", equalTo("DROPPED"));
        decide(county, edited.getString("id"), "publish")
                .then()
                .statusCode(409)
                .body("code", equalTo("ILLEGAL_TRANSITION"));
    }

    @Test
    void refusesTheRequest_whenItContradictsItself() {
        var county = "331105";
        var pair = Map.of(
                "household",
                UUID.randomUUID().toString(),
                "helper",
                UUID.randomUUID().toString());
        var body = body(county);
        body.put("locks", List.of(pair));
        body.put("vetoes", List.of(pair));
        office(county)
                .body(body)
                .post(MATCHINGS)
                .then()
                .statusCode(422)
                .body("code", equalTo("CONTRADICTORY_LOCKS"), "reasons.code", hasItem("LOCKED_AND_VETOED"));

        var zero = body(county);
        zero.put("to", "2020-01-01");
        zero.put(
                "weights",
                Map.of(
                        "KIND_FITS_VILLAGE",
                        0,
                        "SKILL_MEETS_NEED",
                        0,
                        "NEAR",
                        0,
                        "LIGHT_LOAD",
                        0,
                        "PAST_EVALUATION",
                        0));
        office(county)
                .body(zero)
                .post(MATCHINGS)
                .then()
                .statusCode(400)
                .body("violations.code", hasItems("ALL_ZERO", "TERM_INVERTED"));

        var negative = body(county);
        negative.put("weights", Map.of("NEAR", -1));
        office(county).body(negative).post(MATCHINGS).then().statusCode(400);

        office(county).body(body("33")).post(MATCHINGS).then().statusCode(403);
    }

    @Test
    void failsWithTheRule_whenALockBreaksOne() {
        var county = "331106";
        var full = helper(county, "县教育局", 0, List.of());
        var household = household(county + "104201", Map.of());
        var body = body(county);
        body.put("locks", List.of(Map.of("household", household.toString(), "helper", full)));
        var begun = office(county).body(body).post(MATCHINGS);
        begun.then().statusCode(202);
        var id = begun.jsonPath().getString("id");
        await(() -> "FAILED".equals(one(county, id).getString("state")));
        assertThat(one(county, id).getString("error")).isEqualTo("CONTRADICTORY_LOCKS");
    }

    private static RequestSpecification office(String county) {
        return as("county-officer", county, "office-" + county);
    }

    private static Map<String, Object> body(String region) {
        return new HashMap<>(Map.of("region", region, "programme", "HOUSEHOLD_HELP", "from", "2026-01-01"));
    }

    private static JsonPath begin(String county, Map<String, ?> more) {
        var body = body(county);
        body.putAll(more);
        var answer = office(county).body(body).post(MATCHINGS);
        answer.then().statusCode(202);
        return answer.jsonPath();
    }

    private static JsonPath proposed(JsonPath begun) {
        var county = begun.getString("region");
        var id = begun.getString("id");
        await(() -> !"SEARCHING".equals(one(county, id).getString("state")));
        var run = one(county, id);
        assertThat(run.getString("state")).isEqualTo("PROPOSED");
        return run;
    }

    private static JsonPath one(String county, String id) {
        return office(county).get(MATCHINGS + "/" + id).jsonPath();
    }

    private static String etag(String county, String id) {
        return office(county).get(MATCHINGS + "/" + id).header("ETag");
    }

    private static Response decide(String county, String id, String verb) {
        return office(county)
                .header("If-Match", etag(county, id))
                .body(Map.of())
                .post(MATCHINGS + "/" + id + "/" + verb);
    }

    private static JsonPath lines(String county, String id) {
        return office(county).get(MATCHINGS + "/" + id + "/lines").jsonPath();
    }

    private static String helperOf(JsonPath lines, UUID household) {
        return lines.getString("items.find { it.householdId == '" + household + "' }.helperId");
    }

    private static String helper(String county, String unit, int places, List<String> skills) {
        var body = Stage.helper(unit, null);
        body.put("region", county);
        body.put("skills", skills);
        body.put("primaryPlaces", places);
        return office(county)
                .body(body)
                .post("/api/v1/helpers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
