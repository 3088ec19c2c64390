package org.jiedui.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.jiedui.notification.InboxIT.as;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.notification.audience.EventType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(NotificationServers.class)
@Tag("NO-06")
class BroadcastIT {
    @Inject
    Announcing announcing;

    private final String village = Regions.village();
    private final String county = village.substring(0, 6);

    @Test
    void tellsTheHelpersOfHouseholdsWithTheNeed_onceASecondPersonApproved() {
        var needy = helped("INDUSTRY", village);
        var other = helped("HOUSING", village);
        var elsewhere = helped("INDUSTRY", Regions.village());
        var id = write("\"HELPER\"", "\"INDUSTRY\"", county, 600, null);
        step(id, "author", "count").statusCode(200).body("recipients", equalTo(1));
        step(id, "author", "submit").statusCode(200).body("state", equalTo("SUBMITTED"));
        step(id, "author", "approve").statusCode(403).body("code", equalTo("SECOND_PERSON_REQUIRED"));

        step(id, "second", "approve").statusCode(200).body("decidedBy", equalTo("second"));

        awaitState(id, "SENT").body("told", equalTo(1));
        as("helper", needy, county)
                .get("/api/v1/inbox?type=broadcast-sent")
                .then()
                .body("items", hasSize(1))
                .body("items[0].title", equalTo("春茶管护"))
                .body("items[0].reason", equalTo("IN_THE_SEGMENT"));
        String message = as("helper", needy, county)
                .header("Accept-Language", "en")
                .get("/api/v1/inbox?type=broadcast-sent")
                .then()
                .body("items[0].title", equalTo("Spring tea"))
                .extract()
                .path("items[0].id");
        for (var account : List.of(other, elsewhere)) {
            as("helper", account, county)
                    .get("/api/v1/inbox?type=broadcast-sent")
                    .then()
                    .body("items", hasSize(0));
        }
        as("helper", needy, county)
                .post("/api/v1/inbox/" + message + "/read")
                .then()
                .statusCode(200);
        as("county-officer", "author", county)
                .get("/api/v1/broadcasts/" + id + "/figures")
                .then()
                .body("recipients", equalTo(1))
                .body("told", equalTo(1))
                .body("read", equalTo(1));
    }

    @Test
    void findsTheHelper_whereHisHouseholdLivesNow() {
        var old = Regions.village();
        var household = Ids.next();
        var account = helped("INDUSTRY", old, household);
        announcing.announce(
                EventType.HOUSEHOLD_RELOCATED,
                village,
                household,
                "{\"householdId\":\"%s\",\"householdNumber\":\"n\",\"fromRegion\":\"%s\",\"region\":\"%s\"}"
                        .formatted(household, old, village));

        var id = write("\"HELPER\"", "\"INDUSTRY\"", county, 600, null);

        step(id, "author", "count").statusCode(200).body("recipients", equalTo(1));
        step(id, "author", "submit").statusCode(200);
        step(id, "second", "approve").statusCode(200);
        awaitState(id, "SENT");
        as("helper", account, county)
                .get("/api/v1/inbox?type=broadcast-sent")
                .then()
                .body("items", hasSize(1));
    }

    @Test
    void findsTheHelper_whenHisPairingComesWithTheFormerCodeOfTheDivision() {
        var recoded = Regions.beside(county);
        announcing.announce(
                EventType.REGION_CHANGED,
                "99",
                Ids.next(),
                "{\"kind\":\"RECODE\",\"region\":\"99\",\"effectiveOn\":\"2026-01-01\",\"successions\":[{\"from\":\"%s\",\"into\":\"%s\"}]}"
                        .formatted(village, recoded + village.substring(6)));
        var helper = Ids.next();
        var elsewhere = Regions.village().substring(0, 6);
        announcing.announce(EventType.HELPER_REGISTERED, elsewhere, helper, """
                {"helperId":"%s","account":"late-%s","kind":"TECHNICAL_CADRE","unitLevel":"COUNTY","region":"%s"}""".formatted(helper, helper, elsewhere));
        announcing.announce(
                EventType.PAIRING_CONFIRMED,
                village,
                helper,
                Announcing.pairingData(helper, village, "late-" + helper, Ids.next(), "ACTIVE", 3));

        var id = as("county-officer", "author", recoded)
                .contentType("application/json")
                .body(body("\"HELPER\"", "", recoded, 600, null))
                .post("/api/v1/broadcasts")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");

        as("county-officer", "author", recoded)
                .header("If-Match", "*")
                .post("/api/v1/broadcasts/" + id + "/count")
                .then()
                .statusCode(200)
                .body("recipients", equalTo(1));
    }

