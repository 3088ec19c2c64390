package org.jiedui.household.plan;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.HouseholdProblem;

/**
 * Money with a budget, for the households below a division. What is allocated never exceeds the total; it is changed by
 * {@link FundAccounts} only, as one conditional update.
 */
@Entity
public class Fund {
    @Id
    private UUID id;

    @Version
    private long version;

    private String name;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private FundsSource source;

    private String region;
    private int year;
    private BigDecimal total;
    private BigDecimal allocated;
    private String createdBy;
    private Instant createdAt;

    protected Fund() {}

    Fund(String name, FundsSource source, String region, int year, Money total, String by, Instant at) {
        this.id = Ids.next();
        this.name = name;
        this.source = source;
        this.region = region;
        this.year = year;
        this.total = total.yuan();
        this.allocated = Money.ZERO.yuan();
        this.createdBy = by;
        this.createdAt = at;
    }

    /** Corrects name and total; refuses a total below what is allocated, with the figures. */
    void correct(String corrected, Money newTotal) {
        if (newTotal.isBelow(allocated())) {
            throw HouseholdProblem.FUND_EXCEEDED.because(new Reason(
                    "ALREADY_ALLOCATED", "已安排 " + allocated() + " 元", "Allocated already: " + allocated() + " yuan"));
        }
        name = corrected;
        total = newTotal.yuan();
    }

    /** Identifier. */
    public UUID id() {
        return id;
    }

    /** Version; grows with every allocation. */
    public long version() {
        return version;
    }

    /** Name. */
    public String name() {
        return name;
    }

    /** Where the money comes from. */
    public FundsSource source() {
        return source;
    }

    /** Division below which it may be used. */
    public String region() {
        return region;
    }

    /** Budget year. */
    public int year() {
        return year;
    }

    /** Yuan in all. */
    public Money total() {
        return new Money(total);
    }

    /** Yuan allocated to plans, projects and single measures. */
    public Money allocated() {
        return new Money(allocated);
    }

    /** Yuan left. */
    public Money remaining() {
        return total().minus(allocated());
    }

    /** Account of who entered it. */
    public String createdBy() {
        return createdBy;
    }

    /** When. */
    public Instant createdAt() {
        return createdAt;
    }
}
