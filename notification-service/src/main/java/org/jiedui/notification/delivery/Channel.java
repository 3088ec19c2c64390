package org.jiedui.notification.delivery;

/** Ways out of the platform. */
public enum Channel {
    EMAIL,
    SMS,
    /** To devices. */
    PUSH,
    WECOM,
    DINGTALK,
    WEBHOOK
}
