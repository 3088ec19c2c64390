package org.jiedui.pairing.pairing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Local practice that overrides what programmes say, and deadlines. */
@ConfigMapping(prefix = "jiedui.pairing")
public interface PairingConfig {
    /** Shortest publicity, 0–90 days, for all programmes; absent: each programme's own. */
    OptionalInt publicityDays();

    /** Working days within which another helper is to be found for a pairing whose helper goes, 1–250. */
    @WithDefault("10")
    @Min(1)
    @Max(250)
    int replacementDays();

    /** Working days within which a change request is to be decided, 1–250. */
    @WithDefault("5")
    @Min(1)
    @Max(250)
    int changeRequestDays();

    /** Days for which it can be looked up what became of each item of a job, 1–3660. */
    @WithDefault("180")
    @Min(1)
    @Max(3660)
    int bulkItemDays();

    /** Days for which the lines of a proposal that was put away can be looked up, 1–3660. */
    @WithDefault("30")
    @Min(1)
    @Max(3660)
    int droppedProposalDays();

    /** Weekdays that are not worked, YYYY-MM-DD, separated by commas. */
    Optional<List<LocalDate>> holidays();

    /** Days of weekends that are worked instead. */
    Optional<List<LocalDate>> workedWeekends();
}
