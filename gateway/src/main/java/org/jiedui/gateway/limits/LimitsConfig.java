package org.jiedui.gateway.limits;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** How much one caller may ask for. Every limit holds per gateway process: with n replicas callers get up to n times that. */
@ConfigMapping(prefix = "gateway.limits")
public interface LimitsConfig {
    /** Largest request body where no rule says otherwise. Above: 413. */
    @WithDefault("1M")
    MemorySize body();

    /** Longest request target (path and query) in characters. Above: 414. The server itself stops at 32 KiB. */
    @WithDefault("8192")
    int target();

    /** All request headers together, in characters. Above: 431. The server itself stops at 64 KiB. */
    @WithDefault("16384")
    int headers();

    /** Requests over time. */
    Rates rate();

    /** Token buckets: a caller may spend {@code burst} at once and gets {@code requests} back in every {@code per}. */
    interface Rates {
        /** Switches rate limits as a whole. */
        @WithDefault("true")
        boolean enabled();

        /** Every user of every client, unless the client has its own line. */
        Rate user();

        /** Every client as a whole, over all its users, unless the client has its own line. */
        Rate client();

        /** Callers without a token on public paths, per address. */
        Rate anonymous();

        /** Clients with limits of their own, by {@code azp}. */
        Map<String, ClientRates> clients();

        /** How many buckets are kept at most; the least recently used is forgotten, and so starts full again. */
        @WithDefault("200000")
        long bucketsAtMost();
    }

    /** The two limits of one client. */
    interface ClientRates {
        /** Every user of this client. */
        Rate user();

        /** The client over all its users. */
        Rate client();
    }

    /** One token bucket's shape. */
    interface Rate {
        /** Requests that come back in every period; at least 1. */
        int requests();

        /** The period; 1 ms to 31 days. A day makes this a quota. */
        @WithDefault("PT1S")
        Duration per();

        /** Requests that may come at once; at least 1. */
        int burst();
    }
}
