package org.jiedui.household.risk;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.time.Ids;
import org.jiedui.household.HouseholdEvent.RiskCaseOverdue;

/** Announces steps of the procedure whose last day is over, each once. */
@ApplicationScoped
public class OverdueSteps {
    private final DataSource database;
    private final Outbox outbox;
    private final ChangeLog changes;

    OverdueSteps(DataSource database, Outbox outbox, ChangeLog changes) {
        this.database = database;
        this.outbox = outbox;
        this.changes = changes;
    }

    /**
     * Announces at most so many, in the running transaction.
     *
     * @return how many were announced; fewer than {@code limit} when there are no more
     */
    int announce(String regionPrefix, LocalDate today, int limit) throws SQLException {
        var events = new ArrayList<RiskCaseOverdue>();
        var feed = new ArrayList<Change>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT id, version, household_id, household_number, region,"
                        + " state, step_due FROM risk_case WHERE overdue_on IS NULL AND step_due < ?"
                        + " AND region LIKE CONCAT(?, '%') ORDER BY step_due, id LIMIT ? FOR UPDATE");
                var update = connection.prepareStatement(
                        "UPDATE risk_case SET overdue_on = ?, version = version + 1 WHERE id = ?")) {
            select.setObject(1, today);
            select.setString(2, regionPrefix);
            select.setInt(3, limit);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var id = Ids.of(row.getBytes(1));
                    var region = row.getString(5);
                    events.add(new RiskCaseOverdue(
                            id,
                            Ids.of(row.getBytes(3)),
                            row.getString(4),
                            region,
                            row.getString(6),
                            row.getObject(7, LocalDate.class)));
                    feed.add(new Change("risk-cases", id, region, row.getLong(2) + 1, Change.Operation.UPSERT));
                    update.setObject(1, today);
                    update.setBytes(2, Ids.bytes(id));
                    update.addBatch();
                }
            }
            if (!events.isEmpty()) {
                update.executeBatch();
            }
        }
        outbox.append(List.copyOf(events));
        changes.record(feed);
        return events.size();
    }
}
