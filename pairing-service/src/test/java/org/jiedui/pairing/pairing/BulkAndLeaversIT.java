package org.jiedui.pairing.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.jiedui.pairing.Stage.VILLAGE;
import static org.jiedui.pairing.Stage.active;
import static org.jiedui.pairing.Stage.announced;
import static org.jiedui.pairing.Stage.as;
import static org.jiedui.pairing.Stage.await;
import static org.jiedui.pairing.Stage.county;
import static org.jiedui.pairing.Stage.daysAgo;
import static org.jiedui.pairing.Stage.etag;
import static org.jiedui.pairing.Stage.helper;
import static org.jiedui.pairing.Stage.household;
import static org.jiedui.pairing.Stage.inMonths;
import static org.jiedui.pairing.Stage.mentee;
import static org.jiedui.pairing.Stage.proposal;
import static org.jiedui.pairing.Stage.proposed;
import static org.jiedui.pairing.Stage.registered;
import static org.jiedui.pairing.Stage.step;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.pairing.PairingEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class BulkAndLeaversIT {
    @Inject
    LeaverClock clock;

    @Inject
    BulkItems items;

    @Inject
    DataSource database;

    @Test
    @Tag("PA-11")
    void actsOnTheOthers_whenOneOfThemCannotBeActedOn() throws SQLException {
        var helper = registered(helper("县机关事务局", null));
        var pairing = proposed(proposal(helper, household(VILLAGE, Map.of()), "PRIMARY"));
        active(pairing);
        var job = leave(helper, Map.of("kind", "RETIRING", "from", "2098-01-01"))
                .then()
                .statusCode(202)
                .extract()
                .<String>path("id");
        await(() ->
                "SUCCEEDED".equals(county().get("/api/v1/pairings/bulk/" + job).path("state")));
        county().get("/api/v1/pairings/" + pairing).then().body("state", equalTo("ACTIVE"));
        update("UPDATE replacement_queue SET since = '2026-01-01' WHERE pairing_id = ?", UUID.fromString(pairing));
        update("UPDATE helper SET available_to = '2025-12-31' WHERE id = ?", UUID.fromString(helper));
        var nowhere = new UUID(1, 1);
        update(
                "INSERT INTO replacement_queue (pairing_id, helper_id, region, reason, since, due, acted, queued_at,"
                        + " queued_by) SELECT ?, helper_id, '990000', reason, since, due, acted, queued_at, queued_by"
                        + " FROM replacement_queue WHERE pairing_id = ?",
                nowhere,
                UUID.fromString(pairing));

        clock.look();
        clock.look();

        county().get("/api/v1/pairings/" + pairing)
                .then()
                .body("state", equalTo("SUSPENDED"), "reason", equalTo("HELPER_RETIRED"));
        update("DELETE FROM replacement_queue WHERE pairing_id = ?", nowhere);
    }

    @Test
    @Tag("PA-20")
    void forgetsItems_whenTheirJobIsLongOver() throws SQLException {
        var old = new UUID(Instant.parse("2020-01-01T00:00:00Z").toEpochMilli() << 16, 1);
        var young = Ids.next();
        for (var job : List.of(old, young)) {
            update("INSERT INTO bulk_item (job_id, position, outcome, reasons) VALUES (?, 0, 'CREATED', '[]')", job);
        }

        items.forget(Instant.parse("2020-06-01T00:00:00Z"));

        assertThat(items.outcomes(old, -1, 10, false)).isEmpty();
        assertThat(items.outcomes(young, -1, 10, false)).hasSize(1);
    }

    @Test
    @Tag("PA-20")
    void answersEachItemInOrder_whenSomeAreRefused() {
        var one = household(VILLAGE, Map.of());
        var other = household(VILLAGE, Map.of());
        var helper = registered(helper("县财政局", null));
        var second = registered(helper("县审计局", null));

        bulk(
                        false,
                        List.of(
                                Map.of("propose", proposal(helper, one, "PRIMARY")),
                                Map.of("propose", proposal(helper, other, "PRIMARY")),
                                Map.of("propose", proposal(second, UUID.randomUUID(), "PRIMARY")),
                                Map.of("propose", proposal(second, other, "PRIMARY"))))
                .then()
                .statusCode(207)
                .body(
                        "status", equalTo("SOME_REFUSED"),
                        "items.status", contains("CREATED", "REFUSED", "REFUSED", "CREATED"),
                        "items.position", contains(0, 1, 2, 3),
                        "items[1].problem.code", equalTo("CAPACITY_EXHAUSTED"),
                        "items[2].problem.code", equalTo("NOT_FOUND"));
    }

    @Test
    @Tag("PA-20")
    void saysThatAllWereRefused_whenNoneWasDone() {
        bulk(
                        false,
                        List.of(Map.of(
                                "propose",
                                proposal(UUID.randomUUID().toString(), household(VILLAGE, Map.of()), "PRIMARY"))))
                .then()
                .statusCode(207)
                .body(
                        "status", equalTo("ALL_REFUSED"),
                        "done", equalTo(0),
                        "items[0].problem.code", equalTo("UNKNOWN_HELPER"),
                        "items[0].problem.message", notNullValue());
    }

    @Test
    @Tag("PA-20")
    void changesNothing_whenItIsADryRun() {
        var household = household(VILLAGE, Map.of());
        var old = registered(helper("县税务局", null));
        var pairing = proposed(proposal(old, household, "PRIMARY"));
        active(pairing);
        var successor = registered(helper("县商务局", null));
        var spare = registered(helper("县科技局", null));
        var before = etag(pairing);

        bulk(
                        true,
                        List.of(
                                replace(pairing, successor),
                                Map.of("propose", proposal(spare, household(VILLAGE, Map.of()), "PRIMARY"))))
                .then()
                .statusCode(200)
                .body("status", equalTo("ALL_DONE"), "items.status", contains("REPLACED", "CREATED"));

        assertThat(etag(pairing)).isEqualTo(before);
        county().queryParam("helper", spare).get("/api/v1/pairings").then().body("items", hasSize(0));
        county().get("/api/v1/helpers/" + spare)
                .then()
                .body("capacity.find { it.role == 'PRIMARY' }.taken", equalTo(0));
    }

    @Test
    @Tag("PA-20")
    void foretellsWhatBecomesOfEachItem_whenEarlierOnesTakePlaces() {
        var taken = registered(helper("县司法局", null));
        var free = registered(helper("县气象局", null));
        var old = registered(helper("县供销社", null));
        var pairing = proposed(proposal(old, household(VILLAGE, Map.of()), "PRIMARY"));
        active(pairing);
        var items = List.of(
                Map.of("propose", proposal(taken, household(VILLAGE, Map.of()), "PRIMARY")),
                replace(pairing, taken),
                replace(pairing, free),
                replace(pairing, old),
                // the place that the replacement gives back
                Map.of("propose", proposal(old, household(VILLAGE, Map.of()), "PRIMARY")),
                Map.of("propose", proposal(free, household(VILLAGE, Map.of()), "PRIMARY")));

        var foretold = bulk(true, items);

        foretold.then()
                .statusCode(207)
                .body(
                        "items.status",
                        contains("CREATED", "REFUSED", "REPLACED", "REFUSED", "CREATED", "REFUSED"),
                        "items[1].problem.code",
                        equalTo("CAPACITY_EXHAUSTED"));
        var done = bulk(false, items);
        assertThat(done.jsonPath().<String>getList("items.status"))
                .isEqualTo(foretold.jsonPath().<String>getList("items.status"));
        assertThat(done.jsonPath().<String>getList("items.problem.code"))
                .isEqualTo(foretold.jsonPath().<String>getList("items.problem.code"));
    }

    @Test
    @Tag("PA-20")
    void refusesOnlyTheItem_whenTheOnlyProposalOfADryRunIsForAVillageElsewhere() {
        var pairing = proposed(proposal(registered(helper("县档案局", null)), household(VILLAGE, Map.of()), "PRIMARY"));
        active(pairing);
        var elsewhere = new HashMap<>(proposal(registered(helper("县台办", null)), UUID.randomUUID(), "PRIMARY"));
        elsewhere.put("helped", Map.of("kind", "VILLAGE", "region", "361131100201"));

        bulk(true, List.of(Map.of("propose", elsewhere), replace(pairing, registered(helper("县党校", null)))))
                .then()
                .statusCode(207)
                .body(
                        "items.status",
                        contains("REFUSED", "REPLACED"),
                        "items[0].problem.code",
                        equalTo("OUTSIDE_REGION"));
    }

    @Test
    @Tag("PA-20")
    void issuesNoCertificate_whenItIsADryRun() throws SQLException {
        var pairing = proposed(proposal(registered(helper("县外办", null)), household(VILLAGE, Map.of()), "PRIMARY"));
        active(pairing);
        var order = List.of(replace(pairing, registered(helper("县侨联", null))));

        // somebody else issues a certificate of the county meanwhile
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (var lock =
                    connection.prepareStatement("SELECT last FROM certificate_counter WHERE county = ? FOR UPDATE")) {
                lock.setString(1, VILLAGE.substring(0, 6));
                assertThat(lock.executeQuery().next()).isTrue();
                bulk(true, order).then().statusCode(200).body("items.status", contains("REPLACED"));
            } finally {
                connection.rollback();
            }
        }
    }

    @Test
    @Tag("PA-20")
    void isRefused_whenADryRunWouldLockVeryMany() {
        var item = Map.of("propose", proposal(UUID.randomUUID().toString(), UUID.randomUUID(), "PRIMARY"));

        bulk(true, Collections.nCopies(2_001, item))
                .then()
                .statusCode(400)
                .body("violations[0].code", equalTo("TOO_MANY"));
    }

    @Test
    @Tag("PA-20")
    void reassigns_withTheVersionThatTheCallerSaw() {
        var pairing = proposed(proposal(registered(helper("县信访局", null)), household(VILLAGE, Map.of()), "PRIMARY"));
        active(pairing);
        var successor = registered(helper("县档案馆", null));
        bulk(false, List.of(replace(pairing, successor, 0), replace(pairing, successor)))
                .then()
                .statusCode(207)
                .body("items.status", contains("REFUSED", "REPLACED"), "items[0].problem.code", equalTo("STALE"));
        county().get("/api/v1/pairings/" + pairing).then().body("state", equalTo("REPLACED"));
    }

    @Test
    @Tag("PA-20")
    void hasDoneNothing_whenItFailsHalfWay_andAllWhenRepeatedWithItsKey() throws SQLException {
        var one = proposed(proposal(registered(helper("县统计局", null)), household(VILLAGE, Map.of()), "PRIMARY"));
        active(one);
        var other = proposed(proposal(registered(helper("县医保局", null)), household(VILLAGE, Map.of()), "PRIMARY"));
        active(other);
        var items =
                List.of(replace(one, registered(helper("县文联", null))), replace(other, registered(helper("县残联", null))));
        var key = UUID.randomUUID().toString();

        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (var lock = connection.prepareStatement("SELECT id FROM pairing WHERE id = ? FOR UPDATE")) {
                lock.setBytes(1, Ids.bytes(UUID.fromString(other)));
                assertThat(lock.executeQuery().next()).isTrue();
                county().header("Idempotency-Key", key)
                        .body(Map.of("items", items))
                        .post("/api/v1/pairings/bulk")
                        .then()
                        .statusCode(503);
            } finally {
                connection.rollback();
            }
        }

        county().get("/api/v1/pairings/" + one).then().body("state", equalTo("ACTIVE"));
        county().header("Idempotency-Key", key)
                .body(Map.of("items", items))
                .post("/api/v1/pairings/bulk")
                .then()
                .statusCode(200)
                .body("items.status", contains("REPLACED", "REPLACED"));
    }

    @Test
    @Tag("PA-20")
    void isAJob_whenThereAreMoreThanFiveHundred() {
        var household = household(VILLAGE, Map.of());
        var helper = registered(helper("县人社局", null));
        var items = new ArrayList<Map<String, Object>>();
        for (var i = 0; i < 620; i++) {
            items.add(Map.of("propose", proposal(helper, household, "PRIMARY")));
        }

        var job = bulk(false, items).then().statusCode(202).extract().<String>path("id");

        await(() ->
                "SUCCEEDED".equals(county().get("/api/v1/pairings/bulk/" + job).path("state")));
        county().get("/api/v1/pairings/bulk/" + job)
                .then()
                .body(
                        "result.status", equalTo("SOME_REFUSED"),
                        "result.done", equalTo(1),
                        "result.refused", equalTo(619),
                        "processed", equalTo(620));
        county().get("/api/v1/pairings/bulk/" + job + "/items?limit=2")
                .then()
                .body("items.position", contains(0, 1), "items.status", contains("CREATED", "REFUSED"));
    }

    @Test
    @Tag("PA-20")
    @Tag("PA-07")
    void publishesAtOnce_whenTheOrganisationDecides() {
        var body = new HashMap<String, Object>();
        body.put("publicise", Map.of());
        body.put(
                "items",
                List.of(Map.of(
                        "propose",
                        proposal(registered(helper("县总工会", null)), household(VILLAGE, Map.of()), "PRIMARY"))));
        String id = county().body(body)
                .post("/api/v1/pairings/bulk")
                .then()
                .statusCode(200)
                .extract()
                .path("items[0].pairingId");

        county().get("/api/v1/pairings/" + id).then().body("state", equalTo("PUBLICISED"));
        step(id, "confirm", Map.of()).then().statusCode(200);
    }

    @Test
    @Tag("PA-11")
    @Tag("PA-08")
    void queuesAndOpensTheGap_whenTheOnlyHelperRetires() {
        var household = household(VILLAGE, Map.of());
        var helper = registered(helper("县粮食局", null));
        var pairing = proposed(proposal(helper, household, "PRIMARY"));
        active(pairing);
        var waiting = proposed(proposal(helper, household(VILLAGE, Map.of()), "SUPPORTING"));

        var job = leave(helper, Map.of("kind", "RETIRING", "from", "2026-01-31"))
                .then()
                .statusCode(202)
                .extract()
                .<String>path("id");

        await(() ->
                "SUCCEEDED".equals(county().get("/api/v1/pairings/bulk/" + job).path("state")));
        county().get("/api/v1/pairings/bulk/" + job + "/items")
                .then()
                .body("items.find { it.pairingId == '" + pairing + "' }.status", equalTo("QUEUED"))
                .body("items.find { it.pairingId == '" + waiting + "' }.status", equalTo("WITHDRAWN"));
        county().get("/api/v1/pairings/" + pairing)
                .then()
                .body("state", equalTo("SUSPENDED"), "reason", equalTo("HELPER_RETIRED"));
        county().queryParam("household", household)
                .get("/api/v1/pairing/gaps")
                .then()
                .body("items", hasSize(1), "items[0].ageDays", equalTo(0));
        county().queryParam("helper", helper)
                .get("/api/v1/pairing/replacements")
                .then()
                .body("items", hasSize(1), "items[0].pairingId", equalTo(pairing), "items[0].overdue", equalTo(true));

        var successor = registered(helper("县供销社", null));
        step(pairing, "replace-helper", Map.of("helperId", successor, "from", "2026-02-01", "reason", "HELPER_RETIRED"))
                .then()
                .statusCode(200);
        county().queryParam("household", household)
                .get("/api/v1/pairing/gaps")
                .then()
                .body("items", hasSize(0));
        county().queryParam("helper", helper)
                .get("/api/v1/pairing/replacements/count")
                .then()
                .body("count", equalTo(0));
    }

    @Test
    @Tag("PA-11")
    @Tag("PA-12")
    void queuesOneOfTwo_whenItsDepartmentWouldBeMissing() {
        var household = household(VILLAGE, Map.of("childrenOutOfSchool", 1));
        var helper = registered(helper("县残联", null));
        var pairing = proposed(proposal(helper, household, "PRIMARY"));
        active(proposed(proposal(registered(helper("县教育局", null)), household, "PRIMARY")));
        active(pairing);

        assertThat(settled(helper, Map.of("kind", "RETIRING", "from", "2026-01-31")))
                .containsExactly("QUEUED");

        county().get("/api/v1/pairings/" + pairing).then().body("state", equalTo("SUSPENDED"));
        queued(helper).body("items.pairingId", contains(pairing));
    }

    @Test
    @Tag("PA-11")
    void standsInAndStepsBack_whenAHelperIsAwayForSomeTime() {
        var household = household(VILLAGE, Map.of());
        var pairing = proposed(proposal(registered(helper("县气象局", null)), household, "PRIMARY"));
        active(pairing);
        var substitute = registered(helper("县邮政局", null));

        var cover = step(pairing, "cover", Map.of("helperId", substitute, "reason", "LONG_LEAVE"))
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"), "coversId", equalTo(pairing))
                .extract()
                .<String>path("id");
        county().get("/api/v1/pairings/" + pairing).then().body("state", equalTo("SUSPENDED"));
        county().queryParam("household", household)
                .get("/api/v1/pairing/gaps")
                .then()
                .body("items", hasSize(0));

        step(pairing, "resume", Map.of("reason", "BACK_AGAIN")).then().statusCode(200);
        county().get("/api/v1/pairings/" + cover)
                .then()
                .body("state", equalTo("ENDED"), "reason", equalTo("BACK_AGAIN"));
    }

    @Test
    @Tag("PA-11")
    void handsOver_whenBothWorkTogetherForSomeDays() {
        var helper = registered(helper("县农商行", "sub-handover"));
        var pairing = proposed(proposal(helper, household(VILLAGE, Map.of()), "PRIMARY"));
        active(pairing);
        var today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        var successor = registered(helper("县电力局", null));

        step(
                        pairing,
                        "replace-helper",
                        Map.of(
                                "helperId",
                                successor,
                                "from",
                                today.toString(),
                                "overlapDays",
                                14,
                                "reason",
                                "HELPER_TRANSFERRED"))
                .then()
                .statusCode(200);

        as("helper", "330523", "sub-handover")
                .get("/api/v1/pairings/" + pairing)
                .then()
                .statusCode(200)
                .body(
                        "state", equalTo("REPLACED"),
                        "endedOn", equalTo(today.plusDays(14).toString()));
    }

    @Test
    @Tag("PA-11")
    void endsTheOverlap_whenWhoWasReplacedGoesForGood() throws SQLException {
        var today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
        var told = replacedWithOverlap("县烟草局", today);
        var untold = replacedWithOverlap("县盐业局", today);
        var job = leave(
                        told.get(0),
                        Map.of("kind", "RETIRING", "from", today.minusDays(3).toString()))
                .then()
                .statusCode(202)
                .extract()
                .<String>path("id");
        await(() ->
                "SUCCEEDED".equals(county().get("/api/v1/pairings/bulk/" + job).path("state")));
        update(
                "UPDATE helper SET available_to = '%s' WHERE id = ?".formatted(today.minusDays(1)),
                UUID.fromString(untold.get(0)));
        clock.look();

        for (var pairing : List.of(told.get(1), untold.get(1))) {
            county().get("/api/v1/pairings/" + pairing)
                    .then()
                    .body("state", equalTo("REPLACED"), "endedOn", equalTo(today.toString()));
            await(() -> announced(PairingEvent.PAIRINGS, "pairing-replaced", pairing).stream()
                    .anyMatch(event -> event.contains("\"to\":\"" + today + "\"")));
        }
    }

    /** A helper of a unit who was replaced today and goes on for two weeks, and the pairing. */
    private static List<String> replacedWithOverlap(String unit, LocalDate today) {
        var helper = registered(helper(unit, null));
        var pairing = proposed(proposal(helper, household(VILLAGE, Map.of()), "PRIMARY"));
        active(pairing);
        step(
                        pairing,
                        "replace-helper",
                        Map.of(
                                "helperId",
                                registered(helper(unit + "二科", null)),
                                "from",
                                today.toString(),
                                "overlapDays",
                                14,
                                "reason",
                                "HELPER_RETIRED"))
                .then()
                .statusCode(200);
        return List.of(helper, pairing);
    }

    @Test
    @Tag("PA-11")
    void readsNoLonger_whenTheHandOverIsOver() {
        var helper = registered(helper("县移动公司", "sub-former"));
        var pairing = proposed(proposal(helper, household(VILLAGE, Map.of()), "PRIMARY"));
        active(pairing);
        step(
                        pairing,
                        "replace-helper",
                        Map.of(
                                "helperId", registered(helper("县联通公司", null)),
                                "from", "2026-02-01",
                                "reason", "HELPER_TRANSFERRED"))
                .then()
                .statusCode(200);

        as("helper", "330523", "sub-former")
                .get("/api/v1/pairings/" + pairing)
                .then()
                .statusCode(404);
    }

    @Test
    @Tag("PA-07")
    void goesOn_whenACompletedPairingIsReopened() {
        var household = household(VILLAGE, Map.of("stable", true, "inCare", false));
        var helper = registered(helper("县电信公司", null));
        var pairing = proposed(proposal(helper, household, "PRIMARY"));
        active(pairing);
        step(pairing, "complete", Map.of("reason", "HOUSEHOLD_STABLE")).then().statusCode(200);

        step(pairing, "suspend", Map.of("reason", "ILLNESS"))
                .then()
                .statusCode(409)
                .body("reasons.code", contains("REOPEN"));
        step(pairing, "reopen", Map.of("reason", "OTHER"))
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"), "endedOn", nullValue());
        county().get("/api/v1/helpers/" + helper)
                .then()
                .body("capacity.find { it.role == 'PRIMARY' }.taken", equalTo(1));
    }

    @Test
    @Tag("PA-07")
    @Tag("PA-11")
    void isNeitherConfirmedNorReopened_whileTheHelperIsAway() throws SQLException {
        var helper = registered(helper("县有线电视台", null));
        var pairing =
                proposed(proposal(helper, household(VILLAGE, Map.of("stable", true, "inCare", false)), "PRIMARY"));
        step(pairing, "accept", Map.of()).then().statusCode(200);
        step(pairing, "publicise", Map.of()).then().statusCode(200);
        isRefusedWhileAway(helper, pairing, "confirm", Map.of());
        step(pairing, "complete", Map.of("reason", "HOUSEHOLD_STABLE")).then().statusCode(200);

        isRefusedWhileAway(helper, pairing, "reopen", Map.of("reason", "OTHER"));
    }

    private void isRefusedWhileAway(String helper, String pairing, String verb, Map<String, ?> body)
            throws SQLException {
        for (var away : Map.of("available_to", "NOT_AVAILABLE", "absent_from", "ON_LEAVE")
                .entrySet()) {
            var set = "UPDATE helper SET " + away.getKey() + " = %s WHERE id = ?";
            update(set.formatted("'" + daysAgo(1) + "'"), UUID.fromString(helper));
            step(pairing, verb, body)
                    .then()
                    .statusCode(422)
                    .body("code", equalTo("HELPER_NOT_ELIGIBLE"), "reasons.code", contains(away.getValue()));
            update(set.formatted("NULL"), UUID.fromString(helper));
        }
        step(pairing, verb, body).then().statusCode(200).body("state", equalTo("ACTIVE"));
    }

    @Test
    @Tag("PA-11")
    void staysUntilTheFirstDay_whenTheLeaveLiesInTheFuture() throws SQLException {
        var household = household(VILLAGE, Map.of());
        var helper = registered(helper("县档案馆", null));
        var pairing = proposed(proposal(helper, household, "PRIMARY"));
        active(pairing);
        String job = leave(helper, Map.of("kind", "LONG_LEAVE", "from", "2098-01-01", "until", "2098-06-01"))
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await(() ->
                "SUCCEEDED".equals(county().get("/api/v1/pairings/bulk/" + job).path("state")));
        clock.look();

        county().get("/api/v1/pairings/" + pairing).then().body("state", equalTo("ACTIVE"));
        county().queryParam("household", household)
                .get("/api/v1/pairing/gaps")
                .then()
                .body("items", hasSize(0));
        county().queryParam("helper", helper)
                .get("/api/v1/pairing/replacements")
                .then()
                .body("items[0].since", equalTo("2098-01-01"), "items[0].overdue", equalTo(false));
        // whoever leaves later may still be paired until then
        county().body(proposal(helper, household(VILLAGE, Map.of()), "SUPPORTING"))
                .post("/api/v1/pairings")
                .then()
                .statusCode(201);

        update("UPDATE replacement_queue SET since = '2026-01-01' WHERE pairing_id = ?", UUID.fromString(pairing));
        update("UPDATE helper SET absent_from = '2026-01-01' WHERE id = ?", UUID.fromString(helper));
        clock.look();
        county().get("/api/v1/pairings/" + pairing)
                .then()
                .body("state", equalTo("SUSPENDED"), "reason", equalTo("LONG_LEAVE"));
        county().queryParam("household", household)
                .get("/api/v1/pairing/gaps")
                .then()
                .body("items", hasSize(1));
    }

    @Test
    @Tag("PA-11")
    void movesWhatIsQueued_whenTheLeaveIsMovedOrTakenBack() throws SQLException {
        var helper = registered(helper("县工商联", null));
        var pairing = proposed(proposal(helper, household(VILLAGE, Map.of()), "PRIMARY"));
        active(pairing);
        assertThat(settled(helper, Map.of("kind", "RETIRING", "from", "2098-01-01")))
                .containsExactly("QUEUED");

        assertThat(settled(helper, Map.of("kind", "TRANSFER", "from", "2098-03-01")))
                .containsExactly("QUEUED");

        queued(helper)
                .body("items.since", contains("2098-03-01"), "items.reason", contains("HELPER_TRANSFERRED"))
                .body("items[0].due", startsWith("2098-03-"));
        // the day was another one once: the helper's own dates decide
        update("UPDATE replacement_queue SET since = '2026-01-01' WHERE pairing_id = ?", UUID.fromString(pairing));
        clock.look();
        queued(helper).body("items.since", contains("2098-03-01"));
        county().header("If-Match", county().get("/api/v1/helpers/" + helper).header("ETag"))
                .body(helper("县工商联", null))
                .put("/api/v1/helpers/" + helper)
                .then()
                .statusCode(200)
                .body("availableTo", nullValue());
        update("UPDATE replacement_queue SET since = '2026-01-01' WHERE pairing_id = ?", UUID.fromString(pairing));
        clock.look();
        queued(helper).body("items", hasSize(0));
        county().get("/api/v1/pairings/" + pairing).then().body("state", equalTo("ACTIVE"));

        settled(helper, Map.of("kind", "LONG_LEAVE", "from", "2098-01-01"));
        queued(helper).body("items.since", contains("2098-01-01"));
        assertThat(settled(helper, Map.of("kind", "LONG_LEAVE", "from", "2098-01-01", "until", "2098-01-01")))
                .containsExactly("KEPT");
        queued(helper).body("items", hasSize(0));
    }

    @Test
    @Tag("PA-11")
    void remembersWhoGoesForGood_whenTheLeaveBeforeIsTakenBackOrMoved() {
        var helper = registered(helper("县侨联", null));
        active(proposed(proposal(helper, household(VILLAGE, Map.of()), "PRIMARY")));
        settled(helper, Map.of("kind", "RETIRING", "from", "2098-03-01"));
        settled(helper, Map.of("kind", "LONG_LEAVE", "from", "2098-01-01"));
        queued(helper).body("items.since", contains("2098-01-01"), "items.reason", contains("LONG_LEAVE"));

        assertThat(settled(helper, Map.of("kind", "LONG_LEAVE", "from", "2098-01-01", "until", "2098-01-01")))
                .containsExactly("KEPT");
        queued(helper).body("items.since", contains("2098-03-01"), "items.reason", contains("HELPER_LEFT"));

        settled(helper, Map.of("kind", "LONG_LEAVE", "from", "2098-02-01"));
        queued(helper).body("items.since", contains("2098-02-01"), "items.reason", contains("LONG_LEAVE"));
        settled(helper, Map.of("kind", "LONG_LEAVE", "from", "2098-04-01"));
        queued(helper).body("items.since", contains("2098-03-01"), "items.reason", contains("HELPER_LEFT"));
    }

    @Test
    @Tag("PA-11")
    @Tag("PA-08")
    void restsWithoutTheHelper_whenNothingWasQueued() throws SQLException {
        var household = household(VILLAGE, Map.of());
        var helper = registered(helper("县台办", null));
        var pairing = proposed(proposal(helper, household, "PRIMARY"));
        active(pairing);
        update("UPDATE helper SET available_to = '2026-01-31' WHERE id = ?", UUID.fromString(helper));

        clock.look();

        county().get("/api/v1/pairings/" + pairing)
                .then()
                .body("state", equalTo("SUSPENDED"), "reason", equalTo("HELPER_LEFT"));
        queued(helper).body("items.pairingId", contains(pairing), "items.since", contains("2026-02-01"));
        county().queryParam("household", household)
                .get("/api/v1/pairing/gaps")
                .then()
                .body("items", hasSize(1));
    }

    @Test
    @Tag("PA-11")
    @Tag("PA-08")
    void goesOnOnly_whenTheHelperIsBack() {
        var helper = registered(helper("县侨办", null));
        var pairing = proposed(proposal(helper, household(VILLAGE, Map.of()), "PRIMARY"));
        active(pairing);
        settled(helper, Map.of("kind", "LONG_LEAVE", "from", "2026-01-01"));
        step(pairing, "resume", Map.of("reason", "BACK_AGAIN"))
                .then()
                .statusCode(422)
                .body("code", equalTo("HELPER_NOT_ELIGIBLE"), "reasons.code", contains("ON_LEAVE"));
        queued(helper).body("items.pairingId", contains(pairing));

        var back = Map.of("kind", "LONG_LEAVE", "from", "2026-01-01", "until", "2026-02-01");
        assertThat(settled(helper, back)).containsExactly("KEPT");

        step(pairing, "resume", Map.of("reason", "BACK_AGAIN")).then().statusCode(200);
        queued(helper).body("items", hasSize(0));
        assertThat(settled(helper, back)).containsExactly("KEPT");
        county().get("/api/v1/pairings/" + pairing).then().body("state", equalTo("ACTIVE"));

        settled(helper, Map.of("kind", "RETIRING", "from", "2026-03-01"));
        step(pairing, "resume", Map.of("reason", "BACK_AGAIN"))
                .then()
                .statusCode(422)
                .body("reasons.code", contains("NOT_AVAILABLE"));
        queued(helper).body("items.pairingId", contains(pairing));
    }

    @Test
    @Tag("PA-11")
    @Tag("PA-17")
    void readsNoLonger_whenWhoIsGoneForGoodHasAPairingAtRest() throws SQLException {
        var helper = registered(helper("县侨联", "sub-gone-at-rest"));
        var mentee = mentee(null);
        var pairing = proposed(Map.of(
                "programme",
                "MENTORING",
                "role",
                "PRIMARY",
                "helperId",
                helper,
                "helped",
                Map.of("kind", "MENTEE", "id", mentee),
                "from",
                "2026-01-01",
                "to",
                inMonths(24)));
        active(pairing);
        settled(helper, Map.of("kind", "LONG_LEAVE", "from", daysAgo(50)));
        gone("sub-gone-at-rest", pairing, mentee, 200);
        valid(pairing, true);

        update("UPDATE helper SET available_to = '" + daysAgo(40) + "' WHERE id = ?", UUID.fromString(helper));
        clock.look();
        clock.look();

        county().get("/api/v1/pairings/" + pairing)
                .then()
                .body("state", equalTo("SUSPENDED"), "reason", equalTo("HELPER_LEFT"));
        assertThat(announced("pairing-suspended", pairing)).isEqualTo(2);
        gone("sub-gone-at-rest", pairing, mentee, 404);
        valid(pairing, false);

        update("UPDATE helper SET available_to = NULL, absent_from = NULL WHERE id = ?", UUID.fromString(helper));
        step(pairing, "resume", Map.of("reason", "BACK_AGAIN")).then().statusCode(200);
        gone("sub-gone-at-rest", pairing, mentee, 200);
        valid(pairing, true);
    }

    private static void gone(String account, String pairing, String mentee, int status) {
        for (var path : List.of("pairings/" + pairing, "mentees/" + mentee)) {
            as("helper", "330523", account).get("/api/v1/" + path).then().statusCode(status);
        }
    }

    private static void valid(String pairing, boolean valid) {
        var number = county().get("/api/v1/pairings/" + pairing).<String>path("certificateNumber");
        county().get("/api/v1/certificates/" + number).then().body("valid", equalTo(valid));
    }

    @Test
    @Tag("PA-11")
    void isNotPaired_whileOnLeave() {
        var helper = registered(helper("县烟草局", null));
        leave(helper, Map.of("kind", "LONG_LEAVE", "from", "2026-01-01", "until", "2099-01-01"))
                .then()
                .statusCode(202);

        county().body(proposal(helper, household(VILLAGE, Map.of()), "PRIMARY"))
                .post("/api/v1/pairings")
                .then()
                .statusCode(422)
                .body("code", equalTo("HELPER_NOT_ELIGIBLE"), "reasons.code", everyItem(equalTo("ON_LEAVE")));
    }

    @Test
    @Tag("PA-20")
    void isNotStoppedByATownship_whenAHelperLeaves() {
        var ofTownship = helper("五峰镇政府", null);
        ofTownship.put("region", VILLAGE.substring(0, 9));
        String job = leave(registered(ofTownship), Map.of("kind", "RETIRING", "from", "2026-01-31"))
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        var township = as("township-officer", VILLAGE.substring(0, 9), "township");
        township.get("/api/v1/pairings/bulk/" + job).then().statusCode(200);

        as("township-officer", VILLAGE.substring(0, 9), "township")
                .post("/api/v1/pairings/bulk/" + job + "/cancel")
                .then()
                .statusCode(403)
                .body("code", equalTo("ROLE_NOT_ALLOWED"));
    }

    /** Lets a helper go; what became of each of its pairings. */
    private static List<String> settled(String helper, Map<String, ?> order) {
        var job = leave(helper, order).then().statusCode(202).extract().<String>path("id");
        await(() ->
                "SUCCEEDED".equals(county().get("/api/v1/pairings/bulk/" + job).path("state")));
        return county().get("/api/v1/pairings/bulk/" + job + "/items").path("items.status");
    }

    private static ValidatableResponse queued(String helper) {
        return county().queryParam("helper", helper)
                .get("/api/v1/pairing/replacements")
                .then()
                .statusCode(200);
    }

    private void update(String sql, UUID... ids) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(sql)) {
            for (var i = 0; i < ids.length; i++) {
                update.setBytes(i + 1, Ids.bytes(ids[i]));
            }
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private static Map<String, Object> replace(String pairing, String successor) {
        return replace(pairing, successor, Integer.parseInt(etag(pairing).replace("\"", "")));
    }

    private static Map<String, Object> replace(String pairing, String successor, int version) {
        return Map.of(
                "replace",
                Map.of(
                        "pairingId",
                        pairing,
                        "version",
                        version,
                        "helperId",
                        successor,
                        "from",
                        "2026-02-01",
                        "reason",
                        "HELPER_LEFT"));
    }

    private static Response bulk(boolean dryRun, List<? extends Map<String, ?>> items) {
        return county().body(Map.of("dryRun", dryRun, "items", items)).post("/api/v1/pairings/bulk");
    }

    private static Response leave(String helper, Map<String, ?> order) {
        return county().header(
                        "If-Match", county().get("/api/v1/helpers/" + helper).header("ETag"))
                .body(order)
                .post("/api/v1/helpers/" + helper + "/leave");
    }
}
