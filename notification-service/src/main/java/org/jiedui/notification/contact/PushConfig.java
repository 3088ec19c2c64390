package org.jiedui.notification.contact;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The provider of push messages to devices. Without an address there are none. */
@ConfigMapping(prefix = "jiedui.notification.push")
public interface PushConfig {
    /** Where messages are posted, https. Set by the operator, so it may lie in a private network. */
    Optional<String> url();

    /** Who we are at the provider. */
    @WithDefault("jiedui")
    String key();

    /** Signs requests; needed with an address. */
    Optional<String> secret();

    /** Longest time of one attempt, 100 ms to 30 s. */
    @WithDefault("PT10S")
    Duration timeout();
}
