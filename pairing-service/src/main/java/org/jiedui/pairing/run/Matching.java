package org.jiedui.pairing.run;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jiedui.chassis.job.JobState;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.pairing.matching.plan.MatchingPlan;
import org.jiedui.pairing.pairing.SideKind;

/**
 * A run of the matching as it stands.
 *
 * @param id of the run and of its job
 * @param job where the job stands; a run whose job was cancelled or has failed has no proposal
 * @param value best so far, lower is better; null: none yet
 * @param bound proven: nothing is lower; null: none yet
 * @param places missing places that were to be filled
 * @param matched of them
 * @param kept present pairings that stay as they are
 * @param changed present pairings whose helper is to change
 * @param fresh pairings that are to begin
 * @param publication the job that publishes, or null
 * @param publicationJob where that job stands, or null
 * @param publicationError code of why it failed, or null
 * @param reasons why the search was refused
 */
public record Matching(
        UUID id,
        long version,
        String region,
        String programme,
        String role,
        State state,
        JobState job,
        String jobError,
        LocalDate from,
        LocalDate to,
        Order order,
        Long value,
        Long bound,
        boolean optimal,
        int places,
        int matched,
        int kept,
        int changed,
        int fresh,
        String whatIf,
        UUID publication,
        JobState publicationJob,
        String publicationError,
        String createdBy,
        Instant createdAt,
        Instant updatedAt,
        List<Reason> reasons) {
    /** Whether its publication has stopped before its end, so that it can go on or be put away. */
    public boolean publicationStopped() {
        return state == State.PUBLISHING && publicationJob != null && publicationJob.isFinal();
    }

    /** Tag of all that is shown of it: its version, and what changes without a decision. */
    public String tag() {
        var search = state == State.SEARCHING ? job.name() : null;
        return version + "-" + Integer.toHexString(Objects.hash(search, publicationStopped(), value, bound, updatedAt));
    }

    /** Where a run stands. */
    public enum State {
        SEARCHING,
        PROPOSED,
        PUBLISHING,
        PUBLISHED,
        DROPPED
    }

    /**
     * One place of the proposal.
     *
     * @param household the helped side, of whatever kind; a village's follows from its code, which is the region
     * @param side whether the helper is a person or a team; null: the place stays open
     * @param helper the person or team; null: the place stays open
     * @param explanation JSON: points by rule, or helpers kept away by rule, or that nobody has looked
     * @param kind what it does to the present pairings
     * @param present the pairing that is kept or whose helper is to change, or null
     * @param pairing what the publication made of it, or null
     * @param refusal code of what the publication was refused with, or null
     */
    public record Line(
            int number,
            String region,
            UUID household,
            SideKind side,
            UUID helper,
            Integer score,
            boolean locked,
            String explanation,
            MatchingPlan.Kind kind,
            UUID present,
            UUID pairing,
            String refusal) {}
}
