package org.jiedui.local;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A schema for the tests of one module.
 *
 * @param name the schema
 * @param url its JDBC address, without parameters
 * @param user who has all rights on this schema and none on any other
 * @param password the user's
 */
public record TestSchema(String name, String url, String user, String password) {

    private static final String FLYWAY_HISTORY = "flyway_schema_history";

    /** Up to so many rows, deleting them in one transaction is much faster than truncating. */
    private static final int FEW_ROWS = 2_000;

    /** A connection as the schema's user. */
    public Connection connect() throws SQLException {
        return MySqlAdministration.connect(url, user, password);
    }

    /**
     * Empties all tables but Flyway's history and the named ones, regardless of foreign keys. Tables with few rows are
     * emptied in one transaction and go on counting their identities; larger ones are truncated.
     */
    public void empty(String... tablesToKeep) {
        Set<String> keep = new java.util.HashSet<>(Set.of(tablesToKeep));
        keep.add(FLYWAY_HISTORY);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery("SHOW FULL TABLES WHERE Table_type = 'BASE TABLE'")) {
                while (rows.next()) {
                    if (!keep.contains(rows.getString(1))) {
                        tables.add(rows.getString(1));
                    }
                }
            }
            if (tables.isEmpty()) {
                return;
            }
            statement.execute("SET foreign_key_checks = 0");
            connection.setAutoCommit(false);
            List<String> large = new ArrayList<>();
            for (String table : filled(statement, tables)) {
                if (statement.executeUpdate("DELETE FROM `" + table + "` LIMIT " + FEW_ROWS) == FEW_ROWS) {
                    large.add(table);
                }
            }
            connection.commit();
            for (String table : large) {
                statement.execute("TRUNCATE TABLE `" + table + "`");
            }
        } catch (SQLException e) {
            throw new StackFailure("The schema " + name + " could not be emptied (" + e.getMessage() + ").", e);
        }
    }

    private static List<String> filled(Statement statement, List<String> tables) throws SQLException {
        String question = tables.stream()
                .map(table -> "SELECT '" + table + "' FROM DUAL WHERE EXISTS (SELECT 1 FROM `" + table + "`)")
                .collect(Collectors.joining(" UNION ALL "));
        List<String> filled = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                filled.add(rows.getString(1));
            }
        }
        return filled;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return url;
    }
}
