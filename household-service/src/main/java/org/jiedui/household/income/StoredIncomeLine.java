package org.jiedui.household.income;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.value.Money;

/** A line of a stored revision. */
@Entity
@Table(name = "income_line")
class StoredIncomeLine {
    @Embeddable
    record Key(UUID householdId, int year, int revision, int position) implements Serializable {}

    @EmbeddedId
    private Key key;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private IncomeItem item;

    private BigDecimal amount;
    private String note;
    private LocalDate month;

    protected StoredIncomeLine() {}

    StoredIncomeLine(IncomeStatement.Key statement, int position, IncomeLine line) {
        this.key = new Key(statement.householdId(), statement.year(), statement.revision(), position);
        this.item = line.item();
        this.amount = line.amount().yuan();
        this.note = line.note();
        this.month = line.month() == null ? null : line.month().atDay(1);
    }

    java.util.UUID household() {
        return key.householdId();
    }

    int year() {
        return key.year();
    }

    int revision() {
        return key.revision();
    }

    IncomeLine line() {
        return new IncomeLine(item, new Money(amount), note, month == null ? null : YearMonth.from(month));
    }
}
