package org.jiedui.evaluation.report;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.evaluation.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Reports about cycles. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("EV-13")
class ReportIT {
    @Inject
    World world;

    private final String county = World.county();
    private final String village = county + "104201";

    private RequestSpecification clerk() {
        return World.as("village-clerk", village, "clerk-" + county);
    }

    private String rates(String cycle) {
        return "/api/v1/evaluation/reports/response-rates?cycle=" + cycle;
    }

    @Test
    @Tag("EV-04")
    void tellsResponseInCoarseStepsOnly_whileTheCycleIsOpen() {
        var helper = UUID.randomUUID();
        for (var i = 0; i < 55; i++) {
            world.pairing("HOUSEHOLD_HELP", helper, "helper-" + county, "HOUSEHOLD", UUID.randomUUID(), null, village);
        }
        var cycle = World.opened(county, "HOUSEHOLD_HELP");
        var household = "items.find { it.path == 'HOUSEHOLD' }";
        World.countyOfficer(county)
                .get(rates(cycle))
                .then()
                .statusCode(200)
                .body("items", hasSize(3))
                .body(household + ".tasks", equalTo(55))
                .body(household + ".region", equalTo(county + "104"))
                .body(household + ".percent", equalTo(10))
                .body("items.find { it.path == 'OFFICE' }.percent", nullValue());

        var tasks = World.tasks(clerk(), cycle);
        var first = new HashMap<>(World.answer(clerk(), (String) tasks.get(0).get("id"), 1));
        first.put("witness", "王五");
        for (var i = 0; i < 20; i++) {
            first.put("taskId", tasks.get(i).get("id"));
            clerk().body(first).post("/api/v1/evaluations").then().statusCode(201);
            if (i == 0) {
                World.countyOfficer(county).get(rates(cycle)).then().body(household + ".percent", equalTo(10));
            }
        }
        World.countyOfficer(county).get(rates(cycle)).then().body(household + ".percent", equalTo(30));
        World.countyOfficer(county)
                .get(rates(cycle) + "&region=" + county + "104")
                .then()
                .statusCode(200);
        for (var picked : List.of("___201", "%25201", "10")) {
            World.countyOfficer(county)
                    .get(rates(cycle) + "&region=" + county + picked)
                    .then()
                    .statusCode(400);
        }
        World.countyOfficer(county)
                .get("/api/v1/evaluation/reports/response-rates")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.pointer", equalTo(List.of("?cycle")));
        World.countyOfficer(World.county()).get(rates(cycle)).then().statusCode(404);
        clerk().get(rates(cycle)).then().statusCode(403);
    }

    @Test
    void countsBandsByUnit_fromTheScoringOn() {
        world.pairing(
                "HOUSEHOLD_HELP", UUID.randomUUID(), "helper-" + county, "HOUSEHOLD", UUID.randomUUID(), null, village);
        var cycle = World.opened(county, "HOUSEHOLD_HELP");
        var report = "/api/v1/evaluation/reports/distributions?by=UNIT&cycle=" + cycle;
        World.countyOfficer(county).get(report).then().statusCode(409);
        World.decide(county, cycle, "close").then().statusCode(200);
        World.decide(county, cycle, "score").then().statusCode(200);
        World.countyOfficer(county)
                .get(report)
                .then()
                .statusCode(200)
                .body("items.group", equalTo(List.of("农业农村局")))
                .body("items[0].results", equalTo(1))
                .body("items[0].without", equalTo(1))
                .body("items[0].bands.EXCELLENT", equalTo(0));
    }
}
