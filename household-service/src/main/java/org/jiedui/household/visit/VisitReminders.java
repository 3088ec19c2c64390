package org.jiedui.household.visit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
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
    private static final String DUE = "SELECT h.id, h.region, h.unvisited_since FROM household h"
            + " LEFT JOIN visit_reminder r ON r.household_id = h.id"
            + " WHERE h.id > ? AND h.region LIKE ? AND h.unvisited_since <= ? AND " + HouseholdRepository.IN_CARE
            + " AND (r.household_id IS NULL OR r.unvisited_since <> h.unvisited_since) ORDER BY h.id LIMIT " + PIECE
            + " FOR UPDATE OF h SKIP LOCKED";
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

    /**
     * Announces at most 500 households below a division, {@code ""} for all; one transaction. A household that is being
     * written just now is left to the next run.
     *
     * @param after the last household of the piece before; null: from the beginning
     * @return the last household of a full piece, or null when there is no further one
     */
    @Transactional
    public UUID announce(String below, UUID after) {
        var today = time.today();
        var events = new ArrayList<VisitOverdue>();
        try (var connection = database.getConnection();
                var due = connection.prepareStatement(DUE);
                var note = connection.prepareStatement(NOTE)) {
            due.setBytes(1, after == null ? new byte[16] : Ids.bytes(after));
            due.setString(2, below + "%");
            due.setObject(3, new NotVisited(config.reminderDays()).latest(today));
            try (var row = due.executeQuery()) {
                while (row.next()) {
                    var since = row.getObject(3, LocalDate.class);
                    events.add(
                            new VisitOverdue(Ids.of(row.getBytes(1)), row.getString(2), since, config.reminderDays()));
                    note.setBytes(1, row.getBytes(1));
                    note.setObject(2, since);
                    note.setObject(3, today);
                    note.addBatch();
                }
            }
            note.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("could not look for households that are not visited", e);
        }
        outbox.append(events);
        return events.size() < PIECE ? null : events.get(PIECE - 1).householdId();
    }
}
