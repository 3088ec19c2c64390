package org.jiedui.pairing.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.jiedui.pairing.Stage.VILLAGE;
import static org.jiedui.pairing.Stage.atOnce;
import static org.jiedui.pairing.Stage.county;
import static org.jiedui.pairing.Stage.helper;
import static org.jiedui.pairing.Stage.household;
import static org.jiedui.pairing.Stage.households;
import static org.jiedui.pairing.Stage.proposal;
import static org.jiedui.pairing.Stage.proposed;
import static org.jiedui.pairing.Stage.registered;
import static org.jiedui.pairing.Stage.step;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.pairing.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Rules between two records hold when fifty write at once. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ParallelWritersIT {
    private static final int PAIRS = 25;

    @Test
    @Tag("PA-15")
    void pairsNobodyTied_whenFiftyDeclareAndProposeOrConfirmAtOnce() throws Exception {
        var households = households(PAIRS);
        var helpers = IntStream.range(0, PAIRS)
                .mapToObj(i -> registered(helper("县直单位" + i, null)))
                .toList();
        var calls = new ArrayList<Callable<Response>>();
        for (var i = 0; i < PAIRS; i++) {
            var helper = helpers.get(i);
            var household = households.get(i);
            if (i % 2 == 0) {
                var pairing = publicised(proposal(helper, household, "PRIMARY"));
                calls.add(() -> step(pairing, "confirm", Map.of()));
            } else {
                calls.add(() ->
                        county().body(proposal(helper, household, "PRIMARY")).post("/api/v1/pairings"));
            }
            calls.add(() -> declare(helper, household));
        }

        var answers = atOnce(calls);

        for (var i = 0; i < PAIRS; i++) {
            var pairing = answers.get(2 * i);
            var tie = answers.get(2 * i + 1);
            assertThat(tie.statusCode()).isEqualTo(201);
            if (pairing.statusCode() == 422) {
                assertThat(pairing.<List<String>>path("reasons.code")).containsExactly("CONFLICT_OF_INTEREST");
            } else {
                assertThat(pairing.statusCode()).isEqualTo(i % 2 == 0 ? 200 : 201);
                assertThat(Instant.parse(pairing.path(i % 2 == 0 ? "confirmedAt" : "createdAt")))
                        .as("paired before the tie was known")
                        .isBeforeOrEqualTo(Instant.parse(tie.path("declaredAt")));
                tied(households.get(i)).then().body("items.id", contains(pairing.<String>path("id")));
            }
        }
    }

    @Test
    @Tag("PA-15")
    void isNotConfirmedButListed_whenATieIsDeclaredDuringThePublicity() {
        var household = household(VILLAGE, Map.of());
        var helper = registered(helper("县台办", null));
        var pairing = publicised(proposal(helper, household, "PRIMARY"));
        tied(household).then().body("items", hasSize(0));

        declare(helper, household).then().statusCode(201);

        step(pairing, "confirm", Map.of())
                .then()
                .statusCode(422)
                .body("code", equalTo("HELPER_NOT_ELIGIBLE"), "reasons.code", contains("CONFLICT_OF_INTEREST"));
        tied(household).then().body("items.id", contains(pairing), "items.state", contains("PUBLICISED"));
        county().queryParam("helped", household)
                .queryParam("tied", true)
                .get("/api/v1/pairings/count")
                .then()
                .body("count", equalTo(1));
    }

    @Test
    @Tag("PA-12")
    @Tag("PA-08")
    void keepsTwoDepartmentsAndAPrimary_whenFiftyEndTwoPrimariesAtOnce() throws Exception {
        var childOut = Map.<String, Object>of("childrenOutOfSchool", 1);
        var ofTwo = household(VILLAGE, childOut);
        var two = List.of(
                proposed(proposal(registered(helper("县教育局", null)), ofTwo, "PRIMARY")),
                proposed(proposal(registered(helper("县人社局", null)), ofTwo, "PRIMARY")));
        var ofThree = household(VILLAGE, childOut);
        var three = List.of(
                proposed(proposal(registered(helper("县教育局", null)), ofThree, "PRIMARY")),
                proposed(proposal(registered(helper("县人社局", null)), ofThree, "PRIMARY")),
                proposed(proposal(registered(helper("县卫健局", null)), ofThree, "SUPPORTING")));
        two.forEach(Stage::active);
        three.forEach(Stage::active);
        var calls = new ArrayList<Callable<Response>>();
        for (var i = 0; i < 25; i++) {
            var which = i % 2;
            calls.add(() -> step(two.get(which), "end", Map.of("reason", "HELPER_LEFT")));
            calls.add(() -> step(three.get(which), "end", Map.of("reason", "HELPER_LEFT")));
        }

        var answers = atOnce(calls);

        assertThat(IntStream.range(0, 25).mapToObj(i -> answers.get(2 * i)))
                .allSatisfy(answer -> assertThat(answer.<String>path("code")).isEqualTo("FORM_REQUIRES_PARTNERS"));
        assertThat(IntStream.range(0, 25).map(i -> answers.get(2 * i + 1).statusCode()))
                .filteredOn(status -> status == 200)
                .hasSize(1);
        assertThat(activeRoles(ofTwo)).containsExactly("PRIMARY", "PRIMARY");
        assertThat(activeRoles(ofThree)).containsExactlyInAnyOrder("PRIMARY", "SUPPORTING");
        county().queryParam("household", ofThree)
                .get("/api/v1/pairing/gaps")
                .then()
                .body("items", hasSize(0));
    }

    private static List<String> activeRoles(UUID household) {
        return county().queryParam("helped", household)
                .queryParam("state", "ACTIVE")
                .get("/api/v1/pairings")
                .path("items.role");
    }

    private static String publicised(Map<String, Object> proposal) {
        var pairing = proposed(proposal);
        step(pairing, "accept", Map.of()).then().statusCode(200);
        step(pairing, "publicise", Map.of()).then().statusCode(200);
        return pairing;
    }

    private static Response declare(String helper, UUID household) {
        return county().body(Map.of("householdId", household.toString(), "kind", "RELATIVE"))
                .post("/api/v1/helpers/" + helper + "/conflicts");
    }

    private static Response tied(UUID household) {
        return county().queryParam("helped", household).queryParam("tied", true).get("/api/v1/pairings");
    }
}
