package org.jiedui.notification.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which addresses a webhook may have. Pure: the name is resolved by the caller, at registration and again for every
 * connection, and the connection goes to the very address that was checked here.
 */
public final class AddressPolicy {
    /** Why an address is refused. */
    public enum Refusal {
        NOT_HTTP,
        NOT_ENCRYPTED,
        CREDENTIALS_IN_URL,
        NO_HOST,
        BAD_PORT,
        NOT_RESOLVED,
        NOT_PUBLIC
    }

    private AddressPolicy() {}

    /**
     * Judges a URL whose host has these addresses.
     *
     * @param allowPrivate whether every address may be called, also unencrypted
     * @param allowed networks that may be called although they are not public, also unencrypted
     * @return all refusals; none when it may be called
     */
    public static Set<Refusal> judge(
            URI url, List<InetAddress> addresses, boolean allowPrivate, List<Network> allowed) {
        var refusals = EnumSet.noneOf(Refusal.class);
        var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(java.util.Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            refusals.add(Refusal.NOT_HTTP);
            return refusals;
        }
        if (url.getHost() == null || url.getHost().isEmpty()) {
            refusals.add(Refusal.NO_HOST);
            return refusals;
        }
        if (url.getRawUserInfo() != null) {
            refusals.add(Refusal.CREDENTIALS_IN_URL);
        }
        if (url.getPort() == 0 || url.getPort() > 65_535) {
            refusals.add(Refusal.BAD_PORT);
        }
        if (addresses.isEmpty()) {
            refusals.add(Refusal.NOT_RESOLVED);
        }
        var trusted =
                allowPrivate || (!addresses.isEmpty() && addresses.stream().allMatch(a -> contained(a, allowed)));
        if (!trusted) {
            if (addresses.stream().anyMatch(a -> !isPublic(a) && !contained(a, allowed))) {
                refusals.add(Refusal.NOT_PUBLIC);
            }
            if (scheme.equals("http")) {
                refusals.add(Refusal.NOT_ENCRYPTED);
            }
        }
        return refusals;
    }

    private static boolean contained(InetAddress address, List<Network> networks) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /** Whether the address is one of the public Internet (IANA special-purpose registries). */
    public static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        return bytes.length == 4 ? isPublic4(bytes, 0) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] b, int at) {
        int first = b[at] & 0xff;
        int second = b[at + 1] & 0xff;
        int third = b[at + 2] & 0xff;
        return !(first == 0
                || first == 10
                || first == 127
                || first >= 224
                || (first == 100 && second >= 64 && second < 128)
                || (first == 169 && second == 254)
                || (first == 172 && second >= 16 && second < 32)
                || (first == 192 && second == 168)
                || (first == 192 && second == 0 && (third == 0 || third == 2))
                || (first == 192 && second == 88 && third == 99)
                || (first == 198 && (second == 18 || second == 19))
                || (first == 198 && second == 51 && third == 100)
                || (first == 203 && second == 0 && third == 113));
    }

    private static boolean isPublic6(byte[] b) {
        if (isPrefix(b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)) {
            // ::a.b.c.d and ::ffff:a.b.c.d: what counts is the address inside
            return isPublic4(b, 12);
        }
        if (isPrefix(b, 0x00, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0)) {
            // the one translation prefix whose address inside is at the end; 64:ff9b:1::/48 is for local use
            return isPublic4(b, 12);
        }
        if (isPrefix(b, 0x20, 0x02)) {
            return isPublic4(b, 2);
        }
        // 2001::/23: Teredo, benchmarking, ORCHID
        var protocols = isPrefix(b, 0x20, 0x01) && (b[2] & 0xfe) == 0;
        var documentation = isPrefix(b, 0x20, 0x01, 0x0d, 0xb8) || (isPrefix(b, 0x3f, 0xff) && (b[2] & 0xf0) == 0);
        var globalUnicast = (b[0] & 0xe0) == 0x20;
        return globalUnicast && !protocols && !documentation;
    }

    private static boolean isPrefix(byte[] bytes, int... prefix) {
        for (var i = 0; i < prefix.length; i++) {
            if ((bytes[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
