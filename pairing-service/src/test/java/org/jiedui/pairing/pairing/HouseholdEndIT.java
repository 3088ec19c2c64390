package org.jiedui.pairing.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.jiedui.pairing.Stage.VILLAGE;
import static org.jiedui.pairing.Stage.active;
import static org.jiedui.pairing.Stage.announce;
import static org.jiedui.pairing.Stage.announced;
import static org.jiedui.pairing.Stage.as;
import static org.jiedui.pairing.Stage.await;
import static org.jiedui.pairing.Stage.county;
import static org.jiedui.pairing.Stage.etag;
import static org.jiedui.pairing.Stage.helper;
import static org.jiedui.pairing.Stage.household;
import static org.jiedui.pairing.Stage.householdFacts;
import static org.jiedui.pairing.Stage.proposal;
import static org.jiedui.pairing.Stage.proposed;
import static org.jiedui.pairing.Stage.registered;
import static org.jiedui.pairing.Stage.step;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.pairing.PairingEvent;
import org.jiedui.pairing.helper.Capacity;
import org.jiedui.pairing.household.HouseholdRepository;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class HouseholdEndIT {
    @Inject
    HouseholdEnd end;

    @Inject
    Capacity capacity;

    @Inject
    DataSource database;

    @Inject
    HouseholdRepository households;

    @Test
    @Tag("PA-05")
    void isSeenAsClosed_whenTheTransactionReadItBefore() {
        var household = household(VILLAGE, Map.of());

        QuarkusTransaction.requiringNew().run(() -> {
            assertThat(households.findById(household).closed()).isFalse();
            QuarkusTransaction.requiringNew().run(() -> end.closed(household, VILLAGE, null, Instant.now()));

            assertThat(households.states(List.of(household)))
                    .extracting(HouseholdRepository.State::closed)
                    .containsExactly(true);
        });
    }

    @Test
    @Tag("PA-05")
    @Tag("PA-06")
    void meetsNobodyCrosswise_whenPlacesOfItsHelpersAreLockedByOthers() throws Exception {
        var helpers = List.of(registered(helper("县园林局", null)), registered(helper("县水文站", null)));
        var ids = helpers.stream().map(UUID::fromString).toList();
        for (var round = 0; round < 12; round++) {
            var household = household(VILLAGE, Map.of());
            proposed(proposal(helpers.get(1), household, "PRIMARY"));
            proposed(proposal(helpers.get(0), household, "SUPPORTING"));
            var together = new CyclicBarrier(2);
            var other = CompletableFuture.runAsync(() -> QuarkusTransaction.requiringNew()
                    .run(() -> {
                        meet(together);
                        capacity.lock(List.of(ids.get(0)));
                        capacity.lock(List.of(ids.get(1)));
                    }));

            QuarkusTransaction.requiringNew().run(() -> {
                meet(together);
                end.closed(household, VILLAGE, null, Instant.now());
            });
            other.get(60, TimeUnit.SECONDS);
        }
        county().get("/api/v1/helpers/" + helpers.get(1))
                .then()
                .body("capacity.find { it.role == 'PRIMARY' }.taken", equalTo(0));
    }

    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Tag("PA-05")
    void endsWithTheReason_whenTheHouseholdIsClosed() {
        var household = household(VILLAGE, Map.of());
        var helper = registered(helper("县民宗局", null));
        var pairing = proposed(proposal(helper, household, "PRIMARY"));
        active(pairing);

        closed(household, null);

        await(() -> "ENDED".equals(county().get("/api/v1/pairings/" + pairing).path("state")));
        county().get("/api/v1/pairings/" + pairing).then().body("reason", equalTo("HELPED_CLOSED"));
        county().get("/api/v1/helpers/" + helper)
                .then()
                .body("capacity.find { it.role == 'PRIMARY' }.taken", equalTo(0));
        county().queryParam("household", household)
                .get("/api/v1/pairing/gaps")
                .then()
                .body("items", hasSize(0));
    }

    @Test
    @Tag("PA-05")
    void getsNobody_whenTheHouseholdIsClosed_untilItsMergeIsUndone() {
        var household = household(VILLAGE, Map.of());
        var survivor = household(VILLAGE, Map.of());
        var helper = registered(helper("县方志馆", null));
        var pairing = proposed(proposal(helper, household, "PRIMARY"));
        active(pairing);

        closed(household, null);

        await(() -> "ENDED".equals(county().get("/api/v1/pairings/" + pairing).path("state")));
        step(pairing, "reopen", Map.of("reason", "OTHER"))
                .then()
                .statusCode(422)
                .body("code", equalTo("HOUSEHOLD_CLOSED"));
        county().body(proposal(helper, household, "PRIMARY"))
                .post("/api/v1/pairings")
                .then()
                .statusCode(422)
                .body("code", equalTo("HOUSEHOLD_CLOSED"));
        announce(
                "jiedui.household.household",
                "household-merge-undone",
                survivor,
                VILLAGE,
                Map.of(
                        "householdId",
                        survivor.toString(),
                        "householdNumber",
                        "33052310420100032",
                        "region",
                        VILLAGE,
                        "restoredHouseholdId",
                        household.toString(),
                        "restoredRegion",
                        VILLAGE),
                Instant.now());
        await(() -> step(pairing, "reopen", Map.of("reason", "OTHER")).statusCode() == 200);
    }

    @Test
    @Tag("PA-05")
    @Tag("PA-08")
    void goesOnWithTheSurvivor_whenHouseholdsBecomeOne() {
        var household = household(VILLAGE, Map.of());
        var survivor = household(VILLAGE, Map.of());
        var helper = registered(helper("县史志办", null));
        var pairing = proposed(proposal(helper, household, "PRIMARY"));
        active(pairing);

        closed(household, survivor);

        await(() -> county().queryParam("helped", survivor)
                        .get("/api/v1/pairings")
                        .jsonPath()
                        .getList("items")
                        .size()
                == 1);
        county().queryParam("helped", survivor)
                .get("/api/v1/pairings")
                .then()
                .body(
                        "items[0].state", equalTo("ACTIVE"),
                        "items[0].helper.id", equalTo(helper),
                        "items[0].replacesId", equalTo(pairing),
                        "items[0].certificateNumber", notNullValue());
        county().get("/api/v1/pairings/" + pairing)
                .then()
                .body("state", equalTo("ENDED"), "reason", equalTo("HELPED_MERGED"));
        county().queryParam("household", survivor)
                .get("/api/v1/pairing/gaps")
                .then()
                .body("items", hasSize(0));
    }

    @Test
    @Tag("PA-10")
    void isAskedForAndDecidedOnce_withADeadlineAndNotices() {
        var pairing =
                proposed(proposal(registered(helper("县气象台", "sub-change")), household(VILLAGE, Map.of()), "PRIMARY"));
        active(pairing);
        var path = "/api/v1/pairings/" + pairing + "/change-requests";
        var wish = new HashMap<String, Object>(Map.of("wish", "OTHER_HELPER", "reason", "NOT_SUITED", "text", "语言不通"));

        String id = as("helper", "330523", "sub-change")
                .body(wish)
                .post(path)
                .then()
                .statusCode(201)
                .body("side", equalTo("HELPER"), "due", notNullValue(), "overdue", equalTo(false))
                .extract()
                .path("id");
        county().body(wish).post(path).then().statusCode(400);
        wish.put("side", "HELPER");
        county().body(wish).post(path).then().statusCode(409).body("code", equalTo("CHANGE_REQUEST_OPEN"));
        wish.put("side", "HELPED");
        county().body(wish).post(path).then().statusCode(201);
        county().queryParam("state", "OPEN")
                .queryParam("region", VILLAGE)
                .queryParam("sort", "due")
                .get("/api/v1/pairing/change-requests")
                .then()
                .statusCode(200);
        for (var own : new String[] {"sub-change", "county"}) {
            var request = own.equals("county")
                    ? county().get(path).jsonPath().getString("items.find { it.side == 'HELPED' }.id")
                    : id;
            as("county-officer", "330523", own)
                    .header("If-Match", county().get(path + "/" + request).header("ETag"))
                    .body(Map.of("granted", true, "text", "同意"))
                    .post(path + "/" + request + "/decide")
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("OWN_CHANGE_REQUEST"));
        }
        for (var status : new int[] {200, 409}) {
            county().header("If-Match", county().get(path + "/" + id).header("ETag"))
                    .body(Map.of("granted", true, "text", "同意"))
                    .post(path + "/" + id + "/decide")
                    .then()
                    .statusCode(status);
        }

        Assertions.assertThat(announced("change-requested", pairing)).isPositive();
        Assertions.assertThat(announced("change-decided", pairing)).isEqualTo(1);
        Assertions.assertThat(etag(pairing)).isNotNull();
    }

    @Test
    @Tag("PA-05")
    void movesAlongWithItsPairings_whenAHouseholdIsRelocated() {
        var household = household(VILLAGE, Map.of());
        var pairing = proposed(proposal(registered(helper("县移民办", null)), household, "PRIMARY"));
        active(pairing);
        var elsewhere = "330522101201";

        announce(
                "jiedui.household.household",
                "household-relocated",
                household,
                elsewhere,
                Map.of("householdId", household.toString(), "region", elsewhere),
                Instant.now());

        await(() -> elsewhere.equals(as("province-officer", "33", "province")
                .get("/api/v1/pairings/" + pairing)
                .path("region")));
        county().get("/api/v1/pairings/" + pairing).then().statusCode(404);
        as("county-officer", "330522", "changxing")
                .get("/api/v1/pairings/" + pairing)
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"));
        Assertions.assertThat(announced(PairingEvent.PAIRINGS, "pairing-changed", pairing))
                .singleElement()
                .asString()
                .contains(elsewhere);
    }

    @Test
    @Tag("PA-08")
    @Tag("PA-10")
    @Tag("PA-11")
    void takesAlongWhatWaitsForADecision_whenItsVillageBecameAnother() {
        var household = household(VILLAGE, Map.of());
        var helper = registered(helper("县测绘院", null));
        var pairing = proposed(proposal(helper, household, "PRIMARY"));
        active(pairing);
        county().header("If-Match", county().get("/api/v1/helpers/" + helper).header("ETag"))
                .body(Map.of("kind", "RETIRING", "from", "2026-01-31"))
                .post("/api/v1/helpers/" + helper + "/leave")
                .then()
                .statusCode(202);
        await(() ->
                "SUSPENDED".equals(county().get("/api/v1/pairings/" + pairing).path("state")));
        county().body(Map.of("side", "HELPED", "wish", "OTHER_HELPER", "reason", "NOT_SUITED", "text", "换人"))
                .post("/api/v1/pairings/" + pairing + "/change-requests")
                .then()
                .statusCode(201);
        county().body(Map.of("helperId", helper, "helpedId", household.toString(), "side", "HELPED"))
                .post("/api/v1/pairing/wishes")
                .then()
                .statusCode(201);
        var alert = Ids.next();
        alert("risk-alert-raised", alert, household);
        await(() -> VILLAGE.equals(regionOf(alert)));
        var elsewhere = "330522101202";
        var facts = householdFacts(household, elsewhere);

        announce("jiedui.household.household", "household-changed", household, elsewhere, facts, Instant.now());

        await(() -> county().get("/api/v1/pairings/" + pairing).statusCode() == 404);
        for (var list : List.of(
                "gaps?household=" + household,
                "replacements?helper=" + helper,
                "change-requests?region=" + elsewhere,
                "wishes?helped=" + household)) {
            as("county-officer", "330522", "changxing")
                    .get("/api/v1/pairing/" + list)
                    .then()
                    .statusCode(200)
                    .body("items", hasSize(1));
        }
        Assertions.assertThat(regionOf(alert)).isEqualTo(elsewhere);
        // told late, and still by the old village
        alert("risk-alert-cleared", alert, household);
        await(() -> (elsewhere + " cleared").equals(regionOf(alert)));
    }

    @Test
    @Tag("PA-11")
    void restsOnWithItsCover_whenAHouseholdIsMerged() {
        var household = household(VILLAGE, Map.of());
        var survivor = household(VILLAGE, Map.of());
        var pairing = proposed(proposal(registered(helper("县体育局", null)), household, "PRIMARY"));
        active(pairing);
        var cover = step(pairing, "cover", Map.of("helperId", registered(helper("县文联", null)), "reason", "ILLNESS"))
                .then()
                .statusCode(200)
                .extract()
                .<String>path("id");

        closed(household, survivor);

        await(() -> county().get("/api/v1/pairings/" + cover).path("replacedById") != null);
        String next = county().get("/api/v1/pairings/" + pairing).path("replacedById");
        county().get("/api/v1/pairings/" + next)
                .then()
                .statusCode(200)
                .body("state", equalTo("SUSPENDED"), "reason", equalTo("ILLNESS"));
        String standsIn = county().get("/api/v1/pairings/" + cover).path("replacedById");
        county().get("/api/v1/pairings/" + standsIn)
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"), "coversId", equalTo(next));
        Assertions.assertThat(announced(PairingEvent.PAIRINGS, "pairing-suspended", next))
                .hasSize(1);

        step(next, "resume", Map.of("reason", "BACK_AGAIN")).then().statusCode(200);
        county().get("/api/v1/pairings/" + standsIn).then().body("state", equalTo("ENDED"));
    }

    private static void alert(String what, UUID alert, UUID household) {
        announce(
                "jiedui.household.risk-alert",
                what,
                alert,
                VILLAGE,
                Map.of(
                        "alertId",
                        alert.toString(),
                        "householdId",
                        household.toString(),
                        "region",
                        VILLAGE,
                        "reasons",
                        List.of(Map.of("code", "NO_MEDICAL_INSURANCE", "figures", Map.of()))),
                Instant.now());
    }

    private String regionOf(UUID alert) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT CONCAT(region, IF(cleared, ' cleared', '')) FROM household_alert WHERE id = ?")) {
            select.setBytes(1, Ids.bytes(alert));
            try (var row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void closed(UUID household, UUID survivor) {
        var data = new HashMap<String, Object>();
        data.put("householdId", household.toString());
        data.put("householdNumber", "33052310420100031");
        data.put("region", VILLAGE);
        data.put("on", "2026-03-01");
        data.put("closure", survivor == null ? "DISSOLVED" : "MERGED");
        data.put("mergedInto", survivor == null ? null : survivor.toString());
        announce("jiedui.household.household", "household-closed", household, VILLAGE, data, Instant.now());
    }
}
