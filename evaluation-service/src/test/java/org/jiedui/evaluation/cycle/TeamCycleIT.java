package org.jiedui.evaluation.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.evaluation.World;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A cycle over village teams: the village, its households and the offices above evaluate. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("EV-03")
class TeamCycleIT {
    private static final int HOUSEHOLDS = 6;

    @Inject
    World world;

    private final String county = World.county();
    private final String village = county + "104201";
    private final UUID team = UUID.randomUUID();
    private final List<String> households = new ArrayList<>();
    private String cycle;

    @BeforeEach
    void aTeamInAVillageOfHelpedHouseholds() {
        for (var i = 0; i < HOUSEHOLDS; i++) {
            var household = UUID.randomUUID();
            households.add(household.toString());
            helped(household, village);
        }
        helped(UUID.randomUUID(), county + "104202");
        world.pairing("VILLAGE_TEAM", team, "team-" + county, "VILLAGE", UUID.randomUUID(), null, village);
        cycle = World.opened(county, "VILLAGE_TEAM");
    }

    private void helped(UUID household, String where) {
        world.pairing("HOUSEHOLD_HELP", UUID.randomUUID(), "helper", "HOUSEHOLD", household, null, where);
        // helped by two: still one household
        world.pairing("HOUSEHOLD_HELP", UUID.randomUUID(), "another", "HOUSEHOLD", household, null, where);
    }

    private RequestSpecification clerk() {
        return World.as("village-clerk", village, "clerk-" + county);
    }

    private RequestSpecification province() {
        return World.as("province-officer", county.substring(0, 2), "province-" + county);
    }

    private void answers(Supplier<RequestSpecification> who, double share) {
        for (var task : World.tasks(who.get(), cycle)) {
            var answer = new HashMap<>(World.answer(who.get(), (String) task.get("id"), share));
            if (task.get("path").equals("HOUSEHOLD")) {
                answer.put("witness", "王五");
            }
            who.get().body(answer).post("/api/v1/evaluations").then().statusCode(201);
        }
    }

    @Test
    @Tag("EV-07")
    void weighsVillageHouseholdsUnitOfficeAndSupervisor() {
        World.countyOfficer(county)
                .get("/api/v1/evaluation-cycles/" + cycle + "/reconciliation")
                .then()
                .body(
                        "tasks",
                        equalTo(Map.of(
                                "PARTNER", 1, "HOUSEHOLD", HOUSEHOLDS, "UNIT", 1, "OFFICE", 1, "SUPERVISOR", 1)));
        answers(this::clerk, 1.0);
        answers(() -> World.as("township-officer", county + "104", "town-" + county), 0.7);
        answers(() -> World.countyOfficer(county), 0.8);
        answers(this::province, 0.6);
        World.decide(county, cycle, "close").then().statusCode(200);
        World.decide(county, cycle, "score").then().statusCode(200);

        World.countyOfficer(county)
                .get("/api/v1/evaluation-results?cycle=" + cycle)
                .then()
                .body("items", hasSize(1))
                .body("items[0].subjectId", equalTo(team.toString()))
                .body("items[0].subjectKind", equalTo("TEAM"))
                // 30 × 100 + 10 × 100 + 30 × 70 + 20 × 80 + 10 × 60
                .body("items[0].score", equalTo(83.0f))
                .body("items[0].band", equalTo("GOOD"));
    }

    @Test
    @Tag("EV-06")
    void givesEveryHouseholdOfTheVillageASlip() {
        clerk().body(Map.of("village", village))
                .post("/api/v1/evaluation-cycles/" + cycle + "/survey-batches")
                .then()
                .statusCode(201)
                .body("slips", equalTo(HOUSEHOLDS));
    }

    @Test
    @Tag("EV-06")
    void tellsTheClerkWhichHouseholdsAreAsked_theSameBeforeAndAfterAnswers_andLeadsFromNoTokenToOne() {
        var list = "/api/v1/evaluation-cycles/" + cycle + "/survey-households?village=" + village;
        var before = clerk().get(list)
                .then()
                .statusCode(200)
                .body("items.householdId", containsInAnyOrder(households.toArray()))
                .body("items.about.subjectId.flatten().unique()", equalTo(List.of(team.toString())))
                .body("items.about.slips.flatten().sum()", equalTo(HOUSEHOLDS))
                .extract()
                .asString();
        String batch = clerk().body(Map.of("village", village))
                .post("/api/v1/evaluation-cycles/" + cycle + "/survey-batches")
                .path("id");
        var slips = clerk().get("/api/v1/evaluation-cycles/" + cycle + "/survey-batches/" + batch + "/slips");
        String token = slips.path("items[0].token");
        clerk().body(Map.of(
                        "items",
                        List.of(Map.of("indicator", "KNOWN", "score", 5), Map.of("indicator", "HELPFUL", "score", 5)),
                        "witness",
                        "王五"))
                .post("/api/v1/survey/" + token + "/collect")
                .then()
                .statusCode(204);

        clerk().get(list).then().body(equalTo(before));
        for (var household : households) {
            assertThat(slips.asString()).doesNotContain(household);
        }
        clerk().get(list + "&limit=4").then().body("items", hasSize(4)).body("next", notNullValue());
        World.as("village-clerk", county + "104202", "other")
                .get(list)
                .then()
                .statusCode(403)
                .body("code", equalTo("OUTSIDE_REGION"));
        World.as("helper", village, "team-" + county).get(list).then().statusCode(403);
        clerk().get("/api/v1/evaluation-cycles/" + cycle + "/survey-households")
                .then()
                .statusCode(400)
                .body("violations.pointer", equalTo(List.of("?village")));
        World.decide(county, cycle, "close").then().statusCode(200);
        clerk().get(list).then().statusCode(409).body("code", equalTo("CYCLE_NOT_OPEN"));
        assertThat(world.number(
                        "SELECT COUNT(*) FROM audit_entry WHERE action = 'SURVEY_HOUSEHOLDS_SHOWN' AND region = '"
                                + village + "'"))
                .isEqualTo(3);
    }

    @Test
    void drawsTheHouseholdsOfAVillageOnce() {
        helped(UUID.randomUUID(), village);
        world.pairing("VILLAGE_TEAM", team, "team-" + county, "VILLAGE", UUID.randomUUID(), null, village);

        World.countyOfficer(county)
                .get("/api/v1/evaluation-cycles/" + cycle + "/reconciliation")
                .then()
                .body("tasks.PARTNER", equalTo(2), "tasks.HOUSEHOLD", equalTo(HOUSEHOLDS));
    }

    @Test
    void keepsTheSupervisorsTaskFromEverybodyElse() {
        var task = (String) World.tasks(province(), cycle).get(0).get("id");

        World.countyOfficer(county)
                .get("/api/v1/evaluation-tasks/" + task)
                .then()
                .statusCode(404);
        World.countyOfficer(county)
                .body(World.answer(province(), task, 1.0))
                .post("/api/v1/evaluations")
                .then()
                .statusCode(404);
    }
}
