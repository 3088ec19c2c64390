package org.jiedui.evaluation.honour;

import java.util.Set;

/** Where a model case stands (EV-12). */
public enum ModelCaseState {
    /** Waits for the review. */
    NOMINATED,
    /** Fit to be published. */
    APPROVED,
    /** Not taken, with a reason. */
    REJECTED,
    /** Can be looked up by everybody. */
    PUBLISHED,
    /** No longer held up, with a reason. */
    WITHDRAWN;

    /** The states that may follow. */
    public Set<ModelCaseState> next() {
        return switch (this) {
            case NOMINATED -> Set.of(APPROVED, REJECTED);
            case APPROVED -> Set.of(PUBLISHED, REJECTED);
            case PUBLISHED -> Set.of(WITHDRAWN);
            case REJECTED, WITHDRAWN -> Set.of();
        };
    }
}
