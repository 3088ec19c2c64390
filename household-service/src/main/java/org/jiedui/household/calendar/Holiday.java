package org.jiedui.household.calendar;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.LocalDate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** One day of a published calendar, as it is stored. */
@Entity
public class Holiday {
    @Id
    private LocalDate day;

    private int year;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private DayKind kind;

    private String name;

    protected Holiday() {}

    Holiday(int year, CalendarDay entry) {
        this.day = entry.day();
        this.year = year;
        this.kind = entry.kind();
        this.name = entry.name();
    }

    CalendarDay entry() {
        return new CalendarDay(day, kind, name);
    }
}
