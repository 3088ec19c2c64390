package org.jiedui.notification;

import static io.restassured.RestAssured.given;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.jiedui.chassis.testing.Contracts;
import org.jiedui.chassis.testing.RealServers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(NotificationServers.class)
class ContractIT {
    @Test
    void servesTheApiThatItPromises() {
        Contracts.openApi(
                "notification-service",
                given().get("/q/openapi").then().statusCode(200).extract().asString());
    }
}
