package org.jiedui.evaluation;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jiedui.chassis.testing.PackagedService;
import org.jiedui.chassis.testing.Tokens;
import org.jiedui.local.TestSchema;
import org.jiedui.local.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two packaged services as processes on one database: nothing depends on which of them answers. */
@Tag("EV-02")
@Tag("EV-04")
@Tag("EV-07")
@Tag("OP-09")
class ReplicasIT {
    /** More than one set of helpers and of subjects, so that jobs open, score and publish. */
    private static final int HELPERS = 620;

    private static final int ANSWERS = 120;

    private final TestSchema schema = TestServers.schema("evaluation_replicas");
    private final String county = World.county();
    private final List<PackagedService> services = Stream.of(0, 1)
            .map(number -> new PackagedService("replicas-it-" + number, schema, "evaluation-replicas", Map.of()))
            .toList();
    private final List<String> replicas =
            services.stream().map(PackagedService::url).toList();
    private int turn;

    @BeforeEach
    void start() throws Exception {
        // one after the other: the first one migrates
        for (var service : services) {
            service.start();
        }
    }

    @AfterEach
    void end() {
        services.forEach(PackagedService::close);
    }

    /** The next request goes to the other replica. */
    private synchronized String replica() {
        return replicas.get(turn++ % 2);
    }

    private RequestSpecification officer(String subject) {
        return officer(subject, replica());
    }

    private RequestSpecification officer(String subject, String replica) {
        return given().baseUri(replica)
                .header(
                        "Authorization",
                        "Bearer "
                                + Tokens.of("county-officer")
                                        .region(county)
                                        .subject(subject)
                                        .sign())
                .contentType("application/json");
    }

    private RequestSpecification officer() {
        return officer("officer");
    }

    @Test
    void givesOneOutcome_whicheverReplicaIsAsked() throws Exception {
        manyPairings();
        String cycle = officer()
                .body(Map.of(
                        "region",
                        county,
                        "programme",
                        "HOUSEHOLD_HELP",
                        "periodFrom",
                        "2026-01-01",
                        "periodTo",
                        "2026-12-31",
                        "due",
                        "2199-01-15"))
                .post("/api/v1/evaluation-cycles")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        var path = "/api/v1/evaluation-cycles/" + cycle;
        worked(decide(path, "open"));
        isTheSameEverywhere(path, "state", "OPEN");
        List<String> tasks = officer()
                .get("/api/v1/evaluation-tasks?mine=true&limit=200&cycle=" + cycle)
                .path("items.id");

        assertThat(atOnce(tasks.subList(0, ANSWERS).stream()
                        .<Callable<Integer>>map(task -> () -> submit(task, officer(), "k-" + task))
                        .toList()))
                .as("each task through the replica whose turn it is")
                .containsOnly(201);
        var contested = tasks.get(ANSWERS);
        assertThat(atOnce(List.of(
                        () -> submit(contested, officer("a", replicas.get(0)), "a"),
                        () -> submit(contested, officer("b", replicas.get(1)), "b"))))
                .as("one task through both at once")
                .containsExactlyInAnyOrder(201, 409);
        var first = tasks.get(0);
        for (var replica : replicas) {
            officer("officer", replica)
                    .header("Idempotency-Key", "k-" + first)
                    .body(answer(first))
                    .post("/api/v1/evaluations")
                    .then()
                    .statusCode(201)
                    .header("Idempotency-Replayed", equalTo("true"));
        }
        var drafted = "/api/v1/evaluation-tasks/" + tasks.get(ANSWERS + 1) + "/draft";
        officer("officer", replicas.get(0))
                .header("If-Match", "\"0\"")
                .body(Map.of("items", List.of(), "comment", "未完"))
                .put(drafted)
                .then()
                .statusCode(200);
        officer("officer", replicas.get(1)).get(drafted).then().body("comment", equalTo("未完"));

        assertThat(decide(path, "close").statusCode()).isEqualTo(200);
        for (var replica : replicas) {
            assertThat(submit(tasks.get(ANSWERS + 2), officer("officer", replica), replica))
                    .as("closed for both")
                    .isEqualTo(409);
        }
        worked(decide(path, "score"));
        isTheSameEverywhere(path, "state", "SCORED");
        isTheSameEverywhere("/api/v1/evaluation-results/count?cycle=" + cycle, "count", HELPERS);
        worked(officer().post(path + "/recomputations"))
                .then()
                .body("result.results", equalTo(HELPERS))
                .body("result.agreeing", equalTo(HELPERS))
                .body("result.quotaAgrees", equalTo(true));
        var results = "/api/v1/evaluation-results?limit=200&cycle=" + cycle;
        assertThat(officer("officer", replicas.get(0)).get(results).<Object>path("items"))
                .isEqualTo(officer("officer", replicas.get(1)).get(results).<Object>path("items"));
    }

    private static Map<String, Object> answer(String task) {
        return Map.of(
                "taskId",
                task,
                "items",
                List.of(Map.of("indicator", "RESULTS", "score", 90), Map.of("indicator", "POLICY", "score", 80)));
    }

    private static int submit(String task, RequestSpecification who, String key) {
        return who.header("Idempotency-Key", key)
                .body(answer(task))
                .post("/api/v1/evaluations")
                .statusCode();
    }

    private static List<Integer> atOnce(List<Callable<Integer>> calls) throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try {
            var outcomes = new ArrayList<Integer>();
            for (var outcome : threads.invokeAll(calls)) {
                outcomes.add(outcome.get());
            }
            return outcomes;
        } finally {
            threads.shutdownNow();
        }
    }

    private Response decide(String path, String verb) {
        return officer().header("If-Match", officer().get(path).header("ETag")).post(path + "/" + verb);
    }

    /** Waits for the job, each look at the other replica. */
    private Response worked(Response accepted) throws InterruptedException {
        accepted.then().statusCode(202);
        var location = java.net.URI.create(accepted.header("Location")).getPath();
        await(location, () -> {
            String state =
                    officer().get(location).then().statusCode(200).extract().path("state");
            assertThat(state).isNotIn("FAILED", "CANCELLED");
            return state.equals("SUCCEEDED");
        });
        return officer().get(location);
    }

    private void isTheSameEverywhere(String path, String field, Object value) {
        var bodies = replicas.stream()
                .map(replica -> officer("officer", replica)
                        .get(path)
                        .then()
                        .body(field, equalTo(value))
                        .extract()
                        .asString())
                .distinct();
        assertThat(bodies).hasSize(1);
    }

    private void manyPairings() throws Exception {
        try (var connection = TestServers.administer();
                var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO " + schema.name() + ".pairing_fact (pairing_id, programme, region, state, helper_id,"
                            + " helper_account, helper_unit, helped_kind, helped_id, helped_account, helped_region, valid_from,"
                            + " valid_to, version) WITH RECURSIVE seq (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM seq WHERE n < "
                            + HELPERS + ") SELECT RANDOM_BYTES(16), 'HOUSEHOLD_HELP', '" + county
                            + "104201', 'ACTIVE', RANDOM_BYTES(16), CONCAT('helper-', n), CONCAT('unit ', n % 40), 'HOUSEHOLD',"
                            + " RANDOM_BYTES(16), NULL, '" + county + "104201', '2026-02-01', NULL, 1 FROM seq");
        }
    }

    private static void await(String what, BooleanSupplier done) throws InterruptedException {
        var end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waiting for %s", what).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}
