package org.jiedui.household.visit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.testing.Tokens;
import org.jiedui.household.Anji;
import org.jiedui.household.Announcements;
import org.jiedui.household.access.AccessProjection;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("HH-12")
class VisitEntryIT {
    private static final String VILLAGE = "330523161201";

    @Inject
    VisitReminders reminders;

    @Inject
    AccessProjection access;

    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    @BeforeEach
    void regions() {
        Anji.regions();
        var job = Anji.importing(
                Anji.province(), "regions", "apply", "code,name\n330523161,走访镇\n330523161201,走访村\n330523161202,漏户村\n");
        assertThat(job.getString("state")).isEqualTo("SUCCEEDED");
    }

    private static String registered(String village) {
        return Anji.registered(longAgo(village)).getString("id");
    }

    private static Map<String, Object> longAgo(String village) {
        var household = Anji.household(village);
        household.put("registeredOn", "2020-01-01");
        return household;
    }

    private static RequestSpecification clerk(String account) {
        return given(account, "village-clerk", VILLAGE);
    }

    private static RequestSpecification given(String account, String role, String region) {
        return io.restassured.RestAssured.given()
                .auth()
                .oauth2(Tokens.of(role).subject(account).region(region).sign())
                .contentType(ContentType.JSON);
    }

    private String visit(String households, LocalDate day, boolean reached) {
        return """
                {"householdIds":[%s],"day":"%s","manner":"HOME","reached":%s,"content":"问了近况"}""".formatted(households, day, reached);
    }

    private static String quoted(String... ids) {
        return "\"" + String.join("\",\"", ids) + "\"";
    }

