package org.jiedui.household.visit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.HouseholdEvent.VisitOverdue;
import org.jiedui.household.registration.HouseholdRepository;
import org.jiedui.household.registration.NotVisited;

/**
 * Announces households in care that are not visited for the configured days, by {@link NotVisited}: once per household and
 * absence. Several replicas may run it; each household is announced once, because announcing it and noting that are one
 * transaction on one row.
 */
@ApplicationScoped
public class VisitReminders {
    private static final int PIECE = 500;
    private static final String DUE = "SELECT h.id, h.region, h.unvisited_from FROM household h FORCE INDEX (PRIMARY)"
            + " WHERE h.id > ? AND h.region LIKE ? AND h.unvisited_from <= ? AND " + HouseholdRepository.IN_CARE
            // whoever is known is not locked; what another replica noted meanwhile is looked at again below
            + " AND NOT EXISTS (SELECT 1 FROM visit_reminder k WHERE k.household_id = h.id"
            + " AND k.unvisited_since = h.unvisited_from)"
            + " ORDER BY h.id LIMIT " + PIECE + " FOR UPDATE SKIP LOCKED";
    private static final String KNOWN = "SELECT household_id, unvisited_since FROM visit_reminder"
            + " WHERE household_id IN (?" + ",?".repeat(PIECE - 1) + ")";
    private static final String NOTE = "INSERT INTO visit_reminder (household_id, unvisited_since, announced_on)"
            + " VALUES (?, ?, ?) ON DUPLICATE KEY UPDATE unvisited_since = VALUES(unvisited_since),"
            + " announced_on = VALUES(announced_on)";

    private final DataSource database;
    private final Outbox outbox;
    private final TimeSource time;
    private final VisitConfig config;

    VisitReminders(DataSource database, Outbox outbox, TimeSource time, VisitConfig config) {
        this.database = database;
        this.outbox = outbox;
        this.time = time;
        this.config = config;
    }

    private record Absence(UUID household, String region, LocalDate since) {}

    /**
     * Looks at the next 500 households that are due below a division, {@code ""} for all, and announces those that were not
     * announced yet; one transaction. A household that is being written just now is left to the next run.
     *
     * @param after the last household of the piece before; null: from the beginning
     * @return the last household of a full piece, or null when there is no further one
     */
    @Transactional
    public UUID announce(String below, UUID after) {
        var today = time.today();
        try (var connection = database.getConnection()) {
            var due = due(connection, below, after, new NotVisited(config.reminderDays()).latest(today));
            var known = known(connection, due);
            var fresh = due.stream()
                    .filter(absence -> !absence.since().equals(known.get(absence.household())))
                    .toList();
            try (var note = connection.prepareStatement(NOTE)) {
                for (var absence : fresh) {
                    note.setBytes(1, Ids.bytes(absence.household()));
                    note.setObject(2, absence.since());
                    note.setObject(3, today);
                    note.addBatch();
                }
                note.executeBatch();
            }
            outbox.append(fresh.stream()
                    .map(absence -> new VisitOverdue(
                            absence.household(), absence.region(), absence.since(), config.reminderDays()))
                    .toList());
            return due.size() < PIECE ? null : due.get(PIECE - 1).household();
        } catch (SQLException e) {
            throw new IllegalStateException("could not look for households that are not visited", e);
        }
    }

    private static List<Absence> due(Connection connection, String below, UUID after, LocalDate latest)
            throws SQLException {
        var due = new ArrayList<Absence>();
        try (var select = connection.prepareStatement(DUE)) {
            select.setBytes(1, after == null ? new byte[16] : Ids.bytes(after));
            select.setString(2, below + "%");
            select.setObject(3, latest);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    due.add(new Absence(Ids.of(row.getBytes(1)), row.getString(2), row.getObject(3, LocalDate.class)));
                }
            }
        }
        return due;
    }

    private static Map<UUID, LocalDate> known(Connection connection, List<Absence> due) throws SQLException {
        var known = new HashMap<UUID, LocalDate>();
        if (due.isEmpty()) {
            return known;
        }
        try (var select = connection.prepareStatement(KNOWN)) {
            for (var i = 0; i < PIECE; i++) {
                select.setBytes(
                        i + 1, Ids.bytes(due.get(Math.min(i, due.size() - 1)).household()));
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    known.put(Ids.of(row.getBytes(1)), row.getObject(2, LocalDate.class));
                }
            }
        }
        return known;
    }
}
