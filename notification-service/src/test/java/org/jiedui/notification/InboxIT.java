package org.jiedui.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.testing.Tokens;
import org.jiedui.chassis.time.Ids;
import org.jiedui.notification.audience.EventType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(NotificationServers.class)
class InboxIT {
    @Inject
    Announcing announcing;

    @TestHTTPResource("/api/v1/inbox/stream")
    URI stream;

    @Test
    @Tag("NO-01")
    void tellsOfficesAndHelpersOfTheHousehold_andNobodyElse() {
        var village = Regions.village();
        var household = Ids.next();
        var pairing = Ids.next();
        var helper = "helper-" + pairing;
        announcing.announce(
                EventType.PAIRING_CONFIRMED,
                village,
                pairing,
                Announcing.pairingData(pairing, village, helper, household, "ACTIVE", 3));

        var event = announcing.alert(village, household);

        assertThat(sees(as("helper", helper, "330523"), event)).isTrue();
        assertThat(sees(as("village-clerk", "c1", village), event)).isTrue();
        assertThat(sees(as("township-officer", "t1", village.substring(0, 9)), event))
                .isTrue();
        assertThat(sees(as("county-officer", "k1", village.substring(0, 6)), event))
                .isTrue();
        assertThat(sees(as("village-clerk", "c2", Regions.beside(village)), event))
                .isFalse();
        assertThat(sees(as("township-officer", "t2", Regions.beside(village.substring(0, 9))), event))
                .isFalse();
        assertThat(sees(as("helper", "h2", "330523"), event)).isFalse();
        assertThat(sees(as("helper", "h2", village), event)).isFalse();
        assertThat(sees(as("auditor", "a1", village.substring(0, 2)), event)).isFalse();
    }

    @Test
    @Tag("NO-01")
    void noLongerTellsTheFormerHelper_whenThePairingHasEnded() {
        var village = Regions.village();
        var household = Ids.next();
        var pairing = Ids.next();
        var helper = "helper-" + pairing;
        announcing.announce(
                EventType.PAIRING_CONFIRMED,
                village,
                pairing,
                Announcing.pairingData(pairing, village, helper, household, "ACTIVE", 3));
        announcing.announce(
                EventType.PAIRING_ENDED,
                village,
                pairing,
                Announcing.pairingData(pairing, village, helper, household, "ENDED", 4));
        announcing.announce(
                EventType.PAIRING_CONFIRMED,
                village,
                pairing,
                Announcing.pairingData(pairing, village, helper, household, "ACTIVE", 3));

        var event = announcing.alert(village, household);

        assertThat(sees(as("helper", helper, "330523"), event)).isFalse();
    }

    @Test
    @Tag("NO-01")
    @Tag("PA-04")
    void tellsWhoLeadsTheTeamNow_ofTheHouseholdsThatItHelps() {
        var village = Regions.village();
        var household = Ids.next();
        var team = Ids.next();
        announcing.announce(
                EventType.PAIRING_CONFIRMED,
                village,
                team,
                Announcing.pairingData(team, village, "before-" + team, household, "ACTIVE", 3));

        var told = led(
                village.substring(0, 6), team, "\"now-" + team + "\"", "\"now-" + team + "\",\"member-" + team + "\"");
        var alert = announcing.alert(village, household);
        led(village.substring(0, 6), team, "null", "");
        var later = announcing.alert(village, household);

        assertThat(sees(as("helper", "member-" + team, village), told)).isTrue();
        assertThat(sees(as("helper", "now-" + team, village), told)).isTrue();
        assertThat(sees(as("county-officer", "k", village.substring(0, 6)), told))
                .isTrue();
        assertThat(sees(as("township-officer", "t", village.substring(0, 9)), told))
                .isFalse();
        assertThat(sees(as("helper", "now-" + team, village), alert)).isTrue();
        assertThat(sees(as("helper", "before-" + team, village), alert)).isFalse();
        assertThat(sees(as("helper", "now-" + team, village), later)).isFalse();
        assertThat(sees(as("helper", "before-" + team, village), later)).isFalse();
    }

    private UUID led(String county, UUID team, String leader, String members) {
        return announcing.announce(
                EventType.TEAM_LEADER_CHANGED, county, team, """
                {"teamId":"%s","region":"%s","kind":"TRIO","leaderId":null,"leaderAccount":%s,
                "since":"2026-11-21","memberAccounts":[%s]}""".formatted(team, county, leader, members));
    }

