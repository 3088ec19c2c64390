package org.jiedui.notification.broadcast;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.time.Ids;
import org.jiedui.notification.audience.EventType;
import org.jiedui.notification.inbox.Mailing;

/**
 * Own copy of what segments are chosen by: where households are and what they need, where helpers are and what they can.
 * Kept from events in the consumer's transaction; an older event never overwrites a newer one.
 */
@ApplicationScoped
public class Profiles {
    private final DataSource database;

    Profiles(DataSource database) {
        this.database = database;
    }

    private record Code(String kind, String code) {}

    /** Notes what the event says; most types say nothing. */
    public void note(EventType type, UUID key, String region, Instant occurredAt, JsonNode data) {
        try (var connection = database.getConnection()) {
            switch (type) {
                case HOUSEHOLD_REGISTERED, HOUSEHOLD_CHANGED -> household(connection, key, region, occurredAt, data);
                case HOUSEHOLD_RELOCATED -> place(connection, key, region, occurredAt);
                case HOUSEHOLD_CLOSED, HOUSEHOLD_ANONYMISED -> forget(connection, key);
                case HELPER_REGISTERED, HELPER_CHANGED -> helper(connection, region, occurredAt, data);
                default -> {
                    // nothing that segments are chosen by
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not note the profile", e);
        }
    }

    private static void household(Connection connection, UUID id, String region, Instant occurredAt, JsonNode data)
            throws SQLException {
        if (!place(connection, id, region, occurredAt)) {
            return;
        }
        var codes = new LinkedHashSet<Code>();
        data.path("needs").forEach(need -> codes.add(new Code("NEED", need.asText())));
        data.path("causes").forEach(cause -> codes.add(new Code("TAG", cause.asText())));
        for (var tag : new String[] {"type", "category"}) {
            if (data.path(tag).isTextual()) {
                codes.add(new Code("TAG", data.path(tag).asText()));
            }
        }
        try (var delete = connection.prepareStatement("DELETE FROM household_code WHERE household_id = ?");
                var insert = connection.prepareStatement(
                        "INSERT INTO household_code (kind, code, household_id) VALUES (?, ?, ?)")) {
            delete.setBytes(1, Ids.bytes(id));
            delete.executeUpdate();
            for (var code : codes) {
                insert.setString(1, code.kind());
                insert.setString(2, code.code());
                insert.setBytes(3, Ids.bytes(id));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Notes where a household is; false when something newer is known. */
    private static boolean place(Connection connection, UUID id, String region, Instant occurredAt)
            throws SQLException {
        try (var upsert =
                        connection.prepareStatement("INSERT INTO household_profile (household_id, region, occurred_at)"
                                + " VALUES (?, ?, ?) AS n ON DUPLICATE KEY UPDATE"
                                + " region = IF(n.occurred_at >= household_profile.occurred_at, n.region, household_profile.region),"
                                + " occurred_at = GREATEST(n.occurred_at, household_profile.occurred_at)");
                var select = connection.prepareStatement(
                        "SELECT occurred_at FROM household_profile WHERE household_id = ?")) {
            upsert.setBytes(1, Ids.bytes(id));
            upsert.setString(2, region);
            upsert.setObject(3, utc(occurredAt));
            upsert.executeUpdate();
            select.setBytes(1, Ids.bytes(id));
            return isOf(select, occurredAt);
        }
    }

    private static void forget(Connection connection, UUID id) throws SQLException {
        for (var table : new String[] {"household_code", "household_profile"}) {
            try (var delete = connection.prepareStatement("DELETE FROM " + table + " WHERE household_id = ?")) {
                delete.setBytes(1, Ids.bytes(id));
                delete.executeUpdate();
            }
        }
    }

    private static void helper(Connection connection, String region, Instant occurredAt, JsonNode data)
            throws SQLException {
        if (!data.path("helperId").isTextual()) {
            return;
        }
        var id = UUID.fromString(data.path("helperId").asText());
        try (var upsert = connection.prepareStatement("INSERT INTO helper_profile (helper_id, account, region, kind,"
                        + " occurred_at) VALUES (?, ?, ?, ?, ?) AS n ON DUPLICATE KEY UPDATE"
                        + " account = IF(n.occurred_at >= helper_profile.occurred_at, n.account, helper_profile.account),"
                        + " region = IF(n.occurred_at >= helper_profile.occurred_at, n.region, helper_profile.region),"
                        + " kind = IF(n.occurred_at >= helper_profile.occurred_at, n.kind, helper_profile.kind),"
                        + " occurred_at = GREATEST(n.occurred_at, helper_profile.occurred_at)");
                var select =
                        connection.prepareStatement("SELECT occurred_at FROM helper_profile WHERE helper_id = ?")) {
            upsert.setBytes(1, Ids.bytes(id));
            upsert.setString(
                    2, data.path("account").isTextual() ? data.path("account").asText() : null);
            upsert.setString(3, region);
            upsert.setString(4, data.path("kind").asText(""));
            upsert.setObject(5, utc(occurredAt));
            upsert.executeUpdate();
            select.setBytes(1, Ids.bytes(id));
            if (isOf(select, occurredAt)) {
                skills(connection, id, data.path("skills"));
            }
        }
    }

    private static void skills(Connection connection, UUID helper, JsonNode skills) throws SQLException {
        try (var delete = connection.prepareStatement("DELETE FROM helper_skill WHERE helper_id = ?");
                var insert = connection.prepareStatement(
                        "INSERT IGNORE INTO helper_skill (skill, helper_id) VALUES (?, ?)")) {
            delete.setBytes(1, Ids.bytes(helper));
            delete.executeUpdate();
            for (var skill : skills) {
                insert.setString(1, skill.asText());
                insert.setBytes(2, Ids.bytes(helper));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static boolean isOf(PreparedStatement select, Instant occurredAt) throws SQLException {
        try (var row = select.executeQuery()) {
            return row.next() && row.getObject(1, LocalDateTime.class).equals(utc(occurredAt));
        }
    }

    /** How many the segment selects. */
    int count(Segment segment) {
        var query = Query.of(segment);
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT COUNT(*) FROM (" + query.sql() + ") found")) {
            bind(select, 1, query.values());
            try (var row = select.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not count the recipients", e);
        }
    }

    /** Takes down whom the segment selects now, in the running transaction; returns how many. */
    int take(UUID broadcast, Segment segment) {
        var query = Query.of(segment);
        try (var connection = database.getConnection();
                var insert =
                        connection.prepareStatement("INSERT IGNORE INTO broadcast_recipient (broadcast_id, mailbox)"
                                + " SELECT ?, found.mailbox FROM (" + query.sql()
                                // in the order of the key: half the time of a random one
                                + ") found ORDER BY found.mailbox")) {
            insert.setBytes(1, Ids.bytes(broadcast));
            bind(insert, 2, query.values());
            return insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not take the recipients", e);
        }
    }

    /** The next recipients behind the one that was told last, in the order of their mailboxes. */
    List<String> next(UUID broadcast, String after, int most) {
        var found = new ArrayList<String>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT mailbox FROM broadcast_recipient"
                        + " WHERE broadcast_id = ? AND mailbox > ? ORDER BY mailbox LIMIT ?")) {
            select.setBytes(1, Ids.bytes(broadcast));
            select.setString(2, after);
            select.setInt(3, most);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.add(row.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the recipients", e);
        }
        return found;
    }

    /** The recipients behind one mailbox up to another one, as a statement may select them. */
    Mailing.Selected between(UUID broadcast, String after, String last) {
        return new Mailing.Selected(
                "SELECT mailbox FROM broadcast_recipient WHERE broadcast_id = ? AND mailbox > ? AND mailbox <= ?",
                List.of(Ids.bytes(broadcast), after, last));
    }

    private static void bind(PreparedStatement statement, int from, List<String> values) throws SQLException {
        var at = from;
        for (var value : values) {
            statement.setString(at++, value);
        }
    }

    /** The mailboxes of a segment as SQL. */
    private record Query(String sql, List<String> values) {
        private static final String HAS_CODE =
                " AND EXISTS (SELECT 1 FROM household_code c WHERE c.household_id = %s AND c.kind = '%s' AND c.code IN (%s))";

        static Query of(Segment segment) {
            var parts = new ArrayList<String>();
            var values = new ArrayList<String>();
            for (var role : segment.roles().stream().sorted().toList()) {
                switch (role) {
                    case HELPER -> parts.add(helpers(segment, values));
                    case HELPED -> {
                        values.add(segment.region() + "%");
                        parts.add("SELECT CONCAT('account:', p.helped_account) AS mailbox FROM pairing_party p"
                                + " WHERE p.active AND p.helped_account IS NOT NULL AND p.helped_region LIKE ?"
                                + codes("p.helped_id", segment, values));
                    }
                    case VILLAGE_CLERK -> parts.add(offices("village-clerk", 12, segment, values));
                    case TOWNSHIP_OFFICER -> parts.add(offices("township-officer", 9, segment, values));
                    case COUNTY_OFFICER -> parts.add(offices("county-officer", 6, segment, values));
                }
            }
            return new Query(String.join(" UNION ", parts), values);
        }

        private static String helpers(Segment segment, List<String> values) {
            var sql = new StringBuilder("SELECT CONCAT('account:', h.account) AS mailbox FROM helper_profile h"
                    + " WHERE h.account IS NOT NULL AND (h.region LIKE ? OR EXISTS (SELECT 1 FROM pairing_party r"
                    + " WHERE r.helper_id = h.helper_id AND r.active AND r.helped_region LIKE ?))");
            values.add(segment.region() + "%");
            values.add(segment.region() + "%");
            if (!segment.skills().isEmpty()) {
                sql.append(" AND (h.kind IN (")
                        .append(marks(segment.skills()))
                        .append(
                                ") OR EXISTS (SELECT 1 FROM helper_skill s WHERE s.helper_id = h.helper_id AND s.skill IN (")
                        .append(marks(segment.skills()))
                        .append(")))");
                values.addAll(segment.skills());
                values.addAll(segment.skills());
            }
            if (!segment.needs().isEmpty() || !segment.tags().isEmpty()) {
                sql.append(" AND EXISTS (SELECT 1 FROM pairing_party p WHERE p.helper_id = h.helper_id AND p.active"
                        + " AND p.helped_region LIKE ?");
                values.add(segment.region() + "%");
                sql.append(codes("p.helped_id", segment, values)).append(")");
            }
            return sql.toString();
        }

        private static String offices(String role, int digits, Segment segment, List<String> values) {
            values.add(segment.region() + "%");
            return "SELECT DISTINCT CONCAT('role:" + role + "@', LEFT(h.region, " + digits
                    + ")) AS mailbox FROM household_profile h WHERE h.region LIKE ? AND LENGTH(h.region) >= " + digits
                    + codes("h.household_id", segment, values);
        }

        private static String codes(String household, Segment segment, List<String> values) {
            var sql = new StringBuilder();
            if (!segment.needs().isEmpty()) {
                sql.append(HAS_CODE.formatted(household, "NEED", marks(segment.needs())));
                values.addAll(segment.needs());
            }
            if (!segment.tags().isEmpty()) {
                sql.append(HAS_CODE.formatted(household, "TAG", marks(segment.tags())));
                values.addAll(segment.tags());
            }
            return sql.toString();
        }

        private static String marks(Set<String> values) {
            return "?,".repeat(values.size() - 1) + "?";
        }
    }

    private static LocalDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDateTime();
    }
}
