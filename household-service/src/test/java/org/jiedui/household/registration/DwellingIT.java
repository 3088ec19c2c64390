package org.jiedui.household.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.household.Anji;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The house in which a household lives: registered, changed, imported, exported, counted and checked. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class DwellingIT {
    private static final String VILLAGE = "330523104262";
    private static final Map<String, Object> SOUND =
            Map.of("floorSpace", "96.5", "housingGrade", "B", "toilet", "SANITARY_FLUSH");

    @BeforeEach
    void villages() {
        Anji.regions();
        Anji.importing(Anji.province(), "regions", "apply", "code,name\n" + VILLAGE + ",住房村\n");
    }

    private static ValidatableResponse put(String id, String ifMatch, String reason, Map<String, ?> dwelling) {
        var request = Anji.township()
                .contentType(ContentType.JSON)
                .header("Change-Reason", URLEncoder.encode(reason, StandardCharsets.UTF_8));
        return (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .body(dwelling)
                .put("/api/v1/households/" + id + "/dwelling")
                .then();
    }

    @Test
    @Tag("HH-09")
    @Tag("HH-22")
    void keepsWhatWasBefore_whenTheDwellingChanges() {
        var household = Anji.household(VILLAGE);
        household.put("registeredOn", "2025-01-15");
        household.put("dwelling", SOUND);
        var id = Anji.registered(household).getString("id");

        put(id, "*", "暴雨后重新鉴定", Map.of("floorSpace", "96.5", "housingGrade", "D"))
                .statusCode(200)
                .body("dwelling.housingGrade", equalTo("D"))
                .body("dwelling.floorSpace", equalTo("96.50"))
                .body("dwelling.toilet", nullValue());

        put(id, null, "无", SOUND).statusCode(428);
        var history = Anji.county()
                .get("/api/v1/households/" + id + "/history")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(history.getString("items[1].reason")).isEqualTo("暴雨后重新鉴定");
        assertThat(history.getString("items[1].source")).isEqualTo("APP");
        assertThat(history.getString("items[1].changes.find { it.field == 'dwelling' }.from.housingGrade"))
                .isEqualTo("B");
        Anji.county()
                .get("/api/v1/households/" + id + "?asOf=2025-06-30")
                .then()
                .statusCode(200)
                .body("dwelling.housingGrade", equalTo("B"));
    }

    @Test
    @Tag("HH-09")
    void refusesWhatNoHouseHas() {
        for (var space : List.of("0", "0.00", "-5", "10000", "1.234", "many")) {
            var household = Anji.household(VILLAGE);
            household.put("dwelling", Map.of("floorSpace", space));
            Anji.register(Anji.county(), household)
                    .then()
                    .statusCode(400)
                    .body("violations.pointer", equalTo(List.of("/dwelling/floorSpace")));
        }
    }

    @Test
    @Tag("HH-18")
    void findsWhatIsMissingOrContradicts_inACheckOfTheHousehold() {
        var household = Anji.household(VILLAGE);
        household.put("dwelling", Map.of("floorSpace", "8", "housingGrade", "C"));
        household.put("type", "LIFTED");
        var id = Anji.registered(household).getString("id");

        Anji.county()
                .get("/api/v1/household/quality-findings?householdId=" + id + "&limit=200")
                .then()
                .statusCode(200)
                .body("items.rule", hasItem("DANGEROUS_HOUSE_CALLED_SAFE"))
                .body("items.rule", hasItem("TOILET_MISSING"))
                .body("items.rule", hasItem("FLOOR_SPACE_TOO_SMALL"));
    }

    @Test
    @Tag("HH-19")
    void takesDwellingsFromFiles_andKeepsThemWhereAFileSaysNothing() {
        var external = "dwelling-" + UUID.randomUUID();
        var head = Anji.idNumber(LocalDate.of(1971, 2, 3), true);
        var columns = "外部编号,村代码,户类型,姓名,与户主关系,证件号码,劳动能力,文化程度,在校情况";
        var row = external + "," + VILLAGE + ",一般农户,孙示甲,户主," + head + ",普通劳动力,初中,非在校生";

        var first = Anji.importing(
                Anji.county(), "households", "apply", columns + ",住房面积,住房鉴定等级,厕所类型\n" + row + ",120.25,C级,卫生旱厕\n");
        var second = Anji.importing(Anji.county(), "households", "apply", columns + ",住址\n" + row + ",7组1号\n");
        var third = Anji.importing(Anji.county(), "households", "apply", columns + ",住房面积,住房鉴定等级\n" + row + ",,E级\n");

        assertThat(first.getMap("result")).containsEntry("created", 1);
        assertThat(second.getMap("result")).containsEntry("updated", 1);
        assertThat(third.getMap("result")).containsEntry("refused", 1);
        var found = Anji.county()
                .contentType(ContentType.JSON)
                .body(Map.of("externalId", external))
                .post("/api/v1/households/search")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        Anji.county()
                .get("/api/v1/households/" + found.getString("items[0].id"))
                .then()
                .body("address", equalTo("7组1号"))
                .body("dwelling.floorSpace", equalTo("120.25"))
                .body("dwelling.housingGrade", equalTo("C"))
                .body("dwelling.toilet", equalTo("SANITARY_DRY"));
    }

    @Test
    @Tag("HH-23")
    void countsHouseholdsByGradeAndByToilet() {
        var household = Anji.household(VILLAGE);
        household.put("dwelling", SOUND);
        Anji.registered(household);

        for (var by : List.of("housingGrade", "toilet")) {
            var report = Anji.province()
                    .get("/api/v1/household/reports/households?region=33&by=" + by)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            assertThat(report.getList("columns.code")).hasSize(5).contains("NONE");
            assertThat(report.getList("rows")).isNotEmpty();
        }
    }
}
