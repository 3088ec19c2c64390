package org.jiedui.pairing.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.time.Ids;

/**
 * Figures about pairings by division and day (PA-19, PA-21): one query each, nothing stored. Which pairings were in force
 * on a day follows from their intervals and, for those that rest now, from when they were put to rest; a rest that is over
 * is not known any more, and which households are in care is known as of now only.
 */
@ApplicationScoped
public class Reports {
    private static final String IN_FORCE = " p.confirmed_at IS NOT NULL AND p.valid_from <= ?"
            + " AND (p.valid_to IS NULL OR p.valid_to >= ?) AND (p.ended_on IS NULL OR p.ended_on > ?)"
            + " AND (p.state <> 'SUSPENDED' OR p.suspended_at >= ?) AND (? IS NULL OR p.programme = ?)";

    private final DataSource database;

    Reports(DataSource database) {
        this.database = database;
    }

    /**
     * What is asked for.
     *
     * @param visible prefix that the caller may see
     * @param region prefix that is asked for
     * @param programme code, null for all
     * @param on the day
     * @param end of that day
     */
    public record Question(String visible, String region, String programme, LocalDate on, Instant end) {
        /** Digits of the divisions next below. */
        int level() {
            var longer = region.length() > visible.length() ? region.length() : visible.length();
            return longer < 2 ? 2 : longer < 4 ? 4 : longer < 6 ? 6 : longer < 9 ? 9 : 12;
        }
    }

    /** Households in care of a division, and how many of them have an active primary helper. */
    public record Coverage(String region, long inCare, long covered, long uncovered, BigDecimal share) {}

    /** Open gaps of a division; ages in whole days. */
    public record Gaps(String region, long open, long oldestDays, BigDecimal averageDays, long overThirtyDays) {}

    /** How many helpers have so many primary and supporting pairings; the last step is "that many or more". */
    public record Load(int pairings, boolean orMore, long helpers) {}

    /** Pairings of a division, and those whose helper's unit is of a county or above. */
    public record Cadres(String region, long pairings, long countyAndAbove, BigDecimal share) {}

    /** What service teams did: who served whom, how often, and with what. */
    public record Service(
            String region, long mentors, long served, long services, long problemsFound, long problemsSolved) {}

    /**
     * A helper without a pairing, or in whose pairings nothing was done for long.
     *
     * @param helperSide {@code PERSON} or {@code TEAM}: whose id {@code helperId} is
     * @param pairings of its own and, for a person, of the teams of which it is a member
     */
    public record Idle(
            UUID helperId,
            String helperSide,
            String region,
            String kind,
            String unit,
            long pairings,
            LocalDate lastActivityOn) {}

    /** Coverage by the divisions next below. */
    public List<Coverage> coverage(Question q) {
        return run(
                "SELECT LEFT(h.region, ?) AS part, COUNT(*), COALESCE(SUM(EXISTS (SELECT 1 FROM pairing p"
                        + " WHERE p.helped_id = h.id AND p.helped_kind = 'HOUSEHOLD' AND p.role = 'PRIMARY' AND"
                        + IN_FORCE + ")), 0) FROM household h WHERE h.region LIKE ? AND h.region LIKE ? AND h.in_care"
                        + " GROUP BY part ORDER BY part",
                statement -> {
                    statement.setInt(1, q.level());
                    scope(statement, inForce(statement, 2, q), q);
                },
                row -> {
                    var all = row.getLong(2);
                    var covered = row.getLong(3);
                    return new Coverage(row.getString(1), all, covered, all - covered, share(covered, all));
                });
    }

    /** Gaps that were open at an instant, by the divisions next below. */
    public List<Gaps> gaps(Question q, Instant at) {
        var when = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
        return run(
                "SELECT LEFT(region, ?) AS part, COUNT(*), MAX(TIMESTAMPDIFF(DAY, since, ?)),"
                        + " AVG(TIMESTAMPDIFF(DAY, since, ?)), SUM(TIMESTAMPDIFF(DAY, since, ?) > 30) FROM gap"
                        + " WHERE since <= ? AND (closed_at IS NULL OR closed_at > ?)"
                        + " AND region LIKE ? AND region LIKE ?"
                        + " AND (? IS NULL OR ? = (SELECT p.programme FROM pairing p WHERE p.helped_id = gap.household_id"
                        + "   AND p.role = 'PRIMARY' AND p.confirmed_at IS NOT NULL AND p.valid_from <= ?"
                        + "   ORDER BY p.valid_from DESC, p.id DESC LIMIT 1)) GROUP BY part ORDER BY part",
                statement -> {
                    statement.setInt(1, q.level());
                    for (var i = 2; i <= 6; i++) {
                        statement.setObject(i, when);
                    }
                    statement.setObject(programme(statement, scope(statement, 7, q), q), q.on());
                },
                row -> new Gaps(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getBigDecimal(4).setScale(1, RoundingMode.HALF_UP),
                        row.getLong(5)));
    }

