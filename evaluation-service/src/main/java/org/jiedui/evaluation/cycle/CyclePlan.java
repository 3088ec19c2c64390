package org.jiedui.evaluation.cycle;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jiedui.evaluation.EvaluationPath;
import org.jiedui.evaluation.SubjectRole;

/**
 * Everything by which a cycle is run and scored: pinned at its opening, so that later changes of rules and templates do
 * not touch it.
 *
 * @param templates codes of the templates
 * @param paths who evaluates whom, with which weight and which template version
 * @param figures bands, quota, limits
 */
public record CyclePlan(List<String> templates, List<PlannedPath> paths, ScoringFigures figures) {
    /**
     * One path.
     *
     * @param weight percent of the composite; the paths of a role add up to 100
     * @param mostEvaluators peers per mentor's group, or households per helped village, at most
     * @param assigneeRole who answers where no account does; null for the path's {@link EvaluationPath#office}
     */
    public record PlannedPath(
            SubjectRole subjectRole,
            EvaluationPath path,
            int weight,
            int mostEvaluators,
            UUID templateId,
            String templateCode,
            int templateNumber,
            String assigneeRole) {}

    /**
     * Figures of the scoring rule in force.
     *
     * @param excellentFrom score from which the top band begins; the others likewise
     * @param topQuota share of a unit that may be in the top band, 0–1
     * @param leastMeetings fewer in the period: one band down, where known
     * @param anonymityK answers of served people below which their aggregate is withheld
     * @param raterCorrection share of a rater's distance from the mean that is taken away; 0 or null for no correction
     * @param raterLeastAnswers a rater with fewer is not corrected
     */
    public record ScoringFigures(
            BigDecimal excellentFrom,
            BigDecimal goodFrom,
            BigDecimal qualifiedFrom,
            BigDecimal topQuota,
            int leastMeetings,
            int anonymityK,
            BigDecimal raterCorrection,
            int raterLeastAnswers) {
        /** Whether lenient and strict raters are corrected. */
        public boolean correctsRaters() {
            return raterCorrection != null && raterCorrection.signum() > 0;
        }
    }

    /** The path of a role, if the plan has it. */
    public Optional<PlannedPath> path(SubjectRole role, EvaluationPath path) {
        return paths.stream()
                .filter(p -> p.subjectRole() == role && p.path() == path)
                .findFirst();
    }
}
