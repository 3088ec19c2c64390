package org.jiedui.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;
import static org.jiedui.notification.InboxIT.as;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.notification.audience.EventType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(NotificationServers.class)
@Tag("NO-04")
class PreferenceIT {
    @Inject
    Announcing announcing;

    private final String village = Regions.village();
    private final String account = "acc-" + village;

    @Test
    void keepsQuietHoursOverMidnightAndTheDigest() {
        put("""
                {"optOuts":[],"quietHours":{"from":"22:00","to":"07:00","zone":"Asia/Urumqi"},"digest":"WEEKLY",
                "digestAt":"09:30"}""").statusCode(200);

        as("village-clerk", account, village)
                .get("/api/v1/preferences")
                .then()
                .body("quietHours.from", equalTo("22:00"))
                .body("quietHours.to", equalTo("07:00"))
                .body("quietHours.zone", equalTo("Asia/Urumqi"))
                .body("digest", equalTo("WEEKLY"))
                .body("digestAt", equalTo("09:30"));
        put("{\"optOuts\":[]}").statusCode(200).body("quietHours", nullValue()).body("digest", equalTo("NONE"));
    }

    @Test
    void refusesHoursThatAreNone() {
        put("""
                {"optOuts":[],"quietHours":{"from":"25:00","to":"7","zone":"Mars/Olympus"},"digest":"HOURLY",
                "digestAt":"noon"}""")
                .statusCode(400)
                .body(
                        "violations.pointer",
                        hasItems("/quietHours/from", "/quietHours/to", "/quietHours/zone", "/digest", "/digestAt"));
        put("{\"optOuts\":[],\"quietHours\":{\"from\":\"22:00\",\"to\":\"22:00\"}}")
                .statusCode(400)
                .body("violations[0].code", equalTo("EMPTY_RANGE"));
        put("{\"optOuts\":[{\"type\":\"risk-alert-raised\",\"channel\":\"EMAIL\"}]}")
                .statusCode(422)
                .body("code", equalTo("MANDATORY_TYPE"));
    }

    @Test
    void makesOneMessageOfABurst_withTheLatestFigures_unreadAgain() {
        var household = Ids.next();
        change(household, 1);
        String id = as("village-clerk", account, village).get("/api/v1/inbox").path("items[0].id");
        as("village-clerk", account, village)
                .post("/api/v1/inbox/" + id + "/read")
                .then()
                .statusCode(200);
        for (var i = 2; i <= 30; i++) {
            change(household, i);
        }

        as("village-clerk", account, village)
                .get("/api/v1/inbox?type=household-changed")
                .then()
                .body("items.times.sum()", equalTo(30))
                .body("items[0].data.labour", equalTo(30))
                .body("items[0].read", equalTo(false));
        assertThat(as("village-clerk", account, village)
                        .get("/api/v1/inbox?type=household-changed")
                        .<java.util.List<String>>path("items.id"))
                .as("a burst that takes longer than the window may be a few messages")
                .hasSizeLessThan(15);
        change(Ids.next(), 1);
        as("village-clerk", account, village)
                .get("/api/v1/inbox?type=household-changed")
                .then()
                .body("items[0].times", equalTo(1));
    }

    private void change(java.util.UUID household, int labour) {
        announcing.announce(EventType.HOUSEHOLD_CHANGED, village, household, """
                {"householdId":"%s","householdNumber":"n","region":"%s","type":"ORDINARY","labour":%d,"needs":[],"causes":[]}""".formatted(household, village, labour));
    }

    private ValidatableResponse put(String body) {
        return as("village-clerk", account, village)
                .contentType("application/json")
                .header("If-Match", "*")
                .body(body)
                .put("/api/v1/preferences")
                .then();
    }
}
