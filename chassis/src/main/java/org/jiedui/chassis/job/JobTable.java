package org.jiedui.chassis.job;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.time.Ids;

/**
 * The statements on table {@code job}. Leases are measured by the database's clock alone. Every statement of a run names
 * its owner and epoch, so that it does nothing once the job has changed hands.
 */
@ApplicationScoped
class JobTable {
    private static final String COLUMNS = "id, kind, region, state, parameters, processed, total, result, error_code,"
            + " error_zh, error_en, created_by, created_at, started_at, resumed_at, resumed_from, finished_at";
    private static final String OWN = " WHERE id = ? AND owner = ? AND epoch = ? AND state = 'RUNNING'";

    private final DataSource database;

    JobTable(DataSource database) {
        this.database = database;
    }

    /** A job that this process has just taken. */
    record Claim(Job job, long epoch, int failures, String progress) {}

    void insert(UUID id, String kind, String region, String parameters, String createdBy, boolean held)
            throws SQLException {
        update(
                "INSERT INTO job (id, kind, region, state, due_at, parameters, created_by, created_at)"
                        + " VALUES (?, ?, ?, ?, IF(?, NULL, UTC_TIMESTAMP(6)), ?, ?, UTC_TIMESTAMP(6))",
                Ids.bytes(id),
                kind,
                region,
                (held ? JobState.HELD : JobState.QUEUED).name(),
                held,
                parameters,
                createdBy);
    }

    /** Lets a held job go; false when it is not held. */
    boolean release(UUID id) throws SQLException {
        return update(
                        "UPDATE job SET state = 'QUEUED', due_at = UTC_TIMESTAMP(6) WHERE id = ? AND state = 'HELD'",
                        (Object) Ids.bytes(id))
                == 1;
    }

