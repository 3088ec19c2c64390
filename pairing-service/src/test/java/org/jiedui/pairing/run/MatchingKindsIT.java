package org.jiedui.pairing.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.jiedui.pairing.Stage.announce;
import static org.jiedui.pairing.Stage.as;
import static org.jiedui.pairing.Stage.await;
import static org.jiedui.pairing.Stage.household;
import static org.jiedui.pairing.Stage.inMonths;
import static org.jiedui.pairing.run.RunStage.MATCHINGS;
import static org.jiedui.pairing.run.RunStage.active;
import static org.jiedui.pairing.run.RunStage.begin;
import static org.jiedui.pairing.run.RunStage.helper;
import static org.jiedui.pairing.run.RunStage.helperOf;
import static org.jiedui.pairing.run.RunStage.lines;
import static org.jiedui.pairing.run.RunStage.office;
import static org.jiedui.pairing.run.RunStage.proposed;
import static org.jiedui.pairing.run.RunStage.publish;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.pairing.Stage;
import org.jiedui.pairing.pairing.HelpedSide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs in which teams and other organisations help, alone or beside persons: villages, enterprises and households. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("PA-14")
class MatchingKindsIT {
    private static final Map<String, Object> TWO_YEARS = Map.of("from", inMonths(-3), "to", inMonths(24));

    @Test
    @Tag("PA-04")
    @Tag("PA-13")
    void sendsEachTeamIntoTheVillageThatItsLeaderFits_whenVillagesNeedTeams() {
        var county = "351121";
        var weak = village(county + "104201", "WEAK");
        var poor = village(county + "104202", "POOR");
        var third = county + "104203";
        household(third, Map.of());
        // more places than the programme lets a team use
        var economists = team(county, "VILLAGE_TEAM", leader(county, "ECONOMIC_CADRE"), 5);
        var officials = team(county, "VILLAGE_TEAM", leader(county, "PARTY_GOVERNMENT_CADRE"), 1);
        enterprise(county, "不是工作队的公司");

        var run = proposed(begin(county, with(TWO_YEARS, "programme", "VILLAGE_TEAM")));

        assertThat(run.getString("helped")).isEqualTo("VILLAGE");
        assertThat(run.getString("helperSide")).isEqualTo("TEAM");
        assertThat(run.getInt("places")).isEqualTo(3);
        assertThat(run.getInt("matched")).isEqualTo(2);
        assertThat(run.getBoolean("optimal")).isTrue();
        var lines = lines(county, run.getString("id"));
        assertThat(of(lines, weak, "helperId")).isEqualTo(officials);
        assertThat(of(lines, poor, "helperId")).isEqualTo(economists);
        assertThat(of(lines, third, "kind")).isEqualTo("OPEN");
        assertThat(of(lines, third, "explanation.blocked.KIND_NOT_ALLOWED")).isNotNull();
        assertThat(run.getMap("whatIf.onePlaceMore")).isNotEmpty();

        publish(county, run.getString("id"), true);
        var pairing = of(lines(county, run.getString("id")), weak, "pairingId");
        office(county)
                .get("/api/v1/pairings/" + pairing)
                .then()
                .body(
                        "state", equalTo("PUBLICISED"),
                        "helped.kind", equalTo("VILLAGE"),
                        "helped.region", equalTo(weak),
                        "helper.side", equalTo("TEAM"),
                        "helper.id", equalTo(officials));
        step(county, pairing, "confirm");
        office(county).get("/api/v1/pairings/" + pairing).then().body("state", equalTo("ACTIVE"));

        var again = proposed(begin(county, with(TWO_YEARS, "programme", "VILLAGE_TEAM")));
        assertThat(again.getInt("places")).as("villages that still have none").isEqualTo(1);
        assertThat(again.getInt("matched")).isZero();
    }

