package org.jiedui.household.report;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The reports by name, with the categories by which each can be asked. */
public enum Report {
    HOUSEHOLDS(
            "households",
            false,
            List.of(By.TYPE, By.CATEGORY, By.MAIN_CAUSE, By.INCOME_BAND, By.HOUSING_GRADE, By.TOILET)),
    MEMBERS("members", false, List.of(By.LABOUR, By.EDUCATION, By.INSURANCE)),
    RISK_ALERTS("risk-alerts", true, List.of(By.OPEN)),
    RISK_CASES("risk-cases", true, List.of(By.STATE)),
    MEASURES("measures", true, List.of(By.MEASURE_CATEGORY, By.FUNDS)),
    VISITS("visits", true, List.of(By.MANNER, By.REACHED));

    private final String path;
    private final boolean yearly;
    private final List<By> by;

    Report(String path, boolean yearly, List<By> by) {
        this.path = path;
        this.yearly = yearly;
        this.by = by;
    }

    /** Name in the address. */
    public String path() {
        return path;
    }

    /** Whether it counts what happened in a year; otherwise it counts what there is now. */
    public boolean yearly() {
        return yearly;
    }

    /** Ways to ask it, the usual one first. */
    public List<By> by() {
        return by;
    }

    /** The report of a name. */
    public static Optional<Report> of(String path) {
        return Arrays.stream(values())
                .filter(report -> report.path.equals(path))
                .findFirst();
    }

    /** By what things are counted. */
    public enum By {
        TYPE("type", true),
        CATEGORY("category", true),
        MAIN_CAUSE("mainCause", true),
        INCOME_BAND("incomeBand", true),
        HOUSING_GRADE("housingGrade", true),
        TOILET("toilet", true),
        LABOUR("labour", true),
        EDUCATION("education", true),
        /** A person may have several: these categories do not add up. */
        INSURANCE("insurance", false),
        OPEN("open", true),
        STATE("state", true),
        MEASURE_CATEGORY("category", true),
        FUNDS("funds", true),
        MANNER("manner", true),
        REACHED("reached", true);

        private final String parameter;
        private final boolean exclusive;

        By(String parameter, boolean exclusive) {
            this.parameter = parameter;
            this.exclusive = exclusive;
        }

        /** Value of the parameter {@code by}. */
        public String parameter() {
            return parameter;
        }

        /** Whether everything is in one category. */
        public boolean exclusive() {
            return exclusive;
        }
    }
}
