package org.jiedui.evaluation.template;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.concurrent.ThreadLocalRandom;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.evaluation.World;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("EV-01")
class TemplateIT {
    private final String code = "T" + ThreadLocalRandom.current().nextInt(1_000_000_000);

    private static RequestSpecification province() {
        return World.as("province-officer", "33", "p");
    }

    private String body(int weight) {
        return """
                {"code":"%s","nameZh":"表","nameEn":"Form","subjectRole":"HELPER","sections":[{"path":"OFFICE",
                 "indicators":[{"code":"A","zh":"甲","en":"A","weight":%d,"min":0,"max":10,"mandatory":true},
                               {"code":"B","zh":"乙","en":"B","weight":40,"min":0,"max":10,"mandatory":false}]}]}""".formatted(code, weight);
    }

    private String draft() {
        return province()
                .body(body(60))
                .post("/api/v1/evaluation-templates")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    @Test
    void shipsATemplateForTeams() {
        World.as("helper", "330523", "h")
                .get("/api/v1/evaluation-templates?state=RELEASED&code=TEAM")
                .then()
                .statusCode(200)
                .body("items[0].subjectRole", equalTo("TEAM"))
                .body(
                        "items.collectMany { it.sections }.collect { it.indicators.weight.sum() }.unique()",
                        equalTo(java.util.List.of(100)))
                .body(
                        "items.find { it.number == 2 }.sections.path",
                        hasItems("HOUSEHOLD", "PARTNER", "UNIT", "OFFICE", "SUPERVISOR"));
    }

    @Test
    void shipsFourReleasedTemplates() {
        World.as("helper", "330523", "h")
                .get("/api/v1/evaluation-templates?state=RELEASED&code=HOUSEHOLD_SATISFACTION")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].sections[0].indicators.weight.sum()", equalTo(100));
    }

    @Test
    void makesTheNextVersion_whichNeverChangesOnceReleased() {
        draft();
        var second = draft();
        province()
                .header("If-Match", "\"0\"")
                .body(body(60).replace("甲", "丙"))
                .put("/api/v1/evaluation-templates/" + second)
                .then()
                .statusCode(200)
                .body("number", equalTo(2))
                .body("sections[0].indicators[0].zh", equalTo("丙"));
        province()
                .header("If-Match", "\"1\"")
                .post("/api/v1/evaluation-templates/" + second + "/release")
                .then()
                .statusCode(200)
                .body("state", equalTo("RELEASED"));

        province()
                .header("If-Match", "*")
                .body(body(60))
                .put("/api/v1/evaluation-templates/" + second)
                .then()
                .statusCode(409)
                .body("code", equalTo("TEMPLATE_RELEASED"));
    }

    @Test
    void refusesWeightsThatMakeNinetyNine() {
        province()
                .body(body(59))
                .post("/api/v1/evaluation-templates")
                .then()
                .statusCode(422)
                .body("code", equalTo("TEMPLATE_REFUSED"))
                .body("reasons.code", hasItem("WEIGHTS_NOT_100"));
    }

    @Test
    void previewsADraft_asItWillBeAsked_inTheCallersLanguage() {
        var path = "/api/v1/evaluation-templates/" + draft() + "/preview";
        province()
                .get(path)
                .then()
                .statusCode(200)
                .body("title", equalTo("表"))
                .body("sheets[0].path", equalTo("OFFICE"))
                .body("sheets[0].questions.text", equalTo(java.util.List.of("甲", "乙")))
                .body("sheets[0].questions.share.sum()", equalTo(100))
                .body("sheets[0].questions[1].mandatory", equalTo(false));
        province().header("Accept-Language", "en").get(path).then().body("title", equalTo("Form"));
    }

    @Test
    void refusesEverybodyButTheProvince() {
        World.countyOfficer("330523")
                .body(body(60))
                .post("/api/v1/evaluation-templates")
                .then()
                .statusCode(403);
    }
}
