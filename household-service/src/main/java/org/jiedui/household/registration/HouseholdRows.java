package org.jiedui.household.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jiedui.chassis.time.Ids;

/**
 * The rows of households, their members and shocks exactly as they are stored, so that the undoing of a merge is exact
 * whatever columns there are. Needs a running transaction.
 */
@ApplicationScoped
public class HouseholdRows {
    /** What is no part of the file: set by visits, rules and every change. */
    private static final Set<String> NOT_RESTORED =
            Set.of("id", "version", "open_alert_id", "open_case_id", "last_visited_on", "updated_at");

    private final DataSource database;
    private final ObjectMapper mapper;

    HouseholdRows(DataSource database, ObjectMapper mapper) {
        this.database = database;
        this.mapper = mapper;
    }

    /** One value: text, base64 of bytes, or a flag; all null for null. */
    record Cell(String text, String bytes, Boolean flag) {}

    /** Rows by column name; all but these two are null where they were not kept yet. */
    record Rows(
            List<Map<String, Cell>> households,
            List<Map<String, Cell>> members,
            List<Map<String, Cell>> shocks,
            List<Map<String, Cell>> incomes,
            List<Map<String, Cell>> safeguards) {}

    /** The rows of these households as JSON; personal data in it is encrypted as in the columns, names are not. */
    String read(List<UUID> households) {
        try (var connection = database.getConnection()) {
            return mapper.writeValueAsString(new Rows(
                    rows(connection, "household", "id", households),
                    rows(connection, "household_member", "household_id", households),
                    rows(connection, "household_shock", "household_id", households),
                    rows(connection, "income_statement", "household_id", households),
                    rows(connection, "safeguard_entry", "household_id", households)));
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not keep the households", e);
        }
    }

    private static List<Map<String, Cell>> rows(Connection connection, String table, String key, List<UUID> ids)
            throws SQLException {
        var sql = "SELECT * FROM " + table + " WHERE " + key + " IN (" + marks(ids.size()) + ") FOR UPDATE";
        try (var select = connection.prepareStatement(sql)) {
            bind(select, 1, ids);
            var rows = new ArrayList<Map<String, Cell>>();
            try (var row = select.executeQuery()) {
                var meta = row.getMetaData();
                while (row.next()) {
                    var cells = new LinkedHashMap<String, Cell>();
                    for (var i = 1; i <= meta.getColumnCount(); i++) {
                        cells.put(meta.getColumnName(i), cell(row, meta.getColumnType(i), i));
                    }
                    rows.add(cells);
                }
            }
            return rows;
        }
    }

    private static Cell cell(java.sql.ResultSet row, int type, int i) throws SQLException {
        return switch (type) {
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> {
                var bytes = row.getBytes(i);
                yield new Cell(null, bytes == null ? null : Base64.getEncoder().encodeToString(bytes), null);
            }
            case Types.BIT, Types.BOOLEAN -> {
                var flag = row.getBoolean(i);
                yield new Cell(null, null, row.wasNull() ? null : flag);
            }
            default -> new Cell(row.getString(i), null, null);
        };
    }

