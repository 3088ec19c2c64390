package org.jiedui.household.plan;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.Roles;
import org.jiedui.household.registration.HouseholdRepository;

/** Writes and approves plans, and notes measures. The helper writes, the township approves. */
@ApplicationScoped
public class Planning {
    private final PlanRepository plans;
    private final MeasureRepository measures;
    private final HouseholdRepository households;
    private final AuditTrail audit;
    private final ChangeLog changes;
    private final TimeSource time;

    Planning(
            PlanRepository plans,
            MeasureRepository measures,
            HouseholdRepository households,
            AuditTrail audit,
            ChangeLog changes,
            TimeSource time) {
        this.plans = plans;
        this.measures = measures;
        this.households = households;
        this.audit = audit;
        this.changes = changes;
        this.time = time;
    }

    /** Writes the plan of a year; where there is one already, {@code precondition} is asked with its tag. */
    @Transactional
    public AssistancePlan write(
            Caller caller, UUID householdId, int year, List<Goal> goals, LongConsumer precondition) {
        var household = households.requireForCare(caller, householdId);
        var last = plans.latest(householdId, year);
        last.ifPresent(plan -> {
            precondition.accept(plan.tag());
            plan.replaced();
        });
        var revision = last.map(AssistancePlan::revision).orElse(0) + 1;
        var plan = new AssistancePlan(
                householdId, household.region(), year, revision, goals, caller.subject(), time.now());
        plans.persistAndFlush(plan);
        changes.record("plans", plan.id(), plan.region(), plan.tag(), Change.Operation.UPSERT);
        return plan;
    }

    /** Approves the last revision of the latest year, or of the given one. */
    @Transactional
    public AssistancePlan approve(Caller caller, UUID householdId, Integer year, LongConsumer precondition) {
        caller.requireRole(Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE);
        households.require(caller, householdId);
        var plan = plans.latest(householdId, year).orElseThrow(CommonProblem.NOT_FOUND::problem);
        precondition.accept(plan.tag());
        plan.approve(caller.subject(), time.now());
        plans.flush();
        changes.record("plans", plan.id(), plan.region(), plan.tag(), Change.Operation.UPSERT);
        audit.record(
                caller,
                "PLAN_APPROVED",
                "household",
                householdId,
                plan.region(),
                java.util.Map.of("year", plan.year(), "revision", plan.revision()));
        return plan;
    }

    /** Notes a measure. */
    @Transactional
    public Measure take(Caller caller, UUID householdId, TakeMeasure command) {
        var household = households.requireForCare(caller, householdId);
        var measure = new Measure(householdId, household.region(), command, caller.subject(), time.now());
        measures.persistAndFlush(measure);
        changes.record("measures", measure.id(), measure.region(), measure.version(), Change.Operation.UPSERT);
        return measure;
    }
}
