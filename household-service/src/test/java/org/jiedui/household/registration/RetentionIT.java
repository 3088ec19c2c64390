package org.jiedui.household.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.testing.Tokens;
import org.jiedui.chassis.time.Ids;
import org.jiedui.household.Anji;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("HH-24")
class RetentionIT {
    @Inject
    RetentionSchedule schedule;

    @Inject
    DataSource database;

    @BeforeEach
    void county() {
        Anji.regions();
    }

    private static Map<String, Object> household() {
        var household = Anji.household(Anji.VILLAGE);
        household.put("registeredOn", "2010-01-01");
        household.put("bankAccount", "6222021234567890");
        household.put("needsRemark", "赵大山想开店");
        var head = new LinkedHashMap<String, Object>();
        ((Map<?, ?>) ((List<?>) household.get("members")).get(0)).forEach((k, v) -> head.put((String) k, v));
        head.put("phone", "13700001111");
        head.put("health", List.of("CHRONIC_ILLNESS"));
        household.put("members", List.of(head, ((List<?>) household.get("members")).get(1)));
        return household;
    }

    private static ValidatableResponse order(String... ids) {
        return Anji.county()
                .contentType(ContentType.JSON)
                .body(Map.of("households", List.of(ids), "reason", "依申请"))
                .post("/api/v1/households/anonymisations")
                .then();
    }

    private static JsonPath done(ValidatableResponse ordered) {
        var location = ordered.statusCode(202).extract().header("Location");
        return Anji.await(
                () -> Anji.county()
                        .get(location)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath(),
                job -> !List.of("QUEUED", "RUNNING").contains(job.getString("state")));
    }

