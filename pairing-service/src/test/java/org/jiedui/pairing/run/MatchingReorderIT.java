package org.jiedui.pairing.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.jiedui.pairing.Stage.household;
import static org.jiedui.pairing.run.RunStage.MATCHINGS;
import static org.jiedui.pairing.run.RunStage.active;
import static org.jiedui.pairing.run.RunStage.begin;
import static org.jiedui.pairing.run.RunStage.helper;
import static org.jiedui.pairing.run.RunStage.helperOf;
import static org.jiedui.pairing.run.RunStage.lines;
import static org.jiedui.pairing.run.RunStage.numbers;
import static org.jiedui.pairing.run.RunStage.office;
import static org.jiedui.pairing.run.RunStage.proposed;
import static org.jiedui.pairing.run.RunStage.publish;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A county whose present pairings are ordered anew, from the request to the pairings that came of it. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("PA-14")
class MatchingReorderIT {
    private static final String COUNTY = "351126";
    private static final String VILLAGE = COUNTY + "104201";

    @Inject
    MatchingRuns runs;

    @Inject
    DataSource database;

    @Test
    @Tag("PA-07")
    @Tag("PA-08")
    void ordersPresentPairingsAnew_andGoesOnAfterAFailedPublication() throws SQLException {
        // given: two households with each other's helper, one that is well helped, and one that has nobody
        var teacher = helper(COUNTY, "县教育局", 2, List.of("EDUCATION"));
        var doctor = helper(COUNTY, "县卫健局", 1, List.of("MEDICINE"));
        var builder = helper(COUNTY, "县住建局", 1, List.of("CONSTRUCTION"));
        var pupil = household(VILLAGE, Map.of("needs", List.of("SCHOOLING"), "causes", List.of()));
        var patient = household(VILLAGE, Map.of("needs", List.of("MEDICAL_CARE"), "causes", List.of()));
        var housed = household(VILLAGE, Map.of("needs", List.of("HOUSING"), "causes", List.of()));
        var ofPupil = active(COUNTY, doctor, pupil);
        var ofPatient = active(COUNTY, teacher, patient);
        var ofHoused = active(COUNTY, builder, housed);
        var lawyer = helper(COUNTY, "县司法局", 1, List.of("LAW"));
        var uncoupled = household(VILLAGE, Map.of("needs", List.of("POLICY_ADVICE"), "causes", List.of()));

        // when
        var run = proposed(begin(COUNTY, Map.of("reorder", true)));
        var id = run.getString("id");

        // then: nothing has changed yet, and the proposal says what would
        assertThat(List.of(run.getInt("kept"), run.getInt("changed"), run.getInt("fresh")))
                .containsExactly(1, 2, 1);
        assertThat(run.getBoolean("optimal")).isTrue();
        var lines = lines(COUNTY, id);
        assertThat(helperOf(lines, pupil)).isEqualTo(teacher);
        assertThat(helperOf(lines, patient)).isEqualTo(doctor);
        assertThat(helperOf(lines, uncoupled)).isEqualTo(lawyer);
        assertThat(of(lines, pupil, "presentPairingId")).isEqualTo(ofPupil);
        pairing(ofPupil, "ACTIVE");
        var kept = office(COUNTY).get("/api/v1/pairings/" + ofHoused).header("ETag");
        var gaps = List.of(gaps(pupil), gaps(patient), gaps(housed));

        // when: the publication stops after the first change of hands and is begun again
        var first = failedAfter(id, of(lines, pupil, "number"), ofPupil, teacher);
        office(COUNTY).get(MATCHINGS + "/" + id).then().body("state", equalTo("PUBLICATION_FAILED"));
        assertThat(numbers(COUNTY, UUID.fromString(id), "outcome=WAITING")).hasSize(2);
        publish(COUNTY, id, true);

        // then: whoever was replaced is so with reason and successor
        var published = lines(COUNTY, id);
        assertThat(of(published, pupil, "pairingId")).isEqualTo(first);
        for (var old : Map.of(ofPupil, pupil, ofPatient, patient).entrySet()) {
            office(COUNTY)
                    .get("/api/v1/pairings/" + old.getKey())
                    .then()
                    .body(
                            "state", equalTo("REPLACED"),
                            "reason", equalTo("OTHER"),
                            "remark", equalTo("匹配方案 " + id),
                            "endedOn", notNullValue(),
                            "replacedById", equalTo(of(published, old.getValue(), "pairingId")));
            pairing(of(published, old.getValue(), "pairingId"), "ACTIVE");
        }
        // the kept one was not touched, the new one is public and waits for its confirmation
        office(COUNTY).get("/api/v1/pairings/" + ofHoused).then().header("ETag", equalTo(kept));
        pairing(of(published, uncoupled, "pairingId"), "PUBLICISED");
        assertThat(numbers(COUNTY, UUID.fromString(id), "outcome=REFUSED")).isEmpty();
        office(COUNTY)
                .get(MATCHINGS + "/" + id + "/publication")
                .then()
                .body("result.refused", equalTo(0), "result.pairs", equalTo(4));
        // no household was without helper for a moment
        assertThat(List.of(gaps(pupil), gaps(patient), gaps(housed))).isEqualTo(gaps);
        for (var household : List.of(pupil, patient, housed)) {
            office(COUNTY)
                    .get("/api/v1/pairing/gaps?household=" + household)
                    .then()
                    .body("items", empty());
        }
    }

    /** A publication that gave one pairing its other helper and then failed; answers the successor. */
    private String failedAfter(String id, String number, String pairing, String helper) {
        QuarkusTransaction.requiringNew().run(() -> {
            var job = runs.publish(UUID.fromString(id), null, Caller.SYSTEM, version -> {});
            RunStage.execute(
                    database,
                    "UPDATE job SET state = 'FAILED', error_code = 'INTERNAL', error_zh = '内部错误',"
                            + " error_en = 'Internal', due_at = NULL, finished_at = UTC_TIMESTAMP(6) WHERE id = ?",
                    job);
        });
        var path = "/api/v1/pairings/" + pairing;
        String successor = office(COUNTY)
                .header("If-Match", office(COUNTY).get(path).header("ETag"))
                .body(Map.of("helperId", helper, "from", "2026-01-02", "reason", "OTHER", "remark", "匹配方案 " + id))
                .post(path + "/replace-helper")
                .then()
                .extract()
                .path("id");
        QuarkusTransaction.requiringNew()
                .run(() -> RunStage.execute(
                        database,
                        "UPDATE matching_line SET pairing_id = UNHEX(REPLACE('" + successor
                                + "', '-', '')) WHERE number = " + number + " AND matching_id = ?",
                        UUID.fromString(id)));
        return successor;
    }

    /** How often the household was without helper. */
    private int gaps(UUID household) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT COUNT(*) FROM gap WHERE household_id = ?")) {
            select.setBytes(1, Ids.bytes(household));
            try (var row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    private static void pairing(String id, String state) {
        office(COUNTY).get("/api/v1/pairings/" + id).then().body("state", equalTo(state));
    }

    private static String of(JsonPath lines, UUID household, String field) {
        return lines.getString("items.find { it.householdId == '" + household + "' }." + field);
    }
}
