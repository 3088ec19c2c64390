package org.jiedui.household.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.testing.Tokens;
import org.jiedui.household.Anji;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("HH-05")
class StatusTransitionIT {
    @BeforeEach
    void county() {
        Anji.regions();
    }

    private static RequestSpecification township() {
        return RestAssured.given()
                .auth()
                .oauth2(Tokens.of("township-officer")
                        .subject("00000000-0000-7000-8000-0000000000a1")
                        .region("330523104")
                        .sign());
    }

    private static RequestSpecification countyOfficer(String account) {
        return RestAssured.given()
                .auth()
                .oauth2(Tokens.of("county-officer")
                        .subject(account)
                        .region("330523")
                        .sign());
    }

    private static String household() {
        var household = Anji.household(Anji.VILLAGE);
        household.put("registeredOn", "2025-01-01");
        return Anji.registered(household).getString("id");
    }

    private static ValidatableResponse propose(RequestSpecification who, String id, Map<String, ?> change) {
        var body = new LinkedHashMap<String, Object>(change);
        body.putIfAbsent("effectiveOn", "2026-03-01");
        body.put("reason", "经核实已稳定脱贫");
        body.put("document", "安农发〔2026〕12号");
        return who.contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(body)
                .post("/api/v1/households/" + id + "/transitions")
                .then();
    }

    private static ValidatableResponse decide(
            RequestSpecification who, String transition, String verb, String etag, Map<String, ?> body) {
        var request = who.contentType(ContentType.JSON).body(body);
        if (etag != null) {
            request.header("If-Match", etag);
        }
        return request.post("/api/v1/households/transitions/" + transition + "/" + verb)
                .then();
    }

    @Test
    void changesTheTypeFromItsDay_whenTheCountyApproves() {
        var id = household();
        propose(Anji.clerk(), id, Map.of("toType", "LIFTED")).statusCode(403);
        propose(township(), id, Map.of()).statusCode(400);
        propose(township(), id, Map.of("toType", "LIFTED", "effectiveOn", "2024-01-01"))
                .statusCode(422)
                .body("code", equalTo("EVENT_DATE_REFUSED"));
        var transition = propose(township(), id, Map.of("toType", "LIFTED"))
                .statusCode(201)
                .body("state", equalTo("PROPOSED"))
                .header("ETag", equalTo("\"0\""))
                .extract()
                .jsonPath()
                .getString("id");
        propose(township(), id, Map.of("toType", "LIFTED")).statusCode(409).body("code", equalTo("TRANSITION_OPEN"));
        Anji.county().get("/api/v1/households/" + id).then().body("type", equalTo("ORDINARY"));
        Anji.county()
                .queryParam("state", "PROPOSED")
                .queryParam("region", Anji.VILLAGE)
                .get("/api/v1/households/transitions")
                .then()
                .statusCode(200)
                .body("items.id", hasItem(transition));
        Anji.as("county-officer", "330522")
                .get("/api/v1/households/transitions")
                .then()
                .body("items.id", not(hasItem(transition)));

        decide(township(), transition, "approve", "\"0\"", Map.of()).statusCode(403);
        decide(Anji.county(), transition, "approve", null, Map.of()).statusCode(428);
        decide(Anji.county(), transition, "approve", "\"5\"", Map.of()).statusCode(412);
        decide(Anji.as("county-officer", "330522"), transition, "approve", "\"0\"", Map.of())
                .statusCode(404);
        decide(Anji.county(), transition, "approve", "\"0\"", Map.of("note", "材料齐全"))
                .statusCode(200)
                .body("state", equalTo("APPROVED"));
        decide(Anji.county(), transition, "reject", "\"1\"", Map.of("reason", "x"))
                .statusCode(409)
                .body("code", equalTo("TRANSITION_DECIDED"));

        Anji.county()
                .get("/api/v1/households/" + id)
                .then()
                .body("type", equalTo("LIFTED"))
                .body("inCare", equalTo(true));
        assertThat(type(id, "2026-02-28")).isEqualTo("ORDINARY");
        assertThat(type(id, "2026-03-01")).isEqualTo("LIFTED");
        Anji.county().get("/api/v1/households/" + id + "/transitions").then().body("items", hasSize(1));
    }

    private static String type(String id, String day) {
        return Anji.county()
                .get("/api/v1/households/" + id + "?asOf=" + day)
                .jsonPath()
                .getString("type");
    }

    @Test
    void listsWhatIsLegal_whenATransitionIsNot() {
        var id = household();
        propose(township(), id, Map.of("toCategory", "MARGINAL"))
                .statusCode(422)
                .body("code", equalTo("TRANSITION_NOT_LEGAL"))
                .body("reasons", hasSize(1))
                .body("reasons[0].message", equalTo("可变更为：脱贫户"));
        propose(township(), id, Map.of("toType", "ORDINARY"))
                .statusCode(422)
                .body("code", equalTo("TRANSITION_NOT_LEGAL"));
        Anji.county()
                .contentType("application/merge-patch+json")
                .header("If-Match", "*")
                .body("{\"type\":\"LIFTED\"}")
                .patch("/api/v1/households/" + id)
                .then()
                .statusCode(400)
                .body("code", equalTo("UNKNOWN_PROPERTY"));
    }

    @Test
    void letsNobodyDecideOnAnOwnProposal_andTheProposerTakeItBack() {
        var id = household();
        var account = "00000000-0000-7000-8000-0000000000a2";
        var transition = propose(countyOfficer(account), id, Map.of("toType", "LIFTED"))
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("id");

        decide(countyOfficer(account), transition, "approve", "*", Map.of())
                .statusCode(403)
                .body("code", equalTo("OWN_PROPOSAL"));

        decide(countyOfficer(account), transition, "withdraw", "*", Map.of("note", "有误"))
                .statusCode(200)
                .body("state", equalTo("WITHDRAWN"));
        propose(township(), id, Map.of("toType", "LIFTED")).statusCode(201);
    }
}
