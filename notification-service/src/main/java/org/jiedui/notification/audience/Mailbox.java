package org.jiedui.notification.audience;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Where messages lie until somebody reads them: {@code account:<sub>} for a person, {@code role:<role>@<region>} for an
 * office, so that whoever takes the office later finds what was sent before.
 */
public final class Mailbox {
    private static final Map<String, Integer> DIGITS = Map.of(
            "village-clerk", 12,
            "township-officer", 9,
            "county-officer", 6,
            "province-officer", 2);

    private Mailbox() {}

    /** The mailbox of a person. */
    public static String ofAccount(String account) {
        return "account:" + account;
    }

    /** Whether it is that of a person, not of an office. */
    public static boolean personal(String mailbox) {
        return mailbox.startsWith("account:");
    }

    /**
     * The mailbox of the office in charge of a region.
     *
     * @param role {@code village-clerk}, {@code township-officer}, {@code county-officer} or {@code province-officer}
     * @param region any division code
     * @return the office at its own level; empty when the region is above that level or the role is no office
     */
    public static java.util.Optional<String> ofOffice(String role, String region) {
        var digits = DIGITS.get(role);
        return digits == null || region.length() < digits
                ? java.util.Optional.empty()
                : java.util.Optional.of("role:" + role + "@" + region.substring(0, digits));
    }

    /** The region of an office's mailbox. */
    public static String regionOf(String office) {
        return office.substring(office.lastIndexOf('@') + 1);
    }

    /** The regions themselves and all regions above them. */
    public static Set<String> upwards(Collection<String> regions) {
        return regions.stream()
                .flatMap(region -> IntStream.of(2, 4, 6, 9, 12)
                        .filter(digits -> region.length() >= digits)
                        .mapToObj(digits -> region.substring(0, digits)))
                .collect(Collectors.toSet());
    }

    /** All mailboxes that a caller reads: the own one, and that of each own office at exactly the own region. */
    public static List<String> readBy(String account, Set<String> roles, String region) {
        var mailboxes = new ArrayList<String>();
        mailboxes.add(ofAccount(account));
        roles.stream()
                .sorted()
                .filter(role -> DIGITS.getOrDefault(role, -1) == region.length())
                .forEach(role -> mailboxes.add("role:" + role + "@" + region));
        return mailboxes;
    }
}
