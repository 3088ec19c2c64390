package org.jiedui.evaluation.honour;

import java.util.UUID;

/**
 * Nominate a model case.
 *
 * @param cause code of the cause of poverty that it is about
 * @param measure code of the measure that helped
 * @param pairing from which it came, or null
 */
public record NominateCase(String region, String title, String summary, String cause, String measure, UUID pairing) {}
