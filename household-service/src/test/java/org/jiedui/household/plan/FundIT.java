package org.jiedui.household.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.testing.Tokens;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.Anji;
import org.jiedui.household.Announcements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("HH-11")
class FundIT {
    private static final String TOWN = "330523164";
    private static final String VILLAGE = "330523164201";

    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private String household;
    private String path;

    @BeforeEach
    void household() {
        Anji.regions();
        Anji.importing(Anji.province(), "regions", "apply", "code,name\n330523164,资金镇\n330523164201,资金村\n");
        household = Anji.registered(Anji.household(VILLAGE)).getString("id");
        path = "/api/v1/households/" + household;
    }

    private static RequestSpecification county() {
        return Anji.county().contentType(ContentType.JSON);
    }

    private static RequestSpecification township() {
        return RestAssured.given()
                .auth()
                .oauth2(Tokens.of("township-officer")
                        .subject("township-of-funds")
                        .region(TOWN)
                        .sign())
                .contentType(ContentType.JSON);
    }

    private static String fund(String region, String total) {
        return Anji.province()
                .contentType(ContentType.JSON)
                .body("{\"name\":\"衔接资金 %s\",\"source\":\"PROVINCE\",\"region\":\"%s\",\"year\":2026,\"total\":\"%s\"}"
                        .formatted(UUID.randomUUID(), region, total))
                .post("/api/v1/funds")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static ValidatableResponse fund(String id) {
        return county().get("/api/v1/funds/" + id).then().statusCode(200);
    }

    private static String plan(String budget) {
        return "{\"year\":2026,\"goals\":[{\"text\":\"户主就业\",\"target\":\"2026-12-31\",\"measures\":[\"EMPLOYMENT\"]}]%s}"
                .formatted(budget);
    }

    private static String budget(String fund, String amount) {
        return ",\"budget\":[{\"fundId\":\"%s\",\"amount\":\"%s\"}]".formatted(fund, amount);
    }

    private static String measure(String amount, String more) {
        return "{\"category\":\"EMPLOYMENT\",\"title\":\"技能补贴\",\"amount\":\"%s\",\"from\":\"2026-03-01\"%s}"
                .formatted(amount, more);
    }

    private static String project(String households, String amount, String more) {
        return "{\"region\":\"%s\",\"kind\":\"TRAINING_CLASS\",\"name\":\"竹编班\",\"category\":\"EMPLOYMENT\",\"amount\":\"%s\",\"from\":\"%s\",%s%s}"
                .formatted(
                        TOWN, amount, LocalDate.now(ZoneId.of("Asia/Shanghai")).minusDays(5), households, more);
    }

    private static boolean accepted(Response answer) {
        assertThat(answer.statusCode()).isIn(200, 201, 422);
        return answer.statusCode() < 300;
    }

    @Test
    void neverOverdrawsAFund_whenFiftyPlansProjectsAndMeasuresAreWrittenAtOnce() throws Exception {
        var fund = fund("330523", "2500.00");
        var paid = ",\"fundId\":\"" + fund + "\"";
        var named = "\"households\":[\"" + household + "\"]";
        var writers = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < 50; i++) {
            switch (i % 3) {
                case 0 ->
                    writers.add(() ->
                            accepted(county().body(measure("100.00", paid)).post(path + "/measures")));
                case 1 ->
                    writers.add(() -> accepted(
                            township().body(project(named, "100.00", paid)).post("/api/v1/projects")));
                default -> {
                    var own = Anji.registered(Anji.household(VILLAGE)).getString("id");
                    writers.add(() -> accepted(
                            county().body(plan(budget(fund, "100.00"))).put("/api/v1/households/" + own + "/plan")));
                }
            }
        }
        var pool = Executors.newFixedThreadPool(50);
        var written = 0;
        try {
            for (var one : pool.invokeAll(writers)) {
                written += one.get() ? 1 : 0;
            }
        } finally {
            pool.shutdown();
        }
        assertThat(written).isEqualTo(25);
        fund(fund).body("allocated", equalTo("2500.00")).body("remaining", equalTo("0.00"));
        var totals = county().get("/api/v1/funds/" + fund + "/totals").jsonPath();
        assertThat(Money.of(totals.getString("measures"))
                        .plus(Money.of(totals.getString("projects")))
                        .plus(Money.of(totals.getString("plans"))))
                .isEqualTo(Money.of("2500.00"));
    }

