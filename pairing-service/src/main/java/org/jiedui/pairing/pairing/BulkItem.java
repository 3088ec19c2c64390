package org.jiedui.pairing.pairing;

import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.problem.ProblemException;
import org.jiedui.chassis.problem.Reason;

/**
 * One item of a request about many pairings: exactly one of a proposal and a re-assignment.
 *
 * @param replace a helper to be replaced in an existing pairing; {@code version} is the one that the caller saw
 */
public record BulkItem(ProposePairing propose, ReplaceHelper replace, Long version) {
    /** What became of an item. */
    public enum Status {
        CREATED,
        REPLACED,
        WITHDRAWN,
        ENDED,
        QUEUED,
        /** The helper is not away, or is back: nothing was to be done. */
        KEPT,
        REFUSED
    }

    /**
     * The outcome of an item.
     *
     * @param position place in the request, from 0
     * @param pairingId the pairing that was made, the successor's after a replacement; null when refused, and in a dry run
     * @param code of the refusal, null otherwise; the same for the three that follow
     */
    public record Outcome(
            int position,
            Status status,
            UUID pairingId,
            String code,
            String detailZh,
            String detailEn,
            List<Reason> reasons) {
        /** It was done. */
        public static Outcome done(int position, Status status, UUID pairingId) {
            return new Outcome(position, status, pairingId, null, null, null, List.of());
        }

        /** It was refused. */
        public static Outcome refused(int position, UUID pairingId, ProblemException problem) {
            return new Outcome(
                    position,
                    Status.REFUSED,
                    pairingId,
                    problem.code(),
                    problem.detail(true) == null ? problem.type().zh() : problem.detail(true),
                    problem.detail(false) == null ? problem.type().en() : problem.detail(false),
                    problem.reasons());
        }
    }

    /** How it went as a whole; never "all done" when something was refused. */
    public enum Summary {
        ALL_DONE,
        SOME_REFUSED,
        ALL_REFUSED;

        /** The summary of so many. */
        public static Summary of(long done, long refused) {
            return refused == 0 ? ALL_DONE : done == 0 ? ALL_REFUSED : SOME_REFUSED;
        }
    }
}
