package org.jiedui.notification.template;

/** Channels whose messages have words; a webhook carries the event itself. */
public enum TextChannel {
    INBOX,
    EMAIL,
    /** Only by templates that the provider has registered. */
    SMS,
    /** Group robots. */
    ROBOT,
    /** Devices. */
    PUSH
}
