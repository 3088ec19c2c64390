package org.jiedui.pairing.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.jiedui.pairing.Stage.VILLAGE;
import static org.jiedui.pairing.Stage.active;
import static org.jiedui.pairing.Stage.as;
import static org.jiedui.pairing.Stage.county;
import static org.jiedui.pairing.Stage.daysAgo;
import static org.jiedui.pairing.Stage.helper;
import static org.jiedui.pairing.Stage.household;
import static org.jiedui.pairing.Stage.proposal;
import static org.jiedui.pairing.Stage.proposed;
import static org.jiedui.pairing.Stage.registered;
import static org.jiedui.pairing.Stage.step;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.testing.RealServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The numbers of a programme: what they refuse, and what no longer fits when they are revised. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class MisfitIT {
    @Test
    @Tag("PA-01")
    void confirmsTheFirst_onlyWhenAsManyAreOnTheirWayAsTheProgrammeAsksFor() {
        revise("TWO_AT_LEAST", Map.of("minHelpers", 2)).then().statusCode(200);
        var household = household(VILLAGE, Map.of());
        var first = proposed(in("TWO_AT_LEAST", "县机要局", household, "PRIMARY"));
        step(first, "accept", Map.of()).then().statusCode(200);
        step(first, "publicise", Map.of()).then().statusCode(200);

        step(first, "confirm", Map.of())
                .then()
                .statusCode(422)
                .body("code", equalTo("PROGRAMME_FORBIDS"), "reasons.code", contains("MIN_HELPERS"));
        // help of another programme does not count
        proposed(proposal(registered(helper("县保密局", null)), household, "SUPPORTING"));
        step(first, "confirm", Map.of()).then().statusCode(422);
        proposed(in("TWO_AT_LEAST", "县编办", household, "SUPPORTING"));
        step(first, "confirm", Map.of()).then().statusCode(200);
    }

    @Test
    @Tag("PA-01")
    @Tag("PA-13")
    void namesAsManyMissingHelpers_asTheProgrammeAsksForAndTakesInTheRole() {
        revise("THREE_AT_LEAST", Map.of("minHelpers", 3)).then().statusCode(200);
        var household = household(VILLAGE, Map.of());
        missing(household, "PRIMARY", 1);
        missing(household, "SUPPORTING", 3);

        proposed(in("THREE_AT_LEAST", "县文旅局", household, "PRIMARY"));

        missing(household, "PRIMARY", 0);
        missing(household, "SUPPORTING", 2);
    }

    private static void missing(UUID household, String role, int expected) {
        county().queryParam("household", household)
                .queryParam("programme", "THREE_AT_LEAST")
                .queryParam("role", role)
                .queryParam("limit", 1)
                .get("/api/v1/pairings/candidates")
                .then()
                .statusCode(200)
                .body("missingPartners", equalTo(expected));
    }

    @Test
    @Tag("PA-01")
    void confirmsTheFirst_onlyWhenItsHelperHasAsManyAsTheProgrammeAsksFor() {
        revise("TWO_TO_HELP", Map.of("minHelped", 2)).then().statusCode(200).body("rules.minHelped", equalTo(2));
        var helper = registered(helper("县融媒体中心", null));
        var first = proposed(to("TWO_TO_HELP", helper, "PRIMARY"));
        step(first, "accept", Map.of()).then().statusCode(200);
        step(first, "publicise", Map.of()).then().statusCode(200);

        step(first, "confirm", Map.of())
                .then()
                .statusCode(422)
                .body("code", equalTo("PROGRAMME_FORBIDS"), "reasons.code", contains("MIN_HELPED"));
        assertThat(county().get("/api/v1/pairing/programmes/TWO_TO_HELP/misfits")
                        .<List<String>>path("items.id"))
                .containsExactly(first);
        proposed(to("TWO_TO_HELP", helper, "SUPPORTING"));
        step(first, "confirm", Map.of()).then().statusCode(200);
        assertThat(county().get("/api/v1/pairing/programmes/TWO_TO_HELP/misfits")
                        .<List<String>>path("items.id"))
                .isEmpty();
    }

    private static Map<String, Object> to(String programme, String helper, String role) {
        var body = new HashMap<>(proposal(helper, household(VILLAGE, Map.of()), role));
        body.put("programme", programme);
        return body;
    }

    @Test
    @Tag("PA-01")
    void refusesNumbers_thatContradictTheForm() {
        revise("ONE_FOR_ONE", Map.of("form", "ONE_TO_ONE", "maxPrimary", 1))
                .then()
                .statusCode(400)
                .body("violations.code", hasItem("FORM"));
        revise("ONE_FOR_ONE", Map.of("form", "ONE_TO_MANY", "maxPrimary", 2))
                .then()
                .statusCode(400);
        revise("ONE_FOR_ONE", Map.of("minHelped", 7))
                .then()
                .statusCode(400)
                .body("violations.code", hasItem("INCONSISTENT"));
        revise("ONE_FOR_ONE", Map.of("form", "ONE_TO_ONE", "maxPrimary", 1, "maxHelped", 1))
                .then()
                .statusCode(200);
    }

    @Test
    @Tag("PA-01")
    void listsEachThatNoLongerFits_andNoOther() {
        revise("REVISED_LATER", Map.of()).then().statusCode(200);
        var household = household(VILLAGE, Map.of());
        for (var unit : List.of("县外事办", "县供水站")) {
            // whatever helps in another programme does not count
            proposed(proposal(registered(helper(unit, null)), household, "SUPPORTING"));
        }
        var needy = household(VILLAGE, Map.of("childrenOutOfSchool", 1));
        var fits = later("2088-12-31", "县水文局", household);
        var tooLong = later("2089-01-01", "县地震局", household(VILLAGE, Map.of()));
        var tooShort = later("2083-12-30", "县房管局", household(VILLAGE, Map.of()));
        var one = later("2088-12-31", "县城管局", needy);
        var two = later("2088-12-31", "县国资委", needy);
        var ofTeam = later("2088-12-31", null, household(VILLAGE, Map.of()));

        again(Map.of("termMinMonths", 60, "termMaxMonths", 120, "maxHelpers", 3), "2080-01-01");
        again(Map.of("maxHelpers", 2, "maxPrimary", 1), "2081-01-01");
        again(Map.of("unitLevels", List.of("COUNTY")), "2082-01-01");
        again(Map.of("minHelpers", 2), "2083-01-01");

        assertThat(misfits("2080-06-01")).containsExactlyInAnyOrder(tooLong, tooShort);
        assertThat(misfits("2081-06-01")).containsExactlyInAnyOrder(one, two);
        assertThat(misfits("2082-06-01")).containsExactly(ofTeam);
        assertThat(misfits("2083-06-01")).containsExactlyInAnyOrder(fits, tooLong, tooShort, ofTeam);
    }

    @Test
    @Tag("PA-01")
    void asksTheRulesOfHisFirstDay_whoReplacesOrCovers() {
        revise("NEW_TODAY", Map.of()).then().statusCode(200);
        var pairing = proposed(in("NEW_TODAY", "县交投集团", household(VILLAGE, Map.of()), "PRIMARY"));
        active(pairing);
        again("NEW_TODAY", Map.of("helperKinds", List.of("FIVE_ELDERS")), daysAgo(0));
        var cadre = registered(helper("县国投集团", null));
        var elder = helper("县关工委", null);
        elder.put("kind", "FIVE_ELDERS");

        for (var refused : List.of(
                step(pairing, "cover", Map.of("helperId", cadre, "reason", "ILLNESS")),
                step(pairing, "replace-helper", replacement(cadre, daysAgo(0))))) {
            refused.then().statusCode(422).body("code", equalTo("HELPER_NOT_ELIGIBLE"));
        }
        String successor = step(pairing, "replace-helper", replacement(cadre, daysAgo(1)))
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        step(successor, "replace-helper", replacement(registered(elder), daysAgo(0)))
                .then()
                .statusCode(200);
    }

    private static Map<String, String> replacement(String helper, String from) {
        return Map.of("helperId", helper, "from", from, "reason", "HELPER_RETIRED");
    }

    private static List<String> misfits(String on) {
        return county().get("/api/v1/pairing/programmes/REVISED_LATER/misfits?limit=200&on=" + on)
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }

    private static String later(String to, String unit, UUID household) {
        var body = new HashMap<>(in("REVISED_LATER", unit == null ? "五峰镇" : unit, household, "PRIMARY"));
        if (unit == null) {
            body.remove("helperId");
            body.put("teamId", ofTownship());
        }
        body.put("from", "2079-01-01");
        body.put("to", to);
        return proposed(body);
    }

    private static String ofTownship() {
        return county().body(Map.of(
                        "kind",
                        "SERVICE_GROUP",
                        "name",
                        "五峰镇服务组",
                        "unit",
                        "五峰镇",
                        "unitLevel",
                        "TOWNSHIP",
                        "region",
                        "330523",
                        "members",
                        List.of(Map.of(
                                "helperId", registered(helper("五峰镇", null)),
                                "role", "LEADER",
                                "since", "2026-01-01"))))
                .post("/api/v1/teams")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Map<String, Object> in(String programme, String unit, UUID household, String role) {
        var body = new HashMap<>(proposal(registered(helper(unit, null)), household, role));
        body.put("programme", programme);
        return body;
    }

    private static void again(Map<String, Object> changes, String from) {
        again("REVISED_LATER", changes, from);
    }

    private static void again(String code, Map<String, Object> changes, String from) {
        var path = "/api/v1/programmes/" + code;
        as("province-officer", "33", "province")
                .header("If-Match", county().queryParam("asOf", from).get(path).header("ETag"))
                .body(rules(changes, from))
                .put(path)
                .then()
                .statusCode(200);
    }

    private static Response revise(String code, Map<String, Object> changes) {
        return as("province-officer", "33", "province")
                .body(rules(changes, "2020-01-01"))
                .put("/api/v1/programmes/" + code);
    }

    private static Map<String, Object> rules(Map<String, Object> changes, String from) {
        var rules = new HashMap<String, Object>();
        rules.put("validFrom", from);
        rules.put("nameZh", "试行帮扶");
        rules.put("nameEn", "Help on trial");
        rules.put("form", "MANY_TO_MANY");
        rules.put("roles", List.of("PRIMARY", "SUPPORTING"));
        rules.put("helperSides", List.of("PERSON", "TEAM"));
        rules.put("helpedKinds", List.of("HOUSEHOLD"));
        rules.put("minHelpers", 1);
        rules.put("maxPrimary", 3);
        rules.put("maxHelpers", 6);
        rules.put("maxHelped", 6);
        rules.put("publicityDays", 0);
        rules.putAll(changes);
        return rules;
    }
}
