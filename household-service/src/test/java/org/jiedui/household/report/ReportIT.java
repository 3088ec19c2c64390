package org.jiedui.household.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.Anji;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("HH-23")
class ReportIT {
    private static final String PATH = "/api/v1/household/reports/";
    private static final String TOWN = "360102001";

    @Inject
    DataSource database;

    @Inject
    ReportConfig config;

    @Inject
    TimeSource time;

    /** A province of these tests alone: a village of eight and one of two households. */
    @BeforeEach
    void province() {
        var csv = "code,name\n36,江西省\n3601,南昌市\n360102,东湖区\n360102001,报表镇\n360102001201,大村\n360102001202,小村\n";
        Anji.importing(Anji.as("province-officer", "*"), "regions", "apply", csv);
        if (officer("36")
                        .get("/api/v1/households/count?region=" + TOWN)
                        .jsonPath()
                        .getLong("count")
                == 0) {
            for (var i = 0; i < 10; i++) {
                var household = Anji.household(i < 8 ? "360102001201" : "360102001202");
                household.put("type", i % 4 == 0 ? "LIFTED" : "ORDINARY");
                household.remove("incomes");
                Anji.register(officer("36"), household).then().statusCode(201);
            }
        }
    }

    private static RequestSpecification officer(String region) {
        return Anji.as("county-officer", region);
    }

