package org.jiedui.evaluation.cycle;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jiedui.chassis.database.RowInsert;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.evaluation.EvaluationEvent;
import org.jiedui.evaluation.EvaluationPath;
import org.jiedui.evaluation.SubjectRole;
import org.jiedui.evaluation.cycle.AssignmentPolicy.Assignment;
import org.jiedui.evaluation.cycle.AssignmentPolicy.Key;
import org.jiedui.evaluation.cycle.AssignmentPolicy.Subject;

/**
 * Makes the tasks of a cycle from the projection of pairings, in sets of {@value #HELPERS} helpers: what a set needs is
 * read with four statements, one more each for villages and sending units, and written with three batches. Idempotent: only what is missing is made and announced. Runs
 * in the caller's transaction.
 */
@ApplicationScoped
public class TaskGeneration {
    /** Helpers of one set. */
    static final int HELPERS = 200;

    private static final List<String> TASK = List.of(
            "id",
            "cycle_id",
            "subject_id",
            "subject_role",
            "path",
            "evaluator",
            "account",
            "assignee_role",
            "region",
            "due",
            "created_at",
            "version");

    private final DataSource database;
    private final PairingFacts facts;
    private final HelperUnits units;
    private final Outbox outbox;
    private final TimeSource time;

    TaskGeneration(DataSource database, PairingFacts facts, HelperUnits units, Outbox outbox, TimeSource time) {
        this.database = database;
        this.facts = facts;
        this.units = units;
        this.outbox = outbox;
        this.time = time;
    }

    /**
     * Makes what is missing for the next set of helpers.
     *
     * @return the helpers of the set, none at the end
     */
    List<UUID> next(Cycle cycle, UUID after) {
        var helpers = facts.helpers(cycle, after, HELPERS);
        if (!helpers.isEmpty()) {
            of(cycle, helpers);
        }
        return helpers;
    }

    /** Makes what is missing for the pairings of these helpers; returns how many tasks were made. */
    int of(Cycle cycle, Collection<UUID> helpers) {
        var byHelper = new LinkedHashMap<UUID, List<PairingFact>>();
        for (var fact : facts.active(cycle, helpers)) {
            byHelper.computeIfAbsent(fact.helperId(), h -> new ArrayList<>()).add(fact);
        }
        if (byHelper.isEmpty()) {
            return 0;
        }
        try (var connection = database.getConnection()) {
            notePairings(connection, cycle, byHelper.values());
            var subjects = subjects(connection, cycle, byHelper.values());
            var wanted = new LinkedHashMap<Key, Assignment>();
            var around = around(cycle, byHelper);
            for (var group : byHelper.values()) {
                AssignmentPolicy.tasks(cycle.plan(), group, subjects, around)
                        .forEach(t -> wanted.putIfAbsent(t.key(), t));
            }
            var present = present(connection, cycle, subjects.keySet());
            wanted.keySet().removeAll(present.keys());
            // a village's households are drawn once
            wanted.values()
                    .removeIf(t -> t.subject().role() == SubjectRole.TEAM
                            && t.path() == EvaluationPath.HOUSEHOLD
                            && present.drawn().contains(new Draw(t.subject().id(), t.region())));
            insert(connection, cycle, wanted.values());
            return wanted.size();
        } catch (SQLException e) {
            throw new IllegalStateException("could not make tasks", e);
        }
    }

    private AssignmentPolicy.Surroundings around(Cycle cycle, Map<UUID, List<PairingFact>> byHelper) {
        var villages = byHelper.values().stream()
                .flatMap(List::stream)
                .filter(fact -> fact.helpedKind().equals("VILLAGE"))
                .map(PairingFact::helpedRegion)
                .collect(Collectors.toSet());
        return new AssignmentPolicy.Surroundings(
                villages.isEmpty() || !asks(cycle, EvaluationPath.HOUSEHOLD) ? Map.of() : facts.served(cycle, villages),
                asks(cycle, EvaluationPath.SENDING_UNIT) ? units.of(byHelper.keySet()) : Map.of());
    }

    private static boolean asks(Cycle cycle, EvaluationPath path) {
        return cycle.plan().paths().stream().anyMatch(p -> p.path() == path);
    }

    private static void notePairings(Connection connection, Cycle cycle, Collection<List<PairingFact>> groups)
            throws SQLException {
        var insert = new RowInsert(
                connection,
                "cycle_pairing",
                List.of("cycle_id", "pairing_id", "helper_id", "helped_id", "period_from"),
                "ON DUPLICATE KEY UPDATE cycle_id = cycle_id");
        for (var group : groups) {
            for (var fact : group) {
                insert.add(cycle.id(), fact.id(), fact.helperId(), fact.helpedId(), cycle.periodFrom());
            }
        }
        insert.write();
    }

