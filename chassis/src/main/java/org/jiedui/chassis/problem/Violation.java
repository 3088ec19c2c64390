package org.jiedui.chassis.problem;

/**
 * One place in a request that is wrong.
 *
 * @param pointer JSON pointer (RFC 6901) into the request body, or {@code ?name} for a query parameter
 * @param code stable code, upper snake case
 * @param zh the sentence in Chinese; never repeats the refused value
 * @param en the sentence in English; never repeats the refused value
 */
public record Violation(String pointer, String code, String zh, String en) {}
