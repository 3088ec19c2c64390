package org.jiedui.household.plan;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.UUID;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.HouseholdProblem;

/** What a household's plan of a year gets of a fund, and what its measures have spent of it. */
@Entity
public class PlanBudget {
    @Embeddable
    record Key(UUID householdId, int year, UUID fundId) implements Serializable {}

    @EmbeddedId
    private Key key;

    private BigDecimal amount;
    private BigDecimal spent;

    protected PlanBudget() {}

    PlanBudget(Key key, Money amount) {
        this.key = key;
        this.amount = amount.yuan();
        this.spent = Money.ZERO.yuan();
    }

    void grant(Money granted) {
        if (granted.isBelow(spent())) {
            throw HouseholdProblem.PLAN_BUDGET_EXCEEDED.because(
                    new Reason("ALREADY_SPENT", "已使用 " + spent() + " 元", "Spent already: " + spent() + " yuan"));
        }
        amount = granted.yuan();
    }

    UUID fundId() {
        return key.fundId();
    }

    Money amount() {
        return new Money(amount);
    }

    Money spent() {
        return new Money(spent);
    }
}
