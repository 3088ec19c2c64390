package org.jiedui.evaluation.scoring;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.evaluation.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Attacks the own answers by subtraction: between paths, filters, times, reports and the change feed, as whoever has most
 * to see and knows the answer that was given by that office itself.
 */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("EV-05")
class DifferencingIT {
    @Inject
    World world;

    private final String county = World.county();
    private final String village = county + "104201";

    private RequestSpecification officer() {
        return World.countyOfficer(county);
    }

    private UUID helperOf(int households) {
        var helper = UUID.randomUUID();
        for (var i = 0; i < households; i++) {
            world.pairing("HOUSEHOLD_HELP", helper, "helper-" + helper, "HOUSEHOLD", UUID.randomUUID(), null, village);
        }
        return helper;
    }

    private static Map<String, Object> household(int score, String comment) {
        var answer = new HashMap<String, Object>();
        answer.put(
                "items",
                List.of(
                        Map.of("indicator", "KNOWN", "score", score),
                        Map.of("indicator", "VISITED", "score", score),
                        Map.of("indicator", "HELPFUL", "score", score)));
        answer.put("comment", comment);
        return answer;
    }

    private static void use(String token, Map<String, Object> answer) {
        given().contentType("application/json")
                .body(answer)
                .post("/api/v1/survey/" + token)
                .then()
                .statusCode(204);
    }

    /** Tokens by helper. */
    private Map<String, List<String>> issued(String cycle) {
        var path = "/api/v1/evaluation-cycles/" + cycle + "/survey-batches";
        String batch = World.as("village-clerk", village, "clerk")
                .body(Map.of("village", village))
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        List<Map<String, String>> slips = World.as("village-clerk", village, "clerk")
                .get(path + "/" + batch + "/slips?limit=200")
                .path("items");
        var tokens = new HashMap<String, List<String>>();
        slips.forEach(s -> tokens.computeIfAbsent(s.get("subjectId"), h -> new ArrayList<>())
                .add(s.get("token")));
        return tokens;
    }

    private void officeAnswers(String cycle, UUID helper, RequestSpecification who, Supplier<RequestSpecification> as) {
        World.tasks(who, cycle).stream()
                .filter(t -> helper.toString().equals(t.get("subjectId")))
                .forEach(t -> as.get()
                        .body(World.answer(as.get(), (String) t.get("id"), 0.8))
                        .post("/api/v1/evaluations")
                        .then()
                        .statusCode(201));
    }

    @Test
    void yieldsNothingAboutFewerThanFiveHouseholds_whateverIsSubtracted() {
        var many = helperOf(6);
        var few = helperOf(4);
        var one = helperOf(1);
        var cycle = World.opened(county, "HOUSEHOLD_HELP");
        var tokens = issued(cycle);
        for (var i = 0; i < 6; i++) {
            use(tokens.get(many.toString()).get(i), household(i == 0 ? 1 : 5, i == 0 ? "乙意见" : i == 1 ? "甲意见" : null));
        }
        for (var i = 0; i < 4; i++) {
            use(tokens.get(few.toString()).get(i), household(2, "少数意见"));
        }
        use(tokens.get(one.toString()).get(0), household(1, "唯一意见"));
        for (var helper : List.of(many, few)) {
            officeAnswers(cycle, helper, officer(), this::officer);
            Supplier<RequestSpecification> township = () -> World.as("township-officer", county + "104", "town");
            officeAnswers(cycle, helper, township.get(), township);
        }
        World.decide(county, cycle, "close").then().statusCode(200);
        World.decide(county, cycle, "score").then().statusCode(200);
        World.decide(county, cycle, "publicise").then().statusCode(200);
        World.decide(county, cycle, "publish").then().statusCode(200);

        // the lone household: no band that would be its own, no comment
        var lone = result(cycle, one);
        assertThat(lone.get("band")).isNull();
        assertThat(lone.get("score")).isNull();
        // four households: all paths are withheld together, so the composite has two unknowns for each office
        var trace = officer()
                .get("/api/v1/evaluation-results/" + result(cycle, few).get("id") + "/trace")
                .then()
                .body("shown.withheld", equalTo(true))
                .extract()
                .jsonPath();
        assertThat(trace.getList("shown.paths.score")).containsOnlyNulls();
        assertThat(trace.getList("shown.paths.items")).containsOnlyNulls();
        // comments from five answers up, in the order of their words and with nothing beside them
        comments(cycle, many).body("paths", equalTo(Map.of("HOUSEHOLD", List.of("乙意见", "甲意见"))));
        comments(cycle, few).body("paths", equalTo(Map.of()));
        comments(cycle, one).body("paths", equalTo(Map.of()));
        for (var everything : everything(cycle, few, one).values()) {
            assertThat(everything).doesNotContain("少数意见").doesNotContain("唯一意见");
        }

        // times: without the office's answer the version would be the township's and the households' alone
        var mine = trace(cycle, few, "OFFICE");
        var corrected = officer()
                .header("If-Match", "*")
                .body(Map.of("withoutAnswers", List.of(mine), "reason", "试探"))
                .post("/api/v1/evaluation-results/" + result(cycle, few).get("id") + "/correct");
        corrected.then().statusCode(200).body("scoreWithheld", equalTo(true)).body("score", equalTo(null));
        // and without both nothing at all
        officer()
                .header("If-Match", "*")
                .body(Map.of("withoutAnswers", List.of(trace(cycle, few, "UNIT")), "reason", "试探"))
                .post("/api/v1/evaluation-results/" + result(cycle, few).get("id") + "/correct")
                .then()
                .statusCode(200)
                .body("band", equalTo(null))
                .body("score", equalTo(null));
    }

