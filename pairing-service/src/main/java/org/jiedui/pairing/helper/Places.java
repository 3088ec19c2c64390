package org.jiedui.pairing.helper;

import java.util.Collection;

/**
 * Places of one role.
 *
 * @param role {@code PRIMARY} or {@code SUPPORTING}
 * @param places most at once
 * @param taken by proposals and pairings that did not end, whatever their days: more than the places where one follows
 *     another
 */
public record Places(String role, int places, int taken) {
    /**
     * The version of a holder together with its places: places are taken and given back without a new version of the
     * holder, yet are part of what is shown of it.
     *
     * @param version of the holder
     * @param places of all its roles
     */
    public static long version(long version, Collection<Places> places) {
        var taken = 0L;
        for (var each : places) {
            taken = taken * 10_000 + each.taken();
        }
        return version * 100_000_000 + taken;
    }
}
