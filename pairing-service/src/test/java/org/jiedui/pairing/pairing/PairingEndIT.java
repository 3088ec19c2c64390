package org.jiedui.pairing.pairing;

import static org.hamcrest.Matchers.equalTo;
import static org.jiedui.pairing.Stage.active;
import static org.jiedui.pairing.Stage.county;
import static org.jiedui.pairing.Stage.helper;
import static org.jiedui.pairing.Stage.household;
import static org.jiedui.pairing.Stage.proposed;
import static org.jiedui.pairing.Stage.registered;
import static org.jiedui.pairing.Stage.step;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiedui.chassis.testing.RealServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When pairings may be over, and what becomes of those whose term is. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class PairingEndIT {
    @Test
    @Tag("PA-09")
    void keepsTheLastTeam_whileHouseholdsOfTheVillageAreNotStable() {
        var village = "330523106201";
        household(village, Map.of());
        var pairing = proposed(inVillage(team("县供电局"), village));
        active(pairing);

        step(pairing, "end", Map.of("reason", "HOUSEHOLD_STABLE"))
                .then()
                .statusCode(422)
                .body("code", equalTo("HOUSEHOLD_NOT_STABLE"));
        step(pairing, "suspend", Map.of("reason", "OTHER")).then().statusCode(200);
        step(pairing, "end", Map.of("reason", "OTHER"))
                .then()
                .statusCode(422)
                .body("code", equalTo("HOUSEHOLD_NOT_STABLE"));
        step(pairing, "end", Map.of("reason", "OTHER", "exception", Map.of("reason", "村已撤并")))
                .then()
                .statusCode(200)
                .body("state", equalTo("ENDED"), "exceptionReason", equalTo("村已撤并"));
    }

    @Test
    @Tag("PA-09")
    void letsATeamGo_whenAllHouseholdsOfTheVillageAreStable() {
        var village = "330523106202";
        household(village, Map.of("stable", true));
        var pairing = proposed(inVillage(team("县自来水厂"), village));
        active(pairing);

        step(pairing, "end", Map.of("reason", "HOUSEHOLD_STABLE")).then().statusCode(200);
    }

    private static String team(String unit) {
        return county().body(Map.of(
                        "kind",
                        "VILLAGE_TEAM",
                        "name",
                        unit + "工作队",
                        "unit",
                        unit,
                        "unitLevel",
                        "COUNTY",
                        "region",
                        "330523",
                        "members",
                        List.of(Map.of(
                                "helperId", registered(helper(unit, null)),
                                "role", "FIRST_SECRETARY",
                                "since", "2026-01-01"))))
                .post("/api/v1/teams")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Map<String, Object> inVillage(String team, String village) {
        return new HashMap<>(Map.of(
                "programme",
                "VILLAGE_TEAM",
                "role",
                "PRIMARY",
                "teamId",
                team,
                "helped",
                Map.of("kind", "VILLAGE", "region", village),
                "from",
                "2026-01-01",
                "to",
                "2027-12-31"));
    }
}
