package org.jiedui.pairing.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.jiedui.pairing.Stage.as;
import static org.jiedui.pairing.Stage.household;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.pairing.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is remembered of helpers between two searches is never old. Each test has a county of its own. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("PA-13")
class CandidateIT {
    @Test
    void seesWhatChangedSinceTheLastSearch() {
        var county = "361131";
        var household = household(county + "100201", Map.of());
        var other = household(county + "100201", Map.of());
        var helper = registered(county, "甲局", "TECHNICAL_CADRE");
        assertThat(candidate(county, household, helper)).containsEntry("placesLeft", 5);

        office(county)
                .body(Stage.proposal(helper, other, "PRIMARY"))
                .post("/api/v1/pairings")
                .then()
                .statusCode(201);
        assertThat(candidate(county, household, helper)).containsEntry("placesLeft", 4);
        assertThat(candidate(county, other, helper).get("vetoes").toString()).contains("ALREADY_PAIRED");

        var late = registered(county, "乙局", "TECHNICAL_CADRE");
        assertThat(candidate(county, household, late)).containsEntry("feasible", true);

        office(county)
                .header(
                        "If-Match",
                        office(county).get("/api/v1/helpers/" + late).header("ETag"))
                .body(body(county, "丙局", "VOLUNTEER"))
                .put("/api/v1/helpers/" + late)
                .then()
                .statusCode(200);
        assertThat(candidate(county, household, late))
                .containsEntry("kind", "VOLUNTEER")
                .containsEntry("unit", "丙局");
    }

    @Test
    void ranksWhoIsInNeedOrTiedBehindTheOthers_alsoWhenOnlyTheBestAreAskedFor() {
        var county = "361132";
        var household = household(county + "100201", Map.of());
        var own = household(county + "100202", Map.of());
        var needy = registered(county, "甲局", "TECHNICAL_CADRE");
        var tied = registered(county, "乙局", "TECHNICAL_CADRE");
        var free = registered(county, "丙局", "TECHNICAL_CADRE");
        assertThat(items(county, household, 1)).hasSize(1);
        conflict(county, needy, own, "MEMBER");
        conflict(county, tied, household, "RELATIVE");

        assertThat(items(county, household, 1))
                .extracting(item -> item.get("helperId"))
                .containsExactly(free);
        var all = items(county, household, 10);
        assertThat(all).extracting(item -> item.get("feasible")).containsExactly(true, false, false);
        assertThat(candidate(county, household, needy).get("vetoes").toString()).contains("HELPER_IN_NEED");
        assertThat(candidate(county, household, tied).get("vetoes").toString()).contains("CONFLICT_OF_INTEREST");
    }

    @Test
    @Tag("PA-06")
    void countsPlacesOnTheDaysOfTheTerm_forPersonsAndTeams() {
        var county = "361144";
        var household = household(county + "100201", Map.of());
        var helper = registered(county, "甲局", "TECHNICAL_CADRE");
        assertThat(places(county, household, "", helper)).isEqualTo(5);
        String team = office(county)
                .body(Map.of(
                        "kind",
                        "VILLAGE_TEAM",
                        "name",
                        "甲队",
                        "unit",
                        "乙局",
                        "unitLevel",
                        "COUNTY",
                        "region",
                        county,
                        "members",
                        List.of(Map.of(
                                "helperId",
                                registered(county, "乙局", "TECHNICAL_CADRE"),
                                "role",
                                "FIRST_SECRETARY",
                                "since",
                                "2026-01-01"))))
                .post("/api/v1/teams")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        var last = LocalDate.parse(Stage.inMonths(12));
        for (var side : Map.of("helperId", helper, "teamId", team).entrySet()) {
            var body = new HashMap<>(Stage.proposal(helper, household(county + "100202", Map.of()), "PRIMARY"));
            body.remove("helperId");
            body.put(side.getKey(), side.getValue());
            body.put("to", last.toString());
            office(county).body(body).post("/api/v1/pairings").then().statusCode(201);
        }

        var after = "&from=" + last.plusDays(1);
        assertThat(places(county, household, "&from=" + last, helper)).isEqualTo(4);
        assertThat(places(county, household, after, helper)).isEqualTo(5);
        assertThat(places(county, household, "&helperSide=TEAM&from=" + last, team))
                .isEqualTo(0);
        assertThat(places(county, household, "&helperSide=TEAM" + after, team)).isEqualTo(1);
    }

    @Test
    @Tag("PA-06")
    void seesWhenAPlaceIsTakenLonger() {
        var county = "361145";
        var household = household(county + "100201", Map.of());
        var helper = registered(county, "甲局", "TECHNICAL_CADRE");
        var last = LocalDate.parse(Stage.inMonths(12));
        var body = new HashMap<>(Stage.proposal(helper, household(county + "100202", Map.of()), "PRIMARY"));
        body.put("to", last.toString());
        String pairing = office(county)
                .body(body)
                .post("/api/v1/pairings")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        for (var verb : List.of("accept", "publicise", "confirm")) {
            step(county, pairing, verb, Map.of());
        }
        var after = "&from=" + last.plusDays(1);
        assertThat(places(county, household, after, helper)).isEqualTo(5);

        step(county, pairing, "extend", Map.of("to", last.plusDays(1).toString(), "reason", "OTHER"));
        assertThat(places(county, household, after, helper)).isEqualTo(4);

        var today = LocalDate.parse(Stage.inMonths(0));
        step(
                county,
                pairing,
                "replace-helper",
                Map.of(
                        "helperId",
                        registered(county, "乙局", "TECHNICAL_CADRE"),
                        "from",
                        today.toString(),
                        "overlapDays",
                        30,
                        "reason",
                        "OTHER"));
        assertThat(places(county, household, "&from=" + today.plusDays(29), helper))
                .isEqualTo(4);
        assertThat(places(county, household, "&from=" + today.plusDays(30), helper))
                .isEqualTo(5);
    }

