package org.jiedui.household.quality;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.database.RowInsert;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.quality.QualityPolicy.Found;

/**
 * Brings the stored findings in step with what the rules find, set-based, in the running transaction. The unique key of
 * household, rule and subject keeps a finding single under any concurrency.
 */
@ApplicationScoped
class QualityFindings {
    private static final List<String> COLUMNS = List.of(
            "id",
            "version",
            "household_id",
            "household_number",
            "region",
            "rule",
            "subject",
            "severity",
            "state",
            "office",
            "due",
            "found_at",
            "times");
    private static final String REOPEN =
            "UPDATE quality_finding SET version = version + 1, state = 'OPEN', severity = ?,"
                    + " region = ?, office = ?, assignee = NULL, due = ?, found_at = ?, times = times + 1, resolved_at = NULL,"
                    + " waived_until = NULL, waiver_reason = NULL, waived_by = NULL WHERE id = ? AND version = ?";
    private static final String RESOLVE = "UPDATE quality_finding SET version = version + 1, state = 'RESOLVED',"
            + " resolved_at = ? WHERE id = ? AND version = ?";
    private static final String MOVE = "UPDATE quality_finding SET version = version + 1, severity = ?, region = ?,"
            + " office = ? WHERE id = ? AND version = ?";

    private final DataSource database;
    private final QualitySeverities severities;
    private final QualityConfig config;
    private final TimeSource time;

    QualityFindings(DataSource database, QualitySeverities severities, QualityConfig config, TimeSource time) {
        this.database = database;
        this.severities = severities;
        this.config = config;
        this.time = time;
    }

    /** What was asked of one household and found. */
    record Verdict(QualityFacts facts, List<Found> found) {}

    /** What became of the findings: those that were not open before, and how many were resolved. */
    record Outcome(List<Opened> opened, int resolved) {}

    /** A finding that was not there before, or resolved, or no longer waived. */
    record Opened(QualityFacts facts, Found found) {}

    private record Key(UUID household, String rule, UUID subject) {}

    private record Stored(UUID id, long version, String state, String severity, String region, LocalDate waivedUntil) {}

    /**
     * Opens, re-opens and resolves.
     *
     * @param asked the rules that were asked: findings of others stay as they are
     */
    Outcome keep(Collection<Verdict> verdicts, Set<QualityRule> asked) {
        return keep(verdicts, asked, false);
    }

    /** The same of households that the running transaction registered, of which nothing was found before. */
    Outcome keepFirst(Collection<Verdict> verdicts, Set<QualityRule> asked) {
        return keep(verdicts, asked, true);
    }

    private Outcome keep(Collection<Verdict> verdicts, Set<QualityRule> asked, boolean first) {
        if (verdicts.isEmpty()) {
            return new Outcome(List.of(), 0);
        }
        try (var connection = database.getConnection()) {
            return keep(connection, verdicts, asked, first ? new HashMap<>() : stored(connection, verdicts));
        } catch (SQLException e) {
            throw new IllegalStateException("could not keep findings", e);
        }
    }

