package org.jiedui.evaluation;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.jiedui.chassis.testing.Contracts;
import org.jiedui.chassis.testing.RealServers;
import org.junit.jupiter.api.Test;

/** The API is the one that the contracts promise. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class OpenApiIT {
    @Test
    void servesWhatTheContractPromises() {
        Contracts.openApi(
                "evaluation-service",
                given().get("/q/openapi?format=yaml")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());
    }
}
