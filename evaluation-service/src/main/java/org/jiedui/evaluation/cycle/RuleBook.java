package org.jiedui.evaluation.cycle;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jiedui.evaluation.EvaluationPath;
import org.jiedui.evaluation.SubjectRole;
import org.jiedui.evaluation.cycle.CyclePlan.ScoringFigures;

/** The rules of programmes: who evaluates whom, weights, bands, quota; data with validity. */
@ApplicationScoped
public class RuleBook {
    private final DataSource database;

    RuleBook(DataSource database) {
        this.database = database;
    }

    /** A path in force. */
    record PathRule(
            SubjectRole subjectRole,
            EvaluationPath path,
            int weight,
            String templateCode,
            int mostEvaluators,
            String assigneeRole) {}

    /** Paths in force on the day, in a fixed order; none for an unknown programme. */
    List<PathRule> paths(String programme, LocalDate day) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT subject_role, path, weight, template_code, most_evaluators, assignee_role"
                                + " FROM path_rule WHERE programme = ? AND valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?)"
                                + " ORDER BY subject_role, path")) {
            select.setString(1, programme);
            select.setObject(2, day);
            select.setObject(3, day);
            var rules = new ArrayList<PathRule>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    rules.add(new PathRule(
                            SubjectRole.valueOf(row.getString(1)),
                            EvaluationPath.valueOf(row.getString(2)),
                            row.getInt(3),
                            row.getString(4),
                            row.getInt(5),
                            row.getString(6)));
                }
            }
            return rules;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read path rules", e);
        }
    }

    /** Figures in force on the day. */
    Optional<ScoringFigures> figures(String programme, LocalDate day) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT excellent_from, good_from, qualified_from, top_quota,"
                        + " least_meetings, anonymity_k, rater_correction, rater_least_answers FROM scoring_rule WHERE programme = ? AND valid_from <= ?"
                        + " AND (valid_to IS NULL OR valid_to >= ?) ORDER BY valid_from DESC LIMIT 1")) {
            select.setString(1, programme);
            select.setObject(2, day);
            select.setObject(3, day);
            try (var row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new ScoringFigures(
                                row.getBigDecimal(1),
                                row.getBigDecimal(2),
                                row.getBigDecimal(3),
                                row.getBigDecimal(4),
                                row.getInt(5),
                                row.getInt(6),
                                row.getBigDecimal(7),
                                row.getInt(8)))
                        : Optional.empty();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read scoring rules", e);
        }
    }

    /** Percent of the half-year part in its year, by the rules in force on the day; the year-end part has the rest. */
    public int halfYearWeight(String programme, LocalDate day) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT half_year_weight FROM scoring_rule"
                        + " WHERE programme = ? AND valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?)"
                        + " ORDER BY valid_from DESC LIMIT 1")) {
            select.setString(1, programme);
            select.setObject(2, day);
            select.setObject(3, day);
            try (var row = select.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalStateException("no rules for " + programme + " on " + day);
                }
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read scoring rules", e);
        }
    }

    /**
     * Until the end of the transaction either one opening of the programme is under way ({@code exclusive}) or any number
     * of pairing events are being taken in. So a pairing is either seen by the opening or sees the open cycle.
     */
    void lock(String programme, boolean exclusive) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT 1 FROM scoring_rule WHERE programme = ? " + (exclusive ? "FOR UPDATE" : "FOR SHARE"))) {
            select.setString(1, programme);
            select.executeQuery().close();
        } catch (SQLException e) {
            throw new IllegalStateException("could not lock the programme", e);
        }
    }
}