    /** How the load is distributed over the helpers who live in the division. */
    public List<Load> load(Question q) {
        return run(
                "SELECT LEAST(load_, 10) AS step, COUNT(*) FROM (SELECT h.id, COUNT(p.id) AS load_ FROM helper h"
                        + " LEFT JOIN pairing p ON p.helper_id = h.id AND" + IN_FORCE
                        + " WHERE h.region LIKE ? AND h.region LIKE ? AND h.available_from <= ?"
                        + " AND (h.available_to IS NULL OR h.available_to >= ?) GROUP BY h.id) each_"
                        + " GROUP BY step ORDER BY step",
                statement -> {
                    var at = scope(statement, inForce(statement, 1, q), q);
                    statement.setObject(at++, q.on());
                    statement.setObject(at, q.on());
                },
                row -> new Load(row.getInt(1), row.getInt(1) == 10, row.getLong(2)));
    }

    /** Share of the helpers of county level and above, by the divisions next below of the helped side. */
    public List<Cadres> cadres(Question q) {
        return run(
                "SELECT LEFT(p.region, ?) AS part, COUNT(*), COALESCE(SUM(COALESCE(h.unit_level, o.unit_level)"
                        + " IN ('COUNTY','PREFECTURE','PROVINCE','NATIONAL')), 0) FROM pairing p"
                        + " LEFT JOIN helper h ON p.helper_side = 'PERSON' AND h.id = p.helper_id"
                        + " LEFT JOIN organisation o ON p.helper_side = 'TEAM' AND o.id = p.helper_id WHERE"
                        + IN_FORCE + " AND p.region LIKE ? AND p.region LIKE ? GROUP BY part ORDER BY part",
                statement -> {
                    statement.setInt(1, q.level());
                    scope(statement, inForce(statement, 2, q), q);
                },
                row -> new Cadres(
                        row.getString(1), row.getLong(2), row.getLong(3), share(row.getLong(3), row.getLong(2))));
    }