    @Test
    void keepsTheFiguresAndForgetsThePeople_whenAnonymisationIsOrdered() throws Exception {
        var household = household();
        var stored = Anji.registered(household);
        var id = stored.getString("id");
        var path = "/api/v1/households/" + id;
        Anji.clerk()
                .contentType(ContentType.JSON)
                .body(Map.of("householdId", id, "kind", "HELP", "category", "EMPLOYMENT", "content", "赵大山找工作"))
                .post("/api/v1/requests")
                .then()
                .statusCode(201);

        var job = done(order(id));

        assertThat(job.getString("state")).isEqualTo("SUCCEEDED");
        assertThat(job.getInt("result.households")).isEqualTo(1);
        Anji.county()
                .get(path)
                .then()
                .statusCode(200)
                .body("anonymisedAt", notNullValue())
                .body("headName", emptyOrNullString())
                .body("address", nullValue())
                .body("bankAccount", nullValue())
                .body("needsRemark", nullValue())
                .body("memberCount", equalTo(2))
                .body("incomePerCapita", equalTo("20000.00"))
                .body("needs", equalTo(List.of("EMPLOYMENT")))
                .body("members.name", equalTo(List.of("", "")))
                .body("members.idNumber", equalTo(java.util.Arrays.asList(null, null)))
                .body("members[0].phone", nullValue())
                .body("members[0].health", nullValue())
                .body("members[0].birthDate", equalTo("1980-01-01"));
        var history = Anji.county().get(path + "/history").asString();
        assertThat(history).doesNotContain("赵*山", "3组12号", "330523********", "137****1111", "赵大山");
        Anji.county().get("/api/v1/requests?householdId=" + id).then().body("items.content", equalTo(List.of("")));
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT COUNT(*) FROM household_member WHERE household_id ="
                        + " UUID_TO_BIN(?) AND (id_hash IS NOT NULL OR living_identity IS NOT NULL OR name_key IS NOT NULL"
                        + " OR phone_hash IS NOT NULL OR phone IS NOT NULL OR health IS NOT NULL)")) {
            select.setString(1, id);
            try (var row = select.executeQuery()) {
                row.next();
                assertThat(row.getInt(1)).isZero();
            }
        }
        assertThat(done(order(id)).getInt("result.households")).isZero();
    }

    @Test
    void leavesNoWordOfTheHousehold_inAnyTable() throws Exception {
        var word = "遗忘" + java.util.UUID.randomUUID().toString().substring(0, 8);
        var household = household();
        household.put("needsRemark", word);
        household.put("address", word);
        var id = Anji.registered(household).getString("id");
        var path = "/api/v1/households/" + id;
        String request = created(
                "/api/v1/requests",
                Map.of("householdId", id, "kind", "HELP", "category", "EMPLOYMENT", "content", word));
        String visit = created(
                "/api/v1/visits",
                Map.of(
                        "householdIds",
                        List.of(id),
                        "day",
                        java.time.LocalDate.now().minusDays(1).toString(),
                        "manner",
                        "HOME",
                        "reached",
                        true,
                        "content",
                        word));
        created("/api/v1/visits/" + visit + "/questions", Map.of("text", word));
        created("/api/v1/visits/drafts", Map.of("householdIds", List.of(id), "content", word));
        created("/api/v1/visits/drafts", Map.of("problems", List.of(Map.of("householdId", id, "content", word))));
        var kept = word.replace("遗忘", "保留");
        created(
                "/api/v1/visits/drafts",
                Map.of("householdIds", List.of(Anji.registered(household()).getString("id")), "content", kept));
        created(
                path + "/measures",
                Map.of("category", "EMPLOYMENT", "title", word, "provider", word, "from", "2026-03-01"));
        created(
                path + "/shocks",
                Map.of(
                        "kind",
                        "OTHER_EXPENSE",
                        "day",
                        java.time.LocalDate.now().toString(),
                        "amount",
                        "10.00",
                        "source",
                        "SELF_REPORT",
                        "note",
                        word));
        Anji.county()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "year",
                        2026,
                        "goals",
                        List.of(Map.of("text", word, "target", "2026-12-31", "measures", List.of("EMPLOYMENT")))))
                .put(path + "/plan")
                .then()
                .statusCode(200);
        Anji.township()
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(Map.of("kind", "OFFICE", "to", "镇民政办"))
                .post("/api/v1/requests/" + request + "/dispatch")
                .then()
                .statusCode(200);
        assertThat(tablesWith(word))
                .contains("visit.content", "visit_question.question", "visit_draft.body", "household_shock.note");

        assertThat(done(order(id)).getInt("result.households")).isEqualTo(1);

        assertThat(tablesWith(word)).isEmpty();
        assertThat(tablesWith(kept)).containsExactly("visit_draft.body");
    }

    private static io.restassured.specification.RequestSpecification visitor() {
        return io.restassured.RestAssured.given()
                .auth()
                .oauth2(org.jiedui.chassis.testing.Tokens.of("village-clerk")
                        .subject("visiting-clerk")
                        .region(Anji.VILLAGE)
                        .sign());
    }

    private static String created(String path, Map<String, ?> body) {
        return (path.equals("/api/v1/visits") ? visitor() : Anji.county())
                .contentType(ContentType.JSON)
                .body(body)
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Columns of text in which a word is, of all tables. */
    private List<String> tablesWith(String word) throws Exception {
        var found = new java.util.ArrayList<String>();
        try (var connection = database.getConnection();
                var columns =
                        connection.prepareStatement("SELECT TABLE_NAME, COLUMN_NAME FROM information_schema.COLUMNS"
                                + " WHERE TABLE_SCHEMA = DATABASE() AND DATA_TYPE IN ('varchar', 'text', 'mediumtext', 'json')"
                                + " AND CHARACTER_SET_NAME = 'utf8mb4'");
                var column = columns.executeQuery()) {
            while (column.next()) {
                var table = column.getString(1);
                try (var select = connection.prepareStatement(
                        "SELECT COUNT(*) FROM `" + table + "` WHERE `" + column.getString(2) + "` LIKE ?")) {
                    select.setString(1, "%" + word + "%");
                    try (var row = select.executeQuery()) {
                        row.next();
                        if (row.getLong(1) > 0) {
                            found.add(table + "." + column.getString(2));
                        }
                    }
                }
            }
        }
        return found;
    }

    @Test
    void forgetsNothing_underALegalHoldOrWithAnOpenCase() {
        var id = Anji.registered(household()).getString("id");
        var path = "/api/v1/households/" + id;
        Anji.township()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "x"))
                .post(path + "/legal-holds")
                .then()
                .statusCode(403);
        var hold = Anji.county()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "行政诉讼取证"))
                .post(path + "/legal-holds")
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");
        order(id).statusCode(409).body("code", equalTo("UNDER_LEGAL_HOLD"));
        var poor = household();
        poor.put("incomes", List.of(Anji.income(2025, "900.00")));
        var atRisk = Anji.registered(poor);
        assertThat(atRisk.getString("openCaseId")).isNotNull();
        order(atRisk.getString("id")).statusCode(409).body("code", equalTo("CASE_STILL_OPEN"));
        order("01980f6e-2b1c-7a10-9c35-0b6a5f3d2e11").statusCode(404);

        for (var expected : List.of(200, 409)) {
            Anji.county()
                    .contentType(ContentType.JSON)
                    .header("If-Match", "*")
                    .body(Map.of("reason", "已结案"))
                    .post(path + "/legal-holds/" + hold + "/lift")
                    .then()
                    .statusCode(expected);
        }
        Anji.county()
                .get(path + "/legal-holds")
                .then()
                .body("items", hasSize(1))
                .body("items[0].liftReason", equalTo("已结案"));
        assertThat(done(order(id)).getInt("result.households")).isEqualTo(1);
    }

    @Test
    void anonymisesOnSchedule_whatTheRulesSay_andNothingElse() throws Exception {
        var closed = Anji.registered(household());
        depart(closed.getString("id"), closed.getString("members[1].id"), "2011-01-01");
        depart(closed.getString("id"), closed.getString("members[0].id"), "2012-01-01");
        var held = Anji.registered(household());
        depart(held.getString("id"), held.getString("members[1].id"), "2011-01-01");
        depart(held.getString("id"), held.getString("members[0].id"), "2012-01-01");
        Anji.county()
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "取证"))
                .post("/api/v1/households/" + held.getString("id") + "/legal-holds")
                .then()
                .statusCode(201);
        var living = Anji.registered(household());
        var twin = Anji.registered(household());
        Anji.county()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Map.of("version", twin.getInt("version"), "members", List.of(), "reason", "同一户重复建档"))
                .post("/api/v1/households/" + living.getString("id") + "/duplicates/" + twin.getString("id") + "/merge")
                .then()
                .statusCode(200);
        assertThat(keptForUndoing(living.getString("id"))).isTrue();
        depart(living.getString("id"), living.getString("members[1].id"), "2011-01-01");

        QuarkusTransaction.requiringNew().run(schedule::submit);

        var gone = Anji.await(
                () -> Anji.county()
                        .get("/api/v1/households/" + living.getString("id"))
                        .jsonPath(),
                h -> h.getString("members[1].name").isEmpty());
        // by another test's job, perhaps, which was past the closed ones
        Anji.await(
                () -> Anji.county()
                        .get("/api/v1/households/" + closed.getString("id"))
                        .jsonPath(),
                h -> h.getString("anonymisedAt") != null);
        assertThat(keptForUndoing(living.getString("id"))).isFalse();
        assertThat(gone.getString("members[0].name")).isEqualTo("赵大山");
        assertThat(gone.getString("members[1].idNumber")).isNull();
        assertThat(gone.getString("anonymisedAt")).isNull();
        Anji.county()
                .get("/api/v1/households/" + closed.getString("id"))
                .then()
                .body("anonymisedAt", notNullValue())
                .body("members.name", equalTo(List.of("", "")));
        Anji.county()
                .get("/api/v1/households/" + held.getString("id"))
                .then()
                .body("anonymisedAt", nullValue())
                .body("members[0].name", equalTo("赵大山"));
        Anji.county()
                .get("/api/v1/households/" + living.getString("id") + "?asOf=2010-06-30")
                .then()
                .statusCode(200)
                .body("memberCount", equalTo(2))
                .body("members[1].name", emptyOrNullString());
    }

    private boolean keptForUndoing(String surviving) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT before_merge IS NOT NULL FROM household_merge WHERE surviving_id = ?")) {
            select.setBytes(1, Ids.bytes(UUID.fromString(surviving)));
            try (var row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                return row.getBoolean(1);
            }
        }
    }

    private static void depart(String household, String member, String day) {
        Anji.county()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Map.of("reason", "DIED", "on", day))
                .post("/api/v1/households/" + household + "/members/" + member + "/depart")
                .then()
                .statusCode(200);
    }

    @Test
    void keepsRulesAsData_setByTheProvinceInItsOwnRegion() {
        Anji.county()
                .get("/api/v1/households/retention-rules")
                .then()
                .statusCode(200)
                .body("items.subject", hasItem("CLOSED_HOUSEHOLD"));
        var path = "/api/v1/households/retention-rules/DEPARTED_MEMBER/";
        Map<String, Object> rule = Map.of("months", 240, "source", "浙档发〔2025〕3号");
        Anji.county()
                .contentType(ContentType.JSON)
                .body(rule)
                .put(path + "330523")
                .then()
                .statusCode(403);
        Anji.province()
                .contentType(ContentType.JSON)
                .body(rule)
                .put(path + "44")
                .then()
                .statusCode(403);
        Anji.province()
                .contentType(ContentType.JSON)
                .body(rule)
                .put(path + "*")
                .then()
                .statusCode(403);
        Anji.province()
                .contentType(ContentType.JSON)
                .body(Map.of("months", 0, "source", "x"))
                .put(path + "3301")
                .then()
                .statusCode(400);
        Anji.province()
                .contentType(ContentType.JSON)
                .body(rule)
                .put(path + "3301")
                .then()
                .statusCode(200);
        Anji.province()
                .contentType(ContentType.JSON)
                .body(rule)
                .put(path + "3301")
                .then()
                .statusCode(428);
        Anji.province()
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(rule)
                .put(path + "3301")
                .then()
                .statusCode(200);
    }

    @Test
    @Tag("HH-22")
    void tellsThePersonWhoSawTheFile_withoutNamingOfficers() {
        var stored = Anji.registered(household());
        var path = "/api/v1/households/" + stored.getString("id");
        var account = "person-" + stored.getString("id").substring(24);
        RestAssured.given()
                .auth()
                .oauth2(Tokens.of("county-officer").scope("openid pii:read").sign())
                .get(path + "?reveal=idNumber,phone&purpose=入户核对")
                .then()
                .statusCode(200);
        var person = Tokens.of("villager").subject(account).region("330523").sign();
        RestAssured.given()
                .auth()
                .oauth2(person)
                .get("/api/v1/households/mine/looks")
                .then()
                .statusCode(404);
        Anji.township()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Map.of("account", account))
                .put(path + "/members/" + stored.getString("members[1].id") + "/account")
                .then()
                .statusCode(200);

        RestAssured.given()
                .auth()
                .oauth2(person)
                .get("/api/v1/households/mine/looks")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].fields", equalTo(List.of("idNumber", "phone")))
                .body("items[0].purpose", equalTo("入户核对"))
                .body("items[0].actor", nullValue());
        RestAssured.given().auth().oauth2(person).get(path).then().statusCode(404);
        RestAssured.given().auth().oauth2(person).get(path + "/looks").then().statusCode(403);
        Anji.township().get(path + "/looks").then().statusCode(200).body("items[0].actor", notNullValue());
        Anji.as("county-officer", "330522").get(path + "/looks").then().statusCode(404);
    }

    @Test
    @Tag("HH-04")
    void keepsAPersonInOneHousehold_whenFiftyWritersMarryHerIn() throws Exception {
        var bride = Anji.person("DAUGHTER_IN_LAW", LocalDate.of(1999, 9, 9), false);
        var families = new ArrayList<String>();
        for (var i = 0; i < 10; i++) {
            families.add(Anji.registered(household()).getString("id"));
        }
        var writers = java.util.concurrent.Executors.newFixedThreadPool(50);
        try {
            var posts = new ArrayList<java.util.concurrent.Callable<Integer>>();
            for (var i = 0; i < 50; i++) {
                var family = families.get(i % 10);
                posts.add(() -> Anji.county()
                        .contentType(ContentType.JSON)
                        .header("If-Match", "*")
                        .body(Map.of("how", "MARRIED_IN", "on", "2026-01-01", "member", bride))
                        .post("/api/v1/households/" + family + "/events/join")
                        .statusCode());
            }
            var statuses = new ArrayList<Integer>();
            for (var answer : writers.invokeAll(posts)) {
                statuses.add(answer.get());
            }

            assertThat(statuses).filteredOn(s -> s == 200).hasSize(1);
            assertThat(statuses).allMatch(s -> s == 200 || s == 409 || s == 412);
        } finally {
            writers.shutdown();
        }
    }

    @Test
    @Tag("HH-04")
    void findsThePersonBySound_whenABulkWriterLeftTheKeyOut() throws Exception {
        var household = household();
        var member = new LinkedHashMap<String, Object>(Anji.person("SPOUSE", LocalDate.of(1981, 1, 1), false));
        member.put("name", "闫芳菲");
        household.put("members", List.of(((List<?>) household.get("members")).get(0), member));
        var id = Anji.registered(household).getString("id");
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "UPDATE household_member SET name_key = NULL WHERE household_id = UUID_TO_BIN(?)")) {
            update.setString(1, id);
            assertThat(update.executeUpdate()).isEqualTo(2);
        }

        QuarkusTransaction.requiringNew().run(schedule::submit);

        Anji.await(
                () -> Anji.county()
                        .contentType(ContentType.JSON)
                        .body(Map.of("name", "yanfangf", "region", Anji.VILLAGE))
                        .post("/api/v1/households/search")
                        .jsonPath()
                        .<String>getList("items.id"),
                ids -> ids.contains(id));
    }
}
