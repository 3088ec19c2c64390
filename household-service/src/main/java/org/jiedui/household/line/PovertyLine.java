package org.jiedui.household.line;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.value.Money;

/** A poverty or monitoring line: yuan of per-capita yearly net income, for a region and a validity, with its source. */
@Entity
public class PovertyLine {
    @Id
    private UUID id;

    @Version
    private long version;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private LineKind kind;

    private String region;
    private LocalDate validFrom;
    private LocalDate validTo;
    private BigDecimal amount;
    private String source;

    protected PovertyLine() {}

    PovertyLine(LineKind kind, String region, LocalDate validFrom, LocalDate validTo, Money amount, String source) {
        this.id = Ids.next();
        this.kind = kind;
        this.region = region;
        this.validFrom = validFrom;
        this.validTo = validTo;
        this.amount = amount.yuan();
        this.source = source;
    }

    void correct(LocalDate last, Money corrected, String document) {
        validTo = last;
        amount = corrected.yuan();
        source = document;
    }

    /** Identifier. */
    public UUID id() {
        return id;
    }

    /** Version. */
    public long version() {
        return version;
    }

    /** Kind. */
    public LineKind kind() {
        return kind;
    }

    /** Division code; empty for the whole country. */
    public String region() {
        return region;
    }

    /** First day. */
    public LocalDate validFrom() {
        return validFrom;
    }

    /** Last day; null until replaced. */
    public LocalDate validTo() {
        return validTo;
    }

    /** Yuan per person and year. */
    public Money amount() {
        return new Money(amount);
    }

    /** The document that sets it. */
    public String source() {
        return source;
    }
}
