package org.jiedui.notification.contact;

/** Ways to reach a person outside the platform. */
public enum ContactKind {
    EMAIL,
    PHONE,
    /** An app on a device, by the token that it has at the push provider. */
    DEVICE
}
