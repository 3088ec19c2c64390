package org.jiedui.pairing.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.jiedui.pairing.Stage.as;
import static org.jiedui.pairing.Stage.await;
import static org.jiedui.pairing.Stage.household;
import static org.jiedui.pairing.Stage.inMonths;
import static org.jiedui.pairing.run.RunStage.MATCHINGS;
import static org.jiedui.pairing.run.RunStage.active;
import static org.jiedui.pairing.run.RunStage.begin;
import static org.jiedui.pairing.run.RunStage.body;
import static org.jiedui.pairing.run.RunStage.change;
import static org.jiedui.pairing.run.RunStage.decide;
import static org.jiedui.pairing.run.RunStage.etag;
import static org.jiedui.pairing.run.RunStage.helper;
import static org.jiedui.pairing.run.RunStage.helperOf;
import static org.jiedui.pairing.run.RunStage.lines;
import static org.jiedui.pairing.run.RunStage.numbers;
import static org.jiedui.pairing.run.RunStage.office;
import static org.jiedui.pairing.run.RunStage.one;
import static org.jiedui.pairing.run.RunStage.proposed;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jiedui.chassis.job.JobState;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.testing.Tokens;
import org.jiedui.chassis.time.Ids;
import org.jiedui.pairing.Stage;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each test has a county of its own, in a province where no other test registers helpers for a whole county or more. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("PA-14")
class MatchingRunIT {
    @Inject
    MatchingRuns runs;

    @Inject
    MatchingStore store;

    @Inject
    DataSource database;

    @Test
    void findsTheBestPairsAndPublishesThem_whenAllHouseholdsNeedAHelper() {
        var county = "351101";
        var teacher = helper(county, "县教育局", 1, List.of("EDUCATION"));
        var doctor = helper(county, "县卫健局", 1, List.of("MEDICINE"));
        var pupil = household(county + "104201", Map.of("needs", List.of("SCHOOLING"), "causes", List.of()));
        var patient = household(county + "104201", Map.of("needs", List.of("MEDICAL_CARE"), "causes", List.of()));

        var run = proposed(begin(county, Map.of()));
        assertThat(run.getInt("matched")).isEqualTo(2);
        assertThat(run.getBoolean("optimal")).isTrue();
        assertThat(run.getDouble("gap")).isZero();
        var lines = lines(county, run.getString("id"));
        assertThat(helperOf(lines, pupil)).isEqualTo(teacher);
        assertThat(helperOf(lines, patient)).isEqualTo(doctor);

        decide(county, run.getString("id"), "publish").then().statusCode(202);
        await(() -> "PUBLISHED".equals(one(county, run.getString("id")).getString("state")));
        var published = lines(county, run.getString("id"));
        assertThat(published.getList("items.pairingId")).hasSize(2).doesNotContainNull();
        office(county)
                .get("/api/v1/pairings/" + published.getString("items[0].pairingId"))
                .then()
                .statusCode(200)
                .body("state", equalTo("PROPOSED"));
    }

