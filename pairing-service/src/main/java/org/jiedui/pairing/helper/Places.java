package org.jiedui.pairing.helper;

/**
 * Places of one role.
 *
 * @param role {@code PRIMARY} or {@code SUPPORTING}
 * @param places most at once
 * @param taken by proposals and pairings that did not end
 */
public record Places(String role, int places, int taken) {}
