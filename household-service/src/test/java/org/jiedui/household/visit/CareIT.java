package org.jiedui.household.visit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.event.EventEnvelope;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.testing.Tokens;
import org.jiedui.chassis.time.Ids;
import org.jiedui.household.Anji;
import org.jiedui.household.access.messaging.PairingConsumer;
import org.jiedui.household.registration.HouseholdRepository;
import org.jiedui.household.registration.Safeguards;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class CareIT {
    @Inject
    PairingConsumer pairings;

    @Inject
    ObjectMapper mapper;

    @Inject
    DataSource database;

    @Inject
    HouseholdRepository households;

    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private String household;
    private String path;
    private UUID pairing;

    @BeforeEach
    void household() {
        Anji.regions();
        household = Anji.registered(Anji.household(Anji.VILLAGE)).getString("id");
        path = "/api/v1/households/" + household;
        pairing = Ids.next();
    }

    private void pairing(String event, String state, String account, LocalDate to) {
        pairing(event, state, account, to, null);
    }

    private void pairing(String event, String state, String account, LocalDate to, String reason) {
        var data = """
                {"pairingId":"%s","programme":"HOUSEHOLD_HELP","role":"PRIMARY","region":"%s","state":"%s",
                 "helper":{"id":"%s","account":"%s","kind":"TECHNICAL_CADRE","unit":"安吉县教育局"},
                 "helped":{"kind":"HOUSEHOLD","id":"%s","account":null,"region":"%s"},
                 "from":"%s","to":%s,"reason":%s,"version":1}
                """.formatted(
                        pairing,
                        Anji.VILLAGE,
                        state,
                        Ids.next(),
                        account,
                        household,
                        Anji.VILLAGE,
                        today.minusDays(50),
                        to == null ? "null" : "\"" + to + "\"",
                        reason == null ? "null" : "\"" + reason + "\"");
        took(event, data);
    }

    private void took(String event, String data) {
        QuarkusTransaction.requiringNew()
                .run(() -> pairings.on(new EventEnvelope(
                        Ids.next(),
                        "org.jiedui.pairing." + event + ".v1",
                        "jiedui.pairing.pairing",
                        pairing,
                        Anji.VILLAGE,
                        Instant.now(),
                        data.getBytes(StandardCharsets.UTF_8),
                        mapper)));
    }

    private Map<String, Object> visit() {
        return visit(today.minusDays(1));
    }

    private static Map<String, Object> visit(LocalDate day) {
        return Map.of(
                "day",
                day.toString(),
                "manner",
                "HOME",
                "reached",
                true,
                "content",
                "谈了就业打算",
                "problems",
                List.of(Map.of("category", "EMPLOYMENT", "content", "希望在镇上找到工作")));
    }

    @Test
    @Tag("HH-12")
    @Tag("HH-13")
    void turnsAProblemIntoARequestThatIsSolved_whenTheHelperVisits() {
        Anji.helper().get(path).then().statusCode(404);
        pairing("pairing-confirmed", "ACTIVE", Anji.HELPER, null);

        var visit = Anji.helper()
                .contentType(ContentType.JSON)
                .body(visit())
                .post(path + "/visits")
                .then()
                .statusCode(201)
                .body("requestIds", hasSize(1))
                .extract()
                .jsonPath();
        Anji.helper()
                .get(path)
                .then()
                .body("lastVisitedOn", equalTo(today.minusDays(1).toString()));
        Anji.helper().get(path + "/visits").then().body("items.id", equalTo(List.of(visit.getString("id"))));
        var request = "/api/v1/requests/" + visit.getString("requestIds[0]");
        Anji.helper().get(request).then().statusCode(200).body("state", equalTo("OPEN"));
        Anji.as("township-officer", "330523101").get(request).then().statusCode(404);
        Anji.township()
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(Map.of("satisfaction", 5))
                .post(request + "/solve")
                .then()
                .statusCode(409)
                .body("code", equalTo("REQUEST_STATE"));
        var step = 0;
        for (var decision : List.of(
                Map.entry("dispatch", Map.of("to", "杭垓镇社会事务办")),
                Map.entry("answer", Map.of("answer", "已推荐岗位")),
                Map.entry("solve", Map.of("satisfaction", 5)))) {
            Anji.township()
                    .contentType(ContentType.JSON)
                    .header("If-Match", "\"" + step++ + "\"")
                    .body(decision.getValue())
                    .post(request + "/" + decision.getKey())
                    .then()
                    .statusCode(200);
        }
        Anji.township().get(request).then().body("state", equalTo("SOLVED"));
        Anji.county()
                .queryParam("householdId", household)
                .queryParam("state", "SOLVED")
                .get("/api/v1/requests/count")
                .then()
                .body("count", equalTo(1));
    }

    @Test
    @Tag("HH-10")
    @Tag("HH-11")
    void letsTheHelperPlanAndTheTownshipApprove() {
        pairing("pairing-confirmed", "ACTIVE", Anji.HELPER, null);
        var plan = Map.of(
                "year",
                2026,
                "goals",
                List.of(Map.of("text", "户主就业", "target", "2026-12-31", "measures", List.of("EMPLOYMENT"))));
        var written = Anji.helper().contentType(ContentType.JSON).body(plan).put(path + "/plan");
        written.then().statusCode(200).body("state", equalTo("DRAFT")).body("revision", equalTo(1));
        Anji.helper()
                .contentType(ContentType.JSON)
                .body(plan)
                .put(path + "/plan")
                .then()
                .statusCode(428);
        var again = Anji.helper()
                .contentType(ContentType.JSON)
                .header("If-Match", written.header("ETag"))
                .body(plan)
                .put(path + "/plan");
        again.then().statusCode(200).body("revision", equalTo(2));
        Anji.helper()
                .header("If-Match", again.header("ETag"))
                .post(path + "/plan/approve")
                .then()
                .statusCode(403);
        Anji.township()
                .header("If-Match", again.header("ETag"))
                .post(path + "/plan/approve")
                .then()
                .statusCode(200)
                .body("state", equalTo("APPROVED"));

        Anji.helper()
                .contentType(ContentType.JSON)
                .body(Map.of("category", "EMPLOYMENT", "title", "介绍岗位", "amount", "-1.00", "from", "2026-03-01"))
                .post(path + "/measures")
                .then()
                .statusCode(400);
        Anji.helper()
                .contentType(ContentType.JSON)
                .body(Map.of("category", "EMPLOYMENT", "title", "介绍岗位", "amount", "300.00", "from", "2026-03-01"))
                .post(path + "/measures")
                .then()
                .statusCode(201)
                .body("amount", equalTo("300.00"));
        Anji.helper().get(path + "/measures").then().body("items", hasSize(1));
    }

    @Test
    @Tag("HH-18")
    void knowsTheLaterLastDay_whenAPairingIsExtended() throws SQLException {
        pairing("pairing-confirmed", "ACTIVE", Anji.HELPER, today.plusDays(5));

        pairing("pairing-extended", "ACTIVE", Anji.HELPER, today.plusYears(1));

        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT term_to, ended_on FROM household_pairing WHERE pairing_id = ?")) {
            select.setBytes(1, Ids.bytes(pairing));
            try (var row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getObject(1, LocalDate.class)).isEqualTo(today.plusYears(1));
                assertThat(row.getObject(2)).isNull();
            }
        }
    }

    @Test
    @Tag("HH-12")
    void letsAFormerHelperReadForThirtyDays_andWriteNoMore() {
        pairing("pairing-confirmed", "ACTIVE", Anji.HELPER, null);
        pairing("pairing-ended", "ENDED", Anji.HELPER, today.minusDays(5));
        Anji.helper().get(path).then().statusCode(200);
        Anji.helper().get("/api/v1/households?limit=200").then().body("items.id", hasItem(household));
        Anji.helper()
                .contentType(ContentType.JSON)
                .body(visit())
                .post(path + "/visits")
                .then()
                .statusCode(403)
                .body("code", equalTo("PAIRING_OVER"));

        pairing = Ids.next();
        household = Anji.registered(Anji.household(Anji.VILLAGE)).getString("id");
        pairing("pairing-confirmed", "ACTIVE", Anji.HELPER, null);
        pairing("pairing-ended", "ENDED", Anji.HELPER, today.minusDays(40));
        Anji.helper().get("/api/v1/households/" + household).then().statusCode(404);
    }

    @Test
    @Tag("HH-15")
    void showsTheVisitAtItsHousehold_andEndsTheOverdueAlert_withoutDisturbingAnEdit() throws Exception {
        var lifted = Anji.household(Anji.VILLAGE);
        lifted.put("type", "LIFTED");
        household = Anji.registered(lifted).getString("id");
        path = "/api/v1/households/" + household;
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("UPDATE household SET created_at = ? WHERE id = ?")) {
            update.setObject(1, today.minusDays(400).atStartOfDay());
            update.setBytes(2, Ids.bytes(UUID.fromString(household)));
            update.executeUpdate();
        }
        needs("*", "HOUSING").then().statusCode(200);
        var before = Anji.clerk().get(path);
        assertThat(before.<String>path("openAlertId")).isNotNull();

        Anji.clerk()
                .contentType(ContentType.JSON)
                .body(visit())
                .post(path + "/visits")
                .then()
                .statusCode(201);

        var day = today.minusDays(1).toString();
        Anji.clerk()
                .header("If-None-Match", before.header("ETag"))
                .get(path)
                .then()
                .statusCode(200)
                .body("lastVisitedOn", equalTo(day))
                .body("openAlertId", nullValue());
        var seen = Anji.clerk().get(path).header("ETag");
        Anji.clerk().header("If-None-Match", seen).get(path).then().statusCode(304);
        var known = changes();
        Anji.clerk()
                .contentType(ContentType.JSON)
                .body(visit(today))
                .post(path + "/visits")
                .then()
                .statusCode(201);
        assertThat(changes()).isEqualTo(known + 1);
        Anji.clerk().header("If-None-Match", seen).get(path).then().statusCode(200);
        needs(seen, "SKILLS").then().statusCode(200);
        needs(seen, "HOUSING").then().statusCode(412);
    }

    @Test
    void countsAVisitWhereItsHouseholdIs_whenItWasRelocated() {
        Anji.importing(Anji.province(), "regions", "apply", "code,name\n330523101263,安置村\n");
        Anji.clerk()
                .contentType(ContentType.JSON)
                .body(visit())
                .post(path + "/visits")
                .then()
                .statusCode(201);

        Anji.county()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Map.of("region", "330523101263", "address", "安置小区", "on", today.toString()))
                .post(path + "/events/relocate")
                .then()
                .statusCode(200);

        Anji.county()
                .get("/api/v1/household/reports/visit-coverage?region=330523101263")
                .then()
                .statusCode(200)
                .body("rows[0].households", equalTo(1))
                .body("rows[0].visited", equalTo(1));
    }

    private Response needs(String ifMatch, String need) {
        return Anji.clerk()
                .contentType(ContentType.JSON)
                .header("If-Match", ifMatch)
                .body(Map.of("needs", List.of(need)))
                .put(path + "/needs");
    }

    private int changes() throws SQLException {
        try (var connection = database.getConnection();
                var select =
                        connection.prepareStatement("SELECT (SELECT COUNT(*) FROM change_pending WHERE resource_id = ?)"
                                + " + (SELECT COUNT(*) FROM change_entry WHERE resource_id = ?)")) {
            select.setBytes(1, Ids.bytes(UUID.fromString(household)));
            select.setBytes(2, Ids.bytes(UUID.fromString(household)));
            try (var row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    @Test
    void takesNothingNew_whenTheHouseholdIsClosed_butLetsBegunWorkEnd() {
        var request = Anji.clerk()
                .contentType(ContentType.JSON)
                .body(visit())
                .post(path + "/visits")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("requestIds[0]");
        var measure = Map.of("category", "EMPLOYMENT", "title", "介绍岗位", "from", "2026-03-01");
        var begun = Anji.clerk().contentType(ContentType.JSON).body(measure).post(path + "/measures");
        begun.then().statusCode(201);
        var file = file();
        file.then().statusCode(201);
        var members = Anji.county().get(path).jsonPath().<String>getList("members.id");
        for (var member : List.of(members.get(1), members.get(0))) {
            Anji.county()
                    .contentType(ContentType.JSON)
                    .header("If-Match", "*")
                    .body(Map.of("reason", "DIED", "on", today.toString()))
                    .post(path + "/members/" + member + "/depart")
                    .then()
                    .statusCode(200);
        }

        for (var write : List.<Map.Entry<String, Map<String, ?>>>of(
                Map.entry(path + "/visits", visit()),
                Map.entry(path + "/measures", measure),
                Map.entry(path + "/shocks", Map.of("kind", "JOB_LOSS", "day", "2026-04-01", "source", "SELF_REPORT")),
                Map.entry(
                        "/api/v1/requests",
                        Map.of("householdId", household, "kind", "HELP", "category", "WATER", "content", "水压不足")),
                Map.entry(
                        "/api/v1/risk-cases",
                        Map.of("householdId", household, "origin", "CADRE_INSPECTION", "note", "x")))) {
            Anji.county()
                    .contentType(ContentType.JSON)
                    .body(write.getValue())
                    .post(write.getKey())
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("HOUSEHOLD_CLOSED"));
        }
        for (var write : List.of(
                Map.entry(path + "/safeguards", Anji.safeguards("NOT_MET")),
                Map.entry(
                        path + "/plan",
                        Map.of(
                                "year",
                                2026,
                                "goals",
                                List.of(Map.of(
                                        "text",
                                        "户主就业",
                                        "target",
                                        "2026-12-31",
                                        "measures",
                                        List.of("EMPLOYMENT"))))))) {
            Anji.county()
                    .contentType(ContentType.JSON)
                    .header("If-Match", "*")
                    .body(write.getValue())
                    .put(write.getKey())
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("HOUSEHOLD_CLOSED"));
        }
        file().then().statusCode(409).body("code", equalTo("HOUSEHOLD_CLOSED"));
        Anji.county()
                .contentType(ContentType.JSON)
                .header("If-Match", begun.header("ETag"))
                .body(Map.of("reason", "户已不在"))
                .post(path + "/measures/" + begun.path("id") + "/cancel")
                .then()
                .statusCode(200);
        Anji.county()
                .header("If-Match", file.header("ETag"))
                .delete("/api/v1/attachments/" + file.path("id"))
                .then()
                .statusCode(204);
        Anji.township()
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(Map.of("answer", "户已不在"))
                .post("/api/v1/requests/" + request + "/answer")
                .then()
                .statusCode(200);
    }

    @Test
    @Tag("HH-12")
    @Tag("HH-15")
    void keepsTheDayOfTheVisit_whenAnEditBeganBeforeIt() {
        QuarkusTransaction.requiringNew().run(() -> {
            var edited = households.require(Caller.SYSTEM, UUID.fromString(household));
            Anji.clerk()
                    .contentType(ContentType.JSON)
                    .body(visit())
                    .post(path + "/visits")
                    .then()
                    .statusCode(201);
            edited.check(Safeguards.UNCHECKED, Instant.now());
        });

        Anji.county()
                .get(path)
                .then()
                .body("safeguards.housing", equalTo("UNKNOWN"))
                .body("lastVisitedOn", equalTo(today.minusDays(1).toString()));
    }

    private Response file() {
        return Anji.clerk()
                .contentType("image/jpeg")
                .header("Content-Disposition", "attachment; filename=a.jpg")
                .queryParam("ownerKind", "HOUSEHOLD")
                .queryParam("ownerId", household)
                .body(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 0})
                .post("/api/v1/attachments");
    }

    @Test
    void endsTheAccess_whenThePairingGoesToASuccessor() {
        pairing("pairing-confirmed", "ACTIVE", Anji.HELPER, null);
        pairing("pairing-replaced", "REPLACED", Anji.HELPER, today.minusDays(1));
        pairing("pairing-replaced", "REPLACED", Anji.HELPER, today.minusDays(1));

        Anji.helper().get(path).then().statusCode(200);
        Anji.helper()
                .contentType(ContentType.JSON)
                .body(visit())
                .post(path + "/visits")
                .then()
                .statusCode(403);
    }

    @Test
    @Tag("PA-11")
    void writesUntilTheDayBeforeTheEnd_andNoLonger_whenTheOverlapIsCutShort() {
        pairing("pairing-confirmed", "ACTIVE", Anji.HELPER, null);
        pairing("pairing-replaced", "REPLACED", Anji.HELPER, today.plusDays(14));
        visited(Anji.HELPER).then().statusCode(201);
        pairing("pairing-replaced", "REPLACED", Anji.HELPER, today.plusDays(1));
        visited(Anji.HELPER).then().statusCode(201);

        pairing("pairing-replaced", "REPLACED", Anji.HELPER, today);

        visited(Anji.HELPER).then().statusCode(403).body("code", equalTo("PAIRING_OVER"));
        Anji.helper().get(path).then().statusCode(200);
    }

    @Test
    @Tag("PA-11")
    void passesTheHouseholdOn_whenATeamIsLedBySomebodyElse() {
        for (var state : List.of("ACTIVE", "SUSPENDED")) {
            pairing = Ids.next();
            pairing("pairing-confirmed", "ACTIVE", "former-leader", null);
            pairing("pairing-changed", state, Anji.HELPER, null);

            visited("former-leader").then().statusCode(403).body("code", equalTo("PAIRING_OVER"));
            visited(Anji.HELPER).then().statusCode(201);
            pairing("pairing-ended", "ENDED", Anji.HELPER, today.minusDays(1));
        }
    }

    @Test
    @Tag("PA-11")
    void endsTheAccess_whenTheHelperIsGoneForGood_andOpensItAgain() {
        pairing("pairing-confirmed", "ACTIVE", Anji.HELPER, null);
        pairing("pairing-suspended", "SUSPENDED", Anji.HELPER, null, "ILLNESS");
        visited(Anji.HELPER).then().statusCode(201);

        for (var reason : List.of("HELPER_LEFT", "HELPER_RETIRED", "HELPER_TRANSFERRED")) {
            pairing("pairing-suspended", "SUSPENDED", Anji.HELPER, null, reason);
            visited(Anji.HELPER).then().statusCode(403).body("code", equalTo("PAIRING_OVER"));
            Anji.helper().get(path).then().statusCode(200);

            pairing("pairing-resumed", "ACTIVE", Anji.HELPER, null, "BACK_AGAIN");
            visited(Anji.HELPER).then().statusCode(201);
        }
    }

    @Test
    @Tag("PA-10")
    void passesOverWhatIsNoSnapshot_onTheTopicOfPairings() {
        pairing("pairing-confirmed", "ACTIVE", Anji.HELPER, null);
        took("change-requested", "{\"changeRequestId\":\"%1$s\",\"pairingId\":\"%1$s\"}".formatted(pairing));

        visited(Anji.HELPER).then().statusCode(201);
    }

    private Response visited(String account) {
        return given().auth()
                .oauth2(Tokens.of("helper").subject(account).region("330523").sign())
                .contentType(ContentType.JSON)
                .body(visit())
                .post(path + "/visits");
    }

    @Test
    void refusesBadVisits() {
        Anji.clerk()
                .contentType(ContentType.JSON)
                .body(Map.of("day", today.plusDays(3).toString(), "manner", "HOME", "reached", true, "content", "x"))
                .post(path + "/visits")
                .then()
                .statusCode(400)
                .body("violations[0].pointer", equalTo("/day"));
        Anji.clerk()
                .contentType(ContentType.JSON)
                .body("{\"manner\":\"TELEPATHY\",\"reached\":\"yes\",\"weather\":1}")
                .post(path + "/visits")
                .then()
                .statusCode(400)
                .body("violations", hasSize(greaterThanOrEqualTo(5)));
        Anji.clerk()
                .contentType(ContentType.JSON)
                .body("{\"day\":")
                .post(path + "/visits")
                .then()
                .statusCode(400);
        Anji.clerk()
                .contentType("text/plain")
                .body("hello")
                .post(path + "/visits")
                .then()
                .statusCode(415);
    }
}
