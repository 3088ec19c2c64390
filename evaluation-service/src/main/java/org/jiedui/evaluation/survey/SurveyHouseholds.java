package org.jiedui.evaluation.survey;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.evaluation.EvaluationProblem;
import org.jiedui.evaluation.SubjectRole;
import org.jiedui.evaluation.cycle.CycleRepository;
import org.jiedui.evaluation.cycle.CycleState;

/**
 * The households of a village that a cycle asks, with whom each is asked about (EV-06): to whom the clerk hands slips, and
 * where the clerk collects. Read from tasks and pairings only, neither from tokens nor from answers, so that it is the same
 * before and after any answer and leads from no token to a household.
 */
@ApplicationScoped
public class SurveyHouseholds {
    private final CycleRepository cycles;
    private final AuditTrail audit;
    private final DataSource database;

    SurveyHouseholds(CycleRepository cycles, AuditTrail audit, DataSource database) {
        this.cycles = cycles;
        this.audit = audit;
        this.database = database;
    }

    /** A household and whom it is asked about. */
    public record Asked(UUID householdId, List<About> about) {}

    /**
     * Somebody whom a household is asked about.
     *
     * @param unit of the subject
     * @param slips how many slips about the subject the household gets: one for each of its pairings
     */
    public record About(UUID subjectId, SubjectRole subjectKind, String unit, int slips) {}

    /** The households by identifier, while the cycle is open; every look is an audit entry. */
    @Transactional
    public List<Asked> of(Caller caller, UUID cycleId, String village) {
        caller.requireCovers(village);
        if (cycles.require(caller, cycleId).state() != CycleState.OPEN) {
            throw EvaluationProblem.CYCLE_NOT_OPEN.problem();
        }
        audit.record(caller, "SURVEY_HOUSEHOLDS_SHOWN", "evaluation-cycle", cycleId, village, Map.of());
        return read(cycleId, village);
    }

    /** What makes a household's task one of several is its pairing, or the household itself where a village is helped. */
    private List<Asked> read(UUID cycle, String village) {
        var found = new LinkedHashMap<UUID, List<About>>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT COALESCE(p.helped_id, e.evaluator) AS household,"
                                + " e.subject_id, e.subject_role, s.unit, COUNT(*) FROM evaluation_task e"
                                + " JOIN cycle_subject s ON s.cycle_id = e.cycle_id AND s.subject_id = e.subject_id"
                                + " LEFT JOIN cycle_pairing p ON p.cycle_id = e.cycle_id AND p.pairing_id = e.evaluator"
                                + " WHERE e.region = ? AND e.cycle_id = ? AND e.path = 'HOUSEHOLD'"
                                + " GROUP BY household, e.subject_id, e.subject_role, s.unit ORDER BY household, e.subject_id")) {
            select.setString(1, village);
            select.setBytes(2, Ids.bytes(cycle));
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.computeIfAbsent(Ids.of(row.getBytes(1)), household -> new ArrayList<>())
                            .add(new About(
                                    Ids.of(row.getBytes(2)),
                                    SubjectRole.valueOf(row.getString(3)),
                                    row.getString(4),
                                    row.getInt(5)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the households of the village", e);
        }
        return found.entrySet().stream()
                .map(entry -> new Asked(entry.getKey(), entry.getValue()))
                .toList();
    }
}
