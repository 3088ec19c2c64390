package org.jiedui.pairing.certificate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** What certificates say and how often they may be verified. */
@ConfigMapping(prefix = "jiedui.pairing.certificate")
public interface CertificateConfig {
    /** Address of the public verification as printed in the QR code; {@code {number}} stands for the number. */
    @WithDefault("https://localhost/api/v1/certificates/{number}/verification")
    String verification();

    /** Verifications a minute that one replica answers one client address, 1–100000; more are refused with 429. */
    @WithDefault("60")
    @Min(1)
    @Max(100_000)
    int verificationsPerMinute();
}
