package org.jiedui.pairing.pairing;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;

/** Whether a term is within a programme's limits. Terms are days; {@code to} is the last day, inclusive. */
public final class TermPolicy {
    private TermPolicy() {}

    /** Why a term is refused. */
    public enum Fault {
        END_BEFORE_BEGINNING("结束日期早于开始日期", "Ends before it begins"),
        END_REQUIRED("须填写结束日期", "The programme needs a last day"),
        TOO_SHORT("期限短于规定", "Shorter than the programme allows"),
        TOO_LONG("期限长于规定", "Longer than the programme allows");

        private final String zh;
        private final String en;

        Fault(String zh, String en) {
            this.zh = zh;
            this.en = en;
        }

        /** The sentence in Chinese. */
        public String zh() {
            return zh;
        }

        /** The sentence in English. */
        public String en() {
            return en;
        }
    }

    /**
     * What is wrong with a term; empty when nothing is.
     *
     * @param minMonths shortest, or null
     * @param maxMonths longest, or null when a last day need not be set
     */
    public static Set<Fault> faults(LocalDate from, LocalDate to, Integer minMonths, Integer maxMonths) {
        var faults = EnumSet.noneOf(Fault.class);
        if (to == null) {
            if (maxMonths != null) {
                faults.add(Fault.END_REQUIRED);
            }
            return faults;
        }
        if (to.isBefore(from)) {
            faults.add(Fault.END_BEFORE_BEGINNING);
            return faults;
        }
        var endExclusive = to.plusDays(1);
        if (minMonths != null && endExclusive.isBefore(from.plusMonths(minMonths))) {
            faults.add(Fault.TOO_SHORT);
        }
        if (maxMonths != null && endExclusive.isAfter(from.plusMonths(maxMonths))) {
            faults.add(Fault.TOO_LONG);
        }
        return faults;
    }

    /** Whether two intervals share a day; ends are the first day after, null: open. An empty interval shares none. */
    public static boolean overlap(LocalDate from, LocalDate until, LocalDate otherFrom, LocalDate otherUntil) {
        return (until == null || from.isBefore(until))
                && (otherUntil == null || otherFrom.isBefore(otherUntil))
                && (otherUntil == null || from.isBefore(otherUntil))
                && (until == null || otherFrom.isBefore(until));
    }
}
