package org.jiedui.evaluation.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.evaluation.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class SubmissionIT {
    @Inject
    World world;

    private final String county = World.county();
    private final String mentor = "mentor-" + county;
    private final String mentee = "mentee-" + county;
    private String cycle;
    private String task;

    @BeforeEach
    void anOpenCycleWithOnePair() {
        world.pairing("MENTORING", UUID.randomUUID(), mentor, "MENTEE", UUID.randomUUID(), mentee, county);
        cycle = World.opened(county, "MENTORING");
        task = World.tasks(mentor(), cycle).stream()
                .filter(t -> t.get("path").equals("PARTNER"))
                .map(t -> (String) t.get("id"))
                .findFirst()
                .orElseThrow();
    }

    private RequestSpecification mentor() {
        return World.as("mentor", county, mentor);
    }

    private RequestSpecification mentee() {
        return World.as("mentee", county, mentee);
    }

    private Map<String, Object> good() {
        return World.answer(mentor(), task, 0.75);
    }

    @Test
    @Tag("EV-03")
    void givesBothSidesTheirTasks_withoutTheQuestionOfSomebodyElse() {
        assertThat(World.tasks(mentor(), cycle))
                .extracting(t -> t.get("subjectKind") + " " + t.get("path") + " " + t.get("state"))
                .containsExactlyInAnyOrder("MENTEE PARTNER OPEN", "MENTOR SELF OPEN");
        assertThat(World.tasks(mentee(), cycle))
                .extracting(t -> t.get("subjectKind") + " " + t.get("path"))
                .containsExactlyInAnyOrder("MENTOR PARTNER", "MENTEE SELF");
        assertThat(World.tasks(World.countyOfficer(county), cycle))
                .extracting(t -> t.get("path"))
                .containsExactly("OFFICE");
    }

    @Test
    @Tag("EV-08")
    void keepsADraft_untilItIsSubmitted() {
        mentor().get("/api/v1/evaluation-tasks/" + task + "/draft").then().header("ETag", "\"0\"");
        mentor().header("If-Match", "\"0\"")
                .body("{\"items\":[{\"indicator\":\"GROWTH\",\"score\":4}],\"comment\":\"初稿\"}")
                .put("/api/v1/evaluation-tasks/" + task + "/draft")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"");
        mentor().header("If-Match", "\"0\"")
                .body("{\"items\":[]}")
                .put("/api/v1/evaluation-tasks/" + task + "/draft")
                .then()
                .statusCode(412);
        mentor().get("/api/v1/evaluation-tasks/" + task + "/draft").then().body("comment", equalTo("初稿"));
        mentor().get("/api/v1/evaluation-tasks/" + task).then().body("state", equalTo("DRAFTED"));

        mentor().body(good()).post("/api/v1/evaluations").then().statusCode(201).body("state", equalTo("SUBMITTED"));

        mentor().header("If-Match", "\"0\"")
                .body("{\"items\":[]}")
                .put("/api/v1/evaluation-tasks/" + task + "/draft")
                .then()
                .statusCode(409);
        mentor().get("/api/v1/evaluation-tasks/" + task + "/draft").then().body("comment", nullValue());
    }

    @Test
    @Tag("EV-04")
    void takesOneAnswer_whenFiftyAreSubmittedAtOnce() throws Exception {
        var answer = good();
        var pool = Executors.newFixedThreadPool(50);
        try {
            var calls = IntStream.range(0, 50)
                    .<Callable<Integer>>mapToObj(i -> () ->
                            mentor().body(answer).post("/api/v1/evaluations").statusCode())
                    .toList();
            var codes = new HashMap<Integer, Integer>();
            for (var call : pool.invokeAll(calls)) {
                codes.merge(call.get(), 1, Integer::sum);
            }

            assertThat(codes).isEqualTo(Map.of(201, 1, 409, 49));
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void answersARepetitionWithTheFirstAnswer_whenTheKeyIsTheSame() {
        var key = UUID.randomUUID().toString();
        var answer = good();
        var first = mentor().header("Idempotency-Key", key).body(answer).post("/api/v1/evaluations");
        var second = mentor().header("Idempotency-Key", key).body(answer).post("/api/v1/evaluations");

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
    }

    @Test
    @Tag("EV-01")
    void refusesWhatDoesNotFitTheTemplate_allAtOnce_andTakesTheCorrectedAnswer() {
        mentor().body(Map.of(
                        "taskId",
                        task,
                        "items",
                        List.of(Map.of("indicator", "GROWTH", "score", 6), Map.of("indicator", "NO_SUCH", "score", 1)),
                        "witness",
                        "王五"))
                .post("/api/v1/evaluations")
                .then()
                .statusCode(422)
                .body("code", equalTo("ANSWER_REFUSED"))
                .body(
                        "reasons.code",
                        hasItems(
                                "SCORE_OUTSIDE_SCALE",
                                "UNKNOWN_INDICATOR",
                                "MANDATORY_ITEM_MISSING",
                                "WITNESS_NOT_EXPECTED"));

        mentor().body(good()).post("/api/v1/evaluations").then().statusCode(201);
    }

    @Test
    @Tag("EV-04")
    void refusesMalformedAnswers() {
        var tooLong = new HashMap<>(good());
        tooLong.put("comment", "字".repeat(10_000));
        mentor().body(tooLong)
                .post("/api/v1/evaluations")
                .then()
                .statusCode(400)
                .body("violations", hasSize(1));
        var control = new HashMap<>(good());
        control.put("comment", "a\u0007b");
        mentor().body(control)
                .post("/api/v1/evaluations")
                .then()
                .statusCode(400)
                .body("violations.code", hasItem("CONTROL_CHARACTERS"));
        mentor().body("{\"taskId\":\"x\",\"items\":[{\"indicator\":\"A\",\"score\":\"many\"}],\"extra\":1}")
                .post("/api/v1/evaluations")
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItems("/taskId", "/items/0/score", "/extra"));
    }

    @Test
    @Tag("EV-08")
    void keepsTheDraft_whateverIsRefused() {
        var draft = "/api/v1/evaluation-tasks/" + task + "/draft";
        mentor().header("If-Match", "\"0\"")
                .body("{\"items\":[{\"indicator\":\"GROWTH\",\"score\":4}],\"comment\":\"初稿\"}")
                .put(draft)
                .then()
                .statusCode(200);
        var saved = mentor().get(draft).asString();
        Consumer<Map<String, Object>> outsideItsScale =
                answer -> answer.put("items", List.of(Map.of("indicator", "GROWTH", "score", 6)));
        Consumer<Map<String, Object>> tooLong = answer -> answer.put("comment", "字".repeat(10_000));
        Consumer<Map<String, Object>> control = answer -> answer.put("comment", "a\u0007b");
        Consumer<Map<String, Object>> ofSomebodyElse = answer -> answer.put("taskId", UUID.randomUUID());
        for (var fault : List.of(outsideItsScale, tooLong, control, ofSomebodyElse)) {
            var answer = new HashMap<>(good());
            fault.accept(answer);
            assertThat(mentor().body(answer).post("/api/v1/evaluations").statusCode())
                    .isIn(400, 404, 422);
        }
        var late = good();
        due("2026-01-31");
        mentor().body(late).post("/api/v1/evaluations").then().statusCode(409);
        mentor().header("If-Match", "\"1\"")
                .body("{\"items\":[],\"comment\":\"" + "字".repeat(10_000) + "\"}")
                .put(draft)
                .then()
                .statusCode(400);
        due("2199-01-31");

        assertThat(mentor().get(draft).asString()).isEqualTo(saved);
        mentor().body(late).post("/api/v1/evaluations").then().statusCode(201);
    }

    @Test
    @Tag("EV-02")
    void hasNothingToAnswer_whileTheCycleIsADraft() {
        var draft = World.planned(county, "HOUSEHOLD_HELP");
        var clerk = World.as("village-clerk", county + "104201", "clerk");

        assertThat(World.tasks(mentor(), draft)).isEmpty();
        clerk.body(Map.of("village", county + "104201"))
                .post("/api/v1/evaluation-cycles/" + draft + "/survey-batches")
                .then()
                .statusCode(404);
        World.countyOfficer(county)
                .body(Map.of("village", county + "104201"))
                .post("/api/v1/evaluation-cycles/" + draft + "/survey-batches")
                .then()
                .statusCode(409)
                .body("code", equalTo("CYCLE_NOT_OPEN"));
    }

    private void due(String day) {
        world.execute(
                "UPDATE evaluation_task SET due = '" + day + "' WHERE id = UNHEX('" + task.replace("-", "") + "')");
    }

    @Test
    @Tag("EV-04")
    void doesNotKnowTheTask_whenItIsSomebodyElses() {
        var answer = good();
        for (var other : List.of(
                mentee(),
                World.countyOfficer(county),
                World.as("mentor", county, "other"),
                World.as("auditor", county, "auditor"))) {
            other.body(answer).post("/api/v1/evaluations").then().statusCode(404);
        }
        mentee().get("/api/v1/evaluation-tasks/" + task).then().statusCode(404);
        World.countyOfficer(county)
                .get("/api/v1/evaluation-tasks/" + task + "/draft")
                .then()
                .statusCode(404);
    }

    @Test
    void refusesAnAnswer_twice_afterTheDeadline_andAfterTheClosing() {
        var answer = good();
        due("2026-01-31");
        mentor().body(answer)
                .post("/api/v1/evaluations")
                .then()
                .statusCode(409)
                .body("code", equalTo("DEADLINE_PASSED"));
        due("2199-01-31");
        mentor().body(answer).post("/api/v1/evaluations").then().statusCode(201);
        mentor().body(answer)
                .post("/api/v1/evaluations")
                .then()
                .statusCode(409)
                .body("code", equalTo("ALREADY_SUBMITTED"));
        World.decide(county, cycle, "close").then().statusCode(200);
        mentor().body(answer)
                .post("/api/v1/evaluations")
                .then()
                .statusCode(409)
                .body("code", equalTo("CYCLE_NOT_OPEN"));
    }
}
