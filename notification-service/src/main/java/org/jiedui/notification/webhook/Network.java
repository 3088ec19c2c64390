package org.jiedui.notification.webhook;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A range of addresses.
 *
 * @param base any address of the range
 * @param bits length of the common prefix
 */
public record Network(InetAddress base, int bits) {
    /** Reads {@code 10.0.0.0/8}. Only literal addresses: no name is looked up. */
    public static Network of(String cidr) {
        var parts = cidr.trim().split("/", 2);
        if (parts.length != 2 || !parts[0].matches("[0-9a-fA-F.:]+") || !parts[1].matches("\\d{1,3}")) {
            throw new IllegalArgumentException("not a network in CIDR notation: " + cidr);
        }
        try {
            var network = new Network(InetAddress.getByName(parts[0]), Integer.parseInt(parts[1]));
            if (network.bits > network.base.getAddress().length * 8) {
                throw new IllegalArgumentException("prefix too long: " + cidr);
            }
            return network;
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not a network in CIDR notation: " + cidr, e);
        }
    }

    /** Whether the address lies in the range. */
    public boolean contains(InetAddress address) {
        var own = base.getAddress();
        var other = address.getAddress();
        if (own.length != other.length) {
            return false;
        }
        for (var i = 0; i < bits; i++) {
            var mask = 0x80 >> (i % 8);
            if ((own[i / 8] & mask) != (other[i / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