    @Test
    void tellsOfficesWithoutHouseholds_ofTheirRegionAndWhereSomebodyHoldsThem() {
        var township = village.substring(0, 9);
        assertThat(recipients("\"TOWNSHIP_OFFICER\"", "", county)).isZero();
        assertThat(recipients("\"TOWNSHIP_OFFICER\"", "", township)).isOne();
        assertThat(recipients("\"PROVINCE_OFFICER\",\"COUNTY_OFFICER\"", "", county))
                .isEqualTo(2);
        assertThat(recipients("\"PROVINCE_OFFICER\"", "\"INDUSTRY\"", county)).isZero();

        as("township-officer", "t-" + township, township)
                .contentType("application/json")
                .body("{\"kind\":\"EMAIL\",\"value\":\"t%s@example.org\"}".formatted(township))
                .post("/api/v1/contact-points")
                .then()
                .statusCode(201);

        assertThat(recipients("\"TOWNSHIP_OFFICER\"", "", county)).isOne();
    }

    private int recipients(String roles, String needs, String region) {
        return step(write(roles, needs, region, 600, null), "author", "count")
                .statusCode(200)
                .extract()
                .path("recipients");
    }

    @Test
    void findsHelpersByWhatTheyCan_butNobodyWhoIsGone() {
        helper("TEA", null);
        helper("LAW", null);
        helper("TEA", "2020-01-31");

        var id = as("county-officer", "author", county)
                .contentType("application/json")
                .body(body("\"HELPER\"", "", county, 600, null).replace("\"skills\":[]", "\"skills\":[\"TEA\"]"))
                .post("/api/v1/broadcasts")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");

        step(id, "author", "count").statusCode(200).body("recipients", equalTo(1));
    }

    private void helper(String skill, String lastDay) {
        var helper = Ids.next();
        announcing.announce(EventType.HELPER_REGISTERED, county, helper, """
                {"helperId":"%s","account":"skilled-%s","kind":"PARTY_GOVERNMENT_CADRE","unitLevel":"COUNTY","region":"%s",
                "skills":["%s"],"lastDay":%s}""".formatted(
                        helper, helper, county, skill, lastDay == null ? "null" : "\"" + lastDay + "\""));
    }

    @Test
    void tellsNobodyMore_whenItIsStoppedInTheMiddle() {
        for (var i = 0; i < 4; i++) {
            helped("INDUSTRY", village);
        }
        var id = write("\"HELPER\",\"VILLAGE_CLERK\"", "", county, 1, null);
        step(id, "author", "count").body("recipients", equalTo(5));
        step(id, "author", "submit").statusCode(200);
        step(id, "second", "approve").statusCode(200);
        awaitTold(id, 1);

        step(id, "author", "stop").statusCode(200).body("state", equalTo("STOPPED"));

        as("county-officer", "author", county)
                .get("/api/v1/broadcasts/" + id)
                .then()
                .body("state", equalTo("STOPPED"))
                .body("told", equalTo(1))
                .body("recipients", equalTo(5));
        step(id, "author", "stop").statusCode(409);
    }

    @Test
    void needsASecondPerson_forWordsThatSomebodyElseRewrote() {
        helped("INDUSTRY", village);
        var id = write("\"HELPER\"", "", county, 600, "2099-01-01T00:00:00.000Z");
        as("county-officer", "second", county)
                .header("If-Match", "*")
                .contentType("application/json")
                .body(body("\"HELPER\"", "", county, 600, "2099-01-01T00:00:00.000Z"))
                .put("/api/v1/broadcasts/" + id)
                .then()
                .statusCode(200)
                .body("author", equalTo("second"));
        step(id, "second", "count").statusCode(200);
        step(id, "second", "submit").statusCode(200);

        step(id, "second", "approve").statusCode(403).body("code", equalTo("SECOND_PERSON_REQUIRED"));
        step(id, "author", "approve").statusCode(200).body("state", equalTo("APPROVED"));
        step(id, "author", "stop").statusCode(200);
    }

    @Test
    void waitsForItsTime_andCanBeStoppedBefore() {
        helped("INDUSTRY", village);
        var id = write("\"HELPER\"", "", county, 600, "2099-01-01T00:00:00.000Z");
        step(id, "author", "count").statusCode(200);
        step(id, "author", "submit").statusCode(200);

        step(id, "second", "approve").statusCode(200).body("state", equalTo("APPROVED"));

        step(id, "second", "stop").statusCode(200).body("told", equalTo(0));
    }

    @Test
    void refusesASegmentThatSelectsNobody_orWasNotCounted() {
        var id = write("\"HELPER\"", "\"NOTHING\"", county, 600, null);

        step(id, "author", "submit").statusCode(409).body("code", equalTo("BROADCAST_NOT_COUNTED"));
        step(id, "author", "count").statusCode(200).body("recipients", equalTo(0));
        step(id, "author", "submit").statusCode(422).body("code", equalTo("SEGMENT_EMPTY"));
    }

