package org.jiedui.pairing.pairing;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.jiedui.pairing.Stage.VILLAGE;
import static org.jiedui.pairing.Stage.active;
import static org.jiedui.pairing.Stage.await;
import static org.jiedui.pairing.Stage.county;
import static org.jiedui.pairing.Stage.helper;
import static org.jiedui.pairing.Stage.household;
import static org.jiedui.pairing.Stage.proposal;
import static org.jiedui.pairing.Stage.proposed;
import static org.jiedui.pairing.Stage.registered;
import static org.jiedui.pairing.Stage.step;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.testing.RealServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pairings follow what changes of their two sides. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class SideChangeIT {
    @Test
    @Tag("PA-12")
    void countsForTheNewDepartment_andListsTheHousehold_whenAHelperMoves() {
        var household = household(VILLAGE, Map.of("childrenOutOfSchool", 1));
        var stays = proposed(proposal(registered(helper("县编办", null)), household, "PRIMARY"));
        var mover = registered(helper("县委党史办", null));
        var moves = proposed(proposal(mover, household, "PRIMARY"));
        active(stays);
        active(moves);
        shortOfDepartments(household).body("items", hasSize(0));

        changed("helpers", mover, helper("县编办", null));

        await(() -> "县编办".equals(county().get("/api/v1/pairings/" + moves).path("helper.unit")));
        shortOfDepartments(household).body("items.id", containsInAnyOrder(stays, moves));
        // the two are of one department: the household loses none with either
        step(moves, "end", Map.of("reason", "HELPER_TRANSFERRED")).then().statusCode(200);
        county().queryParam("helped", household)
                .queryParam("shortOfDepartments", true)
                .get("/api/v1/pairings/count")
                .then()
                .body("count", equalTo(1));
    }

    private static void changed(String resource, String id, Map<String, ?> body) {
        var path = "/api/v1/" + resource + "/" + id;
        county().header("If-Match", county().get(path).header("ETag"))
                .body(body)
                .put(path)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse shortOfDepartments(UUID household) {
        return county().queryParam("helped", household)
                .queryParam("shortOfDepartments", true)
                .get("/api/v1/pairings")
                .then()
                .statusCode(200);
    }
}
