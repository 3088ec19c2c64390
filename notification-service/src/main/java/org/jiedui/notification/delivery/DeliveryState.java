package org.jiedui.notification.delivery;

/** Where a delivery stands. */
public enum DeliveryState {
    /** Not tried yet, or asked for again. */
    PENDING,
    /** Tried without success, will be tried again. */
    FAILED,
    /** Accepted by the receiver or by the provider that carries it on. */
    SENT,
    /** The provider reported that it arrived. */
    DELIVERED,
    /** Given up; only a person sends it again. */
    PARKED
}
