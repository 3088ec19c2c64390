package org.jiedui.pairing.pairing;

/**
 * Why a step is taken.
 *
 * @param reason code; travels in events
 * @param remark the office's words, or null; stays here
 */
public record Words(PairingReason reason, String remark) {}
