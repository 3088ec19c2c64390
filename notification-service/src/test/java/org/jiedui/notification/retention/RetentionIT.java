package org.jiedui.notification.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.NotificationServers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(NotificationServers.class)
@Tag("NO-05")
class RetentionIT {
    private static final String LONG_AGO = "2016-01-01";

    @Inject
    Retention retention;

    @Inject
    DataSource database;

    @Inject
    RetentionConfig config;

    @Inject
    TimeSource time;

    private final Instant now = Instant.now();

    @AfterEach
    void sweepAll() {
        sweep();
    }

    @Test
    void deletesWhatNobodyWaitsForAnyMore_andLeavesWhatIsReferredTo() throws Exception {
        var forgotten = announcement();
        var read = announcement();
        var reminded = announcement();
        var open = announcement();
        message(forgotten, oldId());
        mark(forgotten);
        var young = Ids.next();
        message(read, young);
        mark(read);
        var sent = delivery(forgotten, "SENT");
        var waiting = delivery(open, "FAILED");
        reminder(reminded);

        sweep();

        assertThat(count("announcement", "id", forgotten)).isZero();
        assertThat(count("message", "event_id", forgotten)).isZero();
        assertThat(count("message_mark", "event_id", forgotten)).isZero();
        assertThat(count("delivery", "id", sent)).isZero();
        assertThat(count("delivery_attempt", "delivery_id", sent)).isZero();
        assertThat(count("announcement", "id", read)).isOne();
        assertThat(count("message", "id", young)).isOne();
        assertThat(count("message_mark", "event_id", read)).isOne();
        assertThat(count("announcement", "id", open)).isOne();
        assertThat(count("delivery", "id", waiting)).isOne();
        assertThat(count("delivery_attempt", "delivery_id", waiting)).isOne();
        assertThat(count("announcement", "id", reminded)).isOne();

        change("DELETE FROM message WHERE id = ?", bytes(young));
        change("DELETE FROM delivery WHERE id = ?", bytes(waiting));
        change("DELETE FROM reminder WHERE event_id = ?", bytes(reminded));
    }

    @Test
    @Tag("NO-03")
    void forgetsTheTallies_whichMayCountALetterThatIsGone() throws Exception {
        var tally = "INSERT INTO inbox_tally (account, reader, up_to, unread, made_at)"
                + " VALUES (?, ?, UTC_TIMESTAMP(6), 1, UTC_TIMESTAMP(6))";
        var event = announcement();
        change(tally, "tally-" + event, bytes(event));
        sweep();
        assertThat(count("inbox_tally", "account", "tally-" + event)).isOne();
        var other = announcement();
        message(other, oldId());

        sweep();

        assertThat(count("message", "event_id", other)).isZero();
        assertThat(count("inbox_tally", "account", "tally-" + event)).isZero();
    }

    @Test
    @Tag("NO-06")
    void forgetsTheRecipientsOfEndedBroadcasts_digestsCountsOfCodesAndJobs_inSlices() throws Exception {
        var ended = broadcast("SENT");
        var draft = broadcast("DRAFT");
        for (var i = 0; i < 2500; i++) {
            recipient(ended, i);
        }
        recipient(draft, 0);
        change("INSERT INTO reminder_digest (mailbox, week) VALUES (?, ?)", "role:x@" + ended, LONG_AGO);
        change("INSERT INTO reminder_digest (mailbox, week) VALUES (?, UTC_DATE())", "role:y@" + ended);
        change("INSERT INTO contact_code (account, since, sent) VALUES (?, ?, 1)", "old-" + ended, LONG_AGO);
        change("INSERT INTO contact_code (account, since, sent) VALUES (?, UTC_TIMESTAMP(6), 1)", "new-" + ended);
        var done = job("SUCCEEDED");
        var running = job("HELD");

        assertThat(retention.sweep(now)).isLessThan(2500);
        sweep();

        assertThat(count("broadcast_recipient", "broadcast_id", ended)).isZero();
        assertThat(count("broadcast", "id", ended)).isOne();
        assertThat(count("broadcast_recipient", "broadcast_id", draft)).isOne();
        assertThat(count("reminder_digest", "mailbox", "role:x@" + ended)).isZero();
        assertThat(count("reminder_digest", "mailbox", "role:y@" + ended)).isOne();
        assertThat(count("contact_code", "account", "old-" + ended)).isZero();
        assertThat(count("contact_code", "account", "new-" + ended)).isOne();
        assertThat(count("job", "id", done)).isZero();
        assertThat(count("job", "id", running)).isOne();

        change("DELETE FROM job WHERE id = ?", bytes(running));
        change("DELETE FROM broadcast WHERE id = ?", bytes(draft));
        change("DELETE FROM broadcast WHERE id = ?", bytes(ended));
    }

    @Test
    @Tag("NO-08")
    void shortensTheFeedThatIsPulled_atItsBeginning() throws Exception {
        place(-2, LONG_AGO);
        place(-1, now.toString().substring(0, 10));

        sweep();

        assertThat(count("change_entry", "position", -2)).isZero();
        assertThat(count("change_entry", "position", -1)).isOne();
        change("DELETE FROM change_entry WHERE position = -1");
    }

    private void place(long position, String changedAt) throws SQLException {
        change(
                "INSERT INTO change_entry (position, resource, resource_id, region, version, operation, changed_at)"
                        + " VALUES (?, 'events', ?, '97', 1, 'UPSERT', ?)",
                position,
                bytes(Ids.next()),
                changedAt);
    }