    @Test
    @Tag("HH-10")
    void refusesAPlanWithTheFigures_whenItSumsToMoreThanItsFundHasLeft() {
        var fund = fund("330523", "1000.00");
        county().body(plan(budget(fund, "1000.01")))
                .put(path + "/plan")
                .then()
                .statusCode(422)
                .body("code", equalTo("FUND_EXCEEDED"))
                .body("reasons[0].message", containsString("余额 1000.00"));
        county().get(path + "/plan").then().statusCode(404);
        fund(fund).body("allocated", equalTo("0.00"));
        var foreign = fund("330522", "1000.00");
        county().body(plan(budget(foreign, "1.00")))
                .put(path + "/plan")
                .then()
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_FUND"));
        county().body(plan(budget(fund, "-1.00"))).put(path + "/plan").then().statusCode(400);
    }

    @Test
    @Tag("HH-10")
    void givesBackWhatARevisionNeedsNoMore_andSpendsNoMoreThanPlanned() {
        var fund = fund("330523", "1000.00");
        var first = county().body(plan(budget(fund, "800.00"))).put(path + "/plan");
        first.then().statusCode(200).body("budget[0].amount", equalTo("800.00"));
        fund(fund).body("remaining", equalTo("200.00"));
        var second = county().header("If-Match", first.header("ETag"))
                .body(plan(budget(fund, "300.00")))
                .put(path + "/plan");
        second.then().statusCode(200);
        fund(fund).body("remaining", equalTo("700.00"));

        var spending = ",\"fundId\":\"" + fund + "\",\"planYear\":2026,\"goal\":0";
        county().body(measure("200.00", spending))
                .post(path + "/measures")
                .then()
                .statusCode(201)
                .body("funds", equalTo("PROVINCE"));
        county().body(measure("100.01", spending))
                .post(path + "/measures")
                .then()
                .statusCode(422)
                .body("code", equalTo("PLAN_BUDGET_EXCEEDED"))
                .body("reasons[0].message", containsString("余额 100.00"));
        county().body(measure("1.00", ",\"planYear\":2026,\"goal\":7"))
                .post(path + "/measures")
                .then()
                .statusCode(400)
                .body("violations.pointer", equalTo(List.of("/goal")));
        county().header("If-Match", second.header("ETag"))
                .body(plan(",\"budget\":[]"))
                .put(path + "/plan")
                .then()
                .statusCode(422)
                .body("reasons[0].code", equalTo("ALREADY_SPENT"));
        county().header("If-Match", second.header("ETag"))
                .body(plan(""))
                .put(path + "/plan")
                .then()
                .statusCode(200)
                .body("budget[0].amount", equalTo("300.00"));
        county().body(measure("50.00", ",\"fundId\":\"" + fund + "\""))
                .post(path + "/measures")
                .then()
                .statusCode(201);
        county().get("/api/v1/funds/" + fund + "/totals")
                .then()
                .body("allocated", equalTo("350.00"))
                .body("plans", equalTo("300.00"))
                .body("plansSpent", equalTo("200.00"))
                .body("measures", equalTo("50.00"))
                .body("byCategory.EMPLOYMENT", equalTo("250.00"));
        county().get(path + "/measures/totals?year=2026")
                .then()
                .body("measures", equalTo(2))
                .body("amount", equalTo("250.00"));
        county().get(path + "/plan/progress")
                .then()
                .body("goals[0].measures", hasSize(1))
                .body("goals[0].amount", equalTo("200.00"));
    }

