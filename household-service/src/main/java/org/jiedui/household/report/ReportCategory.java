package org.jiedui.household.report;

/**
 * A column of a report.
 *
 * @param code code of its list; {@code NONE} where nothing is noted
 */
public record ReportCategory(String code, String zh, String en) {}