    @Test
    @Tag("PA-01")
    void fillsAsManyPlacesAsTheProgrammeAsksFor_andNoMoreThanItTakes() {
        as("province-officer", "33", "province")
                .body(Map.ofEntries(
                        Map.entry("validFrom", "2020-01-01"),
                        Map.entry("nameZh", "三人帮扶"),
                        Map.entry("nameEn", "Three help one"),
                        Map.entry("form", "MANY_TO_ONE"),
                        Map.entry("roles", List.of("PRIMARY", "SUPPORTING")),
                        Map.entry("helperSides", List.of("PERSON")),
                        Map.entry("helpedKinds", List.of("HOUSEHOLD")),
                        Map.entry("minHelpers", 3),
                        Map.entry("maxPrimary", 1),
                        Map.entry("maxHelpers", 3),
                        Map.entry("maxHelped", 1),
                        Map.entry("publicityDays", 0)))
                .put("/api/v1/programmes/THREE_HELP_ONE")
                .then()
                .statusCode(200);
        var county = "351136";
        for (var unit : List.of("县教育局", "县卫健局", "县农业农村局", "县人社局")) {
            helper(county, unit, 1, List.of("EDUCATION"));
        }
        // needs two departments, of which the programme takes one primary helper
        household(county + "104201", Map.of("childrenOutOfSchool", 1));
        var ofThree = Map.<String, Object>of("programme", "THREE_HELP_ONE");

        var leading = proposed(begin(county, ofThree));
        assertThat(leading.getInt("places")).isEqualTo(1);
        publish(county, leading.getString("id"), false);
        var supporting = proposed(begin(county, with(ofThree, "role", "SUPPORTING")));

        assertThat(supporting.getInt("places")).isEqualTo(2);
        assertThat(supporting.getInt("matched")).isEqualTo(2);
        publish(county, supporting.getString("id"), false);
        assertThat(lines(county, supporting.getString("id")).getList("items.refusal"))
                .containsOnlyNulls();
        assertThat(proposed(begin(county, with(ofThree, "role", "SUPPORTING"))).getInt("places"))
                .isZero();
    }

    @Test
    void findsAnotherTeam_whenOneDropsOutOfAVillageOfWhichNothingElseIsTold() {
        var county = "351128";
        var village = county + "104201";
        var gone = team(county, "VILLAGE_TEAM", leader(county, "ECONOMIC_CADRE"), 1);
        var pairing = created(
                "pairings",
                county,
                with(
                        TWO_YEARS,
                        "programme",
                        "VILLAGE_TEAM",
                        "role",
                        "PRIMARY",
                        "teamId",
                        gone,
                        "helped",
                        Map.of("kind", "VILLAGE", "region", village)));
        List.of("accept", "publicise", "confirm").forEach(verb -> step(county, pairing, verb));
        var other = team(county, "VILLAGE_TEAM", leader(county, "PARTY_GOVERNMENT_CADRE"), 1);

        var run = proposed(begin(county, with(TWO_YEARS, "programme", "VILLAGE_TEAM", "gone", gone)));

        assertThat(run.getInt("places")).isEqualTo(1);
        var lines = lines(county, run.getString("id"));
        assertThat(of(lines, village, "kind")).isEqualTo("CHANGED");
        assertThat(of(lines, village, "helperId")).isEqualTo(other);
    }

    @Test
    void keepsTheLockedVillage_whenItIsNamedByItsCode() {
        var county = "351122";
        var weak = village(county + "104201", "WEAK");
        var poor = village(county + "104202", "POOR");
        var officials = team(county, "VILLAGE_TEAM", leader(county, "PARTY_GOVERNMENT_CADRE"), 1);

        var run = proposed(begin(
                county,
                with(
                        TWO_YEARS,
                        "programme",
                        "VILLAGE_TEAM",
                        "locks",
                        List.of(Map.of("village", poor, "helper", officials)))));

        var lines = lines(county, run.getString("id"));
        assertThat(of(lines, poor, "helperId")).isEqualTo(officials);
        assertThat(of(lines, poor, "householdId"))
                .isEqualTo(HelpedSide.village(poor).id().toString());
        assertThat(of(lines, weak, "helperId")).isNull();
        office(county)
                .body(Map.of(
                        "region",
                        county,
                        "programme",
                        "VILLAGE_TEAM",
                        "from",
                        "2026-01-01",
                        "locks",
                        List.of(Map.of("helper", officials))))
                .post(MATCHINGS)
                .then()
                .statusCode(400)
                .body("violations[0].code", equalTo("EXACTLY_ONE"));
    }

    @Test
    void findsAnEnterpriseForTheVillage_whenItHasATeamAlready() {
        var county = "351123";
        var village = village(county + "104201", "INDUSTRIAL");
        team(county, "VILLAGE_TEAM", leader(county, "TECHNICAL_CADRE"), 1);
        var teams = proposed(begin(county, with(TWO_YEARS, "programme", "VILLAGE_TEAM")));
        assertThat(teams.getInt("matched")).isEqualTo(1);
        publish(county, teams.getString("id"), false);
        var company = enterprise(county, "竹业有限公司");

        var run = proposed(begin(county, with(TWO_YEARS, "programme", "VILLAGE_ENTERPRISE")));

        assertThat(of(lines(county, run.getString("id")), village, "helperId")).isEqualTo(company);
        publish(county, run.getString("id"), false);
        var line = lines(county, run.getString("id"));
        assertThat(of(line, village, "refusal")).isNull();
        office(county)
                .get("/api/v1/pairings/" + of(line, village, "pairingId"))
                .then()
                .body("state", equalTo("PROPOSED"), "helper.kind", equalTo("ENTERPRISE"));
    }

