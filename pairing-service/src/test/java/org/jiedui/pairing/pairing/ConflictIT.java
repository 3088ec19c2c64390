package org.jiedui.pairing.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.jiedui.pairing.Stage.VILLAGE;
import static org.jiedui.pairing.Stage.active;
import static org.jiedui.pairing.Stage.county;
import static org.jiedui.pairing.Stage.daysAgo;
import static org.jiedui.pairing.Stage.helper;
import static org.jiedui.pairing.Stage.household;
import static org.jiedui.pairing.Stage.proposal;
import static org.jiedui.pairing.Stage.proposed;
import static org.jiedui.pairing.Stage.registered;
import static org.jiedui.pairing.Stage.step;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.testing.RealServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever is tied to a household, or in need himself, comes in by no door. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("PA-15")
class ConflictIT {
    @ParameterizedTest
    @CsvSource({"RELATIVE,CONFLICT_OF_INTEREST", "MEMBER,CONFLICT_OF_INTEREST", "ELSEWHERE,HELPER_IN_NEED"})
    void refusesWhoIsTiedOrInNeed_atEveryDoor(String tie, String reason) {
        var household = household(VILLAGE, Map.of());
        var helped = proposed(proposal(registered(helper("县残联", null)), household, "PRIMARY"));
        active(helped);
        var helper = registered(helper("县妇联", null));
        var former = proposed(proposal(helper, household, "SUPPORTING"));
        active(former);
        step(former, "end", Map.of("reason", "OTHER")).then().statusCode(200);
        if (tie.equals("ELSEWHERE")) {
            declare(helper, household(VILLAGE, Map.of()), "MEMBER");
        } else {
            declare(helper, household, tie);
        }

        refused(county().body(proposal(helper, household, "SUPPORTING")).post("/api/v1/pairings"), reason);
        var instead = Map.of("helperId", helper, "from", daysAgo(1), "reason", "HELPER_RETIRED");
        refused(step(helped, "replace-helper", instead), reason);
        refused(step(helped, "cover", Map.of("helperId", helper, "reason", "ILLNESS")), reason);
        refused(step(former, "reopen", Map.of("reason", "OTHER")), reason);
        var propose = Map.of("propose", proposal(helper, household, "SUPPORTING"));
        refused(bulk(Map.of("items", List.of(propose))));
        refused(bulk(Map.of("items", List.of(propose), "publicise", Map.of())));
        int version = county().get("/api/v1/pairings/" + helped).path("version");
        refused(bulk(Map.of(
                "items",
                List.of(Map.of(
                        "replace",
                        Map.of(
                                "pairingId", helped,
                                "version", version,
                                "helperId", helper,
                                "from", daysAgo(1),
                                "reason", "HELPER_RETIRED"))))));
    }

    private static void declare(String helper, UUID household, String kind) {
        county().body(Map.of("householdId", household.toString(), "kind", kind))
                .post("/api/v1/helpers/" + helper + "/conflicts")
                .then()
                .statusCode(201);
    }

    private static Response bulk(Map<String, ?> body) {
        return county().body(body).post("/api/v1/pairings/bulk");
    }

    private static void refused(Response answer, String reason) {
        answer.then().statusCode(422).body("code", equalTo("HELPER_NOT_ELIGIBLE"));
        assertThat(answer.<List<String>>path("reasons.code")).contains(reason);
    }

    private static void refused(Response bulk) {
        bulk.then()
                .statusCode(207)
                .body("status", equalTo("ALL_REFUSED"), "items[0].problem.code", equalTo("HELPER_NOT_ELIGIBLE"));
    }
}
