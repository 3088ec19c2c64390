package org.jiedui.household.plan;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.Roles;
import org.jiedui.household.registration.HouseholdRepository;

/** Notes measures and their results, by offices and by the household's helpers. Each verb is one transaction. */
@ApplicationScoped
public class MeasureRecording {
    private final MeasureRepository measures;
    private final PlanRepository plans;
    private final HouseholdRepository households;
    private final FundAccounts accounts;
    private final ProjectRepository projects;
    private final ChangeLog changes;
    private final TimeSource time;

    MeasureRecording(
            MeasureRepository measures,
            PlanRepository plans,
            HouseholdRepository households,
            FundAccounts accounts,
            ProjectRepository projects,
            ChangeLog changes,
            TimeSource time) {
        this.measures = measures;
        this.plans = plans;
        this.households = households;
        this.accounts = accounts;
        this.projects = projects;
        this.changes = changes;
        this.time = time;
    }

    /**
     * Notes a measure. One that carries out a plan spends of the plan's share of the fund
     * ({@code PLAN_BUDGET_EXCEEDED}); another takes its amount from the fund itself ({@code FUND_EXCEEDED}).
     */
    @Transactional
    public Measure take(Caller caller, UUID householdId, TakeMeasure command) {
        var household = households.requireForCare(caller, householdId);
        if (command.planYear() != null) {
            requireGoal(householdId, command);
        }
        var wanted = command;
        if (command.fundId() != null) {
            var fund = accounts.usable(command.fundId(), household.region());
            if (command.funds() != null && command.funds() != fund.source()) {
                throw CommonProblem.INVALID_REQUEST.violations(
                        List.of(new Violation("/funds", "OTHER_SOURCE", "与资金来源不符", "Not the source of the fund")));
            }
            wanted = command.from(fund.source());
            if (command.planYear() != null) {
                accounts.spend(householdId, command.planYear(), fund.id(), command.amount());
            } else {
                accounts.allocate(fund.id(), household.region(), command.amount());
            }
        }
        var measure = new Measure(householdId, household.region(), wanted, caller.subject(), time.now());
        measures.persist(measure);
        return close(measure);
    }

    private void requireGoal(UUID householdId, TakeMeasure command) {
        var plan = plans.latest(householdId, command.planYear());
        var wrong = plan.isEmpty()
                ? new Violation("/planYear", "NO_PLAN", "该年度没有计划", "No plan of that year")
                : command.goal() != null && command.goal() >= plan.get().goals().size()
                        ? new Violation("/goal", "NO_SUCH_GOAL", "计划中没有该目标", "Not a goal of the plan")
                        : null;
        if (wrong != null) {
            throw CommonProblem.INVALID_REQUEST.violations(List.of(wrong));
        }
    }

    /** Notes last day and result of a measure. */
    @Transactional
    public Measure result(
            Caller caller, UUID householdId, UUID measureId, LongConsumer precondition, LocalDate to, String result) {
        households.requireEvenClosed(caller, householdId);
        var measure = measures.require(householdId, measureId);
        precondition.accept(measure.version());
        measure.end(to, result);
        return close(measure);
    }

    /**
     * Takes a measure back that was noted wrongly or did not take place; its money returns to where it came from: the
     * plan's share or the fund. It stays readable and counts nowhere. By offices only. A share of a project is taken back
     * by an office of the project's region, whether the project is running or completed: its amount and households become
     * fewer, and the shares of the others stay.
     */
    @Transactional
    public Measure cancel(Caller caller, UUID householdId, UUID measureId, LongConsumer precondition, String reason) {
        caller.requireRole(Roles.CLERK, Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE);
        var household = households.requireEvenClosed(caller, householdId);
        var measure = measures.require(householdId, measureId);
        var project = measure.projectId() == null ? null : lockProject(caller, measure);
        precondition.accept(measure.version());
        measure.cancel(caller.subject(), time.now(), reason);
        if (project != null) {
            project.withdraw(measure.amount());
        }
        var cancelled = close(measure);
        if (project != null) {
            changes.record("projects", project.id(), project.region(), project.version(), Change.Operation.UPSERT);
        }
        if (measure.fundId() != null && measure.amount() != null) {
            var back = Money.ZERO.minus(measure.amount());
            if (measure.planYear() != null) {
                accounts.spend(householdId, measure.planYear(), measure.fundId(), back);
                if (household.closedOn() != null) {
                    accounts.release(householdId, household.region());
                }
            } else {
                accounts.allocate(measure.fundId(), household.region(), back);
            }
        }
        return cancelled;
    }

    /** The project first, then its shares, as all that write both. */
    private Project lockProject(Caller caller, Measure share) {
        caller.requireRole(Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE);
        var project = projects.require(caller, share.projectId());
        var entities = projects.getEntityManager();
        entities.refresh(project, LockModeType.PESSIMISTIC_WRITE);
        entities.refresh(share);
        return project;
    }

    private Measure close(Measure measure) {
        measures.flush();
        changes.record("measures", measure.id(), measure.region(), measure.version(), Change.Operation.UPSERT);
        return measure;
    }
}
