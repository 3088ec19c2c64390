package org.jiedui.household.plan;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.HouseholdEvent.PlanDecided;
import org.jiedui.household.HouseholdProblem;
import org.jiedui.household.Roles;
import org.jiedui.household.registration.HouseholdRepository;

/**
 * Writes plans, approves them or sends them back, and notes what came of their goals. The helper writes with the household,
 * the township decides. Each verb is one transaction.
 */
@ApplicationScoped
public class Planning {
    private final PlanRepository plans;
    private final FundAccounts accounts;
    private final HouseholdRepository households;
    private final Outbox outbox;
    private final AuditTrail audit;
    private final ChangeLog changes;
    private final TimeSource time;

    Planning(
            PlanRepository plans,
            FundAccounts accounts,
            HouseholdRepository households,
            Outbox outbox,
            AuditTrail audit,
            ChangeLog changes,
            TimeSource time) {
        this.plans = plans;
        this.accounts = accounts;
        this.households = households;
        this.outbox = outbox;
        this.audit = audit;
        this.changes = changes;
        this.time = time;
    }

    /**
     * Writes the plan of a year as a new revision; where there is one already, {@code precondition} is asked with its tag.
     * The plan's shares in funds replace those of the revision before: {@code FUND_EXCEEDED} with the figures when a fund
     * has less left, and nothing is written.
     *
     * @param budget shares in funds; null: as before
     * @param agreedOn day on which the household agreed, not in the future, or null
     */
    @Transactional
    public AssistancePlan write(
            Caller caller,
            UUID householdId,
            int year,
            List<Goal> goals,
            List<BudgetShare> budget,
            LocalDate agreedOn,
            LongConsumer precondition) {
        if (agreedOn != null && agreedOn.isAfter(time.today())) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("/agreedOn", "IN_FUTURE", "不得为将来的日期", "Must not be in the future")));
        }
        var household = households.requireForCare(caller, householdId);
        var last = plans.latest(householdId, year);
        last.ifPresent(plan -> {
            precondition.accept(plan.tag());
            plan.replaced();
        });
        var revision = last.map(AssistancePlan::revision).orElse(0) + 1;
        var plan = new AssistancePlan(
                householdId,
                household.region(),
                year,
                revision,
                goals,
                budget == null ? accounts.budget(householdId, year) : budget,
                agreedOn,
                caller.subject(),
                time.now());
        plans.persistAndFlush(plan);
        if (budget != null) {
            accounts.budget(householdId, year, household.region(), budget);
        }
        changes.record("plans", plan.id(), plan.region(), plan.tag(), Change.Operation.UPSERT);
        return plan;
    }

    /** Approves the last revision of the latest year, or of the given one; refuses its author with {@code OWN_PROPOSAL}. */
    @Transactional
    public AssistancePlan approve(Caller caller, UUID householdId, Integer year, LongConsumer precondition) {
        caller.requireRole(Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE);
        households.requireByOffice(caller, householdId);
        var plan = plans.latest(householdId, year).orElseThrow(CommonProblem.NOT_FOUND::problem);
        precondition.accept(plan.tag());
        if (plan.writtenBy().equals(caller.subject())) {
            throw HouseholdProblem.OWN_PROPOSAL.problem();
        }
        plan.approve(caller.subject(), time.now());
        plans.flush();
        changes.record("plans", plan.id(), plan.region(), plan.tag(), Change.Operation.UPSERT);
        outbox.append(decided(plan));
        audit.record(
                caller,
                "PLAN_APPROVED",
                "household",
                householdId,
                plan.region(),
                java.util.Map.of("year", plan.year(), "revision", plan.revision()));
        return plan;
    }

    /** Sends the last revision back to its author; the shares in funds stay reserved until it is written anew. */
    @Transactional
    public AssistancePlan sendBack(
            Caller caller, UUID householdId, Integer year, LongConsumer precondition, String reason) {
        caller.requireRole(Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE);
        households.requireByOffice(caller, householdId);
        var plan = plans.latest(householdId, year).orElseThrow(CommonProblem.NOT_FOUND::problem);
        precondition.accept(plan.tag());
        plan.sendBack(reason);
        plans.flush();
        changes.record("plans", plan.id(), plan.region(), plan.tag(), Change.Operation.UPSERT);
        outbox.append(decided(plan));
        audit.record(
                caller,
                "PLAN_SENT_BACK",
                "household",
                householdId,
                plan.region(),
                java.util.Map.of("year", plan.year(), "revision", plan.revision()));
        return plan;
    }

    /** Notes what came of a goal of the approved plan. */
    @Transactional
    public AssistancePlan reach(
            Caller caller,
            UUID householdId,
            Integer year,
            int goal,
            LongConsumer precondition,
            LocalDate on,
            String result) {
        if (on != null && on.isAfter(time.today())) {
            throw CommonProblem.INVALID_REQUEST.violations(
                    List.of(new Violation("/reachedOn", "IN_FUTURE", "不得为将来的日期", "Must not be in the future")));
        }
        households.requireForCare(caller, householdId);
        var plan = plans.latest(householdId, year).orElseThrow(CommonProblem.NOT_FOUND::problem);
        precondition.accept(plan.tag());
        plan.reach(goal, on, result);
        plans.flush();
        changes.record("plans", plan.id(), plan.region(), plan.tag(), Change.Operation.UPSERT);
        return plan;
    }

    private static PlanDecided decided(AssistancePlan plan) {
        return new PlanDecided(
                plan.id(),
                plan.householdId(),
                plan.region(),
                plan.year(),
                plan.revision(),
                plan.writtenBy(),
                plan.state().name());
    }
}
