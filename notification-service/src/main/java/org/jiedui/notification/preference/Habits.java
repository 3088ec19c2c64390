package org.jiedui.notification.preference;

import java.time.LocalTime;
import java.time.ZoneId;

/**
 * When somebody wants to hear outside the inbox.
 *
 * @param quietFrom beginning of the quiet hours, or null
 * @param quietTo their end, excluded; earlier than {@code quietFrom} when they pass midnight
 * @param zone whose hours these are
 * @param digest whether optional messages are gathered
 * @param digestAt when the gathered ones leave
 */
public record Habits(LocalTime quietFrom, LocalTime quietTo, ZoneId zone, Digest digest, LocalTime digestAt) {
    /** Of those who said nothing. */
    public static Habits none(ZoneId zone) {
        return new Habits(null, null, zone, Digest.NONE, LocalTime.of(8, 0));
    }
}
