package org.jiedui.household.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.household.Anji;
import org.jiedui.household.registration.HouseholdsTouched;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class RiskRulesIT {

    @Inject
    DataSource database;

    @Inject
    RiskNightOrder night;

    @Inject
    Event<HouseholdsTouched> touched;

    private static LocalDate today() {
        return LocalDate.now(ZoneId.of("Asia/Shanghai"));
    }

    private static Map<String, Object> household(String village, String wage) {
        var household = Anji.household(village);
        household.put("incomes", List.of(Anji.income(2025, wage)));
        return household;
    }

    private static String registered(Map<String, Object> household) {
        return Anji.register(Risks.county(), household)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    @Tag("HH-15")
    void raisesAndClearsTheAlertsOfAllHouseholdsBelow_whenADisasterIsDeclaredAndLifted() {
        var village = Risks.village(1);
        var elsewhere = registered(household(Risks.village(2), "40000.00"));
        var ids = new ArrayList<String>();
        for (var i = 0; i < 5; i++) {
            ids.add(registered(household(village, "40000.00")));
        }
        var declared = Risks.county()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "kind",
                        "FLOOD",
                        "region",
                        village.substring(0, 9),
                        "day",
                        today().toString(),
                        "source",
                        "县防汛指挥部通告"))
                .post("/api/v1/disasters")
                .then()
                .statusCode(201)
                .extract();
        var job = Risks.ended(declared.path("assessment"));

        assertThat(job.getLong("total")).isEqualTo(5);
        assertThat(job.getLong("processed")).isEqualTo(5);
        assertThat(job.getLong("result.raised")).isEqualTo(5);
        for (var id : ids) {
            assertThat(Risks.reasons(id)).containsExactly("DISASTER");
            assertThat(Risks.household(id).getString("openCaseId")).isNotNull();
        }
        assertThat(Risks.reasons(elsewhere)).isNull();
        assertThat(Risks.announced(
                        "risk-alert",
                        "risk-alert-raised",
                        Risks.household(ids.get(0)).getString("openAlertId")))
                .isEqualTo(1);

        // asked once more, nothing changes and nothing is written
        var version = Risks.household(ids.get(0)).getLong("version");
        var again = Risks.assess(Risks.county(), village);
        assertThat(again.getLong("result.raised") + again.getLong("result.changed") + again.getLong("result.cleared"))
                .isZero();
        assertThat(Risks.household(ids.get(0)).getLong("version")).isEqualTo(version);

        var acted = Risks.household(ids.get(0)).getString("openCaseId");
        Risks.county()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Map.of("visitors", List.of("王村长", "李会计"), "findings", "房屋进水"))
                .post("/api/v1/risk-cases/" + acted + "/verify")
                .then()
                .statusCode(200);
        var lifted = Risks.county()
                .contentType(ContentType.JSON)
                .header("If-Match", declared.header("ETag"))
                .body(Map.of("reason", "灾后重建完成"))
                .post(declared.header("Location") + "/lift")
                .then()
                .statusCode(202)
                .extract();
        assertThat(Risks.ended(lifted.header("Location")).getLong("result.cleared"))
                .isEqualTo(5);
        for (var id : ids) {
            assertThat(Risks.household(id).getString("openAlertId")).isNull();
        }
        // a clue on which somebody has acted goes on, the others are dismissed
        assertThat(Risks.household(ids.get(0)).getString("openCaseId")).isEqualTo(acted);
        assertThat(Risks.household(ids.get(1)).getString("openCaseId")).isNull();
        Risks.county()
                .contentType(ContentType.JSON)
                .header("If-Match", lifted.header("ETag"))
                .body(Map.of("reason", "再次"))
                .post(declared.header("Location") + "/lift")
                .then()
                .statusCode(409)
                .body("code", equalTo("DISASTER_LIFTED"));
    }

    @Test
    @Tag("HH-15")
    void refusesBadDeclarations_withAllThatIsWrong() {
        Risks.county()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "kind", "FLOOD", "region", "12x", "day", "2026-07-02", "until", "2026-07-01", "source", " "))
                .post("/api/v1/disasters")
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItem("/region"))
                .body("violations.pointer", hasItem("/source"))
                .body("violations.code", hasItem("ENDS_BEFORE_BEGIN"));
        Risks.county()
                .contentType(ContentType.JSON)
                .body(Map.of("kind", "FLOOD", "region", "3306", "day", "2026-07-02", "source", "通告"))
                .post("/api/v1/disasters")
                .then()
                .statusCode(403);
        Risks.county().get("/api/v1/disasters?colour=red").then().statusCode(400);
    }

    @Test
    @Tag("HH-08")
    void assessesTheHouseholdsBelowAndKeepsTheLineOfThePast_whenALineIsCorrected() {
        var village = Risks.village(3);
        var township = village.substring(0, 9);
        var set = Anji.province()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "kind",
                        "MONITORING",
                        "region",
                        township,
                        "validFrom",
                        "2026-01-01",
                        "amount",
                        "8500.00",
                        "source",
                        "文件一"))
                .post("/api/v1/poverty-lines")
                .then()
                .statusCode(201)
                .extract();
        Risks.ended(set.path("assessment"));
        var below = registered(household(village, "16000.00"));
        var above = registered(household(village, "24000.00"));
        assertThat(Risks.reasons(below)).containsExactly("INCOME_BELOW_LINE");
        var alert = Risks.household(below).getString("openAlertId");
        var riskCase = Risks.household(below).getString("openCaseId");
        Anji.province()
                .get("/api/v1/risk-alerts/" + alert)
                .then()
                .body("lineId", equalTo(set.path("id")))
                .body("lineAmount", equalTo("8500.00"))
                .body("ruleSetId", notNullValue());

        var corrected = Anji.province()
                .contentType(ContentType.JSON)
                .header("If-Match", set.header("ETag"))
                .body(Map.of("amount", "7000.00", "source", "文件一更正"))
                .put(set.header("Location"))
                .then()
                .statusCode(202)
                .body("amount", equalTo("7000.00"))
                .extract();
        var job = Risks.ended(corrected.header("Location"));

        assertThat(job.getLong("result.households")).isEqualTo(2);
        assertThat(job.getLong("result.cleared")).isEqualTo(1);
        assertThat(Risks.reasons(below)).isNull();
        Anji.province()
                .get("/api/v1/risk-alerts/" + alert)
                .then()
                .body("open", equalTo(false))
                .body("lineAmount", equalTo("8500.00"))
                .body("reasons[0].figures.line", equalTo("8500.00"));
        Anji.province()
                .get("/api/v1/risk-cases/" + riskCase)
                .then()
                .body("state", equalTo("DISMISSED"))
                .body("lineId", equalTo(set.path("id")))
                .body("lineAmount", equalTo("8500.00"));

        var raised = Anji.province()
                .contentType(ContentType.JSON)
                .header("If-Match", corrected.header("ETag"))
                .body(Map.of("amount", "12500.00", "source", "文件二"))
                .put(set.header("Location"))
                .then()
                .statusCode(202)
                .extract();
        assertThat(Risks.ended(raised.header("Location")).getLong("result.raised"))
                .isEqualTo(2);
        assertThat(Risks.reasons(above)).containsExactly("INCOME_BELOW_LINE");
    }

    @Test
    @Tag("HH-15")
    void measuresWithTheRegionsOwnRuleSet_fromTheDayOnWhichItBegins() {
        var village = Risks.village(4);
        var township = village.substring(0, 9);
        var id = registered(household(village, "20000.00"));
        assertThat(Risks.reasons(id)).isNull();
        var thresholds = new LinkedHashMap<String, Object>(Map.of(
                "nearLineFactor", "1.50",
                "shockFactor", "2.00",
                "incomeDropPercent", 20,
                "medicalExpense", "5000.00",
                "educationExpense", "5000.00",
                "otherExpense", "5000.00",
                "jobsLost", 1,
                "visitDays", 60,
                "switchedOff", List.of()));
        var set = new LinkedHashMap<String, Object>(
                Map.of("region", township, "validFrom", today().toString(), "thresholds", thresholds, "source", "试点"));
        var made = Risks.county()
                .contentType(ContentType.JSON)
                .body(set)
                .post("/api/v1/risk-rule-sets")
                .then()
                .statusCode(201)
                .body("revision", equalTo(1))
                .extract();
        Risks.ended(made.path("assessment"));
        assertThat(Risks.reasons(id)).containsExactly("INCOME_NEAR_LINE");
        Risks.county()
                .get("/api/v1/risk-alerts/" + Risks.household(id).getString("openAlertId"))
                .then()
                .body("ruleSetId", equalTo(made.path("id")))
                .body("reasons[0].figures.limit", equalTo("10950.00"));

        set.put("validFrom", today().minusDays(1).toString());
        Risks.county()
                .contentType(ContentType.JSON)
                .body(set)
                .post("/api/v1/risk-rule-sets")
                .then()
                .statusCode(422)
                .body("code", equalTo("RULE_SET_BEGINS_BEFORE_TODAY"));
        set.put("validFrom", today().plusDays(1).toString());
        Risks.county()
                .contentType(ContentType.JSON)
                .body(set)
                .post("/api/v1/risk-rule-sets")
                .then()
                .statusCode(201)
                .body("revision", equalTo(2))
                .body("assessment", nullValue());
        thresholds.put("nearLineFactor", "9");
        thresholds.put("jobsLost", 0);
        Risks.county()
                .contentType(ContentType.JSON)
                .body(set)
                .post("/api/v1/risk-rule-sets")
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItem("/thresholds/nearLineFactor"))
                .body("violations.pointer", hasItem("/thresholds/jobsLost"));
        Anji.clerk()
                .queryParam("region", village)
                .queryParam("on", today().toString())
                .get("/api/v1/risk-rule-sets")
                .then()
                .statusCode(200)
                .body("items.region", equalTo(List.of("", township)));
    }

    @Test
    @Tag("HH-15")
    void findsExpensesAndLostWork_untilTheyAreOver() {
        var id = registered(household(Risks.village(5), "20000.00"));
        var path = "/api/v1/households/" + id + "/shocks";
        Risks.county()
                .contentType(ContentType.JSON)
                .body(Map.of("kind", "JOB_LOSS", "amount", "5.00", "day", "2026-11-01", "source", "SELF_REPORT"))
                .post(path)
                .then()
                .statusCode(400);
        Risks.county()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "kind",
                        "MEDICAL_EXPENSE",
                        "amount",
                        "32000.00",
                        "day",
                        today().minusDays(3).toString(),
                        "source",
                        "DEPARTMENT_DATA"))
                .post(path)
                .then()
                .statusCode(201);
        var job = Risks.county()
                .contentType(ContentType.JSON)
                .body(Map.of("kind", "JOB_LOSS", "day", today().minusDays(3).toString(), "source", "SELF_REPORT"))
                .post(path)
                .then()
                .statusCode(201)
                .extract();
        assertThat(Risks.reasons(id)).containsExactly("MEDICAL_EXPENSE", "JOB_LOST");
        // the night finds the same as the change did
        var before = Risks.household(id).getLong("version");
        Risks.assess(Risks.county(), Risks.household(id).getString("region"));
        assertThat(Risks.household(id).getLong("version")).isEqualTo(before);

        Risks.county()
                .contentType(ContentType.JSON)
                .header("If-Match", job.header("ETag"))
                .body(Map.of("reason", "已就业"))
                .post(job.header("Location") + "/end")
                .then()
                .statusCode(200);
        assertThat(Risks.reasons(id)).containsExactly("MEDICAL_EXPENSE");
        Anji.as("village-clerk", Anji.VILLAGE).get(path).then().statusCode(404);
    }

    @Test
    @Tag("HH-09")
    @Tag("HH-15")
    void findsTheChildThatCameOfAge_atNight() throws Exception {
        var village = Risks.village(6);
        var household = household(village, "60000.00");
        var child = Anji.person("SON", today().minusYears(4), true);
        child.put("schooling", "PRESCHOOL");
        child.put("education", "PRESCHOOL_AGE");
        child.put("labour", "NONE");
        @SuppressWarnings("unchecked")
        var members = (List<Object>) household.get("members");
        members.add(child);
        var id = registered(household);
        assertThat(Risks.household(id).getInt("childrenOutOfSchool")).isZero();
        // years go by without anybody touching the household
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "UPDATE household_member SET birth_date = ? WHERE household_id = ? AND schooling = 'PRESCHOOL'")) {
            update.setObject(1, today().minusYears(8));
            update.setBytes(2, Ids.bytes(UUID.fromString(id)));
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
        var night = QuarkusTransaction.requiringNew()
                .call(() -> this.night.begin(today()))
                .map(job -> "/api/v1/risk-assessments/" + job);
        var another = QuarkusTransaction.requiringNew().call(() -> this.night.begin(today()));
        assertThat(another).as("a night begins once").isEmpty();
        assertThat(Risks.ended(night.orElseThrow()).getLong("result.raised")).isPositive();

        assertThat(Risks.household(id).getInt("childrenOutOfSchool")).isEqualTo(1);
        assertThat(Risks.reasons(id)).containsExactly("CHILD_OUT_OF_SCHOOL");
        Anji.province()
                .queryParam("region", village)
                .queryParam("reason", "CHILD_OUT_OF_SCHOOL")
                .get("/api/v1/risk-alerts")
                .then()
                .statusCode(200)
                .body("items.householdId", equalTo(List.of(id)));
        Anji.province()
                .queryParam("region", village)
                .queryParam("reason", "WATER_UNSAFE")
                .get("/api/v1/risk-alerts")
                .then()
                .body("items", hasSize(0));
    }

    @Test
    @Tag("HH-15")
    void looksAtHouseholdsThatWereWrittenSetBased_inTheirTransaction() throws Exception {
        var village = Risks.village(7);
        var id = registered(household(village, "40000.00"));
        QuarkusTransaction.requiringNew().run(() -> {
            try (var connection = database.getConnection();
                    var update = connection.prepareStatement(
                            "UPDATE household SET income_per_capita = 100, water = 'NOT_MET' WHERE id = ?")) {
                update.setBytes(1, Ids.bytes(UUID.fromString(id)));
                update.executeUpdate();
            } catch (java.sql.SQLException e) {
                throw new IllegalStateException(e);
            }
            touched.fire(new HouseholdsTouched(Caller.SYSTEM, List.of(UUID.fromString(id))));
        });
        assertThat(Risks.reasons(id)).containsExactly("INCOME_BELOW_LINE", "WATER_UNSAFE");
    }

    /** Whoever wins, alert and household agree in the end, and there is one open alert at most. */
    @Test
    @Tag("HH-15")
    void neverOverwritesWhatIsChangedMeanwhile() throws Exception {
        var village = Risks.village(8);
        var ids = new ArrayList<String>();
        for (var i = 0; i < 8; i++) {
            ids.add(registered(household(village, "40000.00")));
        }
        var work = new ArrayList<Callable<Void>>();
        for (var round = 0; round < 4; round++) {
            work.add(() -> {
                Risks.assess(Risks.county(), village);
                return null;
            });
            for (var id : ids) {
                var housing = (round + ids.indexOf(id)) % 2 == 0 ? "NOT_MET" : "MET";
                work.add(() -> {
                    var status = Risks.county()
                            .contentType(ContentType.JSON)
                            .header("If-Match", "*")
                            .body(Anji.safeguards(housing))
                            .put("/api/v1/households/" + id + "/safeguards")
                            .statusCode();
                    assertThat(status).isIn(200, 409, 412, 503);
                    return null;
                });
            }
        }
        var threads = Executors.newFixedThreadPool(16);
        for (var done : threads.invokeAll(work)) {
            done.get();
        }
        threads.shutdown();
        Risks.assess(Risks.county(), village);
        for (var id : ids) {
            var now = Risks.household(id);
            var unsafe = now.getString("safeguards.housing").equals("NOT_MET");
            assertThat(Risks.reasons(id)).isEqualTo(unsafe ? List.of("HOUSING_UNSAFE") : null);
            Anji.province()
                    .queryParam("householdId", id)
                    .queryParam("open", "true")
                    .get("/api/v1/risk-alerts")
                    .then()
                    .body("items", hasSize(unsafe ? 1 : 0));
        }
    }

    @Test
    @Tag("HH-15")
    void showsAnAssessmentWithinTheRegionOnly() {
        var village = Risks.village(9);
        var location = Risks.county()
                .contentType(ContentType.JSON)
                .body(Map.of("region", village))
                .post("/api/v1/risk-assessments")
                .then()
                .statusCode(202)
                .body("kind", equalTo("risk-assessment"))
                .body("state", not(equalTo("FAILED")))
                .extract()
                .header("Location");
        Anji.county().get(location).then().statusCode(404);
        Anji.county()
                .contentType(ContentType.JSON)
                .body(Map.of("region", village))
                .post("/api/v1/risk-assessments")
                .then()
                .statusCode(403);
        Risks.ended(location);
    }
}