    private static JsonPath report(String address) {
        return officer("36")
                .get(PATH + address)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    @Test
    void countsByRegionAndCategory_withholdingWhatIsSmall() {
        var town = report("households?by=type&region=" + TOWN);

        assertThat(town.getList("columns.code")).containsExactly("ORDINARY", "LIFTED");
        assertThat(town.getList("rows.region")).containsExactly("360102001201", "360102001202");
        assertThat(town.getList("rows.name")).containsExactly("大村", "小村");
        // six and two, two and none: what has two is never shown, and so its fellow in the row and column is not
        assertThat(town.getBoolean("rows[0].cells[1].suppressed")).isTrue();
        assertThat(town.getBoolean("rows[0].cells[0].suppressed")).isTrue();
        assertThat(town.getBoolean("rows[1].total.suppressed")).isTrue();
        assertThat(town.getBoolean("rows[0].total.suppressed")).isTrue();
        assertShown(town.get("sum.total"), 10);
        assertThat(report("households?by=type&region=360102").getList("rows.name"))
                .containsExactly("报表镇");
        for (var by : List.of("category", "mainCause", "incomeBand", "housingGrade", "toilet")) {
            assertShown(report("households?region=" + TOWN + "&by=" + by).get("sum.total"), 10);
        }
        for (var by : List.of("labour", "education", "insurance")) {
            assertShown(report("members?region=" + TOWN + "&by=" + by).get("sum.total"), 20);
        }
        for (var report :
                List.of("risk-alerts", "risk-cases", "measures", "measures?by=funds", "visits", "visits?by=reached")) {
            assertThat(report(report).getInt("year")).isPositive();
        }
    }

    /** What other tests left in the deployment may withhold more, but never change a figure. */
    private static void assertShown(Map<String, ?> cell, int count) {
        if (!Boolean.TRUE.equals(cell.get("suppressed"))) {
            assertThat(cell.get("count")).isEqualTo(count);
        }
    }

    @Test
    @Tag("HH-03")
    void countsAHouseholdAndItsMembersNoMore_whenItIsClosed() {
        var village = "370102001201";
        var csv = "code,name\n37,山东省\n3701,济南市\n370102,历下区\n370102001,闭户镇\n370102001201,闭户村\n";
        Anji.importing(Anji.as("province-officer", "*"), "regions", "apply", csv);
        Anji.register(officer("37"), Anji.household(village)).then().statusCode(201);
        var household = Anji.household(village);
        household.put("registeredOn", "2026-01-01");
        var closing = Anji.register(officer("37"), household).jsonPath();
        assertThat(counted(Report.HOUSEHOLDS, Report.By.TYPE, village)).isEqualTo(2);
        assertThat(counted(Report.MEMBERS, Report.By.LABOUR, village)).isEqualTo(4);

        for (var member : List.of("members[1].id", "members[0].id")) {
            officer("37")
                    .contentType("application/json")
                    .header("If-Match", "*")
                    .body(Map.of("reason", "DIED", "on", "2026-01-05"))
                    .post("/api/v1/households/" + closing.getString("id") + "/members/" + closing.getString(member)
                            + "/depart")
                    .then()
                    .statusCode(200);
        }

        for (var by : List.of(Report.By.TYPE, Report.By.CATEGORY, Report.By.MAIN_CAUSE, Report.By.INCOME_BAND)) {
            assertThat(counted(Report.HOUSEHOLDS, by, village)).as(by.name()).isEqualTo(1);
        }
        for (var by : List.of(Report.By.LABOUR, Report.By.EDUCATION, Report.By.INSURANCE)) {
            assertThat(counted(Report.MEMBERS, by, village)).as(by.name()).isEqualTo(2);
        }
    }

    /** As the report counts, before small figures are withheld. */
    private long counted(Report report, Report.By by, String village) {
        var all = new ReportConfig() {
            @Override
            public int least() {
                return 1;
            }

            @Override
            public Duration maxAge() {
                return config.maxAge();
            }

            @Override
            public List<Integer> incomeBands() {
                return config.incomeBands();
            }
        };
        return new ReportRepository(database, all, time)
                .count(report, by, null)
                .table(report, null, village)
                .sum()
                .total()
                .count();
    }

    @Test
    void givesTheSameAsCsvAndWorkbook() throws Exception {
        var json = report("households?region=" + TOWN);
        var csv = officer("36")
                .accept("text/csv")
                .get(PATH + "households?region=" + TOWN)
                .then()
                .statusCode(200)
                .contentType("text/csv")
                .extract()
                .asString();
        assertThat(csv.lines()).hasSize(4).first().isEqualTo("region,name,total,ORDINARY,LIFTED");
        assertThat(csv).contains("360102001202,小村,*,*,*");
        assertThat(csv.lines().toList().get(3)).startsWith(TOWN + ",报表镇,");
        var workbook = officer("36")
                .get(PATH + "measures?format=xlsx&region=" + TOWN)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        try (var book = new ReadableWorkbook(new ByteArrayInputStream(workbook))) {
            assertThat(book.getFirstSheet().read().get(0).getCellText(2)).isEqualTo("合计");
        }
        assertThat(json.getString("regionName")).isEqualTo("报表镇");
    }

    @Test
    void keepsToTheCallersRegion_andRefusesWhatItDoesNotKnow() {
        officer("330523")
                .get(PATH + "households?region=36")
                .then()
                .statusCode(403)
                .body("code", equalTo("OUTSIDE_REGION"));
        officer("330523").get(PATH + "households").then().statusCode(200).body("region", equalTo("330523"));
        officer("330523").get(PATH + "secrets").then().statusCode(404);
        for (var wrong : List.of("by=phone", "year=99", "year=2099", "format=pdf", "region=3", "type=LIFTED")) {
            officer("330523").get(PATH + "households?" + wrong).then().statusCode(400);
        }
        Anji.helper().get(PATH + "households").then().statusCode(403);
        RestAssured.given().get(PATH + "households").then().statusCode(401);
        officer("330523")
                .get("/api/v1/household/reports")
                .then()
                .statusCode(200)
                .body("name", hasItems("households", "visits"));
    }

    @Test
    void readsAnIndexAlone_whenHouseholdsAreCounted() throws SQLException {
        for (var column : List.of("type", "category", "main_cause", "income_per_capita")) {
            try (var connection = database.getConnection();
                    var explain = connection.prepareStatement("EXPLAIN SELECT region, " + column
                            + ", COUNT(*) FROM household GROUP BY region, " + column);
                    var row = explain.executeQuery()) {
                row.next();
                assertThat(row.getString("key")).isEqualTo("household_report");
                assertThat(row.getString("Extra")).contains("Using index");
            }
        }
    }

    @Test
    @Tag("HH-20")
    void labelsEveryListOfTheDomain() {
        var lists = new ArrayList<String>(
                officer("36").get("/api/v1/code-lists").jsonPath().getList(""));
        assertThat(lists)
                .contains(
                        "household-type",
                        "household-attribute",
                        "monitored-category",
                        "cause",
                        "risk",
                        "relation",
                        "health-condition",
                        "labour-ability",
                        "education",
                        "schooling",
                        "sex",
                        "id-type",
                        "insurance",
                        "measure-category",
                        "measure-tag",
                        "income-item",
                        "income-group",
                        "risk-case-state",
                        "urgency",
                        "publicity-kind",
                        "publicity-matter",
                        "attachment-owner");
        for (var name : lists) {
            officer("36")
                    .get("/api/v1/code-lists/" + name)
                    .then()
                    .statusCode(200)
                    .body("values.zh", notNullValue());
        }
        officer("36")
                .get("/api/v1/code-lists/ethnicity")
                .then()
                .body("values", hasSize(56))
                .body("values[21].zh", equalTo("畲族"))
                .body("values[21].national", equalTo("22"));
        officer("36").get("/api/v1/code-lists/sex").then().body("values.national", hasItem("1"));
    }
}
