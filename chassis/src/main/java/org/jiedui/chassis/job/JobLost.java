package org.jiedui.chassis.job;

/**
 * The job does not belong to this run any more: taken over by another replica, cancelled, or the service is stopping.
 * Rolls the chunk back; handlers let it pass.
 */
public final class JobLost extends RuntimeException {
    JobLost(String why) {
        super(why, null, false, false);
    }
}
