package org.jiedui.notification.contact;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The SMS provider. Without an address there is no SMS. */
@ConfigMapping(prefix = "jiedui.notification.sms")
public interface SmsConfig {
    /** Where messages are posted, https. Set by the operator, so it may lie in a private network. */
    Optional<String> url();

    /** Who we are at the provider. */
    @WithDefault("jiedui")
    String key();

    /** Signs requests and reports; needed with an address. */
    Optional<String> secret();

    /** Sign name that the provider has registered. */
    @WithDefault("结对帮扶")
    String signName();

    /** Template id of the verification code; its parameter is {@code code}. */
    @WithDefault("VERIFY")
    String verificationTemplate();

    /** Longest time of one attempt, 100 ms to 30 s. */
    @WithDefault("PT10S")
    Duration timeout();

    /** How old a signed report may be, 10 s to 1 h. */
    @WithDefault("PT5M")
    Duration reportAge();
}
