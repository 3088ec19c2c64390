package org.jiedui.household.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.testing.Tokens;
import org.jiedui.chassis.time.Ids;
import org.jiedui.household.Anji;
import org.jiedui.household.Announcements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("HH-13")
class RequestIT {
    private static final String TOWN = "330523162";
    private static final String VILLAGE = "330523162201";
    private static final String EXPERT = "00000000-0000-7000-8000-0000000000e1";

    @Inject
    OverdueRequests overdue;

    @Inject
    DataSource database;

    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private String household;

    @BeforeEach
    void household() {
        Anji.regions();
        Anji.importing(Anji.province(), "regions", "apply", "code,name\n330523162,诉求镇\n330523162201,诉求村\n");
        household = Anji.registered(Anji.household(VILLAGE)).getString("id");
    }

    private static RequestSpecification as(String role, String account, String region) {
        return RestAssured.given()
                .auth()
                .oauth2(Tokens.of(role).subject(account).region(region).sign())
                .contentType(ContentType.JSON);
    }

    private static RequestSpecification township() {
        return as("township-officer", "town-1", TOWN);
    }

    private String opened(String kind, String more) {
        return as("village-clerk", "clerk-1", VILLAGE)
                .body("{\"householdId\":\"%s\",\"kind\":\"%s\",\"category\":\"INDUSTRY\",\"content\":\"竹笋滞销\"%s}"
                        .formatted(household, kind, more))
                .post("/api/v1/requests")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Response decide(RequestSpecification who, String request, int version, String verb, String body) {
        return who.header("If-Match", "\"" + version + "\"")
                .body(body)
                .post("/api/v1/requests/" + request + "/" + verb);
    }

    @Test
    void isDueInWorkingDaysByUrgency() {
        for (var urgency : List.of(Map.entry("CRITICAL", 1), Map.entry("URGENT", 3), Map.entry("NORMAL", 15))) {
            var request = opened("HELP", ",\"urgency\":\"" + urgency.getKey() + "\"");
            var due = Anji.county()
                    .get("/api/v1/calendar/deadline?from=" + today + "&workingDays=" + urgency.getValue())
                    .<String>path("day");
            Anji.county().get("/api/v1/requests/" + request).then().body("due", equalTo(due));
        }
        as("village-clerk", "clerk-1", VILLAGE)
                .body(
                        "{\"householdId\":\"%s\",\"kind\":\"HELP\",\"category\":\"WATER\",\"content\":\"x\",\"due\":\"%s\"}"
                                .formatted(household, today.minusDays(1)))
                .post("/api/v1/requests")
                .then()
                .statusCode(400)
                .body("violations.pointer", equalTo(List.of("/due")));
    }

    @Test
    void refusesADayThatNobodyCanReckonWith() {
        Anji.county()
                .queryParam("region", TOWN)
                .queryParam("to", "+999999999-12-31")
                .get("/api/v1/household/reports/request-ledger")
                .then()
                .statusCode(400)
                .body("violations.pointer", equalTo(List.of("?to")));
        var job = Anji.importing(
                Anji.province(),
                "regions",
                "apply",
                "code,name,validFrom\n330523162,诉求镇,+999999999-12-31\n330523162201,诉求村,\n");
        assertThat(job.getString("state")).isEqualTo("SUCCEEDED");
        assertThat(job.getInt("result.refused")).isEqualTo(1);
    }

    @Test
    void letsTheExpertAnswerAConsultation_andTheAskerOpenItAgain() {
        var request = opened("CONSULTATION", "");
        as("helper", EXPERT, "330522").get("/api/v1/requests/" + request).then().statusCode(404);
        decide(township(), request, 0, "dispatch", "{\"to\":\"王专家\",\"kind\":\"EXPERT\"}")
                .then()
                .statusCode(400);
        decide(
                        township(),
                        request,
                        0,
                        "dispatch",
                        "{\"to\":\"王专家\",\"kind\":\"EXPERT\",\"account\":\"" + EXPERT + "\"}")
                .then()
                .statusCode(200);
        as("helper", EXPERT, "330522")
                .get("/api/v1/requests?handler=" + EXPERT)
                .then()
                .body("items.id", hasItem(request));
        decide(as("mentor", "another", "330522"), request, 1, "answer", "{\"answer\":\"x\"}")
                .then()
                .statusCode(404);
        decide(as("mentor", EXPERT, "330522"), request, 1, "answer", "{\"answer\":\"建议冷藏分批上市\"}")
                .then()
                .statusCode(200);
        decide(township(), request, 2, "solve", "{\"satisfaction\":2}").then().statusCode(200);
        decide(township(), request, 3, "reopen", "{\"reason\":\"仍然滞销\"}")
                .then()
                .statusCode(200)
                .body("state", equalTo("OPEN"))
                .body("reopened", equalTo(1))
                .body("satisfaction", equalTo(null));
        decide(township(), request, 4, "reopen", "{\"reason\":\"x\"}")
                .then()
                .statusCode(409)
                .body("code", equalTo("REQUEST_STATE"));
        township()
                .get("/api/v1/requests/" + request + "/steps")
                .then()
                .body("items.to", equalTo(List.of("OPEN", "DISPATCHED", "ANSWERED", "SOLVED", "OPEN")))
                .body("items[4].note", equalTo("仍然滞销"));
        assertThat(Announcements.about("jiedui.household.request", request, "request-reopened.v1"))
                .containsExactly(
                        "request-opened.v1",
                        "request-dispatched.v1",
                        "request-answered.v1",
                        "request-solved.v1",
                        "request-reopened.v1");
    }

    @Test
    void showsAComplaintToThoseWhoMustSeeItOnly() {
        var aboutOffice = opened("COMPLAINT", ",\"aboutRegion\":\"" + TOWN + "\"");
        var aboutPerson = opened("COMPLAINT", ",\"aboutAccount\":\"county-bad\"");
        var county = as("county-officer", "county-good", "330523");
        for (var blind : List.of(
                as("village-clerk", "clerk-1", VILLAGE),
                as("helper", Anji.HELPER, "330523"),
                as("platform", "platform-1", "33"),
                as("county-officer", "county-bad", "330522"))) {
            blind.get("/api/v1/requests/" + aboutOffice).then().statusCode(404);
            blind.get("/api/v1/requests/" + aboutPerson).then().statusCode(404);
            blind.get("/api/v1/requests?kind=COMPLAINT&limit=200").then().body("items.id", not(hasItem(aboutOffice)));
        }
        township().get("/api/v1/requests/" + aboutOffice).then().statusCode(404);
        township().get("/api/v1/requests/" + aboutPerson).then().statusCode(200);
        county.get("/api/v1/requests/" + aboutOffice).then().statusCode(200);
        county.get("/api/v1/requests/" + aboutPerson).then().statusCode(200);
        var bad = as("county-officer", "county-bad", "330523");
        bad.get("/api/v1/requests/" + aboutOffice).then().statusCode(200);
        bad.get("/api/v1/requests/" + aboutPerson).then().statusCode(404);

        var count = "/api/v1/requests/count?kind=COMPLAINT&householdId=" + household;
        county.get(count).then().body("count", equalTo(2));
        township().get(count).then().body("count", equalTo(1));
        bad.get(count).then().body("count", equalTo(1));
        as("village-clerk", "clerk-1", VILLAGE).get(count).then().body("count", equalTo(0));
        decide(township(), aboutPerson, 0, "dispatch", "{\"to\":\"x\",\"kind\":\"PERSON\",\"account\":\"county-bad\"}")
                .then()
                .statusCode(422)
                .body("code", equalTo("DISPATCH_CONFLICT"));
        as("village-clerk", "clerk-1", VILLAGE)
                .body(
                        "{\"householdId\":\"%s\",\"kind\":\"HELP\",\"category\":\"WATER\",\"content\":\"x\",\"aboutAccount\":\"y\"}"
                                .formatted(household))
                .post("/api/v1/requests")
                .then()
                .statusCode(400)
                .body("violations[0].code", equalTo("ONLY_COMPLAINT"));
    }

    @Test
    void tellsNobodyInTheChangeFeedOfAComplaintThatHeMayNotSee() {
        var about = opened("COMPLAINT", ",\"aboutAccount\":\"county-bad\"");

        Anji.await(() -> changed("county-good"), seen -> seen.contains(about));
        assertThat(changed("county-bad")).doesNotContain(about);
    }

    /** Ids of requests in the change feed of an officer of the county. */
    private static List<String> changed(String officer) {
        return Anji.changes(() -> as("county-officer", officer, "330523")).stream()
                .filter(change -> "requests".equals(change.get("resource")))
                .map(change -> (String) change.get("id"))
                .toList();
    }

    @Test
    void announcesAnOverdueRequestOnce_andFindsIt() throws Exception {
        var request = opened("HELP", "");
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("UPDATE request SET due = ? WHERE id = ?")) {
            update.setObject(1, today.minusDays(2));
            update.setBytes(2, Ids.bytes(UUID.fromString(request)));
            update.executeUpdate();
        }
        var filter = "/api/v1/requests?householdId=" + household;
        Anji.county().get(filter + "&overdue=true").then().body("items.id", equalTo(List.of(request)));
        Anji.county().get(filter + "&overdue=false").then().body("items", hasSize(0));
        while (overdue.announce()) {
            // all pieces
        }
        overdue.announce();
        decide(township(), request, 0, "dispatch", "{\"to\":\"镇经济发展办\"}").then().statusCode(200);
        assertThat(Announcements.about("jiedui.household.request", request, "request-dispatched.v1"))
                .containsExactly("request-opened.v1", "request-overdue.v1", "request-dispatched.v1");
    }