    @Test
    void keepsWhatWasDecided_whenItsJobRunsAgainAfterACrash() throws SQLException {
        var county = "351111";
        helper(county, "县教育局", 1, List.of("EDUCATION"));
        household(county + "104201", Map.of());
        var run = proposed(begin(county, Map.of()));
        decide(county, run.getString("id"), "publish").then().statusCode(202);
        await(() -> "PUBLISHED".equals(one(county, run.getString("id")).getString("state")));
        var before = etag(county, run.getString("id"));

        try (var connection = database.getConnection();
                var update = connection.prepareStatement("UPDATE job SET state = 'QUEUED', owner = NULL,"
                        + " finished_at = NULL, due_at = UTC_TIMESTAMP(6) WHERE id = ?")) {
            update.setBytes(1, Ids.bytes(UUID.fromString(run.getString("id"))));
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
        await(() -> JobState.SUCCEEDED
                == store.find(UUID.fromString(run.getString("id")), "")
                        .orElseThrow()
                        .job());

        assertThat(one(county, run.getString("id")).getString("state")).isEqualTo("PUBLISHED");
        assertThat(etag(county, run.getString("id"))).isEqualTo(before);
        assertThat(lines(county, run.getString("id")).getList("items.pairingId"))
                .hasSize(1)
                .doesNotContainNull();
    }

    @Test
    void publishesTheOthers_whenAPlaceWasTakenMeanwhile() {
        var county = "351110";
        var teacher = helper(county, "县教育局", 1, List.of("EDUCATION"));
        var doctor = helper(county, "县卫健局", 1, List.of("MEDICINE"));
        var pupil = household(county + "104201", Map.of("needs", List.of("SCHOOLING"), "causes", List.of()));
        var patient = household(county + "104201", Map.of("needs", List.of("MEDICAL_CARE"), "causes", List.of()));
        var run = proposed(begin(county, Map.of()));
        var other = household(county + "104201", Map.of());
        office(county)
                .body(Stage.proposal(teacher, other, "PRIMARY"))
                .post("/api/v1/pairings")
                .then()
                .statusCode(201);

        decide(county, run.getString("id"), "publish").then().statusCode(202);
        await(() -> "PUBLISHED".equals(one(county, run.getString("id")).getString("state")));
        var published = lines(county, run.getString("id"));
        assertThat(published.getString("items.find { it.householdId == '" + pupil + "' }.refusal"))
                .isEqualTo("CAPACITY_EXHAUSTED");
        assertThat(published.getString("items.find { it.householdId == '" + pupil + "' }.pairingId"))
                .isNull();
        assertThat(published.getString("items.find { it.householdId == '" + patient + "' }.refusal"))
                .isNull();
        assertThat(helperOf(published, patient)).isEqualTo(doctor);
        office(county)
                .get(MATCHINGS + "/" + run.getString("id") + "/publication")
                .then()
                .statusCode(200)
                .body("processed", equalTo(2));
    }

    @Test
    @Tag("PA-15")
    void pairsNobodyTiedOrInNeed_evenWhenTheTieWasDeclaredAfterTheProposal() {
        var county = "351148";
        var needy = helper(county, "县水利局", 1, List.of("EDUCATION"));
        var own = household(county + "104201", Map.of());
        household(county + "104201", Map.of());
        declare(county, needy, own.toString(), "MEMBER");
        var without = proposed(begin(county, Map.of()));
        assertThat(without.getInt("places")).isEqualTo(2);
        assertThat(without.getInt("matched")).isZero();
        assertThat(lines(county, without.getString("id")).getList("items.explanation.blocked.HELPER_IN_NEED"))
                .containsExactly(1, 1);
        var relative = helper(county, "县林业局", 1, List.of("EDUCATION"));
        var run = proposed(begin(county, Map.of()));
        var helped = lines(county, run.getString("id")).getString("items.find { it.helperId != null }.householdId");

        declare(county, relative, helped, "RELATIVE");
        decide(county, run.getString("id"), "publish").then().statusCode(202);

        await(() -> "PUBLISHED".equals(one(county, run.getString("id")).getString("state")));
        var published = lines(county, run.getString("id"));
        assertThat(published.getString("items.find { it.helperId != null }.refusal"))
                .isEqualTo("HELPER_NOT_ELIGIBLE");
        assertThat(published.getList("items.pairingId")).containsOnlyNulls();
    }

    private static void declare(String county, String helper, String household, String kind) {
        office(county)
                .body(Map.of("householdId", household, "kind", kind))
                .post("/api/v1/helpers/" + helper + "/conflicts")
                .then()
                .statusCode(201);
    }

    @Test
    void goesOnWhereItStopped_whenItIsPublishedAgainAfterAFailure() {
        var county = "351112";
        helper(county, "县教育局", 1, List.of("EDUCATION"));
        helper(county, "县卫健局", 1, List.of("MEDICINE"));
        household(county + "104201", Map.of("needs", List.of("SCHOOLING"), "causes", List.of()));
        household(county + "104201", Map.of("needs", List.of("MEDICAL_CARE"), "causes", List.of()));
        var run = proposed(begin(county, Map.of()));
        var id = UUID.fromString(run.getString("id"));
        var pairing = stoppedAfterTheFirst(county, id);

        office(county)
                .get(MATCHINGS + "/" + id)
                .then()
                .body("state", equalTo("PUBLICATION_FAILED"), "error", equalTo("INTERNAL"));
        office(county)
                .get(MATCHINGS + "/" + id + "/publication")
                .then()
                .body("state", equalTo("FAILED"), "error.code", equalTo("INTERNAL"));
        assertThat(numbers(county, id, "outcome=WAITING")).containsExactly(2);
        office(county)
                .get(MATCHINGS + "/" + id + "/lines?open=true&outcome=WAITING")
                .then()
                .statusCode(400);

        decide(county, id.toString(), "publish").then().statusCode(202);
        await(() -> "PUBLISHED".equals(one(county, id.toString()).getString("state")));

        var published = lines(county, id.toString());
        assertThat(published.getString("items[0].pairingId")).isEqualTo(pairing);
        assertThat(published.getString("items[1].pairingId")).isNotNull();
        assertThat(numbers(county, id, "outcome=WAITING")).isEmpty();
        assertThat(numbers(county, id, "outcome=REFUSED")).isEmpty();
        assertThat(office(county)
                        .queryParam("region", county)
                        .get("/api/v1/pairings")
                        .jsonPath()
                        .getList("items.id"))
                .hasSize(2);
        // the job ends a moment after the run is published
        await(() -> "SUCCEEDED"
                .equals(office(county)
                        .get(MATCHINGS + "/" + id + "/publication")
                        .path("state")));
        office(county)
                .get(MATCHINGS + "/" + id + "/publication")
                .then()
                .body("result.published", equalTo(2), "result.refused", equalTo(0), "processed", equalTo(2));
    }

    @Test
    void keepsWhatWasPublished_whenTheRestIsDropped() {
        var county = "351113";
        helper(county, "县教育局", 1, List.of("EDUCATION"));
        helper(county, "县卫健局", 1, List.of("MEDICINE"));
        household(county + "104201", Map.of("needs", List.of("SCHOOLING"), "causes", List.of()));
        household(county + "104201", Map.of("needs", List.of("MEDICAL_CARE"), "causes", List.of()));
        var id = UUID.fromString(proposed(begin(county, Map.of())).getString("id"));
        var pairing = stoppedAfterTheFirst(county, id);

        decide(county, id.toString(), "drop").then().statusCode(200).body("state", equalTo("DROPPED"));

        office(county).get("/api/v1/pairings/" + pairing).then().body("state", equalTo("PROPOSED"));
        decide(county, id.toString(), "publish").then().statusCode(409);
    }

    @Test
    void leavesDecisionsToTheOffice_whenThePlatformAsks() {
        var county = "351114";
        helper(county, "县教育局", 1, List.of("EDUCATION"));
        household(county + "104201", Map.of());
        var id = proposed(begin(county, Map.of())).getString("id");
        var platform = as("platform", county, "platform-" + county);
        platform.get(MATCHINGS + "/" + id).then().statusCode(200);
        as("platform", county, "platform-" + county)
                .header("If-Match", etag(county, id))
                .body(Map.of())
                .post(MATCHINGS + "/" + id + "/publish")
                .then()
                .statusCode(403);
        as("platform", county, "platform-" + county)
                .body(body(county))
                .post(MATCHINGS)
                .then()
                .statusCode(403);
    }

    @Test
    @Tag("PA-11")
    void givesTheLeaversPairingsToOthers_andLeavesAllElseAlone() {
        var county = "351115";
        var leaver = helper(county, "县教育局", 1, List.of("EDUCATION"));
        var pupil = household(county + "104201", Map.of("needs", List.of("SCHOOLING"), "causes", List.of()));
        var stays = helper(county, "县卫健局", 1, List.of("MEDICINE"));
        var patient = household(county + "104201", Map.of("needs", List.of("MEDICAL_CARE"), "causes", List.of()));
        var first = active(county, leaver, pupil);
        var second = active(county, stays, patient);
        var successor = helper(county, "县人社局", 1, List.of());

        var run = proposed(begin(county, Map.of("gone", leaver)));

        assertThat(run.getInt("changed")).isEqualTo(1);
        assertThat(run.getInt("kept")).isEqualTo(1);
        assertThat(run.getInt("fresh")).isZero();
        var lines = lines(county, run.getString("id"));
        assertThat(helperOf(lines, pupil)).isEqualTo(successor);
        assertThat(lines.getString("items.find { it.householdId == '" + pupil + "' }.presentPairingId"))
                .isEqualTo(first);
        assertThat(lines.getString("items.find { it.householdId == '" + patient + "' }.kind"))
                .isEqualTo("KEPT");
        decide(county, run.getString("id"), "publish").then().statusCode(202);
        await(() -> "PUBLISHED".equals(one(county, run.getString("id")).getString("state")));

        var published = lines(county, run.getString("id"));
        office(county)
                .get("/api/v1/pairings/"
                        + published.getString("items.find { it.householdId == '" + pupil + "' }.pairingId"))
                .then()
                .body("state", equalTo("ACTIVE"), "helper.id", equalTo(successor));
        office(county).get("/api/v1/pairings/" + first).then().body("state", equalTo("REPLACED"));
        office(county).get("/api/v1/pairings/" + second).then().body("state", equalTo("ACTIVE"));
    }

    @Test
    void refusesToPublish_whenPairingsWouldChangeHandsBeforeTheFirstDay() {
        var county = "351119";
        var leaver = helper(county, "县教育局", 1, List.of("EDUCATION"));
        var pupil = household(county + "104201", Map.of("needs", List.of("SCHOOLING"), "causes", List.of()));
        var pairing = active(county, leaver, pupil);
        helper(county, "县人社局", 1, List.of());
        var run = proposed(begin(county, Map.of("gone", leaver, "from", "2090-01-01")));
        assertThat(run.getInt("changed")).isEqualTo(1);

        decide(county, run.getString("id"), "publish")
                .then()
                .statusCode(422)
                .body("code", equalTo("TERM_NOT_ALLOWED"), "reasons.code", hasItem("CHANGES_BEGIN_LATER"));

        assertThat(one(county, run.getString("id")).getString("state")).isEqualTo("PROPOSED");
        office(county).get("/api/v1/pairings/" + pairing).then().body("state", equalTo("ACTIVE"));
    }

    @Test
    void changesOnlyWhatItMust_whenAHelperDropsOutOfAProposal() {
        var county = "351116";
        var teacher = helper(county, "县教育局", 1, List.of("EDUCATION"));
        var doctor = helper(county, "县卫健局", 1, List.of("MEDICINE"));
        var pupil = household(county + "104201", Map.of("needs", List.of("SCHOOLING"), "causes", List.of()));
        var patient = household(county + "104201", Map.of("needs", List.of("MEDICAL_CARE"), "causes", List.of()));
        var run = proposed(begin(county, Map.of()));
        var spare = helper(county, "县人社局", 1, List.of());

        var next = office(county)
                .header("If-Match", etag(county, run.getString("id")))
                .body(Map.of("helperId", teacher))
                .post(MATCHINGS + "/" + run.getString("id") + "/repair");
        next.then().statusCode(202).body("basedOn", equalTo(run.getString("id")), "gone", equalTo(teacher));
        var mended = proposed(next.jsonPath());

        var lines = lines(county, mended.getString("id"));
        assertThat(helperOf(lines, patient)).isEqualTo(doctor);
        assertThat(helperOf(lines, pupil)).isEqualTo(spare);
        assertThat(one(county, run.getString("id")).getString("state")).isEqualTo("DROPPED");
    }

    @Test
    void bringsNobodyBackWhoDroppedOut_whenTheProposalIsChangedAgain() {
        var county = "351118";
        var teacher = helper(county, "县教育局", 1, List.of("EDUCATION"));
        var tutor = helper(county, "县总工会", 1, List.of("EDUCATION"));
        var spare = helper(county, "县人社局", 1, List.of());
        var pupil = household(county + "104201", Map.of("needs", List.of("SCHOOLING"), "causes", List.of()));
        var run = proposed(begin(county, Map.of()));

        var once = proposed(change(county, run, "repair", Map.of("helperId", teacher)));
        var twice = proposed(change(county, once, "repair", Map.of("helperId", tutor)));
        assertThat(helperOf(lines(county, twice.getString("id")), pupil)).isEqualTo(spare);
        var locked = Map.of("locks", List.of(Map.of("household", pupil.toString(), "helper", teacher)));
        office(county)
                .header("If-Match", etag(county, twice.getString("id")))
                .body(locked)
                .post(MATCHINGS + "/" + twice.getString("id") + "/edit")
                .then()
                .statusCode(422)
                .body("reasons.code", hasItem("LOCKED_AND_GONE"));

        var vetoed = Map.of("vetoes", List.of(Map.of("household", pupil.toString(), "helper", spare)));
        var edited = proposed(change(county, twice, "edit", vetoed));

        assertThat(edited.getString("gone")).isNull();
        assertThat(edited.<String>getList("absent")).containsExactly(teacher, tutor);
        assertThat(helperOf(lines(county, edited.getString("id")), pupil)).isNull();
    }

    @Test
    @Tag("PA-03")
    void findsMentors_whenTheProgrammeHelpsMentees() {
        var county = "351117";
        var mentor = helper(county, "县委组织部", 1, List.of("MENTORING"));
        helper(county, "县卫健局", 1, List.of("MEDICINE"));
        var mentee = Map.of(
                "name", "李明",
                "post", "村党支部副书记",
                "unit", "杭垓村",
                "unitLevel", "VILLAGE",
                "goals", List.of("MENTORING"),
                "region", county + "104201");
        String id = office(county)
                .body(mentee)
                .post("/api/v1/mentees")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        var run = proposed(begin(county, Map.of("programme", "MENTORING", "from", inMonths(-6), "to", inMonths(18))));

        assertThat(run.getString("helped")).isEqualTo("MENTEE");
        assertThat(helperOf(lines(county, run.getString("id")), UUID.fromString(id)))
                .isEqualTo(mentor);
        decide(county, run.getString("id"), "publish").then().statusCode(202);
        await(() -> "PUBLISHED".equals(one(county, run.getString("id")).getString("state")));
        var published = lines(county, run.getString("id"));
        assertThat(published.getString("items[0].refusal")).isNull();
        office(county)
                .get("/api/v1/pairings/" + published.getString("items[0].pairingId"))
                .then()
                .body("helped.kind", equalTo("MENTEE"), "helped.id", equalTo(id));
        office(county)
                .body(Map.of(
                        "region",
                        county,
                        "programme",
                        "MENTORING",
                        "from",
                        "2026-01-01",
                        "helperSide",
                        "TEAM",
                        "helped",
                        "VILLAGE"))
                .post(MATCHINGS)
                .then()
                .statusCode(422)
                .body("code", equalTo("PROGRAMME_FORBIDS"), "reasons.code", hasItems("HELPER_SIDE", "HELPED_KIND"));
        office(county)
                .body(Map.of("region", county, "programme", "MENTORING", "from", "2026-01-01"))
                .post(MATCHINGS)
                .then()
                .statusCode(422)
                .body("code", equalTo("TERM_NOT_ALLOWED"), "reasons.code", hasItem("END_REQUIRED"));
    }

    /** A publication that made a pairing of the first line and then was given up; returns that pairing. */
    private String stoppedAfterTheFirst(String county, UUID id) {
        var first = lines(county, id.toString());
        String pairing = office(county)
                .body(Stage.proposal(
                        first.getString("items[0].helperId"),
                        UUID.fromString(first.getString("items[0].householdId")),
                        "PRIMARY"))
                .post("/api/v1/pairings")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        QuarkusTransaction.requiringNew().run(() -> {
            var version = store.find(id, county).orElseThrow().version();
            var job = runs.publish(
                    id, null, Caller.SYSTEM, seen -> assertThat(seen).isEqualTo(version));
            RunStage.execute(
                    database,
                    "UPDATE job SET state = 'FAILED', error_code = 'INTERNAL', error_zh = '内部错误',"
                            + " error_en = 'Internal', due_at = NULL, finished_at = UTC_TIMESTAMP(6) WHERE id = ?",
                    job);
            RunStage.execute(
                    database,
                    "UPDATE matching_line SET pairing_id = UNHEX(REPLACE('" + pairing
                            + "', '-', '')) WHERE number = 1 AND matching_id = ?",
                    id);
        });
        return pairing;
    }

    @Test
    void namesTheRulesThatBlock_whenNobodyMayHelp() {
        var county = "351102";
        helper(county, "县教育局", 0, List.of("EDUCATION"));
        household(county + "104201", Map.of());
        var run = proposed(begin(county, Map.of()));
        assertThat(run.getInt("unmatched")).isEqualTo(1);
        var lines = lines(county, run.getString("id"));
        assertThat(lines.getInt("items[0].explanation.blocked.CAPACITY_FULL")).isGreaterThanOrEqualTo(1);
        assertThat(run.getMap("whatIf.onePlaceMore")).isNotEmpty();
    }

    @Test
    @Tag("PA-06")
    void countsPlacesOnTheDaysOfTheTerm() {
        var county = "351177";
        var helper = helper(county, "县教育局", 1, List.of("EDUCATION"));
        var last = LocalDate.parse(Stage.inMonths(12));
        var body = new HashMap<>(Stage.proposal(helper, household(county + "104201", Map.of()), "PRIMARY"));
        body.put("to", last.toString());
        office(county).body(body).post("/api/v1/pairings").then().statusCode(201);
        var household = household(county + "104201", Map.of());
        var onTheLast = proposed(begin(county, Map.of("from", last.toString())));
        assertThat(onTheLast.getInt("unmatched")).isEqualTo(1);
        decide(county, onTheLast.getString("id"), "drop").then().statusCode(200);

        var after = proposed(begin(county, Map.of("from", last.plusDays(1).toString())));

        assertThat(helperOf(lines(county, after.getString("id")), household)).isEqualTo(helper);
    }

    @Test
    @Tag("PA-12")
    void takesTwoDepartments_whenAChildIsOutOfSchool() {
        var county = "351103";
        helper(county, "县教育局", 5, List.of("EDUCATION"));
        helper(county, "县教育局", 5, List.of("EDUCATION"));
        helper(county, "县人社局", 5, List.of());
        household(county + "104201", Map.of("childrenOutOfSchool", 1));
        var run = proposed(begin(county, Map.of()));
        assertThat(run.getInt("matched")).isEqualTo(2);
        var chosen = lines(county, run.getString("id")).<String>getList("items.helperId");
        var units = new HashSet<String>();
        chosen.forEach(
                id -> units.add(office(county).get("/api/v1/helpers/" + id).path("unit")));
        assertThat(units).containsExactlyInAnyOrder("县教育局", "县人社局");
    }

    @Test
    void keepsTheLock_whenTheProposalIsEdited() {
        var county = "351104";
        helper(county, "县教育局", 1, List.of("EDUCATION"));
        var other = helper(county, "县卫健局", 1, List.of("MEDICINE"));
        var pupil = household(county + "104201", Map.of("needs", List.of("SCHOOLING"), "causes", List.of()));
        var run = proposed(begin(county, Map.of()));
        var next = office(county)
                .header("If-Match", etag(county, run.getString("id")))
                .body(Map.of("locks", List.of(Map.of("household", pupil.toString(), "helper", other))))
                .post(MATCHINGS + "/" + run.getString("id") + "/edit");
        next.then().statusCode(202).body("basedOn", equalTo(run.getString("id")));
        var edited = proposed(next.jsonPath());
        assertThat(helperOf(lines(county, edited.getString("id")), pupil)).isEqualTo(other);
        assertThat(one(county, run.getString("id")).getString("state")).isEqualTo("DROPPED");

        decide(county, edited.getString("id"), "drop").then().statusCode(200).body("state", equalTo("DROPPED"));
        decide(county, edited.getString("id"), "publish")
                .then()
                .statusCode(409)
                .body("code", equalTo("ILLEGAL_TRANSITION"));
    }

    @Test
    void keepsTheProposalAndSaysWhy_whenAnEditCannotBeSolved() {
        var county = "351140";
        helper(county, "县教育局", 1, List.of("EDUCATION"));
        var other = helper(county, "县卫健局", 1, List.of("MEDICINE"));
        var pupil = household(county + "104201", Map.of("needs", List.of("SCHOOLING"), "causes", List.of()));
        var run = proposed(begin(county, Map.of()));
        var best = helperOf(lines(county, run.getString("id")), pupil);
        var lock = Map.of("household", pupil.toString(), "helper", other);
        var stranger = Map.of("household", UUID.randomUUID().toString(), "helper", other);

        var failed = change(county, run, "edit", Map.of("locks", List.of(stranger)));
        await(() -> "FAILED".equals(one(county, failed.getString("id")).getString("state")));

        assertThat(one(county, failed.getString("id")).<String>getList("reasons.code"))
                .containsExactly("UNKNOWN_HOUSEHOLD");
        assertThat(one(county, failed.getString("id")).getString("reasons[0].zh"))
                .contains(stranger.get("household"));
        assertThat(one(county, run.getString("id")).getString("state")).isEqualTo("PROPOSED");
        var locked = proposed(change(county, run, "edit", Map.of("locks", List.of(lock))));
        assertThat(helperOf(lines(county, locked.getString("id")), pupil)).isEqualTo(other);
        assertThat(one(county, run.getString("id")).getString("state")).isEqualTo("DROPPED");
        var free = proposed(change(county, locked, "edit", Map.of("released", List.of(lock))));
        assertThat(free.getList("locks")).isEmpty();
        assertThat(helperOf(lines(county, free.getString("id")), pupil)).isEqualTo(best);
    }

    @Test
    void forgetsTheLines_whenTheProposalWasPutAwayLongAgo() {
        var county = "351142";
        helper(county, "县教育局", 1, List.of("EDUCATION"));
        household(county + "104201", Map.of());
        var old = proposed(begin(county, Map.of())).getString("id");
        decide(county, old, "drop").then().statusCode(200);
        var young = proposed(begin(county, Map.of())).getString("id");
        decide(county, young, "drop").then().statusCode(200);
        var waiting = proposed(begin(county, Map.of())).getString("id");
        for (var id : List.of(old, waiting)) {
            RunStage.execute(
                    database, "UPDATE matching SET updated_at = '2020-01-01' WHERE id = ?", UUID.fromString(id));
        }

        store.forget(Instant.parse("2020-06-01T00:00:00Z"));

        assertThat(lines(county, old).getList("items")).isEmpty();
        assertThat(lines(county, young).getList("items")).hasSize(1);
        assertThat(lines(county, waiting).getList("items")).hasSize(1);
        assertThat(one(county, old).getInt("matched")).isEqualTo(1);
    }

    @Test
    void refusesTheRequest_whenItContradictsItself() {
        var county = "351105";
        var pair = Map.of(
                "household",
                UUID.randomUUID().toString(),
                "helper",
                UUID.randomUUID().toString());
        var body = body(county);
        body.put("locks", List.of(pair));
        body.put("vetoes", List.of(pair));
        office(county)
                .body(body)
                .post(MATCHINGS)
                .then()
                .statusCode(422)
                .body("code", equalTo("CONTRADICTORY_LOCKS"), "reasons.code", hasItem("LOCKED_AND_VETOED"));

        var zero = body(county);
        zero.put("to", "2020-01-01");
        zero.put(
                "weights",
                Map.of(
                        "KIND_FITS_VILLAGE",
                        0,
                        "SKILL_MEETS_NEED",
                        0,
                        "NEAR",
                        0,
                        "LIGHT_LOAD",
                        0,
                        "PAST_EVALUATION",
                        0,
                        "DIALECT",
                        0,
                        "MUTUAL_WISH",
                        0,
                        "CONTINUITY",
                        0));
        office(county)
                .body(zero)
                .post(MATCHINGS)
                .then()
                .statusCode(400)
                .body("violations.code", hasItems("ALL_ZERO", "TERM_INVERTED"));

        var negative = body(county);
        negative.put("weights", Map.of("NEAR", -1));
        office(county).body(negative).post(MATCHINGS).then().statusCode(400);

        office(county).body(body("33")).post(MATCHINGS).then().statusCode(403);
    }

    @Test
    void failsWithTheRule_whenALockBreaksOne() {
        var county = "351106";
        var full = helper(county, "县教育局", 0, List.of());
        var household = household(county + "104201", Map.of());
        var body = body(county);
        body.put("locks", List.of(Map.of("household", household.toString(), "helper", full)));
        var begun = office(county).body(body).post(MATCHINGS);
        begun.then().statusCode(202);
        var id = begun.jsonPath().getString("id");
        await(() -> "FAILED".equals(one(county, id).getString("state")));
        assertThat(one(county, id).getString("error")).isEqualTo("CONTRADICTORY_LOCKS");
        assertThat(one(county, id).<String>getList("reasons.code")).containsExactly("RULES_FORBID");
    }

    @Test
    void refusesTheSecond_whenTwoRunsOfOneRegionBeginAtOnce() {
        var county = "351107";
        var second = new AtomicReference<CompletableFuture<Response>>();
        var first = QuarkusTransaction.requiringNew().call(() -> {
            var id = beginWaiting(county);
            // meets the gate that this transaction still holds, or finds its run
            second.set(CompletableFuture.supplyAsync(() -> request(county)));
            return id.toString();
        });
        second.get().join().then().statusCode(409).body("code", equalTo("MATCHING_UNDER_WAY"));
        office(county)
                .body(body(county + "104"))
                .post(MATCHINGS)
                .then()
                .statusCode(409)
                .body("code", equalTo("MATCHING_UNDER_WAY"));
        assertThat(office(county).get(MATCHINGS).jsonPath().<String>getList("items.id"))
                .containsExactly(first);
        proposed(begin("351108", Map.of()));

        decide(county, first, "cancel").then().statusCode(200).body("state", equalTo("CANCELLED"));
        decide(county, first, "cancel").then().statusCode(409).body("code", equalTo("STATE_CONFLICT"));
        proposed(begin(county, Map.of()));
    }

    @Test
    void showsWhatIsNew_whenNobodyHasDecidedAnything() {
        var county = "351141";
        var id = QuarkusTransaction.requiringNew().call(() -> beginWaiting(county));
        var path = MATCHINGS + "/" + id;
        var begun = etag(county, id.toString());
        office(county).header("If-None-Match", begun).get(path).then().statusCode(304);

        QuarkusTransaction.requiringNew().run(() -> store.progress(id, 20L, 10L));

        office(county)
                .header("If-None-Match", begun)
                .get(path)
                .then()
                .statusCode(200)
                .body("gap", equalTo(1.0f));
        var searched = etag(county, id.toString());
        // progress is no reason to refuse a decision
        office(county)
                .header("If-Match", begun)
                .body(Map.of())
                .post(path + "/cancel")
                .then()
                .statusCode(200);
        office(county)
                .header("If-None-Match", searched)
                .get(path)
                .then()
                .statusCode(200)
                .body("state", equalTo("CANCELLED"));
        office(county)
                .header("If-Match", "\"7-0\"")
                .body(Map.of())
                .post(path + "/cancel")
                .then()
                .statusCode(412);
    }

    @Test
    @Timeout(120)
    void streamsBestValueBoundAndGap_untilTheSearchIsStopped() throws Exception {
        var county = "351145";
        var id = QuarkusTransaction.requiringNew().call(() -> beginWaiting(county));
        var path = MATCHINGS + "/" + id;
        var run = stream(county, path);
        var job = stream(county, path + "/search");
        told(run, "\"state\":\"SEARCHING\"");
        told(job, "\"state\":\"QUEUED\"");

        QuarkusTransaction.requiringNew().run(() -> store.progress(id, 20L, 10L));
        told(run, "\"value\":20,\"bound\":10,\"gap\":1.0");
        office(county)
                .get(one(county, id.toString()).getString("search"))
                .then()
                .statusCode(200)
                .body(
                        "kind", equalTo("matching"),
                        "links.matching", equalTo(path),
                        "links.cancel", equalTo(path + "/cancel"));
        decide(county, id.toString(), "cancel").then().statusCode(200);

        told(run, "\"state\":\"CANCELLED\"");
        told(job, "\"state\":\"CANCELLED\"");
        assertThat(remaining(run)).isEmpty();
        assertThat(remaining(job)).isEmpty();
        office("351147").get(path + "/search").then().statusCode(404);
    }

    @Test
    void countsHelpedSides_whenItSearches() {
        var county = "351146";
        helper(county, "县教育局", 2, List.of("EDUCATION"));
        household(county + "104201", Map.of());
        household(county + "104201", Map.of());

        var run = proposed(begin(county, Map.of()));

        await(() ->
                "SUCCEEDED".equals(office(county).get(run.getString("search")).path("state")));
        office(county)
                .get(run.getString("search"))
                .then()
                .body("processed", equalTo(2), "total", equalTo(2), "result.matched", equalTo(2));
    }

    private static Iterator<String> stream(String county, String path) throws Exception {
        var token =
                Tokens.of("county-officer").region(county).subject("watcher").sign();
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(
                        HttpRequest.newBuilder(URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                                .header("Accept", "text/event-stream")
                                .header("Authorization", "Bearer " + token)
                                .build(),
                        HttpResponse.BodyHandlers.ofLines())
                .body()
                .filter(line -> !line.isBlank())
                .iterator();
    }

    /** Reads on until something is told. */
    private static void told(Iterator<String> stream, String what) {
        var line = "";
        while (!line.contains(what)) {
            line = stream.next();
        }
    }

    private static List<String> remaining(Iterator<String> stream) {
        var lines = new ArrayList<String>();
        stream.forEachRemaining(lines::add);
        return lines;
    }

    @Test
    void leavesNoProposal_whenItIsCancelledWhileItSearches() {
        var county = "351109";
        helper(county, "县教育局", 1, List.of("EDUCATION"));
        household(county + "104201", Map.of());
        var id = QuarkusTransaction.requiringNew().call(() -> beginWaiting(county));
        QuarkusTransaction.requiringNew().run(() -> {
            // a search can neither tell its progress nor propose as long as its run is held
            RunStage.execute(database, "UPDATE matching SET updated_at = updated_at WHERE id = ?", id);
            QuarkusTransaction.requiringNew()
                    .run(() -> RunStage.execute(database, "UPDATE job SET due_at = UTC_TIMESTAMP(6) WHERE id = ?", id));
            await(() -> store.find(id, county).orElseThrow().job() == JobState.RUNNING);
            decide(county, id.toString(), "cancel").then().statusCode(200).body("state", equalTo("CANCELLED"));
        });
        assertThat(proposed(begin(county, Map.of())).getInt("matched")).isEqualTo(1);
        assertThat(one(county, id.toString()).getString("state")).isEqualTo("CANCELLED");
        assertThat(lines(county, id.toString()).getList("items")).isEmpty();
    }

    /** A run that nobody takes up before the test has done with it; in the caller's transaction. */
    private UUID beginWaiting(String county) {
        var id = runs.begin(
                new Order(
                        county,
                        "HOUSEHOLD_HELP",
                        "PRIMARY",
                        LocalDate.parse("2026-01-01"),
                        null,
                        List.of(),
                        List.of(),
                        Map.of(),
                        60,
                        1,
                        null,
                        null,
                        false,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                Caller.SYSTEM);
        RunStage.execute(database, "UPDATE job SET due_at = TIMESTAMPADD(HOUR, 1, UTC_TIMESTAMP(6)) WHERE id = ?", id);
        return id;
    }

    private static Response request(String county) {
        return office(county).body(body(county)).post(MATCHINGS);
    }
}
