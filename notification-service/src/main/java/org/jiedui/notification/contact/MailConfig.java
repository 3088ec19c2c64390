package org.jiedui.notification.contact;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The mail server. Without a host there is no e-mail. */
@ConfigMapping(prefix = "jiedui.notification.mail")
public interface MailConfig {
    /** Host of the SMTP server. */
    Optional<String> host();

    /** Its port, 1 to 65 535. */
    @WithDefault("25")
    int port();

    /** {@code DISABLED}, {@code OPTIONAL} or {@code REQUIRED}. */
    @WithDefault("OPTIONAL")
    String startTls();

    /** Whether the connection is encrypted from the beginning. */
    @WithDefault("false")
    boolean ssl();

    /** Account at the server. */
    Optional<String> username();

    /** Its password. */
    Optional<String> password();

    /** Sender of all mail. */
    @WithDefault("noreply@jiedui.local")
    String from();

    /** How long the server may say nothing before its connection is closed and the attempt has failed, 1 s to 1 min. */
    @WithDefault("PT20S")
    Duration timeout();

    /** How long a verification code can be used, 1 min to 1 day. */
    @WithDefault("PT15M")
    Duration codeLife();
}