    /**
     * Puts the households, members and shocks back as they were. Members, statements of income and days of
     * safeguards that came since are removed, and the day of the other's last visit where it still is the last; versions grow.
     *
     * @throws SQLException when an identity lives elsewhere or another household has a client's id by now, among others
     */
    void restore(String kept, List<UUID> households) throws SQLException {
        Rows rows;
        try {
            rows = mapper.readValue(kept, new TypeReference<Rows>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("could not read the kept households", e);
        }
        var members = rows.members().stream()
                .map(m -> Base64.getDecoder().decode(m.get("id").bytes()))
                .toList();
        try (var connection = database.getConnection()) {
            var delete = "DELETE FROM household_member WHERE household_id IN (" + marks(households.size())
                    + ") AND id NOT IN (" + marks(members.size()) + ")";
            try (var statement = connection.prepareStatement(delete)) {
                var i = bind(statement, 1, households);
                for (var id : members) {
                    statement.setBytes(i++, id);
                }
                statement.executeUpdate();
            }
            // each may have the other's by now, and no two the same
            try (var statement = connection.prepareStatement(
                    "UPDATE household SET external_id = NULL WHERE id IN (" + marks(households.size()) + ")")) {
                bind(statement, 1, households);
                statement.executeUpdate();
            }
            for (var row : rows.households()) {
                update(connection, "household", row);
            }
            for (var row : rows.members()) {
                update(connection, "household_member", row);
            }
            if (rows.shocks() != null) {
                for (var row : rows.shocks()) {
                    update(connection, "household_shock", row);
                }
                unvisit(connection, rows.households());
                for (var table : List.of("income_line", "income_statement")) {
                    removeNew(connection, table, List.of("year", "revision"), rows.incomes(), households);
                }
                removeNew(connection, "safeguard_entry", List.of("id"), rows.safeguards(), households);
            }
        }
    }

    private static void unvisit(Connection connection, List<Map<String, Cell>> households) throws SQLException {
        try (var statement = connection.prepareStatement(
                "UPDATE household SET last_visited_on = ? WHERE id = ? AND last_visited_on = ?")) {
            for (var row : households) {
                for (var other : households) {
                    bind(statement, 1, row.get("last_visited_on"));
                    bind(statement, 2, row.get("id"));
                    bind(statement, 3, other.get("last_visited_on"));
                    statement.addBatch();
                }
            }
            statement.executeBatch();
        }
    }

    /** Removes rows of the households whose other key columns none of the kept ones has. */
    private static void removeNew(
            Connection connection, String table, List<String> key, List<Map<String, Cell>> kept, List<UUID> households)
            throws SQLException {
        var sql = "DELETE FROM " + table + " WHERE household_id IN (" + marks(households.size()) + ")";
        for (var row : kept) {
            sql += " AND NOT (household_id = ? AND " + String.join(" = ? AND ", key) + " = ?)";
        }
        try (var statement = connection.prepareStatement(sql)) {
            var i = bind(statement, 1, households);
            for (var row : kept) {
                bind(statement, i++, row.get("household_id"));
                for (var column : key) {
                    bind(statement, i++, row.get(column));
                }
            }
            statement.executeUpdate();
        }
    }

    private static void update(Connection connection, String table, Map<String, Cell> row) throws SQLException {
        var computed = computed(connection, table);
        var columns = row.keySet().stream()
                .filter(c -> !NOT_RESTORED.contains(c) && !computed.contains(c))
                .toList();
        var sql = "UPDATE " + table + " SET version = version + 1, "
                + columns.stream().map(c -> c + " = ?").collect(Collectors.joining(", ")) + " WHERE id = ?";
        try (var statement = connection.prepareStatement(sql)) {
            var i = 1;
            for (var column : columns) {
                bind(statement, i++, row.get(column));
            }
            bind(statement, i, row.get("id"));
            statement.executeUpdate();
        }
    }

    /** The columns that the database computes itself and lets nobody write. */
    private static Set<String> computed(Connection connection, String table) throws SQLException {
        var names = new HashSet<String>();
        try (var column = connection.getMetaData().getColumns(connection.getCatalog(), null, table, null)) {
            while (column.next()) {
                if ("YES".equals(column.getString("IS_GENERATEDCOLUMN"))) {
                    names.add(column.getString("COLUMN_NAME"));
                }
            }
        }
        return names;
    }

    private static void bind(java.sql.PreparedStatement statement, int i, Cell cell) throws SQLException {
        if (cell.bytes() != null) {
            statement.setBytes(i, Base64.getDecoder().decode(cell.bytes()));
        } else if (cell.flag() != null) {
            statement.setBoolean(i, cell.flag());
        } else {
            statement.setString(i, cell.text());
        }
    }

    /** Binds them from a place on; the place behind them. */
    private static int bind(java.sql.PreparedStatement statement, int from, List<UUID> ids) throws SQLException {
        var i = from;
        for (var id : ids) {
            statement.setBytes(i++, Ids.bytes(id));
        }
        return i;
    }

    private static String marks(int howMany) {
        return "?,".repeat(howMany - 1) + "?";
    }
}
