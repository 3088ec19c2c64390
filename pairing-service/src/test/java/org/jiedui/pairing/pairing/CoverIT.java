package org.jiedui.pairing.pairing;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.jiedui.pairing.Stage.VILLAGE;
import static org.jiedui.pairing.Stage.active;
import static org.jiedui.pairing.Stage.await;
import static org.jiedui.pairing.Stage.county;
import static org.jiedui.pairing.Stage.helper;
import static org.jiedui.pairing.Stage.household;
import static org.jiedui.pairing.Stage.proposal;
import static org.jiedui.pairing.Stage.proposed;
import static org.jiedui.pairing.Stage.registered;
import static org.jiedui.pairing.Stage.step;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.TimeSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class CoverIT {
    @Inject
    TimeSource time;

    @Test
    @Tag("PA-08")
    @Tag("PA-11")
    void takesOver_whenTheSubstituteBecomesTheSuccessor() {
        var household = household(VILLAGE, Map.of());
        var pairing = proposed(proposal(registered(helper("县残联", null)), household, "PRIMARY"));
        active(pairing);
        var substitute = registered(helper("县红十字会", null));
        var cover = covered(pairing, substitute);

        // from a day on which he stood in already
        step(
                        pairing,
                        "replace-helper",
                        Map.of(
                                "helperId",
                                substitute,
                                "from",
                                time.today().minusDays(1).toString(),
                                "reason",
                                "HELPER_RETIRED"))
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"), "helper.id", equalTo(substitute));

        of(cover).body("state", equalTo("ENDED"), "reason", equalTo("HELPER_RETIRED"));
        of(pairing).body("state", equalTo("REPLACED"));
        taken(substitute, 1);
        gaps(household, 0);
    }

    @Test
    @Tag("PA-08")
    void endsWithWhomItCovers_onlyUnderARecordedException() {
        var household = household(VILLAGE, Map.of());
        var pairing = proposed(proposal(registered(helper("县侨办", null)), household, "PRIMARY"));
        active(pairing);
        var substitute = registered(helper("县台办", null));
        var cover = covered(pairing, substitute);

        step(pairing, "end", Map.of("reason", "HELPER_LEFT"))
                .then()
                .statusCode(422)
                .body("code", equalTo("HOUSEHOLD_WOULD_BE_UNCOUPLED"));
        of(cover).body("state", equalTo("ACTIVE"));
        step(pairing, "end", Map.of("reason", "HELPER_LEFT", "exception", Map.of("reason", "村委会暂代")))
                .then()
                .statusCode(200);

        of(cover)
                .body("state", equalTo("ENDED"), "endedOn", equalTo(time.today().toString()));
        taken(substitute, 0);
        gaps(household, 1);
    }

    @Test
    @Tag("PA-11")
    void stepsBack_whenSomebodyElseStandsIn() {
        var household = household(VILLAGE, Map.of());
        var pairing = proposed(proposal(registered(helper("县海关", null)), household, "PRIMARY"));
        active(pairing);
        var first = covered(pairing, registered(helper("县边检站", null)));

        var second = covered(pairing, registered(helper("县海事处", null)));

        of(first).body("state", equalTo("ENDED"));
        of(second).body("state", equalTo("ACTIVE"), "coversId", equalTo(pairing));
        gaps(household, 0);
    }

    @Test
    @Tag("PA-11")
    void isNeitherCoveredNorReplacedItself() {
        var pairing = proposed(proposal(registered(helper("县地震局", null)), household(VILLAGE, Map.of()), "SUPPORTING"));
        active(pairing);
        var cover = covered(pairing, registered(helper("县水文站", null)));
        var other = registered(helper("县气象台", null));
        var today = time.today().toString();

        var again = step(cover, "cover", Map.of("helperId", other, "reason", "ILLNESS"));
        var replaced =
                step(cover, "replace-helper", Map.of("helperId", other, "from", today, "reason", "HELPER_RETIRED"));

        for (var refused : List.of(again, replaced)) {
            refused.then()
                    .statusCode(409)
                    .body(
                            "code", equalTo("ILLEGAL_TRANSITION"),
                            "reasons.code", contains("COVER"),
                            "reasons[0].message", containsString(pairing));
        }
        step(pairing, "resume", Map.of("reason", "BACK_AGAIN")).then().statusCode(200);
        of(cover).body("state", equalTo("ENDED"));
    }

    @Test
    @Tag("PA-11")
    @Tag("PA-08")
    void queuesWhomItCovers_whenWhoStandsInLeaves() {
        var household = household(VILLAGE, Map.of());
        var absent = registered(helper("县档案局", null));
        var pairing = proposed(proposal(absent, household, "PRIMARY"));
        active(pairing);
        var substitute = registered(helper("县史志办", null));
        var cover = covered(pairing, substitute);

        var job = county().header(
                        "If-Match",
                        county().get("/api/v1/helpers/" + substitute).header("ETag"))
                .body(Map.of(
                        "kind", "RETIRING", "from", time.today().minusDays(1).toString()))
                .post("/api/v1/helpers/" + substitute + "/leave")
                .then()
                .statusCode(202)
                .extract()
                .<String>path("id");
        await(() ->
                "SUCCEEDED".equals(county().get("/api/v1/pairings/bulk/" + job).path("state")));

        of(cover).body("state", equalTo("ENDED"), "reason", equalTo("HELPER_RETIRED"));
        county().queryParam("helper", absent)
                .get("/api/v1/pairing/replacements")
                .then()
                .body("items.pairingId", contains(pairing));
        county().queryParam("helper", substitute)
                .get("/api/v1/pairing/replacements")
                .then()
                .body("items", hasSize(0));
        gaps(household, 1);
        step(
                        pairing,
                        "replace-helper",
                        Map.of(
                                "helperId",
                                registered(helper("县方志馆", null)),
                                "from",
                                time.today().toString(),
                                "reason",
                                "HELPER_RETIRED"))
                .then()
                .statusCode(200);
        gaps(household, 0);
    }

    private static String covered(String pairing, String substitute) {
        return step(pairing, "cover", Map.of("helperId", substitute, "reason", "ILLNESS"))
                .then()
                .statusCode(200)
                .extract()
                .path("id");
    }

    private static ValidatableResponse of(String pairing) {
        return county().get("/api/v1/pairings/" + pairing).then().statusCode(200);
    }

    private static void taken(String helper, int places) {
        county().get("/api/v1/helpers/" + helper)
                .then()
                .body("capacity.find { it.role == 'PRIMARY' }.taken", equalTo(places));
    }

    private static void gaps(UUID household, int open) {
        county().queryParam("household", household)
                .get("/api/v1/pairing/gaps")
                .then()
                .body("items", hasSize(open));
    }
}
