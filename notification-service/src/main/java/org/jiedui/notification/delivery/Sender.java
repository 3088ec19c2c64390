package org.jiedui.notification.delivery;

import java.util.concurrent.CompletionStage;

/** A way to bring a delivery to its receiver. One implementation per channel. */
public interface Sender {
    /** The channel that it serves. */
    Channel channel();

    /** Attempts that one lane may make in a minute; 0: as many as it can. */
    default int perMinute() {
        return 0;
    }

    /**
     * Makes one attempt. Never blocks for longer than a look into the database; ends within its own time limit, always
     * with an outcome.
     */
    CompletionStage<Outcome> send(Outgoing delivery);
}