    @Test
    @Tag("NO-01")
    @Tag("EV-11")
    void tellsTheHolderOfAnHonour_whomOnlyTheRegisterOrAPairingKnows() {
        var village = Regions.village();
        var helper = Ids.next();
        var mentee = Ids.next();
        var pairing = Ids.next();
        announcing.announce(
                EventType.HELPER_REGISTERED,
                village,
                helper,
                EventType.HELPER_REGISTERED
                        .sample()
                        .replace("0193e0c4-b000-7000-8000-00000000a005", helper.toString())
                        .replace("00000000-0000-7000-8000-000000000005", "helper-" + helper));
        announcing.announce(
                EventType.PAIRING_CONFIRMED,
                village,
                pairing,
                Announcing.pairingData(pairing, village, "helper-" + helper, mentee, "ACTIVE", 1)
                        .replace("\"account\":null", "\"account\":\"mentee-" + mentee + "\"")
                        .replace("HOUSEHOLD\"", "MENTEE\""));

        var ofHelper = honour(village, "HELPER", helper);
        var ofMentee = honour(village, "MENTEE", mentee);

        assertThat(sees(as("helper", "helper-" + helper, village), ofHelper)).isTrue();
        assertThat(sees(as("helper", "helper-" + helper, village), ofMentee)).isFalse();
        assertThat(sees(as("mentee", "mentee-" + mentee, village), ofMentee)).isTrue();
        assertThat(sees(as("village-clerk", "c", village), ofHelper)).isFalse();
    }

    private UUID honour(String village, String kind, UUID holder) {
        return announcing.announce(
                EventType.HONOUR_WON, village, holder, """
                {"honourId":"%s","kind":"TITLE","holderKind":"%s","holderId":"%s","region":"%s","wonOn":"2026-10-17"}""".formatted(Ids.next(), kind, holder, village));
    }

    @Test
    @Tag("NO-02")
    @Tag("EV-10")
    void saysTheRevisionAndTheConsequence_ofACorrectedResult() {
        var village = Regions.village();
        var person = "person-" + Ids.next();
        announcing.announce(
                EventType.EVALUATION_PUBLISHED,
                village,
                Ids.next(),
                EventType.EVALUATION_PUBLISHED
                        .sample()
                        .replace("00000000-0000-7000-8000-000000000005", person)
                        .replace("\"revision\":1", "\"revision\":2"));

        as("helper", person, village)
                .get("/api/v1/inbox")
                .then()
                .body("items", hasSize(1))
                .body("items[0].body", equalTo("评议结果（第 2 版）：92.50 分，等次：优秀；对后续结对的建议：优先安排。" + "第 2 版起为更正结果，取代此前各版。"));
    }

    @Test
    @Tag("NO-02")
    void speaksTheReadersLanguage() {
        var village = Regions.village();
        announcing.alert(village, Ids.next());

        as("village-clerk", "c", village)
                .get("/api/v1/inbox")
                .then()
                .body("items[0].title", equalTo("风险预警"))
                .body("items[0].body", equalTo("HN-7（" + village + "）出现风险：适龄儿童失学辍学。请尽快核实。"))
                .body("items[0].reason", equalTo("VILLAGE_IN_CHARGE"))
                .body("items[0].reasonText", equalTo("您负责所在村"));
        as("village-clerk", "c", village)
                .header("Accept-Language", "en")
                .get("/api/v1/inbox")
                .then()
                .body("items[0].title", equalTo("Risk alert"))
                .body(
                        "items[0].body",
                        equalTo("Household HN-7 (" + village
                                + ") is at risk: a child of school age is out of school. Please verify soon."));
    }

    @Test
    @Tag("NO-05")
    void isOneMessage_whenTheEventArrivesTwiceOrACrashComesBetween() {
        var village = Regions.village();
        var household = Ids.next();
        var event = announcing.envelope(
                EventType.RISK_ALERT_RAISED, village, household, Announcing.alertData(village, household));

        announcing.arriveAndCrash(event);
        assertThat(sees(as("village-clerk", "c", village), event.id())).isFalse();
        announcing.arrive(event);
        announcing.arrive(event);

        inbox(as("village-clerk", "c", village), event.id()).body("items", hasSize(1));
        as("village-clerk", "c", village)
                .get("/api/v1/inbox/unread-count")
                .then()
                .body("count", equalTo(1));
    }

