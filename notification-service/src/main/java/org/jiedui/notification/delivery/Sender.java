package org.jiedui.notification.delivery;

import java.util.concurrent.CompletionStage;

/** A way to bring a delivery to its receiver. One implementation per channel. */
public interface Sender {
    /** The channel that it serves. */
    Channel channel();

    /**
     * Makes one attempt. Never blocks for longer than a look into the database; ends within its own time limit, always
     * with an outcome.
     */
    CompletionStage<Outcome> send(Outgoing delivery);
}
