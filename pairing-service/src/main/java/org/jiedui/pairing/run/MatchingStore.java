package org.jiedui.pairing.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.job.JobState;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.pairing.matching.plan.MatchingPlan;
import org.jiedui.pairing.pairing.PairingProposal;
import org.jiedui.pairing.pairing.SideKind;

/** Runs and their lines; takes part in the caller's transaction. */
@ApplicationScoped
public class MatchingStore {
    private static final String COLUMNS =
            "m.id, m.version, m.region, m.programme, m.role, m.state, j.state, j.error_code, m.first_day, m.last_day,"
                    + " m.request, m.value, m.bound, m.optimal, m.places, m.matched, m.kept, m.changed, m.fresh, m.what_if, m.publication,"
                    + " p.state, p.error_code, m.created_by, m.created_at, m.updated_at, m.reasons";

    private static final String TABLES =
            " FROM matching m JOIN job j ON j.id = m.id LEFT JOIN job p ON p.id = m.publication";

    /** Lines that are forgotten at once. */
    private static final int PIECE = 5_000;

    /** What became of a line is told once: who comes later was overtaken. */
    private static final String FIRST_OUTCOME = " AND pairing_id IS NULL AND refusal IS NULL";

    private final DataSource database;
    private final ObjectMapper mapper;
    private final TimeSource time;

    MatchingStore(DataSource database, ObjectMapper mapper, TimeSource time) {
        this.database = database;
        this.mapper = mapper;
        this.time = time;
    }

