package org.jiedui.gateway.resilience;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the gateway bears services that are slow, full or away. */
@ConfigMapping(prefix = "gateway.resilience")
public interface ResilienceConfig {
    /** Longest time for a connection to a service. 10 ms to 30 s. */
    @WithDefault("PT1S")
    Duration connectTimeout();

    /** Longest time from the end of a request to the head of its answer, where no rule says otherwise. */
    @WithDefault("PT30S")
    Duration answerTimeout();

    /** Longest time without a byte in either direction while a body is under way. */
    @WithDefault("PT60S")
    Duration idleTimeout();

    /** The same for routes that stream (server-sent events); longer than the services' heartbeat. */
    @WithDefault("PT5M")
    Duration streamIdleTimeout();

    /** Requests under way to one service at once. Above: 503 at once, so that a slow service cannot fill the gateway. */
    @WithDefault("512")
    int concurrency();

    /** Streams open to one service at once; they do not count as requests. */
    @WithDefault("10000")
    int streams();

    /** Attempts after a failed connection (any method: nothing has been sent), or after a kept connection broke before the first byte of the answer (GET and HEAD only). 0 to 5. */
    @WithDefault("2")
    int retries();

    /** Pause before a further attempt; doubled each time. */
    @WithDefault("PT0.05S")
    Duration retryPause();

    /** How long an idle connection to a service is kept; shorter than the services keep theirs. */
    @WithDefault("PT20S")
    Duration keepAlive();

    /** What a caller is told to wait after a 503 which has no better figure of its own. 1 to 300 s. */
    @WithDefault("PT2S")
    Duration retryAfter();

    /** When to stop asking a service that does not answer. */
    Circuit circuit();

    /** Failures are refused or broken connections, time-outs, and the statuses 502 and 504 (503 without {@code Retry-After}). */
    interface Circuit {
        /** The time over which failures are counted. 1 s to 5 min. */
        @WithDefault("PT10S")
        Duration window();

        /** Fewer outcomes than this within the window never open the circuit. At least 1. */
        @WithDefault("10")
        int leastOutcomes();

        /** Share of failures, in per cent, from which on the circuit opens. 1 to 100. */
        @WithDefault("50")
        int failurePercent();

        /** How long an open circuit refuses at once before it lets requests try again. */
        @WithDefault("PT2S")
        Duration openFor();

        /** Trial requests at once while the circuit is half open; one success closes it, one failure opens it again. */
        @WithDefault("3")
        int trials();
    }
}
