package org.jiedui.household.risk;

import java.util.List;

/**
 * Risks that people found.
 *
 * @param risks one to five; {@code OTHER} is explained in the words of the decision
 * @param disasterKind of which kind {@code NATURAL_DISASTER} is; null without it
 */
public record FoundRisks(List<Risk> risks, DisasterKind disasterKind) {}
