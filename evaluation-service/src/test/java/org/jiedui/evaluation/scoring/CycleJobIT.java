package org.jiedui.evaluation.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jiedui.chassis.job.Jobs;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.evaluation.World;
import org.jiedui.evaluation.cycle.AssignmentPolicy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Cycles that are too large for one request: opened, scored and published by jobs, set by set. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class CycleJobIT {
    /** More than a set of helpers and a set of subjects. */
    private static final int HELPERS = 970;

    @Inject
    World world;

    @Inject
    DataSource database;

    @Inject
    Jobs jobs;

    @Inject
    ResultRepository results;

    private final String county = World.county();

    private void manyPairings() {
        world.execute("INSERT INTO pairing_fact (pairing_id, programme, region, state, helper_id, helper_account,"
                + " helper_unit, helped_kind, helped_id, helped_account, helped_region, valid_from, valid_to, version)"
                + " WITH RECURSIVE seq (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM seq WHERE n < " + HELPERS + ")"
                + " SELECT RANDOM_BYTES(16), 'HOUSEHOLD_HELP', '" + county
                + "104201', 'ACTIVE', UNHEX(MD5(CONCAT('" + county + "-', n))),"
                + " CONCAT('helper-', n), CONCAT('unit ', n % 40), 'HOUSEHOLD', RANDOM_BYTES(16), NULL, '" + county
                + "104201', '2026-02-01', NULL, 1 FROM seq");
    }

    private Response job(Response accepted) {
        accepted.then().statusCode(202);
        return done(accepted.header("Location"));
    }

    private Response done(String location) {
        var deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (true) {
            var job = World.countyOfficer(county).get(location);
            String state = job.then().statusCode(200).extract().path("state");
            if (!state.equals("QUEUED") && !state.equals("RUNNING")) {
                return job;
            }
            assertThat(System.nanoTime()).as(job.asString()).isLessThan(deadline);
        }
    }

    private void isDone(Response accepted, String state, int processed) {
        accepted.then().body("jobId", notNullValue());
        job(accepted)
                .then()
                .body("state", equalTo("SUCCEEDED"))
                .body("processed", equalTo(processed))
                .body("result.state", equalTo(state));
    }

    private static String hex(String id) {
        return "UNHEX('" + id.replace("-", "") + "')";
    }

    private long tasks(String cycle) {
        return world.number("SELECT COUNT(*) FROM evaluation_task WHERE cycle_id = " + hex(cycle));
    }

    @Test
    @Tag("EV-02")
    @Tag("EV-07")
    void goesOnAsAJob_fromTheOpeningToThePublication() {
        manyPairings();
        var cycle = World.planned(county, "HOUSEHOLD_HELP");
        var path = "/api/v1/evaluation-cycles/" + cycle;

        isDone(World.decide(county, cycle, "open"), "OPEN", HELPERS);
        assertThat(tasks(cycle)).isEqualTo(3 * HELPERS);
        World.countyOfficer(county)
                .get(path + "/reconciliation")
                .then()
                .body("missing", empty())
                .body("inCycle", equalTo(HELPERS));
        assertThat(world.number("SELECT COUNT(*) FROM cycle_subject WHERE cycle_id = " + hex(cycle)))
                .isEqualTo(HELPERS);
        var officer = World.countyOfficer(county);
        var share = 0;
        for (var task : World.tasks(World.countyOfficer(county), cycle).subList(0, 60)) {
            officer.body(World.answer(World.countyOfficer(county), (String) task.get("id"), 1 - share++ % 7 / 100.0))
                    .post("/api/v1/evaluations")
                    .then()
                    .statusCode(201);
        }
        World.decide(county, cycle, "close").then().statusCode(200);
        isDone(World.decide(county, cycle, "score"), "SCORED", HELPERS);
        assertIsAsIfScoredAtOnce(UUID.fromString(cycle));
        var again = World.countyOfficer(county).post(path + "/recomputations");
        job(again)
                .then()
                .body("result.results", equalTo(HELPERS))
                .body("result.agreeing", equalTo(HELPERS))
                .body("result.quotaAgrees", equalTo(true));
        assertGoesOnComputingAgain(cycle);
        World.decide(county, cycle, "publicise").then().statusCode(200);
        isDone(World.decide(county, cycle, "publish"), "PUBLISHED", HELPERS);
        assertThat(world.number("SELECT COUNT(*) FROM evaluation_result WHERE published AND cycle_id = " + hex(cycle)))
                .isEqualTo(HELPERS);
        World.countyOfficer(county).get(path + "/history").then().body("items.size()", equalTo(9));
        World.countyOfficer(World.county()).get(path).then().statusCode(404);
    }

    private void assertIsAsIfScoredAtOnce(UUID cycle) {
        var traces = new ArrayList<Trace>();
        var after = AssignmentPolicy.ONLY;
        for (var set = results.firstTraces(cycle, after, 500); !set.isEmpty(); ) {
            traces.addAll(set);
            after = set.get(set.size() - 1).input().id();
            set = results.firstTraces(cycle, after, 500);
        }
        var rules = traces.get(0).rules();
        var atOnce = ScoringPolicy.applyQuota(
                traces.stream().map(t -> ScoringPolicy.score(t.input(), rules)).toList(), rules);
        assertThat(traces.stream().map(Trace::outcome).toList()).isEqualTo(atOnce);
        assertThat(atOnce.stream().map(ScoringPolicy.Scored::band)).contains(Band.EXCELLENT, Band.GOOD);
    }

    /** A recomputation whose replica was lost after its first set, in which it had found one that differs. */
    private void assertGoesOnComputingAgain(String cycle) {
        var id = UUID.randomUUID();
        var first = results.firstTraces(UUID.fromString(cycle), AssignmentPolicy.ONLY, 500);
        var last = first.get(499).input().id();
        world.execute("INSERT INTO job (id, kind, region, state, due_at, parameters, progress, processed, created_by,"
                + " created_at) VALUES (" + hex(id.toString()) + ", 'cycle-recomputation', '" + county
                + "', 'QUEUED', UTC_TIMESTAMP(6), '{\"cycle\":\"" + cycle + "\"}', '{\"after\":\"" + last
                + "\",\"seen\":500,\"agreeing\":499,\"differing\":[\"" + last
                + "\"],\"quotaAgrees\":true}', 500, 'lost', UTC_TIMESTAMP(6))");

        done("/api/v1/evaluation-cycles/" + cycle + "/recomputations/" + id)
                .then()
                .body("processed", equalTo(HELPERS))
                .body("result.results", equalTo(HELPERS))
                .body("result.agreeing", equalTo(HELPERS - 1))
                .body("result.differing", equalTo(List.of(last.toString())))
                .body("result.quotaAgrees", equalTo(true));
    }

    @Test
    @Tag("EV-02")
    void goesOnWhereItWas_whenItsJobWasLostHalfWay() throws Exception {
        manyPairings();
        var cycle = World.planned(county, "HOUSEHOLD_HELP");
        try (var blocker = database.getConnection()) {
            blocker.setAutoCommit(false);
            try (var statement = blocker.createStatement()) {
                // the last helper's pairing is held, so that the job stops at the last set
                statement.executeUpdate(
                        "INSERT INTO cycle_pairing (cycle_id, pairing_id, helper_id, helped_id, period_from)"
                                + " SELECT RANDOM_BYTES(16), pairing_id, helper_id, helped_id, '2026-01-01' FROM pairing_fact"
                                + " WHERE region = '" + county + "104201' ORDER BY helper_id DESC LIMIT 1");
            }
            var accepted = World.decide(county, cycle, "open");
            accepted.then()
                    .statusCode(202)
                    .body("state", equalTo("OPENING"))
                    .header("Location", containsString("/jobs/"));
            var deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
            while (tasks(cycle) < 3 * 800) {
                assertThat(System.nanoTime()).isLessThan(deadline);
            }
            World.decide(county, cycle, "open").then().statusCode(202);
            World.decide(county, cycle, "close").then().statusCode(409);
            jobs.cancel(UUID.fromString(accepted.path("jobId")));
            blocker.rollback();
        }
        World.countyOfficer(county)
                .get("/api/v1/evaluation-cycles/" + cycle)
                .then()
                .body("state", equalTo("OPENING"));
        assertThat(tasks(cycle)).isEqualTo(3 * 800);

        var again = World.decide(county, cycle, "open");
        job(again).then().body("state", equalTo("SUCCEEDED")).body("result.state", equalTo("OPEN"));
        assertThat(tasks(cycle)).isEqualTo(3 * HELPERS);
        assertThat(world.number(
                        "SELECT COUNT(*) FROM outbox WHERE type LIKE '%cycle-opened%' AND region = '" + county + "'"))
                .isLessThanOrEqualTo(1);
    }

    @Test
    @Tag("EV-02")
    void endsWithoutEffect_whenTheCycleIsCalledOffAmidASet() throws Exception {
        manyPairings();
        var cycle = World.planned(county, "HOUSEHOLD_HELP");
        Response accepted;
        CompletableFuture<Response> cancelled;
        try (var blocker = database.getConnection()) {
            blocker.setAutoCommit(false);
            try (var statement = blocker.createStatement()) {
                // the first pairing of the second set is held, so that the set's rows come after the cancelling began
                statement.executeUpdate(
                        "INSERT INTO cycle_pairing (cycle_id, pairing_id, helper_id, helped_id, period_from)"
                                + " SELECT RANDOM_BYTES(16), pairing_id, helper_id, helped_id, '2026-01-01' FROM pairing_fact"
                                + " WHERE region = '" + county + "104201' ORDER BY helper_id LIMIT 1 OFFSET 200");
            }
            accepted = World.decide(county, cycle, "open");
            accepted.then().statusCode(202);
            world.awaitStatement("INSERT INTO cycle_pairing");
            cancelled = CompletableFuture.supplyAsync(() -> World.countyOfficer(county)
                    .header("If-Match", "*")
                    .body("{\"reason\":\"评议表有误\"}")
                    .post("/api/v1/evaluation-cycles/" + cycle + "/cancel"));
            world.awaitStatement("update evaluation_cycle set");
            blocker.rollback();
        }
        cancelled.get(60, TimeUnit.SECONDS).then().statusCode(200).body("state", equalTo("CANCELLED"));

        job(accepted).then().body("state", equalTo("SUCCEEDED")).body("result.state", equalTo("CANCELLED"));
        World.countyOfficer(county)
                .get("/api/v1/evaluation-cycles/" + World.planned(county, "MENTORING") + "/jobs/"
                        + accepted.<String>path("jobId"))
                .then()
                .statusCode(404);
        assertThat(world.number("SELECT COUNT(*) FROM cycle_pairing WHERE cycle_id = " + hex(cycle)))
                .isZero();
    }
}
