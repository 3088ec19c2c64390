package org.jiedui.household.risk;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import org.jiedui.household.calendar.HolidayRepository;
import org.jiedui.household.request.Urgency;

/** Last days of the procedure and of its steps, in working days of the calendar. */
@ApplicationScoped
public class RiskDeadlines {
    private final HolidayRepository calendar;
    private final RiskConfig config;

    RiskDeadlines(HolidayRepository calendar, RiskConfig config) {
        this.calendar = calendar;
        this.config = config;
    }

    /** By when the county has to decide on a clue of this day. */
    LocalDate procedure(LocalDate clue) {
        return calendar.workingDays().plusWorkingDays(clue, config.procedureWorkingDays());
    }

    /** By when the files have to follow the help of this day. */
    LocalDate greenChannel(LocalDate helped) {
        return calendar.workingDays().plusWorkingDays(helped, config.greenChannelWorkingDays());
    }

    /** Last day of the step that a state waits for; null when it waits for none. */
    LocalDate step(RiskCaseState state, Urgency urgency, LocalDate begun, LocalDate publicisedUntil) {
        var steps = config.steps();
        int limit = switch (state) {
            case CLUE -> steps.verify();
            case VERIFIED, EXIT_VERIFIED -> steps.appraise();
            case APPRAISED, EXIT_APPRAISED -> steps.publicise();
            case PUBLICISED, EXIT_PUBLICISED -> steps.review();
            case REVIEWED, EXIT_REVIEWED -> steps.approve();
            case MONITORED, ELIMINATED, REJECTED, DISMISSED -> 0;
        };
        if (limit == 0) {
            return null;
        }
        var from =
                publicisedUntil != null && (state == RiskCaseState.PUBLICISED || state == RiskCaseState.EXIT_PUBLICISED)
                        ? publicisedUntil
                        : begun;
        return calendar.workingDays().plusWorkingDays(from, RiskCasePolicy.limit(urgency, limit));
    }
}
