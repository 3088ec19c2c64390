package org.jiedui.notification.delivery;

/** Ways out of the platform. */
public enum Channel {
    EMAIL,
    SMS,
    WECOM,
    DINGTALK,
    WEBHOOK
}