    /** The task of this path, as its office knows it. */
    private String trace(String cycle, UUID helper, String path) {
        List<String> ids = officer()
                .get("/api/v1/evaluation-tasks?limit=200&cycle=" + cycle)
                .path("items.findAll { it.subjectId == '" + helper + "' && it.path == '" + path + "' }.id");
        return ids.get(0);
    }

    private Map<String, Object> result(String cycle, UUID helper) {
        return officer()
                .get("/api/v1/evaluation-results?cycle=" + cycle + "&subject=" + helper)
                .then()
                .statusCode(200)
                .extract()
                .path("items[0]");
    }

    private io.restassured.response.ValidatableResponse comments(String cycle, UUID helper) {
        return officer()
                .get("/api/v1/evaluation-results/" + result(cycle, helper).get("id") + "/comments")
                .then()
                .statusCode(200);
    }

    private Map<String, String> everything(String cycle, UUID... helpers) {
        var paths = new ArrayList<String>();
        for (var by : List.of("REGION", "UNIT", "ROLE")) {
            paths.add("/api/v1/evaluation/reports/distributions?cycle=" + cycle + "&by=" + by);
        }
        paths.add("/api/v1/evaluation/reports/response-rates?cycle=" + cycle);
        paths.add("/api/v1/evaluation/reports/response-rates?cycle=" + cycle + "&region=" + village);
        paths.add("/api/v1/evaluation-results?limit=200&cycle=" + cycle);
        paths.add("/api/v1/evaluation/changes");
        for (var helper : helpers) {
            var result = result(cycle, helper).get("id");
            for (var part : List.of("", "/trace", "/versions", "/comments")) {
                paths.add("/api/v1/evaluation-results/" + result + part);
            }
        }
        var all = new LinkedHashMap<String, String>();
        paths.forEach(p ->
                all.put(p, officer().get(p).then().statusCode(200).extract().asString()));
        return all;
    }

    @Test
    @Tag("EV-04")
    void looksTheSameAfterEveryToken_whileTheCycleIsOpen() {
        var helper = helperOf(6);
        var cycle = World.opened(county, "HOUSEHOLD_HELP");
        var tokens = issued(cycle).get(helper.toString());
        Supplier<List<String>> seen = () -> {
            var answers = new ArrayList<String>();
            for (var path : List.of(
                    "/api/v1/evaluation-tasks?limit=200&cycle=" + cycle,
                    "/api/v1/evaluation-cycles/" + cycle,
                    "/api/v1/evaluation-cycles/" + cycle + "/survey-batches",
                    "/api/v1/evaluation-cycles/" + cycle + "/reconciliation",
                    "/api/v1/evaluation/reports/response-rates?cycle=" + cycle,
                    "/api/v1/evaluation/reports/response-rates?cycle=" + cycle + "&region=" + village)) {
                answers.add(officer().get(path).asString());
            }
            tokens.forEach(t -> answers.add(given().get("/api/v1/survey/" + t).asString()));
            return answers;
        };
        var before = seen.get();
        for (var token : tokens) {
            use(token, household(5, "好"));
            assertThat(seen.get()).isEqualTo(before);
        }
    }

    @Test
    @Tag("EV-04")
    void answersAreOfOneSize_whetherOrNotTheOtherSideHasAnswered() {
        var sizes = new ArrayList<List<Integer>>();
        for (var otherAnswers : new boolean[] {false, true}) {
            var there = World.county();
            var mentee = "mentee-" + there;
            var mentor = "mentor-" + there;
            world.pairing("MENTORING", UUID.randomUUID(), mentor, "MENTEE", UUID.randomUUID(), mentee, there);
            var cycle = World.opened(there, "MENTORING");
            if (otherAnswers) {
                for (var task : World.tasks(World.as("mentor", there, mentor), cycle)) {
                    World.as("mentor", there, mentor)
                            .body(World.answer(World.as("mentor", there, mentor), (String) task.get("id"), 0.3))
                            .post("/api/v1/evaluations")
                            .then()
                            .statusCode(201);
                }
            }
            Supplier<RequestSpecification> me = () -> World.as("mentee", there, mentee);
            var tasks = World.tasks(me.get(), cycle);
            var task = (String) tasks.stream()
                    .filter(t -> t.get("path").equals("PARTNER"))
                    .findFirst()
                    .orElseThrow()
                    .get("id");
            var found = new ArrayList<Integer>();
            for (var path : List.of(
                    "/api/v1/evaluation-tasks?mine=true&cycle=" + cycle,
                    "/api/v1/evaluation-tasks/" + task,
                    "/api/v1/evaluation-tasks/" + task + "/draft",
                    "/api/v1/evaluation-cycles/" + cycle)) {
                found.add(size(me.get().get(path)));
            }
            found.add(size(me.get().body(World.answer(me.get(), task, 0.9)).post("/api/v1/evaluations")));
            found.add(size(me.get().body(World.answer(me.get(), task, 0.9)).post("/api/v1/evaluations")));
            sizes.add(found);
        }
        assertThat(sizes.get(1)).isEqualTo(sizes.get(0));
    }

    /** Status, body and headers in bytes; times and identifiers have one length. */
    private static int size(io.restassured.response.Response answer) {
        return answer.statusCode() * 100_000
                + answer.asByteArray().length
                + answer.headers().asList().stream()
                        .mapToInt(h -> h.getName().length() + h.getValue().length())
                        .sum();
    }
}
