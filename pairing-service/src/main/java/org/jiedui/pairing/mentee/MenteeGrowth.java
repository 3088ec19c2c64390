package org.jiedui.pairing.mentee;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * The growth record of a mentee.
 *
 * @param score of the last published evaluation, 0–100; null: none yet
 * @param promotedHelperId the mentor who the mentee became, or null
 * @param terms with each mentor, youngest first
 */
public record MenteeGrowth(
        UUID menteeId,
        List<String> goals,
        BigDecimal score,
        String band,
        Instant judgedAt,
        UUID promotedHelperId,
        List<GrowthTerm> terms) {
    /**
     * A pairing with a mentor that was confirmed.
     *
     * @param to last day so far, or planned; null: none
     * @param activities of the two, group activities apart
     * @param minutes of both
     * @param homework pieces that were set; handed in and fed back are counted of them
     * @param present at group activities; excused and absent are counted of the others
     */
    public record GrowthTerm(
            UUID pairingId,
            String programme,
            UUID helperId,
            String state,
            LocalDate from,
            LocalDate to,
            long activities,
            long minutes,
            long homework,
            long handedIn,
            long fedBack,
            long present,
            long excused,
            long absent) {}
}
