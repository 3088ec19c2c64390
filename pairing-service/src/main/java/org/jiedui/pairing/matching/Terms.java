package org.jiedui.pairing.matching;

import java.time.LocalDate;
import java.util.Arrays;

/**
 * The days on which places of one helper side in one role are taken (PA-06), small enough to be kept for very many. A
 * pairing takes a place from its first to its last day; a replaced one on the days of its overlap.
 */
final class Terms {
    static final Terms NONE = new Terms(new int[0]);

    private static final int OPEN = Integer.MAX_VALUE;

    /** First day and first day after, of one after the other, in days since 1970. */
    private final int[] days;

    private Terms(int[] days) {
        this.days = days;
    }

    /**
     * One more.
     *
     * @param until first day after, or null
     */
    Terms and(LocalDate from, LocalDate until) {
        var more = Arrays.copyOf(days, days.length + 2);
        more[days.length] = day(from);
        more[days.length + 1] = until == null ? OPEN : day(until);
        return new Terms(more);
    }

    /**
     * How many have a day in common with a term. They need not have one in common with each other, so that this is never
     * less than the most at once.
     *
     * @param to last day, or null
     */
    int during(LocalDate from, LocalDate to) {
        return during(day(from), after(to));
    }

    /** The same by days since 1970. */
    int during(int first, int after) {
        var many = 0;
        for (var k = 0; k < days.length; k += 2) {
            if (days[k] < days[k + 1] && days[k] < after && first < days[k + 1]) {
                many++;
            }
        }
        return many;
    }

    /** The first day after the one that ends first. */
    int firstEnd() {
        var earliest = OPEN;
        for (var k = 0; k < days.length; k += 2) {
            if (days[k] < days[k + 1]) {
                earliest = Math.min(earliest, days[k + 1]);
            }
        }
        return earliest;
    }

    /** The first day of the one that begins last. */
    int lastBegin() {
        var latest = Integer.MIN_VALUE;
        for (var k = 0; k < days.length; k += 2) {
            if (days[k] < days[k + 1]) {
                latest = Math.max(latest, days[k]);
            }
        }
        return latest;
    }

    static int day(LocalDate day) {
        return (int) day.toEpochDay();
    }

    /** The first day after a last day, or after all days without one. */
    static int after(LocalDate to) {
        return to == null ? OPEN : day(to) + 1;
    }
}
