package org.jiedui.pairing.certificate;

import jakarta.enterprise.context.ApplicationScoped;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.time.TimeSource;

/**
 * Keeps the public verification from being used to try numbers: a fixed number of answers a minute for each replica,
 * behind the gateway's own limit per client.
 */
@ApplicationScoped
public class VerificationLimit {
    private final CertificateConfig config;
    private final TimeSource time;
    private long minute;
    private int answered;

    VerificationLimit(CertificateConfig config, TimeSource time) {
        this.config = config;
        this.time = time;
    }

    /** Counts one; refuses with 429 and {@code Retry-After} when the minute is used up. */
    public synchronized void count() {
        var second = time.now().getEpochSecond();
        if (second / 60 != minute) {
            minute = second / 60;
            answered = 0;
        }
        if (++answered > config.verificationsPerMinute()) {
            throw CommonProblem.TOO_MANY_REQUESTS.problem().header("Retry-After", 60 - second % 60);
        }
    }
}