    @Test
    @Tag("PA-04")
    void servesEnterprisesByGroups_whenTheyAreToBeHelped() {
        var county = "351124";
        var group = team(county, "SERVICE_GROUP", leader(county, "ECONOMIC_CADRE"), 2);
        var first = enterprise(county, "甲公司");
        var second = enterprise(county, "乙公司");

        var run = proposed(begin(county, Map.of("programme", "RECOVERY_GROUP", "helperSide", "TEAM")));

        assertThat(run.getString("helped")).isEqualTo("ENTERPRISE");
        assertThat(run.getInt("matched")).isEqualTo(2);
        var lines = lines(county, run.getString("id"));
        assertThat(lines.<String>getList("items.householdId")).containsExactlyInAnyOrder(first, second);
        assertThat(lines.<String>getList("items.helperId")).containsExactly(group, group);
        publish(county, run.getString("id"), false);
        assertThat(lines(county, run.getString("id")).<String>getList("items.pairingId"))
                .hasSize(2)
                .doesNotContainNull();
    }

    @Test
    @Tag("PA-13")
    void ranksTheTeamFirstWhoseLeaderFits_whenAVillageIsToBeHelped() {
        var county = "351131";
        var weak = village(county + "104201", "WEAK");
        household(weak, Map.of());
        var economists = team(county, "VILLAGE_TEAM", leader(county, "ECONOMIC_CADRE"), 1);
        var officials = team(county, "VILLAGE_TEAM", leader(county, "PARTY_GOVERNMENT_CADRE"), 1);
        var company = enterprise(county, "竹业有限公司");

        var found = candidates(county, Map.of("village", weak));

        assertThat(found.getString("helped.kind")).isEqualTo("VILLAGE");
        assertThat(found.getString("helped.id"))
                .isEqualTo(HelpedSide.village(weak).id().toString());
        assertThat(found.getString("helperSide")).isEqualTo("TEAM");
        assertThat(found.getString("programme")).isEqualTo("VILLAGE_TEAM");
        assertThat(found.<String>getList("items.helperId").subList(0, 2)).containsExactly(officials, economists);
        assertThat(found.getString("items[0].name")).isEqualTo("驻村工作队");
        assertThat(found.getInt("items[0].reasons.find { it.code == 'KIND_FITS_VILLAGE' }.points"))
                .isEqualTo(15);
        assertThat(found.getList("items.find { it.helperId == '" + company + "' }.vetoes.code", String.class))
                .contains("KIND_NOT_ALLOWED");
        assertThat(found.getString("items.find { it.helperId == '" + company + "' }.wouldBeFeasible[0].code"))
                .isEqualTo("OTHER_PROGRAMME");
        assertThat(candidates(county, Map.of("village", weak, "programme", "VILLAGE_ENTERPRISE"))
                        .getString("items.find { it.feasible }.helperId"))
                .isEqualTo(company);
        office(county)
                .queryParam("village", weak)
                .queryParam("helperSide", "PERSON")
                .get("/api/v1/pairings/candidates")
                .then()
                .statusCode(422)
                .body("code", equalTo("PROGRAMME_FORBIDS"));
        office("351132")
                .queryParam("village", weak)
                .get("/api/v1/pairings/candidates")
                .then()
                .statusCode(404);
        office(county)
                .queryParam("village", county)
                .get("/api/v1/pairings/candidates")
                .then()
                .statusCode(400);
    }

    @Test
    @Tag("PA-13")
    void findsGroupsAndPersons_whenAnEnterpriseIsToBeServed() {
        var county = "351133";
        var leader = leader(county, "ECONOMIC_CADRE");
        var group = team(county, "SERVICE_GROUP", leader, 2);
        var company = enterprise(county, "甲公司");
        enterprise(county, "乙公司");

        var groups = candidates(county, Map.of("enterprise", company));
        var persons = candidates(county, Map.of("enterprise", company, "helperSide", "PERSON"));

        assertThat(groups.getString("helped.kind")).isEqualTo("ENTERPRISE");
        assertThat(groups.<String>getList("items.helperId"))
                .as("its like serve no enterprise")
                .containsExactly(group);
        assertThat(groups.getBoolean("items[0].feasible")).isTrue();
        assertThat(persons.<String>getList("items.helperId")).containsExactly(leader);
        office("351132")
                .queryParam("enterprise", company)
                .get("/api/v1/pairings/candidates")
                .then()
                .statusCode(404);
    }

