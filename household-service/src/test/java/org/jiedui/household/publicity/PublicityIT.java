package org.jiedui.household.publicity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.household.Anji;
import org.jiedui.local.TestServers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("HH-17")
class PublicityIT {
    /** A village of these tests alone. */
    private static final String VILLAGE = "330523104217";

    private static final String PATH = "/api/v1/household/publicities";

    @BeforeEach
    void village() {
        Anji.regions();
        Anji.importing(Anji.province(), "regions", "apply", "code,name\n330523104217,公示村\n");
    }

    private static Response post(Map<String, ?> body) {
        return Anji.township().contentType(ContentType.JSON).body(body).post(PATH);
    }

    private static String etag(String id) {
        return Anji.township().get(PATH + "/" + id).header("ETag");
    }

    private static String household(String head) {
        var household = Anji.household(VILLAGE);
        var person = Anji.person("HEAD", LocalDate.of(1971, 4, 4), true);
        person.put("name", head);
        person.put("phone", "13900001234");
        person.put("health", List.of("CHRONIC_ILLNESS"));
        household.put("members", List.of(person));
        household.put("bankAccount", "6228480000000001234");
        return Anji.registered(household).getString("id");
    }

    private static void measure(String household, String category, String amount) {
        Anji.township()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "category",
                        category,
                        "title",
                        "尿毒症透析救助",
                        "amount",
                        amount,
                        "funds",
                        "COUNTY",
                        "from",
                        LocalDate.now(ZoneId.of("Asia/Shanghai")).toString()))
                .post("/api/v1/households/" + household + "/measures")
                .then()
                .statusCode(201);
    }

    @Test
    void hangsTheCasesInPublication_asDataAndOnPaper() throws IOException {
        var poor = Anji.household(VILLAGE);
        poor.put("incomes", List.of(Anji.income(2025, "9000.00")));
        var caseId = Anji.registered(poor).getString("openCaseId");
        for (var step : List.of(
                List.of("verify", Map.of("visitors", List.of("王村长", "李会计"), "findings", "患病致贫")),
                List.of("appraise", Map.of("result", "同意")),
                List.of("publicise", Map.of("days", 7)))) {
            Anji.township()
                    .contentType(ContentType.JSON)
                    .header(
                            "If-Match",
                            Anji.province().get("/api/v1/risk-cases/" + caseId).header("ETag"))
                    .body(step.get(1))
                    .post("/api/v1/risk-cases/" + caseId + "/" + step.get(0))
                    .then()
                    .statusCode(200);
        }

        var posted = post(Map.of("region", VILLAGE, "kind", "RISK_CASES", "place", "村口公开栏"));

        posted.then().statusCode(201).body("state", equalTo("RUNNING")).body("entries", notNullValue());
        var today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        assertThat(LocalDate.parse(posted.jsonPath().getString("until"))).isAfterOrEqualTo(today.plusDays(6));
        var id = posted.jsonPath().getString("id");
        // a running notice is public: a helper of another county's reads it
        Anji.as("helper", "330522")
                .get(PATH + "/" + id + "/entries?limit=200")
                .then()
                .statusCode(200)
                .body("items.caseId", hasItem(caseId))
                .body("items.name", hasItem("赵大山"))
                .body("items.matter", everyItem(equalTo("TO_BE_MONITORED")));
        post(Map.of(
                        "region",
                        VILLAGE,
                        "kind",
                        "RISK_CASES",
                        "until",
                        today.plusDays(1).toString()))
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItem("/until"));
        Anji.clerk()
                .get(PATH + "/count?region=" + VILLAGE + "&running=true")
                .then()
                .statusCode(200);
        Anji.township()
                .contentType(ContentType.JSON)
                .body(Map.of("content", "不符合条件"))
                .post(PATH + "/" + id + "/objections")
                .then()
                .statusCode(422)
                .body("code", equalTo("OBJECTION_AT_CASE"));
        print(id, "赵大山", "拟纳入监测", "浙江省湖州市安吉县杭垓镇公示村", "村口公开栏");
    }

    /** The paper has all of this and nothing else about the people; without a font the answer is a clear 503. */
    private static void print(String id, String... texts) throws IOException {
        var answer = Anji.clerk().get(PATH + "/" + id + "/notice.pdf");
        if (TestServers.chineseFont().isEmpty()) {
            answer.then().statusCode(503).body("code", equalTo("UNAVAILABLE")).body("detail", containsString("字体"));
            return;
        }
        answer.then().statusCode(200).contentType("application/pdf");
        try (var document = Loader.loadPDF(answer.asByteArray())) {
            var text = new PDFTextStripper().getText(document);
            assertThat(text).contains(texts).doesNotContain("透析", "病", "13900001234", "1234");
            assertThat(document.getPage(0).getMediaBox().getWidth()).isBetween(594f, 596f);
            for (var font : document.getPage(0).getResources().getFontNames()) {
                assertThat(document.getPage(0).getResources().getFont(font).isEmbedded())
                        .isTrue();
            }
        }
    }

    @Test
    void showsFundsWithoutAnythingAboutHealth_andAnswersObjections() throws IOException {
        var ill = household("卜一鸣");
        measure(ill, "HEALTH", "3000.00");
        measure(ill, "INDUSTRY", "1200.50");
        var posted = post(Map.of("region", VILLAGE, "kind", "FUNDS"));
        posted.then().statusCode(201);
        var id = posted.jsonPath().getString("id");

        Anji.clerk()
                .get(PATH + "/" + id + "/entries?limit=200")
                .then()
                .statusCode(200)
                .body("items.name", hasItem("卜一鸣"))
                .body("items.matter", hasItems("OTHER_HELP", "INDUSTRY"))
                .body("items.amount", hasItems("3000.00", "1200.50"))
                .body("items.matter", not(hasItem("HEALTH")));
        print(id, "卜一鸣", "1200.50", "其他帮扶");

        var objection = Anji.clerkOf(VILLAGE)
                .contentType(ContentType.JSON)
                .body(Map.of("position", 1, "content", "金额不符"))
                .post(PATH + "/" + id + "/objections");
        objection.then().statusCode(201);
        Anji.clerkOf(VILLAGE)
                .contentType(ContentType.JSON)
                .body(Map.of("position", 9999, "content", "没有这一条"))
                .post(PATH + "/" + id + "/objections")
                .then()
                .statusCode(400);
        Anji.township()
                .header("If-Match", etag(id))
                .post(PATH + "/" + id + "/close")
                .then()
                .statusCode(422)
                .body("code", equalTo("PUBLICITY_RUNNING"));
        var answer = PATH + "/" + id + "/objections/" + objection.jsonPath().getString("id") + "/answer";
        Anji.township()
                .contentType(ContentType.JSON)
                .body(Map.of("upheld", false, "answer", "已核对"))
                .post(answer)
                .then()
                .statusCode(428);
        for (var expected : List.of(200, 409)) {
            Anji.township()
                    .contentType(ContentType.JSON)
                    .header("If-Match", etag(id))
                    .body(Map.of("upheld", false, "answer", "已核对"))
                    .post(answer)
                    .then()
                    .statusCode(expected);
        }
        Anji.township().get(PATH + "/" + id + "/objections").then().body("answer", hasItem("已核对"));
        Anji.helper().get(PATH + "/" + id + "/objections").then().statusCode(403);

        Anji.township()
                .contentType(ContentType.JSON)
                .header("If-Match", etag(id))
                .body(Map.of("reason", "名单有误"))
                .post(PATH + "/" + id + "/withdraw")
                .then()
                .statusCode(200)
                .body("state", equalTo("WITHDRAWN"));
        Anji.as("helper", "330522").get(PATH + "/" + id).then().statusCode(404);
        Anji.as("county-officer", "330522")
                .get(PATH + "/" + id + "/entries")
                .then()
                .statusCode(404);
        Anji.township().get(PATH + "/" + id).then().statusCode(200).body("withdrawnReason", equalTo("名单有误"));
    }

    @Test
    void refusesToPost_whenThereIsNothingOrTheVillageIsNotTheCallers() {
        post(Map.of("region", "330523104299", "kind", "FUNDS"))
                .then()
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_REGION"));
        post(Map.of("region", VILLAGE, "kind", "FUNDS", "contentFrom", "2001-01-01", "contentTo", "2001-12-31"))
                .then()
                .statusCode(422)
                .body("code", equalTo("NOTHING_TO_PUBLICISE"));
        post(Map.of("region", Anji.OTHER_VILLAGE, "kind", "FUNDS"))
                .then()
                .statusCode(403)
                .body("code", equalTo("OUTSIDE_REGION"));
        Anji.helper()
                .contentType(ContentType.JSON)
                .body(Map.of("region", VILLAGE, "kind", "FUNDS"))
                .post(PATH)
                .then()
                .statusCode(403);
        post(Map.of(
                        "region",
                        "33",
                        "kind",
                        "LIES",
                        "title",
                        " ",
                        "contentFrom",
                        "2026-02-01",
                        "contentTo",
                        "2026-01-01"))
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItems("/region", "/kind", "/title"));
    }
}