    private String recorded(RequestSpecification who, String body) {
        return who.body(body)
                .post("/api/v1/visits")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void notesSeveralHouseholdsInOneEntry_andOpensTheProblemsOfEach() {
        var one = registered(VILLAGE);
        var other = registered(VILLAGE);
        var body = """
                {"householdIds":[%s],"day":"%s","manner":"MEETING","reached":true,"content":"院坝会",
                 "problems":[{"householdId":"%s","category":"WATER","content":"水压不足"},{"category":"FUNDS","content":"想贷款"}]}""".formatted(quoted(one, other), today, other);
        var id = clerk("clerk-a")
                .body(body)
                .post("/api/v1/visits")
                .then()
                .statusCode(201)
                .body("householdIds", containsInAnyOrder(one, other))
                .body("requestIds", hasSize(2))
                .extract()
                .<String>path("id");
        for (var household : List.of(one, other)) {
            Anji.county()
                    .get("/api/v1/households/" + household)
                    .then()
                    .body("lastVisitedOn", equalTo(today.toString()));
            Anji.county()
                    .get("/api/v1/visits?householdId=" + household)
                    .then()
                    .body("items.id", equalTo(List.of(id)))
                    .body("items[0].householdIds", containsInAnyOrder(one, other));
            Anji.county()
                    .get("/api/v1/requests/count?householdId=" + household)
                    .then()
                    .body("count", equalTo(1));
        }
        Anji.as("village-clerk", Anji.VILLAGE)
                .get("/api/v1/visits/" + id)
                .then()
                .statusCode(404);
    }

    @Test
    void keepsADraftForItsAuthorAlone_untilItIsRecordedUnderItsId() {
        var household = registered(VILLAGE);
        var draft = clerk("clerk-b")
                .body("{\"householdIds\":[" + quoted(household) + "]}")
                .post("/api/v1/visits/drafts")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        var path = "/api/v1/visits/drafts/" + draft;
        clerk("clerk-c").get(path).then().statusCode(404);
        clerk("clerk-b")
                .header("If-Match", "\"0\"")
                .post(path + "/record")
                .then()
                .statusCode(400)
                .body("violations.pointer", containsInAnyOrder("/day", "/manner", "/reached", "/content"));
        clerk("clerk-b")
                .body(visit(quoted(household), today, true))
                .put(path)
                .then()
                .statusCode(428);
        clerk("clerk-b")
                .header("If-Match", "\"0\"")
                .body(visit(quoted(household), today, true))
                .put(path)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""));
        Anji.county().get("/api/v1/visits/" + draft).then().statusCode(404);
        clerk("clerk-b")
                .header("If-Match", "\"0\"")
                .post(path + "/record")
                .then()
                .statusCode(412);
        clerk("clerk-b")
                .header("If-Match", "\"1\"")
                .post(path + "/record")
                .then()
                .statusCode(201)
                .body("id", equalTo(draft));
        clerk("clerk-b").get(path).then().statusCode(404);
        Anji.county().get("/api/v1/visits/" + draft).then().statusCode(200);
    }

    @Test
    void closesASupervisorsQuestion_whenTheVisitorAnswered() {
        var visit = recorded(clerk("clerk-d"), visit(quoted(registered(VILLAGE)), today, false));
        var path = "/api/v1/visits/" + visit + "/questions";
        clerk("clerk-d").body("{\"text\":\"?\"}").post(path).then().statusCode(403);
        var township = given("supervisor", "township-officer", "330523161");
        var question = township.body("{\"text\":\"为何没有见到户主\"}")
                .post(path)
                .then()
                .statusCode(201)
                .body("state", equalTo("ASKED"))
                .extract()
                .<String>path("id");
        Anji.county()
                .get("/api/v1/visits?region=330523161&question=ASKED&limit=200")
                .then()
                .body("items.id", hasItem(visit));
        clerk("clerk-d")
                .header("If-Match", "\"0\"")
                .body("{\"text\":\"外出务工\"}")
                .post(path + "/" + question + "/answer")
                .then()
                .statusCode(200)
                .body("state", equalTo("ANSWERED"));
        given("supervisor", "township-officer", "330523161")
                .header("If-Match", "\"1\"")
                .post(path + "/" + question + "/close")
                .then()
                .statusCode(200)
                .body("state", equalTo("CLOSED"));
        clerk("clerk-d")
                .header("If-Match", "\"2\"")
                .body("{\"text\":\"再补充\"}")
                .post(path + "/" + question + "/answer")
                .then()
                .statusCode(409)
                .body("code", equalTo("QUESTION_CLOSED"));
        Anji.county().get(path).then().body("items[0].answer", equalTo("外出务工"));
        assertThat(Announcements.about("jiedui.household.visit", question, "visit-question-changed.v1"))
                .containsOnly("visit-question-changed.v1");
    }

    @Test
    void countsTheSameHouseholdsAsNotVisited_inListCountReportAndReminder() {
        var village = "330523161202";
        var visited = registered(village);
        var lifted = longAgo(village);
        lifted.put("type", "LIFTED");
        var missed = Anji.registered(lifted).getString("id");
        var tried = registered(village);
        var clerk = given("clerk-e", "village-clerk", village);
        recorded(clerk, visit(quoted(visited), today.minusDays(1), true));
        recorded(clerk, visit(quoted(missed, tried), today.minusDays(100), true));
        recorded(clerk, visit(quoted(tried), today.minusDays(2), false));

        var filter = "region=" + village + "&notVisitedDays=60";
        Anji.county().get("/api/v1/households?" + filter).then().body("items.id", containsInAnyOrder(missed, tried));
        Anji.county().get("/api/v1/households/count?" + filter).then().body("count", equalTo(2));
        Anji.county()
                .get("/api/v1/households?region=" + village + "&notVisitedDays=101")
                .then()
                .body("items", hasSize(0));
        var row = "rows.find{it.region=='" + village + "'}.";
        Anji.county()
                .get("/api/v1/household/reports/visit-coverage?region=330523161&notVisitedDays=60")
                .then()
                .statusCode(200)
                .body(row + "households", equalTo(3))
                .body(row + "visited", equalTo(1))
                .body(row + "tried", equalTo(1))
                .body(row + "notVisited", equalTo(2))
                .body(row + "percent", equalTo("33.3"))
                .body(row + "name", equalTo("漏户村"));
        assertThat(reminders.announce(village, null)).isNull();
        reminders.announce(village, null);
        recorded(clerk, visit(quoted(missed), today, true));
        recorded(clerk, visit(quoted(tried), today.minusDays(1), false));
        assertThat(Announcements.about("jiedui.household.visit", missed, "visit-overdue.v1"))
                .as("once per absence")
                .containsOnlyOnce("visit-overdue.v1");
        assertThat(Announcements.about("jiedui.household.visit", tried, "visit-recorded.v1"))
                .as("not in care")
                .doesNotContain("visit-overdue.v1");
        Anji.county().get("/api/v1/households?" + filter).then().body("items.id", equalTo(List.of(tried)));
    }

    @Test
    void takesACallForAContactAndNoVisit() {
        var village = "330523161203";
        Anji.importing(Anji.province(), "regions", "apply", "code,name\n330523161203,电话村\n");
        var called = registered(village);
        var silent = registered(village);
        var clerk = given("clerk-h", "village-clerk", village);
        recorded(clerk, visit(quoted(called, silent), today.minusDays(100), true));
        recorded(clerk, visit(quoted(called), today, true).replace("HOME", "CALL"));

        Anji.county()
                .get("/api/v1/households/" + called)
                .then()
                .body("lastVisitedOn", equalTo(today.minusDays(100).toString()));
        var list = "/api/v1/households?region=" + village;
        Anji.county().get(list + "&notVisitedDays=60").then().body("items.id", containsInAnyOrder(called, silent));
        Anji.county().get(list + "&notContactedDays=31").then().body("items.id", equalTo(List.of(silent)));
        Anji.county()
                .get("/api/v1/households/count?region=" + village + "&notContactedDays=31")
                .then()
                .body("count", equalTo(1));
        Anji.county()
                .get(list + "&notContactedDays=0")
                .then()
                .statusCode(400)
                .body("violations.pointer", equalTo(List.of("?notContactedDays")));
    }

    @Test
    void makesNobodyUnvisitedForLongerThanTheFileExists() {
        var village = "330523161204";
        Anji.importing(Anji.province(), "regions", "apply", "code,name\n330523161204,新建档村\n");
        var household = Anji.registered(Anji.household(village)).getString("id");
        recorded(given("clerk-i", "village-clerk", village), visit(quoted(household), LocalDate.of(2019, 1, 1), true));

        Anji.county().get("/api/v1/households/" + household).then().body("lastVisitedOn", equalTo("2019-01-01"));
        Anji.county()
                .get("/api/v1/households?region=" + village + "&notVisitedDays=2")
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void namesOnlyHouseholdsThatTheReaderMaySee() {
        var own = registered(VILLAGE);
        var other = registered(VILLAGE);
        var id = recorded(clerk("clerk-j"), visit(quoted(own, other), today, true));
        access.opened(UUID.randomUUID(), "helper-j", UUID.fromString(own), today, UUID.randomUUID(), true, null);

        var helper = given("helper-j", "helper", VILLAGE);
        helper.get("/api/v1/visits/" + id).then().statusCode(200).body("householdIds", equalTo(List.of(own)));
        helper.get("/api/v1/visits").then().body("items[0].householdIds", equalTo(List.of(own)));
        clerk("clerk-j").get("/api/v1/visits/" + id).then().body("householdIds", containsInAnyOrder(own, other));
    }

    @Test
    void refusesBadVisitsAsAWhole() {
        var household = registered(VILLAGE);
        clerk("clerk-f")
                .body(visit(quoted(household), today.plusDays(1), true))
                .post("/api/v1/visits")
                .then()
                .statusCode(400)
                .body("violations.code", equalTo(List.of("IN_FUTURE")));
        clerk("clerk-f")
                .body(visit(quoted(household, UUID.randomUUID().toString()), today, true))
                .post("/api/v1/visits")
                .then()
                .statusCode(404);
        clerk("clerk-f")
                .body("{\"problems\":[{\"category\":\"WATER\",\"content\":\"\"}]}")
                .post("/api/v1/visits")
                .then()
                .statusCode(400)
                .body(
                        "violations.pointer",
                        hasItems("/householdIds", "/day", "/manner", "/reached", "/content", "/problems/0/content"));
        Anji.county().get("/api/v1/households/" + household).then().body("lastVisitedOn", equalTo(null));
        Anji.county().get("/api/v1/visits?weather=rain").then().statusCode(400);
        Anji.county().get("/api/v1/households?notVisitedDays=0").then().statusCode(400);
        Anji.as("county-officer", "330522")
                .get("/api/v1/household/reports/visit-coverage?region=330523")
                .then()
                .statusCode(403);
        Anji.as("county-officer", "330522")
                .get("/api/v1/visits?limit=200")
                .then()
                .body("items.region", not(hasItem(VILLAGE)));
    }
}