    private static Map<UUID, Subject> subjects(Connection connection, Cycle cycle, Collection<List<PairingFact>> groups)
            throws SQLException {
        var wanted = new LinkedHashMap<UUID, Subject>();
        for (var group : groups) {
            AssignmentPolicy.subjects(cycle.plan(), group).forEach(s -> wanted.putIfAbsent(s.id(), s));
        }
        if (wanted.isEmpty()) {
            return Map.of();
        }
        var present = new HashMap<UUID, Subject>();
        try (var select = connection.prepareStatement(
                "SELECT subject_id, subject_role, account, region, unit FROM cycle_subject WHERE cycle_id = ?"
                        + " AND subject_id IN (" + "?,".repeat(wanted.size() - 1) + "?)")) {
            var i = 1;
            select.setBytes(i++, Ids.bytes(cycle.id()));
            for (var id : wanted.keySet()) {
                select.setBytes(i++, Ids.bytes(id));
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var id = Ids.of(row.getBytes(1));
                    present.put(
                            id,
                            new Subject(
                                    id,
                                    SubjectRole.valueOf(row.getString(2)),
                                    row.getString(3),
                                    row.getString(4),
                                    row.getString(5)));
                }
            }
        }
        var insert = new RowInsert(
                connection,
                "cycle_subject",
                List.of("cycle_id", "subject_id", "subject_role", "account", "region", "unit"));
        for (var subject : wanted.values()) {
            if (present.putIfAbsent(subject.id(), subject) == null) {
                insert.add(
                        cycle.id(),
                        subject.id(),
                        subject.role().name(),
                        subject.account(),
                        subject.region(),
                        subject.unit());
            }
        }
        insert.write();
        return present;
    }

    /** The households of a village about one subject. */
    private record Draw(UUID subject, String region) {}

    private record Present(Set<Key> keys, Set<Draw> drawn) {}

    private static Present present(Connection connection, Cycle cycle, Set<UUID> subjects) throws SQLException {
        if (subjects.isEmpty()) {
            return new Present(Set.of(), Set.of());
        }
        try (var select = connection.prepareStatement("SELECT subject_id, path, evaluator, region FROM evaluation_task"
                + " WHERE cycle_id = ? AND subject_id IN (" + "?,".repeat(subjects.size() - 1) + "?)")) {
            var i = 1;
            select.setBytes(i++, Ids.bytes(cycle.id()));
            for (var id : subjects) {
                select.setBytes(i++, Ids.bytes(id));
            }
            var present = new Present(new HashSet<>(), new HashSet<>());
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var subject = Ids.of(row.getBytes(1));
                    var path = EvaluationPath.valueOf(row.getString(2));
                    present.keys().add(new Key(subject, path, Ids.of(row.getBytes(3))));
                    if (path == EvaluationPath.HOUSEHOLD) {
                        present.drawn().add(new Draw(subject, row.getString(4)));
                    }
                }
            }
            return present;
        }
    }

    private void insert(Connection connection, Cycle cycle, Collection<Assignment> tasks) throws SQLException {
        var now = time.now().atOffset(ZoneOffset.UTC).toLocalDateTime();
        var events = new ArrayList<EvaluationEvent>(tasks.size());
        var insert = new RowInsert(connection, "evaluation_task", TASK);
        for (var task : tasks) {
            var id = Ids.next();
            insert.add(
                    id,
                    cycle.id(),
                    task.subject().id(),
                    task.subject().role().name(),
                    task.path().name(),
                    task.evaluator(),
                    task.account(),
                    task.assigneeRole(),
                    task.region(),
                    cycle.due(),
                    now,
                    0L);
            events.add(new EvaluationEvent.TaskAssigned(
                    id,
                    cycle.id(),
                    task.region(),
                    task.path(),
                    task.account(),
                    task.assigneeRole(),
                    task.subject().role(),
                    task.subject().id(),
                    cycle.due()));
        }
        insert.write();
        outbox.append(events);
    }

    /** Gives the tasks about these subjects that end earlier the cycle's last day, as one statement over their range. */
    void postpone(Cycle cycle, UUID first, UUID last) {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("UPDATE evaluation_task SET due = ?, version = version + 1"
                        + " WHERE cycle_id = ? AND subject_id BETWEEN ? AND ? AND due < ?")) {
            update.setObject(1, cycle.due());
            update.setBytes(2, Ids.bytes(cycle.id()));
            update.setBytes(3, Ids.bytes(first));
            update.setBytes(4, Ids.bytes(last));
            update.setObject(5, cycle.due());
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not postpone tasks", e);
        }
    }

    /** Makes the pairings of a cancelled cycle free for another one. */
    void free(Cycle cycle) {
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement("DELETE FROM cycle_pairing WHERE cycle_id = ?")) {
            delete.setBytes(1, Ids.bytes(cycle.id()));
            delete.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not free the pairings", e);
        }
    }

    /** Identifiers of the pairings of each subject in the cycle. */
    public Map<UUID, List<UUID>> pairings(UUID cycle, Collection<UUID> subjects) {
        if (subjects.isEmpty()) {
            return Map.of();
        }
        var some = "?,".repeat(subjects.size() - 1) + "?";
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT helper_id, pairing_id FROM cycle_pairing WHERE cycle_id = ? AND helper_id IN (" + some
                                + ") UNION SELECT helped_id, pairing_id FROM cycle_pairing WHERE cycle_id = ?"
                                + " AND helped_id IN (" + some + ") ORDER BY 2")) {
            var i = 1;
            for (var half = 0; half < 2; half++) {
                select.setBytes(i++, Ids.bytes(cycle));
                for (var id : subjects) {
                    select.setBytes(i++, Ids.bytes(id));
                }
            }
            var found = new ArrayList<Map.Entry<UUID, UUID>>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.add(Map.entry(Ids.of(row.getBytes(1)), Ids.of(row.getBytes(2))));
                }
            }
            return found.stream()
                    .collect(Collectors.groupingBy(
                            Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the pairings of subjects", e);
        }
    }
}
