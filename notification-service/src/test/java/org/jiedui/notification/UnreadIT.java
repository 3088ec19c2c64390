package org.jiedui.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.notification.InboxIT.as;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A full inbox is counted by a tally and the messages after it; the list of unread messages is what the count must agree with. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(NotificationServers.class)
@Tag("NO-03")
class UnreadIT {
    private static final String OLD = "UTC_TIMESTAMP(6) - INTERVAL 90 DAY";
    private static final String YOUNG = "UTC_TIMESTAMP(6)";

    @Inject
    DataSource database;

    private final String village = Regions.village();
    private final String account = "acc-" + village;
    private final String own = "account:" + account;
    private final String office = "role:village-clerk@" + village;

    @Test
    void countsWhatTheListShows_alsoWhenMarksAndMessagesComeAfterTheTally() throws SQLException {
        var old = post(own, "household-changed", 700, OLD);
        post(office, "risk-alert-raised", 30, OLD);
        copy(old.subList(0, 10), office, OLD);
        agree(730);
        assertThat(tallied()).isEqualTo(730);

        read(own, old.get(0));
        read(own, old.get(0));
        read(office, old.get(1));
        archive(own, old.get(2));
        archive(own, old.get(0));
        agree(727);
        assertThat(tallied()).isEqualTo(727);

        var young = post(own, "household-changed", 5, YOUNG);
        copy(young.subList(0, 2), office, YOUNG);
        copy(old.subList(3, 5), office + "x", YOUNG);
        read(own, young.get(0));
        agree(731);
        assertThat(tallied()).isEqualTo(727);

        // as if the tally were of yesterday: after so many that are settled too, a new one
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "UPDATE inbox_tally SET up_to = up_to - INTERVAL 20 HOUR WHERE account = ?")) {
            update.setString(1, account);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
        post(office, "risk-alert-raised", 600, "UTC_TIMESTAMP(6) - INTERVAL 2 HOUR");
        agree(1331);
        assertThat(tallied()).isEqualTo(1327);
    }

    @Test
    void countsAnew_whenTheReaderMutesATypeOrLosesTheOffice() throws SQLException {
        var old = post(own, "household-changed", 600, OLD);
        post(office, "risk-alert-raised", 20, OLD);
        agree(620);

        mute("[{\"type\":\"household-changed\",\"channel\":\"INBOX\"}]");
        agree(20);
        mute("[]");
        read(own, old.get(5));
        agree(619);

        assertThat(as("helper", account, village)
                        .get("/api/v1/inbox/unread-count")
                        .<Integer>path("count"))
                .isEqualTo(599);
        read(own, old.get(6));
        agree(618);
    }

    @Test
    void countsAnEventOnce_whoseTwoMessagesLieOnEitherSideOfTheTally() throws SQLException {
        post(own, "household-changed", 600, OLD);
        var ofBoth = post(own, "household-changed", 3, "UTC_TIMESTAMP(6) - INTERVAL 60 MINUTE");
        copy(ofBoth, office, "UTC_TIMESTAMP(6) - INTERVAL 56 MINUTE");
        var ofTheOffice = post(office, "household-changed", 2, "UTC_TIMESTAMP(6) - INTERVAL 60 MINUTE");
        copy(ofTheOffice, own, "UTC_TIMESTAMP(6) - INTERVAL 56 MINUTE");
        agree(605);
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("UPDATE inbox_tally SET up_to = UTC_TIMESTAMP(6)"
                        + " - INTERVAL 59 MINUTE WHERE account = ?")) {
            update.setString(1, account);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }

        agree(605);
        read(own, ofBoth.get(0));
        archive(own, ofTheOffice.get(1));
        agree(603);
        var after = post(own, "household-changed", 1, YOUNG);
        copy(after, office, YOUNG);
        agree(604);
        assertThat(tallied()).isEqualTo(603);
    }

    private void mute(String optOuts) {
        reader().contentType("application/json")
                .header("If-Match", "*")
                .body("{\"optOuts\":" + optOuts + "}")
                .put("/api/v1/preferences")
                .then()
                .statusCode(200);
    }

    private RequestSpecification reader() {
        return as("village-clerk", account, village);
    }

    private void agree(int unread) {
        assertThat(reader().get("/api/v1/inbox/count?unread=true").<Integer>path("count"))
                .isEqualTo(unread);
        for (var again = 0; again < 2; again++) {
            assertThat(reader().get("/api/v1/inbox/unread-count").<Integer>path("count"))
                    .isEqualTo(unread);
        }
    }

    private void read(String mailbox, UUID event) throws SQLException {
        mark(mailbox, event, "read");
    }

    private void archive(String mailbox, UUID event) throws SQLException {
        mark(mailbox, event, "archive");
    }

    private void mark(String mailbox, UUID event, String how) throws SQLException {
        reader().contentType("application/json")
                .post("/api/v1/inbox/" + message(mailbox, event) + "/" + how)
                .then()
                .statusCode(200);
    }

    private UUID message(String mailbox, UUID event) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT id FROM message WHERE event_id = ? AND mailbox = ?")) {
            select.setBytes(1, Ids.bytes(event));
            select.setString(2, mailbox);
            try (var row = select.executeQuery()) {
                row.next();
                return Ids.of(row.getBytes(1));
            }
        }
    }

    private long tallied() throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT unread FROM inbox_tally WHERE account = ?")) {
            select.setString(1, account);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** Messages about events of their own. */
    private List<UUID> post(String mailbox, String type, int count, String at) throws SQLException {
        var events = java.util.stream.Stream.generate(Ids::next).limit(count).toList();
        insert(events, mailbox, type, at);
        return events;
    }

    private void copy(List<UUID> events, String mailbox, String at) throws SQLException {
        insert(events, mailbox, "household-changed", at);
    }

    private void insert(List<UUID> events, String mailbox, String type, String at) throws SQLException {
        try (var connection = database.getConnection();
                var announcement =
                        connection.prepareStatement("INSERT IGNORE INTO announcement (id, type, name, subject,"
                                + " region, occurred_at, template_version, data, received_at) VALUES (?, 't', '" + type
                                + "', ?, ?, " + at + ", 0, '{}', " + at + ")");
                var message = connection.prepareStatement("INSERT INTO message (id, event_id, mailbox, type, reason,"
                        + " created_at) VALUES (?, ?, ?, '" + type + "', 'OWN_PROFILE', " + at + ")")) {
            for (var event : events) {
                announcement.setBytes(1, Ids.bytes(event));
                announcement.setBytes(2, Ids.bytes(event));
                announcement.setString(3, village);
                announcement.addBatch();
                message.setBytes(1, Ids.bytes(Ids.next()));
                message.setBytes(2, Ids.bytes(event));
                message.setString(3, mailbox);
                message.addBatch();
            }
            announcement.executeBatch();
            message.executeBatch();
        }
    }
}