    /**
     * Whether a run that is under way covers the region or a part of it; holds the province's gate until the end of the
     * transaction, so that only one can find the way free.
     */
    boolean underWay(String region) {
        try (var connection = database.getConnection()) {
            var province = region.substring(0, 2);
            // locks the row for writing at once: a shared lock first, as of INSERT IGNORE, would let two starts
            // deadlock
            try (var lock = connection.prepareStatement("INSERT INTO matching_gate (province) VALUES (?)"
                    + " ON DUPLICATE KEY UPDATE province = VALUES(province)")) {
                lock.setString(1, province);
                lock.executeUpdate();
            }
            try (var select = connection.prepareStatement("SELECT 1 FROM matching m JOIN job j ON j.id = m.id"
                    + " WHERE m.state = 'SEARCHING' AND j.state IN ('QUEUED','RUNNING')"
                    + " AND (m.region LIKE CONCAT(?, '%') OR ? LIKE CONCAT(m.region, '%')) LIMIT 1")) {
                select.setString(1, region);
                select.setString(2, region);
                try (var row = select.executeQuery()) {
                    return row.next();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not look for runs", e);
        }
    }

    void insert(UUID id, Order order, String account) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("INSERT INTO matching (id, version, region, programme, role,"
                        + " state, first_day, last_day, request, based_on, optimal, places, matched, kept, created_by,"
                        + " created_at, updated_at) VALUES (?,0,?,?,?,'SEARCHING',?,?,?,?,0,0,0,0,?,?,?)")) {
            insert.setBytes(1, Ids.bytes(id));
            insert.setString(2, order.region());
            insert.setString(3, order.programme());
            insert.setString(4, order.role());
            insert.setObject(5, order.from());
            insert.setObject(6, order.to());
            insert.setString(7, mapper.writeValueAsString(order));
            insert.setBytes(8, order.basedOn() == null ? null : Ids.bytes(order.basedOn()));
            insert.setString(9, account);
            insert.setObject(10, now());
            insert.setObject(11, now());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not store the run", e);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private LocalDateTime now() {
        return time.now().atOffset(ZoneOffset.UTC).toLocalDateTime();
    }

    /** The run when it lies below the prefix. */
    public Optional<Matching> find(UUID id, String regionPrefix) {
        return query("SELECT " + COLUMNS + TABLES + " WHERE m.id = ? AND m.region LIKE CONCAT(?, '%')", statement -> {
                    statement.setBytes(1, Ids.bytes(id));
                    statement.setString(2, regionPrefix);
                })
                .stream()
                .findFirst();
    }

    /** Runs below the prefix, youngest first. */
    public List<Matching> list(String regionPrefix, String region, UUID before, int limit) {
        return query(
                "SELECT " + COLUMNS + TABLES + " WHERE m.region LIKE CONCAT(?, '%')"
                        + " AND m.region LIKE CONCAT(?, '%')"
                        + (before == null ? "" : " AND m.id < ?") + " ORDER BY m.id DESC LIMIT " + limit,
                statement -> {
                    statement.setString(1, regionPrefix);
                    statement.setString(2, region == null ? "" : region);
                    if (before != null) {
                        statement.setBytes(3, Ids.bytes(before));
                    }
                });
    }

    /** Which lines are asked for. */
    public enum Which {
        ALL(""),
        OPEN(" AND helper_id IS NULL"),
        PAIRED(" AND helper_id IS NOT NULL"),
        /** Refused by the publication. */
        REFUSED(" AND refusal IS NOT NULL"),
        /** Pairs of which the publication has made nothing yet. */
        WAITING(" AND helper_id IS NOT NULL AND pairing_id IS NULL AND refusal IS NULL"),
        /** Those of them that begin a pairing. */
        BEGINNING(WAITING.condition + " AND kind = 'NEW'"),
        /** Those of them that give a present pairing another helper. */
        CHANGING(WAITING.condition + " AND kind = 'CHANGED'");

        private final String condition;

        Which(String condition) {
            this.condition = condition;
        }
    }

    /** What the publication has made so far. */
    public record Outcomes(int published, int refused, int waiting) {}

    /** How many pairs of a run became pairings, were refused, or wait. */
    public Outcomes outcomes(UUID id) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT COUNT(pairing_id), COUNT(refusal), COUNT(*)"
                        + " FROM matching_line WHERE matching_id = ? AND helper_id IS NOT NULL")) {
            select.setBytes(1, Ids.bytes(id));
            try (var row = select.executeQuery()) {
                row.next();
                return new Outcomes(row.getInt(1), row.getInt(2), row.getInt(3) - row.getInt(1) - row.getInt(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not count outcomes", e);
        }
    }

    /** Lines of a run by number, after a number. */
    public List<Matching.Line> lines(UUID id, int after, Which which, int limit) {
        try (var connection = database.getConnection();
                var select =
                        connection.prepareStatement("SELECT number, region, household_id, helper_id, score, locked,"
                                + " explanation, kind, present_id, pairing_id, refusal,"
                                + " EXISTS (SELECT 1 FROM organisation o WHERE o.id = matching_line.helper_id)"
                                + " FROM matching_line WHERE matching_id = ? AND number >"
                                + " ?"
                                + which.condition
                                + " ORDER BY number LIMIT " + limit)) {
            select.setBytes(1, Ids.bytes(id));
            select.setInt(2, after);
            var lines = new ArrayList<Matching.Line>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var helper = id(row, 4);
                    lines.add(new Matching.Line(
                            row.getInt(1),
                            row.getString(2),
                            Ids.of(row.getBytes(3)),
                            helper == null ? null : row.getBoolean(12) ? SideKind.TEAM : SideKind.PERSON,
                            helper,
                            row.getObject(5, Integer.class),
                            row.getBoolean(6),
                            row.getString(7),
                            MatchingPlan.Kind.valueOf(row.getString(8)),
                            id(row, 9),
                            id(row, 10),
                            row.getString(11)));
                }
            }
            return lines;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read lines", e);
        }
    }

    /** Says how far the search is. */
    void progress(UUID id, Long value, Long bound) {
        update(
                "UPDATE matching SET value = ?, bound = ?, updated_at = ? WHERE id = ?",
                value,
                bound,
                now(),
                Ids.bytes(id));
    }

    /** Stores the proposal. */
    void propose(
            UUID id,
            long value,
            long bound,
            int places,
            int matched,
            int kept,
            int changed,
            int fresh,
            String whatIf,
            List<Matching.Line> lines) {
        try (var connection = database.getConnection()) {
            // a job that is done again after a crash begins with nothing
            try (var delete = connection.prepareStatement("DELETE FROM matching_line WHERE matching_id = ?")) {
                delete.setBytes(1, Ids.bytes(id));
                delete.executeUpdate();
            }
            insertLines(connection, id, lines);
        } catch (SQLException e) {
            throw new IllegalStateException("could not store the proposal", e);
        }
        update(
                "UPDATE matching SET state = 'PROPOSED', version = version + 1, value = ?, bound = ?, optimal = ?,"
                        + " places = ?, matched = ?, kept = ?, changed = ?, fresh = ?, what_if = ?, updated_at = ? WHERE id = ?",
                value,
                bound,
                value == bound,
                places,
                matched,
                kept,
                changed,
                fresh,
                whatIf,
                now(),
                Ids.bytes(id));
    }

    /** Puts the proposal away that another one follows, unless somebody has published it meanwhile. */
    void replaced(UUID id) {
        update(
                "UPDATE matching SET state = 'DROPPED', version = version + 1, updated_at = ?"
                        + " WHERE id = ? AND state = 'PROPOSED'",
                now(),
                Ids.bytes(id));
    }

    /** Forgets the lines of proposals that were put away before; in pieces, each with a transaction of its own. */
    void forget(Instant putAwayBefore) {
        for (var id : putAway(putAwayBefore)) {
            while (update("DELETE FROM matching_line WHERE matching_id = ? LIMIT " + PIECE, Ids.bytes(id)) == PIECE) {
                // the next piece
            }
        }
    }

    private List<UUID> putAway(Instant before) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT m.id FROM matching m WHERE m.state = 'DROPPED' AND m.updated_at < ?"
                                + " AND EXISTS (SELECT 1 FROM matching_line l WHERE l.matching_id = m.id) LIMIT 100")) {
            select.setObject(1, before.atOffset(ZoneOffset.UTC).toLocalDateTime());
            var ids = new ArrayList<UUID>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    ids.add(Ids.of(row.getBytes(1)));
                }
            }
            return ids;
        } catch (SQLException e) {
            throw new IllegalStateException("could not look for old proposals", e);
        }
    }

    /** Says why the search was refused. */
    void refused(UUID id, List<Reason> reasons) {
        try {
            update("UPDATE matching SET reasons = ? WHERE id = ?", mapper.writeValueAsString(reasons), Ids.bytes(id));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void insertLines(Connection connection, UUID id, List<Matching.Line> lines) throws SQLException {
        try (var insert = connection.prepareStatement(
                "INSERT INTO matching_line (matching_id, number, region,"
                        + " household_id, helper_id, score, locked, explanation, kind, present_id, pairing_id) VALUES (?,?,?,?,?,?,?,?,?,?,?)")) {
            var waiting = 0;
            for (var line : lines) {
                insert.setBytes(1, Ids.bytes(id));
                insert.setInt(2, line.number());
                insert.setString(3, line.region());
                insert.setBytes(4, Ids.bytes(line.household()));
                insert.setBytes(5, line.helper() == null ? null : Ids.bytes(line.helper()));
                insert.setObject(6, line.score());
                insert.setBoolean(7, line.locked());
                insert.setString(8, line.explanation());
                insert.setString(9, line.kind().name());
                insert.setBytes(10, line.present() == null ? null : Ids.bytes(line.present()));
                insert.setBytes(11, line.pairing() == null ? null : Ids.bytes(line.pairing()));
                insert.addBatch();
                if (++waiting == 1_000) {
                    insert.executeBatch();
                    waiting = 0;
                }
            }
            insert.executeBatch();
        }
    }

    /** Moves the run to another state; false when somebody else was faster. */
    boolean move(UUID id, long version, Matching.State to, UUID publication) {
        return update(
                        "UPDATE matching SET state = ?, version = version + 1, publication = COALESCE(?, publication),"
                                + " updated_at = ? WHERE id = ? AND version = ?",
                        to.name(),
                        publication == null ? null : Ids.bytes(publication),
                        now(),
                        Ids.bytes(id),
                        version)
                == 1;
    }

    void published(UUID id) {
        update(
                "UPDATE matching SET state = 'PUBLISHED', version = version + 1, updated_at = ?"
                        + " WHERE id = ? AND state = 'PUBLISHING'",
                now(),
                Ids.bytes(id));
    }

    /** Stores what became of these lines, one outcome a line. */
    void outcomes(UUID id, List<Matching.Line> lines, List<PairingProposal.Outcome> outcomes) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(
                        "UPDATE matching_line SET pairing_id = ?, refusal = ? WHERE matching_id = ? AND number = ?"
                                + FIRST_OUTCOME)) {
            for (var k = 0; k < lines.size(); k++) {
                var outcome = outcomes.get(k);
                var refused = outcome.refusal() != null;
                update.setBytes(1, refused ? null : Ids.bytes(outcome.pairing().id()));
                update.setString(2, refused ? outcome.refusal().type().name() : null);
                update.setBytes(3, Ids.bytes(id));
                update.setInt(4, lines.get(k).number());
                update.addBatch();
            }
            update.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("could not store outcomes", e);
        }
    }

    /** Stores what became of one line: a pairing, or the code of a refusal. */
    void outcome(UUID id, int number, UUID pairing, String refusal) {
        update(
                "UPDATE matching_line SET pairing_id = ?, refusal = ? WHERE matching_id = ? AND number = ?"
                        + FIRST_OUTCOME,
                pairing == null ? null : Ids.bytes(pairing),
                refusal,
                Ids.bytes(id),
                number);
    }

    /** The proposed helpers of a run by household, in the order of their places. */
    Map<UUID, List<UUID>> proposed(UUID id) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT household_id, helper_id FROM matching_line"
                        + " WHERE matching_id = ? AND helper_id IS NOT NULL ORDER BY number")) {
            select.setBytes(1, Ids.bytes(id));
            var proposed = new HashMap<UUID, List<UUID>>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    proposed.computeIfAbsent(Ids.of(row.getBytes(1)), k -> new ArrayList<>())
                            .add(Ids.of(row.getBytes(2)));
                }
            }
            return proposed;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the proposal", e);
        }
    }

    private int update(String sql, Object... values) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(sql)) {
            for (var k = 0; k < values.length; k++) {
                update.setObject(k + 1, values[k]);
            }
            return update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not store the run", e);
        }
    }

    @FunctionalInterface
    private interface Binding {
        void to(java.sql.PreparedStatement statement) throws SQLException;
    }

    private List<Matching> query(String sql, Binding binding) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            binding.to(select);
            var found = new ArrayList<Matching>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.add(read(row));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read runs", e);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UUID id(ResultSet row, int column) throws SQLException {
        var bytes = row.getBytes(column);
        return bytes == null ? null : Ids.of(bytes);
    }

    private Matching read(ResultSet row) throws SQLException, JsonProcessingException {
        return new Matching(
                Ids.of(row.getBytes(1)),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Matching.State.valueOf(row.getString(6)),
                JobState.valueOf(row.getString(7)),
                row.getString(8),
                row.getObject(9, LocalDate.class),
                row.getObject(10, LocalDate.class),
                mapper.readValue(row.getString(11), Order.class),
                row.getObject(12, Long.class),
                row.getObject(13, Long.class),
                row.getBoolean(14),
                row.getInt(15),
                row.getInt(16),
                row.getInt(17),
                row.getInt(18),
                row.getInt(19),
                row.getString(20),
                id(row, 21),
                row.getString(22) == null ? null : JobState.valueOf(row.getString(22)),
                row.getString(23),
                row.getString(24),
                row.getObject(25, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                row.getObject(26, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                row.getString(27) == null ? List.of() : List.of(mapper.readValue(row.getString(27), Reason[].class)));
    }
}
