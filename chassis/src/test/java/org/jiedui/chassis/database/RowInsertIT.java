package org.jiedui.chassis.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class RowInsertIT {
    private static final List<String> COLUMNS =
            List.of("place", "id", "code", "words", "raw", "doc", "amount", "flag", "day", "at");

    @Inject
    DataSource database;

    private Connection connection;

    @BeforeEach
    void makesATable() throws SQLException {
        connection = database.getConnection();
        execute("CREATE TEMPORARY TABLE every_type (place BIGINT PRIMARY KEY, id BINARY(16), code VARCHAR(60)"
                + " CHARACTER SET ascii COLLATE ascii_bin, words VARCHAR(2000) CHARACTER SET utf8mb4, raw BLOB, doc JSON,"
                + " amount DECIMAL(15,2), flag BIT(1), day DATE, at DATETIME(6))");
    }

    @AfterEach
    void takesTheTableAway() throws SQLException {
        execute("DROP TEMPORARY TABLE every_type");
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void keepsEveryValueAsItIs_whenRowsOfAllTypesAreInserted() throws SQLException {
        var id = Ids.next();
        var words = "'); DROP TABLE every_type; -- {fn now()} \\ \" ` ? :x @y %s\0\n曾小河 𠮷";
        var raw = new byte[] {0, '\'', '\\', -1, '?', '{'};
        new RowInsert(connection, "every_type", COLUMNS)
                .add(
                        1L,
                        id,
                        "RESIDENT_ID,MILITARY_ID",
                        words,
                        raw,
                        "[{\"field\": \"姓名\", \"to\": \"O'Neil\\n\"}]",
                        new BigDecimal("-6812.50"),
                        true,
                        LocalDate.of(2026, 2, 28),
                        LocalDateTime.of(2026, 11, 30, 23, 59, 59, 123_456_000))
                .add(2, null, "", "", new byte[0], null, null, false, null, Instant.parse("2026-11-30T00:00:00Z"))
                .add(3, null, "it's", "'', 曾小河'", null, null, null, null, null, null)
                .write();

        try (var select = connection.prepareStatement("SELECT * FROM every_type ORDER BY place");
                var row = select.executeQuery()) {
            row.next();
            assertThat(Ids.of(row.getBytes("id"))).isEqualTo(id);
            assertThat(row.getString("code")).isEqualTo("RESIDENT_ID,MILITARY_ID");
            assertThat(row.getString("words")).isEqualTo(words);
            assertThat(row.getBytes("raw")).isEqualTo(raw);
            assertThat(row.getString("doc")).isEqualTo("[{\"to\": \"O'Neil\\n\", \"field\": \"姓名\"}]");
            assertThat(row.getBigDecimal("amount")).isEqualTo("-6812.50");
            assertThat(row.getBoolean("flag")).isTrue();
            assertThat(row.getObject("day", LocalDate.class)).isEqualTo("2026-02-28");
            assertThat(row.getObject("at", LocalDateTime.class)).isEqualTo("2026-11-30T23:59:59.123456");
            row.next();
            assertThat(row.getBytes("id")).isNull();
            assertThat(row.getString("words")).isEmpty();
            assertThat(row.getBytes("raw")).isEmpty();
            assertThat(row.getString("doc")).isNull();
            assertThat(row.getBoolean("flag")).isFalse();
            assertThat(row.getObject("at", LocalDateTime.class)).isEqualTo("2026-11-30T00:00:00");
            row.next();
            assertThat(row.getString("code")).isEqualTo("it's");
            assertThat(row.getString("words")).isEqualTo("'', 曾小河'");
            assertThat(row.next()).isFalse();
        }
    }

    @Test
    void losesNothing_whenThereIsMoreThanOneStatementHolds() throws SQLException {
        var bytes = new byte[5000];
        new Random(1).nextBytes(bytes);
        var insert = new RowInsert(connection, "every_type", List.of("place", "raw"));
        for (var place = 0; place < 300; place++) {
            insert.add(place, bytes);
        }
        insert.write();

        try (var select = connection.prepareStatement(
                "SELECT COUNT(*), SUM(raw = (SELECT ?)), COUNT(DISTINCT place) FROM every_type")) {
            select.setBytes(1, bytes);
            try (var row = select.executeQuery()) {
                row.next();
                assertThat(List.of(row.getInt(1), row.getInt(2), row.getInt(3))).containsOnly(300);
            }
        }
    }

    @Test
    void refusesTheRow_whenAValueHasNoFormOrNoColumn() {
        var insert = new RowInsert(connection, "every_type", List.of("place", "words"));

        assertThatThrownBy(() -> insert.add(1, new StringBuilder("x"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> insert.add(1, UUID.randomUUID(), 3)).isInstanceOf(IllegalArgumentException.class);
    }
}
