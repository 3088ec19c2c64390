package org.jiedui.evaluation.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.evaluation.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What can be changed about a cycle that runs: more time, once more, not at all. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class CycleChangesIT {
    @Inject
    World world;

    @Inject
    DataSource database;

    private final String county = World.county();
    private String cycle;

    @BeforeEach
    void anOpenCycle() {
        world.pairing(
                "MENTORING",
                UUID.randomUUID(),
                "mentor-" + county,
                "MENTEE",
                UUID.randomUUID(),
                "mentee-" + county,
                county);
        cycle = World.opened(county, "MENTORING");
    }

    private Response decide(String verb, Map<String, ?> body) {
        var etag = World.countyOfficer(county)
                .get("/api/v1/evaluation-cycles/" + cycle)
                .header("ETag");
        return World.countyOfficer(county)
                .header("If-Match", etag)
                .body(body)
                .post("/api/v1/evaluation-cycles/" + cycle + "/" + verb);
    }

    private String mine(String path) {
        return World.tasks(World.as("mentee", county, "mentee-" + county), cycle).stream()
                .filter(t -> t.get("path").equals(path))
                .findFirst()
                .orElseThrow()
                .get("id")
                .toString();
    }

    private Response answers(String task) {
        return World.as("mentee", county, "mentee-" + county)
                .body(World.answer(World.as("mentee", county, "mentee-" + county), task, 1))
                .post("/api/v1/evaluations");
    }

    @Test
    @Tag("EV-08")
    void letsOnePersonAnswerLater_whenTheTaskIsExtended() {
        var task = mine("PARTNER");
        var other = mine("SELF");
        world.execute("UPDATE evaluation_task SET due = '2020-01-01' WHERE cycle_id = UNHEX('" + cycle.replace("-", "")
                + "')");
        answers(task).then().statusCode(409).body("code", equalTo("DEADLINE_PASSED"));
        var officer = World.countyOfficer(county);
        var etag = officer.get("/api/v1/evaluation-tasks/" + task).header("ETag");
        World.countyOfficer(county)
                .header("If-Match", etag)
                .body(Map.of("due", "2019-12-31", "reason", "住院"))
                .post("/api/v1/evaluation-tasks/" + task + "/extend")
                .then()
                .statusCode(422)
                .body("code", equalTo("EXTENSION_REFUSED"));
        World.countyOfficer(county)
                .header("If-Match", etag)
                .body(Map.of("due", "2199-01-31", "reason", "住院"))
                .post("/api/v1/evaluation-tasks/" + task + "/extend")
                .then()
                .statusCode(200)
                .body("due", equalTo("2199-01-31"));
        answers(task).then().statusCode(201);
        answers(other).then().statusCode(409);
    }

    @Test
    @Tag("EV-02")
    void acceptsAnswersAgain_whenItIsReopened_andKeepsTheReason() {
        var task = mine("PARTNER");
        answers(task).then().statusCode(201);
        decide("reopen", Map.of("due", "2199-02-01", "reason", "早")).then().statusCode(409);
        World.decide(county, cycle, "close").then().statusCode(200);
        answers(mine("SELF")).then().statusCode(409);
        decide("reopen", Map.of("due", "2020-01-01", "reason", "大雪")).then().statusCode(422);
        decide("reopen", Map.of("due", "2199-02-01", "reason", "大雪"))
                .then()
                .statusCode(200)
                .body("state", equalTo("OPEN"))
                .body("due", equalTo("2199-02-01"));
        answers(task).then().statusCode(409).body("code", equalTo("ALREADY_SUBMITTED"));
        answers(mine("SELF")).then().statusCode(201);
        World.countyOfficer(county)
                .get("/api/v1/evaluation-cycles/" + cycle + "/history")
                .then()
                .body("items.reason", hasItem("大雪"));
    }

    @Test
    @Tag("EV-02")
    void hasTheTasksOfAPairing_thatWasBeingTakenInWhenItWasReopened() throws Exception {
        World.decide(county, cycle, "close").then().statusCode(200);
        var late = "UNHEX('" + UUID.randomUUID().toString().replace("-", "") + "')";
        CompletableFuture<Response> reopened;
        try (var intake = database.getConnection()) {
            intake.setAutoCommit(false);
            try (var statement = intake.createStatement()) {
                statement
                        .executeQuery("SELECT 1 FROM scoring_rule WHERE programme = 'MENTORING' FOR SHARE")
                        .close();
                statement.executeUpdate("INSERT INTO pairing_fact (pairing_id, programme, region, state, helper_id,"
                        + " helper_account, helper_unit, helped_kind, helped_id, helped_region, valid_from, version)"
                        + " SELECT RANDOM_BYTES(16), programme, region, state, " + late + ", 'late', helper_unit,"
                        + " helped_kind, RANDOM_BYTES(16), helped_region, valid_from, 1 FROM pairing_fact"
                        + " WHERE helper_account = 'mentor-" + county + "'");
            }
            reopened =
                    CompletableFuture.supplyAsync(() -> decide("reopen", Map.of("due", "2199-02-01", "reason", "大雪")));
            world.awaitStatement("SELECT 1 FROM scoring_rule%FOR UPDATE");
            intake.commit();
        }
        reopened.get(60, TimeUnit.SECONDS).then().statusCode(200).body("state", equalTo("OPEN"));
        assertThat(world.number("SELECT COUNT(*) FROM evaluation_task WHERE cycle_id = UNHEX('" + cycle.replace("-", "")
                        + "') AND subject_id = " + late))
                .isPositive();
    }

    @Test
    @Tag("EV-02")
    void freesItsPairingsForAnotherCycle_whenItIsCancelled() {
        answers(mine("PARTNER")).then().statusCode(201);
        World.plan(county, "MENTORING", "2026-01-01", "2026-12-31").then().statusCode(409);
        decide("cancel", Map.of("reason", "评议表有误")).then().statusCode(200).body("state", equalTo("CANCELLED"));
        answers(mine("SELF")).then().statusCode(409).body("code", equalTo("CYCLE_NOT_OPEN"));
        decide("reopen", Map.of("due", "2199-02-01", "reason", "再开")).then().statusCode(409);
        World.decide(county, cycle, "score").then().statusCode(409);
        cycle = World.opened(county, "MENTORING");
        assertThat(World.tasks(World.as("mentee", county, "mentee-" + county), cycle))
                .isNotEmpty();
    }

    @Test
    @Tag("EV-02")
    void showsPairingsAndTasksSideBySide() {
        var path = "/api/v1/evaluation-cycles/" + cycle + "/reconciliation";
        World.countyOfficer(county)
                .get(path)
                .then()
                .statusCode(200)
                .body("pairings", equalTo(1))
                .body("inCycle", equalTo(1))
                .body("missing", empty())
                .body("ended", empty())
                .body("tasks.PARTNER", equalTo(2));
        World.decide(county, cycle, "close").then().statusCode(200);
        var late = world.pairing(
                "MENTORING", UUID.randomUUID(), "late-" + county, "MENTEE", UUID.randomUUID(), null, county);
        World.countyOfficer(county)
                .get(path)
                .then()
                .body("pairings", equalTo(2))
                .body("missing", hasSize(1))
                .body("missing", hasItem(late.id().toString()));
        World.as("mentee", county, "mentee-" + county).get(path).then().statusCode(403);
    }
}
