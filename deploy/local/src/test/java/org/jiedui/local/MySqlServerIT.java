package org.jiedui.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MySqlServerIT {

    @Test
    void keepsWhatWasCommitted_whenItIsKilledAndStartedAgain(@TempDir Path folder) throws SQLException {
        try (MySqlServer server = MySqlServer.start(folder, MySqlServer.Options.defaults())) {
            new MySqlAdministration(server.baseUrl(), "root", "").ensureSchema("jiedui_kept", "secret");
            try (Connection connection = connect(server, "jiedui_kept");
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE kept (id INT PRIMARY KEY)");
                statement.execute("INSERT INTO kept VALUES (42)");
            }
            ProcessId before = server.id();

            server.kill();
            server.restart();

            assertThat(before.alive()).isFalse();
            try (Connection connection = connect(server, "jiedui_kept");
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT id FROM kept")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(42);
            }
        }
    }

    @Test
    void letsNobodyIn_whenTheRootPasswordIsWrong(@TempDir Path folder) {
        var options = MySqlServer.Options.defaults().withRootPassword("right").withDurable(false);
        try (MySqlServer server = MySqlServer.start(folder, options)) {
            assertThatThrownBy(() -> MySqlAdministration.connect(server.baseUrl(), "root", "wrong"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Access denied");
        }
    }

    @Test
    void saysWhichServerFailedAndWhy_whenThePortIsTaken(@TempDir Path first, @TempDir Path second) {
        var options = MySqlServer.Options.defaults().withDurable(false);
        try (MySqlServer server = MySqlServer.start(first, options)) {
            assertThatThrownBy(() -> MySqlServer.start(second, options.withPort(server.port())))
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining("Port " + server.port() + ", which MySQL needs, is taken");
        }
    }

    @Test
    void runsWithFullDurabilityInUtcReadCommitted_whenNothingElseIsAskedFor(@TempDir Path folder) throws SQLException {
        try (MySqlServer server = MySqlServer.start(folder, MySqlServer.Options.defaults());
                Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT @@innodb_flush_log_at_trx_commit, @@sync_binlog,"
                        + " @@log_bin, @@global.time_zone, @@global.transaction_isolation,"
                        + " @@character_set_server, @@local_infile, @@max_connections")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(1);
            assertThat(rows.getInt(2)).isEqualTo(1);
            assertThat(rows.getInt(3)).isEqualTo(1);
            assertThat(rows.getString(4)).isEqualTo("+00:00");
            assertThat(rows.getString(5)).isEqualTo("READ-COMMITTED");
            assertThat(rows.getString(6)).isEqualTo("utf8mb4");
            assertThat(rows.getInt(7)).isEqualTo(1);
            assertThat(rows.getInt(8)).isEqualTo(500);
        }
    }

    private static Connection connect(MySqlServer server, String schema) throws SQLException {
        return MySqlAdministration.connect(server.baseUrl() + "/" + schema, schema, "secret");
    }
}
