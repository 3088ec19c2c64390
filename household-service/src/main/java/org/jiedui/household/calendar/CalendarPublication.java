package org.jiedui.household.calendar;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.hibernate.exception.ConstraintViolationException;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.Roles;

/** Replaces the calendar of a year as a whole: one transaction, with an audit entry. */
@ApplicationScoped
public class CalendarPublication {
    private final HolidayRepository holidays;
    private final AuditTrail audit;
    private final TimeSource time;

    CalendarPublication(HolidayRepository holidays, AuditTrail audit, TimeSource time) {
        this.holidays = holidays;
        this.audit = audit;
        this.time = time;
    }

    /**
     * Publishes a year. The calendar is of the whole deployment, so only the province and the provincial platform may;
     * days already computed (due dates, deadlines) stay as they were.
     *
     * @param days all in that year, each once; the edge checks it
     * @param precondition asked with the tag of the present publication, 0 when there is none
     */
    @Transactional
    public CalendarYear publish(
            Caller caller, int year, String source, List<CalendarDay> days, LongConsumer precondition) {
        caller.requireRole(Roles.PROVINCE, Roles.PLATFORM);
        var present = holidays.year(year);
        precondition.accept(present.map(CalendarYear::tag).orElse(0L));
        var published = present.orElseGet(() -> new CalendarYear(year));
        published.publish(source, caller.subject(), time.now());
        var entities = holidays.getEntityManager();
        try {
            if (present.isEmpty()) {
                entities.persist(published);
            }
            entities.flush();
        } catch (ConstraintViolationException | OptimisticLockException meanwhile) {
            throw CommonProblem.STALE.problem();
        }
        holidays.replace(year, days);
        entities.flush();
        audit.record(
                caller,
                "CALENDAR_PUBLISHED",
                "calendar",
                Ids.next(),
                caller.regionPrefix(),
                Map.of("year", year, "days", days.size()));
        return published;
    }
}
