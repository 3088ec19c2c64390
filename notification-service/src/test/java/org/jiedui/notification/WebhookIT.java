package org.jiedui.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.jiedui.notification.InboxIT.as;

import com.standardwebhooks.Webhook;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.local.TestServers;
import org.jiedui.notification.audience.EventType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(NotificationServers.class)
@Tag("NO-08")
class WebhookIT {
    @Inject
    Announcing announcing;

    @Inject
    DataSource database;

    private final String village = Regions.village();
    private final String county = village.substring(0, 6);
    private Receiver receiver;

    private record Endpoint(String id, String secret) {}

    @BeforeEach
    void open() throws IOException {
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void sendsSignedCloudEvents_thatThePublicLibraryVerifies() throws Exception {
        var endpoint = register(receiver.url(), "risk-alert-raised");
        var household = Ids.next();

        var event = announcing.alert(village, household);
        var call = receiver.await();

        assertThatCode(() -> new Webhook(endpoint.secret()).verify(call.body(), call.headers()))
                .doesNotThrowAnyException();
        assertThat(call.headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/cloudevents+json"));
        var body = JsonPath.from(call.body());
        assertThat(body.getString("specversion")).isEqualTo("1.0");
        assertThat(body.getString("id")).isEqualTo(event.toString());
        assertThat(body.getString("type")).isEqualTo("org.jiedui.household.risk-alert-raised.v1");
        assertThat(body.getString("source")).isEqualTo("/jiedui/household");
        assertThat(body.getString("region")).isEqualTo(village);
        assertThat(body.getString("data.householdId")).isEqualTo(household.toString());
        awaitState(endpoint, event, "SENT")
                .body("items[0].attempts", equalTo(1))
                .body("items[0].lastStatus", equalTo(204));
    }

    @Test
    @Tag("NO-05")
    void sendsOnce_whenTheEventArrivesTwice() throws Exception {
        var endpoint = register(receiver.url());
        var event = announcing.envelope(
                EventType.RISK_ALERT_RAISED, village, Ids.next(), Announcing.alertData(village, Ids.next()));

        announcing.arriveAndCrash(event);
        announcing.arrive(event);
        announcing.arrive(event);

        receiver.await();
        awaitState(endpoint, event.id(), "SENT").body("items", hasSize(1));
        assertThat(receiver.quietFor(Duration.ofSeconds(1))).isTrue();
    }

    @Test
    @Tag("NO-05")
    void triesAgainUnderTheSameId_whateverTheReceiverDid() throws Exception {
        receiver.then(
                Receiver.status(500),
                Receiver.reset(),
                Receiver.busy("1"),
                receiver.silence(),
                Receiver.redirect(receiver.url().replace("/hook", "/other")),
                Receiver.status(404));
        var endpoint = register(receiver.url());

        var event = announcing.alert(village, Ids.next());
        var ids = new HashSet<String>();
        for (var i = 0; i < 7; i++) {
            ids.add(receiver.await().id());
        }

        assertThat(ids).hasSize(1);
        awaitState(endpoint, event, "SENT")
                .body("items[0].attempts", equalTo(7))
                .body("items[0].id", equalTo(ids.iterator().next()));
        assertThat(receiver.quietFor(Duration.ofSeconds(1))).isTrue();
    }

    @Test
    @Tag("NO-05")
    void isContentWithTheStatus_whenTheAnswerNeverEnds() throws Exception {
        receiver.then(Receiver.endless());
        var endpoint = register(receiver.url());

        var event = announcing.alert(village, Ids.next());

        awaitState(endpoint, event, "SENT").body("items[0].attempts", equalTo(1));
    }

    @Test
    @Tag("NO-05")
    void parks_whenTheReceiverSaysGone_andSendsAgainByHand() throws Exception {
        receiver.then(Receiver.status(410));
        var endpoint = register(receiver.url());
        var event = announcing.alert(village, Ids.next());
        String id = awaitState(endpoint, event, "PARKED").extract().path("items[0].id");

        as("county-officer", "k", county)
                .post("/api/v1/deliveries/" + id + "/resend")
                .then()
                .statusCode(428);
        as("village-clerk", "colleague", village)
                .header("If-Match", "*")
                .post("/api/v1/deliveries/" + id + "/resend")
                .then()
                .statusCode(403);
        as("county-officer", "somebody-else", Regions.beside(county))
                .header("If-Match", "*")
                .post("/api/v1/deliveries/" + id + "/resend")
                .then()
                .statusCode(404);
        as("county-officer", "k", county)
                .header("If-Match", "\"0\"")
                .post("/api/v1/deliveries/" + id + "/resend")
                .then()
                .statusCode(412);
        as("county-officer", "k", county)
                .header("If-Match", "*")
                .post("/api/v1/deliveries/" + id + "/resend")
                .then()
                .statusCode(200);

        awaitState(endpoint, event, "SENT").body("items[0].id", equalTo(id));
        assertThat(receiver.all).hasSize(2).allMatch(call -> call.id().equals(id));
    }

    @Test
    @Tag("NO-05")
    void keepsTheOrderOfAnAggregate_andLetsOthersPass_whenOneIsRefused() throws Exception {
        receiver.then(Receiver.status(500));
        var endpoint = register(receiver.url());
        var alert = Ids.next();
        var first =
                announcing.announce(EventType.RISK_ALERT_RAISED, village, alert, Announcing.alertData(village, alert));
        receiver.await();
        var second =
                announcing.announce(EventType.RISK_ALERT_CHANGED, village, alert, Announcing.alertData(village, alert));
        var third =
                announcing.announce(EventType.RISK_ALERT_CLEARED, village, alert, Announcing.alertData(village, alert));

        awaitState(endpoint, third, "SENT");
        var order = receiver.all.stream()
                .skip(1)
                .map(call -> JsonPath.from(call.body()).getString("id"))
                .toList();
        assertThat(order).containsExactly(first.toString(), second.toString(), third.toString());
    }

    @Test
    @Tag("NO-05")
    void isNotDelayed_byAnotherEndpointThatIsDead() throws Exception {
        try (var dead = new Receiver()) {
            dead.always(dead.silence());
            register(dead.url());
            for (var i = 0; i < 20; i++) {
                announcing.alert(village, Ids.next());
            }
            dead.await();
            var living = register(receiver.url());

            var event = announcing.alert(village, Ids.next());

            receiver.await();
            awaitState(living, event, "SENT");
        }
    }

    @Test
    @Tag("NO-05")
    void recordsWhatTheReceiverTook_whileItGoesOnAnsweringSlowlyOneByOne() throws Exception {
        var oneByOne = new ReentrantLock();
        receiver.always(exchange -> {
            oneByOne.lock();
            try {
                TimeUnit.MILLISECONDS.sleep(60);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                oneByOne.unlock();
            }
            Receiver.status(204).answer(exchange);
        });
        var lane = Ids.bytes(UUID.fromString(register(receiver.url()).id()));
        var pause = "UPDATE delivery_lane SET paused_until = ? WHERE id = ?";
        change(pause, "2099-01-01", lane);
        for (var i = 0; i < 45; i++) {
            announcing.alert(village, Ids.next());
        }

        change(pause, "2000-01-01", lane);

        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (number("SELECT COUNT(*) FROM delivery WHERE lane = ? AND state = 'SENT'", lane) == 0) {
            assertThat(System.nanoTime()).as("waiting for an end").isLessThan(end);
        }
        assertThat(receiver.all).hasSizeLessThan(45);
    }

    @Test
    @Tag("NO-05")
    void parksADeliveryWithoutItsEvent_andSendsTheOthers() throws Exception {
        var endpoint = register(receiver.url());
        var lane = Ids.bytes(UUID.fromString(endpoint.id()));
        var pause = "UPDATE delivery_lane SET paused_until = ? WHERE id = ?";
        change(pause, "2099-01-01", lane);
        var lost = announcing.alert(village, Ids.next());
        change("DELETE FROM announcement WHERE id = ?", (Object) Ids.bytes(lost));
        var event = announcing.alert(village, Ids.next());

        change(pause, "2000-01-01", lane);

        awaitState(endpoint, event, "SENT");
        awaitState(endpoint, lost, "PARKED");
        assertThat(receiver.all).hasSize(1);
    }

    @Test
    void sendsOnlyTypesAndRegionsThatWereAskedFor() throws Exception {
        var endpoint = register(receiver.url(), "risk-alert-cleared");
        announcing.alert(village, Ids.next());
        announcing.announce(
                EventType.RISK_ALERT_CLEARED,
                Regions.beside(county) + "104201",
                Ids.next(),
                Announcing.alertData(village, Ids.next()));

        var wanted = announcing.announce(
                EventType.RISK_ALERT_CLEARED, village, Ids.next(), Announcing.alertData(village, Ids.next()));

        assertThat(receiver.await().body()).contains(wanted.toString());
        assertThat(receiver.quietFor(Duration.ofSeconds(1))).isTrue();
        awaitState(endpoint, wanted, "SENT");
    }

    @Test
    void followsItsCountyWithTheOfficesLetters_whenTheCountyGetsAnotherCode() throws Exception {
        var endpoint = register(receiver.url(), "risk-alert-raised");
        var before = announcing.alert(village, Ids.next());
        var recoded = Regions.beside(county);
        var recodedVillage = recoded + village.substring(6);
        var after = announcing.envelope(
                EventType.RISK_ALERT_RAISED,
                recodedVillage,
                Ids.next(),
                Announcing.alertData(recodedVillage, Ids.next()));

        announcing.arrive(
                announcing.envelope(EventType.REGION_CHANGED, "99", Ids.next(), """
                                {"kind":"RECODE","region":"99","effectiveOn":"2026-01-01","successions":[
                                {"from":"%s","into":"%s"},{"from":"%s","into":"%s"}]}""".formatted(
                                county, recoded, village, recodedVillage)),
                after);
        // whoever has not heard of the change yet
        var late = announcing.alert(village, Ids.next());

        awaitPulled(recoded, before, after.id(), late);
        for (var event : List.of(before, after.id(), late)) {
            as("county-officer", "k", recoded)
                    .get("/api/v1/webhook-endpoints/" + endpoint.id() + "/deliveries?eventId=" + event)
                    .then()
                    .body("items", hasSize(1));
            as("county-officer", "k", recoded)
                    .get("/api/v1/inbox?type=risk-alert-raised")
                    .then()
                    .body("items.eventId", hasItem(event.toString()));
        }
        as("county-officer", "k", county)
                .get("/api/v1/webhook-endpoints/" + endpoint.id())
                .then()
                .statusCode(404);
        as("county-officer", "k", county)
                .get("/api/v1/inbox?type=risk-alert-raised")
                .then()
                .body("items", hasSize(0));
    }

    private static void awaitPulled(String region, UUID... events) {
        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        var wanted = Arrays.stream(events).map(UUID::toString).toList();
        while (!new HashSet<>(as("platform", "p", region)
                        .get("/api/v1/notification/events")
                        .<List<String>>path("items.id"))
                .containsAll(wanted)) {
            assertThat(System.nanoTime()).as("waiting for the feed").isLessThan(end);
        }
    }

    @Test
    void sendsASample_whenAsked() throws Exception {
        var endpoint = register(receiver.url(), "cycle-opened");

        String event = as("county-officer", "k", county)
                .post("/api/v1/webhook-endpoints/" + endpoint.id() + "/test")
                .then()
                .statusCode(202)
                .extract()
                .path("eventId");

        var call = receiver.await();
        assertThat(JsonPath.from(call.body()).getString("type")).isEqualTo("org.jiedui.notification.webhook-test.v1");
        awaitState(endpoint, UUID.fromString(event), "SENT");
    }

    @Test
    void signsWithBothSecrets_afterARotation() throws Exception {
        var endpoint = register(receiver.url(), "risk-alert-raised");
        var answer = as("county-officer", "k", county)
                .header("If-Match", "*")
                .post("/api/v1/webhook-endpoints/" + endpoint.id() + "/rotate-secret")
                .then()
                .statusCode(200)
                .extract();
        String fresh = answer.path("secret");
        assertThat(fresh).startsWith("whsec_").isNotEqualTo(endpoint.secret());

        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        Receiver.Call call;
        do {
            announcing.alert(village, Ids.next());
            call = receiver.await();
        } while (!call.headers().firstValue("webhook-signature").orElse("").contains(" ") && System.nanoTime() < end);

        var both = call;
        assertThatCode(() -> new Webhook(endpoint.secret()).verify(both.body(), both.headers()))
                .doesNotThrowAnyException();
        assertThatCode(() -> new Webhook(fresh).verify(both.body(), both.headers()))
                .doesNotThrowAnyException();
        as("county-officer", "k", county)
                .post("/api/v1/webhook-endpoints/" + endpoint.id() + "/rotate-secret")
                .then()
                .statusCode(428);
    }

    @Test
    void sendsAgainUnderTheOldIds_andWhatCameBeforeTheRegistration_whenAskedToReplay() throws Exception {
        var before = announcing.alert(village, Ids.next());
        var endpoint = register(receiver.url(), "risk-alert-raised");
        var after = announcing.alert(village, Ids.next());
        var first = receiver.await();
        awaitState(endpoint, after, "SENT");

        String job = as("county-officer", "k", county)
                .contentType("application/json")
                .body("{\"from\":\"2026-01-01T00:00:00.000Z\"}")
                .post("/api/v1/webhook-endpoints/" + endpoint.id() + "/replay")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");

        var again = new java.util.HashMap<String, String>();
        for (var i = 0; i < 2; i++) {
            var call = receiver.await();
            again.put(JsonPath.from(call.body()).getString("id"), call.id());
        }
        assertThat(again).containsKey(before.toString()).containsEntry(after.toString(), first.id());
        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!"SUCCEEDED".equals(as("county-officer", "k", county).get(job).path("state"))) {
            assertThat(System.nanoTime()).as("waiting for the replay").isLessThan(end);
        }
        assertThat(receiver.quietFor(Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void sendsNoComplaint_neitherAtOnceNorInAReplayNorInTheFeed() throws Exception {
        var endpoint = register(receiver.url());
        var complaint = announcing.announce(
                EventType.REQUEST_OPENED,
                county,
                Ids.next(),
                EventType.REQUEST_OPENED
                        .sample()
                        .replaceAll("\"kind\":\"[A-Z_]+\"", "\"kind\":\"COMPLAINT\"")
                        .replaceAll("\"region\":\"\\d+\"", "\"region\":\"" + county + "\""));
        var alert = announcing.alert(village, Ids.next());
        assertThat(receiver.await().body()).contains(alert.toString());

        as("county-officer", "k", county)
                .contentType("application/json")
                .body("{\"from\":\"2026-01-01T00:00:00.000Z\"}")
                .post("/api/v1/webhook-endpoints/" + endpoint.id() + "/replay")
                .then()
                .statusCode(202);

        assertThat(receiver.await().body()).contains(alert.toString());
        assertThat(receiver.quietFor(Duration.ofSeconds(1))).isTrue();
        var feed = awaitInFeed(alert);
        assertThat(feed).contains(alert.toString()).doesNotContain(complaint.toString());
    }

    /** All events of the county that can be pulled, once the given one is among them. */
    private String awaitInFeed(UUID event) {
        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (true) {
            var feed = as("county-officer", "k", county)
                    .get("/api/v1/notification/events?limit=1000")
                    .asString();
            if (feed.contains(event.toString())) {
                return feed;
            }
            assertThat(System.nanoTime()).as("waiting for the feed").isLessThan(end);
        }
    }

    @Test
    void replaysOnlyWhatCameAfterAnEvent_andRefusesAnUnclearWish() throws Exception {
        var first = announcing.alert(village, Ids.next());
        var second = announcing.alert(village, Ids.next());
        var endpoint = register(receiver.url(), "risk-alert-raised");

        replay(endpoint, "{\"afterEvent\":\"" + first + "\"}").statusCode(202);

        assertThat(JsonPath.from(receiver.await().body()).getString("id")).isIn(first.toString(), second.toString());
        replay(endpoint, "{}").statusCode(400);
        replay(endpoint, "{\"from\":\"2026-01-01T00:00:00.000Z\",\"afterEvent\":\"" + first + "\"}")
                .statusCode(400);
        replay(endpoint, "{\"afterEvent\":\"" + Ids.next() + "\"}").statusCode(404);
    }

    @Test
    void doesNotOvertakeALaterEventOfTheAggregate_whenAnEarlierOneIsReplayedForTheFirstTime() throws Exception {
        var alert = Ids.next();
        var earlier =
                announcing.announce(EventType.RISK_ALERT_RAISED, village, alert, Announcing.alertData(village, alert));
        receiver.always(Receiver.status(503));
        var endpoint = register(receiver.url());
        var later = UUID.fromString(changed(alert));
        receiver.await();

        replay(endpoint, "{\"from\":\"2026-01-01T00:00:00.000Z\"}").statusCode(202);
        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!received().contains(earlier.toString())) {
            assertThat(System.nanoTime()).as("waiting for the earlier event").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        receiver.always(Receiver.status(204));

        awaitState(endpoint, later, "SENT");
        awaitState(endpoint, earlier, "SENT");
        assertThat(received().lastIndexOf(later.toString()))
                .isGreaterThan(received().lastIndexOf(earlier.toString()));
    }

    private List<String> received() {
        return receiver.all.stream()
                .map(call -> JsonPath.from(call.body()).getString("id"))
                .toList();
    }

    private ValidatableResponse replay(Endpoint endpoint, String body) {
        return as("county-officer", "k", county)
                .contentType("application/json")
                .body(body)
                .post("/api/v1/webhook-endpoints/" + endpoint.id() + "/replay")
                .then();
    }

    @Test
    void switchesOffAnEndpointThatTookNothingForDays_saysSo_andGoesOnAfterItWasSwitchedOn() throws Exception {
        receiver.always(Receiver.status(503));
        var endpoint = register(receiver.url(), "risk-alert-raised");
        var event = announcing.alert(village, Ids.next());
        receiver.await();
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "UPDATE delivery_lane SET failing_since = '2026-01-01' WHERE id = ?")) {
            update.setBytes(1, Ids.bytes(UUID.fromString(endpoint.id())));
            assertThat(update.executeUpdate()).isEqualTo(1);
        }

        String delivery = awaitState(endpoint, event, "PARKED").extract().path("items[0].id");
        as("county-officer", "k", county)
                .get("/api/v1/webhook-endpoints/" + endpoint.id())
                .then()
                .body("active", equalTo(false))
                .body("disabledAt", not(nullValue()));
        as("county-officer", "k", county)
                .get("/api/v1/inbox?type=webhook-disabled")
                .then()
                .body(
                        "items.findAll{it.data.endpointId=='%s'}.data.host".formatted(endpoint.id()),
                        contains("127.0.0.2"));
        replay(endpoint, "{\"from\":\"2026-01-01T00:00:00.000Z\"}").statusCode(409);
        as("county-officer", "k", county)
                .post("/api/v1/webhook-endpoints/" + endpoint.id() + "/test")
                .then()
                .statusCode(409);
        as("county-officer", "k", county)
                .header("If-Match", "*")
                .post("/api/v1/deliveries/" + delivery + "/resend")
                .then()
                .statusCode(409)
                .body("code", equalTo("STATE_CONFLICT"));
        resendParked(endpoint).body("resent", equalTo(0));

        receiver.always(Receiver.status(204));
        as("county-officer", "k", county)
                .header("If-Match", "*")
                .post("/api/v1/webhook-endpoints/" + endpoint.id() + "/enable")
                .then()
                .statusCode(200)
                .body("active", equalTo(true));
        resendParked(endpoint).body("resent", equalTo(1));
        awaitState(endpoint, event, "SENT");
    }

    private ValidatableResponse resendParked(Endpoint endpoint) {
        return as("county-officer", "k", county)
                .contentType("application/json")
                .header("Idempotency-Key", "resend-" + Ids.next())
                .body("{\"recipient\":\"" + endpoint.id() + "\",\"states\":[\"PARKED\"]}")
                .post("/api/v1/deliveries/resend")
                .then()
                .statusCode(200);
    }

    @Test
    @Tag("NO-05")
    void holdsEventsBackForAReceiverThatIsAway_andSendsThemInOrder_onceItIsThereAgain() throws Exception {
        receiver.always(Receiver.status(503));
        var endpoint = register(receiver.url());
        var alert = Ids.next();
        var events = new ArrayList<String>();
        events.add(changed(alert));
        awaitBehind(endpoint, 1);

        for (var i = 0; i < 30; i++) {
            events.add(changed(alert));
        }

        assertThat(deliveries(endpoint)).isEqualTo(1);
        receiver.always(Receiver.status(204));
        awaitState(endpoint, UUID.fromString(events.get(30)), "SENT");
        awaitBehind(endpoint, 0);
        var taken = receiver.all.stream()
                .map(call -> JsonPath.from(call.body()).getString("id"))
                .distinct()
                .toList();
        assertThat(taken).containsExactlyElementsOf(events);
        // what comes from now on is enqueued at once
        var next = changed(alert);
        awaitState(endpoint, UUID.fromString(next), "SENT");
        assertThat(deliveries(endpoint)).isEqualTo(32);
    }

    @Test
    void enqueuesWhatWasHeldBack_beforeItsCountyGetsAnotherCode_inTransactionsOfItsOwn() throws Exception {
        receiver.always(Receiver.status(503));
        var endpoint = register(receiver.url());
        changed(Ids.next());
        awaitBehind(endpoint, 1);
        for (var i = 0; i < 3; i++) {
            changed(Ids.next());
        }
        assertThat(deliveries(endpoint)).isEqualTo(1);

        announcing.arriveAndCrash(announcing.envelope(
                EventType.REGION_CHANGED, "99", Ids.next(), """
                        {"kind":"RECODE","region":"99","effectiveOn":"2026-01-01","successions":[
                        {"from":"%s","into":"%s"}]}""".formatted(county, Regions.beside(county))));

        assertThat(deliveries(endpoint)).isEqualTo(4);
    }

    @Test
    void listsWhatWasHeldBack_andParksItWhenTheEndpointIsSwitchedOff() throws Exception {
        receiver.always(Receiver.status(503));
        announcing.alert(village, Ids.next());
        var endpoint = register(receiver.url());
        changed(Ids.next());
        awaitBehind(endpoint, 1);
        var heldBack = UUID.fromString(changed(Ids.next()));

        await(endpoint, heldBack, state -> state != null);
        assertThat(deliveries(endpoint)).isEqualTo(2);

        awaitBehind(endpoint, 1);
        var later = UUID.fromString(changed(Ids.next()));
        change(
                "UPDATE delivery_lane SET failing_since = '2026-01-01' WHERE id = ?",
                Ids.bytes(UUID.fromString(endpoint.id())));
        awaitState(endpoint, later, "PARKED");
    }

    private String changed(UUID alert) {
        return announcing
                .announce(EventType.RISK_ALERT_CHANGED, village, alert, Announcing.alertData(village, alert))
                .toString();
    }

    private void awaitBehind(Endpoint endpoint, long behind) throws Exception {
        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (number(
                        "SELECT COUNT(*) FROM webhook_endpoint WHERE id = ? AND behind_since IS NOT NULL",
                        Ids.bytes(UUID.fromString(endpoint.id())))
                != behind) {
            assertThat(System.nanoTime())
                    .as("waiting until it is behind or no more")
                    .isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private long deliveries(Endpoint endpoint) throws Exception {
        return number("SELECT COUNT(*) FROM delivery WHERE recipient = ?", Ids.bytes(UUID.fromString(endpoint.id())));
    }

    @Test
    void replaysToAnEndpointOnceAtATime() throws Exception {
        announcing.alert(village, Ids.next());
        var endpoint = register(receiver.url(), "risk-alert-raised");
        var wish = "{\"from\":\"2026-01-01T00:00:00.000Z\"}";
        String job = replay(endpoint, wish).statusCode(202).extract().header("Location");
        receiver.await();
        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!"SUCCEEDED".equals(as("county-officer", "k", county).get(job).path("state"))) {
            assertThat(System.nanoTime()).as("waiting for the replay").isLessThan(end);
        }
        setState(job, "HELD");

        replay(endpoint, wish).statusCode(409).body("code", equalTo("REPLAY_RUNNING"));

        setState(job, "SUCCEEDED");
        replay(endpoint, wish).statusCode(202);
        as("county-officer", "k", county)
                .get("/api/v1/webhook-endpoints/" + endpoint.id())
                .then()
                .header("ETag", equalTo("\"0\""));
    }

    private void setState(String job, String state) throws Exception {
        change(
                "UPDATE job SET state = ? WHERE id = ?",
                state,
                Ids.bytes(UUID.fromString(job.substring(job.lastIndexOf('/') + 1))));
    }

    private void change(String sql, Object... values) throws Exception {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private long number(String sql, byte[] id) throws Exception {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            select.setBytes(1, id);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    @Test
    void switchesOffTheOthers_whenOneCannotBeSwitchedOff() throws Exception {
        var broken = Ids.bytes(UUID.fromString(register(receiver.url()).id()));
        var other = register(receiver.url());
        var failing = "UPDATE delivery_lane SET failing_since = ? WHERE id = ?";
        change("UPDATE webhook_endpoint SET secret = 'nonsense' WHERE id = ?", (Object) broken);
        try {
            change(failing, "2026-01-01", broken);
            change(failing, "2026-01-02", Ids.bytes(UUID.fromString(other.id())));

            var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
            while (as("county-officer", "k", county)
                    .get("/api/v1/webhook-endpoints/" + other.id())
                    .<Boolean>path("active")) {
                assertThat(System.nanoTime()).as("waiting for the watch").isLessThan(end);
            }
        } finally {
            change("DELETE FROM delivery_lane WHERE id = ?", (Object) broken);
            change("DELETE FROM webhook_endpoint WHERE id = ?", (Object) broken);
        }
    }

    @Test
    @Tag("NO-05")
    void refusesAReceiverWithAWrongCertificate_andTriesAgain() throws Exception {
        var folder = Files.createTempDirectory("receiver");
        var store = folder.resolve("store.p12");
        var made = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "r",
                        "-dname",
                        "CN=127.0.0.2",
                        "-ext",
                        "san=ip:127.0.0.2",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start()
                .waitFor();
        assertThat(made).isZero();
        try (var selfSigned = Receiver.encrypted(store, "changeit")) {
            var endpoint = register(selfSigned.url());

            var event = announcing.alert(village, Ids.next());
            String id = await(endpoint, event, "FAILED"::equals)
                    .body("items[0].lastStatus", nullValue())
                    .extract()
                    .path("items[0].id");

            var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
            ValidatableResponse attempts;
            do {
                attempts = as("county-officer", "k", county)
                        .get("/api/v1/deliveries/" + id + "/attempts")
                        .then()
                        .statusCode(200);
            } while (!attempts.extract().asString().matches("(?s).*SSLHandshakeException.*SSLHandshakeException.*")
                    && System.nanoTime() < end);
            attempts.body("items.note", hasItem(containsString("SSLHandshakeException")))
                    .body("items.state", everyItem(equalTo("FAILED")))
                    .body("items.answerHead", everyItem(nullValue()));
            assertThat(selfSigned.all).isEmpty();
        } finally {
            Files.delete(store);
            Files.delete(folder);
        }
    }

    @Test
    void isUnderstoodByTheReferenceReceiver_ofTheDocuments() throws Exception {
        var python = List.of("/usr/bin/python3", "/usr/local/bin/python3").stream()
                .filter(file -> Files.isExecutable(Path.of(file)))
                .findFirst();
        assumeThat(python).as("python3 is here").isPresent();
        var port = TestServers.freePort();
        var endpoint = register("http://127.0.0.2:" + port + "/hook", "risk-alert-raised");
        var start = new ProcessBuilder(python.get(), "-u", "../deploy/docs/webhook-receiver/receiver.py")
                .redirectErrorStream(true);
        var said = Files.createTempFile("receiver", ".log");
        start.redirectOutput(said.toFile());
        start.environment().putAll(Map.of("JIEDUI_WEBHOOK_SECRET", endpoint.secret(), "PORT", "" + port));
        var process = start.start();
        try {
            var event = announcing.alert(village, Ids.next());

            awaitState(endpoint, event, "SENT").body("items[0].lastStatus", equalTo(204));
            io.restassured.RestAssured.given()
                    .header("webhook-id", "forged")
                    .header("webhook-timestamp", Long.toString(Instant.now().getEpochSecond()))
                    .header("webhook-signature", "v1,Zm9yZ2Vk")
                    .body("{}")
                    .post("http://127.0.0.2:" + port + "/hook")
                    .then()
                    .statusCode(401);
        } finally {
            process.destroy();
        }
        assertThat(said)
                .content()
                .contains("org.jiedui.household.risk-alert-raised.v1")
                .contains(village);
        Files.delete(said);
    }

    @Test
    @Tag("NO-05")
    void leavesAPausedEndpointAlone_whenAnOfficeOfAnotherCountyResends() throws Exception {
        var endpoint = register("http://127.0.0.2:1/nobody", "risk-alert-raised");
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "UPDATE delivery_lane SET paused_until = '2099-01-01' WHERE id = ?")) {
            update.setBytes(1, Ids.bytes(UUID.fromString(endpoint.id())));
            assertThat(update.executeUpdate()).isEqualTo(1);
        }

        as("county-officer", "k", Regions.beside(county))
                .contentType("application/json")
                .body("{\"recipient\":\"" + endpoint.id() + "\"}")
                .post("/api/v1/deliveries/resend")
                .then()
                .statusCode(200)
                .body("resent", equalTo(0));

        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT COUNT(*) FROM delivery_lane WHERE id = ? AND paused_until = '2099-01-01'")) {
            select.setBytes(1, Ids.bytes(UUID.fromString(endpoint.id())));
            try (var row = select.executeQuery()) {
                row.next();
                assertThat(row.getInt(1)).isEqualTo(1);
            }
        }
    }

    @Test
    @Tag("NO-05")
    void listsEveryAttemptWithItsHeads_withoutSecrets() throws Exception {
        receiver.then(Receiver.busy("1"));
        var endpoint = register(receiver.url() + "?key=a-key-of-the-receiver");
        var event = announcing.alert(village, Ids.next());
        String id = awaitState(endpoint, event, "SENT").extract().path("items[0].id");

        var attempts = as("county-officer", "k", county)
                .get("/api/v1/deliveries/" + id + "/attempts")
                .then()
                .statusCode(200)
                .body("items", hasSize(2))
                .body("items[0].state", equalTo("FAILED"))
                .body("items[0].status", equalTo(429))
                .body("items[1].state", equalTo("SENT"))
                .extract()
                .asString();
        assertThat(attempts).contains("webhook-signature: v1,***");
        assertThat(attempts).contains("webhook-id: " + id).containsIgnoringCase("retry-after: 1");
        assertThat(attempts).doesNotContain(endpoint.secret().substring(6)).doesNotContain("a-key-of-the-receiver");
        as("county-officer", "somebody-else", Regions.beside(county))
                .get("/api/v1/deliveries/" + id + "/attempts")
                .then()
                .statusCode(404);
    }

    @Test
    void changesTheAddress_onlyToOneThatMayBeCalled() throws Exception {
        var endpoint = register("http://127.0.0.2:1/nobody", "risk-alert-raised");
        as("county-officer", "k", county)
                .header("If-Match", "*")
                .contentType("application/json")
                .body("{\"url\":\"https://10.0.0.1/x\",\"types\":[],\"region\":\"" + county + "\"}")
                .put("/api/v1/webhook-endpoints/" + endpoint.id())
                .then()
                .statusCode(422);

        as("county-officer", "k", county)
                .header("If-Match", "*")
                .contentType("application/json")
                .body("{\"url\":\"" + receiver.url() + "\",\"types\":[\"risk-alert-raised\"],\"region\":\"" + county
                        + "\"}")
                .put("/api/v1/webhook-endpoints/" + endpoint.id())
                .then()
                .statusCode(200);
        var event = announcing.alert(village, Ids.next());

        receiver.await();
        awaitState(endpoint, event, "SENT");
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9/hook, NOT_PUBLIC",
        "https://169.254.169.254/latest/meta-data, NOT_PUBLIC",
        "https://localhost/hook, NOT_PUBLIC",
        "https://10.0.0.1/hook, NOT_PUBLIC",
        "https://[::1]/hook, NOT_PUBLIC",
        "https://[::ffff:10.0.0.1]/hook, NOT_PUBLIC",
        "https://2130706433/hook, NOT_PUBLIC",
        "http://8.8.8.8/hook, NOT_ENCRYPTED",
        "https://user:secret@8.8.8.8/hook, CREDENTIALS_IN_URL",
        "https://no-such-name.invalid/hook, NOT_RESOLVED"
    })
    void refusesAddressesThatMayNotBeCalled(String url, String reason) {
        registration(county, url, "[]", county)
                .statusCode(422)
                .body("code", equalTo("WEBHOOK_ADDRESS_REFUSED"))
                .body("reasons.code", hasItem(reason));
    }

    @ParameterizedTest
    @CsvSource(
            value = {"file:///etc/passwd", "gopher://x/", "javascript:alert(1)", "not a url", "''", "https://[::1"},
            delimiter = '|')
    void refusesWhatIsNoWebAddress(String url) {
        registration(county, url, "[]", county).statusCode(400).body("violations.pointer", hasItem("/url"));
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        as("county-officer", "k", county)
                .contentType("application/json")
                .body("{\"url\":7,\"types\":[\"nonsense\"],\"colour\":1}")
                .post("/api/v1/webhook-endpoints")
                .then()
                .statusCode(400)
                .body("violations", hasSize(4));
        registration(county, receiver.url(), "[]", Regions.beside(county))
                .statusCode(403)
                .body("code", equalTo("OUTSIDE_REGION"));
        as("village-clerk", "c", village)
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/webhook-endpoints")
                .then()
                .statusCode(403);
    }

    @Test
    void showsTheSecretOnce_andTheEndpointOnlyInItsRegion() {
        var endpoint = register(receiver.url());

        as("county-officer", "k", county)
                .get("/api/v1/webhook-endpoints/" + endpoint.id())
                .then()
                .statusCode(200)
                .body("secret", nullValue());
        as("county-officer", "k", Regions.beside(county))
                .get("/api/v1/webhook-endpoints/" + endpoint.id())
                .then()
                .statusCode(404);
        as("county-officer", "k", Regions.beside(county))
                .get("/api/v1/webhook-endpoints/" + endpoint.id() + "/deliveries")
                .then()
                .statusCode(404);
        as("county-officer", "k", Regions.beside(county))
                .post("/api/v1/webhook-endpoints/" + endpoint.id() + "/test")
                .then()
                .statusCode(404);
        as("county-officer", "k", Regions.beside(county))
                .get("/api/v1/webhook-endpoints")
                .then()
                .body("items.id", not(hasItem(endpoint.id())));
        as("county-officer", "k", county)
                .header("If-Match", "\"0\"")
                .delete("/api/v1/webhook-endpoints/" + endpoint.id())
                .then()
                .statusCode(204);
        as("county-officer", "k", county)
                .get("/api/v1/webhook-endpoints/" + endpoint.id())
                .then()
                .statusCode(404);
    }

    private Endpoint register(String url, String... types) {
        var list = types.length == 0 ? "[]" : "[\"" + String.join("\",\"", types) + "\"]";
        var answer = registration(county, url, list, county).statusCode(201).extract();
        String secret = answer.path("secret");
        assertThat(secret).startsWith("whsec_");
        return new Endpoint(answer.path("id"), secret);
    }

    private static ValidatableResponse registration(String callersRegion, String url, String types, String region) {
        return as("county-officer", "k", callersRegion)
                .contentType("application/json")
                .body("{\"url\":\"%s\",\"types\":%s,\"region\":\"%s\"}".formatted(url, types, region))
                .post("/api/v1/webhook-endpoints")
                .then();
    }

    private ValidatableResponse awaitState(Endpoint endpoint, UUID event, String state) {
        return await(endpoint, event, found -> state.equals(found));
    }

    private ValidatableResponse await(Endpoint endpoint, UUID event, Predicate<String> wanted) {
        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (true) {
            var answer = as("county-officer", "k", county)
                    .get("/api/v1/webhook-endpoints/" + endpoint.id() + "/deliveries?eventId=" + event)
                    .then()
                    .statusCode(200);
            String state = answer.extract().path("items[0].state");
            if (wanted.test(state)) {
                return answer;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("still " + answer.extract().asString());
            }
        }
    }
}
