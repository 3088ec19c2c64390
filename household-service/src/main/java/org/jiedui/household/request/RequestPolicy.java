package org.jiedui.household.request;

import java.time.LocalDate;
import org.jiedui.household.calendar.WorkingDays;

/** Rules of requests: due dates, and who must not see a complaint. Pure. */
public final class RequestPolicy {
    private RequestPolicy() {}

    /**
     * Last day to answer: so many working days after the day on which it was noted.
     *
     * @param workingDays by urgency, from configuration
     */
    public static LocalDate due(LocalDate noted, int workingDays, WorkingDays calendar) {
        return calendar.plusWorkingDays(noted, workingDays);
    }

    /** Whether a request is overdue: due before today and not answered. */
    public static boolean isOverdue(RequestState state, LocalDate due, LocalDate today) {
        return (state == RequestState.OPEN || state == RequestState.DISPATCHED) && due.isBefore(today);
    }

    /**
     * Division whose offices are told of a request, by events and in the change feed: its own; of a complaint at most the
     * township, and above the office complained about; where a person is and no office, the county, since the person may
     * be of the township.
     *
     * @param aboutRegion division of the office complained about, or null
     * @param aboutPerson whether a person is complained about
     */
    public static String announcedRegion(RequestKind kind, String region, String aboutRegion, boolean aboutPerson) {
        if (kind != RequestKind.COMPLAINT) {
            return region;
        }
        var most = aboutPerson ? 6 : 9;
        if (aboutRegion != null) {
            most = switch (aboutRegion.length()) {
                case 12 -> 9;
                case 9 -> 6;
                case 6 -> 4;
                default -> 2;
            };
        }
        return region.substring(0, Math.min(most, region.length()));
    }

    /**
     * Whether an office may see a complaint: an office of township level or above that is not itself complained about,
     * nor below the one that is.
     *
     * @param officeRegion division of the office, {@code ""} for the whole deployment
     * @param aboutRegion division of the office complained about, or null
     */
    public static boolean officeMaySee(String officeRegion, String aboutRegion) {
        return aboutRegion == null
                || (aboutRegion.startsWith(officeRegion) && aboutRegion.length() > officeRegion.length());
    }
}
