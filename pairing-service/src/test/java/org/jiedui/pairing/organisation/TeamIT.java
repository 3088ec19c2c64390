package org.jiedui.pairing.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.jiedui.pairing.Stage.VILLAGE;
import static org.jiedui.pairing.Stage.active;
import static org.jiedui.pairing.Stage.announced;
import static org.jiedui.pairing.Stage.as;
import static org.jiedui.pairing.Stage.await;
import static org.jiedui.pairing.Stage.county;
import static org.jiedui.pairing.Stage.daysAgo;
import static org.jiedui.pairing.Stage.helper;
import static org.jiedui.pairing.Stage.household;
import static org.jiedui.pairing.Stage.inMonths;
import static org.jiedui.pairing.Stage.proposed;
import static org.jiedui.pairing.Stage.registered;
import static org.jiedui.pairing.Stage.step;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.pairing.PairingEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Teams as helper sides: who leads them, what becomes of their pairings, whom their members are tied to. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class TeamIT {
    @Inject
    OrganisationRegistry registry;

    @Inject
    DataSource database;

    @Test
    @Tag("PA-15")
    void refusesATeam_whenAMemberOfTheFirstDayIsTiedToTheHousehold() {
        var household = household(VILLAGE, Map.of());
        var relative = registered(helper("县司法局", null));
        tie(relative, household);
        var stays =
                team("SERVICE_GROUP", member(registered(helper("县司法局", null)), "LEADER"), member(relative, "MEMBER"));
        var left = new HashMap<String, Object>(member(relative, "MEMBER"));
        left.put("until", "2025-06-01");
        var gone = team("SERVICE_GROUP", member(registered(helper("县文旅局", null)), "LEADER"), left);

        county().body(help(stays, household, "SUPPORTING"))
                .post("/api/v1/pairings")
                .then()
                .statusCode(422)
                .body(
                        "code", equalTo("HELPER_NOT_ELIGIBLE"),
                        "reasons.code", contains("CONFLICT_OF_INTEREST"),
                        "reasons[0].message", containsString(relative));
        as("village-clerk", VILLAGE, "clerk")
                .body(help(stays, household, "SUPPORTING"))
                .post("/api/v1/pairings")
                .then()
                .statusCode(422)
                .body(
                        "reasons.code",
                        contains("CONFLICT_OF_INTEREST"),
                        "reasons[0].message",
                        not(containsString(relative)));
        county().body(help(gone, household, "SUPPORTING"))
                .post("/api/v1/pairings")
                .then()
                .statusCode(201);
    }

    @Test
    @Tag("PA-15")
    void refusesATeam_whenSomebodyWhoIsTiedToTheHouseholdJoinsWithinTheTerm() {
        var household = household(VILLAGE, Map.of());
        var relative = registered(helper("县司法局", null));
        tie(relative, household);
        var joins = new HashMap<String, Object>(member(relative, "MEMBER"));
        joins.put("since", inMonths(24));
        var team = team("SERVICE_GROUP", member(registered(helper("县司法局", null)), "LEADER"), joins);
        var before = new HashMap<String, Object>(help(team, household, "SUPPORTING"));
        before.put("to", inMonths(23));

        assertThat(vetoes(team, household, inMonths(24))).contains("CONFLICT_OF_INTEREST");
        assertThat(vetoes(team, household, inMonths(23))).doesNotContain("CONFLICT_OF_INTEREST");
        county().body(help(team, household, "SUPPORTING"))
                .post("/api/v1/pairings")
                .then()
                .statusCode(422)
                .body("reasons.code", contains("CONFLICT_OF_INTEREST"));
        county().body(before).post("/api/v1/pairings").then().statusCode(201);
    }

    @Test
    @Tag("PA-15")
    @Tag("PA-04")
    void letsNobodyJoin_whoIsTiedToAHouseholdThatTheTeamHelps() {
        var household = household(VILLAGE, Map.of());
        var leader = member(registered(helper("县司法局", null)), "LEADER");
        var team = team("SERVICE_GROUP", leader);
        var pairing = proposed(help(team, household, "SUPPORTING"));
        var relative = registered(helper("县司法局", null));
        var other = registered(helper("县司法局", null));
        tie(relative, household);

        put(team, leader, member(relative, "MEMBER"))
                .then()
                .statusCode(422)
                .body(
                        "code",
                        equalTo("MEMBER_TIED"),
                        "reasons.code",
                        contains("CONFLICT_OF_INTEREST"),
                        "reasons[0].message",
                        allOf(containsString(relative), containsString(pairing)));
        county().get("/api/v1/teams/" + team).then().body("members.size()", equalTo(1));
        put(team, leader, member(other, "MEMBER")).then().statusCode(200);
        // whoever is a member already is no obstacle to what else changes, only to staying longer
        tie(other, household);
        var until = new HashMap<String, Object>(member(other, "MEMBER"));
        until.put("until", inMonths(36));
        put(team, leader, until).then().statusCode(200);
        put(team, leader, member(other, "MEMBER")).then().statusCode(422).body("code", equalTo("MEMBER_TIED"));
        step(pairing, "withdraw", Map.of("reason", "NOT_SUITED")).then().statusCode(200);
        put(team, leader, member(relative, "MEMBER")).then().statusCode(200);
    }

    @Test
    @Tag("PA-15")
    @Tag("PA-11")
    void refusesASuccessor_whoIsTiedToAHouseholdOfTheTeam() {
        var household = household(VILLAGE, Map.of());
        var leader = registered(helper("县水利局", null));
        var team = team("SERVICE_GROUP", member(leader, "LEADER"));
        proposed(help(team, household, "SUPPORTING"));
        var relative = registered(helper("县水利局", null));
        tie(relative, household);

        leave(leader, successor(team, relative)).then().statusCode(422).body("code", equalTo("MEMBER_TIED"));

        county().get("/api/v1/helpers/" + leader).then().body("availableTo", nullValue());
        county().get("/api/v1/teams/" + team).then().body("members.helperId", contains(leader));
    }

    @Test
    @Tag("PA-15")
    void letsEitherThePairingOrTheMemberIn_whenBothComeAtOnce() throws Exception {
        var leader = member(registered(helper("县司法局", null)), "LEADER");
        var relative = registered(helper("县司法局", null));
        var threads = Executors.newFixedThreadPool(2);
        try {
            for (var round = 0; round < 10; round++) {
                var household = household(VILLAGE, Map.of());
                tie(relative, household);
                var team = team("SERVICE_GROUP", leader);
                var both = new CyclicBarrier(2);
                var pairing = threads.submit(() -> {
                    both.await();
                    return county().body(help(team, household, "SUPPORTING"))
                            .post("/api/v1/pairings")
                            .statusCode();
                });
                var joining = threads.submit(() -> {
                    both.await();
                    // the rule is to decide, not that the pairing has taken a place of the version that was read
                    return put("*", team, leader, member(relative, "MEMBER")).statusCode();
                });

                assertThat(List.of(pairing.get(), joining.get())).isIn(List.of(201, 422), List.of(422, 200));
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    @Tag("PA-04")
    @Tag("PA-11")
    void announcesTheNewLeader_whenAnotherMemberLeads() throws Exception {
        var first = registered(helper("县文旅局", "sub-led-before"));
        var second = registered(helper("县文旅局", "sub-leads-now"));
        var team = team("SERVICE_GROUP", member(first, "LEADER"), member(second, "MEMBER"));

        put(team, member(first, "MEMBER"), member(second, "LEADER")).then().statusCode(200);

        var told = announced(PairingEvent.TEAMS, "team-leader-changed", team);
        assertThat(told).as("a team that begins has no new leader").hasSize(1);
        var event = JsonPath.from(told.get(0));
        assertThat(event.getString("leaderId")).isEqualTo(second);
        assertThat(event.getString("leaderAccount")).isEqualTo("sub-leads-now");
        assertThat(event.getList("memberAccounts", String.class)).containsExactly("sub-leads-now", "sub-led-before");
        assertThat(event.getString("region")).isEqualTo("330523");
    }

    @Test
    @Tag("PA-11")
    void announcesThatNobodyLeads_whenTheLeaderWithoutAccountLeaves() {
        var leader = registered(helper("县档案馆", null));
        var team = team("SERVICE_GROUP", member(leader, "LEADER"));

        leave(leader, Map.of("kind", "RETIRING", "from", "2026-02-01")).then().statusCode(202);

        var event = JsonPath.from(
                announced(PairingEvent.TEAMS, "team-leader-changed", team).get(0));
        assertThat(event.getString("leaderId")).isNull();
        assertThat(event.getString("leaderAccount")).isNull();
        assertThat(event.getList("memberAccounts")).isEmpty();
    }

    @Test
    @Tag("PA-11")
    @Tag("PA-08")
    void queuesThePairingsOfATeam_whenItIsRecalled() {
        var household = household(VILLAGE, Map.of());
        var leader = registered(helper("县农业农村局", "sub-recalled"));
        var team = team("SERVICE_GROUP", member(leader, "LEADER"));
        var pairing = proposed(help(team, household, "PRIMARY"));
        active(pairing);
        var waiting = proposed(help(team, household(VILLAGE, Map.of()), "SUPPORTING"));

        var job = change(team, "/leave", Map.of("kind", "RECALLED", "from", "2026-02-01"))
                .then()
                .statusCode(202)
                .extract()
                .<String>path("id");

        await(() ->
                "SUCCEEDED".equals(county().get("/api/v1/pairings/bulk/" + job).path("state")));
        county().get("/api/v1/pairings/bulk/" + job + "/items")
                .then()
                .body("items.find { it.pairingId == '" + pairing + "' }.status", equalTo("QUEUED"))
                .body("items.find { it.pairingId == '" + waiting + "' }.status", equalTo("WITHDRAWN"));
        county().get("/api/v1/pairings/" + pairing)
                .then()
                .body("state", equalTo("SUSPENDED"), "reason", equalTo("HELPER_TRANSFERRED"));
        county().queryParam("helper", team)
                .get("/api/v1/pairing/replacements")
                .then()
                .body("items.pairingId", contains(pairing));
        county().get("/api/v1/teams/" + team)
                .then()
                .body(
                        "availableTo", equalTo("2026-01-31"),
                        "members.until", contains("2026-02-01"),
                        "account", nullValue());
        // nobody looks for a leader of a team that is gone
        assertThat(leaderless()).doesNotContain(team);
        var later = new HashMap<String, Object>(help(team, household(VILLAGE, Map.of()), "PRIMARY"));
        later.put("from", "2026-02-01");
        county().body(later)
                .post("/api/v1/pairings")
                .then()
                .statusCode(422)
                .body("reasons.code", hasItem("NOT_AVAILABLE"));
        change(team, "/leave", Map.of("kind", "DISSOLVED", "from", "2026-03-01"))
                .then()
                .statusCode(409)
                .body("code", equalTo("TEAM_GONE"));
    }

    @Test
    @Tag("PA-11")
    @Tag("PA-04")
    void isLedByTheSuccessor_whenItsFirstSecretaryLeaves() {
        var secretary = registered(helper("县发改局", "sub-old-secretary"));
        var deputy = registered(helper("县发改局", "sub-new-secretary"));
        var team = team("SERVICE_GROUP", member(secretary, "FIRST_SECRETARY"), member(deputy, "MEMBER"));
        var pairing = proposed(help(team, household(VILLAGE, Map.of()), "PRIMARY"));
        active(pairing);

        leave(
                        secretary,
                        Map.of(
                                "kind",
                                "TRANSFER",
                                "from",
                                "2026-02-01",
                                "successors",
                                List.of(Map.of("teamId", team, "helperId", deputy))))
                .then()
                .statusCode(202);

        county().get("/api/v1/teams/" + team)
                .then()
                .body(
                        "account",
                        equalTo("sub-new-secretary"),
                        "members.findAll { it.helperId == '" + deputy + "' }.role",
                        contains("MEMBER", "FIRST_SECRETARY"),
                        "members.findAll { it.helperId == '" + deputy + "' }.since",
                        contains("2025-01-01", "2026-02-01"),
                        "members.findAll { it.helperId == '" + secretary + "' }.until",
                        contains("2026-02-01"));
        await(() -> "sub-new-secretary"
                .equals(county().get("/api/v1/pairings/" + pairing).path("helper.account")));
        county().get("/api/v1/pairings/" + pairing).then().body("state", equalTo("ACTIVE"));
        // who decides access by the pairing is told
        assertThat(announced(PairingEvent.PAIRINGS, "pairing-changed", pairing))
                .singleElement()
                .asString()
                .contains("sub-new-secretary", "ACTIVE");
        county().get("/api/v1/teams/" + team + "/history").then().body("items[1].changes.field", hasItem("members"));
    }

    @Test
    @Tag("PA-11")
    void isListedAsLedByNobody_whenNoSuccessorIsNamed() {
        var leader = registered(helper("县林业局", "sub-no-successor"));
        var team = team("SERVICE_GROUP", member(leader, "LEADER"));
        var pairing = proposed(help(team, household(VILLAGE, Map.of()), "PRIMARY"));
        active(pairing);
        assertThat(leaderless()).doesNotContain(team);

        leave(leader, Map.of("kind", "RETIRING", "from", "2026-02-01")).then().statusCode(202);

        assertThat(leaderless()).contains(team);
        // nobody acts for it, least of all who has left
        await(() -> county().get("/api/v1/pairings/" + pairing).path("helper.account") == null);
        county().get("/api/v1/teams/" + team).then().body("account", nullValue());
        var next = registered(helper("县林业局", "sub-next"));
        var body = body("SERVICE_GROUP", List.of(member(next, "LEADER")));
        county().header("If-Match", county().get("/api/v1/teams/" + team).header("ETag"))
                .body(body)
                .put("/api/v1/teams/" + team)
                .then()
                .statusCode(200)
                .body("account", equalTo("sub-next"));
        assertThat(leaderless()).doesNotContain(team);
    }

    @Test
    @Tag("PA-11")
    void refusesASuccessor_whoCannotLeadThere() {
        var leader = registered(helper("县水利局", null));
        var team = team("SERVICE_GROUP", member(leader, "LEADER"));
        var other = team("SERVICE_GROUP", member(registered(helper("县交通局", null)), "LEADER"));
        var body = helper("长兴县水利局", null);
        body.put("region", "330522");
        String stranger = as("county-officer", "330522", "county2")
                .body(body)
                .post("/api/v1/helpers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        leave(leader, successor(team, stranger)).then().statusCode(422).body("code", equalTo("UNKNOWN_HELPER"));
        leave(leader, successor(team, leader)).then().statusCode(422).body("code", equalTo("UNKNOWN_HELPER"));
        leave(leader, successor(other, registered(helper("县水利局", null))))
                .then()
                .statusCode(422)
                .body("code", equalTo("NO_ACTIVE_LEADER"), "reasons.code", contains("NOT_LED"));
        county().get("/api/v1/helpers/" + leader).then().body("availableTo", nullValue());
    }

    @Test
    @Tag("PA-11")
    void actsThroughTheSuccessor_whenTheDayHasCome() throws Exception {
        var today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        var leader = registered(helper("县审批局", "sub-until-then"));
        var next = registered(helper("县审批局", "sub-from-then"));
        var team = team("SERVICE_GROUP", member(leader, "LEADER"));
        leave(
                        leader,
                        Map.of(
                                "kind",
                                "TRANSFER",
                                "from",
                                today.plusYears(1).toString(),
                                "successors",
                                List.of(Map.of("teamId", team, "helperId", next))))
                .then()
                .statusCode(202);
        county().get("/api/v1/teams/" + team).then().body("account", equalTo("sub-until-then"));
        for (var column : List.of("since", "until")) {
            try (var connection = database.getConnection();
                    var update = connection.prepareStatement("UPDATE organisation_member SET " + column
                            + " = ? WHERE organisation_id = ? AND " + column + " > ?")) {
                update.setObject(1, today);
                update.setBytes(2, Ids.bytes(UUID.fromString(team)));
                update.setObject(3, today);
                assertThat(update.executeUpdate()).isEqualTo(1);
            }
        }

        registry.followLeader(UUID.fromString(team));
        registry.followLeader(UUID.fromString(team));

        county().get("/api/v1/teams/" + team).then().body("account", equalTo("sub-from-then"));
        assertThat(announced(PairingEvent.TEAMS, "team-leader-changed", team))
                .singleElement()
                .asString()
                .contains(next, "sub-from-then", today.toString());
    }

    @Test
    @Tag("PA-11")
    @Tag("PA-04")
    void readsTheTeamNoLonger_whenTheMembershipIsLongOver() {
        var yesterday = LocalDate.now(ZoneId.of("Asia/Shanghai")).minusDays(1).toString();
        var team = team(
                "SERVICE_GROUP",
                member(registered(helper("县机要局", null)), "LEADER"),
                former(registered(helper("县机要局", "sub-ex-member")), "2026-02-01"),
                former(registered(helper("县机要局", "sub-late-member")), yesterday));

        as("helper", "330523", "sub-late-member")
                .get("/api/v1/teams/" + team)
                .then()
                .statusCode(200);
        as("helper", "330523", "sub-ex-member")
                .get("/api/v1/teams/" + team)
                .then()
                .statusCode(404);
        as("helper", "330523", "sub-ex-member")
                .get("/api/v1/teams")
                .then()
                .statusCode(200)
                .body("items.id", not(hasItem(team)));
    }

    @Test
    @Tag("PA-11")
    @Tag("PA-16")
    void onlyReadsOn_whoHasLeftTheTeam() {
        var yesterday = daysAgo(1);
        var team = team(
                "SERVICE_GROUP",
                member(registered(helper("县保密局", "sub-leads-on")), "LEADER"),
                member(registered(helper("县保密局", "sub-stays")), "MEMBER"),
                former(registered(helper("县保密局", "sub-reads-on")), yesterday));
        var pairing = proposed(help(team, household(VILLAGE, Map.of()), "PRIMARY"));
        active(pairing);
        var path = "/api/v1/pairings/" + pairing;
        as("helper", "330523", "sub-reads-on").get(path).then().statusCode(200);

        var visit = Map.of("method", "VISIT", "heldOn", yesterday, "minutes", 30, "topic", "走访");
        var wish = Map.of("wish", "OTHER_HELPER", "reason", "NOT_SUITED", "text", "换人");
        for (var asked : Map.of("/activities", visit, "/change-requests", wish).entrySet()) {
            as("helper", "330523", "sub-reads-on")
                    .body(asked.getValue())
                    .post(path + asked.getKey())
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("ROLE_NOT_ALLOWED"));
        }
        for (var account : List.of("sub-leads-on", "sub-stays")) {
            as("helper", "330523", account)
                    .body(visit)
                    .post(path + "/activities")
                    .then()
                    .statusCode(201);
        }
        as("helper", "330523", "sub-stays")
                .body(wish)
                .post(path + "/change-requests")
                .then()
                .statusCode(201);
    }

    /** What speaks against a team as a candidate for a household, from this year to a day. */
    private static List<String> vetoes(String team, UUID household, String to) {
        return county().queryParam("household", household)
                .queryParam("helperSide", "TEAM")
                .queryParam("role", "SUPPORTING")
                .queryParam("from", "2026-01-01")
                .queryParam("to", to)
                .queryParam("limit", 200)
                .get("/api/v1/pairings/candidates")
                .then()
                .statusCode(200)
                .extract()
                .path("items.find { it.helperId == '" + team + "' }.vetoes.code");
    }

    private static Map<String, Object> former(String helper, String until) {
        return Map.of("helperId", helper, "role", "MEMBER", "since", "2025-01-01", "until", until);
    }

    private static List<String> leaderless() {
        return county().queryParam("leaderless", true)
                .queryParam("limit", 200)
                .get("/api/v1/teams")
                .then()
                .statusCode(200)
                .extract()
                .path("items.id");
    }

    private static Map<String, Object> successor(String team, String helper) {
        return Map.of(
                "kind",
                "RETIRING",
                "from",
                "2026-02-01",
                "successors",
                List.of(Map.of("teamId", team, "helperId", helper)));
    }

    private static void tie(String helper, UUID household) {
        county().body(Map.of("householdId", household.toString(), "kind", "RELATIVE"))
                .post("/api/v1/helpers/" + helper + "/conflicts")
                .then()
                .statusCode(201);
    }

    private static Map<String, Object> member(String helper, String role) {
        return Map.of("helperId", helper, "role", role, "since", "2025-01-01");
    }

    private static Map<String, Object> body(String kind, List<? extends Map<?, ?>> members) {
        return Map.of(
                "kind",
                kind,
                "name",
                "帮扶小组",
                "unit",
                "帮扶小组单位" + Ids.next(),
                "unitLevel",
                "COUNTY",
                "region",
                "330523",
                "members",
                members,
                "primaryPlaces",
                5);
    }

    private static String team(String kind, Map<?, ?>... members) {
        return county().body(body(kind, List.of(members)))
                .post("/api/v1/teams")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Map<String, Object> help(String team, UUID household, String role) {
        return Map.of(
                "programme",
                "HOUSEHOLD_HELP",
                "role",
                role,
                "teamId",
                team,
                "helped",
                Map.of("kind", "HOUSEHOLD", "id", household.toString()),
                "from",
                "2026-01-01");
    }

    private static Response put(String team, Map<?, ?>... members) {
        return put(county().get("/api/v1/teams/" + team).header("ETag"), team, members);
    }

    private static Response put(String version, String team, Map<?, ?>... members) {
        return county().header("If-Match", version)
                .body(body("SERVICE_GROUP", List.of(members)))
                .put("/api/v1/teams/" + team);
    }

    private static Response change(String team, String verb, Map<String, ?> body) {
        return county().header("If-Match", county().get("/api/v1/teams/" + team).header("ETag"))
                .body(body)
                .post("/api/v1/teams/" + team + verb);
    }

    private static Response leave(String helper, Map<String, ?> order) {
        return county().header(
                        "If-Match", county().get("/api/v1/helpers/" + helper).header("ETag"))
                .body(order)
                .post("/api/v1/helpers/" + helper + "/leave");
    }
}
