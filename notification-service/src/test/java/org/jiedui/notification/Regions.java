package org.jiedui.notification;

import java.util.concurrent.ThreadLocalRandom;

/** Regions that no other test uses, so that mailboxes of offices begin empty. */
final class Regions {
    private Regions() {}

    /** A village in a county of its own; the prefix 99 belongs to no province. */
    static String village() {
        return "99%010d".formatted(ThreadLocalRandom.current().nextLong(10_000_000_000L));
    }

    /** Another region of the same level below the same parent. */
    static String beside(String region) {
        var last = region.charAt(region.length() - 1);
        return region.substring(0, region.length() - 1) + (last == '9' ? '0' : (char) (last + 1));
    }
}
