package org.jiedui.household.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.household.Anji;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the server reads lists of households: asked about the very statements that the API sends. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class HouseholdListPlanIT {
    private static final int HOUSEHOLDS = 20_000;
    private static final String PROVINCE = "98";
    /** One of ten, with a tenth of the households. */
    private static final String COUNTY = "980103";

    private static final Logger STATEMENTS = Logger.getLogger("org.hibernate.SQL");

    @Inject
    DataSource database;

    private final List<String> seen = new ArrayList<>();
    private final Handler ear = new Handler() {
        @Override
        public void publish(LogRecord statement) {
            synchronized (seen) {
                seen.add(statement.getMessage());
            }
        }

        @Override
        public void flush() {
            // keeps nothing back
        }

        @Override
        public void close() {
            // has nothing open
        }
    };
    private Level before;

    /** What the server will do about one table. */
    private record Plan(String key, long rows, String extra) {}

    @BeforeEach
    void province() throws SQLException {
        ear.setLevel(Level.ALL);
        before = STATEMENTS.getLevel();
        STATEMENTS.setLevel(Level.FINE);
        STATEMENTS.addHandler(ear);
        try (var connection = database.getConnection()) {
            run(connection, "SET SESSION cte_max_recursion_depth = " + (HOUSEHOLDS + 1));
            var village = "CONCAT('" + PROVINCE + "01', LPAD(n % 10, 2, '0'), '001', LPAD(n DIV 10 % 20, 3, '0'))";
            run(
                    connection,
                    "INSERT INTO household (id, version, region, household_number, type, attributes, category, stable,"
                            + " head_name, main_cause, other_causes, needs, food, clothing, education, medical_care,"
                            + " housing, water, member_count, labour_count, children_out_of_school, uninsured_count,"
                            + " self_care, open_alert_id, created_at, updated_at, closed_on)"
                            + " WITH RECURSIVE seq (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM seq WHERE n < "
                            + (HOUSEHOLDS - 1) + ") SELECT UNHEX(CONCAT('0198', LPAD(HEX(n), 8, '0'),"
                            + " '70008000000000000098')), 0, " + village + ", CONCAT(" + village
                            + ", LPAD(n, 8, '0')), IF(n % 7 = 0, 'LIFTED', 'ORDINARY'), '',"
                            + " IF(n % 50 = 0, 'MARGINAL', NULL), n % 50 <> 0, CONCAT('样例', MD5(n)),"
                            + " IF(n % 5 = 0, 'ILLNESS', NULL), '', '', 'MET', 'MET', 'MET', 'MET', 'MET', 'MET', 4, 2, 0,"
                            + " 0, 1, IF(n % 40 = 0, UNHEX(MD5(n)), NULL), '2026-01-01' + INTERVAL n MINUTE,"
                            + " '2026-06-01' + INTERVAL n * 7919 % 20000 MINUTE, IF(n % 100 = 3, '2026-03-01', NULL)"
                            + " FROM seq");
            run(
                    connection,
                    "UPDATE household SET household_number = CONCAT('97', SUBSTRING(household_number, 3))"
                            + " WHERE region LIKE '" + PROVINCE + "%' AND household_number LIKE '%93'");
            run(connection, "ANALYZE TABLE household");
        }
    }

    @AfterEach
    void nobody() throws SQLException {
        STATEMENTS.removeHandler(ear);
        STATEMENTS.setLevel(before);
        try (var connection = database.getConnection()) {
            run(connection, "DELETE FROM household WHERE region LIKE '" + PROVINCE + "%'");
            run(connection, "ANALYZE TABLE household");
        }
    }

    @Test
    void readsOnlyWhatItShows_whateverTheOrderOfTheList() throws SQLException {
        for (var key : List.of("region", "headName", "updatedAt")) {
            for (var sort : List.of(key, "-" + key)) {
                var first = list("limit=50&sort=" + sort);
                assertOrdered(sort, explain(List.of(PROVINCE + "%", 51)));

                list("limit=50&sort=" + sort + "&cursor=" + first.getString("next"));
                var value = first.getString("items[-1]." + key);
                var last = key.equals("updatedAt") ? LocalDateTime.parse(value.replace("Z", "")) : value;
                var id = Ids.bytes(UUID.fromString(first.getString("items[-1].id")));
                assertOrdered(sort, explain(List.of(PROVINCE + "%", last, last, id, 51)));
            }
        }
    }

    @Test
    void readsNumbersOfTheRegionAndWhoMovedIn_whenACountyIsListedByNumber() throws SQLException {
        var expected = numbers();
        for (var sort : List.of("householdNumber", "-householdNumber")) {
            var found = new ArrayList<String>();
            String next = null;
            do {
                var page =
                        list("limit=200&region=" + COUNTY + "&sort=" + sort + (next == null ? "" : "&cursor=" + next));
                found.addAll(page.getList("items.householdNumber"));
                next = page.getString("next");
            } while (next != null);
            assertThat(found).isEqualTo(expected);
            Collections.reverse(expected);
        }
        for (var sort : List.of("householdNumber", "-householdNumber")) {
            synchronized (seen) {
                seen.clear();
            }
            var first = list("limit=50&region=" + COUNTY + "&sort=" + sort);
            var county = COUNTY + "%";
            var own = statement(1);
            assertOrdered(sort, explain(own, List.of(PROVINCE + "%", county, county, 51)));
            assertThat(explain(statement(0), List.of(PROVINCE + "%", county, county, county, 51))
                            .rows())
                    .isLessThan(HOUSEHOLDS / 50);

            list("limit=50&region=" + COUNTY + "&sort=" + sort + "&cursor=" + first.getString("next"));
            var last = first.getString("items[-1].householdNumber");
            var id = Ids.bytes(UUID.fromString(first.getString("items[-1].id")));
            assertOrdered(sort, explain(statement(1), List.of(PROVINCE + "%", county, county, last, last, id, 51)));
        }
    }

    private List<String> numbers() throws SQLException {
        var numbers = new ArrayList<String>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT household_number FROM household WHERE region LIKE '"
                        + COUNTY + "%' AND closed_on IS NULL ORDER BY household_number");
                var row = select.executeQuery()) {
            while (row.next()) {
                numbers.add(row.getString(1));
            }
        }
        assertThat(numbers).anyMatch(number -> !number.startsWith(COUNTY));
        return numbers;
    }

    @Test
    void readsOnlyTheRegion_whateverTheFilter() throws SQLException {
        var since = LocalDateTime.parse("2026-06-14T00:00:00");
        var all = Stream.of(
                        List.<Object>of("closed=false"),
                        List.<Object>of("type=LIFTED", "LIFTED"),
                        List.<Object>of("type=LIFTED,ORDINARY", "LIFTED", "ORDINARY"),
                        List.<Object>of("category=MARGINAL", "MARGINAL"),
                        List.<Object>of("mainCause=ILLNESS", "ILLNESS"),
                        List.<Object>of("monitored=true"),
                        List.<Object>of("monitored=false"),
                        List.<Object>of("atRisk=true"),
                        List.<Object>of("updatedFrom=2026-06-14T00:00:00Z", since),
                        List.<Object>of("notVisitedDays=30", LocalDateTime.now().toLocalDate()),
                        List.<Object>of("closed=true"))
                .toList();
        for (var filter : all) {
            list("limit=50&region=" + COUNTY + "&" + filter.get(0));
            var values = new ArrayList<Object>(List.of(PROVINCE + "%", COUNTY + "%"));
            values.addAll(filter.subList(1, filter.size()));
            values.add(51);
            var plan = explain(values);
            assertThat(plan.key()).as("%s: %s", filter.get(0), plan).isNotNull();
            assertThat(plan.rows()).as("%s: %s", filter.get(0), plan).isLessThan(HOUSEHOLDS / 5);
        }
    }

    private static void assertOrdered(String sort, Plan plan) {
        assertThat(plan.key()).as("%s: %s", sort, plan).isNotNull();
        assertThat(plan.extra()).as("%s: %s", sort, plan).doesNotContain("filesort");
    }

    private static JsonPath list(String query) {
        return Anji.as("province-officer", PROVINCE)
                .get("/api/v1/households?" + query)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** How the last list is read, with these values for its parameters. */
    private Plan explain(List<Object> values) throws SQLException {
        return explain(statement(0), values);
    }

    /** The last statement that read a list, or the one so many before it. */
    private String statement(int before) {
        synchronized (seen) {
            var lists = seen.stream()
                    .filter(s -> s.contains(" from household ") && s.contains(" limit "))
                    .toList();
            return lists.get(lists.size() - 1 - before);
        }
    }

    private Plan explain(String sql, List<Object> values) throws SQLException {
        assertThat(sql.chars().filter(c -> c == '?').count()).as(sql).isEqualTo(values.size());
        try (var connection = database.getConnection();
                var explain = connection.prepareStatement("EXPLAIN " + sql)) {
            for (var i = 0; i < values.size(); i++) {
                explain.setObject(i + 1, values.get(i));
            }
            try (var row = explain.executeQuery()) {
                row.next();
                return new Plan(row.getString("key"), row.getLong("rows"), row.getString("Extra"));
            }
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