    @Test
    void goesOnWithTheOthers_whenOneTableCannotBeSwept() throws Exception {
        var done = job("SUCCEEDED");
        var calls = new AtomicInteger();
        var failingFirst = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    if (calls.getAndIncrement() == 0) {
                        throw new SQLException("out of order");
                    }
                    return method.invoke(database, arguments);
                });

        new Retention(failingFirst, config, time).sweep(now);

        assertThat(count("job", "id", done)).isZero();
    }

    private void sweep() {
        while (retention.sweep(now) > 0) {
            // the next slices
        }
    }

    private static UUID oldId() {
        var fresh = Ids.next();
        var then = Instant.parse(LONG_AGO + "T00:00:00Z").toEpochMilli();
        return new UUID(then << 16 | fresh.getMostSignificantBits() & 0xFFFF, fresh.getLeastSignificantBits());
    }

    private UUID announcement() throws SQLException {
        var id = oldId();
        change(
                "INSERT INTO announcement (id, type, name, subject, region, occurred_at, template_version, data,"
                        + " received_at) VALUES (?, 'org.jiedui.household.visit-overdue.v1', 'visit-overdue', ?, '97', ?, 1, '{}', ?)",
                bytes(id),
                bytes(id),
                LONG_AGO,
                LONG_AGO);
        return id;
    }

    private void message(UUID event, UUID id) throws SQLException {
        change(
                "INSERT INTO message (id, event_id, mailbox, type, reason, created_at)"
                        + " VALUES (?, ?, ?, 'visit-overdue', 'VILLAGE_IN_CHARGE', ?)",
                bytes(id),
                bytes(event),
                "account:" + id,
                LONG_AGO);
    }

    private void mark(UUID event) throws SQLException {
        change(
                "INSERT INTO message_mark (account, event_id, read_at) VALUES ('retention', ?, ?)",
                bytes(event),
                LONG_AGO);
    }

    private UUID delivery(UUID event, String state) throws SQLException {
        var id = oldId();
        // due in far future, so that nobody tries it
        change(
                "INSERT INTO delivery (id, event_id, recipient, channel, lane, order_key, type, region, account, reason,"
                        + " state, attempts, next_at, give_up_at, created_at, updated_at, version) VALUES (?, ?, ?, 'EMAIL', ?, ?,"
                        + " 'visit-overdue', '97', 'retention', 'VILLAGE_IN_CHARGE', ?, 1, '2999-01-01', '2999-01-01', ?, ?, 1)",
                bytes(id),
                bytes(event),
                bytes(id),
                bytes(id),
                bytes(id),
                state,
                LONG_AGO,
                LONG_AGO);
        change(
                "INSERT INTO delivery_attempt (delivery_id, number, lane, at, state) VALUES (?, 1, ?, ?, ?)",
                bytes(id),
                bytes(id),
                LONG_AGO,
                state);
        return id;
    }

    private void reminder(UUID event) throws SQLException {
        change(
                "INSERT INTO reminder (id, rule_id, subject, region, event_id, state, sent, escalated, next_at,"
                        + " occurred_at, updated_at, version) VALUES (?, ?, ?, '97', ?, 'WAITING', 0, FALSE, '2999-01-01', ?, ?, 0)",
                bytes(Ids.next()),
                bytes(event),
                bytes(event),
                bytes(event),
                LONG_AGO,
                LONG_AGO);
    }

    private UUID broadcast(String state) throws SQLException {
        var id = oldId();
        change(
                "INSERT INTO broadcast (id, category, title_zh, body_zh, title_en, body_en, region, roles, needs, tags,"
                        + " skills, channels, per_minute, state, told, told_up_to, author, ended_at, scheduled_at, created_at, version)"
                        + " VALUES (?, 'MARKET', 't', 'b', 't', 'b', '97', 'HELPER', '', '', '', '', 1, ?, 0, 'zzzz', 'a', ?, '2999-01-01', ?, 0)",
                bytes(id),
                state,
                "SENT".equals(state) ? LONG_AGO : null,
                LONG_AGO);
        return id;
    }

    private void recipient(UUID broadcast, int number) throws SQLException {
        change(
                "INSERT INTO broadcast_recipient (broadcast_id, mailbox) VALUES (?, ?)",
                bytes(broadcast),
                "account:" + number);
    }

    private UUID job(String state) throws SQLException {
        var id = oldId();
        change(
                "INSERT INTO job (id, kind, region, state, parameters, created_by, created_at, finished_at)"
                        + " VALUES (?, 'webhook-replay', '97', ?, '{}', 'retention', ?, ?)",
                bytes(id),
                state,
                LONG_AGO,
                "HELD".equals(state) ? null : LONG_AGO);
        return id;
    }

    private void change(String sql, Object... values) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            assertThat(update.executeUpdate()).isOne();
        }
    }

    private long count(String table, String column, Object value) throws SQLException {
        try (var connection = database.getConnection();
                var select =
                        connection.prepareStatement("SELECT COUNT(*) FROM " + table + " WHERE " + column + " = ?")) {
            select.setObject(1, value instanceof UUID id ? bytes(id) : value);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static byte[] bytes(UUID id) {
        return Ids.bytes(id);
    }
}
