package org.jiedui.notification.broadcast;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.database.RowInsert;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.audience.EventType;
import org.jiedui.notification.inbox.Mailing;

/**
 * Own copy of what segments are chosen by: where households are and what they need, where helpers are and what they can.
 * Kept from events in the consumer's transaction; an older event never overwrites a newer one.
 */
@ApplicationScoped
public class Profiles {
    private final DataSource database;
    private final TimeSource time;

    Profiles(DataSource database, TimeSource time) {
        this.database = database;
        this.time = time;
    }

    private record Code(String kind, String code) {}

    /** What an event says of its aggregate. */
    public record News(EventType type, UUID key, String region, Instant occurredAt, JsonNode data) {}

    /** Where somebody is and what he needs or can; null: that was not said. */
    private record Profile(
            UUID id,
            String region,
            Instant occurredAt,
            String account,
            String kind,
            LocalDate lastDay,
            Collection<Code> codes) {}

    /** Notes what the events say, in their order and with the running transaction; most types say nothing. */
    public void note(List<News> all) {
        var households = new LinkedHashMap<UUID, Profile>();
        var helpers = new LinkedHashMap<UUID, Profile>();
        var gone = new LinkedHashSet<UUID>();
        try (var connection = database.getConnection()) {
            for (var news : all) {
                var helper = helper(news);
                if (households.containsKey(news.key()) || gone.contains(news.key()) || helpers.containsKey(helper)) {
                    write(connection, households, helpers, gone);
                }
                switch (news.type()) {
                    case HOUSEHOLD_REGISTERED, HOUSEHOLD_CHANGED ->
                        households.put(news.key(), place(news, codes(news.data())));
                    case HOUSEHOLD_RELOCATED -> households.put(news.key(), place(news, null));
                    case HOUSEHOLD_CLOSED, HOUSEHOLD_ANONYMISED -> gone.add(news.key());
                    case HELPER_REGISTERED, HELPER_CHANGED -> {
                        if (helper != null) {
                            helpers.put(helper, profile(helper, news));
                        }
                    }
                    default -> {
                        // nothing that segments are chosen by
                    }
                }
            }
            write(connection, households, helpers, gone);
        } catch (SQLException e) {
            throw new IllegalStateException("could not note the profiles", e);
        }
    }

    private static UUID helper(News news) {
        var id = news.data().path("helperId");
        return (news.type() == EventType.HELPER_REGISTERED || news.type() == EventType.HELPER_CHANGED) && id.isTextual()
                ? UUID.fromString(id.asText())
                : null;
    }

    private static Profile place(News news, Collection<Code> codes) {
        return new Profile(news.key(), news.region(), news.occurredAt(), null, null, null, codes);
    }

    private static Set<Code> codes(JsonNode data) {
        var codes = new LinkedHashSet<Code>();
        data.path("needs").forEach(need -> codes.add(new Code("NEED", need.asText())));
        data.path("causes").forEach(cause -> codes.add(new Code("TAG", cause.asText())));
        for (var tag : new String[] {"type", "category"}) {
            if (data.path(tag).isTextual()) {
                codes.add(new Code("TAG", data.path(tag).asText()));
            }
        }
        return codes;
    }

    private static Profile profile(UUID helper, News news) {
        var data = news.data();
        var skills = new LinkedHashSet<Code>();
        data.path("skills").forEach(skill -> skills.add(new Code("SKILL", skill.asText())));
        return new Profile(
                helper,
                news.region(),
                news.occurredAt(),
                data.path("account").isTextual() ? data.path("account").asText() : null,
                data.path("kind").asText(""),
                data.path("lastDay").isTextual()
                        ? LocalDate.parse(data.path("lastDay").asText())
                        : null,
                skills);
    }