    private static JsonPath candidates(String county, Map<String, ?> asked) {
        var answer = office(county).queryParams(asked).get("/api/v1/pairings/candidates");
        answer.then().statusCode(200);
        return answer.jsonPath();
    }

    @Test
    @Tag("PA-01")
    void addsATrio_whenTheHouseholdHasItsPrimaryHelper() {
        var county = "351125";
        var household = household(county + "104201", Map.of("childrenOutOfSchool", 1));
        var trio = team(county, "TRIO", leader(county, "VOLUNTEER"), 1);
        var run = proposed(begin(county, Map.of("programme", "TRIO", "role", "SUPPORTING")));
        assertThat(helperOf(lines(county, run.getString("id")), household)).isEqualTo(trio);
        publish(county, run.getString("id"), false);

        helper(county, "县教育局", 1, List.of("EDUCATION"));
        helper(county, "县人社局", 1, List.of());
        var primary = proposed(begin(county, Map.of()));

        assertThat(primary.getInt("matched"))
                .as("the trio counts as a department")
                .isEqualTo(1);
        var again = proposed(begin(county, Map.of("programme", "TRIO", "role", "SUPPORTING")));
        assertThat(again.getInt("places")).isZero();
    }

    @Test
    @Tag("PA-08")
    void findsAPrimaryHelper_whenAnAbleBodiedHouseholdHasOnlyATrio() {
        var county = "351130";
        var household = household(county + "104201", Map.of());
        team(county, "TRIO", leader(county, "VOLUNTEER"), 1);
        var trio = proposed(begin(county, Map.of("programme", "TRIO", "role", "SUPPORTING")));
        publish(county, trio.getString("id"), true);
        // of the trio's department: one is enough for the household, so it may be the same
        var helper = helper(county, "县直机关", 1, List.of("EDUCATION"));

        office(county)
                .queryParam("household", household)
                .get("/api/v1/pairings/candidates")
                .then()
                .body("requiredPartners", equalTo(1), "missingPartners", equalTo(1));
        var run = proposed(begin(county, Map.of()));

        assertThat(helperOf(lines(county, run.getString("id")), household)).isEqualTo(helper);
        active(county, helper, household);
        assertThat(proposed(begin(county, Map.of())).getInt("places")).isZero();
    }

    @Test
    @Tag("PA-15")
    void findsAnotherTeam_whenAMemberIsTiedToTheHousehold() {
        var county = "351129";
        var household = household(county + "104201", Map.of());
        var relative = leader(county, "VOLUNTEER");
        tie(county, relative, household);
        team(county, "TRIO", relative, 1);
        var trio = Map.of("programme", "TRIO", "role", "SUPPORTING");
        var alone = proposed(begin(county, trio));
        assertThat(alone.getInt("matched")).isZero();
        assertThat(lines(county, alone.getString("id")).getInt("items[0].explanation.blocked.CONFLICT_OF_INTEREST"))
                .isEqualTo(1);
        var other = team(county, "TRIO", leader(county, "VOLUNTEER"), 1);

        var run = proposed(begin(county, trio));

        assertThat(helperOf(lines(county, run.getString("id")), household)).isEqualTo(other);
    }

    @Test
    @Tag("PA-15")
    void considersPersonsAndTeamsInOneProblem_whenTheProgrammeTakesBoth() {
        var county = "351134";
        var first = household(county + "104201", Map.of());
        var second = household(county + "104201", Map.of());
        var person = helper(county, "县教育局", 1, List.of("EDUCATION"));
        var relative = resting(county);
        tie(county, person, first);
        tie(county, relative, second);
        var team = team(county, "SERVICE_GROUP", relative, 1);

        var persons = proposed(begin(county, Map.of("helperSide", "PERSON")));
        assertThat(persons.getInt("matched")).isEqualTo(1);
        RunStage.decide(county, persons.getString("id"), "drop").then().statusCode(200);
        var run = proposed(begin(county, Map.of()));

        assertThat(run.getString("helperSide")).isNull();
        assertThat(run.getList("helperSides", String.class)).containsExactly("PERSON", "TEAM");
        assertThat(run.getInt("matched")).isEqualTo(2);
        assertThat(run.getBoolean("optimal")).isTrue();
        var lines = lines(county, run.getString("id"));
        assertThat(helperOf(lines, first)).isEqualTo(team);
        assertThat(helperOf(lines, second)).isEqualTo(person);
        assertThat(lines.getString("items.find { it.householdId == '" + first + "' }.helperSide"))
                .isEqualTo("TEAM");
        assertThat(lines.getString("items.find { it.householdId == '" + second + "' }.helperSide"))
                .isEqualTo("PERSON");
        publish(county, run.getString("id"), false);
        lines(county, run.getString("id"))
                .<Map<String, String>>getList("items")
                .forEach(line -> office(county)
                        .get("/api/v1/pairings/" + line.get("pairingId"))
                        .then()
                        .body(
                                "helper.side",
                                equalTo(line.get("helperSide")),
                                "helper.id",
                                equalTo(line.get("helperId"))));
    }

