package org.jiedui.household.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.household.Anji;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class RegionIT {
    @Test
    @Tag("HH-01")
    @Tag("HH-19")
    void changesNothing_whenTheSameFileIsImportedAgain() {
        var csv = new StringBuilder("code,name,provinceCode\n62,甘肃省,62\n");
        for (var i = 10; i < 99; i++) {
            csv.append("62").append(i).append(",城市").append(i).append(",62\n");
        }
        var validated = Anji.importing(Anji.province(), "regions", "validate", csv.toString());
        Anji.province().get("/api/v1/regions/62").then().statusCode(404);
        var first = Anji.importing(Anji.province(), "regions", "apply", csv.toString());
        var second = Anji.importing(Anji.province(), "regions", "apply", csv.toString());

        assertThat(validated.getInt("result.created")).isEqualTo(90);
        assertThat(first.getInt("result.created")).isEqualTo(90);
        assertThat(second.getInt("result.unchanged")).isEqualTo(90);
        assertThat(second.getInt("processed")).isEqualTo(90);
        Anji.helper().get("/api/v1/regions/6242/path").then().body("name", equalTo(List.of("甘肃省", "城市42")));
        Anji.helper().get("/api/v1/regions/62/children?limit=2").then().body("items", hasSize(2));
        Anji.helper().get("/api/v1/regions?name=城市42&under=62").then().body("items.code", equalTo(List.of("6242")));
    }

    @Test
    @Tag("HH-19")
    void writesNothing_whenOneRowOfAllIsRefused() {
        var csv = "code,name\n63,青海省\n6301,西宁市\n640101,无上级县\n63x,乱码\n6302,\n";

        var job = Anji.importing(Anji.province(), "regions", "all-or-nothing", csv);

        assertThat(job.getInt("result.refused")).isEqualTo(3);
        Anji.province().get("/api/v1/regions/63").then().statusCode(404);
        Anji.province()
                .get("/api/v1/household/imports/" + job.getString("id") + "/report?refused=true")
                .then()
                .statusCode(200)
                .body("items.line", equalTo(List.of(4, 5, 6)))
                .body("items[0].errors.code", hasItem("UNKNOWN_PARENT"))
                .body("items[1].errors.code", hasItem("FORMAT"))
                .body("items[2].errors.column", hasItem("name"));
    }

    @Test
    @Tag("HH-19")
    void writesNothing_whenAllOrNothingHasMoreRowsThanOneTransactionTakes() {
        var csv = new StringBuilder("code,name\n65,新疆\n");
        for (var i = 0; i < 100; i++) {
            csv.append("65%02d,城市%d\n".formatted(i, i));
        }

        var job = Anji.importing(Anji.province(), "regions", "all-or-nothing", csv.toString());

        assertThat(job.getString("state")).isEqualTo("FAILED");
        assertThat(job.getString("error.code")).isEqualTo("FILE_TOO_LARGE");
        Anji.province().get("/api/v1/regions/65").then().statusCode(404);
    }

    @Test
    @Tag("HH-19")
    void refusesWhatIsNoImport() {
        Anji.clerk()
                .contentType("text/csv; charset=UTF-8")
                .body("code,name\n")
                .post("/api/v1/household/imports?kind=regions")
                .then()
                .statusCode(403);
        Anji.province()
                .contentType("text/csv; charset=UTF-8")
                .body("code,name\n")
                .post("/api/v1/household/imports?kind=planets")
                .then()
                .statusCode(400)
                .body("code", equalTo("UNKNOWN_IMPORT_KIND"));
        Anji.province()
                .contentType("text/plain")
                .body("x")
                .post("/api/v1/household/imports?kind=regions")
                .then()
                .statusCode(415);
        Anji.county().get("/api/v1/regions/999999").then().statusCode(404);
        Anji.county().get("/api/v1/regions?level=PLANET").then().statusCode(400);
    }
}
