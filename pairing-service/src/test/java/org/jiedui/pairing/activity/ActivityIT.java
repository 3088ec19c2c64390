package org.jiedui.pairing.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.jiedui.pairing.Stage.VILLAGE;
import static org.jiedui.pairing.Stage.active;
import static org.jiedui.pairing.Stage.announce;
import static org.jiedui.pairing.Stage.as;
import static org.jiedui.pairing.Stage.await;
import static org.jiedui.pairing.Stage.county;
import static org.jiedui.pairing.Stage.daysAgo;
import static org.jiedui.pairing.Stage.helper;
import static org.jiedui.pairing.Stage.household;
import static org.jiedui.pairing.Stage.inMonths;
import static org.jiedui.pairing.Stage.mentee;
import static org.jiedui.pairing.Stage.mentoring;
import static org.jiedui.pairing.Stage.proposal;
import static org.jiedui.pairing.Stage.proposed;
import static org.jiedui.pairing.Stage.registered;
import static org.jiedui.pairing.Stage.step;
import static org.jiedui.pairing.Stage.told;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ActivityIT {
    @Test
    @Tag("PA-16")
    void leadsHomeworkFromHandInToFeedback() {
        var pairing = mentored(registered(helper("组织部", "sub-mentor1")), mentee("sub-mentee1"));
        var path = "/api/v1/pairings/" + pairing + "/activities";
        String id = mentor().body(Map.of(
                        "method",
                        "HOMEWORK",
                        "heldOn",
                        daysAgo(60),
                        "minutes",
                        30,
                        "topic",
                        "修订村规民约",
                        "dueOn",
                        daysAgo(46)))
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        feedback(path, id, "GOOD").then().statusCode(409).body("code", equalTo("HOMEWORK_NOT_DUE"));
        handIn(path, id).then().statusCode(200).body("handIn", equalTo("初稿"));
        feedback(path, id, "AGAIN").then().statusCode(200);
        handIn(path, id).then().statusCode(200);
        feedback(path, id, "EXCELLENT").then().statusCode(200).body("grade", equalTo("EXCELLENT"));
        handIn(path, id).then().statusCode(409);
        assertThat(told("activities", id)).containsEntry("operation", "UPSERT");
    }

    @Test
    @Tag("PA-03")
    @Tag("PA-16")
    void tellsWhatWasDoneWithAMentee_inTheGrowthRecord() {
        var helper = registered(helper("组织部", null));
        var mentee = mentee("sub-growing");
        var pairing = mentored(helper, mentee);
        var visit = Map.of("method", "VISIT", "heldOn", daysAgo(60), "minutes", 30, "topic", "走访");
        var homework = Map.of(
                "method", "HOMEWORK", "heldOn", daysAgo(60), "minutes", 30, "topic", "修订村规民约", "dueOn", daysAgo(46));
        for (var done : List.of(visit, homework)) {
            county().body(done)
                    .post("/api/v1/pairings/" + pairing + "/activities")
                    .then()
                    .statusCode(201);
        }
        group(helper, daysAgo(59), pairing, true).then().statusCode(201);
        group(helper, daysAgo(52), pairing, false).then().statusCode(201);

        as("mentee", VILLAGE, "sub-growing")
                .get("/api/v1/mentees/" + mentee + "/growth")
                .then()
                .statusCode(200)
                .body(
                        "menteeId", equalTo(mentee),
                        "score", nullValue(),
                        "terms", hasSize(1),
                        "terms[0].pairingId", equalTo(pairing),
                        "terms[0].helperId", equalTo(helper),
                        "terms[0].to", equalTo(inMonths(18)),
                        "terms[0].activities", equalTo(2),
                        "terms[0].minutes", equalTo(180),
                        "terms[0].homework", equalTo(1),
                        "terms[0].handedIn", equalTo(0),
                        "terms[0].present", equalTo(1),
                        "terms[0].absent", equalTo(1));
        as("mentee", VILLAGE, "sub-somebody")
                .get("/api/v1/mentees/" + mentee + "/growth")
                .then()
                .statusCode(404);
    }

    @Test
    @Tag("PA-16")
    void tellsAllThatIsWrong_whenAnActivityIsRefused() {
        var pairing = mentored(registered(helper("宣传部", null)), mentee(null));
        county().body(Map.of(
                        "method", "VISIT", "heldOn", "2026-02-01", "minutes", 2000, "topic", "", "dueOn", "2026-03-01"))
                .post("/api/v1/pairings/" + pairing + "/activities")
                .then()
                .statusCode(400)
                .body("violations", hasSize(3));
        county().body(Map.of("method", "VISIT", "heldOn", "2025-02-01", "minutes", 20, "topic", "走访"))
                .post("/api/v1/pairings/" + pairing + "/activities")
                .then()
                .statusCode(422)
                .body("code", equalTo("TERM_NOT_ALLOWED"));
    }

    @Test
    @Tag("PA-16")
    void warns_whenSomebodyIsAbsentForTheThirdTime() {
        var mentor = registered(helper("统战部", null));
        var pairing = mentored(mentor, mentee("sub-absent"));
        for (var day : List.of(daysAgo(59), daysAgo(52), daysAgo(45))) {
            group(mentor, day, pairing, false).then().statusCode(201);
        }
        group(mentor, daysAgo(41), Ids.next().toString(), true)
                .then()
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_PAIRINGS"));
        group(Ids.next().toString(), daysAgo(41), pairing, true)
                .then()
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_HELPER"));

        county().get("/api/v1/pairings/" + pairing + "/activities").then().body("items", hasSize(3));
        assertThat(org.jiedui.pairing.Stage.announced("attendance-warned", pairing))
                .isEqualTo(1);
        step(pairing, "end", Map.of("reason", "SENT_BACK"))
                .then()
                .statusCode(200)
                .body("state", equalTo("ENDED"), "reason", equalTo("SENT_BACK"));
    }

    @Test
    @Tag("PA-16")
    @Tag("PA-04")
    void countsServedAndSolved_whenAServiceTeamWasSent() {
        var village = "330523107" + String.format("%03d", (int) (Math.abs(System.nanoTime()) % 900) + 100);
        var leader = registered(helper("县经信局", null));
        var member = registered(helper("县发改局", null));
        String team = county().body(Map.of(
                        "kind", "SERVICE_GROUP",
                        "name", "复工服务一团",
                        "region", "330523",
                        "unit", "县经信局",
                        "unitLevel", "COUNTY",
                        "primaryPlaces", 50,
                        "members",
                                List.of(
                                        Map.of("helperId", leader, "role", "LEADER", "since", "2026-01-01"),
                                        Map.of("helperId", member, "role", "MEMBER", "since", "2026-01-01"))))
                .post("/api/v1/teams")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        for (var i = 0; i < 2; i++) {
            String enterprise = county().body(
                            Map.of("kind", "ENTERPRISE", "name", "竹制品厂" + i, "region", village, "unitLevel", "VILLAGE"))
                    .post("/api/v1/organisations")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            var pairing = proposed(Map.of(
                    "programme", "RECOVERY_GROUP",
                    "role", "PRIMARY",
                    "teamId", team,
                    "helped", Map.of("kind", "ENTERPRISE", "id", enterprise),
                    "from", "2026-01-01"));
            active(pairing);
            county().body(Map.of(
                            "method",
                            "SERVICE",
                            "heldOn",
                            daysAgo(59),
                            "minutes",
                            90,
                            "topic",
                            "用工走访",
                            "problemsFound",
                            3,
                            "problemsSolved",
                            2))
                    .post("/api/v1/pairings/" + pairing + "/activities")
                    .then()
                    .statusCode(201);
        }

        county().queryParam("region", village)
                .get("/api/v1/pairing/reports/service")
                .then()
                .statusCode(200)
                .body(
                        "rows", hasSize(1),
                        "rows[0].mentors", equalTo(2),
                        "rows[0].served", equalTo(2),
                        "rows[0].problemsFound", equalTo(6),
                        "rows[0].problemsSolved", equalTo(4));
    }

    @Test
    @Tag("PA-19")
    void seesIdleHelpers_whenTheyAreNotPairedOrNothingWasDone() {
        var unpaired = registeredByProvince(idleHelper("县残联"));
        var busy = registeredByProvince(idleHelper("县团委"));
        var pairing = proposed(proposal(busy, household(VILLAGE, Map.of()), "PRIMARY"));
        active(pairing);
        assertThat(idle()).contains(unpaired, busy);

        county().body(Map.of("method", "VISIT", "heldOn", today(), "minutes", 60, "topic", "走访"))
                .post("/api/v1/pairings/" + pairing + "/activities")
                .then()
                .statusCode(201);

        assertThat(idle()).contains(unpaired).doesNotContain(busy);
    }

    @Test
    @Tag("PA-19")
    void isSeenAsActive_whenTheHouseholdServiceTellsOfAVisit() {
        var body = idleHelper("县妇联");
        body.put("account", "sub-visitor");
        var helper = registeredByProvince(body);
        var household = household(VILLAGE, Map.of());
        active(proposed(proposal(helper, household, "PRIMARY")));
        visited(household, "sub-visitor");

        await(() -> !idle().contains(helper));
    }

    @Test
    @Tag("PA-19")
    void seesMembersAsActiveAndTeamsAsIdle_byThePairingsOfTheTeam() {
        var member = idleHelper("县残联");
        member.put("account", "sub-member-visits");
        var visitor = registeredByProvince(member);
        String team = as("province-officer", "33", "province")
                .body(Map.of(
                        "kind",
                        "SERVICE_GROUP",
                        "name",
                        "残联小组",
                        "unit",
                        "县残联",
                        "unitLevel",
                        "COUNTY",
                        "region",
                        "330599",
                        "serviceRegion",
                        "33",
                        "members",
                        List.of(
                                Map.of(
                                        "helperId", registeredByProvince(idleHelper("县红十字会")),
                                        "role", "LEADER",
                                        "since", "2026-01-01"),
                                Map.of("helperId", visitor, "role", "MEMBER", "since", "2026-01-01"))))
                .post("/api/v1/teams")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        assertThat(idle()).contains(team, visitor);
        var household = household(VILLAGE, Map.of());
        var body = new HashMap<>(proposal(team, household, "PRIMARY"));
        body.put("teamId", body.remove("helperId"));
        // long ago, so that only a visit makes it active
        body.put("from", "2026-01-01");
        active(proposed(body));
        assertThat(idle()).contains(team);

        visited(household, "sub-member-visits");

        await(() -> !idle().contains(team));
        assertThat(idle()).doesNotContain(visitor);
    }

    @Test
    @Tag("PA-01")
    void listsWhoWasNotVisited_forLongerThanTheProgrammeAsks() {
        // the programme's days as they were when the pairings began
        var days = 60;
        var overdue = begunAgo("县残工委", days + 1);
        var inTime = begunAgo("县老龄委", days);
        visitOverdue(overdue).body("items.id", contains(overdue));
        visitOverdue(inTime).body("items", hasSize(0));
        county().queryParam("helped", helped(overdue))
                .queryParam("visitOverdue", true)
                .get("/api/v1/pairings/count")
                .then()
                .body("count", equalTo(1));

        county().body(Map.of("method", "VISIT", "heldOn", daysAgo(1), "minutes", 30, "topic", "走访"))
                .post("/api/v1/pairings/" + overdue + "/activities")
                .then()
                .statusCode(201);

        visitOverdue(overdue).body("items", hasSize(0));
    }

    private static String begunAgo(String unit, int days) {
        var wish = new HashMap<>(proposal(registered(helper(unit, null)), household(VILLAGE, Map.of()), "PRIMARY"));
        wish.put("from", daysAgo(days));
        var pairing = proposed(wish);
        active(pairing);
        return pairing;
    }

    private static String helped(String pairing) {
        return county().get("/api/v1/pairings/" + pairing).path("helped.id");
    }

    private static ValidatableResponse visitOverdue(String pairing) {
        return county().queryParam("helped", helped(pairing))
                .queryParam("visitOverdue", true)
                .get("/api/v1/pairings")
                .then()
                .statusCode(200);
    }

    @Test
    @Tag("PA-21")
    void countsAGapInTheProgrammeOfTheLastPairing() {
        var village = "330523109" + String.format("%03d", (int) (Math.abs(System.nanoTime()) % 900) + 100);
        household(village, Map.of());
        var left = proposed(proposal(registered(helper("县信访局", null)), household(village, Map.of()), "PRIMARY"));
        active(left);
        step(left, "end", Map.of("reason", "HELPER_LEFT", "exception", Map.of("reason", "村委会暂代")))
                .then()
                .statusCode(200);

        gaps(village, null).body("rows[0].open", equalTo(2), "programme", nullValue());
        gaps(village, "HOUSEHOLD_HELP").body("rows[0].open", equalTo(1), "programme", equalTo("HOUSEHOLD_HELP"));
        gaps(village, "VILLAGE_TEAM").body("rows", hasSize(0));
    }

    private static ValidatableResponse gaps(String village, String programme) {
        var query = county().queryParam("region", village);
        return (programme == null ? query : query.queryParam("programme", programme))
                .get("/api/v1/pairing/reports/gaps")
                .then()
                .statusCode(200);
    }

    @Test
    @Tag("PA-21")
    void reportsCoverageGapsLoadAndCadres() {
        var village = "330523108" + String.format("%03d", (int) (Math.abs(System.nanoTime()) % 900) + 100);
        var covered = household(village, Map.of());
        household(village, Map.of());
        active(proposed(proposal(registered(helper("县委办", null)), covered, "PRIMARY")));

        county().queryParam("region", village)
                .get("/api/v1/pairing/reports/coverage")
                .then()
                .statusCode(200)
                .body(
                        "rows", hasSize(1),
                        "rows[0].inCare", equalTo(2),
                        "rows[0].covered", equalTo(1),
                        "rows[0].share", equalTo(0.5f));
        county().queryParam("region", village)
                .queryParam("on", "2025-12-31")
                .get("/api/v1/pairing/reports/coverage")
                .then()
                .body("rows[0].covered", equalTo(0));
        county().queryParam("region", village)
                .get("/api/v1/pairing/reports/gaps")
                .then()
                .body("rows[0].open", equalTo(1), "rows[0].oldestDays", equalTo(0));
        county().queryParam("region", village)
                .get("/api/v1/pairing/reports/cadres")
                .then()
                .body("rows[0].pairings", equalTo(1), "rows[0].countyAndAbove", equalTo(1));
        county().get("/api/v1/pairing/reports/load")
                .then()
                .statusCode(200)
                .body("rows.pairings", hasItem(1), "rows.helpers.sum()", greaterThanOrEqualTo(1));
        as("township-officer", "330524", "elsewhere")
                .queryParam("region", village)
                .get("/api/v1/pairing/reports/coverage")
                .then()
                .body("rows", hasSize(0));
        county().queryParam("colour", "red")
                .get("/api/v1/pairing/reports/load")
                .then()
                .statusCode(400);
        assertThat(idle()).isNotNull();
        county().get("/api/v1/pairing/reports/idle-helpers?days=0").then().statusCode(400);
    }

    @Test
    @Tag("PA-21")
    void leavesTheReportsOfEarlierDaysAsTheyWere_whenAPairingIsPutToRest() {
        var village = "330523117" + String.format("%03d", (int) (Math.abs(System.nanoTime()) % 900) + 100);
        var pairing = proposed(proposal(registered(helper("县统战部", null)), household(village, Map.of()), "PRIMARY"));
        active(pairing);
        step(pairing, "suspend", Map.of("reason", "ILLNESS", "exception", Map.of("reason", "短期病假")))
                .then()
                .statusCode(200);

        covered(village, today(), 0);
        covered(village, "2026-01-02", 1);
        county().queryParam("region", village)
                .queryParam("on", "2026-01-02")
                .get("/api/v1/pairing/reports/cadres")
                .then()
                .body("rows[0].pairings", equalTo(1));
    }

    private static void covered(String village, String on, int households) {
        county().queryParam("region", village)
                .queryParam("on", on)
                .get("/api/v1/pairing/reports/coverage")
                .then()
                .body("rows[0].covered", equalTo(households));
    }

    private static List<String> idle() {
        var found = new java.util.ArrayList<String>();
        String next = null;
        do {
            var request = as("county-officer", "330599", "county").queryParam("limit", 200);
            if (next != null) {
                request.queryParam("cursor", next);
            }
            var page = request.get("/api/v1/pairing/reports/idle-helpers");
            found.addAll(page.jsonPath().getList("items.helperId", String.class));
            next = page.path("next");
        } while (next != null);
        return found;
    }

    /** Lives in a county of the tests' own, and serves where the households are. */
    private static Map<String, Object> idleHelper(String unit) {
        var body = new HashMap<>(helper(unit, null));
        body.put("region", "330599");
        body.put("serviceRegion", "33");
        return new HashMap<>(body);
    }

    private static String registeredByProvince(Map<String, Object> helper) {
        return as("province-officer", "33", "province")
                .body(helper)
                .post("/api/v1/helpers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static String today() {
        return java.time.LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")).toString();
    }

    private static void visited(UUID household, String account) {
        announce(
                "jiedui.household.visit",
                "visit-recorded",
                Ids.next(),
                VILLAGE,
                Map.of(
                        "visitId",
                        Ids.next().toString(),
                        "householdIds",
                        List.of(household.toString()),
                        "region",
                        VILLAGE,
                        "visitorAccount",
                        account,
                        "day",
                        today(),
                        "reached",
                        true),
                Instant.now());
    }

    private static String mentored(String mentor, String mentee) {
        var pairing = proposed(mentoring(mentor, mentee));
        active(pairing);
        return pairing;
    }

    private static RequestSpecification mentor() {
        return as("mentor", "330523", "sub-mentor1");
    }

    private static Response handIn(String path, String id) {
        return as("mentee", VILLAGE, "sub-mentee1")
                .header("If-Match", county().get(path + "/" + id).header("ETag"))
                .body(Map.of("text", "初稿"))
                .post(path + "/" + id + "/hand-in");
    }

    private static Response feedback(String path, String id, String grade) {
        return mentor().header("If-Match", county().get(path + "/" + id).header("ETag"))
                .body(Map.of("grade", grade, "text", "请补充"))
                .post(path + "/" + id + "/feedback");
    }

    private static Response group(String mentor, String day, String pairing, boolean present) {
        return county().body(Map.of(
                        "region",
                        "330523",
                        "helperId",
                        mentor,
                        "method",
                        "GROUP_SESSION",
                        "heldOn",
                        day,
                        "minutes",
                        120,
                        "topic",
                        "工作室例会",
                        "expected",
                        List.of(Map.of("pairingId", pairing, "present", present))))
                .post("/api/v1/pairing/activities");
    }
}
