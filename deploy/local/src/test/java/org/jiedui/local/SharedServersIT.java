package org.jiedui.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class SharedServersIT {

    @Test
    void refusesAUserOnEveryOtherSchema() throws SQLException {
        TestSchema own = TestServers.schema("local_one");
        // "_" is a wildcard in MySQL's grants: this name would match the pattern local_one
        TestSchema lookalike = TestServers.schema("localxone");
        try (Connection connection = lookalike.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (id INT PRIMARY KEY)");
        }

        try (Connection connection = own.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : new String[] {
                "SELECT * FROM " + lookalike.name() + ".t",
                "INSERT INTO " + lookalike.name() + ".t VALUES (1)",
                "DROP TABLE " + lookalike.name() + ".t",
                "CREATE TABLE " + lookalike.name() + ".u (id INT)",
                "USE " + lookalike.name(),
                "SELECT * FROM mysql.user",
                "CREATE USER intruder",
                "SHOW TABLES FROM " + lookalike.name()
            }) {
                assertThatThrownBy(() -> statement.execute(sql))
                        .as(sql)
                        .isInstanceOf(SQLException.class)
                        .hasMessageMatching(".*(denied|Access).*");
            }
        }
        assertThatThrownBy(() -> MySqlAdministration.connect(lookalike.url(), own.user(), own.password()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Access denied");
    }

    @Test
    void answersWithTheSameServersAndSchema_whenAskedAgain() {
        assertThat(TestServers.mysqlBaseUrl()).isEqualTo(TestServers.mysqlBaseUrl());
        assertThat(TestServers.schema("local_two")).isEqualTo(TestServers.schema("local_two"));
        assertThat(TestServers.kafka()).isEqualTo(TestServers.kafka()).startsWith("127.0.0.1:");
    }

    @Test
    void emptiesAllTablesButTheKeptOnes_whenForeignKeysPointAcross() throws SQLException {
        TestSchema schema = TestServers.schema("local_three");
        try (Connection connection = schema.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE parent (id INT PRIMARY KEY)");
            statement.execute("CREATE TABLE child (id INT PRIMARY KEY, parent INT REFERENCES parent (id),"
                    + " CONSTRAINT child_parent FOREIGN KEY (parent) REFERENCES parent (id))");
            statement.execute("CREATE TABLE big (id INT PRIMARY KEY)");
            statement.execute("CREATE TABLE flyway_schema_history (id INT PRIMARY KEY)");
            statement.execute("CREATE TABLE code_list (id INT PRIMARY KEY)");
            statement.execute("INSERT INTO parent VALUES (1)");
            statement.execute("INSERT INTO child VALUES (1, 1)");
            statement.execute("SET cte_max_recursion_depth = 10000");
            statement.execute("INSERT INTO big WITH RECURSIVE n (i) AS"
                    + " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) SELECT i FROM n");
            statement.execute("INSERT INTO flyway_schema_history VALUES (1)");
            statement.execute("INSERT INTO code_list VALUES (1)");

            schema.empty("code_list");

            assertThat(count(statement, "parent")).isZero();
            assertThat(count(statement, "child")).isZero();
            assertThat(count(statement, "big")).isZero();
            assertThat(count(statement, "flyway_schema_history")).isEqualTo(1);
            assertThat(count(statement, "code_list")).isEqualTo(1);
        }
    }

    private static int count(Statement statement, String table) throws SQLException {
        try (ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
