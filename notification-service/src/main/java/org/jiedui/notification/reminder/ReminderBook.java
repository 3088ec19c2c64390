package org.jiedui.notification.reminder;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.database.RowInsert;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.audience.EventType;
import org.jiedui.notification.gathering.Gathered;

/**
 * The matters that are waited for. Events start and stop them in the consumer's transaction; the younger event counts,
 * whichever arrives first, because a stop without a start is kept for a week.
 */
@ApplicationScoped
public class ReminderBook {
    private static final String YOUNGER = "n.occurred_at >= reminder.occurred_at";

    /** A matter that waits already goes on waiting, unless its day has changed. Read before state and due are set. */
    private static final String BEGINS_ANEW =
            YOUNGER + " AND n.state = 'WAITING'" + " AND (reminder.state <> 'WAITING' OR NOT n.due <=> reminder.due)";

    private static final List<String> COLUMNS = List.of(
            "id",
            "rule_id",
            "subject",
            "group_id",
            "region",
            "event_id",
            "due",
            "state",
            "sent",
            "escalated",
            "next_at",
            "occurred_at",
            "updated_at",
            "version");

    private static final Comparator<List<Object>> BY_MATTER =
            Comparator.comparing((List<Object> row) -> (UUID) row.get(1)).thenComparing(row -> (UUID) row.get(2));

    private static final String NOTED_BEFORE = "AS n ON DUPLICATE KEY UPDATE"
            + " sent = IF(" + BEGINS_ANEW + ", 0, reminder.sent),"
            + " escalated = IF(" + BEGINS_ANEW + ", FALSE, reminder.escalated),"
            + " next_at = IF(" + BEGINS_ANEW + ", n.next_at, reminder.next_at),"
            + " group_id = IF(" + YOUNGER + ", COALESCE(n.group_id, reminder.group_id), reminder.group_id),"
            + " region = IF(" + YOUNGER + ", n.region, reminder.region),"
            + " event_id = IF(" + YOUNGER + ", n.event_id, reminder.event_id),"
            + " due = IF(" + YOUNGER + ", n.due, reminder.due),"
            + " state = IF(" + YOUNGER + ", n.state, reminder.state),"
            + " updated_at = n.updated_at, version = reminder.version + 1,"
            + " occurred_at = GREATEST(n.occurred_at, reminder.occurred_at)";

    private static final String STOP_GROUP = "UPDATE reminder SET state = 'STOPPED', updated_at = ?,"
            + " version = version + 1 WHERE rule_id = ? AND group_id = ? AND state = 'WAITING' AND occurred_at <= ?";

    private final DataSource database;
    private final ReminderRules rules;
    private final TimeSource time;
    private final Gathered<List<Object>> gathered;

    ReminderBook(
            DataSource database, TransactionSynchronizationRegistry transaction, ReminderRules rules, TimeSource time) {
        this.gathered = new Gathered<>(transaction, this::insert);
        this.database = database;
        this.rules = rules;
        this.time = time;
    }

    /** A matter that is due. */
    record Due(
            UUID id, UUID rule, UUID subject, String region, UUID event, LocalDate due, int sent, Instant occurredAt) {}

    /** Starts and stops what the event concerns, in the running transaction. */
    public void note(EventType type, UUID event, String region, Instant occurredAt, JsonNode data) {
        var concerns = rules.concerns(type);
        if (concerns.isEmpty()) {
            return;
        }
        for (var concern : concerns) {
            for (var matter : concern.trigger().matters(data)) {
                if (concern.starts()) {
                    start(concern, matter, event, region, occurredAt, data);
                } else if (concern.trigger().group()) {
                    stopGroup(concern.rule(), matter, event, region, occurredAt);
                } else {
                    stop(concern.rule(), matter, event, region, occurredAt);
                }
            }
        }
    }

    private void start(
            ReminderRules.Concern concern, UUID matter, UUID event, String region, Instant occurredAt, JsonNode data) {
        var draft = concern.draft();
        var anchor = draft.anchor() == null ? null : day(Trigger.at(data, draft.anchor()));
        if (draft.anchor() != null && anchor == null && draft.unless() == Unless.NO_ANCHOR) {
            return;
        }
        var group = draft.groupProperty() == null
                ? null
                : Trigger.id(Trigger.at(data, draft.groupProperty())).orElse(null);
        put(
                concern.rule(),
                matter,
                group,
                region,
                event,
                anchor,
                "WAITING",
                ReminderPolicy.first(draft.delay(), occurredAt, anchor, time.zone(), time.now()),
                occurredAt);
    }

    private void stop(UUID rule, UUID matter, UUID event, String region, Instant occurredAt) {
        put(rule, matter, null, region, event, null, "STOPPED", occurredAt, occurredAt);
    }

    private void put(
            UUID rule,
            UUID matter,
            UUID group,
            String region,
            UUID event,
            LocalDate due,
            String state,
            Instant nextAt,
            Instant occurredAt) {
        // lists may have nulls
        gathered.add(List.of(Arrays.asList(
                Ids.next(),
                rule,
                matter,
                group,
                region,
                event,
                due,
                state,
                0,
                false,
                nextAt,
                occurredAt,
                time.now(),
                0)));
    }

    /**
     * Of two about the same matter the second finds what the first has made of it; the matters in one order everywhere, so
     * that two replicas wait for each other instead of deadlocking.
     */
    private void insert(List<List<Object>> rows) {
        try (var connection = database.getConnection()) {
            new RowInsert(connection, "reminder", COLUMNS, NOTED_BEFORE)
                    .addAll(rows.stream().sorted(BY_MATTER).toList())
                    .write();
            stopOvertaken(connection, rows);
        } catch (SQLException e) {
            throw new IllegalStateException("could not note the reminders", e);
        }
    }

