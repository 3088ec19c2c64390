package org.jiedui.notification.broadcast;

import java.time.Instant;
import java.util.Set;
import org.jiedui.notification.delivery.Channel;

/**
 * A broadcast as its author wants it.
 *
 * @param channels {@code EMAIL} and {@code SMS} beside the inbox
 * @param perMinute recipients told in a minute at most
 * @param scheduledAt not before, or null
 */
public record WriteBroadcast(
        Category category,
        String titleZh,
        String bodyZh,
        String titleEn,
        String bodyEn,
        Segment segment,
        Set<Channel> channels,
        int perMinute,
        Instant scheduledAt) {}