    @Test
    void needsTheProvince_forAWholeProvince() {
        helped("INDUSTRY", village);
        var province = village.substring(0, 2);
        String id = as("province-officer", "author", province)
                .contentType("application/json")
                .body(body("\"HELPER\"", "", province, 600, "2099-01-01T00:00:00.000Z"))
                .post("/api/v1/broadcasts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        for (var step : List.of("count", "submit")) {
            as("province-officer", "author", province)
                    .header("If-Match", "*")
                    .post("/api/v1/broadcasts/" + id + "/" + step)
                    .then()
                    .statusCode(200);
        }

        as("county-officer", "second", province)
                .header("If-Match", "*")
                .post("/api/v1/broadcasts/" + id + "/approve")
                .then()
                .statusCode(403)
                .body("code", equalTo("PROVINCE_APPROVAL_REQUIRED"));
        as("county-officer", "second", county)
                .header("If-Match", "*")
                .post("/api/v1/broadcasts/" + id + "/approve")
                .then()
                .statusCode(404);
        as("county-officer", "author", county)
                .contentType("application/json")
                .body(body("\"HELPER\"", "", province, 600, null))
                .post("/api/v1/broadcasts")
                .then()
                .statusCode(403)
                .body("code", equalTo("OUTSIDE_REGION"));
        as("province-officer", "second", province)
                .header("If-Match", "*")
                .post("/api/v1/broadcasts/" + id + "/reject")
                .then()
                .statusCode(200)
                .body("state", equalTo("REJECTED"));
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce_andNeedsTheVersion() {
        as("county-officer", "author", county)
                .contentType("application/json")
                .body("""
                        {"category":"GOSSIP","zh":{"title":"","body":"x"},"segment":{"region":"1","roles":[],"needs":["' or 1"],
                        "tags":[],"skills":[]},"channels":["FAX"],"perMinute":0}""")
                .post("/api/v1/broadcasts")
                .then()
                .statusCode(400)
                .body(
                        "violations.pointer",
                        hasItems("/category", "/zh/title", "/en", "/segment/region", "/segment/roles", "/perMinute"));
        var id = write("\"HELPER\"", "", county, 600, null);
        as("county-officer", "author", county)
                .post("/api/v1/broadcasts/" + id + "/count")
                .then()
                .statusCode(428);
        as("county-officer", "author", county)
                .get("/api/v1/broadcasts?colour=red")
                .then()
                .statusCode(400);
    }

    @Test
    void refusesATime_thatNoStoreCanHold() {
        for (var at : List.of("+999999999-12-31T23:59:59Z", "-0001-01-01T00:00:00Z", "9999-12-31T23:59:59-18:00")) {
            as("county-officer", "author", county)
                    .contentType("application/json")
                    .body(body("\"HELPER\"", "", county, 600, at))
                    .post("/api/v1/broadcasts")
                    .then()
                    .statusCode(400)
                    .body("violations.pointer", hasItems("/scheduledAt"));
        }
    }

    /** A household with a need and an active helper; returns the helper's account. */
    private String helped(String need, String region) {
        return helped(need, region, Ids.next());
    }

    private String helped(String need, String region, UUID household) {
        var helper = Ids.next();
        var account = "helper-" + helper;
        announcing.announce(EventType.HOUSEHOLD_REGISTERED, region, household, """
                {"householdId":"%s","householdNumber":"n","region":"%s","type":"ORDINARY","category":null,"needs":["%s"],
                "causes":["ILLNESS"],"members":2}""".formatted(household, region, need));
        announcing.announce(EventType.HELPER_REGISTERED, region.substring(0, 6), helper, """
                {"helperId":"%s","account":"%s","kind":"TECHNICAL_CADRE","unitLevel":"COUNTY","region":"%s"}""".formatted(
                        helper, account, region.substring(0, 6)));
        announcing.announce(
                EventType.PAIRING_CONFIRMED,
                region,
                helper,
                Announcing.pairingData(helper, region, account, household, "ACTIVE", 3));
        return account;
    }

    private String write(String roles, String needs, String region, int perMinute, String at) {
        return as("county-officer", "author", county)
                .contentType("application/json")
                .body(body(roles, needs, region, perMinute, at))
                .post("/api/v1/broadcasts")
                .then()
                .statusCode(201)
                .body("state", equalTo("DRAFT"))
                .extract()
                .path("id");
    }

    private static String body(String roles, String needs, String region, int perMinute, String at) {
        return """
                {"category":"TECHNIQUE","zh":{"title":"春茶管护","body":"注意防霜。"},"en":{"title":"Spring tea","body":"Frost."},
                "segment":{"region":"%s","roles":[%s],"needs":[%s],"tags":[],"skills":[]},"channels":["EMAIL"],
                "perMinute":%d,"scheduledAt":%s}""".formatted(region, roles, needs, perMinute, at == null ? "null" : "\"" + at + "\"");
    }

    private ValidatableResponse step(String id, String account, String step) {
        return as("county-officer", account, county)
                .header("If-Match", "*")
                .post("/api/v1/broadcasts/" + id + "/" + step)
                .then();
    }

    private ValidatableResponse awaitState(String id, String state) {
        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (true) {
            var answer = as("county-officer", "author", county)
                    .get("/api/v1/broadcasts/" + id)
                    .then();
            if (state.equals(answer.extract().path("state"))) {
                return answer;
            }
            assertThat(System.nanoTime()).as("waiting for " + state).isLessThan(end);
        }
    }

    private void awaitTold(String id, int count) {
        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (as("county-officer", "author", county)
                        .get("/api/v1/broadcasts/" + id)
                        .<Integer>path("told")
                < count) {
            assertThat(System.nanoTime()).as("waiting for " + count).isLessThan(end);
        }
    }
}
