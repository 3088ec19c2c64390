package org.jiedui.household.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jiedui.local.TestSchema;
import org.jiedui.local.TestServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What V098 makes of cases that took the green channel before it, in a schema of its own. */
@Tag("HH-16")
class GreenChannelMigrationIT {
    private static final String DECIDED = "{\"category\":\"SUDDEN_HARDSHIP\",\"risks\":[\"ILLNESS\", \"HOUSING\"]}";

    private static TestSchema schema;

    @BeforeAll
    static void schemaOfTheVersionBefore() {
        schema = TestServers.schema("household_v098");
        migrate("097");
    }

    @AfterEach
    void asBefore() throws SQLException {
        run(
                "DELETE FROM risk_case",
                "DELETE FROM risk_case_step",
                "ALTER TABLE risk_case DROP COLUMN since",
                "DELETE FROM flyway_schema_history WHERE version = '098'");
    }

    private static void migrate(String version) {
        Flyway.configure()
                .dataSource(schema.url(), schema.user(), schema.password())
                .locations("classpath:db/chassis", "classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    private static void run(String... statements) throws SQLException {
        try (Connection connection = schema.connect();
                var statement = connection.createStatement()) {
            for (var sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** A case with one step, at which its category and details are as given. */
    private static void riskCase(
            int n, String category, String risks, String monitoredFrom, String decision, String details)
            throws SQLException {
        run(
                ("INSERT INTO risk_case (id, version, household_id, household_number, region, origin, urgency, state,"
                                + " category, risks, opened_at, due, monitored_from, green_channel_on) VALUES (UNHEX(LPAD(%1$d,"
                                + " 32, '0')), 0, UNHEX(LPAD(%1$d, 32, '1')), '%1$d', '330523104201', 'RULE', 'URGENT', 'CLUE',"
                                + " %2$s, '%3$s', '2026-03-01', '2026-03-20', %4$s, IF('%5$s' = 'GREEN_CHANNEL', '2026-03-02',"
                                + " NULL))")
                        .formatted(n, text(category), risks, text(monitoredFrom), decision),
                ("INSERT INTO risk_case_step (case_id, id, at, actor, to_state, decision, details) VALUES"
                                + " (UNHEX(LPAD(%1$d, 32, '0')), UNHEX(LPAD(%1$d, 32, '2')), '2026-03-02', 'somebody', 'CLUE',"
                                + " '%2$s', '%3$s')")
                        .formatted(n, decision, details));
    }

    private static String text(String value) {
        return value == null ? "NULL" : "'" + value + "'";
    }

    private static List<String> cases() throws SQLException {
        try (var connection = schema.connect();
                var row = connection
                        .createStatement()
                        .executeQuery("SELECT CONCAT_WS(' ', household_number, category, risks, since) FROM risk_case"
                                + " ORDER BY id")) {
            var found = new ArrayList<String>();
            while (row.next()) {
                found.add(row.getString(1));
            }
            return found;
        }
    }

    @Test
    void takesCategoryAndRisksFromTheStep_ofCasesThatHaveNone() throws SQLException {
        riskCase(1, null, "", null, "GREEN_CHANNEL", DECIDED);
        riskCase(2, "MARGINAL", "WATER", "2026-04-01", "GREEN_CHANNEL", DECIDED);
        riskCase(3, "MARGINAL", "WATER", "2026-04-01", "APPROVE", DECIDED);
        riskCase(4, null, "", null, "VERIFY", DECIDED);
        riskCase(5, null, "", null, "GREEN_CHANNEL", "{}");

        migrate("098");

        assertThat(cases())
                .containsExactly(
                        "1 SUDDEN_HARDSHIP ILLNESS,HOUSING 2026-03-02",
                        "2 MARGINAL WATER 2026-03-02",
                        "3 MARGINAL WATER 2026-04-01",
                        "4 ",
                        "5  2026-03-02");
    }

    /** As the runbook says it of a migration that failed. */
    @Test
    void endsTheSame_whenItFailedAndIsTriedAgain() throws SQLException {
        riskCase(1, null, "", null, "GREEN_CHANNEL", DECIDED);
        riskCase(2, null, "", null, "GREEN_CHANNEL", "{\"category\":");
        assertThatThrownBy(() -> migrate("098")).isInstanceOf(FlywayException.class);
        assertThat(cases()).containsExactly("1  2026-03-02", "2  2026-03-02");
        assertThatThrownBy(() -> migrate("098")).hasMessageContaining("failed migration");

        run(
                "ALTER TABLE risk_case DROP COLUMN since",
                "DELETE FROM flyway_schema_history WHERE success = 0",
                "UPDATE risk_case_step SET details = '{}' WHERE NOT JSON_VALID(details)");
        migrate("098");

        assertThat(cases()).containsExactly("1 SUDDEN_HARDSHIP ILLNESS,HOUSING 2026-03-02", "2  2026-03-02");
    }
}
