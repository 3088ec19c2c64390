package org.jiedui.evaluation.cycle;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jiedui.chassis.security.Caller;

/**
 * Work over a whole cycle in bounded sets. Each step is one set, in the running transaction, with the cycle locked; what it
 * did is done for good, and a step that is taken again finds that. The request that begins the work takes the first steps
 * itself; a {@link CycleJob} takes the rest where there is more than one set of anything.
 */
public interface CycleWork {
    /**
     * How far the work is.
     *
     * @param phase name of the work's own; null at the end
     * @param after identifier after which the phase goes on
     * @param done subjects so far, as the job shows them
     * @param found the work's own count
     */
    record Progress(String phase, UUID after, long done, long found) {
        /** The beginning. */
        static Progress at(String phase) {
            return new Progress(phase, AssignmentPolicy.ONLY, 0, 0);
        }

        /** The same phase, further on. */
        public Progress further(UUID last, int more, int foundMore) {
            return new Progress(phase, last, done + more, found + foundMore);
        }

        /** The beginning of the next phase; null for the end. */
        public Progress then(String next) {
            return new Progress(next, AssignmentPolicy.ONLY, done, found);
        }

        /** Whether nothing is left. */
        public boolean ended() {
            return phase == null;
        }
    }

    /** The state in which the cycle is meanwhile. */
    CycleState during();

    /** How many the job will have done at the end; null while unknown. */
    default Long total(Cycle cycle) {
        return null;
    }

    /**
     * Looks for a short while, without a transaction, whether the work may begin; its job looks again later. Throws a
     * problem when that takes too long.
     *
     * @param until what the work waits for, as it was when the work was asked for; null when that could not be found out
     * @param since when the job was submitted
     */
    default boolean ready(Map<String, Long> until, Instant since) throws InterruptedException {
        return true;
    }

    /** Does one set; returns where to go on. */
    Progress step(Cycle cycle, Progress at);

    /** Makes the outcome valid, in the last step's transaction and inside a decision of {@link CycleDecisions}. */
    void end(Caller caller, Cycle cycle, Progress last);
}
