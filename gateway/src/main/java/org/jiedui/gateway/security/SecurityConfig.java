package org.jiedui.gateway.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Checking of access tokens. Issuer, audience and keys are the platform's own settings ({@code quarkus.oidc.*}). */
@ConfigMapping(prefix = "gateway.security")
public interface SecurityConfig {
    /** Realm named in {@code WWW-Authenticate}. */
    @WithDefault("jiedui")
    String realm();

    /**
     * For how long a token that has been checked is taken at its word without checking its signature again (never beyond
     * its own expiry). A key withdrawn by the provider therefore ends here after at most this time; the services check
     * again by themselves. 0 to 5 minutes.
     */
    @WithDefault("PT30S")
    Duration rememberChecked();

    /** How many checked tokens are remembered at most. 0 to 1 000 000; about 2 KB each. */
    @WithDefault("10000")
    long rememberAtMost();

    /** What a caller is told to wait when no token can be checked, because the identity provider is away. 1 to 300 s. */
    @WithDefault("PT5S")
    Duration providerRetryAfter();
}
