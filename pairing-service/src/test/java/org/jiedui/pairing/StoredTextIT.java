package org.jiedui.pairing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.jiedui.pairing.Stage.VILLAGE;
import static org.jiedui.pairing.Stage.active;
import static org.jiedui.pairing.Stage.county;
import static org.jiedui.pairing.Stage.daysAgo;
import static org.jiedui.pairing.Stage.helper;
import static org.jiedui.pairing.Stage.inMonths;
import static org.jiedui.pairing.Stage.mentee;
import static org.jiedui.pairing.Stage.proposed;
import static org.jiedui.pairing.Stage.registered;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Free text that may name persons is stored encrypted, and what was stored before that stays readable. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class StoredTextIT {
    private static final String WORDS = "家住杭垓村的陈建国";

    @Inject
    DataSource database;

    @Test
    @Tag("PA-10")
    void storesChangeRequestsAndAnswersEncrypted_andReadsThoseFromBefore() throws SQLException {
        var path = "/api/v1/pairings/" + mentoring() + "/change-requests";
        String id = Stage.as("village-clerk", VILLAGE, "clerk")
                .body(Map.of("side", "HELPED", "wish", "OTHER_HELPER", "reason", "NOT_SUITED", "text", WORDS))
                .post(path)
                .then()
                .statusCode(201)
                .body("text", equalTo(WORDS))
                .extract()
                .path("id");
        assertThat(stored("change_request", "text", id)).isNotEmpty().doesNotContain(WORDS);

        store("change_request", "text", id, "以前的申请");
        county().get(path + "/" + id).then().body("text", equalTo("以前的申请"));
        county().header("If-Match", county().get(path + "/" + id).header("ETag"))
                .body(Map.of("granted", true, "text", WORDS))
                .post(path + "/" + id + "/decide")
                .then()
                .statusCode(200)
                .body("text", equalTo("以前的申请"), "answer", equalTo(WORDS));
        assertThat(stored("change_request", "answer", id)).isNotEmpty().doesNotContain(WORDS);
    }

    @Test
    @Tag("PA-16")
    void storesHomeworkEncrypted_andReadsThatFromBefore() throws SQLException {
        var path = "/api/v1/pairings/" + mentoring() + "/activities";
        String id = county().body(Map.of(
                        "method",
                        "HOMEWORK",
                        "heldOn",
                        daysAgo(60),
                        "minutes",
                        30,
                        "topic",
                        "走访记录",
                        "dueOn",
                        daysAgo(46)))
                .post(path)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Stage.as("mentee", VILLAGE, "text-mentee")
                .header("If-Match", county().get(path + "/" + id).header("ETag"))
                .body(Map.of("text", WORDS))
                .post(path + "/" + id + "/hand-in")
                .then()
                .statusCode(200)
                .body("handIn", equalTo(WORDS));
        assertThat(stored("activity", "hand_in", id)).isNotEmpty().doesNotContain(WORDS);

        store("activity", "hand_in", id, "以前的作业");
        county().get(path + "/" + id).then().body("handIn", equalTo("以前的作业"));
    }

    @Test
    @Tag("PA-07")
    void storesObjectionsEncrypted() throws SQLException {
        var pairing = proposed(Map.of(
                "programme", "MENTORING",
                "role", "PRIMARY",
                "helperId", registered(helper("组织部", null)),
                "helped", Map.of("kind", "MENTEE", "id", mentee(null)),
                "from", inMonths(-6),
                "to", inMonths(12)));
        Stage.step(pairing, "accept", Map.of()).then().statusCode(200);
        Stage.step(pairing, "publicise", Map.of()).then().statusCode(200);

        String id = county().body(Map.of("text", WORDS))
                .post("/api/v1/pairings/" + pairing + "/objections")
                .then()
                .statusCode(201)
                .body("text", equalTo(WORDS))
                .extract()
                .path("id");

        assertThat(stored("objection", "text", id)).isNotEmpty().doesNotContain(WORDS);
    }

    private static String mentoring() {
        var pairing = proposed(Map.of(
                "programme", "MENTORING",
                "role", "PRIMARY",
                "helperId", registered(helper("组织部", null)),
                "helped", Map.of("kind", "MENTEE", "id", mentee("text-mentee")),
                "from", inMonths(-6),
                "to", inMonths(12)));
        active(pairing);
        return pairing;
    }

    private String stored(String table, String column, String id) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT " + column + " FROM " + table + " WHERE id = ?")) {
            select.setBytes(1, Ids.bytes(UUID.fromString(id)));
            try (var row = select.executeQuery()) {
                row.next();
                return new String(row.getBytes(1), StandardCharsets.UTF_8);
            }
        }
    }

    /** As it was stored before it was encrypted. */
    private void store(String table, String column, String id, String clear) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("UPDATE " + table + " SET " + column + " = ? WHERE id = ?")) {
            update.setBytes(1, clear.getBytes(StandardCharsets.UTF_8));
            update.setBytes(2, Ids.bytes(UUID.fromString(id)));
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }
}
