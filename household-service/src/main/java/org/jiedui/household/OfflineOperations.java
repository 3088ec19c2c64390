package org.jiedui.household;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.Caller;

/**
 * What can be done offline and sent later in a batch (HH-12): a CDI bean in the {@code api} of the feature that owns the
 * records, over the same request records and use cases as its resources.
 */
public interface OfflineOperations {
    /** The kinds of operations of this feature. */
    List<Kind> kinds();

    /**
     * One kind of operation.
     *
     * @param name as the batch names it, upper snake case
     * @param roles that may send it
     * @param effect carries it out
     * @param look reads the present state of the target for a conflict; null when nothing can conflict
     */
    record Kind(String name, List<String> roles, Effect effect, Look look) {}

    /** Carries out one operation in the running transaction; refuses by throwing, then nothing of it stays. */
    @FunctionalInterface
    interface Effect {
        /** The operation's body is of the client's, ids already replaced by those of the server. */
        Outcome apply(Caller caller, Target target, JsonNode body);
    }

    /** Reads what is there now. */
    @FunctionalInterface
    interface Look {
        /** As the API shows it to the caller. */
        Present at(Caller caller, UUID id);
    }

    /**
     * What an operation is about.
     *
     * @param id of the record, or null when the operation creates one of its own
     * @param baseVersion the version that the client had, or null
     */
    record Target(UUID id, Long baseVersion) {
        /** The id; refused when there is none. */
        public UUID require() {
            if (id == null) {
                throw CommonProblem.INVALID_REQUEST.violations(
                        List.of(new Violation("/target", "REQUIRED", "必填", "Required")));
            }
            return id;
        }

        /** Refuses with 428 without a base version and with {@code STALE} when it is not the present one. */
        public void match(long version) {
            if (baseVersion == null) {
                throw CommonProblem.PRECONDITION_REQUIRED.violations(
                        List.of(new Violation("/baseVersion", "REQUIRED", "必填", "Required")));
            }
            if (baseVersion != version) {
                throw CommonProblem.STALE.problem();
            }
        }
    }

    /**
     * What came of an operation.
     *
     * @param status 200 or 201, as the resource would answer
     * @param id of the record
     * @param location its address
     * @param version its entity tag's number
     * @param body as the resource would answer
     */
    record Outcome(int status, UUID id, String location, long version, Object body) {}

    /** What is there now. */
    record Present(long version, Object body) {}
}
