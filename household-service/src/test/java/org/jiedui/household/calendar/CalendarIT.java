package org.jiedui.household.calendar;

import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.household.Anji;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@Tag("HH-13")
class CalendarIT {
    @Inject
    DataSource database;

    private static Map<String, Object> day(String day, String kind) {
        return Map.of("day", day, "kind", kind, "name", "试验");
    }

    private static Response put(String year, String tag, List<?> days) {
        return Anji.province()
                .contentType(ContentType.JSON)
                .header("If-Match", tag)
                .body(Map.of("source", "测试文件", "days", days))
                .put("/api/v1/calendar/" + year);
    }

    private static void deadline(String from, int days, String expected) {
        Anji.clerk()
                .queryParam("from", from)
                .queryParam("workingDays", days)
                .get("/api/v1/calendar/deadline")
                .then()
                .statusCode(200)
                .body("day", equalTo(expected));
    }

    @Test
    void knowsThePublishedHolidaysOfTheState() {
        Anji.clerk()
                .get("/api/v1/calendar/2026")
                .then()
                .statusCode(200)
                .body("published", equalTo(true))
                .body("days", hasSize(39))
                .body("days.findAll{it.kind=='WORKDAY'}", hasSize(6));
        Anji.clerk().get("/api/v1/calendar/2025").then().body("days", hasSize(33));
        deadline("2026-02-13", 2, "2026-02-24");
        deadline("2025-09-30", 1, "2025-10-09");
    }

    @Test
    void countsByTheNewCalendarAtOnce_whenAYearIsReplaced() throws Exception {
        deadline("2091-05-01", 1, "2091-05-02");
        put("2091", "\"0\"", List.of(day("2091-05-02", "HOLIDAY"), day("2091-05-05", "WORKDAY")))
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""));
        deadline("2091-05-01", 1, "2091-05-03");
        deadline("2091-05-04", 1, "2091-05-05");
        put("2091", "\"0\"", List.of()).then().statusCode(412);
        put("2091", "\"1\"", List.of()).then().statusCode(200).header("ETag", equalTo("\"2\""));
        deadline("2091-05-01", 1, "2091-05-02");

        // as another replica would have done it
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "INSERT INTO holiday (day, year, kind, name) VALUES ('2091-05-02', 2091, 'HOLIDAY', 'x')");
            statement.executeUpdate(
                    "UPDATE calendar_year SET revision = UNHEX(REPLACE(UUID(), '-', '')), version = version + 1 WHERE year = 2091");
        }
        deadline("2091-05-01", 1, "2091-05-03");
    }

    @Test
    void refusesBadCalendars() {
        put(
                        "2092",
                        "\"0\"",
                        List.of(
                                day("2092-01-01", "HOLIDAY"),
                                day("2092-01-01", "WORKDAY"),
                                day("2093-01-01", "HOLIDAY")))
                .then()
                .statusCode(400)
                .body("violations.code", containsInAnyOrder("TWICE", "OTHER_YEAR"));
        put("2192", "\"0\"", List.of()).then().statusCode(400);
        put("2092", "\"0\"", List.of(day("2092-13-01", "PARTY")))
                .then()
                .statusCode(400)
                .body("violations", hasSize(2));
        Anji.county()
                .contentType(ContentType.JSON)
                .header("If-Match", "\"0\"")
                .body(Map.of("source", "x", "days", List.of()))
                .put("/api/v1/calendar/2092")
                .then()
                .statusCode(403);
        Anji.clerk()
                .get("/api/v1/calendar/2092")
                .then()
                .body("published", equalTo(false))
                .body("days", hasSize(0));
        Anji.clerk()
                .get("/api/v1/calendar/deadline?from=yesterday&workingDays=3")
                .then()
                .statusCode(400);
        Anji.clerk()
                .get("/api/v1/calendar/deadline?from=2026-01-01&workingDays=-3")
                .then()
                .statusCode(400);
    }
}
