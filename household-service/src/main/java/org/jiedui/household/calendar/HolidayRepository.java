package org.jiedui.household.calendar;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The holiday calendar. What is derived from it is kept in memory under the revisions of its years, which every question
 * compares first (one read of a table with a row per year): a replacement made through any replica counts for the next
 * question asked of any other, and one that is rolled back never does.
 */
@ApplicationScoped
public class HolidayRepository implements PanacheRepositoryBase<Holiday, LocalDate> {
    private record Known(Map<Integer, UUID> revisions, WorkingDays days) {}

    private final AtomicReference<Known> known = new AtomicReference<>();

    /** The calendar as it is now, for arithmetic. */
    public WorkingDays workingDays() {
        var revisions = new HashMap<Integer, UUID>();
        getEntityManager()
                .createQuery("select y.year, y.revision from CalendarYear y", Object[].class)
                .getResultStream()
                .forEach(row -> revisions.put((Integer) row[0], (UUID) row[1]));
        var before = known.get();
        if (before != null && before.revisions().equals(revisions)) {
            return before.days();
        }
        var holidays = new HashSet<LocalDate>();
        var workdays = new HashSet<LocalDate>();
        getEntityManager()
                .createQuery("select h.day, h.kind from Holiday h", Object[].class)
                .getResultStream()
                .forEach(row -> {
                    switch ((DayKind) row[1]) {
                        case HOLIDAY -> holidays.add((LocalDate) row[0]);
                        case WORKDAY -> workdays.add((LocalDate) row[0]);
                    }
                });
        // The revisions were read before the days: at worst newer days are kept under older revisions and read again.
        var read = new Known(Map.copyOf(revisions), new WorkingDays(holidays, workdays));
        known.set(read);
        return read.days();
    }

    /** The publication of a year, if there is one. */
    public Optional<CalendarYear> year(int year) {
        return Optional.ofNullable(getEntityManager().find(CalendarYear.class, year));
    }

    /** The days of a year in their order; empty when nothing was published. */
    public List<CalendarDay> days(int year) {
        return list("year = ?1 order by day", year).stream().map(Holiday::entry).toList();
    }

    void replace(int year, List<CalendarDay> days) {
        delete("year", year);
        getEntityManager().flush();
        days.forEach(day -> persist(new Holiday(year, day)));
    }
}
