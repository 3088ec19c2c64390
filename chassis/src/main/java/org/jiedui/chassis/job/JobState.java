package org.jiedui.chassis.job;

/** Where a job stands. */
public enum JobState {
    /** Waits until somebody releases it. */
    HELD,
    /** Waits for a free thread, or for another try. */
    QUEUED,
    /** Some replica is at it, or was until it was killed. */
    RUNNING,
    /** Done. */
    SUCCEEDED,
    /** Given up; what the checkpoints cover has happened. */
    FAILED,
    /** Stopped by somebody; what the checkpoints cover has happened. */
    CANCELLED;

    /** Whether nothing will change any more. */
    public boolean isFinal() {
        return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
}
