package org.jiedui.household.risk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.HouseholdProblem;

/** Makes rule sets and declares disasters; both lead to an assessment of the households below their region. */
@ApplicationScoped
public class RiskRules {
    private final RiskStandardsRepository standards;
    private final RiskAssessments assessments;
    private final AuditTrail audit;
    private final TimeSource time;

    RiskRules(RiskStandardsRepository standards, RiskAssessments assessments, AuditTrail audit, TimeSource time) {
        this.standards = standards;
        this.assessments = assessments;
        this.audit = audit;
        this.time = time;
    }

    /**
     * A rule set with the assessment that it leads to.
     *
     * @param assessment job; null when it begins later, in the night of that day
     */
    public record Made(RiskRuleSet set, UUID assessment) {}

    /**
     * A disaster with the assessment that it leads to.
     *
     * @param assessment job
     */
    public record Declared(Disaster disaster, UUID assessment) {}

    /**
     * Makes the next rule set of a region. Refuses a region outside the caller's and a first day in the past: what was
     * decided stays as it was decided. One with the same first day takes the place of the earlier one.
     */
    @Transactional
    public Made make(
            Caller caller, String region, LocalDate from, LocalDate to, RiskThresholds thresholds, String source) {
        caller.requireCovers(region);
        if (from.isBefore(time.today())) {
            throw HouseholdProblem.RULE_SET_BEGINS_BEFORE_TODAY.problem();
        }
        var set = new RiskRuleSet(
                region, standards.lastRevision(region) + 1, from, to, thresholds, source, caller.subject(), time.now());
        try {
            standards.persistAndFlush(set);
        } catch (ConstraintViolationException e) {
            throw CommonProblem.STATE_CONFLICT.detail("同时有人更新规则集，请重试", "Somebody else made one at the same time");
        }
        audit.record(
                caller, "RISK_RULE_SET_MADE", "risk-rule-set", set.id(), region, Map.of("revision", set.revision()));
        var now = from.equals(time.today());
        return new Made(set, now ? assessments.submit(region, "RULE_SET", set.id(), caller.subject()) : null);
    }

    /** Declares a disaster; refuses a region outside the caller's. */
    @Transactional
    public Declared declare(
            Caller caller, DisasterKind kind, String region, LocalDate day, LocalDate until, String source) {
        caller.requireCovers(region);
        var disaster = new Disaster(kind, region, day, until, source, caller.subject(), time.now());
        standards.getEntityManager().persist(disaster);
        standards.getEntityManager().flush();
        audit.record(caller, "DISASTER_DECLARED", "disaster", disaster.id(), region, Map.of("kind", kind));
        return new Declared(disaster, assessments.submit(region, "DISASTER", disaster.id(), caller.subject()));
    }

    /** Lifts a disaster from a day that is not later than today; refused a second time. */
    @Transactional
    public Declared lift(
            Caller caller, UUID id, java.util.function.LongConsumer precondition, LocalDate on, String reason) {
        var disaster = disaster(caller, id);
        precondition.accept(disaster.version());
        if (disaster.liftedOn() != null) {
            throw HouseholdProblem.DISASTER_LIFTED.problem();
        }
        disaster.lift(on == null ? time.today() : on, reason);
        standards.getEntityManager().flush();
        audit.record(caller, "DISASTER_LIFTED", "disaster", id, disaster.region(), Map.of());
        return new Declared(disaster, assessments.submit(disaster.region(), "DISASTER", id, caller.subject()));
    }

    /** A disaster of the caller's region, or {@code NOT_FOUND}. */
    public Disaster disaster(Caller caller, UUID id) {
        var found = standards.getEntityManager().find(Disaster.class, id, LockModeType.NONE);
        if (found == null || !caller.covers(found.region())) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        return found;
    }
}
