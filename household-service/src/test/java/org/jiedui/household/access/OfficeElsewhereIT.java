package org.jiedui.household.access;

import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.testing.Tokens;
import org.jiedui.household.Anji;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An officer of one county who is the helper of a household in another: a helper there, and no officer. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("HH-12")
@Tag("HH-14")
class OfficeElsewhereIT {
    private static final String ACCOUNT = "officer-who-helps-elsewhere";

    @Inject
    AccessProjection access;

    private final LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private String path;
    private String riskCase;

    @BeforeEach
    void household() {
        Anji.regions();
        var poor = new HashMap<>(Anji.household(Anji.VILLAGE));
        poor.put("safeguards", Anji.safeguards("NOT_MET"));
        var household = Anji.registered(poor);
        path = "/api/v1/households/" + household.getString("id");
        riskCase = "/api/v1/risk-cases/" + household.getString("openCaseId");
        access.opened(
                UUID.randomUUID(),
                ACCOUNT,
                UUID.fromString(household.getString("id")),
                today.minusDays(1),
                UUID.randomUUID(),
                true,
                null);
    }

    private static RequestSpecification officer() {
        return RestAssured.given()
                .auth()
                .oauth2(Tokens.of("county-officer", "township-officer", "village-clerk", "helper")
                        .subject(ACCOUNT)
                        .region("330522")
                        .sign())
                .contentType(ContentType.JSON)
                .header("If-Match", "*");
    }

    private static void refused(String path, Map<String, ?> body) {
        officer().body(body).post(path).then().statusCode(403).body("code", equalTo("OUTSIDE_REGION"));
    }

    @Test
    void seesAndVisitsItAsAHelper_andDecidesNothing() {
        officer().get(path).then().statusCode(200);
        officer().get(riskCase).then().statusCode(200);
        officer()
                .body(Map.of("day", today.toString(), "manner", "HOME", "reached", true, "content", "看望"))
                .post(path + "/visits")
                .then()
                .statusCode(201);

        refused(riskCase + "/verify", Map.of("visitors", List.of("甲", "乙"), "findings", "属实"));
        refused(
                riskCase + "/green-channel",
                Map.of("category", "MARGINAL", "risks", List.of("HOUSING"), "reason", "急"));
        refused(path + "/legal-holds", Map.of("reason", "取证"));
        refused(
                path + "/transitions",
                Map.of("toType", "LIFTED", "effectiveOn", today.toString(), "reason", "认定", "document", "文号"));
        refused(path + "/plan/approve", Map.of());
        officer().get(path + "/looks").then().statusCode(403);
        officer().get(path + "/legal-holds").then().statusCode(403);
        officer()
                .body(Anji.safeguards("MET"))
                .put(path + "/safeguards")
                .then()
                .statusCode(403)
                .body("code", equalTo("OUTSIDE_REGION"));
    }
}