    @Test
    @Tag("HH-10")
    void goesBackToItsAuthorAndOn_whenTheTownshipSendsThePlanBack() {
        var written = county().body(plan(",\"agreedOn\":\"" + today + "\"")).put(path + "/plan");
        written.then().statusCode(200).body("agreedOn", equalTo(today.toString()));
        var result = "{\"reachedOn\":\"" + today + "\",\"result\":\"已上岗\"}";
        county().header("If-Match", written.header("ETag"))
                .body(result)
                .put(path + "/plan/goals/0/result")
                .then()
                .statusCode(409);
        var back = township()
                .header("If-Match", written.header("ETag"))
                .body("{\"reason\":\"缺少产业目标\"}")
                .post(path + "/plan/send-back");
        back.then().statusCode(200).body("state", equalTo("SENT_BACK")).body("decisionNote", equalTo("缺少产业目标"));
        township()
                .header("If-Match", back.header("ETag"))
                .post(path + "/plan/approve")
                .then()
                .statusCode(409)
                .body("code", equalTo("PLAN_NOT_DRAFT"));
        var again =
                county().header("If-Match", back.header("ETag")).body(plan("")).put(path + "/plan");
        county().header("If-Match", again.header("ETag"))
                .post(path + "/plan/approve")
                .then()
                .statusCode(403)
                .body("code", equalTo("OWN_PROPOSAL"));
        var approved = township().header("If-Match", again.header("ETag")).post(path + "/plan/approve");
        approved.then().statusCode(200);
        var reached = county().header("If-Match", approved.header("ETag"))
                .body(result)
                .put(path + "/plan/goals/0/result");
        reached.then().statusCode(200).body("goals[0].result", equalTo("已上岗"));
        county().header("If-Match", reached.header("ETag"))
                .body(result)
                .put(path + "/plan/goals/5/result")
                .then()
                .statusCode(404);
        assertThat(Announcements.about("jiedui.household.plan", household, "plan-decided.v1"))
                .containsOnly("plan-decided.v1");
        county().get(path + "/plan/revisions?year=2026")
                .then()
                .body("items.state", equalTo(List.of("APPROVED", "REPLACED")));
    }

