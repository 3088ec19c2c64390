package org.jiedui.chassis.observation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.jiedui.chassis.testing.RealServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The names that dashboards and alerts are built on. */
@QuarkusTest
@WithTestResource(RealServers.class)
@Tag("OP-03")
class MetricsIT {

    @Test
    void showsRequestTimesInBuckets_andTheStateOfOutboxConsumerAndPool() {
        given().get("/no-such-path").then().statusCode(404);
        // a request is counted after its answer has left
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!given().get("/q/metrics").asString().contains("http_server_requests_seconds_bucket")
                && System.nanoTime() < end) {
            Thread.onSpinWait();
        }

        given().get("/q/metrics")
                .then()
                .statusCode(200)
                .body(matchesPattern("(?s).*http_server_requests_seconds_bucket\\{[^}]*le=\"0.15\"[^}]*}.*"))
                .body(containsString("jiedui_outbox_backlog "))
                .body(containsString("jiedui_outbox_age_seconds "))
                .body(containsString("jiedui_consumer_lag{group=\"jiedui-chassis\"}"))
                .body(containsString("jiedui_consumer_silence_seconds "))
                .body(containsString("jiedui_consumer_dead_letters_total "))
                .body(containsString("agroal_active_count"));
    }
}