    private Outcome keep(
            Connection connection, Collection<Verdict> verdicts, Set<QualityRule> asked, Map<Key, Stored> stored)
            throws SQLException {
        var today = time.today();
        var now = time.now();
        var opened = new ArrayList<Opened>();
        var resolved = 0;
        var insert = new RowInsert(connection, "quality_finding", COLUMNS, "ON DUPLICATE KEY UPDATE id = id");
        try (var reopen = connection.prepareStatement(REOPEN);
                var resolve = connection.prepareStatement(RESOLVE);
                var move = connection.prepareStatement(MOVE)) {
            var reopens = 0;
            var moves = 0;
            for (var verdict : verdicts) {
                var facts = verdict.facts();
                for (var found : verdict.found()) {
                    var severity = severities.of(found.rule());
                    var due =
                            today.plusDays(severity == QualitySeverity.BLOCK ? config.blockDays() : config.warnDays());
                    var office = found.rule().group().office(facts.region());
                    var old = stored.remove(
                            new Key(facts.householdId(), found.rule().name(), found.subject()));
                    if (old == null) {
                        opened.add(new Opened(facts, found));
                        insert.add(
                                Ids.next(),
                                0,
                                facts.householdId(),
                                facts.householdNumber(),
                                facts.region(),
                                found.rule().name(),
                                found.subject(),
                                severity.name(),
                                "OPEN",
                                office,
                                due,
                                now,
                                1);
                    } else if (old.state().equals("RESOLVED")
                            || old.state().equals("WAIVED") && old.waivedUntil().isBefore(today)) {
                        opened.add(new Opened(facts, found));
                        reopen.setString(1, severity.name());
                        reopen.setString(2, facts.region());
                        reopen.setString(3, office);
                        reopen.setObject(4, due);
                        reopen.setObject(5, utc(now));
                        reopen.setBytes(6, Ids.bytes(old.id()));
                        reopen.setLong(7, old.version());
                        reopen.addBatch();
                        reopens++;
                    } else if (!old.region().equals(facts.region())
                            || !old.severity().equals(severity.name())) {
                        move.setString(1, severity.name());
                        move.setString(2, facts.region());
                        move.setString(3, office);
                        move.setBytes(4, Ids.bytes(old.id()));
                        move.setLong(5, old.version());
                        move.addBatch();
                        moves++;
                    }
                }
            }
            var names = new java.util.HashSet<String>();
            asked.forEach(rule -> names.add(rule.name()));
            for (var left : stored.entrySet()) {
                if (!left.getValue().state().equals("RESOLVED")
                        && (names.contains(left.getKey().rule())
                                || switchedOff(left.getKey().rule()))) {
                    resolve.setObject(1, utc(now));
                    resolve.setBytes(2, Ids.bytes(left.getValue().id()));
                    resolve.setLong(3, left.getValue().version());
                    resolve.addBatch();
                    resolved++;
                }
            }
            insert.write();
            if (reopens > 0) {
                reopen.executeBatch();
            }
            if (moves > 0) {
                move.executeBatch();
            }
            if (resolved > 0) {
                resolve.executeBatch();
            }
        }
        return new Outcome(opened, resolved);
    }

    /** The faults of a household that are open or waived. */
    Set<Found> known(UUID household) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT rule, subject FROM quality_finding"
                        + " WHERE household_id = ? AND state IN ('OPEN', 'WAIVED')")) {
            select.setBytes(1, Ids.bytes(household));
            var known = new java.util.HashSet<Found>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var name = row.getString(1);
                    var subject = Ids.of(row.getBytes(2));
                    severities.active().stream()
                            .filter(rule -> rule.name().equals(name))
                            .forEach(rule -> known.add(new Found(rule, subject)));
                }
            }
            return known;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read findings", e);
        }
    }

    /** Findings of rules that are no longer asked are over. */
    private boolean switchedOff(String rule) {
        try {
            return severities.of(QualityRule.valueOf(rule)) == QualitySeverity.OFF;
        } catch (IllegalArgumentException gone) {
            return true;
        }
    }

    private static Map<Key, Stored> stored(Connection connection, Collection<Verdict> verdicts) throws SQLException {
        var found = new HashMap<Key, Stored>();
        try (var select =
                connection.prepareStatement("SELECT household_id, rule, subject, id, version, state, severity,"
                        + " region, waived_until FROM quality_finding FORCE INDEX (quality_finding_once)"
                        + " WHERE household_id IN ("
                        + "?,".repeat(verdicts.size() - 1) + "?)")) {
            var i = 1;
            for (var verdict : verdicts) {
                select.setBytes(i++, Ids.bytes(verdict.facts().householdId()));
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.put(
                            new Key(Ids.of(row.getBytes(1)), row.getString(2), Ids.of(row.getBytes(3))),
                            new Stored(
                                    Ids.of(row.getBytes(4)),
                                    row.getLong(5),
                                    row.getString(6),
                                    row.getString(7),
                                    row.getString(8),
                                    row.getObject(9, LocalDate.class)));
                }
            }
        }
        return found;
    }

    private static Object utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalDateTime();
    }
}
