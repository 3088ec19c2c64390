package org.jiedui.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jiedui.gateway.GatewayProblem;
import org.jiedui.gateway.Refusal;

/**
 * Decides whether a caller may make one more request now: a bucket per client and user, and one per client over all its
 * users; callers without a token have one per address. Memory is bounded; a forgotten bucket starts full.
 */
@ApplicationScoped
public class RateLimits {
    private final boolean enabled;
    private final Pair others;
    private final Bucket.Policy anonymous;
    private final Map<String, Pair> byClient = new ConcurrentHashMap<>();
    private final Cache<Key, Bucket> buckets;

    private record Pair(Bucket.Policy user, Bucket.Policy client) {}

    private record Key(String client, String subject) {}

    RateLimits(LimitsConfig config) {
        LimitsConfig.Rates rates = config.rate();
        this.enabled = rates.enabled();
        this.others = new Pair(Bucket.Policy.of("user", rates.user()), Bucket.Policy.of("client", rates.client()));
        this.anonymous = Bucket.Policy.of("address", rates.anonymous());
        rates.clients()
                .forEach((client, own) -> byClient.put(
                        client,
                        new Pair(Bucket.Policy.of("user", own.user()), Bucket.Policy.of("client", own.client()))));
        long longest = Math.max(
                anonymous.depthNanos(),
                Math.max(
                        longest(others),
                        byClient.values().stream()
                                .mapToLong(RateLimits::longest)
                                .max()
                                .orElse(0)));
        // Kept until it must be full again, so that forgetting changes nothing.
        this.buckets = Caffeine.newBuilder()
                .maximumSize(rates.bucketsAtMost())
                .expireAfterAccess(Duration.ofNanos(Math.max(TimeUnit.MINUTES.toNanos(1), longest)))
                .build();
    }

    private static long longest(Pair pair) {
        return Math.max(pair.user().depthNanos(), pair.client().depthNanos());
    }

    /** Takes one request from the buckets of a user and of the client that the user came through. */
    public Verdict takeFor(String client, String subject) {
        if (!enabled) {
            return Verdict.UNLIMITED;
        }
        Pair policies = byClient.getOrDefault(client, others);
        long now = System.nanoTime();
        Verdict asUser = take(new Key(client, subject), policies.user(), now);
        return asUser.refusal() != null ? asUser : asUser.unless(take(new Key(client, null), policies.client(), now));
    }

    /** Takes one request from the bucket of an address. */
    public Verdict takeForAddress(String address) {
        return enabled ? take(new Key(null, address), anonymous, System.nanoTime()) : Verdict.UNLIMITED;
    }

    private Verdict take(Key key, Bucket.Policy policy, long now) {
        Bucket bucket = buckets.get(key, fresh -> new Bucket(now));
        long wait = bucket.take(policy, now);
        String state = "\"" + policy.name() + "\";r=" + bucket.left(policy, now) + ";t="
                + seconds(wait > 0 ? wait : bucket.untilFull(now));
        return new Verdict(
                wait > 0 ? Refusal.retryAfter(GatewayProblem.TOO_MANY_REQUESTS, seconds(wait)) : null,
                policy.header(),
                state);
    }

    private static long seconds(long nanos) {
        return (nanos + 999_999_999L) / 1_000_000_000L;
    }

    /**
     * The decision and what the caller is told about its limit (draft-ietf-httpapi-ratelimit-headers).
     *
     * @param refusal null when the request may go on
     * @param policy value of {@code RateLimit-Policy}, or null when there is no limit
     * @param state value of {@code RateLimit}: what is left, and for how many seconds that holds; or null
     */
    public record Verdict(Refusal refusal, String policy, String state) {
        private static final Verdict UNLIMITED = new Verdict(null, null, null);

        private Verdict unless(Verdict other) {
            return other.refusal() != null ? other : this;
        }
    }
}
