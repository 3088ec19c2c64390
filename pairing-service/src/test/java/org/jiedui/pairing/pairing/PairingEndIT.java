package org.jiedui.pairing.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.jiedui.pairing.Stage.VILLAGE;
import static org.jiedui.pairing.Stage.active;
import static org.jiedui.pairing.Stage.announced;
import static org.jiedui.pairing.Stage.await;
import static org.jiedui.pairing.Stage.county;
import static org.jiedui.pairing.Stage.helper;
import static org.jiedui.pairing.Stage.household;
import static org.jiedui.pairing.Stage.inMonths;
import static org.jiedui.pairing.Stage.inVillage;
import static org.jiedui.pairing.Stage.mentee;
import static org.jiedui.pairing.Stage.proposal;
import static org.jiedui.pairing.Stage.proposed;
import static org.jiedui.pairing.Stage.registered;
import static org.jiedui.pairing.Stage.step;
import static org.jiedui.pairing.Stage.villageTeam;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.PairingEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When pairings may be over, and what becomes of those whose term is. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class PairingEndIT {
    @Inject
    LeaverClock clock;

    @Inject
    DataSource database;

    @Inject
    TimeSource time;

    @Test
    @Tag("PA-09")
    void keepsTheLastTeam_whileHouseholdsOfTheVillageAreNotStable() {
        var village = "330523106201";
        household(village, Map.of());
        var pairing = proposed(inVillage(villageTeam("县供电局"), village));
        active(pairing);

        step(pairing, "end", Map.of("reason", "HOUSEHOLD_STABLE"))
                .then()
                .statusCode(422)
                .body("code", equalTo("HOUSEHOLD_NOT_STABLE"));
        step(pairing, "suspend", Map.of("reason", "OTHER")).then().statusCode(200);
        step(pairing, "end", Map.of("reason", "OTHER"))
                .then()
                .statusCode(422)
                .body("code", equalTo("HOUSEHOLD_NOT_STABLE"));
        step(pairing, "end", Map.of("reason", "OTHER", "exception", Map.of("reason", "村已撤并")))
                .then()
                .statusCode(200)
                .body("state", equalTo("ENDED"), "exceptionReason", equalTo("村已撤并"));
    }

    @Test
    @Tag("PA-09")
    void letsATeamGo_whenAllHouseholdsOfTheVillageAreStable() {
        var village = "330523106202";
        household(village, Map.of("stable", true));
        var pairing = proposed(inVillage(villageTeam("县自来水厂"), village));
        active(pairing);

        step(pairing, "end", Map.of("reason", "HOUSEHOLD_STABLE")).then().statusCode(200);
    }

    @Test
    @Tag("PA-08")
    void restsWithAGap_whenTheTermOfTheOnlyHelperIsOver_andGoesOnWhenItIsExtended() throws SQLException {
        var household = household(VILLAGE, Map.of());
        var helper = registered(helper("县新华书店", null));
        var pairing = untilToday(proposal(helper, household, "PRIMARY"));
        gaps(household, 0);

        over(pairing);
        clock.look();

        of(pairing).body("state", equalTo("SUSPENDED"), "reason", equalTo("TERM_OVER"), "endedOn", nullValue());
        gaps(household, 1);
        county().queryParam("helper", helper)
                .get("/api/v1/pairing/replacements")
                .then()
                .body(
                        "items.pairingId", contains(pairing),
                        "items[0].reason", equalTo("TERM_OVER"),
                        "items[0].since", equalTo(today().toString()));
        step(pairing, "resume", Map.of("reason", "BACK_AGAIN"))
                .then()
                .statusCode(422)
                .body("code", equalTo("TERM_NOT_ALLOWED"), "reasons.code", contains("TERM_OVER"));
        var to = today().plusYears(1).toString();
        step(pairing, "extend", Map.of("to", to, "reason", "OTHER"))
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"), "to", equalTo(to));
        gaps(household, 0);
        county().queryParam("helper", helper)
                .get("/api/v1/pairing/replacements/count")
                .then()
                .body("count", equalTo(0));
        clock.look();
        of(pairing).body("state", equalTo("ACTIVE"));
    }

    @Test
    @Tag("PA-08")
    void keepsTheGap_untilTheFirstDayOfWhatIsConfirmedBefore() throws SQLException {
        var household = household(VILLAGE, Map.of());
        var later = new HashMap<>(proposal(registered(helper("县盐业公司", null)), household, "PRIMARY"));
        later.put("from", inMonths(2));
        var pairing = proposed(later);
        active(pairing);
        clock.look();
        gaps(household, 1);

        set(pairing, "valid_from", today());
        clock.look();

        gaps(household, 0);
        assertThat(announced(PairingEvent.GAPS, "gap-closed", household.toString()))
                .hasSize(1);
    }

    @Test
    @Tag("PA-08")
    void keepsWhoHelpsToday_whenTheOtherBeginsLater() {
        var household = household(VILLAGE, Map.of("childrenOutOfSchool", 1));
        var pairing = proposed(proposal(registered(helper("县博物馆", null)), household, "PRIMARY"));
        var later = new HashMap<>(proposal(registered(helper("县图书馆", null)), household, "PRIMARY"));
        later.put("from", inMonths(2));
        var other = proposed(later);
        active(pairing);
        active(other);

        step(pairing, "end", Map.of("reason", "OTHER"))
                .then()
                .statusCode(422)
                .body("code", equalTo("HOUSEHOLD_WOULD_BE_UNCOUPLED"));
    }

    @Test
    @Tag("PA-11")
    void stillRestsOnTheDayOfTheLeave_whenItWasExtendedBefore() throws SQLException {
        var helper = registered(helper("县地方志办", null));
        var pairing = untilToday(proposal(helper, household(VILLAGE, Map.of()), "PRIMARY"));
        county().header("If-Match", county().get("/api/v1/helpers/" + helper).header("ETag"))
                .body(Map.of("kind", "LONG_LEAVE", "from", "2098-01-01", "until", "2098-06-01"))
                .post("/api/v1/helpers/" + helper + "/leave")
                .then()
                .statusCode(202);
        await(() -> acted(pairing) != null);
        over(pairing);
        clock.look();
        of(pairing).body("state", equalTo("SUSPENDED"), "reason", equalTo("TERM_OVER"));

        step(pairing, "extend", Map.of("reason", "OTHER"))
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"), "to", nullValue());

        assertThat(acted(pairing)).isFalse();
    }

    @Test
    @Tag("PA-11")
    void endsTheCover_whenWhatRestedForItsTermIsExtended() throws SQLException {
        var pairing = untilToday(proposal(registered(helper("县测绘院", null)), household(VILLAGE, Map.of()), "PRIMARY"));
        over(pairing);
        clock.look();
        var substitute = registered(helper("县勘察院", null));
        var cover = step(pairing, "cover", Map.of("helperId", substitute, "reason", "ILLNESS"))
                .then()
                .statusCode(200)
                .extract()
                .<String>path("id");

        step(pairing, "extend", Map.of("reason", "OTHER"))
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"));

        of(cover).body("state", equalTo("ENDED"), "reason", equalTo("BACK_AGAIN"));
        county().get("/api/v1/helpers/" + substitute)
                .then()
                .body("capacity.find { it.role == 'PRIMARY' }.taken", equalTo(0));
    }

    @Test
    @Tag("PA-11")
    void restsOn_whenItIsExtendedWhileItsHelperIsOnLeave() throws SQLException {
        var helper = registered(helper("县种子站", null));
        var pairing = untilToday(proposal(helper, household(VILLAGE, Map.of()), "PRIMARY"));
        over(pairing);
        clock.look();
        county().header("If-Match", county().get("/api/v1/helpers/" + helper).header("ETag"))
                .body(Map.of("kind", "LONG_LEAVE", "from", today().toString()))
                .post("/api/v1/helpers/" + helper + "/leave")
                .then()
                .statusCode(202);

        step(pairing, "extend", Map.of("reason", "OTHER"))
                .then()
                .statusCode(422)
                .body("code", equalTo("HELPER_NOT_ELIGIBLE"), "reasons.code", contains("ON_LEAVE"));

        of(pairing).body("state", equalTo("SUSPENDED"), "reason", equalTo("TERM_OVER"));
        assertThat(acted(pairing)).isTrue();
    }

    private Boolean acted(String pairing) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT acted FROM replacement_queue WHERE pairing_id = ?")) {
            select.setBytes(1, Ids.bytes(UUID.fromString(pairing)));
            try (var row = select.executeQuery()) {
                return row.next() ? row.getBoolean(1) : null;
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @Tag("PA-11")
    void getsAnotherHelper_thoughTheTermIsOver() throws SQLException {
        var household = household(VILLAGE, Map.of());
        var pairing = untilToday(proposal(registered(helper("县印刷厂", null)), household, "PRIMARY"));
        over(pairing);
        clock.look();

        step(
                        pairing,
                        "replace-helper",
                        Map.of(
                                "helperId",
                                registered(helper("县图书馆", null)),
                                "from",
                                today().toString(),
                                "reason",
                                "TERM_OVER"))
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"), "to", nullValue());

        of(pairing).body("state", equalTo("REPLACED"), "endedOn", equalTo(today().toString()));
        gaps(household, 0);
    }

    @Test
    @Tag("PA-06")
    void givesThePlaceBack_whenTheTermIsOver_ofWhatCanBeDoneWithout() throws SQLException {
        var mentor = registered(helper("县党校", null));
        var mentoring = untilToday(Map.of(
                "programme",
                "MENTORING",
                "role",
                "PRIMARY",
                "helperId",
                mentor,
                "helped",
                Map.of("kind", "MENTEE", "id", mentee(null)),
                "from",
                today().minusYears(1).toString()));
        var helper = registered(helper("县文化馆", null));
        var proposal = new HashMap<>(proposal(helper, household(VILLAGE, Map.of()), "PRIMARY"));
        proposal.put("to", today().toString());
        var waiting = proposed(proposal);
        over(mentoring);
        over(waiting);

        clock.look();

        of(mentoring)
                .body(
                        "state", equalTo("ENDED"),
                        "reason", equalTo("TERM_OVER"),
                        "endedOn", equalTo(today().toString()));
        of(waiting).body("state", equalTo("WITHDRAWN"), "reason", equalTo("TERM_OVER"));
        for (var each : List.of(mentor, helper)) {
            county().get("/api/v1/helpers/" + each)
                    .then()
                    .body("capacity.find { it.role == 'PRIMARY' }.taken", equalTo(0));
        }
    }

    @Test
    @Tag("PA-11")
    void looksForSomebody_whenTheTimeOfTheSubstituteIsOver() throws SQLException {
        var household = household(VILLAGE, Map.of());
        var absent = registered(helper("县博物馆", null));
        var pairing = proposed(proposal(absent, household, "PRIMARY"));
        active(pairing);
        var cover = step(
                        pairing,
                        "cover",
                        Map.of(
                                "helperId", registered(helper("县美术馆", null)),
                                "until", today().toString(),
                                "reason", "ILLNESS"))
                .then()
                .statusCode(200)
                .extract()
                .<String>path("id");
        over(cover);

        clock.look();

        of(cover).body("state", equalTo("ENDED"), "reason", equalTo("TERM_OVER"));
        of(pairing).body("state", equalTo("SUSPENDED"), "reason", equalTo("ILLNESS"));
        gaps(household, 1);
        county().queryParam("helper", absent)
                .get("/api/v1/pairing/replacements")
                .then()
                .body("items.pairingId", contains(pairing), "items[0].reason", equalTo("ILLNESS"));
    }

    @Test
    @Tag("PA-01")
    void extendsOnly_withinTheProgrammeAndTheHelpersTime() {
        var leaving = helper("县老干部局", null);
        leaving.put("availableTo", inMonths(24));
        leaving.put("primaryPlaces", 2);
        var mentor = registered(leaving);
        var mentoring = proposed(Map.of(
                "programme",
                "MENTORING",
                "role",
                "PRIMARY",
                "helperId",
                mentor,
                "helped",
                Map.of("kind", "MENTEE", "id", mentee(null)),
                "from",
                inMonths(-6),
                "to",
                inMonths(18)));
        active(mentoring);

        step(mentoring, "extend", Map.of("to", "2101-01-01", "reason", "OTHER"))
                .then()
                .statusCode(400)
                .body("violations.code", contains("OUT_OF_RANGE"));
        refused(mentoring, inMonths(18), "TERM_NOT_ALLOWED", "NOT_LATER");
        refused(mentoring, inMonths(31), "TERM_NOT_ALLOWED", "TOO_LONG");
        refused(mentoring, null, "TERM_NOT_ALLOWED", "END_REQUIRED");
        refused(mentoring, inMonths(25), "HELPER_NOT_ELIGIBLE", "LEAVES_BEFORE_END");
        step(mentoring, "extend", Map.of("to", inMonths(24), "reason", "OTHER"))
                .then()
                .statusCode(200)
                .body("state", equalTo("ACTIVE"), "to", equalTo(inMonths(24)));
        assertThat(announced(PairingEvent.PAIRINGS, "pairing-extended", mentoring))
                .singleElement()
                .asString()
                .contains("ACTIVE", inMonths(24));
        var open = proposed(proposal(mentor, household(VILLAGE, Map.of()), "PRIMARY"));
        step(open, "extend", Map.of("to", inMonths(24), "reason", "OTHER"))
                .then()
                .statusCode(409);
    }

    @Test
    @Tag("PA-01")
    void tellsOfTheLaterDay_whenWhatRestsIsExtended() {
        var body = new HashMap<>(proposal(registered(helper("县粮库", null)), household(VILLAGE, Map.of()), "PRIMARY"));
        body.put("to", today().plusYears(1).toString());
        var pairing = proposed(body);
        active(pairing);
        step(pairing, "suspend", Map.of("reason", "ILLNESS", "exception", Map.of("reason", "短期病假")))
                .then()
                .statusCode(200);
        var to = today().plusYears(2).toString();

        step(pairing, "extend", Map.of("to", to, "reason", "OTHER"))
                .then()
                .statusCode(200)
                .body("state", equalTo("SUSPENDED"), "reason", equalTo("ILLNESS"), "to", equalTo(to));
        step(pairing, "resume", Map.of("reason", "BACK_AGAIN")).then().statusCode(200);

        assertThat(announced(PairingEvent.PAIRINGS, "pairing-resumed", pairing))
                .hasSize(1)
                .allMatch(told -> told.contains(to));
        assertThat(announced(PairingEvent.PAIRINGS, "pairing-extended", pairing))
                .hasSize(1)
                .allMatch(told -> told.contains(to) && told.contains("SUSPENDED"));
        assertThat(announced(PairingEvent.PAIRINGS, "pairing-suspended", pairing))
                .hasSize(1);
    }

    private static void refused(String pairing, String to, String code, String reason) {
        var body = new HashMap<String, Object>(Map.of("reason", "OTHER"));
        body.put("to", to);
        step(pairing, "extend", body)
                .then()
                .statusCode(422)
                .body("code", equalTo(code), "reasons.code", contains(reason));
    }

    private String untilToday(Map<String, Object> proposal) {
        var body = new HashMap<>(proposal);
        body.put("to", today().toString());
        var pairing = proposed(body);
        active(pairing);
        return pairing;
    }

    /** As if a day had gone by since the last day of its term. */
    private void over(String pairing) throws SQLException {
        set(pairing, "valid_to", today().minusDays(1));
    }

    private void set(String pairing, String column, LocalDate day) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("UPDATE pairing SET " + column + " = ? WHERE id = ?")) {
            update.setObject(1, day);
            update.setBytes(2, Ids.bytes(UUID.fromString(pairing)));
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private LocalDate today() {
        return time.today();
    }

    private static ValidatableResponse of(String pairing) {
        return county().get("/api/v1/pairings/" + pairing).then().statusCode(200);
    }

    private static void gaps(UUID household, int open) {
        county().queryParam("household", household)
                .get("/api/v1/pairing/gaps")
                .then()
                .body("items", hasSize(open));
    }
}
