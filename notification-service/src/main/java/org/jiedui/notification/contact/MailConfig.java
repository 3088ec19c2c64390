package org.jiedui.notification.contact;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** The mail server. Without a host there is no e-mail; with a value out of its range the service does not start. */
@ConfigMapping(prefix = "jiedui.notification.mail")
public interface MailConfig {
    /** Host of the SMTP server. */
    Optional<String> host();

    /** Its port, 1 to 65 535. */
    @WithDefault("25")
    @Min(1)
    @Max(65_535)
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
    @DurationMin(seconds = 1)
    @DurationMax(minutes = 1)
    Duration timeout();

    /** How long a verification code can be used, 1 min to 1 day. */
    @WithDefault("PT15M")
    @DurationMin(minutes = 1)
    @DurationMax(days = 1)
    Duration codeLife();
}
