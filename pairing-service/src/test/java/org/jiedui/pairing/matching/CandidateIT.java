package org.jiedui.pairing.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.pairing.Stage.as;
import static org.jiedui.pairing.Stage.household;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.pairing.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is remembered of helpers between two searches is never old. Each test has a county of its own. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("PA-13")
class CandidateIT {
    @Test
    void seesWhatChangedSinceTheLastSearch() {
        var county = "361131";
        var household = household(county + "100201", Map.of());
        var other = household(county + "100201", Map.of());
        var helper = registered(county, "甲局", "TECHNICAL_CADRE");
        assertThat(candidate(county, household, helper)).containsEntry("placesLeft", 5);

        office(county)
                .body(Stage.proposal(helper, other, "PRIMARY"))
                .post("/api/v1/pairings")
                .then()
                .statusCode(201);
        assertThat(candidate(county, household, helper)).containsEntry("placesLeft", 4);
        assertThat(candidate(county, other, helper).get("vetoes").toString()).contains("ALREADY_PAIRED");

        var late = registered(county, "乙局", "TECHNICAL_CADRE");
        assertThat(candidate(county, household, late)).containsEntry("feasible", true);

        office(county)
                .header(
                        "If-Match",
                        office(county).get("/api/v1/helpers/" + late).header("ETag"))
                .body(body(county, "丙局", "VOLUNTEER"))
                .put("/api/v1/helpers/" + late)
                .then()
                .statusCode(200);
        assertThat(candidate(county, household, late))
                .containsEntry("kind", "VOLUNTEER")
                .containsEntry("unit", "丙局");
    }

    @Test
    void ranksWhoIsInNeedOrTiedBehindTheOthers_alsoWhenOnlyTheBestAreAskedFor() {
        var county = "361132";
        var household = household(county + "100201", Map.of());
        var own = household(county + "100202", Map.of());
        var needy = registered(county, "甲局", "TECHNICAL_CADRE");
        var tied = registered(county, "乙局", "TECHNICAL_CADRE");
        var free = registered(county, "丙局", "TECHNICAL_CADRE");
        assertThat(items(county, household, 1)).hasSize(1);
        conflict(county, needy, own, "MEMBER");
        conflict(county, tied, household, "RELATIVE");

        assertThat(items(county, household, 1))
                .extracting(item -> item.get("helperId"))
                .containsExactly(free);
        var all = items(county, household, 10);
        assertThat(all).extracting(item -> item.get("feasible")).containsExactly(true, false, false);
        assertThat(candidate(county, household, needy).get("vetoes").toString()).contains("HELPER_IN_NEED");
        assertThat(candidate(county, household, tied).get("vetoes").toString()).contains("CONFLICT_OF_INTEREST");
    }

    private static void conflict(String county, String helper, UUID household, String kind) {
        office(county)
                .body(Map.of("householdId", household.toString(), "kind", kind))
                .post("/api/v1/helpers/" + helper + "/conflicts")
                .then()
                .statusCode(201);
    }

    private static Map<String, Object> candidate(String county, UUID household, String helper) {
        return items(county, household, 200).stream()
                .filter(item -> helper.equals(item.get("helperId")))
                .findFirst()
                .orElseThrow();
    }

    private static List<Map<String, Object>> items(String county, UUID household, int limit) {
        return office(county)
                .queryParam("household", household)
                .queryParam("limit", limit)
                .get("/api/v1/pairings/candidates")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("items");
    }

    private static String registered(String county, String unit, String kind) {
        return office(county)
                .body(body(county, unit, kind))
                .post("/api/v1/helpers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Map<String, Object> body(String county, String unit, String kind) {
        var body = Stage.helper(unit, null);
        body.put("kind", kind);
        body.put("region", county);
        body.put("primaryPlaces", 5);
        return body;
    }

    private static RequestSpecification office(String county) {
        return as("county-officer", county, "county-" + county);
    }
}
