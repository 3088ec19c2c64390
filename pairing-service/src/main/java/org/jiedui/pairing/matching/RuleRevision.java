package org.jiedui.pairing.matching;

import static org.jiedui.pairing.PairingProblem.RULE_PERIOD_TAKEN;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;

/**
 * Lets a rule of the matching count for something else from a day on. The past is never rewritten: a new period follows
 * the last one, and only a period that begins today or later is corrected in place. Runs keep the rules that they began
 * with.
 */
@ApplicationScoped
public class RuleRevision {
    private final RuleRepository rules;
    private final AuditTrail audit;
    private final TimeSource time;

    RuleRevision(RuleRepository rules, AuditTrail audit, TimeSource time) {
        this.rules = rules;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Revises, or begins a period of its own for a division.
     *
     * @param versionCheck is handed the tag of the latest period; not called for the first one of a division
     * @throws org.jiedui.chassis.problem.ProblemException {@code OUTSIDE_REGION}; {@code RULE_PERIOD_TAKEN} when the latest
     *     period begins after the wished day; {@code INVALID_REQUEST} for a day that is past
     */
    @Transactional
    public MatchingRule revise(ReviseRule wish, Caller caller, LongConsumer versionCheck) {
        if (!wish.region().isEmpty()) {
            caller.requireCovers(wish.region());
        }
        // two first periods of a division would not see each other
        rules.lock(wish.code());
        var latest = rules.latest(wish.code(), wish.region()).orElse(null);
        if (latest != null) {
            versionCheck.accept(latest.tag());
        }
        if (wish.validFrom().isBefore(time.today())) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("/validFrom", "PAST", "不得早于今日", "Must not be before today")));
        }
        if (latest != null && wish.validFrom().isBefore(latest.validFrom())) {
            throw RULE_PERIOD_TAKEN.because(new Reason(
                    "LATEST_FROM",
                    "现行规则自 " + latest.validFrom() + " 起生效",
                    "The latest rule begins on " + latest.validFrom()));
        }
        MatchingRule result;
        if (latest != null && wish.validFrom().equals(latest.validFrom())) {
            latest.write(wish);
            result = latest;
        } else {
            if (latest != null) {
                latest.endBefore(wish.validFrom());
            }
            result = new MatchingRule(Ids.next(), wish);
            rules.persist(result);
        }
        rules.flush();
        audit.record(
                caller,
                "MATCHING_RULE_REVISED",
                "matching-rule",
                result.id(),
                wish.region(),
                Map.of(
                        "code", wish.code(),
                        "validFrom", wish.validFrom().toString(),
                        "hard", wish.hard(),
                        "weight", wish.weight()));
        return result;
    }
}
