package org.jiedui.household.village;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.household.Anji;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("HH-02")
class VillageProfileIT {
    private static final String TOWN = "330523177";

    @BeforeEach
    void villages() {
        Anji.regions();
        Anji.importing(Anji.province(), "regions", "apply", """
                code,name
                330523177,村情镇
                330523177201,一村
                330523177202,二村
                330523177203,三村
                330523177204,四村
                """);
    }

    private static Map<String, Object> profile(String... cells) {
        return Map.of(
                "traits",
                List.of("POOR", "WEAK"),
                "incomes",
                List.of(
                        Map.of("year", 2024, "income", "120000.00"),
                        Map.of("year", 2025, "income", "186000.00", "goal", "300000.00")),
                "infrastructure",
                Map.of("WATER", "GOOD", "ROAD", "PARTIAL"),
                "cells",
                List.of(cells).stream()
                        .map(code -> Map.of("code", code, "name", "网格" + code, "keeper", "keeper-" + code))
                        .toList());
    }

    private static io.restassured.response.Response put(String village, String ifMatch, Map<String, Object> profile) {
        var request = Anji.county().contentType(ContentType.JSON).body(profile);
        return (ifMatch == null ? request : request.header("If-Match", ifMatch))
                .put("/api/v1/villages/" + village + "/profile");
    }

    @Test
    void describesAVillage_andKeepsItsHistory() {
        var village = TOWN + "201";
        Anji.county()
                .get("/api/v1/villages/" + village + "/profile")
                .then()
                .statusCode(200)
                .header("ETag", "\"0\"")
                .body("traits", empty())
                .body("infrastructure.WATER", equalTo("UNKNOWN"));
        put(village, null, profile()).then().statusCode(428);
        put(village, "\"0\"", profile("01", "02"))
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("traits", contains("WEAK", "POOR"))
                .body("incomes[0].year", equalTo(2025))
                .body("incomes[0].goal", equalTo("300000.00"))
                .body("infrastructure.ROAD", equalTo("PARTIAL"))
                .body("cells.keeper", hasItems("keeper-01", "keeper-02"));
        put(village, "\"0\"", profile("01")).then().statusCode(412);
        put(village, "\"1\"", profile("01")).then().statusCode(200).header("ETag", "\"2\"");

        Anji.as("helper", "330523")
                .get("/api/v1/villages/" + village + "/profile")
                .then()
                .statusCode(200)
                .body("cells[0].keeper", nullValue());
        Anji.county()
                .get("/api/v1/villages/" + village + "/profile/history")
                .then()
                .body("items[1].changes.field", contains("cells"));
        Anji.county()
                .get("/api/v1/villages?region=" + TOWN + "&trait=WEAK,POOR")
                .then()
                .body("items.village", hasItem(village));
        Anji.await(
                () -> Anji.county()
                        .get("/api/v1/household/changes?limit=1000")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath(),
                feed -> feed.getString("next") != null);
    }

    @Test
    void putsHouseholdsIntoCells_oneAtMost() {
        var village = TOWN + "202";
        put(village, "\"0\"", profile("01", "02")).then().statusCode(200);
        var id = Anji.registered(Anji.household(village)).getString("id");
        var stranger = Anji.registered(Anji.household(Anji.VILLAGE)).getString("id");
        var cells = "/api/v1/villages/" + village + "/cells";

        for (var cell : List.of("01", "02")) {
            Anji.county()
                    .contentType(ContentType.JSON)
                    .body(Map.of("add", List.of(id)))
                    .post(cells + "/" + cell + "/households")
                    .then()
                    .statusCode(204);
        }

        Anji.county()
                .get(cells)
                .then()
                .statusCode(200)
                .body("items.find { it.code == '01' }.households", equalTo(0))
                .body("items.find { it.code == '02' }.households", equalTo(1));
        Anji.county().get(cells + "/02/households").then().body("items.id", contains(id));
        Anji.as("county-officer", "330522").get(cells + "/02/households").then().body("items", empty());
        Anji.county()
                .contentType(ContentType.JSON)
                .body(Map.of("add", List.of(stranger)))
                .post(cells + "/01/households")
                .then()
                .statusCode(404);
        Anji.county()
                .contentType(ContentType.JSON)
                .body(Map.of("add", List.of(id)))
                .post(cells + "/99/households")
                .then()
                .statusCode(422)
                .body("code", equalTo("UNKNOWN_CELL"));
        put(village, "\"1\"", profile("01")).then().statusCode(409).body("reasons[0].code", equalTo("CELL_NOT_EMPTY"));
        Anji.county()
                .contentType(ContentType.JSON)
                .body(Map.of("remove", List.of(id)))
                .post(cells + "/02/households")
                .then()
                .statusCode(204);
        put(village, "\"1\"", profile("01")).then().statusCode(200);
    }

    @Test
    @Tag("HH-19")
    void importsProfiles_andChangesNothing_whenTheSameFileComesAgain() {
        var csv = """
                village,traits,year,income,goal,water
                330523177203,WEAK;INDUSTRIAL,2025,5000.00,9000.00,GOOD
                330523177203,,2024,4000.00,,
                330522101201,WEAK,,,,
                330523177204,FLAT,2025,1.234,,WET
                330523177299,WEAK,,,,
                """;
        var county = Anji.importing(Anji.county(), "village-profiles", "apply", csv);
        var again = Anji.importing(Anji.county(), "village-profiles", "apply", csv);

        assertThat(county.getInt("result.created")).isEqualTo(1);
        assertThat(county.getInt("result.updated")).isEqualTo(1);
        assertThat(county.getInt("result.refused")).isEqualTo(3);
        assertThat(again.getInt("result.unchanged")).isEqualTo(2);
        Anji.county()
                .get("/api/v1/villages/330523177203/profile")
                .then()
                .header("ETag", "\"1\"")
                .body("traits", contains("WEAK", "INDUSTRIAL"))
                .body("incomes.year", contains(2025, 2024))
                .body("infrastructure.WATER", equalTo("GOOD"));
        Anji.county()
                .get("/api/v1/household/imports/" + county.getString("id") + "/report?refused=true")
                .then()
                .body("items[0].errors.code", hasItem("OUTSIDE_REGION"))
                .body("items[1].errors.column", hasItems("traits", "income", "water"))
                .body("items[2].errors.code", hasItem("UNKNOWN_REGION"));
    }

    @Test
    void refusesWhatIsNoProfile_withAllViolations() {
        Anji.county()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body("""
                        {"traits":[],"incomes":[{"year":2025},{"year":2025},{"year":1200}],
                         "cells":[{"code":"0 1","name":""}]}""")
                .put("/api/v1/villages/330523177204/profile")
                .then()
                .statusCode(400)
                .body("violations.pointer", hasItems("/incomes/2/year", "/cells/0/code", "/cells/0/name"));
        put("330522101201", "*", profile()).then().statusCode(403);
        put("330523177998", "*", profile()).then().statusCode(404);
        Anji.as("helper", "330523")
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(profile())
                .put("/api/v1/villages/330523177204/profile")
                .then()
                .statusCode(403);
    }
}
