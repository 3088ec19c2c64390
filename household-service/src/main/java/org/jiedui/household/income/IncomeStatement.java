package org.jiedui.household.income;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jiedui.chassis.value.Money;

/** A revision of a household's income statement for a year; never changed, the highest revision counts. */
@Entity
public class IncomeStatement {
    /** Which one. */
    @Embeddable
    public record Key(UUID householdId, int year, int revision) implements Serializable {}

    @EmbeddedId
    private Key key;

    private String region;
    private int members;
    private BigDecimal net;
    private BigDecimal perCapita;
    private Instant recordedAt;
    private String recordedBy;
    private String reason;

    protected IncomeStatement() {}

    IncomeStatement(
            Key key, String region, IncomePolicy.Result result, Instant recordedAt, String recordedBy, String reason) {
        this.key = key;
        this.region = region;
        this.members = result.members();
        this.net = result.net().yuan();
        this.perCapita = result.perCapita().yuan();
        this.recordedAt = recordedAt;
        this.recordedBy = recordedBy;
        this.reason = reason;
    }

    /** A first statement, which corrects nothing. */
    IncomeStatement(Key key, String region, IncomePolicy.Result result, Instant recordedAt, String recordedBy) {
        this(key, region, result, recordedAt, recordedBy, null);
    }

    /** Year of the income. */
    public int year() {
        return key.year();
    }

    /** 1 for the first statement of the year, one more for each correction. */
    public int revision() {
        return key.revision();
    }

    /** The divisor. */
    public int members() {
        return members;
    }

    /** Yuan of the household. */
    public Money net() {
        return new Money(net);
    }

    /** Yuan per member. */
    public Money perCapita() {
        return new Money(perCapita);
    }

    /** When. */
    public Instant recordedAt() {
        return recordedAt;
    }

    /** Why it was corrected, or null. */
    public String reason() {
        return reason;
    }

    /** Account of the recorder. */
    public String recordedBy() {
        return recordedBy;
    }
}
