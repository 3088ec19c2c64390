package org.jiedui.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.jiedui.notification.InboxIT.as;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.notification.audience.EventType;
import org.jiedui.notification.template.TemplateRepository;
import org.jiedui.notification.template.TextChannel;
import org.jiedui.notification.template.Variables;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(NotificationServers.class)
@Tag("NO-02")
class TemplateIT {
    @Inject
    TemplateRepository templates;

    @Inject
    Variables variables;

    @Inject
    Announcing announcing;

    @Test
    void hasWordsInBothLanguagesForEverything_andOnlyKnownVariables() {
        for (var type : EventType.values()) {
            for (var channel : List.of(TextChannel.INBOX, TextChannel.EMAIL)) {
                var template =
                        QuarkusTransaction.requiringNew().call(() -> templates.inForce(type.eventName(), channel, ""));
                assertThat(template).as(type + " " + channel).isPresent();
                var known = variables.of(type);
                for (var chinese : List.of(true, false)) {
                    for (var text : List.of(
                            template.get().title(chinese), template.get().body(chinese))) {
                        assertThat(text.malformed()).isFalse();
                        assertThat(known).as(type + " " + channel).containsAll(text.variables());
                        assertThat(text.render(variables.values(type.sample(), chinese)))
                                .isNotBlank()
                                .doesNotContain("{");
                    }
                }
            }
        }
    }

    @Test
    void refusesUnknownVariablesAndLooseBraces_allAtOnce() {
        as("province-officer", "p", "33")
                .contentType("application/json")
                .body(draft("visit-recorded", "{day} {phone}", "{day"))
                .post("/api/v1/templates")
                .then()
                .statusCode(422)
                .body("code", equalTo("TEMPLATE_INVALID"))
                .body("reasons.code", hasItems("UNKNOWN_VARIABLE", "UNBALANCED_BRACES"));
        as("province-officer", "p", "33")
                .contentType("application/json")
                .body(draft("nonsense", "x", "x"))
                .post("/api/v1/templates")
                .then()
                .statusCode(422)
                .body("reasons.code", hasItem("UNKNOWN_EVENT_TYPE"));
        as("county-officer", "k", "330523")
                .contentType("application/json")
                .body(draft("visit-recorded", "x", "x"))
                .post("/api/v1/templates")
                .then()
                .statusCode(403);
        as("province-officer", "p", "33")
                .contentType("application/json")
                .body("{\"eventType\":\"visit-recorded\",\"channel\":\"FAX\",\"zh\":{\"title\":\"\",\"body\":\"b\"}}")
                .post("/api/v1/templates")
                .then()
                .statusCode(400);
    }

    @Test
    void previewsWithSampleData() {
        as("county-officer", "k", "330523")
                .contentType("application/json")
                .body(draft("gap-opened", "自 {since}", "since {since}"))
                .post("/api/v1/templates/preview")
                .then()
                .statusCode(200)
                .body("zh.body", equalTo("自 2026-11-01"))
                .body("en.body", equalTo("since 2026-11-01"))
                .body("variables", hasItems("since", "region", "householdId"));
    }

    @Test
    void keepsOldWordsForOldMessages_whenANewRevisionIsSaved() {
        var village = Regions.village();
        var township = village.substring(0, 9);
        var old = announcing.announce(
                EventType.GAP_CLOSED, village, org.jiedui.chassis.time.Ids.next(), EventType.GAP_CLOSED.sample());
        String message = as("township-officer", "t", township)
                .get("/api/v1/inbox")
                .path("items.find{it.eventId=='" + old + "'}.id");

        as("province-officer", "p", "99")
                .contentType("application/json")
                .body(draft("gap-closed", "新的说法", "new words"))
                .post("/api/v1/templates")
                .then()
                .statusCode(201)
                .body("revision", equalTo(2))
                .body("region", equalTo("99"));
        var end = System.nanoTime() + java.time.Duration.ofSeconds(120).toNanos();
        String body;
        do {
            announcing.announce(
                    EventType.GAP_CLOSED, village, org.jiedui.chassis.time.Ids.next(), EventType.GAP_CLOSED.sample());
            body = as("township-officer", "t", township)
                    .get("/api/v1/inbox?limit=1")
                    .path("items[0].body");
        } while (!body.equals("新的说法") && System.nanoTime() < end);

        assertThat(body).isEqualTo("新的说法");
        String first = as("township-officer", "t", township)
                .get("/api/v1/inbox/" + message)
                .path("body");
        assertThat(first).isEqualTo("330523104201 的一户已重新落实帮扶人。");
    }

    @Test
    void putsTheWordsOfTheProvinceInPlaceOfTheGeneralOnes_onlyThere() {
        var village = Regions.village();
        as("province-officer", "p", "99")
                .contentType("application/json")
                .body(draft("household-closed", "本省说法", "our words")
                        .replace("{\"eventType\"", "{\"region\":\"99\",\"eventType\""))
                .post("/api/v1/templates")
                .then()
                .statusCode(201)
                .body("region", equalTo("99"));
        as("province-officer", "p", "33")
                .contentType("application/json")
                .body(draft("household-closed", "x", "x").replace("{\"eventType\"", "{\"region\":\"99\",\"eventType\""))
                .post("/api/v1/templates")
                .then()
                .statusCode(403)
                .body("code", equalTo("OUTSIDE_REGION"));

        var end = System.nanoTime() + java.time.Duration.ofSeconds(120).toNanos();
        String body;
        do {
            announcing.announce(
                    EventType.HOUSEHOLD_CLOSED,
                    village,
                    org.jiedui.chassis.time.Ids.next(),
                    EventType.HOUSEHOLD_CLOSED.sample());
            body = as("village-clerk", "v", village)
                    .get("/api/v1/inbox?limit=1&type=household-closed")
                    .path("items[0].body");
        } while (!"本省说法".equals(body) && System.nanoTime() < end);
        assertThat(body).isEqualTo("本省说法");
        announcing.announce(
                EventType.HOUSEHOLD_CLOSED,
                "98" + village.substring(2),
                org.jiedui.chassis.time.Ids.next(),
                EventType.HOUSEHOLD_CLOSED.sample());
        as("village-clerk", "v", "98" + village.substring(2))
                .get("/api/v1/inbox?limit=1&type=household-closed")
                .then()
                .body("items[0].title", equalTo("销户"));
    }

    @Test
    void refusesAnSmsTemplate_thatTheProviderDoesNotKnow() {
        as("province-officer", "p", "33")
                .contentType("application/json")
                .body(draft("visit-recorded", "{day}", "{day}").replace("INBOX", "SMS"))
                .post("/api/v1/templates")
                .then()
                .statusCode(422)
                .body("reasons.code", hasItem("PROVIDER_ID_NEEDED"));
    }

    private static String draft(String type, String zh, String en) {
        return """
                {"eventType":"%s","channel":"INBOX","zh":{"title":"标题","body":"%s"},"en":{"title":"Title","body":"%s"}}""".formatted(type, zh, en);
    }
}
