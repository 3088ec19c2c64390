package org.jiedui.evaluation.survey;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.evaluation.EvaluationProblem;
import org.jiedui.evaluation.cycle.CycleRepository;
import org.jiedui.evaluation.cycle.CycleState;

/**
 * Issues tokens for a village (EV-06): one slip for each household and helper that has none yet, at most
 * {@value #MOST_SLIPS} at once. From then on the village's clerk collects with slips too, so that no household counts twice.
 */
@ApplicationScoped
public class SurveyIssue {
    private static final int MOST_SLIPS = 1000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final CycleRepository cycles;
    private final SurveyTokens tokens;
    private final AuditTrail audit;
    private final TimeSource time;

    SurveyIssue(CycleRepository cycles, SurveyTokens tokens, AuditTrail audit, TimeSource time) {
        this.cycles = cycles;
        this.tokens = tokens;
        this.audit = audit;
        this.time = time;
    }

    /** Issues what is missing; refuses when nothing is, or when somebody else is just issuing. */
    @Transactional
    public SurveyBatch issue(Caller caller, UUID cycleId, String village) {
        cycles.require(caller, cycleId);
        caller.requireCovers(village);
        var cycle = cycles.findById(cycleId, LockModeType.PESSIMISTIC_READ);
        if (cycle.state() != CycleState.OPEN) {
            throw EvaluationProblem.CYCLE_NOT_OPEN.problem();
        }
        var needs = atMost(tokens.needs(cycleId, village));
        if (needs.isEmpty()) {
            throw EvaluationProblem.NOTHING_TO_ISSUE.problem();
        }
        var batch = new SurveyBatch(
                Ids.next(),
                cycleId,
                village,
                tokens.batches(cycleId, village, village).size() + 1,
                needs.stream().mapToInt(SurveyTokens.Need::slips).sum(),
                caller.subject(),
                time.now());
        var seed = new byte[32];
        RANDOM.nextBytes(seed);
        if (!tokens.insert(batch, seed, needs)) {
            throw CommonProblem.DUPLICATE.problem();
        }
        audit.record(
                caller,
                "SURVEY_TOKENS_ISSUED",
                "survey-batch",
                batch.id(),
                village,
                Map.of("cycle", cycleId, "slips", batch.slips()));
        return batch;
    }

    /** The slips of a batch for handing out, while the cycle is open; every look is an audit entry. */
    @Transactional
    public List<Slip> slips(Caller caller, UUID cycleId, UUID batchId) {
        var batch = tokens.batch(batchId)
                .filter(b -> b.cycleId().equals(cycleId) && b.village().startsWith(caller.regionPrefix()))
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
        if (cycles.require(caller, cycleId).state() != CycleState.OPEN) {
            throw EvaluationProblem.CYCLE_NOT_OPEN.problem();
        }
        audit.record(caller, "SURVEY_TOKENS_SHOWN", "survey-batch", batchId, batch.village(), Map.of());
        return tokens.slips(batchId);
    }

    private static List<SurveyTokens.Need> atMost(List<SurveyTokens.Need> needs) {
        var left = MOST_SLIPS;
        var taken = new ArrayList<SurveyTokens.Need>();
        for (var need : needs) {
            var slips = Math.min(left, need.slips());
            if (slips > 0) {
                taken.add(new SurveyTokens.Need(need.subject(), need.role(), slips));
                left -= slips;
            }
        }
        return taken;
    }
}