    private static void step(String county, String pairing, String verb, Map<String, ?> body) {
        office(county)
                .header(
                        "If-Match",
                        office(county).get("/api/v1/pairings/" + pairing).header("ETag"))
                .body(body)
                .post("/api/v1/pairings/" + pairing + "/" + verb)
                .then()
                .statusCode(200);
    }

    private static Object places(String county, UUID household, String more, String helper) {
        return office(county)
                .get("/api/v1/pairings/candidates?limit=200&household=" + household + more)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .get("items.find { it.helperId == '" + helper + "' }.placesLeft");
    }

    @Test
    void ranksThoseForWhomSomebodyIsMissing_whenAHelperIsAskedFor() {
        var county = "361146";
        var village = county + "100201";
        var pupil = household(village, Map.of("needs", List.of("SCHOOLING"), "causes", List.of()));
        var patient = household(village, Map.of("needs", List.of("MEDICAL_CARE"), "causes", List.of()));
        var own = household(village, Map.of());
        household(village, Map.of("inCare", false));
        var helper = registered(county, "甲局", "TECHNICAL_CADRE");
        conflict(county, helper, own, "RELATIVE");
        office(county)
                .body(Stage.proposal(
                        registered(county, "乙局", "TECHNICAL_CADRE"), household(village, Map.of()), "PRIMARY"))
                .post("/api/v1/pairings")
                .then()
                .statusCode(201);

        var found = helped(county, "helper=" + helper);

        assertThat(found)
                .extracting(each -> each.get("id"))
                .containsExactly(pupil.toString(), patient.toString(), own.toString());
        assertThat(found).extracting(each -> each.get("feasible")).containsExactly(true, true, false);
        assertThat(found.get(2).get("vetoes").toString()).contains("CONFLICT_OF_INTEREST");
        for (var each : found) {
            // the same policy, and the same explanations
            var other = candidate(county, UUID.fromString((String) each.get("id")), helper);
            for (var what : List.of("score", "reasons", "vetoes", "wouldBeFeasible")) {
                assertThat(each).containsEntry(what, other.get(what));
            }
        }
    }

    @Test
    void looksForMenteesAndOnlyInOnesOwnRegion_whenAHelperIsAskedFor() {
        var county = "361147";
        var helper = registered(county, "甲局", "TECHNICAL_CADRE");
        String mentee = office(county)
                .body(Map.of(
                        "name",
                        "李明",
                        "post",
                        "村干部",
                        "unit",
                        "某村",
                        "unitLevel",
                        "VILLAGE",
                        "goals",
                        List.of("MENTORING"),
                        "region",
                        county + "100201"))
                .post("/api/v1/mentees")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        assertThat(helped(county, "programme=MENTORING&helper=" + helper))
                .extracting(each -> each.get("id"))
                .containsExactly(mentee);
        assertThat(helped(county, "helper=" + helper)).isEmpty();
        assertThat(helped(county, "programme=MENTORING&region=" + county + "200&helper=" + helper))
                .isEmpty();
        office("361132")
                .get("/api/v1/pairings/candidates/helped?helper=" + helper)
                .then()
                .statusCode(404);
        office(county).get("/api/v1/pairings/candidates/helped").then().statusCode(400);
    }

    private static List<Map<String, Object>> helped(String county, String query) {
        return office(county)
                .get("/api/v1/pairings/candidates/helped?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    @Test
    void refusesATerm_thatEndsBeforeItBegins() {
        var county = "361133";
        office(county)
                .queryParam("village", county + "100201")
                .queryParam("from", "2026-03-02")
                .queryParam("to", "2026-03-01")
                .get("/api/v1/pairings/candidates")
                .then()
                .statusCode(400)
                .body("violations.pointer", contains("?to"), "violations.code", contains("TERM_INVERTED"));
    }

    private static void conflict(String county, String helper, UUID household, String kind) {
        office(county)
                .body(Map.of("householdId", household.toString(), "kind", kind))
                .post("/api/v1/helpers/" + helper + "/conflicts")
                .then()
                .statusCode(201);
    }

    private static Map<String, Object> candidate(String county, UUID household, String helper) {
        return items(county, household, 200).stream()
                .filter(item -> helper.equals(item.get("helperId")))
                .findFirst()
                .orElseThrow();
    }

    private static List<Map<String, Object>> items(String county, UUID household, int limit) {
        return office(county)
                .queryParam("household", household)
                .queryParam("limit", limit)
                .get("/api/v1/pairings/candidates")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    private static String registered(String county, String unit, String kind) {
        return office(county)
                .body(body(county, unit, kind))
                .post("/api/v1/helpers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Map<String, Object> body(String county, String unit, String kind) {
        var body = Stage.helper(unit, null);
        body.put("kind", kind);
        body.put("region", county);
        body.put("primaryPlaces", 5);
        return body;
    }

    private static RequestSpecification office(String county) {
        return as("county-officer", county, "county-" + county);
    }
}