    /** Writes about aggregates each of which is named once, and begins anew. */
    private static void write(
            Connection connection, Map<UUID, Profile> households, Map<UUID, Profile> helpers, Set<UUID> gone)
            throws SQLException {
        writeHouseholds(connection, households);
        writeHelpers(connection, helpers);
        delete(connection, "household_code", "household_id", gone);
        delete(connection, "household_profile", "household_id", gone);
        households.clear();
        helpers.clear();
        gone.clear();
    }

    private static void writeHouseholds(Connection connection, Map<UUID, Profile> profiles) throws SQLException {
        var insert = new RowInsert(
                connection,
                "household_profile",
                List.of("household_id", "region", "occurred_at"),
                "AS n ON DUPLICATE KEY UPDATE region = " + younger("household_profile", "region")
                        + ", occurred_at = GREATEST(n.occurred_at, household_profile.occurred_at)");
        for (var profile : profiles.values()) {
            insert.add(profile.id(), profile.region(), profile.occurredAt());
        }
        insert.write();
        moveTheirHelp(connection, profiles.keySet());
        var said = current(connection, "household_profile", "household_id", profiles);
        said.removeIf(profile -> profile.codes() == null);
        delete(connection, "household_code", "household_id", ids(said));
        var codes = new RowInsert(connection, "household_code", List.of("kind", "code", "household_id"));
        for (var profile : said) {
            for (var code : profile.codes()) {
                codes.add(code.kind(), code.code(), profile.id());
            }
        }
        codes.write();
    }

    /** A household that moved is helped where it lives now. */
    private static void moveTheirHelp(Connection connection, Set<UUID> households) throws SQLException {
        if (!households.isEmpty()) {
            try (var update = connection.prepareStatement("UPDATE pairing_party p JOIN household_profile h"
                    + " ON h.household_id = p.helped_id SET p.helped_region = h.region"
                    + " WHERE p.helped_region <> h.region AND p.helped_id IN ("
                    + "?,".repeat(households.size() - 1) + "?)")) {
                bind(update, households);
                update.executeUpdate();
            }
        }
    }

    private static void writeHelpers(Connection connection, Map<UUID, Profile> profiles) throws SQLException {
        var insert = new RowInsert(
                connection,
                "helper_profile",
                List.of("helper_id", "account", "region", "kind", "last_day", "occurred_at"),
                "AS n ON DUPLICATE KEY UPDATE account = " + younger("helper_profile", "account")
                        + ", region = " + younger("helper_profile", "region")
                        + ", kind = " + younger("helper_profile", "kind")
                        + ", last_day = " + younger("helper_profile", "last_day")
                        + ", occurred_at = GREATEST(n.occurred_at, helper_profile.occurred_at)");
        for (var profile : profiles.values()) {
            insert.add(
                    profile.id(),
                    profile.account(),
                    profile.region(),
                    profile.kind(),
                    profile.lastDay(),
                    profile.occurredAt());
        }
        insert.write();
        var said = current(connection, "helper_profile", "helper_id", profiles);
        delete(connection, "helper_skill", "helper_id", ids(said));
        var skills = new RowInsert(connection, "helper_skill", List.of("skill", "helper_id"));
        for (var profile : said) {
            for (var skill : profile.codes()) {
                skills.add(skill.code(), profile.id());
            }
        }
        skills.write();
    }

    private static String younger(String table, String column) {
        return "IF(n.occurred_at >= %1$s.occurred_at, n.%2$s, %1$s.%2$s)".formatted(table, column);
    }

