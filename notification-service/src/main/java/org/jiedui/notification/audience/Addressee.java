package org.jiedui.notification.audience;

/** Who is told, and why. */
public record Addressee(String mailbox, AudienceReason reason) {}
