package org.jiedui.household.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.testing.Tokens;
import org.jiedui.household.Anji;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class HouseholdRegistrationIT {
    @Inject
    DataSource database;

    @BeforeEach
    void county() {
        Anji.regions();
    }

    @Test
    @Tag("HH-03")
    void answersTheHouseholdWithItsNumber_whenAClerkRegistersIt() {
        var answer = Anji.register(Anji.clerk(), Anji.household(Anji.VILLAGE));

        answer.then()
                .statusCode(201)
                .header("ETag", "\"0\"")
                .body("householdNumber", org.hamcrest.Matchers.startsWith(Anji.VILLAGE))
                .body("headName", equalTo("赵大山"))
                .body("memberCount", equalTo(2))
                .body("labourCount", equalTo(2))
                .body("incomePerCapita", equalTo("20000.00"))
                .body("members[0].idNumber", org.hamcrest.Matchers.matchesPattern("\\d{6}\\*{8}.{4}"))
                .body("stable", equalTo(true))
                .body("openAlertId", nullValue());
        Anji.county()
                .get(answer.header("Location"))
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("members", hasSize(2));
    }

    @Test
    @Tag("HH-04")
    void registersOnce_whenFiftyWritersBringTheSamePerson() throws Exception {
        var head = Anji.person("HEAD", LocalDate.of(1975, 1, 2), true);
        var writers = Executors.newFixedThreadPool(50);
        try {
            List<Callable<Integer>> posts = new ArrayList<>();
            for (var i = 0; i < 50; i++) {
                var household = Anji.household(i % 2 == 0 ? Anji.VILLAGE : Anji.OTHER_VILLAGE);
                household.put("members", List.of(head));
                posts.add(() -> Anji.register(Anji.county(), household).statusCode());
            }
            var statuses = new ArrayList<Integer>();
            for (var answer : writers.invokeAll(posts)) {
                statuses.add(answer.get());
            }

            assertThat(statuses).filteredOn(s -> s == 201).hasSize(1);
            assertThat(statuses).filteredOn(s -> s == 409).hasSize(49);
        } finally {
            writers.shutdown();
        }
    }

    @Test
    @Tag("HH-04")
    void namesTheHoldingVillageOnlyInsideTheCallersRegion_whenAPersonIsRegisteredTwice() {
        var head = Anji.person("HEAD", LocalDate.of(1971, 1, 2), true);
        var household = Anji.household(Anji.VILLAGE);
        household.put("members", List.of(head));
        Anji.registered(household);

        Anji.register(Anji.county(), household)
                .then()
                .statusCode(409)
                .body("code", equalTo("PERSON_ALREADY_REGISTERED"))
                .body("violations[0].pointer", equalTo("/members/0/idNumber"))
                .body("violations[0].message", equalTo("已登记在 " + Anji.VILLAGE + " 村"));
        household.put("region", Anji.FOREIGN_VILLAGE);
        Anji.register(Anji.as("county-officer", "330522"), household)
                .then()
                .statusCode(409)
                .body("violations[0].message", equalTo("已登记在其他地区"));
    }

    @Test
    @Tag("HH-04")
    void freesThePersonForAnotherHousehold_whenSheMovesOut() {
        var household = Anji.household(Anji.VILLAGE);
        household.put("registeredOn", "2026-01-01");
        var spouse = (Map<?, ?>) ((List<?>) household.get("members")).get(1);
        var stored = Anji.registered(household);
        Anji.county()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Map.of("reason", "MOVED_OUT", "on", "2026-03-01"))
                .post("/api/v1/households/" + stored.getString("id") + "/members/" + stored.getString("members[1].id")
                        + "/depart")
                .then()
                .statusCode(200)
                .body("memberCount", equalTo(1));
        var other = Anji.household(Anji.VILLAGE);
        var moved = new java.util.LinkedHashMap<Object, Object>(spouse);
        moved.put("relation", "HEAD");
        other.put("members", List.of(moved));

        Anji.register(Anji.county(), other).then().statusCode(201);
    }

    @Test
    @Tag("HH-04")
    void tellsAllViolationsAtOnce_whenTheInputIsBad() {
        var good = Anji.household(Anji.VILLAGE);
        var bad = new java.util.LinkedHashMap<String, Object>(good);
        var first = Anji.person("HEAD", LocalDate.of(1980, 1, 1), true);
        first.put("idNumber", "110105194912310021");
        var second = Anji.person("HEAD", LocalDate.of(1981, 1, 1), true);
        second.put("sex", "FEMALE");
        var third = new java.util.LinkedHashMap<>(Anji.person("SON", LocalDate.of(2010, 1, 1), true));
        third.remove("idNumber");
        third.put("birthDate", "2999-01-01");
        third.put("phone", "12345");
        third.put("nickname", "x");
        bad.put("members", List.of(first, second, third));
        bad.put("region", "3305");
        bad.put("type", "RICH");
        bad.put("causes", Map.of("main", "ILLNESS", "others", List.of("ILLNESS")));
        bad.put(
                "incomes",
                List.of(Map.of("year", 2025, "lines", List.of(Map.of("item", "WAGE_LABOUR", "amount", 12.5)))));

        Anji.register(Anji.county(), bad)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(
                        "violations.pointer",
                        hasItems(
                                "/members",
                                "/members/0/idNumber",
                                "/members/1/sex",
                                "/members/2/birthDate",
                                "/members/2/sex",
                                "/members/2/phone",
                                "/members/2/nickname",
                                "/region",
                                "/type"))
                .body(
                        "violations.code",
                        hasItems(
                                "CHECKSUM",
                                "TWO_HEADS",
                                "SEX_MISMATCH",
                                "IN_FUTURE",
                                "UNKNOWN_PROPERTY",
                                "UNKNOWN_CODE"));
    }

    @Test
    @Tag("HH-03")
    void refusesABirthMoreThan130YearsAgo_thatNoNumberConfirms() {
        var household = Anji.household(Anji.VILLAGE);
        var old = new java.util.LinkedHashMap<>(Anji.person("FATHER", LocalDate.of(1940, 1, 1), true));
        old.remove("idNumber");
        old.put("sex", "MALE");
        old.put("birthDate", LocalDate.now().minusYears(131).toString());
        household.put("members", List.of(Anji.person("HEAD", LocalDate.of(1980, 1, 1), true), old));

        Anji.register(Anji.county(), household)
                .then()
                .statusCode(400)
                .body("violations.code", equalTo(List.of("TOO_LONG_AGO")));
    }

    @Test
    void refusesUnknownAndForeignVillages() {
        Anji.register(Anji.county(), Anji.household("330523999201"))
                .then()
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_REGION"));
        Anji.register(Anji.county(), Anji.household(Anji.FOREIGN_VILLAGE))
                .then()
                .statusCode(403)
                .body("code", equalTo("OUTSIDE_REGION"));
        Anji.register(Anji.as("auditor", "33"), Anji.household(Anji.VILLAGE))
                .then()
                .statusCode(403)
                .body("code", equalTo("ROLE_NOT_ALLOWED"));
    }

    @Test
    void hidesTheHousehold_whenTheCallerIsOfAnotherRegion() {
        var id = Anji.registered(Anji.household(Anji.VILLAGE)).getString("id");
        for (var stranger : List.of(
                Anji.as("township-officer", "330523101"),
                Anji.as("county-officer", "330522"),
                Anji.as("helper", "330523"),
                Anji.as("mentee", "33"))) {
            stranger.get("/api/v1/households/" + id).then().statusCode(404);
        }
        Anji.as("county-officer", "330522")
                .get("/api/v1/households")
                .then()
                .body("items.region", not(hasItems(Anji.VILLAGE)));
        Anji.as("helper", "330523").get("/api/v1/households").then().body("items", hasSize(0));
        Anji.as("helper", "330523").get("/api/v1/households/count").then().body("count", equalTo(0));
    }

    @Test
    @Tag("HH-22")
    void showsPersonalDataInClear_onlyWithScopeAndPurpose_andNotesTheLook() {
        var household = Anji.household(Anji.VILLAGE);
        var number = ((Map<?, ?>) ((List<?>) household.get("members")).get(0)).get("idNumber");
        var id = Anji.registered(household).getString("id");
        var path = "/api/v1/households/" + id;

        Anji.county()
                .get(path + "?reveal=idNumber&purpose=核对")
                .then()
                .statusCode(403)
                .body("code", equalTo("PURPOSE_REQUIRED"));
        var reader = Tokens.of("county-officer").scope("openid pii:read").sign();
        io.restassured.RestAssured.given()
                .auth()
                .oauth2(reader)
                .get(path + "?reveal=idNumber")
                .then()
                .statusCode(403);
        io.restassured.RestAssured.given()
                .auth()
                .oauth2(reader)
                .get(path + "?reveal=idNumber&purpose=入户核对")
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("members[0].idNumber", equalTo(number));
        Anji.as("auditor", "330523")
                .get("/api/v1/household/audit-entries?resourceId=" + id)
                .then()
                .statusCode(200)
                .body("items.action", hasItems("PERSONAL_DATA_REVEALED"));
        Anji.clerk().get("/api/v1/household/audit-entries").then().statusCode(403);
    }

    @Test
    @Tag("HH-04")
    void findsTheHouseholdByPersonalData_inTheBodyOnly() {
        var household = Anji.household(Anji.VILLAGE);
        @SuppressWarnings("unchecked")
        var head = ((List<Map<String, Object>>) household.get("members")).get(0);
        // a name of its own: the search gives fifty, and most families of these tests have the same
        head.put("name", "司徒独名");
        var stored = Anji.registered(household);
        for (Map<String, ?> key : List.<Map<String, ?>>of(
                Map.of("idNumber", String.valueOf(head.get("idNumber"))),
                Map.of("householdNumber", stored.getString("householdNumber")))) {
            Anji.township()
                    .contentType(ContentType.JSON)
                    .body(key)
                    .post("/api/v1/households/search")
                    .then()
                    .statusCode(200)
                    .body("items.id", equalTo(List.of(stored.getString("id"))));
            Anji.as("county-officer", "330522")
                    .contentType(ContentType.JSON)
                    .body(key)
                    .post("/api/v1/households/search")
                    .then()
                    .body("items", hasSize(0));
        }
        Anji.township()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "司徒独名", "region", Anji.VILLAGE))
                .post("/api/v1/households/search")
                .then()
                .body("items.id", hasItems(stored.getString("id")));
        Anji.township()
                .contentType(ContentType.JSON)
                .body(Map.of("name", "司徒独名"))
                .post("/api/v1/households/search")
                .then()
                .statusCode(400);
    }

    @Test
    @Tag("HH-22")
    void keepsFieldHistory_whenSomethingChanges() {
        var id = Anji.registered(Anji.household(Anji.VILLAGE)).getString("id");
        var path = "/api/v1/households/" + id;
        Anji.county()
                .contentType("application/merge-patch+json")
                .body("{\"address\":\"5组1号\"}")
                .patch(path)
                .then()
                .statusCode(428);
        Anji.county()
                .contentType("application/merge-patch+json")
                .header("If-Match", "\"0\"")
                .body("{\"address\":\"5组1号\",\"needs\":[\"SALES\"]}")
                .patch(path)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("needs", equalTo(List.of("SALES")));
        Anji.county()
                .contentType("application/merge-patch+json")
                .header("If-Match", "\"7\"")
                .body("{\"address\":\"6组1号\"}")
                .patch(path)
                .then()
                .statusCode(412);

        Anji.county()
                .get(path + "/history")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items[1].changes.field", hasItems("address", "needs"))
                .body("items[1].changes.find { it.field == 'address' }.from", equalTo("3组12号"));
    }

    @Test
    @Tag("HH-03")
    void keepsWorkEthnicGroupAndPoliticalStatus_withTheirHistory_andRefusesOddWork() {
        var head = Anji.person("HEAD", LocalDate.of(1980, 5, 17), true);
        head.put("ethnicity", "SHE");
        head.put("politicalStatus", "PARTY_MEMBER");
        head.put("work", Map.of("place", "IN_COUNTY", "months", 10, "monthlyWage", "3800.00", "channel", "WORKSHOP"));
        var household = Anji.household(Anji.VILLAGE);
        household.put("members", List.of(head));
        var stored = Anji.registered(household);
        var path = "/api/v1/households/" + stored.getString("id");
        var member = path + "/members/" + stored.getString("members[0].id");

        Anji.county()
                .get(path)
                .then()
                .body("members[0].ethnicity", equalTo("SHE"))
                .body("members[0].politicalStatus", equalTo("PARTY_MEMBER"))
                .body("members[0].work.months", equalTo(10))
                .body("members[0].work.monthlyWage", equalTo("3800.00"));
        Anji.county()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"work\":{\"months\":13,\"monthlyWage\":\"-1\"}}")
                .patch(member)
                .then()
                .statusCode(400)
                .body("violations.code", hasItems("OUT_OF_RANGE", "NEGATIVE"));
        Anji.county()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"work\":{\"place\":\"OUTSIDE_PROVINCE\",\"channel\":\"OUT_WORK\"}}")
                .patch(member)
                .then()
                .statusCode(200);
        Anji.county()
                .get(path)
                .then()
                .body("members[0].work.place", equalTo("OUTSIDE_PROVINCE"))
                .body("members[0].work.months", equalTo(10));
        Anji.county()
                .get(path + "/history")
                .then()
                .body("items[1].changes.to.flatten().toString()", org.hamcrest.Matchers.containsString("OUT_WORK"));
        Anji.county()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"work\":null}")
                .patch(member)
                .then()
                .statusCode(200);
        Anji.county().get(path).then().body("members[0].work", nullValue());
    }

    @Test
    void pagesThroughTheList_withoutRepetitionOrGap() {
        var ids = new ArrayList<String>();
        for (var i = 0; i < 5; i++) {
            ids.add(Anji.registered(Anji.household(Anji.OTHER_VILLAGE)).getString("id"));
        }
        var seen = new ArrayList<String>();
        String cursor = null;
        do {
            var request = Anji.county().queryParam("region", Anji.OTHER_VILLAGE).queryParam("limit", 2);
            if (cursor != null) {
                request.queryParam("cursor", cursor);
            }
            var page = request.get("/api/v1/households")
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            seen.addAll(page.getList("items.id"));
            cursor = page.getString("next");
        } while (cursor != null);

        assertThat(seen).doesNotHaveDuplicates().containsAll(ids);
        Anji.county()
                .queryParam("region", Anji.OTHER_VILLAGE)
                .get("/api/v1/households/count")
                .then()
                .body("count", equalTo(seen.size()));
        Anji.county().get("/api/v1/households?limit=0").then().statusCode(400);
        Anji.county()
                .get("/api/v1/households?colour=red")
                .then()
                .statusCode(400)
                .body("code", equalTo("UNKNOWN_PARAMETER"));
        Anji.county().get("/api/v1/households?category=RICH").then().statusCode(400);
        Anji.county()
                .get("/api/v1/households?cursor=garbage")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_CURSOR"));
    }

    @Test
    void replaysTheAnswer_whenAKeyIsSentTwice() {
        var household = Anji.household(Anji.VILLAGE);
        var key = java.util
                .UUID
                .nameUUIDFromBytes(household.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();
        var first = Anji.register(Anji.county().header("Idempotency-Key", key), household);
        var second = Anji.register(Anji.county().header("Idempotency-Key", key), household);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.asString()).isEqualTo(first.asString());
        household.put("address", "9组");
        Anji.register(Anji.county().header("Idempotency-Key", key), household)
                .then()
                .statusCode(422);
    }

    @Test
    void storesNothingPersonalInClear() throws Exception {
        var household = Anji.household(Anji.VILLAGE);
        var head = (Map<?, ?>) ((List<?>) household.get("members")).get(0);
        var stored = Anji.registered(household);
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT HEX(id_number), HEX(id_hash) FROM household_member WHERE household_id = UUID_TO_BIN(?)")) {
            select.setString(1, stored.getString("id"));
            try (var row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                var clear = java.util.HexFormat.of()
                        .withUpperCase()
                        .formatHex(String.valueOf(head.get("idNumber"))
                                .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                assertThat(row.getString(1)).doesNotContain(clear);
                assertThat(row.getString(2)).hasSize(64);
            }
        }
    }

    @Test
    @Tag("HH-03")
    void storesEachRowOnce_andChangesNothingBehindIt() {
        var statements = new java.util.concurrent.CopyOnWriteArrayList<String>();
        var household = Anji.household(Anji.VILLAGE);
        var logger = java.util.logging.Logger.getLogger("org.hibernate.SQL");
        var level = logger.getLevel();
        var handler = new java.util.logging.Handler() {
            @Override
            public void publish(java.util.logging.LogRecord statement) {
                statements.add(statement.getMessage().toLowerCase(java.util.Locale.ROOT));
            }

            @Override
            public void flush() {
                // keeps nothing back
            }

            @Override
            public void close() {
                // holds nothing
            }
        };
        logger.addHandler(handler);
        logger.setLevel(java.util.logging.Level.ALL);
        try {
            Anji.registered(household);
        } finally {
            logger.setLevel(level);
            logger.removeHandler(handler);
        }

        // a statement of a batch is logged for each of its rows
        var sent = new ArrayList<>(new java.util.LinkedHashSet<>(statements));
        assertThat(statements)
                .filteredOn(s -> s.startsWith("insert into household "))
                .hasSize(1);
        assertThat(sent)
                .filteredOn(s -> s.startsWith("insert into household_member "))
                .hasSize(1);
        assertThat(sent).noneMatch(s -> s.startsWith("update ")).hasSizeLessThanOrEqualTo(6);
    }
}
