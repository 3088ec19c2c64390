package org.jiedui.chassis.job;

import java.time.Duration;

/** The job cannot go on yet and gives its thread back; handlers throw what {@link JobContext#later} makes. */
public final class JobPostponed extends RuntimeException {
    private final transient Duration pause;

    JobPostponed(Duration pause) {
        super("postponed by " + pause, null, false, false);
        this.pause = pause;
    }

    Duration pause() {
        return pause;
    }
}
