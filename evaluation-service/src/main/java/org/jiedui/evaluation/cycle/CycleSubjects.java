package org.jiedui.evaluation.cycle;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.time.Ids;
import org.jiedui.evaluation.SubjectRole;
import org.jiedui.evaluation.cycle.AssignmentPolicy.Subject;

/** Who is evaluated in a cycle. */
@ApplicationScoped
public class CycleSubjects {
    private final DataSource database;

    CycleSubjects(DataSource database) {
        this.database = database;
    }

    /** The next subjects, by identifier. */
    public List<Subject> page(UUID cycle, UUID after, int limit) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT subject_id, subject_role, account, region, unit FROM cycle_subject"
                                + " WHERE cycle_id = ? AND subject_id > ? ORDER BY subject_id LIMIT ?")) {
            select.setBytes(1, Ids.bytes(cycle));
            select.setBytes(2, Ids.bytes(after));
            select.setInt(3, limit);
            var subjects = new ArrayList<Subject>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    subjects.add(new Subject(
                            Ids.of(row.getBytes(1)),
                            SubjectRole.valueOf(row.getString(2)),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5)));
                }
            }
            return subjects;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read subjects", e);
        }
    }

    /** How many there are. */
    public long count(UUID cycle) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT COUNT(*) FROM cycle_subject WHERE cycle_id = ?")) {
            select.setBytes(1, Ids.bytes(cycle));
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not count subjects", e);
        }
    }
}
