package org.jiedui.household.report;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.report.SuppressionPolicy.Row;
import org.jiedui.household.report.SuppressionPolicy.Table;

/**
 * All figures of one report by one category: of every village and of every division above, counted at one moment, and what
 * of them is withheld. Does not change once it is filled; a table of any region is made without asking the database.
 */
final class ReportCube {
    private static final int[] LENGTHS = {0, 2, 4, 6, 9, 12};

    private final Report.By by;
    private final List<ReportCategory> categories;
    private final Instant asOf;
    private final int least;
    private final boolean money;

    /** A household has several visits, measures or alerts in a year. */
    private final boolean shared;

    private final TreeMap<String, Figures> regions = new TreeMap<>();
    private final Map<String, Row> withheld = new ConcurrentHashMap<>();

    ReportCube(Report report, Report.By by, List<ReportCategory> categories, Instant asOf, int least) {
        this.by = by;
        this.categories = categories;
        this.asOf = asOf;
        this.least = least;
        this.money = report == Report.MEASURES;
        this.shared = report.yearly();
    }

    private static final class Figures {
        final long[] contributors;
        final long[] counts;
        final BigDecimal[] amounts;

        /** One more than the categories: the last is the total. */
        Figures(int categories) {
            contributors = new long[categories + 1];
            counts = new long[categories + 1];
            amounts = new BigDecimal[categories + 1];
        }

        void add(int at, long people, long count, BigDecimal amount) {
            contributors[at] += people;
            counts[at] += count;
            if (amount != null) {
                amounts[at] = amounts[at] == null ? amount : amounts[at].add(amount);
            }
        }
    }

    /** Adds figures of a village: of a category, or with {@code categories.size()} its total. */
    void add(String village, int category, long contributors, long count, BigDecimal amount) {
        for (var length : LENGTHS) {
            if (length <= village.length()) {
                regions.computeIfAbsent(village.substring(0, length), code -> new Figures(categories.size()))
                        .add(category, contributors, count, amount);
            }
        }
    }

    Instant asOf() {
        return asOf;
    }

    /** The table of a region. */
    ReportTable table(Report report, Integer year, String region) {
        var own = regions.getOrDefault(region, new Figures(categories.size()));
        var rows = new ArrayList<ReportTable.Line>();
        for (var child : children(region)) {
            rows.add(line(child, regions.get(child), withheld(child)));
        }
        return new ReportTable(
                report, by, region, year, asOf, least, categories, rows, line(region, own, withheld(region)));
    }

    private ReportTable.Line line(String region, Figures figures, Row hidden) {
        var cells = new ArrayList<ReportTable.Cell>();
        for (var c = 0; c < categories.size(); c++) {
            cells.add(cell(figures, c, hidden.cells()[c]));
        }
        return new ReportTable.Line(region, cell(figures, categories.size(), hidden.total()), cells);
    }

    private ReportTable.Cell cell(Figures figures, int at, boolean hidden) {
        if (hidden) {
            return new ReportTable.Cell(null, null, true);
        }
        var amount = figures.amounts[at] == null ? BigDecimal.ZERO : figures.amounts[at];
        return new ReportTable.Cell(figures.counts[at], money ? new Money(amount) : null, false);
    }

    /** Children that have figures, by code. */
    private List<String> children(String region) {
        for (var length : LENGTHS) {
            if (length > region.length()) {
                return regions.tailMap(region, false).keySet().stream()
                        .takeWhile(code -> code.startsWith(region))
                        .filter(code -> code.length() == length)
                        .toList();
            }
        }
        return List.of();
    }

    /** What is withheld of a region's row: decided from the top down, the same whoever asks. */
    private Row withheld(String region) {
        var known = withheld.get(region);
        if (known != null) {
            return known;
        }
        if (region.isEmpty()) {
            var top = regions.getOrDefault("", new Figures(categories.size()));
            withheld.put(
                    "",
                    SuppressionPolicy.top(
                            cells(top), top.contributors[categories.size()], by.exclusive(), shared, least));
            return withheld.get("");
        }
        if (!regions.containsKey(region)) {
            return new Row(new boolean[categories.size()], false);
        }
        var parent = parent(region);
        var above = withheld(parent);
        var children = children(parent);
        var table = new Table(
                children.stream().map(code -> cells(regions.get(code))).toArray(long[][]::new),
                children.stream()
                        .mapToLong(code -> regions.get(code).contributors[categories.size()])
                        .toArray(),
                by.exclusive(),
                shared);
        var rows = SuppressionPolicy.rows(table, above, least);
        for (var i = 0; i < rows.length; i++) {
            withheld.put(children.get(i), rows[i]);
        }
        return withheld.get(region);
    }

    private long[] cells(Figures figures) {
        return java.util.Arrays.copyOf(figures.contributors, categories.size());
    }

    private static String parent(String region) {
        var parent = "";
        for (var length : LENGTHS) {
            if (length < region.length()) {
                parent = region.substring(0, length);
            }
        }
        return parent;
    }
}
