package org.jiedui.pairing.certificate;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.time.TimeSource;

/**
 * Keeps the public verification from being used to try numbers: a fixed number of answers a minute for each client address
 * and replica, so that nobody uses up what others need. Addresses beyond a bounded number share one count. Nothing about
 * addresses is stored or logged, and all is forgotten each minute.
 */
@ApplicationScoped
public class VerificationLimit {
    /** Addresses counted one by one in a minute; some 10 MB at most. */
    static final int MOST_ADDRESSES = 50_000;

    private static final String ALL_OTHERS = "";

    private final CertificateConfig config;
    private final TimeSource time;
    private final Map<String, Integer> answered = new HashMap<>();
    private long minute;

    VerificationLimit(CertificateConfig config, TimeSource time) {
        this.config = config;
        this.time = time;
    }

    /** Counts one; refuses with 429 and {@code Retry-After} when the address has used up its minute. */
    public synchronized void count(String address) {
        var second = time.now().getEpochSecond();
        if (second / 60 != minute) {
            minute = second / 60;
            answered.clear();
        }
        var key = answered.size() < MOST_ADDRESSES || answered.containsKey(address) ? address : ALL_OTHERS;
        if (answered.merge(key, 1, Integer::sum) > config.verificationsPerMinute()) {
            throw CommonProblem.TOO_MANY_REQUESTS.problem().header("Retry-After", 60 - second % 60);
        }
    }
}
