package org.jiedui.household.risk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.LocalTime;

/** Times of the risk procedure (domain 5.1, local practice). Working days are those of the calendar. */
@ConfigMapping(prefix = "jiedui.household.risk")
public interface RiskConfig {
    /** Least days of publicity before the township may review, 0 to 60. */
    @WithDefault("5")
    int publicityDays();

    /** Least months of monitoring before the risk may be called eliminated, 0 to 60. */
    @WithDefault("6")
    int observationMonths();

    /** Working days from the clue to the county's decision, 1 to 250. */
    @WithDefault("15")
    int procedureWorkingDays();

    /** Working days from the green channel to the county's decision: help first, files later; 1 to 250. */
    @WithDefault("30")
    int greenChannelWorkingDays();

    /** Working days of each step of the procedure. */
    Steps steps();

    /** Whether a raised alert begins a case by itself. */
    @WithDefault("true")
    boolean openCaseOnAlert();

    /** Whether the county may eliminate a risk at once, without visit, appraisal, publicity and review before. */
    @WithDefault("false")
    boolean directElimination();

    /** Days after the county's approval within which each risk has to be met by a measure, 0 to 400. */
    @WithDefault("30")
    int coverageDays();

    /** Whether this process begins the nightly assessment of all households. */
    @WithDefault("true")
    boolean nightly();

    /** When the night begins, in the deployment's time zone; a service that was away then begins later. */
    @WithDefault("02:00")
    LocalTime nightlyAt();

    /** Limits of the steps in working days, 1 to 250 each; critical cases have 1, urgent ones at most 2. */
    interface Steps {
        /** From the clue to the visit, and of a proposed elimination to nothing: it begins with the visit. */
        @WithDefault("3")
        int verify();

        /** From the visit to the democratic appraisal. */
        @WithDefault("3")
        int appraise();

        /** From the appraisal to the publicity. */
        @WithDefault("2")
        int publicise();

        /** From the end of the publicity to the township's review. */
        @WithDefault("3")
        int review();

        /** From the review to the county's decision. */
        @WithDefault("3")
        int approve();
    }
}
