package org.jiedui.household.plan;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.household.Anji;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a measure pays for regularly, and whether there is anybody for whom it is paid. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class SubsidyIT {
    @BeforeEach
    void county() {
        Anji.regions();
    }

    private static ValidatableResponse take(String household, String category, String subsidy) {
        return Anji.county()
                .contentType(ContentType.JSON)
                .body(Map.of("category", category, "title", "外出务工交通补助", "from", "2026-03-01", "subsidy", subsidy))
                .post("/api/v1/households/" + household + "/measures")
                .then();
    }

    @Test
    @Tag("HH-11")
    void isOfTheMeasuresCategory() {
        var id = Anji.registered(Anji.household(Anji.VILLAGE)).getString("id");

        take(id, "EMPLOYMENT", "OUT_WORK").statusCode(201).body("subsidy", equalTo("OUT_WORK"));
        take(id, "HEALTH", "OUT_WORK").statusCode(400).body("violations.code", equalTo(List.of("SUBSIDY")));
        Anji.county().get("/api/v1/code-lists/subsidy").then().body("values.code", hasItem("VOCATIONAL_PUPIL"));
    }

    @Test
    @Tag("HH-11")
    void isThatOfTheProject_inEachShare() {
        var id = Anji.registered(Anji.household(Anji.VILLAGE)).getString("id");
        var project = Map.of(
                "region", "330523104",
                "kind", "PROJECT",
                "name", "外出务工交通补助",
                "category", "EMPLOYMENT",
                "from", "2026-03-01",
                "subsidy", "OUT_WORK",
                "households", List.of(id));

        Anji.county()
                .contentType(ContentType.JSON)
                .body(project)
                .post("/api/v1/projects")
                .then()
                .statusCode(201)
                .body("subsidy", equalTo("OUT_WORK"));

        Anji.county()
                .get("/api/v1/households/" + id + "/measures")
                .then()
                .body("items.subsidy", equalTo(List.of("OUT_WORK")));
    }

    @Test
    @Tag("HH-18")
    void isFoundByTheCheck_untilSomebodyWorksAway() {
        var household = Anji.registered(Anji.household(Anji.VILLAGE));
        var id = household.getString("id");
        take(id, "EMPLOYMENT", "OUT_WORK").statusCode(201);

        touch(id, "SALES");
        findings(id).body("items.rule", hasItem("OUT_WORK_SUBSIDY_WITHOUT_WORKER"));
        Anji.county()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body(Map.of("work", Map.of("place", "OUTSIDE_PROVINCE", "months", 8)))
                .patch("/api/v1/households/" + id + "/members/" + household.getString("members[0].id"))
                .then()
                .statusCode(200);
        findings(id).body("items.rule", not(hasItem("OUT_WORK_SUBSIDY_WITHOUT_WORKER")));
    }

    /** Rules are asked when a household is written. */
    private static void touch(String id, String need) {
        Anji.county()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Map.of("needs", List.of(need)))
                .put("/api/v1/households/" + id + "/needs")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse findings(String id) {
        return Anji.county()
                .get("/api/v1/household/quality-findings?householdId=" + id + "&state=OPEN&limit=200")
                .then()
                .statusCode(200);
    }
}
