package org.jiedui.evaluation.survey;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.evaluation.World;
import org.jiedui.local.TestServers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The survey without account. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("EV-06")
class SurveyIT {
    private static final Map<String, Object> HAPPY = Map.of(
            "items",
            List.of(
                    Map.of("indicator", "KNOWN", "score", 5),
                    Map.of("indicator", "VISITED", "score", 5),
                    Map.of("indicator", "HELPFUL", "score", 5)));

    @Inject
    World world;

    private final String county = World.county();
    private final String village = county + "104201";
    private final UUID helper = UUID.randomUUID();
    private final List<String> households = new ArrayList<>();
    private String cycle;

    @BeforeEach
    void sixHouseholdsOfOneHelper() {
        for (var i = 0; i < 6; i++) {
            var household = UUID.randomUUID();
            households.add(household.toString());
            world.pairing("HOUSEHOLD_HELP", helper, "helper-" + county, "HOUSEHOLD", household, null, village);
        }
        cycle = World.opened(county, "HOUSEHOLD_HELP");
    }

    private RequestSpecification clerk() {
        return World.as("village-clerk", village, "clerk-" + county);
    }

    private String batches() {
        return "/api/v1/evaluation-cycles/" + cycle + "/survey-batches";
    }

    private String issued() {
        return clerk().body(Map.of("village", village))
                .post(batches())
                .then()
                .statusCode(201)
                .body("slips", equalTo(6))
                .extract()
                .path("id");
    }

    private List<String> tokens() {
        return clerk().get(batches() + "/" + issued() + "/slips")
                .then()
                .statusCode(200)
                .body("items", hasSize(6))
                .extract()
                .path("items.token");
    }

    private static RequestSpecification nobody(int address) {
        return given().contentType("application/json").header("Forwarded", "for=203.0.113." + address);
    }

    @Test
    void takesOneAnswerPerToken_withoutAnAccount_andCountsItInTheScore() {
        var tokens = tokens();
        nobody(1)
                .get("/api/v1/survey/" + tokens.get(0))
                .then()
                .statusCode(200)
                .body("subjectId", equalTo(helper.toString()))
                .body("questions", hasSize(4));
        for (var token : tokens) {
            nobody(1).body(HAPPY).post("/api/v1/survey/" + token).then().statusCode(204);
        }
        nobody(1)
                .body(HAPPY)
                .post("/api/v1/survey/" + tokens.get(0))
                .then()
                .statusCode(409)
                .body("code", equalTo("TOKEN_USED"));
        nobody(1).get("/api/v1/survey/" + tokens.get(0)).then().statusCode(200);
        World.decide(county, cycle, "close").then().statusCode(200);
        nobody(1).get("/api/v1/survey/" + tokens.get(0)).then().statusCode(409).body("code", equalTo("CYCLE_NOT_OPEN"));
        World.decide(county, cycle, "score").then().statusCode(200);
        String result = World.countyOfficer(county)
                .get("/api/v1/evaluation-results?cycle=" + cycle)
                .path("items[0].id");
        World.countyOfficer(county)
                .get("/api/v1/evaluation-results/" + result + "/trace")
                .then()
                .body("shown.paths.find { it.path == 'HOUSEHOLD' }.answers", equalTo(6))
                .body("shown.paths.find { it.path == 'HOUSEHOLD' }.score", equalTo(100.0f))
                .body("shown.paths.find { it.path == 'HOUSEHOLD' }.items", nullValue());
    }

    @Test
    void worksOnce_underFiftyUsesAtOnce() throws Exception {
        var token = tokens().get(0);
        var pool = Executors.newFixedThreadPool(50);
        try {
            Callable<Integer> use =
                    () -> nobody(2).body(HAPPY).post("/api/v1/survey/" + token).statusCode();
            var answers =
                    pool.invokeAll(IntStream.range(0, 50).mapToObj(i -> use).toList());
            var codes = new ArrayList<Integer>();
            for (var answer : answers) {
                codes.add(answer.get());
            }
            assertThat(codes.stream().collect(Collectors.groupingBy(c -> c, Collectors.counting())))
                    .isEqualTo(Map.of(204, 1L, 409, 49L));
        } finally {
            pool.shutdown();
        }
        assertThat(world.number(
                        "SELECT COUNT(*) FROM survey_answer WHERE cycle_id = UNHEX('" + cycle.replace("-", "") + "')"))
                .isEqualTo(1);
    }

    @Test
    void keepsTheToken_whenTheAnswerIsRefused() {
        var token = tokens().get(0);
        nobody(3)
                .body(Map.of("items", List.of(Map.of("indicator", "KNOWN", "score", 6))))
                .post("/api/v1/survey/" + token)
                .then()
                .statusCode(422)
                .body("reasons.code", hasItem("SCORE_OUTSIDE_SCALE"))
                .body("reasons.code", hasItem("MANDATORY_ITEM_MISSING"));
        nobody(3)
                .body(Map.of("items", HAPPY.get("items"), "comment", "字".repeat(10_000)))
                .post("/api/v1/survey/" + token)
                .then()
                .statusCode(400);
        nobody(3)
                .body(Map.of("items", HAPPY.get("items"), "comment", "a\u0001b"))
                .post("/api/v1/survey/" + token)
                .then()
                .statusCode(400);
        nobody(3).body(HAPPY).post("/api/v1/survey/" + token).then().statusCode(204);
    }

