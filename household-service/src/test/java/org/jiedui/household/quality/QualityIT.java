package org.jiedui.household.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.household.Anji;
import org.jiedui.household.access.AccessProjection;
import org.jiedui.household.registration.HouseholdRepository;
import org.jiedui.household.registration.HouseholdsTouched;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("HH-18")
class QualityIT {
    private static final String FINDINGS = "/api/v1/household/quality-findings";

    @Inject
    DataSource database;

    @Inject
    Event<HouseholdsTouched> touched;

    @Inject
    AccessProjection pairings;

    @Inject
    QualityRuns runs;

    @Inject
    QualityFactsReader reader;

    @Inject
    HouseholdRepository households;

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.ofHours(8));
    }

    @BeforeEach
    void county() {
        Anji.regions();
    }

    /** A household whose spouse has the head's sex: the rule warns, nothing is impossible. */
    private static Map<String, Object> odd(String village) {
        var household = Anji.household(village);
        household.put(
                "members",
                new ArrayList<>(List.of(
                        Anji.person("HEAD", LocalDate.of(1980, 5, 17), true),
                        Anji.person("SPOUSE", LocalDate.of(1982, 8, 9), true))));
        return household;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> member(Map<String, Object> household, int place) {
        return (Map<String, Object>) ((List<?>) household.get("members")).get(place);
    }

    private static JsonPath finding(String household, String rule) {
        return Anji.county()
                .get(FINDINGS + "?householdId=" + household + "&rule=" + rule)
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .extract()
                .jsonPath();
    }

    private static JsonPath run(String region) {
        var location = Anji.county()
                .contentType(ContentType.JSON)
                .body(Map.of("region", region))
                .post("/api/v1/household/quality-runs")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        var job = Anji.await(
                () -> Anji.county()
                        .get(location)
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath(),
                answer -> !List.of("QUEUED", "RUNNING").contains(answer.getString("state")));
        assertThat(job.getString("state")).isEqualTo("SUCCEEDED");
        return job;
    }

    private void sql(String statement, Object... values) throws Exception {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(statement)) {
            for (var i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            update.executeUpdate();
        }
    }

    @Test
    void listsTheCatalogueWithSeverityAndText() {
        Anji.clerk()
                .header("Accept-Language", "en")
                .get("/api/v1/household/quality-rules?group=FAMILY")
                .then()
                .statusCode(200)
                .body("items.code", hasItems("NO_HEAD", "SPOUSE_SAME_SEX"))
                .body("items.group.unique()", contains("FAMILY"))
                .body("items.find { it.code == 'NO_HEAD' }.severity", equalTo("BLOCK"))
                .body("items.find { it.code == 'NO_HEAD' }.text", equalTo("there is no living head"));
        Anji.clerk().get("/api/v1/household/quality-rules").then().body("items.size()", greaterThanOrEqualTo(50));
        Anji.clerk()
                .get("/api/v1/code-lists/quality-rule")
                .then()
                .statusCode(200)
                .body(containsString("ID_MISSING"));
        Anji.clerk().get("/api/v1/household/quality-rules?group=COLOURS").then().statusCode(400);
    }

    @Test
    void keepsAFindingAndSaysSo_whenAWriteIsOdd_andClosesItByItself_whenMended() {
        var answer = Anji.register(Anji.county(), odd(Anji.VILLAGE));
        answer.then().statusCode(201).header("Quality-Findings", containsString("SPOUSE_SAME_SEX"));
        var id = answer.jsonPath().getString("id");
        var spouse = answer.jsonPath().getString("members[1].id");

        var found = finding(id, "SPOUSE_SAME_SEX");
        assertThat(found.getString("items[0].state")).isEqualTo("OPEN");
        assertThat(found.getString("items[0].severity")).isEqualTo("WARN");
        assertThat(found.getString("items[0].office")).isEqualTo(Anji.VILLAGE);
        assertThat(found.getString("items[0].subject.id")).isEqualTo(spouse);
        assertThat(found.getString("items[0].subject.field")).isEqualTo("relation");
        assertThat(found.getString("items[0].due"))
                .isEqualTo(today().plusDays(15).toString());

        Anji.county()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"relation\":\"SIBLING\"}")
                .patch("/api/v1/households/" + id + "/members/" + spouse)
                .then()
                .statusCode(200);
        assertThat(finding(id, "SPOUSE_SAME_SEX").getString("items[0].state")).isEqualTo("RESOLVED");

        Anji.county()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"relation\":\"SPOUSE\"}")
                .patch("/api/v1/households/" + id + "/members/" + spouse)
                .then()
                .statusCode(200);
        var again = finding(id, "SPOUSE_SAME_SEX");
        assertThat(again.getString("items[0].state")).isEqualTo("OPEN");
        assertThat(again.getInt("items[0].times")).isEqualTo(2);
        assertThat(again.getString("items[0].id")).isEqualTo(found.getString("items[0].id"));
    }

    @Test
    void refusesTheWrite_whenABlockingRuleFindsWhatIsImpossible() {
        var household = Anji.household(Anji.VILLAGE);
        household.put(
                "members",
                List.of(
                        Anji.person("HEAD", LocalDate.of(1980, 5, 17), true),
                        Anji.person("DAUGHTER", LocalDate.of(2012, 8, 9), true)));
        var before = Anji.county().get("/api/v1/households/count").jsonPath().getInt("count");

        Anji.register(Anji.county(), household)
                .then()
                .statusCode(422)
                .body("code", equalTo("QUALITY_REFUSED"))
                .body("reasons.code", contains("RELATION_AGAINST_SEX"))
                .body("reasons[0].message", containsString("第 2 位成员"));

        assertThat(Anji.county().get("/api/v1/households/count").jsonPath().getInt("count"))
                .isEqualTo(before);
        member(household, 1).put("relation", "SON");
        Anji.register(Anji.county(), household).then().statusCode(201);
    }

    @Test
    void knowsTheSame_fromMemoryAsFromTheTables_whenAHouseholdWasJustRegistered() {
        var poor = odd(Anji.VILLAGE);
        poor.put("incomes", List.of(Anji.income(2025, "900.00")));
        poor.put("causes", Map.of("main", "ILLNESS", "others", List.of("LACK_OF_FUNDS"), "remark", "久病"));
        poor.put("dwelling", Map.of("floorSpace", "48.5", "housingGrade", "C", "toilet", "NO_TOILET"));
        member(poor, 0).put("phone", "13900000077");
        member(poor, 1).put("health", List.of("CHRONIC_ILLNESS"));
        var twin = Anji.household(Anji.VILLAGE);
        member(twin, 0).put("phone", "13900000077");
        var ids = Stream.of(poor, twin)
                .map(household -> UUID.fromString(Anji.registered(household).getString("id")))
                .toList();

        QuarkusTransaction.requiringNew().run(() -> {
            var inMemory = households.withMembers(Caller.SYSTEM, ids);
            assertThat(reader.registered(ids.stream().map(inMemory::get).toList()))
                    .isEqualTo(reader.read(ids, true));
        });
    }

    @Test
    void findsWithoutRefusing_whenBulkWorkBroughtIt_andLetsLaterWritesPass() throws Exception {
        var stored = Anji.registered(Anji.household(Anji.VILLAGE));
        var id = stored.getString("id");
        sql(
                "UPDATE household_member SET relation = 'SON' WHERE id = UUID_TO_BIN(?)",
                stored.getString("members[1].id"));

        QuarkusTransaction.requiringNew()
                .run(() -> touched.fire(new HouseholdsTouched(Caller.SYSTEM, List.of(UUID.fromString(id)))));

        var found = finding(id, "RELATION_AGAINST_SEX");
        assertThat(found.getString("items[0].severity")).isEqualTo("BLOCK");
        assertThat(found.getString("items[0].due"))
                .isEqualTo(today().plusDays(3).toString());
        Anji.county()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"address\":\"7组\"}")
                .patch("/api/v1/households/" + id)
                .then()
                .statusCode(200);
    }

    @Test
    void neverRepeatsANumberOrAPhone() {
        var household = odd(Anji.VILLAGE);
        var head = member(household, 0);
        head.put("phone", "13912345678");
        var id = Anji.registered(household).getString("id");

        var text = Anji.county()
                .get(FINDINGS + "?householdId=" + id + "&limit=200")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(text).contains("SPOUSE_SAME_SEX").doesNotContain("13912345678");
        assertThat(text).doesNotContain(String.valueOf(head.get("idNumber"))).doesNotContain("赵大山");
    }

    @Test
    void findsOnePhoneInManyHouseholds_whenEverythingIsChecked_andNothingTwice() {
        var ids = new ArrayList<String>();
        for (var i = 0; i < 3; i++) {
            var household = Anji.household(Anji.OTHER_VILLAGE);
            member(household, 0).put("phone", "13700000042");
            ids.add(Anji.registered(household).getString("id"));
        }
        Anji.county()
                .get(FINDINGS + "?householdId=" + ids.get(0) + "&rule=PHONE_IN_MANY_HOUSEHOLDS")
                .then()
                .body("items", hasSize(0));

        var first = run(Anji.OTHER_VILLAGE);
        var second = run(Anji.OTHER_VILLAGE);

        ids.forEach(id -> finding(id, "PHONE_IN_MANY_HOUSEHOLDS"));
        assertThat(first.getInt("result.opened")).isGreaterThanOrEqualTo(2);
        assertThat(first.getInt("processed")).isGreaterThanOrEqualTo(3);
        assertThat(second.getInt("result.opened")).isZero();
        assertThat(second.getInt("result.resolved")).isZero();
    }

    @Test
    void findsTheSamePersonElsewhere_whenOneRecordHasNoNumber() {
        var born = LocalDate.of(1961, 2, 3);
        var with = Anji.household(Anji.VILLAGE);
        var known = Anji.person("HEAD", born, true);
        known.put("name", "欧阳同名");
        with.put("members", List.of(known));
        Anji.registered(with);
        var without = Anji.household(Anji.OTHER_VILLAGE);
        var unknown = Anji.person("HEAD", born, true);
        unknown.put("name", "欧阳同名");
        unknown.remove("idNumber");
        unknown.put("birthDate", born.toString());
        unknown.put("sex", "MALE");
        without.put("members", List.of(unknown));

        var answer = Anji.register(Anji.county(), without);

        answer.then().statusCode(201).header("Quality-Findings", containsString("SAME_PERSON_IN_COUNTY"));
        assertThat(answer.header("Quality-Findings")).contains("ID_MISSING");
    }

    @Test
    void knowsHelpersOfPairings_whetherOrNotTheyHaveAnAccount() {
        var household = Anji.household(Anji.VILLAGE);
        household.put("type", "LIFTED");
        var id = Anji.registered(household).getString("id");
        assertThat(finding(id, "NO_HELPER").getString("items[0].office")).isEqualTo("330523104");
        var pairing = UUID.randomUUID();

        pairings.opened(
                pairing,
                null,
                UUID.fromString(id),
                today().minusYears(2),
                UUID.randomUUID(),
                true,
                today().minusDays(1));
        run(Anji.VILLAGE);

        assertThat(finding(id, "NO_HELPER").getString("items[0].state")).isEqualTo("RESOLVED");
        assertThat(finding(id, "HELPER_TERM_OVER").getString("items[0].state")).isEqualTo("OPEN");
        pairings.ended(pairing, today().minusDays(1));
        run(Anji.VILLAGE);
        assertThat(finding(id, "NO_HELPER").getString("items[0].state")).isEqualTo("OPEN");
        assertThat(finding(id, "HELPER_TERM_OVER").getString("items[0].state")).isEqualTo("RESOLVED");
    }

    @Test
    void waivesForATimeWithReason_andOpensAgainWhenTheWaiverIsOver() throws Exception {
        var id = Anji.registered(odd(Anji.VILLAGE)).getString("id");
        var finding = finding(id, "SPOUSE_SAME_SEX").getString("items[0].id");
        var path = FINDINGS + "/" + finding;
        var waiver = Map.of("reason", "登记更正中", "until", today().plusDays(30).toString());

        Anji.township()
                .contentType(ContentType.JSON)
                .body(waiver)
                .post(path + "/waive")
                .then()
                .statusCode(428);
        Anji.clerk()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(waiver)
                .post(path + "/waive")
                .then()
                .statusCode(403);
        Anji.township()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Map.of("reason", "长期", "until", today().plusYears(5).toString()))
                .post(path + "/waive")
                .then()
                .statusCode(422)
                .body("code", equalTo("WAIVER_TOO_LONG"));
        Anji.township()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Map.of("reason", " ", "until", today().minusDays(1).toString()))
                .post(path + "/waive")
                .then()
                .statusCode(400);
        Anji.township()
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(waiver)
                .post(path + "/waive")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("state", equalTo("WAIVED"))
                .body("waiver.reason", equalTo("登记更正中"));

        run(Anji.VILLAGE);
        Anji.township().get(path).then().body("state", equalTo("WAIVED"));
        sql(
                "UPDATE quality_finding SET severity = 'BLOCK', waived_until = ? WHERE id = UUID_TO_BIN(?)",
                today().minusDays(1),
                finding);
        run(Anji.VILLAGE);
        Anji.township()
                .get(path)
                .then()
                .body("state", equalTo("OPEN"))
                .body("due", equalTo(today().plusDays(3).toString()));
        Anji.as("auditor", "330523")
                .get("/api/v1/household/audit-entries?resourceId=" + finding)
                .then()
                .body("items.action", hasItem("QUALITY_FINDING_WAIVED"));
    }

    @Test
    void assignsToAnAccount_andShowsEverybodyOnlyTheirRegion() {
        var id = Anji.registered(odd(Anji.VILLAGE)).getString("id");
        var path = FINDINGS + "/" + finding(id, "SPOUSE_SAME_SEX").getString("items[0].id");

        Anji.township()
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(Map.of(
                        "office",
                        "330523104",
                        "account",
                        "someone-of-the-office",
                        "due",
                        today().plusDays(3).toString()))
                .post(path + "/assign")
                .then()
                .statusCode(200)
                .body("assignee", equalTo("someone-of-the-office"))
                .body("office", equalTo("330523104"));
        Anji.township()
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(Map.of("account", "x"))
                .post(path + "/assign")
                .then()
                .statusCode(412);
        Anji.township()
                .contentType(ContentType.JSON)
                .header("If-Match", "\"1\"")
                .body(Map.of("office", "330522"))
                .post(path + "/assign")
                .then()
                .statusCode(400);
        Anji.township()
                .get(FINDINGS + "?assignee=someone-of-the-office&householdId=" + id)
                .then()
                .body("items", hasSize(1));
        Anji.as("county-officer", "330522").get(path).then().statusCode(404);
        Anji.as("helper", "330523").get(FINDINGS).then().body("items", hasSize(0));
        Anji.county().get(FINDINGS + "?colour=red").then().statusCode(400);
        Anji.county().get(FINDINGS + "?group=FAMILY&rule=ID_MISSING").then().statusCode(400);
    }

    @Test
    void countsByTheDivisionsBelow() {
        Anji.registered(odd(Anji.VILLAGE));

        Anji.county()
                .get(FINDINGS + "/by-region?region=330523")
                .then()
                .statusCode(200)
                .body("region", hasItem("330523104"))
                .body("find { it.region == '330523104' }.open", greaterThanOrEqualTo(1));
        Anji.as("county-officer", "330522")
                .get(FINDINGS + "/by-region?region=33")
                .then()
                .body("region", not(hasItem("3305231")));
        Anji.county()
                .get(FINDINGS + "/count?region=" + Anji.VILLAGE + "&rule=SPOUSE_SAME_SEX&state=OPEN")
                .then()
                .body("count", greaterThanOrEqualTo(1));
    }

    @Test
    void keepsOneFindingEach_whenManyWriteAtOnce() throws Exception {
        var stored = Anji.registered(odd(Anji.VILLAGE));
        var id = UUID.fromString(stored.getString("id"));
        sql("DELETE FROM quality_finding WHERE household_id = UUID_TO_BIN(?)", id.toString());
        var writers = Executors.newFixedThreadPool(16);
        try {
            List<Callable<Void>> checks = new ArrayList<>();
            for (var i = 0; i < 16; i++) {
                checks.add(() -> {
                    QuarkusTransaction.requiringNew()
                            .run(() -> touched.fire(new HouseholdsTouched(Caller.SYSTEM, List.of(id))));
                    return null;
                });
            }
            for (var check : writers.invokeAll(checks)) {
                check.get();
            }
        } finally {
            writers.shutdown();
        }
        assertThat(finding(id.toString(), "SPOUSE_SAME_SEX").getInt("items[0].times"))
                .isEqualTo(1);
    }

    @Test
    void beginsTheNightlyRunOnce_whateverTheNumberOfReplicas() throws Exception {
        sql("UPDATE quality_night SET last_day = '2000-01-01'");
        var begun = new ArrayList<UUID>();
        for (var i = 0; i < 3; i++) {
            runs.begin().ifPresent(begun::add);
        }
        assertThat(begun).hasSize(1);
        var job = Anji.await(
                () -> Anji.as("province-officer", "*")
                        .get("/api/v1/household/quality-runs/" + begun.get(0))
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath(),
                answer -> !List.of("QUEUED", "RUNNING").contains(answer.getString("state")));
        assertThat(job.getString("state")).isEqualTo("SUCCEEDED");
        assertThat(job.getString("error")).isNull();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT changed_since FROM quality_night");
                var row = select.executeQuery()) {
            row.next();
            assertThat(row.getObject(1)).isNotNull();
        }
    }
}
