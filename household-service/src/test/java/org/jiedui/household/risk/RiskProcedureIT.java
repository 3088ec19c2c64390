package org.jiedui.household.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.household.Anji;
import org.jiedui.household.Roles;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class RiskProcedureIT {
    @Inject
    DataSource database;

    @Inject
    RiskCaseRepository cases;

    @Inject
    RiskProcedure procedure;

    @BeforeEach
    void county() {
        Anji.regions();
    }

    private static Map<String, Object> poor() {
        var household = Anji.household(Anji.VILLAGE);
        var child = Anji.person("SON", LocalDate.now(java.time.ZoneOffset.UTC).minusYears(12), true);
        child.put("labour", "NONE");
        child.put("education", "PRIMARY");
        household.put("members", List.of(Anji.person("HEAD", LocalDate.of(1979, 3, 3), true), child));
        household.put("incomes", List.of(Anji.income(2025, "9000.00")));
        return household;
    }

    private static ValidatableResponse decide(RequestSpecification who, String id, String verb, Object body) {
        var etag = Anji.province().get("/api/v1/risk-cases/" + id).header("ETag");
        return who.contentType(ContentType.JSON)
                .header("If-Match", etag)
                .body(body)
                .post("/api/v1/risk-cases/" + id + "/" + verb)
                .then();
    }

    @Test
    @Tag("HH-03")
    void refusesADecision_whenItsHouseholdMovedMeanwhile() {
        var poor = poor();
        poor.put("registeredOn", "2025-01-01");
        var household = Anji.registered(poor);
        var id = UUID.fromString(household.getString("openCaseId"));
        var clerk = new Caller("clerk", "test", Set.of(Roles.CLERK), "*", Set.of(), true);

        var decision =
                assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    cases.require(clerk, id);
                    Anji.county()
                            .contentType(ContentType.JSON)
                            .header("If-Match", "*")
                            .body(Map.of("region", Anji.OTHER_VILLAGE, "address", "安置小区", "on", "2026-03-01"))
                            .post("/api/v1/households/" + household.getString("id") + "/events/relocate")
                            .then()
                            .statusCode(200);
                    procedure.verify(clerk, id, version -> {}, List.of("王村长", "李会计"), "属实");
                }));

        decision.hasStackTraceContaining("OptimisticLockException");
        Anji.as("township-officer", "330523101")
                .get("/api/v1/risk-cases/" + id)
                .then()
                .statusCode(200)
                .body("region", equalTo(Anji.OTHER_VILLAGE))
                .body("state", equalTo("CLUE"))
                .header("ETag", equalTo("\"1\""));
    }

    @Test
    @Tag("HH-14")
    @Tag("HH-15")
    @Tag("HH-09")
    void leadsFromTheAlertToTheEliminationOfTheRisk() {
        var household = Anji.registered(poor());
        var path = "/api/v1/households/" + household.getString("id");
        Anji.township()
                .get("/api/v1/risk-alerts/" + household.getString("openAlertId"))
                .then()
                .statusCode(200)
                .body("open", equalTo(true))
                .body("reasons.code", equalTo(List.of("INCOME_BELOW_LINE", "CHILD_OUT_OF_SCHOOL")))
                .body("reasons[0].figures.incomePerCapita", equalTo("4500.00"))
                .body("reasons[0].figures.line", equalTo("7300.00"))
                .body("reasons[1].figures.children", equalTo("1"));
        var id = household.getString("openCaseId");
        assertThat(id).isNotNull();

        decide(Anji.county(), id, "approve", Map.of("category", "MARGINAL", "risks", List.of("SCHOOLING")))
                .statusCode(409)
                .body("code", equalTo("ILLEGAL_TRANSITION"))
                .body("reasons[0].message", org.hamcrest.Matchers.containsString("摸排核实"));
        decide(Anji.clerk(), id, "verify", Map.of("visitors", List.of("王村长"), "findings", "属实"))
                .statusCode(400);
        decide(Anji.clerk(), id, "verify", Map.of("visitors", List.of("王村长", "李会计"), "findings", "属实"))
                .statusCode(200)
                .body("state", equalTo("VERIFIED"));
        decide(Anji.clerk(), id, "appraise", Map.of("result", "同意")).statusCode(200);
        decide(Anji.clerk(), id, "publicise", Map.of("place", "公开栏")).statusCode(200);
        decide(Anji.clerk(), id, "review", Map.of()).statusCode(403);
        decide(Anji.township(), id, "send-back", Map.of("fields", List.of("incomes"), "reason", "收入不全"))
                .statusCode(200)
                .body("state", equalTo("CLUE"))
                .body("steps[-1].details.fields", equalTo(List.of("incomes")));
        decide(Anji.clerk(), id, "verify", Map.of("visitors", List.of("王村长", "李会计"), "findings", "属实"))
                .statusCode(200);
        decide(Anji.clerk(), id, "appraise", Map.of("result", "同意")).statusCode(200);
        decide(Anji.clerk(), id, "publicise", Map.of("days", 3)).statusCode(200);
        decide(Anji.township(), id, "review", Map.of()).statusCode(422).body("code", equalTo("PUBLICITY_RUNNING"));
    }

    @Test
    @Tag("HH-14")
    @Tag("HH-05")
    void monitorsAndStabilisesTheHousehold_whenTheCountyDecides() {
        var household = Anji.registered(poor());
        var path = "/api/v1/households/" + household.getString("id");
        var id = household.getString("openCaseId");
        decide(Anji.clerk(), id, "verify", Map.of("visitors", List.of("王村长", "李会计"), "findings", "属实"))
                .statusCode(200);
        decide(Anji.clerk(), id, "appraise", Map.of("result", "同意")).statusCode(200);
        decide(Anji.clerk(), id, "publicise", Map.of()).statusCode(200);
        decide(Anji.township(), id, "review", Map.of()).statusCode(200);
        decide(Anji.township(), id, "approve", Map.of("category", "MARGINAL", "risks", List.of("SCHOOLING")))
                .statusCode(403);
        decide(Anji.county(), id, "approve", Map.of("category", "MARGINAL", "risks", List.of("OTHER")))
                .statusCode(400)
                .body("violations.code", equalTo(List.of("REMARK_MISSING")));
        decide(
                        Anji.county(),
                        id,
                        "approve",
                        Map.of("category", "MARGINAL", "risks", List.of("HOUSING"), "disasterKind", "FLOOD"))
                .statusCode(400)
                .body("violations.code", equalTo(List.of("DISASTER_KIND")));
        decide(Anji.county(), id, "approve", Map.of("category", "UNSTABLE", "risks", List.of("SCHOOLING")))
                .statusCode(422)
                .body("code", equalTo("CATEGORY_NOT_FITTING"));
        decide(Anji.county(), id, "approve", Map.of("category", "MARGINAL", "risks", List.of("SCHOOLING")))
                .statusCode(200)
                .body("state", equalTo("MONITORED"));
        Anji.county()
                .get(path)
                .then()
                .body("category", equalTo("MARGINAL"))
                .body("stable", equalTo(false))
                .body("inCare", equalTo(true));

        decide(Anji.county(), id, "eliminate", Map.of("manner", "ASSISTED", "findings", "好转"))
                .statusCode(409)
                .body("code", equalTo("ILLEGAL_TRANSITION"));
        var seen = Map.of("visitors", List.of("王村长", "李会计"), "findings", "好转");
        decide(Anji.clerk(), id, "verify", seen)
                .statusCode(422)
                .body("code", equalTo("RISKS_REMAIN"))
                .body("reasons.code", hasItem("CHILD_OUT_OF_SCHOOL"));
        var answer = Anji.clerk()
                .contentType("application/merge-patch+json")
                .header("If-Match", Anji.clerk().get(path).header("ETag"))
                .body("{\"schooling\":\"GRADE_7\"}")
                .patch(path + "/members/" + household.getString("members[1].id"));
        answer.then().statusCode(200).body("childrenOutOfSchool", equalTo(0)).body("openAlertId", notNullValue());
        Anji.clerk()
                .contentType(ContentType.JSON)
                .header("If-Match", answer.header("ETag"))
                .body(Anji.income(2025, "30000.00"))
                .put(path + "/incomes")
                .then()
                .statusCode(200)
                .body("revision", equalTo(2));
        Anji.clerk().get(path).then().body("openAlertId", nullValue());
        decide(Anji.clerk(), id, "verify", seen).statusCode(200).body("state", equalTo("EXIT_VERIFIED"));
        decide(Anji.clerk(), id, "appraise", Map.of("result", "同意")).statusCode(200);
        decide(Anji.clerk(), id, "publicise", Map.of()).statusCode(200).body("state", equalTo("EXIT_PUBLICISED"));
        decide(Anji.township(), id, "review", Map.of()).statusCode(200).body("state", equalTo("EXIT_REVIEWED"));
        decide(Anji.county(), id, "eliminate", Map.of("manner", "ASSISTED", "findings", "复学,稳定就业"))
                .statusCode(422)
                .body("code", equalTo("MANNER_NOT_FITTING"));
        decide(Anji.county(), id, "eliminate", Map.of("manner", "NATURAL", "findings", "复学,稳定就业"))
                .statusCode(200)
                .body("state", equalTo("ELIMINATED"))
                .body("steps[-1].details.after.incomePerCapita", equalTo("15000.00"));
        Anji.county()
                .get(path)
                .then()
                .body("stable", equalTo(true))
                .body("inCare", equalTo(false))
                .body("openCaseId", nullValue());
    }

    private static String publicised() {
        var id = Anji.registered(poor()).getString("openCaseId");
        decide(Anji.clerk(), id, "verify", Map.of("visitors", List.of("王村长", "李会计"), "findings", "属实"))
                .statusCode(200);
        decide(Anji.clerk(), id, "appraise", Map.of("result", "同意")).statusCode(200);
        decide(Anji.clerk(), id, "publicise", Map.of()).statusCode(200);
        return id;
    }

    @Test
    @Tag("HH-14")
    void blocksTheReview_untilTheObjectionIsAnswered() {
        var id = publicised();
        var objection = Anji.clerk()
                .contentType(ContentType.JSON)
                .body(Map.of("content", "该户新购车辆"))
                .post("/api/v1/risk-cases/" + id + "/objections")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        decide(Anji.township(), id, "review", Map.of())
                .statusCode(422)
                .body("code", equalTo("OBJECTIONS_REMAIN"))
                .body("reasons.code", equalTo(List.of("OBJECTION_OPEN")));
        var answer = Map.of("answer", "车辆属亲属", "upheld", false);
        decide(Anji.clerk(), id, "objections/" + objection + "/answer", answer).statusCode(403);
        decide(Anji.township(), id, "objections/" + objection + "/answer", answer)
                .statusCode(200)
                .body("objections[0].upheld", equalTo(false));
        decide(Anji.township(), id, "objections/" + objection + "/answer", answer)
                .statusCode(409);
        decide(Anji.township(), id, "review", Map.of()).statusCode(200);
    }

    @Test
    @Tag("HH-14")
    void leadsBack_whenAnObjectionWasRight() {
        var id = publicised();
        var objection = Anji.clerk()
                .contentType(ContentType.JSON)
                .body(Map.of("content", "收入漏报"))
                .post("/api/v1/risk-cases/" + id + "/objections")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        decide(Anji.township(), id, "objections/" + objection + "/answer", Map.of("answer", "属实", "upheld", true))
                .statusCode(200);
        decide(Anji.township(), id, "review", Map.of())
                .statusCode(422)
                .body("reasons.code", equalTo(List.of("OBJECTION_UPHELD")));
        decide(Anji.township(), id, "send-back", Map.of("fields", List.of("incomes"), "reason", "补报收入"))
                .statusCode(200)
                .body("sentBack", equalTo(List.of("incomes")))
                .body("possible", hasItem("VERIFY"));
        decide(Anji.clerk(), id, "verify", Map.of("visitors", List.of("王村长", "李会计"), "findings", "已补"))
                .statusCode(200)
                .body("sentBack", hasSize(0));
        decide(Anji.clerk(), id, "appraise", Map.of("result", "同意")).statusCode(200);
        decide(Anji.clerk(), id, "publicise", Map.of()).statusCode(200);
        decide(Anji.township(), id, "review", Map.of()).statusCode(200);
    }

    @Test
    @Tag("HH-14")
    void helpsFirst_whenTheGreenChannelIsTaken() {
        var household = Anji.registered(poor());
        var id = household.getString("openCaseId");
        var path = "/api/v1/households/" + household.getString("id");
        var help = Map.of(
                "category",
                "SUDDEN_HARDSHIP",
                "risks",
                List.of("NATURAL_DISASTER"),
                "disasterKind",
                "FLOOD",
                "reason",
                "房屋倒塌");
        var unnamed = new HashMap<>(help);
        unnamed.remove("disasterKind");
        decide(Anji.township(), id, "green-channel", unnamed)
                .statusCode(400)
                .body("violations.code", equalTo(List.of("DISASTER_KIND")));
        decide(Anji.township(), id, "green-channel", help)
                .statusCode(200)
                .body("state", equalTo("CLUE"))
                .body("greenChannelOn", notNullValue())
                .body("risks", equalTo(List.of("NATURAL_DISASTER")))
                .body("disasterKind", equalTo("FLOOD"))
                .body("possible", org.hamcrest.Matchers.not(hasItem("GREEN_CHANNEL")));
        Anji.clerk()
                .get(path)
                .then()
                .body("category", equalTo("SUDDEN_HARDSHIP"))
                .body("inCare", equalTo(true));
        decide(Anji.township(), id, "green-channel", help).statusCode(409);

        decide(Anji.township(), id, "reject", Map.of("reason", "核实不符")).statusCode(200);
        Anji.clerk().get(path).then().body("stable", equalTo(true)).body("openCaseId", nullValue());
    }

    @Test
    @Tag("HH-14")
    void keepsMonitoring_whenNobodyIsAbleToWork() {
        var household = Anji.household(Anji.VILLAGE);
        var head = Anji.person("HEAD", LocalDate.of(1950, 3, 3), true);
        head.put("labour", "NONE");
        household.put("members", List.of(head));
        household.put("safeguards", Anji.safeguards("NOT_MET"));
        var stored = Anji.registered(household);
        var id = stored.getString("openCaseId");
        var seen = Map.of("visitors", List.of("王村长", "李会计"), "findings", "属实");
        decide(Anji.clerk(), id, "verify", seen).statusCode(200);
        decide(Anji.clerk(), id, "appraise", Map.of("result", "同意")).statusCode(200);
        decide(Anji.clerk(), id, "publicise", Map.of()).statusCode(200);
        decide(Anji.township(), id, "review", Map.of()).statusCode(200);
        decide(Anji.county(), id, "approve", Map.of("category", "MARGINAL", "risks", List.of("LACK_OF_LABOUR")))
                .statusCode(200)
                .body("lineAmount", notNullValue());
        Anji.clerk()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Anji.safeguards("MET"))
                .put("/api/v1/households/" + stored.getString("id") + "/safeguards")
                .then()
                .statusCode(200)
                .body("openAlertId", nullValue());

        decide(Anji.clerk(), id, "verify", seen)
                .statusCode(422)
                .body("code", equalTo("RISKS_REMAIN"))
                .body("reasons.code", equalTo(List.of("NO_LABOUR")));
    }

    @Test
    @Tag("HH-14")
    void refusesTwoVisitsOfOnePerson_andCluesInTheRulesName() {
        var household = Anji.registered(poor());
        decide(
                        Anji.clerk(),
                        household.getString("openCaseId"),
                        "verify",
                        Map.of("visitors", List.of("王村长", "王村长 "), "findings", "属实"))
                .statusCode(400)
                .body("violations.code", hasItem("TWO_VISITORS"));
        Anji.clerk()
                .contentType(ContentType.JSON)
                .body(Map.of("householdId", household.getString("id"), "origin", "RULE"))
                .post("/api/v1/risk-cases")
                .then()
                .statusCode(400);
    }

    @Test
    @Tag("HH-14")
    void announcesAStepOnce_whenItsLastDayIsOver() throws Exception {
        var household = Anji.registered(poor());
        var id = household.getString("openCaseId");
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("UPDATE risk_case SET step_due = ? WHERE id = ?")) {
            update.setObject(1, LocalDate.of(2026, 1, 5));
            update.setBytes(2, Ids.bytes(java.util.UUID.fromString(id)));
            update.executeUpdate();
        }
        Anji.clerk()
                .queryParam("householdId", household.getString("id"))
                .queryParam("overdue", "true")
                .get("/api/v1/risk-cases")
                .then()
                .body("items.id", equalTo(List.of(id)))
                .body("items[0].overdue", equalTo(true));
        Risks.assess(Anji.county(), Anji.VILLAGE);
        Risks.assess(Anji.county(), Anji.VILLAGE);

        assertThat(Risks.announced("risk-case", "risk-case-overdue", id)).isEqualTo(1);
    }

    @Test
    @Tag("HH-15")
    void dismissesTheClue_whenTheFindingsAreOverBeforeAnybodyActed() {
        var household = Anji.household(Anji.VILLAGE);
        household.put("safeguards", Anji.safeguards("NOT_MET"));
        var stored = Anji.registered(household);
        var path = "/api/v1/households/" + stored.getString("id");
        Anji.clerk()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Anji.safeguards("MET"))
                .put(path + "/safeguards")
                .then()
                .statusCode(200)
                .body("openAlertId", nullValue())
                .body("openCaseId", nullValue());

        Anji.clerk()
                .get("/api/v1/risk-cases/" + stored.getString("openCaseId"))
                .then()
                .body("state", equalTo("DISMISSED"));
        Anji.clerk()
                .queryParam("householdId", stored.getString("id"))
                .get("/api/v1/risk-alerts")
                .then()
                .body("items", hasSize(1))
                .body("items[0].open", equalTo(false));
    }

    @Test
    @Tag("HH-14")
    void refusesASecondCase_whileOneIsOpen() {
        var id = Anji.registered(Anji.household(Anji.VILLAGE)).getString("id");
        var clue = Map.of("householdId", id, "origin", "SELF_REPORT", "note", "住院");
        Anji.clerk()
                .contentType(ContentType.JSON)
                .body(clue)
                .post("/api/v1/risk-cases")
                .then()
                .statusCode(201)
                .body("state", equalTo("CLUE"));

        Anji.clerk()
                .contentType(ContentType.JSON)
                .body(clue)
                .post("/api/v1/risk-cases")
                .then()
                .statusCode(409)
                .body("code", equalTo("CASE_ALREADY_OPEN"));
    }

    @Test
    @Tag("HH-07")
    void explainsTheFigure_lineByLine() {
        var household = Anji.household(Anji.VILLAGE);
        household.put(
                "incomes",
                List.of(Map.of(
                        "year",
                        2025,
                        "lines",
                        List.of(
                                Map.of("item", "BUSINESS_PLANTING", "amount", "9000.00"),
                                Map.of("item", "COST_PLANTING", "amount", "1500.01"),
                                Map.of("item", "TRANSFER_PENSION", "amount", "2400.00")))));
        var id = Anji.registered(household).getString("id");

        Anji.clerk()
                .get("/api/v1/households/" + id + "/incomes/explanation?year=2025")
                .then()
                .statusCode(200)
                .body("perCapita", equalTo("4950.00"))
                .body("steps.find { it.kind == 'NET' }.value", equalTo("9899.99"))
                .body("steps.find { it.kind == 'MEMBERS' }.value", equalTo("2"))
                .body("steps.findAll { it.kind == 'LINE' }", hasSize(3));
    }

    @Test
    @Tag("HH-08")
    void knowsTheLineInForce() {
        Anji.clerk()
                .get("/api/v1/poverty-lines?region=330523104201&on=2014-06-30")
                .then()
                .statusCode(200)
                .body("items.amount", equalTo(List.of("2800.00")));
        Anji.county()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "kind",
                        "MONITORING",
                        "region",
                        "33",
                        "validFrom",
                        "2030-01-01",
                        "amount",
                        "8500.00",
                        "source",
                        "文件"))
                .post("/api/v1/poverty-lines")
                .then()
                .statusCode(403);
        for (var amount : List.of("0.00", "-1.00")) {
            Anji.province()
                    .contentType(ContentType.JSON)
                    .body(Map.of(
                            "kind",
                            "MONITORING",
                            "region",
                            "33",
                            "validFrom",
                            "2031-01-01",
                            "amount",
                            amount,
                            "source",
                            "文件"))
                    .post("/api/v1/poverty-lines")
                    .then()
                    .statusCode(400)
                    .body("violations.code", equalTo(List.of("NOT_POSITIVE")));
        }
    }
}