    /**
     * Services from a day to the day of the question, inclusive, by the divisions next below. A team counts with the
     * members whom it had on the day.
     */
    public List<Service> service(Question q, LocalDate from) {
        return run(
                "SELECT LEFT(a.region, ?) AS part,"
                        + " COUNT(DISTINCT COALESCE(m.helper_id, IF(p.helper_side = 'PERSON', p.helper_id, NULL))),"
                        + " COUNT(DISTINCT p.helped_id), COUNT(DISTINCT a.id),"
                        + " SUM(IF(m.id IS NULL OR m.rank_ = 1, a.problems_found, 0)),"
                        + " SUM(IF(m.id IS NULL OR m.rank_ = 1, a.problems_solved, 0))"
                        + " FROM activity a JOIN pairing p ON p.id = a.pairing_id"
                        + " LEFT JOIN (SELECT t.*, ROW_NUMBER() OVER (PARTITION BY a2.id ORDER BY t.id) AS rank_,"
                        + "   a2.id AS activity_id FROM activity a2 JOIN pairing p2 ON p2.id = a2.pairing_id"
                        + "   JOIN organisation_member t ON t.organisation_id = p2.helper_id"
                        + "   AND t.since <= a2.held_on AND (t.until IS NULL OR t.until > a2.held_on)"
                        + "   WHERE a2.method = 'SERVICE' AND a2.region LIKE ? AND a2.region LIKE ?"
                        + "   AND a2.held_on BETWEEN ? AND ?) m ON m.activity_id = a.id"
                        + " WHERE a.method = 'SERVICE' AND a.region LIKE ? AND a.region LIKE ?"
                        + " AND a.held_on BETWEEN ? AND ? AND (? IS NULL OR p.programme = ?)"
                        + " GROUP BY part ORDER BY part",
                statement -> {
                    statement.setInt(1, q.level());
                    var at = 2;
                    for (var i = 0; i < 2; i++) {
                        at = scope(statement, at, q);
                        statement.setObject(at++, from);
                        statement.setObject(at++, q.on());
                    }
                    statement.setString(at++, q.programme());
                    statement.setString(at, q.programme());
                },
                row -> new Service(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6)));
    }

    /**
     * Helpers and teams who could help on the day and do not (PA-19): without an active pairing, or with nothing done in any
     * of them since {@code since}. A pairing of a team is one of those, too, who are members on the day. In the order of
     * their ids, after one.
     */
    public List<Idle> idle(Question q, LocalDate since, UUID after, int most) {
        var active = " AND %1$s.state = 'ACTIVE' AND (? IS NULL OR %1$s.programme = ?)";
        var last = "MAX(COALESCE(%1$s.last_activity_on, %1$s.valid_from))";
        var never = "DATE('1000-01-01')";
        return run(
                "(SELECT h.id AS id_, h.region, h.kind, h.unit, COUNT(DISTINCT p.id) + COUNT(DISTINCT t.id) AS many,"
                        + " NULLIF(GREATEST(COALESCE(" + last.formatted("p") + ", " + never + "), COALESCE("
                        + last.formatted("t") + ", " + never + ")), " + never + ") AS last_, 'PERSON'"
                        + " FROM helper h LEFT JOIN pairing p ON p.helper_id = h.id" + active.formatted("p")
                        + " LEFT JOIN organisation_member m ON m.helper_id = h.id AND m.since <= ?"
                        + " AND (m.until IS NULL OR m.until > ?)"
                        + " LEFT JOIN pairing t ON t.helper_id = m.organisation_id" + active.formatted("t")
                        + " WHERE h.region LIKE ? AND h.region LIKE ? AND h.id > ? AND h.available_from <= ?"
                        + " AND (h.available_to IS NULL OR h.available_to >= ?)"
                        + " AND (h.absent_from IS NULL OR h.absent_from > ? OR h.absent_until <= ?)"
                        + " GROUP BY h.id HAVING many = 0 OR last_ < ? ORDER BY h.id LIMIT ?)"
                        + " UNION ALL (SELECT o.id, o.region, o.kind, o.unit, COUNT(p.id) AS many, "
                        + last.formatted("p") + " AS last_, 'TEAM'"
                        + " FROM organisation o LEFT JOIN pairing p ON p.helper_id = o.id" + active.formatted("p")
                        + " WHERE o.kind NOT IN ('ENTERPRISE','SOCIAL_ORGANISATION')"
                        + " AND o.region LIKE ? AND o.region LIKE ? AND o.id > ?"
                        + " AND (o.available_to IS NULL OR o.available_to >= ?)"
                        + " GROUP BY o.id HAVING many = 0 OR last_ < ? ORDER BY o.id LIMIT ?)"
                        + " ORDER BY id_ LIMIT ?",
                statement -> {
                    var at = programme(statement, 1, q);
                    statement.setObject(at++, q.on());
                    statement.setObject(at++, q.on());
                    at = scope(statement, programme(statement, at, q), q);
                    statement.setBytes(at++, Ids.bytes(after));
                    for (var i = 0; i < 4; i++) {
                        statement.setObject(at++, q.on());
                    }
                    statement.setObject(at++, since);
                    statement.setInt(at++, most);
                    at = scope(statement, programme(statement, at, q), q);
                    statement.setBytes(at++, Ids.bytes(after));
                    statement.setObject(at++, q.on());
                    statement.setObject(at++, since);
                    statement.setInt(at++, most);
                    statement.setInt(at, most);
                },
                row -> new Idle(
                        Ids.of(row.getBytes(1)),
                        row.getString(7),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getObject(6, LocalDate.class)));
    }

    private static int programme(PreparedStatement statement, int first, Question q) throws SQLException {
        statement.setString(first, q.programme());
        statement.setString(first + 1, q.programme());
        return first + 2;
    }

    private static int inForce(PreparedStatement statement, int first, Question q) throws SQLException {
        var at = first;
        for (var i = 0; i < 3; i++) {
            statement.setObject(at++, q.on());
        }
        statement.setObject(at++, LocalDateTime.ofInstant(q.end(), ZoneOffset.UTC));
        return programme(statement, at, q);
    }

    private static int scope(PreparedStatement statement, int first, Question q) throws SQLException {
        statement.setString(first, q.visible() + "%");
        statement.setString(first + 1, q.region() + "%");
        return first + 2;
    }

    private static BigDecimal share(long part, long all) {
        return all == 0 ? null : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(all), 4, RoundingMode.HALF_UP);
    }

    @FunctionalInterface
    private interface Binding {
        void to(PreparedStatement statement) throws SQLException;
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> List<T> run(String sql, Binding binding, Reading<T> reading) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            binding.to(select);
            var rows = new ArrayList<T>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(reading.of(row));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("could not report", e);
        }
    }
}
