package org.jiedui.household.safeguard;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
