package org.jiedui.pairing.pairing;

/**
 * A recorded exception: why a household may be without a primary helper, or with too few departments, for now.
 *
 * @param reason the office's words
 * @param document number of the decision, or null
 */
public record UncouplingPermit(String reason, String document) {}