    @Test
    void reachesManyHouseholdsAtOnce_withSharesThatAddUpAndAttendance() {
        var village = "330523164202";
        Anji.importing(Anji.province(), "regions", "apply", "code,name\n330523164202,培训村\n");
        var households = new ArrayList<String>();
        for (var i = 0; i < 3; i++) {
            households.add(Anji.registered(Anji.household(village)).getString("id"));
        }
        var training = township()
                .body(project("\"segment\":{\"needs\":[\"EMPLOYMENT\"],\"monitored\":false}", "100.00", "")
                        .replace("\"region\":\"" + TOWN + "\"", "\"region\":\"" + village + "\""))
                .post("/api/v1/projects")
                .then()
                .statusCode(201)
                .body("households", equalTo(3))
                .extract()
                .<String>path("id");
        var project = "/api/v1/projects/" + training;
        township()
                .get(project + "/households")
                .then()
                .body("items.householdId", containsInAnyOrder(households.toArray()))
                .body("items.amount", containsInAnyOrder("33.34", "33.33", "33.33"));
        var attendance = "{\"present\":[\"" + households.get(0) + "\",\"" + households.get(2) + "\"]}";
        township()
                .header("If-Match", "\"0\"")
                .body(attendance)
                .put(project + "/attendance/" + today)
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""));
        Anji.await(() -> changed(training), versions -> versions.contains(1));
        township()
                .header("If-Match", "\"0\"")
                .body(attendance)
                .put(project + "/attendance/" + today)
                .then()
                .statusCode(412);
        township()
                .header("If-Match", "\"1\"")
                .body("{\"present\":[\"" + household + "\"]}")
                .put(project + "/attendance/" + today)
                .then()
                .statusCode(422)
                .body("code", equalTo("NOT_A_PARTICIPANT"));
        for (var day : List.of(today.plusDays(1), today.minusDays(30))) {
            township()
                    .header("If-Match", "\"1\"")
                    .body(attendance)
                    .put(project + "/attendance/" + day)
                    .then()
                    .statusCode(400);
        }
        township().get(project + "/attendance").then().body("items.present", equalTo(List.of(2)));
        township()
                .get(project + "/households")
                .then()
                .body(
                        "items.findAll{it.attended==1}.householdId",
                        containsInAnyOrder(households.get(0), households.get(2)));
        township()
                .header("If-Match", "\"1\"")
                .body("{\"result\":\"学会竹编\"}")
                .post(project + "/complete")
                .then()
                .statusCode(200)
                .body("state", equalTo("COMPLETED"));
        township()
                .get("/api/v1/measures?projectId=" + training)
                .then()
                .body("items.result", everyItem(equalTo("学会竹编")));
        township()
                .header("If-Match", "\"2\"")
                .body(attendance)
                .put(project + "/attendance/" + today)
                .then()
                .statusCode(409);
    }

    /** Versions of a record in the change feed of its county. */
    private static List<Integer> changed(String id) {
        return Anji.changes(Anji::county).stream()
                .filter(change -> id.equals(change.get("id")))
                .map(change -> (Integer) change.get("version"))
                .toList();
    }

    @Test
    void givesTheMoneyBackAndCountsNoMore_whenAMeasureIsCancelled() {
        var fund = fund("330523", "1000.00");
        county().body(plan(budget(fund, "300.00"))).put(path + "/plan").then().statusCode(200);
        for (var paidBy : List.of(",\"fundId\":\"" + fund + "\"", ",\"fundId\":\"" + fund + "\",\"planYear\":2026")) {
            String id = county().body(measure("200.00", paidBy))
                    .post(path + "/measures")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            var cancel = path + "/measures/" + id + "/cancel";
            county().body("{\"reason\":\"未发放\"}").post(cancel).then().statusCode(428);
            county().header("If-Match", "\"0\"").body("{}").post(cancel).then().statusCode(400);
            county().header("If-Match", "\"0\"")
                    .body("{\"reason\":\"未发放\"}")
                    .post(cancel)
                    .then()
                    .statusCode(200)
                    .body("cancelReason", equalTo("未发放"))
                    .body("version", equalTo(1));
            county().header("If-Match", "\"1\"")
                    .body("{\"reason\":\"再撤\"}")
                    .post(cancel)
                    .then()
                    .statusCode(409)
                    .body("code", equalTo("MEASURE_STATE"));
            county().header("If-Match", "\"1\"")
                    .body("{\"result\":\"迟到\"}")
                    .put(path + "/measures/" + id + "/result")
                    .then()
                    .statusCode(409);
        }
        fund(fund).body("allocated", equalTo("300.00"));
        county().get("/api/v1/funds/" + fund + "/totals")
                .then()
                .body("measures", equalTo("0.00"))
                .body("plansSpent", equalTo("0.00"));
        county().get(path + "/measures").then().body("items", hasSize(2));
        assertThat(county().get(path + "/measures/totals").asString()).doesNotContain("200.00");
    }

    @Test
    void givesTheMoneyBackToATownshipsFund_whenTheHouseholdHasMovedToAnother() {
        var fund = fund(TOWN, "1000.00");
        var paid = ",\"fundId\":\"" + fund + "\"";
        String project = township()
                .body(project("\"households\":[\"" + household + "\"]", "100.00", paid))
                .post("/api/v1/projects")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        county().body(measure("200.00", paid)).post(path + "/measures").then().statusCode(201);
        county().body(plan(budget(fund, "300.00"))).put(path + "/plan").then().statusCode(200);
        fund(fund).body("allocated", equalTo("600.00"));
        county().header("If-Match", "*")
                .body("{\"region\":\"%s\",\"address\":\"安置小区\",\"on\":\"%s\"}".formatted(Anji.OTHER_VILLAGE, today))
                .post(path + "/events/relocate")
                .then()
                .statusCode(200);

        county().header("If-Match", "*")
                .body(plan(",\"budget\":[]"))
                .put(path + "/plan")
                .then()
                .statusCode(200);
        var measures = county().get(path + "/measures").jsonPath().getList("items.id", String.class);
        assertThat(measures).hasSize(2);
        for (var measure : measures) {
            county().header("If-Match", "*")
                    .body("{\"reason\":\"已迁出\"}")
                    .post(path + "/measures/" + measure + "/cancel")
                    .then()
                    .statusCode(200);
        }

        fund(fund).body("allocated", equalTo("0.00"));
        county().get("/api/v1/projects/" + project)
                .then()
                .body("households", equalTo(0))
                .body("amount", equalTo("0.00"));
    }

    @Test
    void givesTheRestOfThePlansMoneyBack_whenTheHouseholdExistsNoMore() {
        var fund = fund("330523", "1000.00");
        county().body(plan(budget(fund, "500.00"))).put(path + "/plan").then().statusCode(200);
        var spends = ",\"planYear\":2026,\"fundId\":\"" + fund + "\"";
        String spent = county().body(measure("200.00", spends))
                .post(path + "/measures")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        county().body(measure("50.00", spends)).post(path + "/measures").then().statusCode(201);
        fund(fund).body("allocated", equalTo("500.00"));
        var survivor = Anji.registered(Anji.household(VILLAGE)).getString("id");

        county().header("If-Match", "*")
                .body("{\"version\":%d,\"members\":[],\"reason\":\"重复登记\"}"
                        .formatted((int) county().get(path).path("version")))
                .post("/api/v1/households/" + survivor + "/duplicates/" + household + "/merge")
                .then()
                .statusCode(200);

        fund(fund).body("allocated", equalTo("250.00"));
        county().header("If-Match", "*")
                .body("{\"reason\":\"未发放\"}")
                .post(path + "/measures/" + spent + "/cancel")
                .then()
                .statusCode(200);
        fund(fund).body("allocated", equalTo("50.00"));
    }

    @Test
    void givesOneShareBackAndLeavesTheOthers_whenAHouseholdTakesNoPartInAProject() {
        var fund = fund("330523", "1000.00");
        var other = Anji.registered(Anji.household(VILLAGE)).getString("id");
        String project = township()
                .body(project(
                        "\"households\":[\"" + household + "\",\"" + other + "\"]",
                        "100.01",
                        ",\"fundId\":\"" + fund + "\""))
                .post("/api/v1/projects")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        var share =
                township().get("/api/v1/projects/" + project + "/households").jsonPath();
        var mine = share.getMap("items.find{it.householdId=='" + household + "'}");
        var cancel = path + "/measures/" + mine.get("measureId") + "/cancel";
        Anji.as("village-clerk", VILLAGE)
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body("{\"reason\":\"外出\"}")
                .post(cancel)
                .then()
                .statusCode(403);

        township()
                .header("If-Match", "\"0\"")
                .body("{\"reason\":\"外出\"}")
                .post(cancel)
                .then()
                .statusCode(200)
                .body("cancelReason", equalTo("外出"));

        var left = share.getString("items.find{it.householdId=='" + other + "'}.amount");
        fund(fund).body("allocated", equalTo(left));
        township()
                .get("/api/v1/projects/" + project)
                .then()
                .body("households", equalTo(1))
                .body("amount", equalTo(left));
        township()
                .get("/api/v1/projects/" + project + "/households")
                .then()
                .body("items.householdId", equalTo(List.of(other)));
        township()
                .header("If-Match", "\"1\"")
                .body("{\"present\":[\"" + household + "\"]}")
                .put("/api/v1/projects/" + project + "/attendance/" + today)
                .then()
                .statusCode(422)
                .body("code", equalTo("NOT_A_PARTICIPANT"));
        township()
                .header("If-Match", "\"1\"")
                .body("{\"result\":\"结业\"}")
                .post("/api/v1/projects/" + project + "/complete")
                .then()
                .statusCode(200);
        township()
                .get("/api/v1/measures?projectId=" + project)
                .then()
                .body("items.findAll{it.result=='结业'}.householdId", equalTo(List.of(other)));
    }

    @Test
    void takesFurtherHouseholdsIn_whileAProjectIsRunning() {
        var fund = fund("330523", "1000.00");
        var further = List.of(
                Anji.registered(Anji.household(VILLAGE)).getString("id"),
                Anji.registered(Anji.household(VILLAGE)).getString("id"),
                Anji.registered(Anji.household(VILLAGE)).getString("id"));
        String id = township()
                .body(project("\"households\":[\"" + household + "\"]", "100.00", ",\"fundId\":\"" + fund + "\""))
                .post("/api/v1/projects")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        var add = "/api/v1/projects/" + id + "/households";
        var body = "{\"households\":[\"%s\"],\"amount\":\"%s\"}";
        township()
                .header("If-Match", "\"0\"")
                .body(body.formatted(String.join("\",\"", further), "900.01"))
                .post(add)
                .then()
                .statusCode(422)
                .body("code", equalTo("FUND_EXCEEDED"));
        township()
                .header("If-Match", "\"0\"")
                .body(body.formatted(String.join("\",\"", further), "100.00"))
                .post(add)
                .then()
                .statusCode(200)
                .body("households", equalTo(4))
                .body("amount", equalTo("200.00"));
        township().get(add).then().body("items.amount", containsInAnyOrder("100.00", "33.34", "33.33", "33.33"));
        fund(fund).body("allocated", equalTo("200.00"));
        township()
                .header("If-Match", "\"1\"")
                .body(body.formatted(household, "1.00"))
                .post(add)
                .then()
                .statusCode(409)
                .body("code", equalTo("ALREADY_A_PARTICIPANT"));
        township()
                .header("If-Match", "\"0\"")
                .body(body.formatted(household, "1.00"))
                .post(add)
                .then()
                .statusCode(412);
        township()
                .header("If-Match", "\"1\"")
                .body("{\"result\":\"完成\"}")
                .post("/api/v1/projects/" + id + "/complete")
                .then()
                .statusCode(200);
        township()
                .header("If-Match", "\"2\"")
                .body(body.formatted(further.get(0), "1.00"))
                .post(add)
                .then()
                .statusCode(409)
                .body("code", equalTo("PROJECT_STATE"));
    }

    @Test
    void refusesBadFundsAndProjects() {
        var fund = fund("330523", "100.00");
        township()
                .body(project("\"households\":[\"" + household + "\"]", "100.01", ",\"fundId\":\"" + fund + "\""))
                .post("/api/v1/projects")
                .then()
                .statusCode(422)
                .body("code", equalTo("FUND_EXCEEDED"));
        county().get(path + "/measures").then().body("items", hasSize(0));
        township()
                .body(project("\"households\":[\"" + UUID.randomUUID() + "\"]", "1.00", ""))
                .post("/api/v1/projects")
                .then()
                .statusCode(404);
        township()
                .body(project("\"segment\":{\"types\":[\"LIFTED\"]}", "1.00", ""))
                .post("/api/v1/projects")
                .then()
                .statusCode(422)
                .body("code", equalTo("SEGMENT_EMPTY"));
        township()
                .body(project("\"segment\":{},\"households\":[\"" + household + "\"]", "1.00", ""))
                .post("/api/v1/projects")
                .then()
                .statusCode(400);
        county().body(measure("100.00", ",\"fundId\":\"" + fund + "\""))
                .post(path + "/measures")
                .then()
                .statusCode(201);
        county().header("If-Match", "\"1\"")
                .body("{\"name\":\"更名\",\"total\":\"99.99\"}")
                .put("/api/v1/funds/" + fund)
                .then()
                .statusCode(422)
                .body("reasons[0].code", equalTo("ALREADY_ALLOCATED"));
        county().body("{\"name\":\"\",\"source\":\"NONE\",\"region\":\"3\",\"year\":26,\"total\":12.5}")
                .post("/api/v1/funds")
                .then()
                .statusCode(400)
                .body("violations", hasSize(5));
        Anji.clerk()
                .contentType(ContentType.JSON)
                .body("{}")
                .post("/api/v1/funds")
                .then()
                .statusCode(403);
    }
}
