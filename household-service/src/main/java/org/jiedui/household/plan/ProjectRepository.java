package org.jiedui.household.plan;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.Codes;

/** Projects of the caller's region. */
@ApplicationScoped
public class ProjectRepository implements PanacheRepositoryBase<Project, UUID> {
    private final DataSource database;

    ProjectRepository(DataSource database) {
        this.database = database;
    }

    /** The caller's projects. */
    public KeysetQuery<Project> list(
            Caller caller,
            String regionPattern,
            List<ProjectKind> kinds,
            List<ProjectState> states,
            List<MeasureCategory> categories,
            UUID fundId) {
        return new KeysetQuery<>("projects", Project.class, Project::id)
                .where("e.region like :visible", Map.of("visible", caller.regionPrefix() + "%"))
                .whereIf("e.region like :below", "below", regionPattern)
                .whereIf("e.kind in :kinds", "kinds", kinds)
                .whereIf("e.state in :states", "states", states)
                .whereIf("e.category in :categories", "categories", categories)
                .whereIf("e.fundId = :fund", "fund", fundId)
                .sortableBy("region", Project::region, text -> text);
    }

    /** One project, or {@code NOT_FOUND}. */
    public Project require(Caller caller, UUID id) {
        return find("id = ?1 and region like ?2", id, caller.regionPrefix() + "%")
                .firstResultOptional()
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /** Writes the share of each household as a measure, as one batch; the ids in the order of the households. */
    List<UUID> share(Project project, Map<UUID, String> households, List<Money> shares, FundsSource source) {
        var ids = new ArrayList<UUID>();
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement(
                        "INSERT INTO measure (id, version, household_id, region,"
                                + " category, title, amount, funds, from_day, to_day, provider, tags, recorded_by, recorded_at,"
                                + " fund_id, project_id, subsidy) VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            var i = 0;
            for (var household : households.entrySet()) {
                var id = Ids.next();
                ids.add(id);
                insert.setBytes(1, Ids.bytes(id));
                insert.setBytes(2, Ids.bytes(household.getKey()));
                insert.setString(3, household.getValue());
                insert.setString(4, project.category().name());
                insert.setString(5, project.name());
                insert.setBigDecimal(6, shares.isEmpty() ? null : shares.get(i).yuan());
                insert.setString(7, source == null ? null : source.name());
                insert.setObject(8, project.from());
                insert.setObject(9, project.to());
                insert.setString(10, project.provider());
                insert.setString(11, Codes.join(project.tags()));
                insert.setString(12, project.recordedBy());
                insert.setObject(
                        13, project.recordedAt().atOffset(ZoneOffset.UTC).toLocalDateTime());
                insert.setBytes(14, project.fundId() == null ? null : Ids.bytes(project.fundId()));
                insert.setBytes(15, Ids.bytes(project.id()));
                insert.setString(
                        16, project.subsidy() == null ? null : project.subsidy().name());
                insert.addBatch();
                i++;
            }
            insert.executeBatch();
        } catch (SQLException e) {
            throw new IllegalStateException("could not share the project out", e);
        }
        return ids;
    }

    /** Replaces who was present on a day; returns how many of them are of the project. */
    int attend(Project project, LocalDate day, Collection<UUID> present, String by, Instant at) {
        try (var connection = database.getConnection()) {
            try (var delete =
                    connection.prepareStatement("DELETE FROM project_attendance WHERE project_id = ? AND day = ?")) {
                delete.setBytes(1, Ids.bytes(project.id()));
                delete.setObject(2, day);
                delete.executeUpdate();
            }
            var of = 0;
            if (!present.isEmpty()) {
                try (var insert = connection.prepareStatement(
                        "INSERT INTO project_attendance (project_id, day, household_id) SELECT project_id, ?, household_id"
                                + " FROM measure WHERE project_id = ? AND cancelled_at IS NULL AND household_id IN (?"
                                + ",?".repeat(present.size() - 1) + ")")) {
                    insert.setObject(1, day);
                    insert.setBytes(2, Ids.bytes(project.id()));
                    var i = 3;
                    for (var household : present) {
                        insert.setBytes(i++, Ids.bytes(household));
                    }
                    of = insert.executeUpdate();
                }
            }
            try (var session = connection.prepareStatement(
                    "INSERT INTO project_session (project_id, day, present, noted_by, noted_at) VALUES (?, ?, ?, ?, ?)"
                            + " ON DUPLICATE KEY UPDATE present = VALUES(present), noted_by = VALUES(noted_by),"
                            + " noted_at = VALUES(noted_at)")) {
                session.setBytes(1, Ids.bytes(project.id()));
                session.setObject(2, day);
                session.setInt(3, of);
                session.setString(4, by);
                session.setObject(5, at.atOffset(ZoneOffset.UTC).toLocalDateTime());
                session.executeUpdate();
            }
            return of;
        } catch (SQLException e) {
            throw new IllegalStateException("could not note the attendance", e);
        }
    }

    /** Those of the households that have, or had, a share of the project. */
    List<UUID> participants(UUID projectId, Collection<UUID> households) {
        return getEntityManager()
                .createQuery(
                        "select m.householdId from Measure m where m.projectId = :project and m.householdId in :ids",
                        UUID.class)
                .setParameter("project", projectId)
                .setParameter("ids", households)
                .getResultList();
    }

    /** A day of a training class and how many households were present. */
    public record Session(LocalDate day, int present) {}

    /** Days of a training class, in their order. */
    public List<Session> sessions(UUID projectId) {
        var sessions = new ArrayList<Session>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT day, present FROM project_session WHERE project_id = ? ORDER BY day")) {
            select.setBytes(1, Ids.bytes(projectId));
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    sessions.add(new Session(row.getObject(1, LocalDate.class), row.getInt(2)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the sessions", e);
        }
        return sessions;
    }

    /** On how many days each of these households was present; one query. */
    public Map<UUID, Integer> attended(UUID projectId, Collection<UUID> households) {
        var found = new HashMap<UUID, Integer>();
        if (households.isEmpty()) {
            return found;
        }
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT household_id, COUNT(*) FROM project_attendance"
                        + " WHERE project_id = ? AND household_id IN (?" + ",?".repeat(households.size() - 1)
                        + ") GROUP BY household_id")) {
            select.setBytes(1, Ids.bytes(projectId));
            var i = 2;
            for (var household : households) {
                select.setBytes(i++, Ids.bytes(household));
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.put(Ids.of(row.getBytes(1)), row.getInt(2));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the attendance", e);
        }
        return found;
    }
}
