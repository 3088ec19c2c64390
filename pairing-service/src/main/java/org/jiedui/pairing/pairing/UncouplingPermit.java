package org.jiedui.pairing.pairing;

/**
 * A recorded exception from "never uncoupled": why a household may be without a primary helper for now.
 *
 * @param reason the office's words
 * @param document number of the decision, or null
 */
public record UncouplingPermit(String reason, String document) {}
