package org.jiedui.evaluation.cycle;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.time.Ids;
import org.jiedui.evaluation.EvaluationPath;

/** Pairings of the period and tasks of a cycle side by side (EV-02). Says nothing about answers. */
@ApplicationScoped
public class Reconciliation {
    private static final int MOST_NAMED = 100;

    private final DataSource database;

    Reconciliation(DataSource database) {
        this.database = database;
    }

    /**
     * What was compared.
     *
     * @param pairings that count for the period by the projection now
     * @param inCycle pairings from which the cycle has tasks
     * @param missing that count but are not in the cycle, at most 100 named; they come with the opening or their next event
     * @param ended in the cycle, though by later news they do not count; their tasks stay
     * @param tasks by path
     */
    @Schema(example = """
            {"pairings":120,"inCycle":119,"missing":["019ab000-7777-7000-8000-000000000001"],"ended":[],
             "tasks":{"PARTNER":24,"HOUSEHOLD":630,"UNIT":24,"OFFICE":24,"SUPERVISOR":24}}""")
    public record Comparison(
            long pairings, long inCycle, List<UUID> missing, List<UUID> ended, Map<EvaluationPath, Long> tasks) {}

    /** Compares. */
    public Comparison compare(Cycle cycle) {
        try (var connection = database.getConnection()) {
            var active = "f.programme = ? AND f.state NOT IN ('PROPOSED', 'ACCEPTED', 'PUBLICISED', 'WITHDRAWN')"
                    + " AND f.valid_from IS NOT NULL AND f.valid_from <= ? AND (f.valid_to IS NULL OR f.valid_to >= ?)"
                    + " AND f.region LIKE CONCAT(?, '%')";
            var pairings = ids(connection, cycle, "SELECT COUNT(*) FROM pairing_fact f WHERE " + active, true);
            var missing = ids(
                    connection,
                    cycle,
                    "SELECT f.pairing_id FROM pairing_fact f WHERE " + active + " AND NOT EXISTS (SELECT 1 FROM"
                            + " cycle_pairing c WHERE c.cycle_id = ? AND c.pairing_id = f.pairing_id)"
                            + " ORDER BY f.pairing_id LIMIT " + MOST_NAMED,
                    false);
            return new Comparison(
                    ((Number) pairings.get(0)).longValue(),
                    number(connection, cycle),
                    missing.stream().map(UUID.class::cast).toList(),
                    ended(connection, cycle, active),
                    tasks(connection, cycle));
        } catch (SQLException e) {
            throw new IllegalStateException("could not compare pairings and tasks", e);
        }
    }

    private static List<Object> ids(Connection connection, Cycle cycle, String sql, boolean count) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            select.setString(1, cycle.programme());
            select.setObject(2, cycle.periodTo());
            select.setObject(3, cycle.periodFrom());
            select.setString(4, cycle.region());
            if (!count) {
                select.setBytes(5, Ids.bytes(cycle.id()));
            }
            var found = new ArrayList<Object>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.add(count ? (Object) row.getLong(1) : Ids.of(row.getBytes(1)));
                }
            }
            return found;
        }
    }

    private static long number(Connection connection, Cycle cycle) throws SQLException {
        try (var select = connection.prepareStatement("SELECT COUNT(*) FROM cycle_pairing WHERE cycle_id = ?")) {
            select.setBytes(1, Ids.bytes(cycle.id()));
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static List<UUID> ended(Connection connection, Cycle cycle, String active) throws SQLException {
        try (var select =
                connection.prepareStatement("SELECT c.pairing_id FROM cycle_pairing c LEFT JOIN pairing_fact f"
                        + " ON f.pairing_id = c.pairing_id AND " + active
                        + " WHERE c.cycle_id = ? AND f.pairing_id IS NULL"
                        + " ORDER BY c.pairing_id LIMIT " + MOST_NAMED)) {
            select.setString(1, cycle.programme());
            select.setObject(2, cycle.periodTo());
            select.setObject(3, cycle.periodFrom());
            select.setString(4, cycle.region());
            select.setBytes(5, Ids.bytes(cycle.id()));
            var found = new ArrayList<UUID>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.add(Ids.of(row.getBytes(1)));
                }
            }
            return found;
        }
    }

    private static Map<EvaluationPath, Long> tasks(Connection connection, Cycle cycle) throws SQLException {
        try (var select = connection.prepareStatement(
                "SELECT path, COUNT(*) FROM evaluation_task WHERE cycle_id = ? GROUP BY path")) {
            select.setBytes(1, Ids.bytes(cycle.id()));
            var found = new EnumMap<EvaluationPath, Long>(EvaluationPath.class);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.put(EvaluationPath.valueOf(row.getString(1)), row.getLong(2));
                }
            }
            return found;
        }
    }
}
