package org.jiedui.notification.preference;

import org.jiedui.notification.template.TextChannel;

/** One type on one channel that somebody does not want. */
public record OptOut(String type, TextChannel channel) {
    String stored() {
        return channel + ":" + type;
    }

    static OptOut of(String stored) {
        var parts = stored.split(":", 2);
        return new OptOut(parts[1], TextChannel.valueOf(parts[0]));
    }
}
