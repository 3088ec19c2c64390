package org.jiedui.pairing.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.pairing.Stage.as;
import static org.jiedui.pairing.Stage.await;

import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.time.Ids;
import org.jiedui.pairing.Stage;

/** What tests of matching runs set up and ask, each in a county of its own. */
final class RunStage {
    static final String MATCHINGS = "/api/v1/matchings";

    private RunStage() {}

    static JsonPath change(String county, JsonPath run, String verb, Map<String, ?> body) {
        var answer = office(county)
                .header("If-Match", etag(county, run.getString("id")))
                .body(body)
                .post(MATCHINGS + "/" + run.getString("id") + "/" + verb);
        answer.then().statusCode(202);
        return answer.jsonPath();
    }

    static String active(String county, String helper, UUID household) {
        String pairing = office(county)
                .body(Stage.proposal(helper, household, "PRIMARY"))
                .post("/api/v1/pairings")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        for (var step : List.of("accept", "publicise", "confirm")) {
            office(county)
                    .header(
                            "If-Match",
                            office(county).get("/api/v1/pairings/" + pairing).header("ETag"))
                    .body(Map.of())
                    .post("/api/v1/pairings/" + pairing + "/" + step)
                    .then()
                    .statusCode(200);
        }
        return pairing;
    }

    static List<Integer> numbers(String county, UUID id, String filter) {
        return office(county)
                .get(MATCHINGS + "/" + id + "/lines?" + filter)
                .jsonPath()
                .getList("items.number");
    }

    static RequestSpecification office(String county) {
        return as("county-officer", county, "office-" + county);
    }

    static Map<String, Object> body(String region) {
        return new HashMap<>(Map.of("region", region, "programme", "HOUSEHOLD_HELP", "from", "2026-01-01"));
    }

    static JsonPath begin(String county, Map<String, ?> more) {
        var body = body(county);
        body.putAll(more);
        var answer = office(county).body(body).post(MATCHINGS);
        answer.then().statusCode(202);
        return answer.jsonPath();
    }

    static JsonPath proposed(JsonPath begun) {
        var county = begun.getString("region");
        var id = begun.getString("id");
        await(() -> !"SEARCHING".equals(one(county, id).getString("state")));
        var run = one(county, id);
        assertThat(run.getString("state")).isEqualTo("PROPOSED");
        return run;
    }

    static JsonPath one(String county, String id) {
        return office(county).get(MATCHINGS + "/" + id).jsonPath();
    }

    static String etag(String county, String id) {
        return office(county).get(MATCHINGS + "/" + id).header("ETag");
    }

    static Response decide(String county, String id, String verb) {
        return office(county)
                .header("If-Match", etag(county, id))
                .body(Map.of())
                .post(MATCHINGS + "/" + id + "/" + verb);
    }

    static JsonPath lines(String county, String id) {
        return office(county).get(MATCHINGS + "/" + id + "/lines").jsonPath();
    }

    static String helperOf(JsonPath lines, UUID household) {
        return lines.getString("items.find { it.householdId == '" + household + "' }.helperId");
    }

    static String helper(String county, String unit, int places, List<String> skills) {
        var body = Stage.helper(unit, null);
        body.put("region", county);
        body.put("skills", skills);
        body.put("primaryPlaces", places);
        return office(county)
                .body(body)
                .post("/api/v1/helpers")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Publishes, new pairings as proposals or public at once, and waits until it is done. */
    static void publish(String county, String id, boolean publicise) {
        office(county)
                .header("If-Match", etag(county, id))
                .queryParam("publicise", publicise)
                .post(MATCHINGS + "/" + id + "/publish")
                .then()
                .statusCode(202);
        await(() -> "PUBLISHED".equals(one(county, id).getString("state")));
    }

    /** Sets one row as no request could. */
    static void execute(DataSource database, String sql, UUID id) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setBytes(1, Ids.bytes(id));
            assertThat(statement.executeUpdate()).isEqualTo(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