    @Test
    void givesThePairingToATeam_whenThePersonDropsOut() {
        var county = "351135";
        var household = household(county + "104201", Map.of());
        var person = helper(county, "县教育局", 1, List.of("EDUCATION"));
        var pairing = RunStage.active(county, person, household);
        var team = team(county, "SERVICE_GROUP", resting(county), 1);

        var run = proposed(begin(county, Map.of("gone", person)));

        var lines = lines(county, run.getString("id"));
        assertThat(lines.getString("items[0].kind")).isEqualTo("CHANGED");
        assertThat(lines.getString("items[0].presentPairingId")).isEqualTo(pairing);
        assertThat(lines.getString("items[0].helperSide")).isEqualTo("TEAM");
        publish(county, run.getString("id"), false);
        office(county).get("/api/v1/pairings/" + pairing).then().body("state", equalTo("REPLACED"));
        office(county)
                .get("/api/v1/pairings/" + lines(county, run.getString("id")).getString("items[0].pairingId"))
                .then()
                .body("state", equalTo("ACTIVE"), "helper.side", equalTo("TEAM"), "helper.id", equalTo(team));
    }

    /** Somebody who takes part in teams only. */
    private static String resting(String county) {
        var body = Stage.helper("县直机关", null);
        body.put("region", county);
        body.put("primaryPlaces", 0);
        return created("helpers", county, body);
    }

    private static void tie(String county, String helper, UUID household) {
        office(county)
                .body(Map.of("householdId", household.toString(), "kind", "RELATIVE"))
                .post("/api/v1/helpers/" + helper + "/conflicts")
                .then()
                .statusCode(201);
    }

    private static Map<String, Object> with(Map<String, ?> some, Object... more) {
        var all = new HashMap<String, Object>(some);
        for (var k = 0; k < more.length; k += 2) {
            all.put((String) more[k], more[k + 1]);
        }
        return all;
    }

    private static String of(JsonPath lines, String village, String field) {
        return lines.getString("items.find { it.region == '" + village + "' }." + field);
    }

    private static String village(String code, String trait) {
        announce(
                "jiedui.household.village",
                "village-profile-changed",
                Ids.next(),
                code,
                Map.of("region", code, "traits", List.of(trait)),
                Instant.now());
        await(() -> office(code.substring(0, 6))
                        .get("/api/v1/pairing/divisions/" + code)
                        .statusCode()
                == 200);
        return code;
    }

    private static String leader(String county, String kind) {
        var body = Stage.helper("县直机关", null);
        body.put("kind", kind);
        // nothing that the households want, so that only the kind decides
        body.put("skills", List.of());
        body.put("region", county);
        return created("helpers", county, body);
    }

    private static String team(String county, String kind, String leader, int places) {
        return created(
                "teams",
                county,
                Map.of(
                        "kind",
                        kind,
                        "name",
                        "驻村工作队",
                        "unit",
                        "县直机关",
                        "unitLevel",
                        "COUNTY",
                        "region",
                        county,
                        "members",
                        List.of(Map.of("helperId", leader, "role", "LEADER", "since", "2025-01-01")),
                        "primaryPlaces",
                        places,
                        "supportingPlaces",
                        places));
    }

    private static String enterprise(String county, String name) {
        return created(
                "organisations",
                county,
                Map.of("kind", "ENTERPRISE", "name", name, "unitLevel", "COUNTY", "region", county + "104201"));
    }

    private static String created(String what, String county, Map<String, ?> body) {
        return office(county)
                .body(body)
                .post("/api/v1/" + what)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static void step(String county, String pairing, String verb) {
        var path = "/api/v1/pairings/" + pairing;
        office(county)
                .header("If-Match", office(county).get(path).header("ETag"))
                .body(Map.of())
                .post(path + "/" + verb)
                .then()
                .statusCode(200);
    }
}