    @Test
    void countsWhatWasFoundHandledAndSolved() {
        Anji.importing(Anji.province(), "regions", "apply", "code,name\n330523163,台账镇\n330523163201,台账村\n");
        household = Anji.registered(Anji.household("330523163201")).getString("id");
        var town = as("township-officer", "town-3", "330523163");
        for (var i = 0; i < 3; i++) {
            var request = town.body(
                            "{\"householdId\":\"%s\",\"kind\":\"HELP\",\"category\":\"WATER\",\"content\":\"x\"}"
                                    .formatted(household))
                    .post("/api/v1/requests")
                    .<String>path("id");
            if (i > 0) {
                decide(as("township-officer", "town-3", "330523163"), request, 0, "answer", "{\"answer\":\"好\"}");
            }
            if (i > 1) {
                decide(as("township-officer", "town-3", "330523163"), request, 1, "solve", "{\"satisfaction\":4}");
            }
        }
        as("village-clerk", "clerk-3", "330523163201")
                .body(
                        "{\"householdId\":\"%s\",\"kind\":\"COMPLAINT\",\"category\":\"OTHER\",\"content\":\"x\",\"aboutRegion\":\"330523163\"}"
                                .formatted(household))
                .post("/api/v1/requests")
                .then()
                .statusCode(201);
        var report = "/api/v1/household/reports/request-ledger?region=330523163";
        var row = "rows.find{it.kind=='HELP'}.";
        Anji.county()
                .get(report)
                .then()
                .statusCode(200)
                .body(row + "found", equalTo(3))
                .body(row + "handled", equalTo(2))
                .body(row + "solved", equalTo(1))
                .body(row + "overdue", equalTo(0))
                .body(row + "satisfaction", equalTo("4.0"))
                .body("rows.kind", hasItem("COMPLAINT"));
        as("township-officer", "town-3", "330523163").get(report).then().body("rows.kind", not(hasItem("COMPLAINT")));
        Anji.as("county-officer", "330522").get(report).then().statusCode(403);
    }
}
