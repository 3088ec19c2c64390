package org.jiedui.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.jiedui.notification.InboxIT.as;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.notification.contact.SmsSignature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Devices as contact points, and the provider that reaches them. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(NotificationServers.class)
@Tag("NO-09")
@Tag("NO-03")
class PushIT {
    @Inject
    Announcing announcing;

    private final String village = Regions.village();
    private final String account = "acc-" + village;
    private final String device = "Token:" + Ids.next();
    private Receiver provider;

    @BeforeEach
    void open() throws IOException {
        var url = URI.create(ConfigProvider.getConfig().getValue("jiedui.notification.push.url", String.class));
        provider = new Receiver(url.getPort()).always(Receiver.json("{\"code\":\"OK\",\"messageId\":\"m\"}"));
    }

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void sendsSignedWordsToAVerifiedDevice_whichIsNeverShown() throws Exception {
        announcing.alert(village, Ids.next());
        var id = register(device)
                .statusCode(201)
                .body("masked", startsWith("***"))
                .extract()
                .<String>path("id");
        var code = provider.await();
        as("village-clerk", account, village)
                .get("/api/v1/contact-points")
                .then()
                .body("items.toString()", not(org.hamcrest.Matchers.containsString(device)));
        verify(id, JsonPath.from(code.body()).getString("body").replaceAll("\\D*(\\d{6}).*", "$1"))
                .statusCode(200)
                .body("verified", equalTo(true));

        var event = announcing.alert(village, Ids.next());

        var call = provider.await();
        var message = JsonPath.from(call.body());
        assertThat(message.getString("device")).isEqualTo(device);
        assertThat(message.getString("title")).isEqualTo("风险预警");
        assertThat(message.getString("type")).isEqualTo("risk-alert-raised");
        assertThat(SmsSignature.verify(
                        NotificationServers.SMS_SECRET,
                        call.headers().firstValue("x-timestamp").orElseThrow(),
                        call.body().getBytes(StandardCharsets.UTF_8),
                        call.headers().firstValue("x-signature").orElseThrow()))
                .isTrue();
        awaitState(event.toString(), "SENT");
    }

    @Test
    void removesADeviceThatTheProviderKnowsNoMore_andTellsItsHolderOnce() throws Exception {
        var id = register(device).statusCode(201).extract().<String>path("id");
        verify(id, JsonPath.from(provider.await().body()).getString("body").replaceAll("\\D*(\\d{6}).*", "$1"))
                .statusCode(200);
        provider.always(Receiver.json("{\"code\":\"UNKNOWN_DEVICE\"}"));

        var event = announcing.alert(village, Ids.next());
        var other = announcing.alert(village, Ids.next());

        awaitState(event.toString(), "PARKED");
        awaitState(other.toString(), "PARKED");
        as("village-clerk", account, village)
                .get("/api/v1/contact-points")
                .then()
                .body("items", hasSize(0));
        as("village-clerk", account, village)
                .get("/api/v1/inbox?type=device-removed")
                .then()
                .body("items", hasSize(1))
                .body("items[0].title", equalTo("推送设备已移除"))
                .body("items[0].data.contactPointId", equalTo(id))
                .body("items[0].body", not(org.hamcrest.Matchers.containsString("{")));
        as("village-clerk", "another-" + account, village)
                .get("/api/v1/inbox?type=device-removed")
                .then()
                .body("items", hasSize(0));
    }

    @Test
    void refusesWhatIsNoToken() {
        register("short").statusCode(400).body("violations.pointer", hasItem("/value"));
        register("has space and 'quotes' in it").statusCode(400).body("violations.pointer", hasItem("/value"));
    }

    private ValidatableResponse register(String value) {
        return as("village-clerk", account, village)
                .contentType("application/json")
                .body("{\"kind\":\"DEVICE\",\"value\":\"" + value + "\",\"language\":\"zh\"}")
                .post("/api/v1/contact-points")
                .then();
    }

    private ValidatableResponse verify(String id, String code) {
        return as("village-clerk", account, village)
                .contentType("application/json")
                .body("{\"code\":\"" + code + "\"}")
                .post("/api/v1/contact-points/" + id + "/verify")
                .then();
    }

    private void awaitState(String event, String state) {
        var end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (true) {
            var answer = as("village-clerk", account, village).get("/api/v1/deliveries");
            List<String> states = answer.path("items.findAll { it.eventId == '" + event + "' }.state");
            if (states.contains(state)) {
                return;
            }
            assertThat(System.nanoTime())
                    .as("waiting for %s in %s", state, answer.asString())
                    .isLessThan(end);
        }
    }
}
