package org.jiedui.pairing.pairing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Set;

/** Deadlines in working days, by the configured calendar. */
@ApplicationScoped
public class WorkingDays {
    private final Set<LocalDate> holidays;
    private final Set<LocalDate> workedWeekends;

    WorkingDays(PairingConfig config) {
        holidays = config.holidays().map(Set::copyOf).orElse(Set.of());
        workedWeekends = config.workedWeekends().map(Set::copyOf).orElse(Set.of());
    }

    /** The last day of a deadline of so many working days that begins after this day. */
    public LocalDate after(LocalDate from, int days) {
        return WorkingDayPolicy.after(from, days, holidays, workedWeekends);
    }
}
