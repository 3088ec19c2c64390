package org.jiedui.household.plan;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.HouseholdProblem;

/**
 * Takes money from funds and gives it back, in the transaction of whoever needs it. Each movement is one conditional update
 * of the fund's row: however many write at once, a fund is never overdrawn.
 */
@ApplicationScoped
public class FundAccounts {
    private final FundRepository funds;

    FundAccounts(FundRepository funds) {
        this.funds = funds;
    }

    /** The fund, when it may be used below this division; {@code UNKNOWN_FUND} otherwise. */
    Fund usable(UUID fundId, String region) {
        var fund = funds.findById(fundId);
        if (fund == null || !region.startsWith(fund.region())) {
            throw HouseholdProblem.UNKNOWN_FUND.problem();
        }
        return fund;
    }

    /**
     * Allocates what is used below this division, or gives back a negative amount, wherever the household that got it has
     * moved since; {@code FUND_EXCEEDED} with the figures beyond the remainder.
     */
    void allocate(UUID fundId, String region, Money amount) {
        var fund = amount.isBelow(Money.ZERO) ? funds.findById(fundId) : usable(fundId, region);
        var entities = funds.getEntityManager();
        var moved = entities.createQuery("update Fund f set f.allocated = f.allocated + :amount,"
                        + " f.version = f.version + 1 where f.id = :id and f.allocated + :amount <= f.total")
                .setParameter("amount", amount.yuan())
                .setParameter("id", fundId)
                .executeUpdate();
        entities.refresh(fund);
        if (moved == 0) {
            throw HouseholdProblem.FUND_EXCEEDED.because(new Reason(
                    "REMAINDER",
                    "总额 %s 元，已安排 %s 元，余额 %s 元，本次需要 %s 元"
                            .formatted(fund.total(), fund.allocated(), fund.remaining(), amount),
                    "Total %s, allocated %s, remaining %s, asked for %s yuan"
                            .formatted(fund.total(), fund.allocated(), fund.remaining(), amount)));
        }
    }

    /** What the plan has of its funds now. */
    List<BudgetShare> budget(UUID householdId, int year) {
        return shares(householdId, year).stream()
                .map(share -> new BudgetShare(share.fundId(), share.amount()))
                .toList();
    }

    private List<PlanBudget> shares(UUID householdId, int year) {
        return funds.getEntityManager()
                .createQuery(
                        "from PlanBudget b where b.key.householdId = :household and b.key.year = :year"
                                + " order by b.key.fundId",
                        PlanBudget.class)
                .setParameter("household", householdId)
                .setParameter("year", year)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    /** Replaces the plan's shares; takes and gives back the differences, fund by fund in the order of their ids. */
    void budget(UUID householdId, int year, String region, List<BudgetShare> wanted) {
        var present = new TreeMap<UUID, PlanBudget>();
        shares(householdId, year).forEach(share -> present.put(share.fundId(), share));
        var amounts = new TreeMap<UUID, Money>();
        wanted.forEach(share -> amounts.merge(share.fundId(), share.amount(), Money::plus));
        var all = new TreeSet<>(present.keySet());
        all.addAll(amounts.keySet());
        var entities = funds.getEntityManager();
        for (var fundId : all) {
            var share = present.get(fundId);
            var amount = amounts.getOrDefault(fundId, Money.ZERO);
            var difference = amount.minus(share == null ? Money.ZERO : share.amount());
            if (share == null) {
                entities.persist(new PlanBudget(new PlanBudget.Key(householdId, year, fundId), amount));
            } else {
                share.grant(amount);
            }
            if (difference.compareTo(Money.ZERO) != 0) {
                allocate(fundId, region, difference);
            }
        }
        entities.flush();
    }

    /** Gives back to the funds what the plans of a household have of them and did not spend. */
    void release(UUID householdId, String region) {
        var open = funds.getEntityManager()
                .createQuery(
                        "from PlanBudget b where b.key.householdId = :household and b.amount > b.spent"
                                + " order by b.key.fundId, b.key.year",
                        PlanBudget.class)
                .setParameter("household", householdId)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        for (var share : open) {
            var unspent = share.spent().minus(share.amount());
            share.grant(share.spent());
            allocate(share.fundId(), region, unspent);
        }
    }

    /** Spends of the plan's share; {@code PLAN_BUDGET_EXCEEDED} with the figures beyond its remainder. */
    void spend(UUID householdId, int year, UUID fundId, Money amount) {
        var entities = funds.getEntityManager();
        var moved = entities.createQuery("update PlanBudget b set b.spent = b.spent + :amount"
                        + " where b.key.householdId = :household and b.key.year = :year and b.key.fundId = :fund"
                        + " and b.spent + :amount <= b.amount")
                .setParameter("amount", amount.yuan())
                .setParameter("household", householdId)
                .setParameter("year", year)
                .setParameter("fund", fundId)
                .executeUpdate();
        if (moved == 0) {
            var share = shares(householdId, year).stream()
                    .filter(b -> b.fundId().equals(fundId))
                    .findFirst();
            var granted = share.map(PlanBudget::amount).orElse(Money.ZERO);
            var spent = share.map(PlanBudget::spent).orElse(Money.ZERO);
            throw HouseholdProblem.PLAN_BUDGET_EXCEEDED.because(new Reason(
                    "REMAINDER",
                    "计划安排 %s 元，已使用 %s 元，余额 %s 元，本次需要 %s 元".formatted(granted, spent, granted.minus(spent), amount),
                    "Planned %s, spent %s, remaining %s, asked for %s yuan"
                            .formatted(granted, spent, granted.minus(spent), amount)));
        }
    }
}
