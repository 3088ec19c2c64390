package org.jiedui.evaluation.cycle;

import java.util.UUID;

/**
 * What this service keeps of a helper, as announced by pairing: where the unit is that sent him.
 *
 * @param level {@code NATIONAL}, {@code PROVINCE}, {@code PREFECTURE}, {@code COUNTY}, {@code TOWNSHIP} or {@code VILLAGE}
 * @param region division of the unit
 */
public record HelperUnit(UUID helperId, String level, String region) {}
