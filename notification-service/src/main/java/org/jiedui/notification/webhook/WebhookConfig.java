package org.jiedui.notification.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Calls to webhook endpoints. */
@ConfigMapping(prefix = "jiedui.notification.webhook")
public interface WebhookConfig {
    /** Whether private, loopback and link-local addresses may be called, also unencrypted. For one-machine stacks only. */
    @WithDefault("false")
    boolean allowPrivate();

    /** Networks (CIDR) that may be called although they are not public, such as that of the government's intranet. */
    Optional<List<String>> allowedNetworks();

    /** Longest time of one attempt from the connection to the end of the answer, 100 ms to 30 s; a name is looked up for 3 s at most. */
    @WithDefault("PT10S")
    Duration timeout();

    /** Bytes of an answer that are read at most, 0 to 1 MB; a longer answer is cut off, its status counts. */
    @WithDefault("65536")
    int answerLimit();

    /** How long a rotated secret goes on signing beside the new one, 1 s to 30 days. */
    @WithDefault("P1D")
    Duration oldSecretLife();

    /** An endpoint that takes nothing for so long is switched off, 1 s to 30 days. */
    @WithDefault("P3D")
    Duration disableAfter();
}
