package org.jiedui.household.risk;

import java.util.Map;

/**
 * A reason with the figures that led to it.
 *
 * @param code the reason
 * @param figures by name, decimal strings and numbers; the same facts always give the same figures
 */
public record RiskFinding(RiskReason code, Map<String, String> figures) {}
