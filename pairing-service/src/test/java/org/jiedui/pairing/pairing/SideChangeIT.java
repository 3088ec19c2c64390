package org.jiedui.pairing.pairing;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.jiedui.pairing.Stage.VILLAGE;
import static org.jiedui.pairing.Stage.active;
import static org.jiedui.pairing.Stage.announce;
import static org.jiedui.pairing.Stage.as;
import static org.jiedui.pairing.Stage.await;
import static org.jiedui.pairing.Stage.county;
import static org.jiedui.pairing.Stage.daysAgo;
import static org.jiedui.pairing.Stage.helper;
import static org.jiedui.pairing.Stage.household;
import static org.jiedui.pairing.Stage.inMonths;
import static org.jiedui.pairing.Stage.mentee;
import static org.jiedui.pairing.Stage.proposal;
import static org.jiedui.pairing.Stage.proposed;
import static org.jiedui.pairing.Stage.registered;
import static org.jiedui.pairing.Stage.step;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
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

    @Test
    @Tag("PA-05")
    @Tag("PA-10")
    void takesAlongItsPairings_whenAMenteeMoves() {
        var mentee = mentee(null);
        var pairing = mentored(registered(helper("县司法局", null)), mentee);
        county().body(Map.of("side", "HELPED", "wish", "OTHER_HELPER", "reason", "NOT_SUITED", "text", "换人"))
                .post("/api/v1/pairings/" + pairing + "/change-requests")
                .then()
                .statusCode(201);
        var elsewhere = VILLAGE.substring(0, 9) + "299";
        var body = new HashMap<String, Object>(
                Map.of("name", "李明", "post", "村党支部副书记", "unit", "杭垓村", "unitLevel", "VILLAGE", "region", elsewhere));
        body.put("goals", List.of("MENTORING"));

        changed("mentees", mentee, body);

        await(() -> elsewhere.equals(county().get("/api/v1/pairings/" + pairing).path("region")));
        as("village-clerk", VILLAGE, "clerk")
                .get("/api/v1/pairings/" + pairing)
                .then()
                .statusCode(404);
        county().queryParam("region", elsewhere)
                .get("/api/v1/pairing/change-requests")
                .then()
                .body("items.pairingId", contains(pairing));
    }

    @Test
    @Tag("PA-17")
    void showsTheCertificateToTheOfficeOfThePairing_whenAHouseholdMoved() {
        var household = household(VILLAGE, Map.of());
        var pairing = proposed(proposal(registered(helper("县民宗局", null)), household, "PRIMARY"));
        active(pairing);
        String number = county().get("/api/v1/pairings/" + pairing).path("certificateNumber");
        var elsewhere = "330522101203";

        announce(
                "jiedui.household.household",
                "household-relocated",
                household,
                elsewhere,
                Map.of("householdId", household.toString(), "region", elsewhere),
                Instant.now());

        await(() -> as("county-officer", "330522", "changxing")
                        .get("/api/v1/certificates/" + number)
                        .statusCode()
                == 200);
        county().get("/api/v1/certificates/" + number).then().statusCode(404);
    }

    private static String mentored(String mentor, String mentee) {
        return proposed(Map.of(
                "programme",
                "MENTORING",
                "role",
                "PRIMARY",
                "helperId",
                mentor,
                "helped",
                Map.of("kind", "MENTEE", "id", mentee),
                "from",
                daysAgo(10),
                "to",
                inMonths(18)));
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
