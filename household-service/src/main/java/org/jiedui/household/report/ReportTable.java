package org.jiedui.household.report;

import java.time.Instant;
import java.util.List;
import org.jiedui.chassis.value.Money;

/**
 * A report's answer.
 *
 * @param region whose table it is; empty for the whole deployment
 * @param year the period; null for the present
 * @param asOf when it was counted
 * @param least fewest contributors of a shown cell
 * @param rows the region's children, by code
 * @param sum the region itself
 */
public record ReportTable(
        Report report,
        Report.By by,
        String region,
        Integer year,
        Instant asOf,
        int least,
        List<ReportCategory> categories,
        List<Line> rows,
        Line sum) {
    /** A region's figures. */
    public record Line(String region, Cell total, List<Cell> cells) {}

    /**
     * A figure.
     *
     * @param count how many; null when withheld
     * @param amount sum of money; null when withheld or when the report is not about money
     * @param suppressed whether it is withheld
     */
    public record Cell(Long count, Money amount, boolean suppressed) {}
}
