package org.jiedui.notification.delivery;

/** Where a delivery stands. */
public enum DeliveryState {
    /** Not tried yet, or asked for again. */
    PENDING,
    /** Tried without success, will be tried again. */
    FAILED,
    /** Accepted by the receiver. */
    SENT,
    /** Given up; only a person sends it again. */
    PARKED
}