    /** Matters whose group was stopped by a younger event that arrived before. */
    private void stopOvertaken(Connection connection, List<List<Object>> rows) throws SQLException {
        var groups = rows.stream()
                .filter(row -> row.get(3) != null)
                .map(row -> List.of(row.get(1), row.get(3)))
                .distinct()
                .toList();
        try (var stopped = connection.prepareStatement("SELECT occurred_at FROM reminder WHERE rule_id = ?"
                        + " AND subject = ? AND state = 'STOPPED' FOR SHARE");
                var stop = connection.prepareStatement(STOP_GROUP)) {
            for (var group : groups) {
                stopped.setBytes(1, Ids.bytes((UUID) group.get(0)));
                stopped.setBytes(2, Ids.bytes((UUID) group.get(1)));
                try (var row = stopped.executeQuery()) {
                    if (row.next()) {
                        stop.setObject(1, utc(time.now()));
                        stop.setBytes(2, Ids.bytes((UUID) group.get(0)));
                        stop.setBytes(3, Ids.bytes((UUID) group.get(1)));
                        stop.setObject(4, row.getObject(1, LocalDateTime.class));
                        stop.executeUpdate();
                    }
                }
            }
        }
    }

    /** The group gets a row of its own, which stops what is started later by an older event. */
    private void stopGroup(UUID rule, UUID group, UUID event, String region, Instant occurredAt) {
        stop(rule, group, event, region, occurredAt);
        gathered.write();
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(STOP_GROUP)) {
            update.setObject(1, utc(time.now()));
            update.setBytes(2, Ids.bytes(rule));
            update.setBytes(3, Ids.bytes(group));
            update.setObject(4, utc(occurredAt));
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not stop the reminders", e);
        }
    }

    /** Matters that are due, the oldest first. */
    List<Due> due(int most) {
        var found = new ArrayList<Due>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT id, rule_id, subject, region, event_id, due, sent,"
                        + " occurred_at FROM reminder WHERE state = 'WAITING' AND next_at <= ?"
                        + " ORDER BY next_at LIMIT ?")) {
            select.setObject(1, utc(time.now()));
            select.setInt(2, most);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var due = row.getString(6);
                    found.add(new Due(
                            Ids.of(row.getBytes(1)),
                            Ids.of(row.getBytes(2)),
                            Ids.of(row.getBytes(3)),
                            row.getString(4),
                            Ids.of(row.getBytes(5)),
                            due == null ? null : LocalDate.parse(due),
                            row.getInt(7),
                            row.getObject(8, LocalDateTime.class).toInstant(ZoneOffset.UTC)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the reminders", e);
        }
        return found;
    }

    /**
     * Notes, in the running transaction, that a reminder is being sent, or that there will be none any more.
     *
     * @param nextAt of the next one, or null after the last
     * @return false when somebody else was faster, or it was stopped in the meantime
     */
    boolean advance(Due matter, boolean sent, Instant nextAt, boolean escalated) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("UPDATE reminder SET sent = sent + ?, state = ?, next_at ="
                        + " COALESCE(?, next_at), escalated = escalated OR ?, updated_at = ?, version = version + 1"
                        + " WHERE id = ? AND state = 'WAITING' AND sent = ? AND event_id = ?")) {
            update.setInt(1, sent ? 1 : 0);
            update.setString(2, nextAt == null ? "DONE" : "WAITING");
            update.setObject(3, nextAt == null ? null : utc(nextAt));
            update.setBoolean(4, escalated);
            update.setObject(5, utc(time.now()));
            update.setBytes(6, Ids.bytes(matter.id()));
            update.setInt(7, matter.sent());
            update.setBytes(8, Ids.bytes(matter.event()));
            return update.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("could not note the reminder", e);
        }
    }

    /** Forgets matters that ended before then, in a small piece; returns how many. */
    int forget(Instant endedBefore, int most) {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("DELETE FROM reminder"
                        + " WHERE state IN ('DONE', 'STOPPED') AND next_at < ? AND updated_at < ? LIMIT ?")) {
            delete.setObject(1, utc(endedBefore));
            delete.setObject(2, utc(endedBefore));
            delete.setInt(3, most);
            return delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not forget the reminders", e);
        }
    }

    /** What an office has open: how many matters of a rule were reminded of, and how many of them escalated. */
    record Open(String region, UUID rule, int open, int escalated) {}

    /** Open matters by region of so many digits and rule. */
    List<Open> open(int digits) {
        var found = new ArrayList<Open>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT LEFT(region, ?) AS office, rule_id, COUNT(*),"
                        + " SUM(escalated) FROM reminder WHERE state = 'WAITING' AND sent > 0 AND LENGTH(region) >= ?"
                        + " GROUP BY office, rule_id ORDER BY office, COUNT(*) DESC")) {
            select.setInt(1, digits);
            select.setInt(2, digits);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.add(new Open(row.getString(1), Ids.of(row.getBytes(2)), row.getInt(3), row.getInt(4)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the reminders", e);
        }
        return found;
    }

    /** Notes in the running transaction that an office gets its digest; false when it has got it. */
    boolean digestGiven(String mailbox, LocalDate week) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "INSERT IGNORE INTO reminder_digest (mailbox, week) VALUES (?, ?)")) {
            insert.setString(1, mailbox);
            insert.setObject(2, week);
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("could not note the digest", e);
        }
    }

    private static LocalDate day(JsonNode node) {
        try {
            return node.isTextual() ? LocalDate.parse(node.asText()) : null;
        } catch (DateTimeParseException noDay) {
            return null;
        }
    }

    private static LocalDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDateTime();
    }
}