    /** Those of which nothing newer is known. */
    private static List<Profile> current(
            Connection connection, String table, String column, Map<UUID, Profile> profiles) throws SQLException {
        var current = new ArrayList<Profile>();
        if (profiles.isEmpty()) {
            return current;
        }
        try (var select = connection.prepareStatement("SELECT " + column + ", occurred_at FROM " + table + " WHERE "
                + column + " IN (" + "?,".repeat(profiles.size() - 1) + "?)")) {
            bind(select, profiles.keySet());
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var profile = profiles.get(Ids.of(row.getBytes(1)));
                    if (row.getObject(2, LocalDateTime.class).equals(utc(profile.occurredAt()))) {
                        current.add(profile);
                    }
                }
            }
        }
        return current;
    }

    private static void delete(Connection connection, String table, String column, Collection<UUID> ids)
            throws SQLException {
        if (!ids.isEmpty()) {
            try (var delete = connection.prepareStatement(
                    "DELETE FROM " + table + " WHERE " + column + " IN (" + "?,".repeat(ids.size() - 1) + "?)")) {
                bind(delete, ids);
                delete.executeUpdate();
            }
        }
    }

    private static List<UUID> ids(List<Profile> profiles) {
        return profiles.stream().map(Profile::id).toList();
    }

    private static void bind(PreparedStatement statement, Collection<UUID> ids) throws SQLException {
        var at = 1;
        for (var id : ids) {
            statement.setBytes(at++, Ids.bytes(id));
        }
    }

    /** How many the segment selects. */
    int count(Segment segment) {
        var query = Query.of(segment, time.today());
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
        var query = Query.of(segment, time.today());
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

        static Query of(Segment segment, LocalDate today) {
            var parts = new ArrayList<String>();
            var values = new ArrayList<String>();
            for (var role : segment.roles().stream().sorted().toList()) {
                switch (role) {
                    case HELPER -> parts.add(helpers(segment, today, values));
                    case HELPED -> {
                        values.add(segment.region() + "%");
                        parts.add("SELECT CONCAT('account:', p.helped_account) AS mailbox FROM pairing_party p"
                                + " WHERE p.active AND p.helped_account IS NOT NULL AND p.helped_region LIKE ?"
                                + codes("p.helped_id", segment, values));
                    }
                    case VILLAGE_CLERK -> parts.add(offices("village-clerk", 12, segment, values));
                    case TOWNSHIP_OFFICER -> parts.add(offices("township-officer", 9, segment, values));
                    case COUNTY_OFFICER -> parts.add(offices("county-officer", 6, segment, values));
                    case PROVINCE_OFFICER -> parts.add(offices("province-officer", 2, segment, values));
                }
            }
            return new Query(String.join(" UNION ", parts), values);
        }

        private static String helpers(Segment segment, LocalDate today, List<String> values) {
            var sql = new StringBuilder("SELECT CONCAT('account:', h.account) AS mailbox FROM helper_profile h"
                    + " WHERE h.account IS NOT NULL AND (h.last_day IS NULL OR h.last_day >= ?) AND (h.region LIKE ? OR EXISTS (SELECT 1 FROM pairing_party r"
                    + " WHERE r.helper_id = h.helper_id AND r.active AND r.helped_region LIKE ?))");
            values.add(today.toString());
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

        /** Offices where households are; without anything about households also those that are known otherwise. */
        private static String offices(String role, int digits, Segment segment, List<String> values) {
            var office = "role:" + role + "@";
            var region = segment.region();
            values.add(region + "%");
            var sql = "SELECT DISTINCT CONCAT('" + office + "', LEFT(h.region, " + digits
                    + ")) AS mailbox FROM household_profile h WHERE h.region LIKE ? AND LENGTH(h.region) >= " + digits
                    + codes("h.household_id", segment, values);
            if (!segment.needs().isEmpty() || !segment.tags().isEmpty()) {
                return sql;
            }
            if (region.length() >= digits) {
                values.add(office + region.substring(0, digits));
                return sql + " UNION SELECT ? AS mailbox";
            }
            values.add(region + "%");
            values.add(office + region + "%");
            return sql + " UNION SELECT CONCAT('" + office + "', LEFT(r.region, " + digits
                    + ")) AS mailbox FROM helper_profile r WHERE r.region LIKE ? AND LENGTH(r.region) >= " + digits
                    + " UNION SELECT m.mailbox FROM contact_point_mailbox m WHERE m.mailbox LIKE ?";
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
