package org.jiedui.household.leak;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jiedui.household.registration.IdNumber;

/**
 * Numbers of people who do not exist, and the search for all of them at once: every run of digits of a text is looked at
 * through windows of the numbers' lengths, each window is one look into a hash set.
 */
final class Canaries {
    private static final int[] LENGTHS = {11, 18, 19};
    private static final LocalDate FIRST = LocalDate.of(1950, 1, 1);

    private final Set<String> all = new HashSet<>();
    private final AtomicInteger next = new AtomicInteger();
    private final Queue<String> leaks = new ConcurrentLinkedQueue<>();
    private final AtomicLong searched = new AtomicLong();

    /** A valid identity number. */
    String idNumber() {
        var n = next.getAndIncrement();
        var first17 =
                "330482%s%03d".formatted(FIRST.plusDays(n % 20_000).toString().replace("-", ""), 700 + n / 20_000);
        return keep(first17 + IdNumber.checkDigit(first17));
    }

    /** A mobile number. */
    String phone() {
        return keep("199%08d".formatted(31_000_000 + next.getAndIncrement()));
    }

    /** A card's number. */
    String card() {
        return keep("6228480%012d".formatted(551_000_000_000L + next.getAndIncrement()));
    }

    private synchronized String keep(String canary) {
        all.add(canary);
        return canary;
    }

    synchronized int count() {
        return all.size();
    }

    long searched() {
        return searched.get();
    }

    Queue<String> leaks() {
        return leaks;
    }

    /** Searches bytes as they are; what they are encoded in is ASCII for digits. */
    void search(String where, byte[] bytes) {
        search(where, new String(bytes, StandardCharsets.ISO_8859_1));
    }

    /** Searches a text. */
    void search(String where, String text) {
        searched.addAndGet(text.length());
        var start = -1;
        for (var i = 0; i <= text.length(); i++) {
            var c = i == text.length() ? ' ' : text.charAt(i);
            var digit = (c >= '0' && c <= '9') || c == 'X' || c == 'x';
            if (digit && start < 0) {
                start = i;
            } else if (!digit && start >= 0) {
                if (i - start >= LENGTHS[0]) {
                    searchRun(where, text.substring(start, i).toUpperCase(java.util.Locale.ROOT));
                }
                start = -1;
            }
        }
    }

    private void searchRun(String where, String run) {
        for (var length : LENGTHS) {
            for (var i = 0; i + length <= run.length(); i++) {
                var window = run.substring(i, i + length);
                boolean found;
                synchronized (this) {
                    found = all.contains(window);
                }
                if (found) {
                    leaks.add(where + ": …" + window.substring(length - 4));
                }
            }
        }
    }
}
