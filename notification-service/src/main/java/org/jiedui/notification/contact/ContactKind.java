package org.jiedui.notification.contact;

/** Ways to reach a person outside the platform. */
public enum ContactKind {
    EMAIL,
    PHONE
}
