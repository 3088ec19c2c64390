package org.jiedui.household.village;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.io.Serializable;
import java.math.BigDecimal;
import org.jiedui.chassis.value.Money;

/** Collective income of a village in a year, and its goal. */
@Entity
class VillageIncome {
    @Embeddable
    record Key(String village, int year) implements Serializable {}

    @EmbeddedId
    private Key key;

    private BigDecimal income;
    private BigDecimal goal;

    protected VillageIncome() {}

    VillageIncome(String village, VillageDescription.Income of) {
        key = new Key(village, of.year());
        set(of);
    }

    final void set(VillageDescription.Income of) {
        income = of.income() == null ? null : of.income().yuan();
        goal = of.goal() == null ? null : of.goal().yuan();
    }

    String village() {
        return key.village();
    }

    VillageDescription.Income of() {
        return new VillageDescription.Income(
                key.year(), income == null ? null : new Money(income), goal == null ? null : new Money(goal));
    }
}
