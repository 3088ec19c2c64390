package org.jiedui.household.income;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.household.Anji;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("HH-07")
class IncomeIT {
    @BeforeEach
    void county() {
        Anji.regions();
    }

    private static Map<String, Object> statement(int year, YearMonth from, YearMonth to, String amount) {
        var lines = new ArrayList<Map<String, Object>>();
        for (var month = from; !month.isAfter(to); month = month.plusMonths(1)) {
            if (month.getYear() == year) {
                lines.add(Map.of("item", "WAGE_LABOUR", "amount", amount, "month", month.toString()));
            }
        }
        return Map.of("year", year, "lines", lines);
    }

    @Test
    @Tag("HH-22")
    void keepsTheReasonOfTheHeader_whenTheBodyGivesNone() {
        var id = Anji.registered(Anji.household(Anji.VILLAGE)).getString("id");
        var path = "/api/v1/households/" + id;
        Anji.clerk()
                .contentType(io.restassured.http.ContentType.JSON)
                .header("If-Match", Anji.clerk().get(path).header("ETag"))
                .header("Change-Reason", java.net.URLEncoder.encode("入户核实", java.nio.charset.StandardCharsets.UTF_8))
                .body(statement(2025, YearMonth.of(2025, 1), YearMonth.of(2025, 12), "900.00"))
                .put(path + "/incomes")
                .then()
                .statusCode(200)
                .body("reason", org.hamcrest.Matchers.equalTo("入户核实"));
    }

    @Test
    @Tag("HH-15")
    void goesByTheTwelveMonthsBeforeIdentification_whenTheyAreKnown() {
        var now = YearMonth.now(ZoneId.of("Asia/Shanghai"));
        var from = now.minusMonths(12);
        var to = now.minusMonths(1);
        var household = Anji.household(Anji.VILLAGE);
        // 60 000 a year ago, 100 a month since: the year says 30 000 a head, the window 600
        var incomes = new ArrayList<Object>();
        var years = to.getYear() == from.getYear() ? List.of(to.getYear()) : List.of(from.getYear(), to.getYear());
        for (var year : years) {
            incomes.add(statement(year, from, to, "100.00"));
        }
        household.put("incomes", incomes);
        var registered = Anji.registered(household);
        var id = registered.getString("id");

        Anji.clerk()
                .get("/api/v1/households/" + id + "/incomes/rolling")
                .then()
                .statusCode(200)
                .body("identification", equalTo(now.toString()))
                .body("from", equalTo(from.toString()))
                .body("to", equalTo(to.toString()))
                .body("coveredMonths", equalTo(12))
                .body("decides", equalTo(true))
                .body("net", equalTo("1200.00"))
                .body("perCapita", equalTo("600.00"))
                .body("steps.findAll { it.kind == 'LINE' }", hasSize(12));
        Anji.clerk()
                .get("/api/v1/risk-alerts/" + registered.getString("openAlertId"))
                .then()
                .body("reasons[0].code", equalTo("INCOME_BELOW_LINE"))
                .body("reasons[0].figures.incomePerCapita", equalTo("600.00"))
                .body("reasons[0].figures.window", equalTo(from + "/" + to));
    }

    @Test
    void keepsEveryRevisionWithItsLinesAndTheReason() {
        var id = Anji.registered(Anji.household(Anji.VILLAGE)).getString("id");
        var path = "/api/v1/households/" + id + "/incomes";
        Anji.clerk()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Map.of(
                        "year",
                        2025,
                        "lines",
                        List.of(
                                Map.of("item", "WAGE_LABOUR", "amount", "40000.00"),
                                Map.of("item", "COST_PLANTING", "amount", "1200.00", "month", "2025-03", "note", "化肥")),
                        "reason",
                        "漏报种植支出"))
                .put(path)
                .then()
                .statusCode(200)
                .body("revision", equalTo(2))
                .body("reason", equalTo("漏报种植支出"));

        Anji.clerk()
                .get(path)
                .then()
                .body("items.revision", equalTo(List.of(2, 1)))
                .body("items[1].reason", nullValue());
        Anji.clerk()
                .get(path + "/2025/revisions/1")
                .then()
                .statusCode(200)
                .body("lines", hasSize(1))
                .body("perCapita", equalTo("20000.00"));
        Anji.clerk()
                .get(path + "/explanation?year=2025")
                .then()
                .body("perCapita", equalTo("19400.00"))
                .body("steps.find { it.code == 'COST_PLANTING' }.period", equalTo("2025-03"))
                .body("steps.find { it.code == 'COST_PLANTING' }.note", equalTo("化肥"));
        Anji.clerk()
                .get(path + "/explanation?year=2025&revision=1")
                .then()
                .body("revision", equalTo(1))
                .body("perCapita", equalTo("20000.00"));
        Anji.clerk().get(path + "/2025/revisions/9").then().statusCode(404);
    }

    @Test
    void refusesMonthsOfAnotherYear() {
        var id = Anji.registered(Anji.household(Anji.VILLAGE)).getString("id");
        Anji.clerk()
                .contentType(ContentType.JSON)
                .header("If-Match", "*")
                .body(Map.of(
                        "year",
                        2025,
                        "lines",
                        List.of(Map.of("item", "WAGE_LABOUR", "amount", "1.00", "month", "2024-12"))))
                .put("/api/v1/households/" + id + "/incomes")
                .then()
                .statusCode(400)
                .body("violations.code", hasItem("MONTH_OUTSIDE_YEAR"));
        Anji.clerk()
                .get("/api/v1/households/" + id + "/incomes/rolling?month=2026-13")
                .then()
                .statusCode(400)
                .body("violations", notNullValue());
    }
}
