package org.jiedui.household.safeguard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.household.Anji;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("HH-09")
class SafeguardIT {
    @BeforeEach
    void county() {
        Anji.regions();
    }

    @Test
    void keepsSinceWhenEachFlagHolds_andWhatWasBefore() {
        var id = Anji.registered(Anji.household(Anji.VILLAGE)).getString("id");
        var path = "/api/v1/households/" + id + "/safeguards";
        var unsafe = new LinkedHashMap<String, Object>(Anji.safeguards("NOT_MET"));
        unsafe.put("checkedOn", "2026-05-12");
        unsafe.put("since", Map.of("housing", "2026-05-01"));
        unsafe.put("reason", "暴雨后墙体开裂");
        var answer = Anji.clerk()
                .contentType(ContentType.JSON)
                .header("If-Match", Anji.clerk().get(path).header("ETag"))
                .body(unsafe)
                .put(path);
        answer.then().statusCode(200).body("safeguards.housing", equalTo("NOT_MET"));
        var safe = new LinkedHashMap<String, Object>(Anji.safeguards("MET"));
        safe.put("checkedOn", "2026-08-30");
        Anji.clerk()
                .contentType(ContentType.JSON)
                .header("If-Match", answer.header("ETag"))
                .body(safe)
                .put(path)
                .then()
                .statusCode(200);

        Anji.clerk()
                .get(path)
                .then()
                .statusCode(200)
                .body("flags", hasSize(6))
                .body("flags.find { it.safeguard == 'HOUSING' }.state", equalTo("MET"))
                .body("flags.find { it.safeguard == 'HOUSING' }.since", equalTo("2026-08-30"))
                .body("history.state", equalTo(List.of("NOT_MET", "MET")))
                .body("history.since", equalTo(List.of("2026-05-01", "2026-08-30")))
                .body("history[0].reason", equalTo("暴雨后墙体开裂"));
    }

    @Test
    void keepsTheDayOfTheCheck_whenAnImportChangesAFlag() throws Exception {
        var externalId = "checked-" + UUID.randomUUID();
        var household = Anji.household(Anji.VILLAGE);
        household.put("externalId", externalId);
        household.put("safeguards", checked("MET", "2026-01-07"));
        var id = Anji.registered(household).getString("id");
        household.put("safeguards", checked("NOT_MET", "2026-08-30"));

        var location = Anji.county()
                .contentType("application/x-ndjson; charset=UTF-8")
                .queryParam("kind", "households")
                .queryParam("mode", "apply")
                .body(new ObjectMapper().writeValueAsBytes(household))
                .post("/api/v1/household/imports")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        var job = Anji.await(
                () -> Anji.county().get(location).jsonPath(),
                answer -> !List.of("QUEUED", "RUNNING").contains(answer.getString("state")));

        assertThat(job.getInt("result.updated")).isEqualTo(1);
        states(id)
                .body("flags.find { it.safeguard == 'HOUSING' }.since", equalTo("2026-08-30"))
                .body("history.safeguard", equalTo(List.of("HOUSING")))
                .body("history.checkedOn", equalTo(List.of("2026-08-30")));
    }

    @Test
    @Tag("HH-04")
    void keepsTheDayOfTheCheck_whenAMergeChangesAFlag_untilItIsUndone() {
        var household = Anji.household(Anji.VILLAGE);
        household.put("safeguards", checked("MET", "2026-01-07"));
        var id = Anji.registered(household).getString("id");
        var twin = Anji.household(Anji.VILLAGE);
        twin.put("safeguards", checked("NOT_MET", "2026-08-30"));
        var other = Anji.registered(twin);

        var merge = post(
                id + "/duplicates/" + other.getString("id") + "/merge",
                Map.of(
                        "version",
                        other.getLong("version"),
                        "take",
                        List.of("SAFEGUARDS"),
                        "members",
                        List.of(),
                        "reason",
                        "同一户重复建档"));

        states(id)
                .body("flags.find { it.safeguard == 'HOUSING' }.since", equalTo("2026-08-30"))
                .body("history.reason", equalTo(List.of("同一户重复建档")));
        post(id + "/merges/" + merge.extract().path("id") + "/undo", Map.of("reason", "误合并"));
        states(id)
                .body("flags.find { it.safeguard == 'HOUSING' }.since", equalTo("2026-01-07"))
                .body("history", hasSize(0));
    }

    private static Map<String, Object> checked(String housing, String day) {
        var safeguards = new LinkedHashMap<String, Object>(Anji.safeguards(housing));
        safeguards.put("checkedOn", day);
        return safeguards;
    }

    private static ValidatableResponse states(String id) {
        return Anji.clerk()
                .get("/api/v1/households/" + id + "/safeguards")
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse post(String path, Map<String, ?> body) {
        return Anji.county()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(body)
                .post("/api/v1/households/" + path)
                .then()
                .statusCode(200);
    }

    @Test
    void refusesADayInTheFuture_andAnOldVersion() {
        var id = Anji.registered(Anji.household(Anji.VILLAGE)).getString("id");
        var path = "/api/v1/households/" + id + "/safeguards";
        var body = new LinkedHashMap<String, Object>(Anji.safeguards("NOT_MET"));
        Anji.clerk().contentType(ContentType.JSON).body(body).put(path).then().statusCode(428);
        body.put("since", Map.of("housing", "2999-01-01"));
        Anji.clerk()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(body)
                .put(path)
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItem("/since/housing"));
    }
}
