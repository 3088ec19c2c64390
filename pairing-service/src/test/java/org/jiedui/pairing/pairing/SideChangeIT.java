package org.jiedui.pairing.pairing;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasEntry;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.jiedui.pairing.Stage.VILLAGE;
import static org.jiedui.pairing.Stage.active;
import static org.jiedui.pairing.Stage.announce;
import static org.jiedui.pairing.Stage.as;
import static org.jiedui.pairing.Stage.await;
import static org.jiedui.pairing.Stage.county;
import static org.jiedui.pairing.Stage.helper;
import static org.jiedui.pairing.Stage.household;
import static org.jiedui.pairing.Stage.inVillage;
import static org.jiedui.pairing.Stage.mentee;
import static org.jiedui.pairing.Stage.mentoring;
import static org.jiedui.pairing.Stage.proposal;
import static org.jiedui.pairing.Stage.proposed;
import static org.jiedui.pairing.Stage.registered;
import static org.jiedui.pairing.Stage.step;
import static org.jiedui.pairing.Stage.villageTeam;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.testing.RealServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pairings follow what changes of their two sides. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class SideChangeIT {
    @Inject
    DataSource database;

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
    @Tag("PA-12")
    void needsTwoDepartments_onceAChildIsFoundAtRiskOfLeavingSchool() {
        var village = "330523104217";
        var household = household(village, Map.of());
        var alone = proposed(proposal(registered(helper("县妇儿工委", null)), household, "PRIMARY"));
        active(alone);
        announce(
                "jiedui.household.household",
                "household-monitored",
                household,
                village,
                Map.of(
                        "householdId",
                        household.toString(),
                        "region",
                        village,
                        "category",
                        "MARGINAL",
                        "risks",
                        List.of("ILLNESS", "SCHOOLING", "WATER")),
                Instant.now());

        await(() -> county().queryParam("household", household)
                        .queryParam("limit", 1)
                        .get("/api/v1/pairings/candidates")
                        .<Integer>path("requiredPartners")
                == 2);
        shortOfDepartments(household).body("items.id", contains(alone));
        county().queryParam("helper", registered(helper("县关工委", null)))
                .queryParam("region", village)
                .queryParam("limit", 200)
                .get("/api/v1/pairings/candidates/helped")
                .then()
                .body("items.find { it.id == '" + household + "' }.requiredPartners", equalTo(2));

        var other = proposed(proposal(registered(helper("团县委少工委", null)), household, "PRIMARY"));
        active(other);
        shortOfDepartments(household).body("items", hasSize(0));
        step(alone, "end", Map.of("reason", "NOT_SUITED"))
                .then()
                .statusCode(422)
                .body("code", equalTo("FORM_REQUIRES_PARTNERS"));
    }

    @Test
    @Tag("PA-05")
    @Tag("PA-10")
    void takesAlongItsPairings_whenAMenteeMoves() {
        var mentee = mentee(null);
        var pairing = proposed(mentoring(registered(helper("县司法局", null)), mentee));
        active(pairing);
        county().body(Map.of("side", "HELPED", "wish", "OTHER_HELPER", "reason", "NOT_SUITED", "text", "换人"))
                .post("/api/v1/pairings/" + pairing + "/change-requests")
                .then()
                .statusCode(201);
        var elsewhere = VILLAGE.substring(0, 9) + "299";
        changed("mentees", mentee, trainee(elsewhere));

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

    @Test
    @Tag("PA-09")
    @Tag("PA-05")
    void followsADivisionToItsNewCode_butNotOneThatWasSplit() throws SQLException {
        var old = VILLAGE.substring(0, 9) + "901";
        var now = VILLAGE.substring(0, 9) + "902";
        var split = VILLAGE.substring(0, 9) + "903";
        var details = helper("杭垓村委会", null);
        details.put("region", old);
        details.put("serviceRegion", old);
        var helper = registered(details);
        var ofSplit = helper("磻溪村委会", null);
        ofSplit.put("region", split);
        var stays = registered(ofSplit);
        var mentee = county().body(trainee(old)).post("/api/v1/mentees").<String>path("id");
        var mentored = proposed(mentoring(registered(helper("县司法局", null)), mentee));
        var ofVillage = proposed(inVillage(villageTeam("县水利局"), old));
        insert("INSERT INTO division (region, version, traits, dialects) VALUES ('" + old + "', 0, '', 'WU')");
        insert("INSERT INTO division (region, version, traits, traits_at, dialects) VALUES ('" + now
                + "', 0, 'POOR', '2026-01-01', '')");
        insert("INSERT IGNORE INTO division (region, version, traits, dialects) VALUES ('330523', 0, '', '')");
        insert("INSERT INTO travel (from_region, to_region, minutes) VALUES ('330523', '" + old + "', 70)");

        // told twice, as a change of divisions may be
        for (var i = 0; i < 2; i++) {
            announce(
                    "jiedui.household.region",
                    "region-changed",
                    UUID.randomUUID(),
                    "330523",
                    Map.of(
                            "region",
                            "330523",
                            "successions",
                            List.of(
                                    Map.of("from", split, "into", VILLAGE.substring(0, 9) + "904"),
                                    Map.of("from", split, "into", VILLAGE.substring(0, 9) + "905"),
                                    Map.of("from", now, "into", now),
                                    Map.of("from", old, "into", now))),
                    Instant.now());
        }

        await(() -> now.equals(county().get("/api/v1/helpers/" + helper).path("serviceRegion")));
        county().get("/api/v1/helpers/" + helper).then().body("region", equalTo(now));
        county().get("/api/v1/helpers/" + helper + "/history").then().body("items.source", hasItem("RULE"));
        county().get("/api/v1/mentees/" + mentee).then().body("region", equalTo(now));
        county().get("/api/v1/pairings/" + mentored).then().body("region", equalTo(now));
        county().get("/api/v1/pairings/" + ofVillage)
                .then()
                .body(
                        "region", equalTo(now),
                        "helped.id", equalTo(HelpedSide.village(now).id().toString()));
        county().get("/api/v1/pairing/divisions/" + now)
                .then()
                .body("dialects", contains("WU"), "traits", contains("POOR"));
        county().get("/api/v1/pairing/divisions/330523").then().body("travel", hasEntry(now, 70));
        county().get("/api/v1/helpers/" + stays).then().body("region", equalTo(split));
    }

    private void insert(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private static Map<String, Object> trainee(String region) {
        return Map.of(
                "name", "李明",
                "post", "村党支部副书记",
                "unit", "杭垓村",
                "unitLevel", "VILLAGE",
                "goals", List.of("MENTORING"),
                "region", region);
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