    /** Identifiers of jobs that wait or whose owner is silent, the longest first, but for those of some kinds. */
    List<UUID> due(int limit, Collection<String> butFor) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT id FROM job WHERE due_at <= UTC_TIMESTAMP(6)"
                        + (butFor.isEmpty() ? "" : " AND kind NOT IN (" + "?,".repeat(butFor.size() - 1) + "?)")
                        + " ORDER BY due_at LIMIT ?")) {
            var at = 1;
            for (var kind : butFor) {
                select.setString(at++, kind);
            }
            select.setInt(at, limit);
            try (var row = select.executeQuery()) {
                var ids = new ArrayList<UUID>();
                while (row.next()) {
                    ids.add(Ids.of(row.getBytes(1)));
                }
                return ids;
            }
        }
    }

    /** Takes a due job; empty when another replica was quicker. */
    Optional<Claim> claim(UUID id, String owner, Duration lease) throws SQLException {
        var taken = update(
                "UPDATE job SET state = 'RUNNING', owner = ?, epoch = epoch + 1, failures = failures + 1,"
                        + " due_at = TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(6)),"
                        + " started_at = COALESCE(started_at, UTC_TIMESTAMP(6)),"
                        + " resumed_at = UTC_TIMESTAMP(6), resumed_from = processed"
                        + " WHERE id = ? AND due_at <= UTC_TIMESTAMP(6)",
                owner,
                lease.toNanos() / 1000,
                Ids.bytes(id));
        if (taken == 0) {
            return Optional.empty();
        }
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT " + COLUMNS + ", epoch, failures, progress FROM job WHERE id = ? AND owner = ?")) {
            select.setBytes(1, Ids.bytes(id));
            select.setString(2, owner);
            try (var row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new Claim(job(row), row.getLong(18), row.getInt(19), row.getString(20)))
                        : Optional.empty();
            }
        }
    }

    /** Renews the lease; false when the job has changed hands. */
    boolean renew(UUID id, String owner, long epoch, Duration lease) throws SQLException {
        return update(
                        "UPDATE job SET due_at = TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(6))" + OWN,
                        lease.toNanos() / 1000,
                        Ids.bytes(id),
                        owner,
                        epoch)
                == 1;
    }

    boolean succeed(UUID id, String owner, long epoch, String result) throws SQLException {
        return update(
                        "UPDATE job SET state = 'SUCCEEDED', result = ?, due_at = NULL, progress = NULL,"
                                + " finished_at = UTC_TIMESTAMP(6)" + OWN,
                        result,
                        Ids.bytes(id),
                        owner,
                        epoch)
                == 1;
    }

    boolean fail(UUID id, String owner, long epoch, String code, String zh, String en) throws SQLException {
        return update(
                        "UPDATE job SET state = 'FAILED', error_code = ?, error_zh = ?, error_en = ?, due_at = NULL,"
                                + " finished_at = UTC_TIMESTAMP(6)" + OWN,
                        code,
                        shortened(zh),
                        shortened(en),
                        Ids.bytes(id),
                        owner,
                        epoch)
                == 1;
    }

    /** Puts a running job back; it may start again after the pause. */
    boolean putBack(UUID id, String owner, long epoch, Duration pause, boolean forgiven) throws SQLException {
        return update(
                        "UPDATE job SET state = 'QUEUED', owner = NULL, failures = GREATEST(failures - ?, 0),"
                                + " due_at = TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(6))" + OWN,
                        forgiven ? 1 : 0,
                        pause.toNanos() / 1000,
                        Ids.bytes(id),
                        owner,
                        epoch)
                == 1;
    }

    boolean cancel(UUID id) throws SQLException {
        return update(
                        "UPDATE job SET state = 'CANCELLED', due_at = NULL, finished_at = UTC_TIMESTAMP(6)"
                                + " WHERE id = ? AND state IN ('HELD', 'QUEUED', 'RUNNING')",
                        (Object) Ids.bytes(id))
                == 1;
    }

    Optional<Job> find(UUID id, String regionPrefix) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT " + COLUMNS + " FROM job WHERE id = ? AND region LIKE CONCAT(?, '%')")) {
            select.setBytes(1, Ids.bytes(id));
            select.setString(2, regionPrefix);
            return list(select).stream().findFirst();
        }
    }

    /** Jobs of a kind, youngest first. */
    List<Job> list(String kind, String regionPrefix, UUID before, int limit) throws SQLException {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT " + COLUMNS + " FROM job WHERE kind = ?"
                        + (before == null ? "" : " AND id < ?") + " AND region LIKE CONCAT(?, '%')"
                        + " ORDER BY id DESC LIMIT ?")) {
            int at = 1;
            select.setString(at++, kind);
            if (before != null) {
                select.setBytes(at++, Ids.bytes(before));
            }
            select.setString(at++, regionPrefix);
            select.setInt(at, limit);
            return list(select);
        }
    }

    private static List<Job> list(PreparedStatement select) throws SQLException {
        try (var row = select.executeQuery()) {
            var jobs = new ArrayList<Job>();
            while (row.next()) {
                jobs.add(job(row));
            }
            return jobs;
        }
    }

    private int update(String sql, Object... values) throws SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setObject(i + 1, values[i]);
            }
            return update.executeUpdate();
        }
    }

    private static Job job(ResultSet row) throws SQLException {
        return new Job(
                Ids.of(row.getBytes(1)),
                row.getString(2),
                row.getString(3),
                JobState.valueOf(row.getString(4)),
                row.getString(5),
                row.getLong(6),
                row.getObject(7, Long.class),
                row.getString(8),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getString(12),
                instant(row, 13),
                instant(row, 14),
                instant(row, 15),
                row.getLong(16),
                instant(row, 17));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, LocalDateTime.class);
        return time == null ? null : time.toInstant(ZoneOffset.UTC);
    }

    private static String shortened(String text) {
        return text == null || text.length() <= 500 ? text : text.substring(0, 500);
    }
}
