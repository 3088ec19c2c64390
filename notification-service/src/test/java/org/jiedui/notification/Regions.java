package org.jiedui.notification;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Regions that no other test uses, so that mailboxes of offices begin empty. */
final class Regions {
    private Regions() {}

    /** Counties have even numbers, so that what lies {@link #beside} one belongs to no test either. */
    private static final AtomicInteger COUNTIES =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(5_000));

    /** A village in a county of its own; the prefix 99 belongs to no province. */
    static String village() {
        return "99%04d%06d"
                .formatted(
                        2 * (COUNTIES.incrementAndGet() % 5_000),
                        ThreadLocalRandom.current().nextInt(1_000_000));
    }

    /** Another region of the same level below the same parent. */
    static String beside(String region) {
        var last = region.charAt(region.length() - 1);
        return region.substring(0, region.length() - 1) + (last == '9' ? '0' : (char) (last + 1));
    }
}
