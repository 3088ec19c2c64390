package org.jiedui.chassis.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jiedui.chassis.testing.RealServers;
import org.junit.jupiter.api.Test;

/** A pooled connection carries nothing from one piece of work into the next. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
class StatementReuseIT {
    private static final String INSERT = "INSERT INTO seen (event_id, text) VALUES (UUID_TO_BIN(UUID()), ?)";

    @Inject
    DataSource database;

    @Test
    void forgetsRowsThatWereBatchedAndNeverExecuted_whenTheStatementIsUsedAgain() throws SQLException {
        try (var connection = database.getConnection()) {
            batch(connection, false, "abandoned 1", "abandoned 2");

            batch(connection, true, "kept 1", "kept 2");

            try (var select = connection.prepareStatement(
                            "SELECT text FROM seen WHERE text REGEXP '^(kept|abandoned)' ORDER BY text");
                    var row = select.executeQuery()) {
                var texts = new ArrayList<String>();
                while (row.next()) {
                    texts.add(row.getString(1));
                }
                assertThat(texts).isEqualTo(List.of("kept 1", "kept 2"));
            }
        }
    }

    private static void batch(Connection connection, boolean execute, String... texts) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT)) {
            for (var text : texts) {
                insert.setString(1, text);
                insert.addBatch();
            }
            if (execute) {
                insert.executeBatch();
            }
        }
    }
}