    @Test
    void slowsDownWhoeverGuesses_andNobodyElse() {
        var token = tokens().get(0);
        var codes = new ArrayList<Integer>();
        for (var i = 0; i < 25; i++) {
            var guess = SurveyToken.of(new byte[32], i).text();
            codes.add(nobody(4).get("/api/v1/survey/" + guess).statusCode());
        }
        assertThat(codes.subList(0, 20)).containsOnly(404);
        assertThat(codes.subList(20, 25)).containsOnly(429);
        assertThat(nobody(4).get("/api/v1/survey/" + token).header("Retry-After"))
                .isNotNull();
        nobody(5).get("/api/v1/survey/" + token).then().statusCode(200);
    }

    @Test
    void letsTheClerkOfTheVillageCollect_withAWitnessOnly() {
        var tokens = tokens();
        var collect = "/api/v1/survey/" + tokens.get(0) + "/collect";
        nobody(6).body(HAPPY).post(collect).then().statusCode(401);
        clerk().body(HAPPY)
                .post(collect)
                .then()
                .statusCode(422)
                .body("reasons.code", equalTo(List.of("WITNESS_REQUIRED")));
        var witnessed = Map.of("items", HAPPY.get("items"), "witness", "王五");
        World.as("village-clerk", county + "104202", "other")
                .body(witnessed)
                .post(collect)
                .then()
                .statusCode(404);
        clerk().body(witnessed).post(collect).then().statusCode(204);
        clerk().body(witnessed).post(collect).then().statusCode(409);
        var task = World.tasks(clerk(), cycle).get(0);
        clerk().body(Map.of("taskId", task.get("id"), "items", HAPPY.get("items"), "witness", "王五"))
                .post("/api/v1/evaluations")
                .then()
                .statusCode(409)
                .body("code", equalTo("SURVEY_ISSUED"));
    }

    @Test
    void issuesEachHouseholdOneSlip_insideTheRegionOnly() {
        issued();
        clerk().body(Map.of("village", village))
                .post(batches())
                .then()
                .statusCode(409)
                .body("code", equalTo("NOTHING_TO_ISSUE"));
        world.pairing("HOUSEHOLD_HELP", helper, "helper-" + county, "HOUSEHOLD", UUID.randomUUID(), null, village);
        clerk().body(Map.of("village", village))
                .post(batches())
                .then()
                .statusCode(201)
                .body("slips", equalTo(1))
                .body("number", equalTo(2));
        World.as("village-clerk", county + "104202", "other")
                .body(Map.of("village", village))
                .post(batches())
                .then()
                .statusCode(403);
        World.as("helper", county, "helper-" + county).get(batches()).then().statusCode(403);
        clerk().get(batches()).then().body("items", hasSize(2));
    }

    @Test
    void namesTheHouseholdsOfPairings_withWhomTheyAreAskedAbout() {
        clerk().get("/api/v1/evaluation-cycles/" + cycle + "/survey-households?village=" + village)
                .then()
                .statusCode(200)
                .body("items.householdId", containsInAnyOrder(households.toArray()))
                .body("items.about.subjectId.flatten().unique()", equalTo(List.of(helper.toString())));
    }

    @Test
    void leavesNoTrailFromTokenToAnswer() {
        for (var token : tokens()) {
            nobody(7).body(HAPPY).post("/api/v1/survey/" + token).then().statusCode(204);
        }
        var columns =
                "SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ";
        assertThat(world.number(columns + "'survey_answer' AND column_name NOT IN"
                        + " ('cycle_id', 'subject_id', 'id', 'content')"))
                .isZero();
        assertThat(world.number(columns + "'survey_token' AND (data_type LIKE '%date%' OR data_type LIKE '%time%')"))
                .isZero();
        assertThat(world.number("SELECT COUNT(*) FROM survey_answer a JOIN survey_token t ON a.id ="
                        + " SUBSTRING(t.token_hash, 1, 16)"))
                .isZero();
        assertThat(world.number("SELECT COUNT(*) FROM audit_entry WHERE region = '" + village
                        + "' AND action NOT IN ('SURVEY_TOKENS_ISSUED', 'SURVEY_TOKENS_SHOWN')"))
                .isZero();
    }

    @Test
    void printsSlipsThatCanBeScanned() throws Exception {
        var batch = issued();
        var sheet = clerk().get(batches() + "/" + batch + "/sheet.pdf");
        if (TestServers.chineseFont().isEmpty()) {
            sheet.then().statusCode(503).body("code", equalTo("UNAVAILABLE"));
            return;
        }
        var pdf = sheet.then()
                .statusCode(200)
                .contentType("application/pdf")
                .extract()
                .asByteArray();
        List<String> tokens = clerk().get(batches() + "/" + batch + "/slips").path("items.token");
        var scanned = new ArrayList<String>();
        try (var document = Loader.loadPDF(pdf)) {
            var resources = document.getPage(0).getResources();
            for (var name : resources.getXObjectNames()) {
                if (resources.getXObject(name) instanceof PDImageXObject picture) {
                    var image = picture.getImage();
                    var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
                    scanned.add(new QRCodeReader()
                            .decode(
                                    new BinaryBitmap(new HybridBinarizer(
                                            new RGBLuminanceSource(image.getWidth(), image.getHeight(), pixels))),
                                    // it is no photograph: looking for the corners of one fails for some tokens
                                    Map.of(DecodeHintType.PURE_BARCODE, true))
                            .getText());
                }
            }
        }
        assertThat(scanned).containsExactlyInAnyOrderElementsOf(tokens);
    }
}
