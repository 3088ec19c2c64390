package org.jiedui.household.risk;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.household.Anji;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("HH-16")
class RiskGapIT {
    @Inject
    DataSource database;

    private static void decide(String id, String verb, Object body) {
        Risks.county()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(body)
                .post("/api/v1/risk-cases/" + id + "/" + verb)
                .then()
                .statusCode(200);
    }

    private static String monitored(String village, List<String> risks) {
        var household = Anji.household(village);
        household.put("safeguards", Anji.safeguards("NOT_MET"));
        var id = Anji.register(Risks.county(), household)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        var riskCase = id.getString("openCaseId");
        decide(riskCase, "verify", Map.of("visitors", List.of("王村长", "李会计"), "findings", "属实"));
        decide(riskCase, "appraise", Map.of("result", "同意"));
        decide(riskCase, "publicise", Map.of());
        decide(riskCase, "review", Map.of());
        decide(riskCase, "approve", Map.of("category", "MARGINAL", "risks", risks));
        return id.getString("id");
    }

    private static void measure(String household, String category) {
        Risks.county()
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "category",
                        category,
                        "title",
                        "样例措施",
                        "from",
                        LocalDate.now(ZoneId.of("Asia/Shanghai")).toString()))
                .post("/api/v1/households/" + household + "/measures")
                .then()
                .statusCode(201);
    }

    @Test
    void listsTheRisksThatNoSuitableMeasureMeets_withTheirAge() throws Exception {
        var village = Risks.village(20);
        var open = monitored(village, List.of("ILLNESS", "HOUSING"));
        var met = monitored(village, List.of("WATER"));
        measure(open, "SAFE_HOUSING");
        measure(met, "SAFE_WATER");
        measure(met, "INDUSTRY");
        try (var connection = database.getConnection();
                var update =
                        connection.prepareStatement("UPDATE risk_case SET monitored_from = ? WHERE household_id = ?")) {
            update.setObject(1, LocalDate.now(ZoneId.of("Asia/Shanghai")).minusDays(42));
            update.setBytes(2, Ids.bytes(UUID.fromString(open)));
            update.executeUpdate();
        }

        Risks.county()
                .queryParam("region", village)
                .get("/api/v1/risk-gaps")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].householdId", equalTo(open))
                .body("items[0].age", equalTo(42))
                .body("items[0].unmet.need", equalTo(List.of("ILLNESS", "DEVELOPMENT")))
                .body("items[0].unmet[0].suitable", hasItems("HEALTH", "SOCIAL_HELP"));
        Risks.county()
                .queryParam("region", village)
                .queryParam("need", "HOUSING")
                .queryParam("days", "0")
                .get("/api/v1/risk-gaps/count")
                .then()
                .statusCode(200)
                .body("count", equalTo(0));
        Anji.clerk()
                .queryParam("region", village)
                .get("/api/v1/risk-gaps")
                .then()
                .body("items", hasSize(0));
        Risks.county().queryParam("days", "ten").get("/api/v1/risk-gaps").then().statusCode(400);

        measure(open, "HEALTH");
        measure(open, "EMPLOYMENT");
        Risks.county()
                .queryParam("region", village)
                .get("/api/v1/risk-gaps")
                .then()
                .body("items", hasSize(0));
    }

    @Test
    @Tag("HH-14")
    void listsAHouseholdOfTheGreenChannel_fromItsDayOn() {
        var village = Risks.village(21);
        var household = Anji.household(village);
        household.put("safeguards", Anji.safeguards("NOT_MET"));
        var helped = Anji.register(Risks.county(), household)
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        decide(
                helped.getString("openCaseId"),
                "green-channel",
                Map.of("category", "SUDDEN_HARDSHIP", "risks", List.of("HOUSING"), "reason", "房屋倒塌，先安置"));
        var approved = monitored(village, List.of("WATER"));

        Risks.county()
                .queryParam("region", village)
                .queryParam("days", "0")
                .queryParam("sort", "since")
                .get("/api/v1/risk-gaps")
                .then()
                .statusCode(200)
                .body("items.householdId", containsInAnyOrder(helped.getString("id"), approved))
                .body(
                        "items.find { it.householdId == '" + helped.getString("id") + "' }.unmet.need",
                        equalTo(List.of("HOUSING", "DEVELOPMENT")))
                .body("items.age", equalTo(List.of(0, 0)));

        measure(helped.getString("id"), "SAFE_HOUSING");
        measure(helped.getString("id"), "EMPLOYMENT");
        Risks.county()
                .queryParam("region", village)
                .queryParam("days", "0")
                .get("/api/v1/risk-gaps/count")
                .then()
                .body("count", equalTo(1));
    }
}
