package org.jiedui.local;

/** One process of a stack that can be ended, gently or not, and started again on the same port and data. */
sealed interface Server permits MySqlServer, KafkaServer, KeycloakServer, ServiceServer {

    /** The running (or last) process with its log. */
    ServerProcess process();

    /** Ends it in good order. */
    void stop();

    /** Ends it as a power cut would. */
    void kill();

    /** Starts it again, after {@link #stop()} or {@link #kill()}, and waits until it answers. */
    void restart();
}