    @Test
    @Tag("NO-03")
    void keepsTheReadMarksOfEachReaderOfAnOffice() {
        var village = Regions.village();
        announcing.alert(village, Ids.next());
        announcing.alert(village, Ids.next());
        String id = as("village-clerk", "one", village).get("/api/v1/inbox").path("items[0].id");

        as("village-clerk", "one", village)
                .post("/api/v1/inbox/" + id + "/read")
                .then()
                .statusCode(200)
                .body("read", equalTo(true));
        as("village-clerk", "one", village)
                .post("/api/v1/inbox/" + id + "/read")
                .then()
                .statusCode(200);

        as("village-clerk", "one", village)
                .get("/api/v1/inbox/unread-count")
                .then()
                .body("count", equalTo(1));
        as("village-clerk", "two", village)
                .get("/api/v1/inbox/unread-count")
                .then()
                .body("count", equalTo(2));
        as("village-clerk", "one", village)
                .get("/api/v1/inbox?unread=true")
                .then()
                .body("items", hasSize(1));
        as("village-clerk", "one", village)
                .post("/api/v1/inbox/" + id + "/archive")
                .then()
                .statusCode(200);
        as("village-clerk", "one", village).get("/api/v1/inbox").then().body("items", hasSize(1));
        as("village-clerk", "one", village)
                .get("/api/v1/inbox?archived=true")
                .then()
                .body("items", hasSize(1));
        as("village-clerk", "two", village).get("/api/v1/inbox").then().body("items", hasSize(2));
    }

    @Test
    @Tag("NO-03")
    void hidesMessagesOfOthers() {
        var village = Regions.village();
        announcing.alert(village, Ids.next());
        String id = as("village-clerk", "one", village).get("/api/v1/inbox").path("items[0].id");
        var stranger = Regions.village();

        as("village-clerk", "x", stranger).get("/api/v1/inbox/" + id).then().statusCode(404);
        as("village-clerk", "x", stranger)
                .post("/api/v1/inbox/" + id + "/read")
                .then()
                .statusCode(404)
                .body("code", equalTo("NOT_FOUND"));
        as("village-clerk", "x", stranger)
                .post("/api/v1/inbox/" + id + "/archive")
                .then()
                .statusCode(404);
        given().get("/api/v1/inbox").then().statusCode(401);
    }

    @Test
    @Tag("NO-03")
    void pagesWithoutGapOrRepetition() {
        var village = Regions.village();
        for (var i = 0; i < 7; i++) {
            announcing.alert(village, Ids.next());
        }
        var seen = new java.util.LinkedHashSet<String>();
        String cursor = null;
        do {
            var request = as("village-clerk", "c", village).queryParam("limit", 3);
            var page = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/api/v1/inbox")
                    .then()
                    .statusCode(200)
                    .extract();
            List<String> ids = page.path("items.id");
            ids.forEach(id -> assertThat(seen.add(id)).isTrue());
            cursor = page.path("next");
        } while (cursor != null);

        assertThat(seen).hasSize(7);
        as("village-clerk", "c", village).get("/api/v1/inbox?limit=0").then().statusCode(400);
        for (var filter : List.of(
                "inbox?unread=1",
                "inbox?archived=yes",
                "inbox/count?type=nonsense",
                "deliveries?state=LOST",
                "deliveries?channel=FAX",
                "notification/reminders?state=EARLY",
                "notification/reminders?escalated=TRUE",
                "templates?eventType=nonsense",
                "templates?channel=sms",
                "reminder-rules?active=")) {
            as("village-clerk", "c", village)
                    .get("/api/v1/" + filter)
                    .then()
                    .statusCode(400)
                    .body("violations[0].pointer", startsWith("?"));
        }
        as("village-clerk", "c", village).get("/api/v1/inbox?colour=red").then().statusCode(400);
        as("village-clerk", "c", village).get("/api/v1/inbox?cursor=abc").then().statusCode(400);
    }

    @Test
    @Tag("NO-04")
    void leavesOutWhatTheReaderOptedOutOf_butNothingMandatory() {
        var village = Regions.village();
        var household = Ids.next();
        announcing.announce(
                EventType.HOUSEHOLD_REGISTERED, village, household, EventType.HOUSEHOLD_REGISTERED.sample());
        var account = "picky-" + household;

        as("village-clerk", account, village)
                .contentType("application/json")
                .body("{\"optOuts\":[{\"type\":\"risk-alert-raised\",\"channel\":\"INBOX\"}]}")
                .header("If-Match", "\"0\"")
                .put("/api/v1/preferences")
                .then()
                .statusCode(422)
                .body("code", equalTo("MANDATORY_TYPE"));
        as("village-clerk", account, village)
                .contentType("application/json")
                .body("{\"optOuts\":[{\"type\":\"household-registered\",\"channel\":\"INBOX\"}]}")
                .put("/api/v1/preferences")
                .then()
                .statusCode(428);
        as("village-clerk", account, village)
                .contentType("application/json")
                .body("{\"optOuts\":[{\"type\":\"household-registered\",\"channel\":\"INBOX\"}]}")
                .header("If-Match", "\"0\"")
                .put("/api/v1/preferences")
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"");

        as("village-clerk", account, village).get("/api/v1/inbox").then().body("items", hasSize(0));
        as("village-clerk", "other", village).get("/api/v1/inbox").then().body("items", hasSize(1));
        String read = as("village-clerk", "other", village).get("/api/v1/inbox").path("items[0].id");
        as("village-clerk", account, village)
                .post("/api/v1/inbox/" + read + "/read")
                .then()
                .statusCode(200);
        announcing.alert(village, Ids.next());
        as("village-clerk", account, village)
                .get("/api/v1/inbox/unread-count")
                .then()
                .body("count", equalTo(1));
        as("village-clerk", "other", village)
                .get("/api/v1/inbox/unread-count")
                .then()
                .body("count", equalTo(2));
        as("village-clerk", account, village)
                .get("/api/v1/preferences")
                .then()
                .body("optOuts[0].type", equalTo("household-registered"));
    }

    @Test
    @Tag("NO-03")
    void streamsNewMessages_andResumesWithoutAGap() throws Exception {
        var village = Regions.village();
        var token = Tokens.of("village-clerk").subject("s").region(village).sign();
        UUID first;
        String place;
        try (var open = new EventStream(stream, token, null)) {
            open.await("ready");
            first = announcing.alert(village, Ids.next());
            var message = open.await("message");
            assertThat(message.data())
                    .startsWith("{")
                    .contains(first.toString())
                    .contains("风险预警");
            place = message.id();
            assertThat(place).isNotNull();
            open.awaitComment();
        }
        var missed = announcing.alert(village, Ids.next());
        announcing.alert(Regions.village(), Ids.next());
        var alsoMissed = announcing.alert(village, Ids.next());

        try (var resumed = new EventStream(stream, token, place)) {
            assertThat(resumed.await("message").data()).contains(missed.toString());
            assertThat(resumed.await("message").data()).contains(alsoMissed.toString());
            var fresh = announcing.alert(village, Ids.next());
            assertThat(resumed.await("message").data()).contains(fresh.toString());
        }
    }

    @Test
    @Tag("NO-03")
    void bringsAllThatWasMissed_whenAStreamResumesFarBehind() throws Exception {
        var village = Regions.village();
        var token = Tokens.of("village-clerk").subject("s").region(village).sign();
        String place;
        try (var open = new EventStream(stream, token, null)) {
            open.await("ready");
            announcing.alert(village, Ids.next());
            place = open.await("message").id();
        }
        var missed = Stream.generate(() -> announcing.alert(village, Ids.next()))
                .limit(100)
                .toList();

        try (var resumed = new EventStream(stream, token, place)) {
            for (var event : missed) {
                assertThat(resumed.await("message").data()).contains(event.toString());
            }
        }
    }

    @Test
    @Tag("NO-03")
    void endsTheStream_whenTheTokenDoes() throws Exception {
        var token = Tokens.of("village-clerk")
                .region(Regions.village())
                .life(Duration.ofSeconds(8))
                .sign();
        try (var open = new EventStream(stream, token, null)) {
            open.await("ready");
            assertThat(open.endsWithin(Duration.ofSeconds(120))).isTrue();
        }
    }

    @Test
    @Tag("NO-03")
    void refusesAForeignPlace() {
        as("village-clerk", "c", Regions.village())
                .header("Last-Event-ID", "nonsense")
                .get("/api/v1/inbox/stream")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_CURSOR"));
    }

    @Test
    @Tag("NO-08")
    void listsTheEventsOfTheOwnRegion_forThoseWhoPull() {
        var village = Regions.village();
        var county = village.substring(0, 6);
        var first = announcing.alert(village, Ids.next());
        announcing.alert(Regions.village(), Ids.next());
        var second = announcing.alert(village, Ids.next());

        var seen = new java.util.ArrayList<String>();
        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        String[] after = {""};
        while (seen.size() < 2 && System.nanoTime() < end) {
            var page = as("platform", "p", county)
                    .queryParam("after", after[0])
                    .get("/api/v1/notification/events")
                    .then()
                    .statusCode(200)
                    .extract();
            seen.addAll(page.<List<String>>path("items.id"));
            after[0] = page.path("next");
        }

        assertThat(seen).containsExactly(first.toString(), second.toString());
        as("helper", "h", county).get("/api/v1/notification/events").then().statusCode(403);
    }

    static RequestSpecification as(String role, String subject, String region) {
        return given().auth()
                .oauth2(Tokens.of(role).subject(subject).region(region).sign());
    }

    private static ValidatableResponse inbox(RequestSpecification reader, UUID event) {
        return reader.get("/api/v1/inbox").then().statusCode(200).body("items[0].eventId", equalTo(event.toString()));
    }

    private static boolean sees(RequestSpecification reader, UUID event) {
        List<String> events =
                reader.get("/api/v1/inbox").then().statusCode(200).extract().path("items.eventId");
        return events.contains(event.toString());
    }
}
