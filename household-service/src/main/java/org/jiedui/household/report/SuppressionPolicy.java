package org.jiedui.household.report;

import java.util.Arrays;

/**
 * Which cells of a report are withheld so that nobody learns a small one (domain HH-23), by looking or by subtraction:
 * within a table, between a table and its totals, and between the tables of a region, its parent and its children. Pure.
 *
 * <p>A table has the children of a region as rows and categories as columns; its sums are the region's own row in its
 * parent's table. A cell is small when 1 to {@code least − 1} contributors (people, households) stand behind it.
 *
 * <ol>
 *   <li>What is withheld of a region is withheld of everything below it. So a unit can always be thought to stand in
 *       another category, wherever below the region it is.
 *   <li>A row whose total is small is withheld as a whole, together with a second one.
 *   <li>In every row and column with something withheld, at least two filled cells are, and together they are not small.
 *   <li>Every withheld cell is a corner of a rectangle of withheld cells around which a unit can be moved without changing
 *       any published figure.
 * </ol>
 *
 * <p>Where categories do not add up, as those of whom somebody has several, each is a table by itself, of those in it and of
 * the rest: total less cell must not betray a few who are not in it either.
 *
 * <p>Totals of rows are withheld because of totals only, so that tables by different categories agree about them. The
 * same figures give the same pattern, whoever asks.
 */
public final class SuppressionPolicy {
    private SuppressionPolicy() {}

    /**
     * What is withheld of a region's own row.
     *
     * @param cells by category
     * @param total of all categories; then all cells are withheld too
     */
    public record Row(boolean[] cells, boolean total) {}

    /**
     * A table.
     *
     * @param cells contributors by row and category
     * @param totals contributors by row
     * @param exclusive whether each thing counted is in one category, so that a row's published figures add up to its total
     * @param shared whether one contributor may stand behind things in several categories: those behind two withheld cells
     *     may be the same few
     */
    public record Table(long[][] cells, long[] totals, boolean exclusive, boolean shared) {}

    /** What is withheld of the topmost region, which is nobody's child. */
    public static Row top(long[] cells, long total, boolean exclusive, boolean shared, int least) {
        var hidden = new boolean[cells.length];
        if (small(total, least)) {
            Arrays.fill(hidden, true);
            return new Row(hidden, true);
        }
        for (var c = 0; c < cells.length; c++) {
            hidden[c] = small(cells[c], least) || (!exclusive && small(total - cells[c], least));
        }
        if (exclusive) {
            while (needsMore(cells, hidden, shared, least)) {
                var next = smallest(cells, hidden, null);
                if (next < 0) {
                    break;
                }
                hidden[next] = true;
            }
        }
        return new Row(hidden, false);
    }

    /** What is withheld of the rows of a table, given what is withheld of the region whose children they are. */
    public static Row[] rows(Table table, Row parent, int least) {
        if (table.exclusive()) {
            return new Work(table, false, least).rows(parent);
        }
        var rows = new Row[table.cells().length];
        for (var c = 0; c < parent.cells().length; c++) {
            var above = parent.cells()[c];
            var of = new Work(inAndOut(table, c), true, least)
                    .rows(new Row(new boolean[] {above, above}, parent.total()));
            for (var r = 0; r < rows.length; r++) {
                rows[r] = rows[r] == null ? new Row(new boolean[parent.cells().length], of[r].total()) : rows[r];
                rows[r].cells()[c] = of[r].cells()[0];
            }
        }
        return rows;
    }

    /** Those in a category, and those of the total who are not. */
    private static Table inAndOut(Table table, int category) {
        var cells = new long[table.cells().length][];
        for (var r = 0; r < cells.length; r++) {
            var in = table.cells()[r][category];
            cells[r] = new long[] {in, table.totals()[r] - in};
        }
        return new Table(cells, table.totals(), true, false);
    }

    private static boolean small(long contributors, int least) {
        return contributors > 0 && contributors < least;
    }

    /** Whether what is withheld of a line is one filled cell only, or small altogether. */
    private static boolean needsMore(long[] line, boolean[] hidden, boolean shared, int least) {
        var filled = 0;
        var behind = 0L;
        for (var i = 0; i < line.length; i++) {
            if (hidden[i] && line[i] > 0) {
                filled++;
                behind = shared ? Math.max(behind, line[i]) : behind + line[i];
            }
        }
        return filled == 1 || (filled > 1 && behind < least);
    }

    /** Index of the smallest filled cell that is shown, of the preferred ones if there are any; −1 when there is none. */
    private static int smallest(long[] line, boolean[] hidden, boolean[] preferred) {
        var best = -1;
        for (var i = 0; i < line.length; i++) {
            if (hidden[i] || line[i] == 0) {
                continue;
            }
            if (best < 0) {
                best = i;
                continue;
            }
            var better = preferred != null && preferred[i] != preferred[best] ? preferred[i] : line[i] < line[best];
            if (better) {
                best = i;
            }
        }
        return best;
    }

    private static final class Work {
        private final long[][] cells;
        private final long[] totals;
        private final boolean shared;
        private final boolean together;
        private final int least;
        private final int columns;
        private final boolean[][] hidden;
        private final boolean[] withheld;

        /** With {@code together} a row's cells are withheld together: one of them follows from the other and the total. */
        Work(Table table, boolean together, int least) {
            this.cells = table.cells();
            this.totals = table.totals();
            this.shared = table.shared();
            this.together = together;
            this.least = least;
            this.columns = cells.length == 0 ? 0 : cells[0].length;
            this.hidden = new boolean[cells.length][columns];
            this.withheld = new boolean[cells.length];
        }

        Row[] rows(Row parent) {
            totals(parent);
            smallCells(parent);
            if (cells.length > 1) {
                complete(parent);
            }
            var rows = new Row[cells.length];
            for (var r = 0; r < rows.length; r++) {
                rows[r] = new Row(hidden[r], withheld[r]);
            }
            return rows;
        }

        /** Rows that are withheld as a whole. */
        private void totals(Row parent) {
            for (var r = 0; r < cells.length; r++) {
                withheld[r] = parent.total() || small(totals[r], least);
            }
            if (!parent.total()) {
                while (needsMore(totals, withheld, false, least)) {
                    var next = smallest(totals, withheld, null);
                    if (next < 0) {
                        break;
                    }
                    withheld[next] = true;
                }
            }
        }

        /** Cells that are withheld for what they are, or because the region's own are. */
        private void smallCells(Row parent) {
            for (var r = 0; r < cells.length; r++) {
                for (var c = 0; c < columns; c++) {
                    hidden[r][c] = withheld[r] || parent.cells()[c] || small(cells[r][c], least);
                }
            }
            unite();
        }

        private void unite() {
            for (var r = 0; together && r < cells.length; r++) {
                if (hidden[r][0] || hidden[r][1]) {
                    Arrays.fill(hidden[r], true);
                }
            }
        }

        /** Adds cells until no line betrays one; each round adds at least one, so it ends. */
        private void complete(Row parent) {
            boolean added;
            do {
                added = false;
                for (var r = 0; r < cells.length; r++) {
                    added |= !withheld[r] && completeRow(r);
                }
                for (var c = 0; c < columns; c++) {
                    added |= !parent.cells()[c] && completeColumn(c);
                }
                if (!added) {
                    added = completeRectangle();
                }
                unite();
            } while (added);
        }

        private boolean completeRow(int r) {
            var added = false;
            while (needsMore(cells[r], hidden[r], shared, least)) {
                var used = new boolean[columns];
                for (var c = 0; c < columns; c++) {
                    used[c] = usedInAnotherRow(c, r);
                }
                var next = smallest(cells[r], hidden[r], used);
                if (next < 0) {
                    return added;
                }
                hidden[r][next] = true;
                added = true;
            }
            return added;
        }

        private boolean usedInAnotherRow(int c, int r) {
            for (var other = 0; other < cells.length; other++) {
                if (other != r && hidden[other][c]) {
                    return true;
                }
            }
            return false;
        }

        private boolean completeColumn(int c) {
            var column = new long[cells.length];
            var gone = new boolean[cells.length];
            var used = new boolean[cells.length];
            for (var r = 0; r < cells.length; r++) {
                column[r] = cells[r][c];
                gone[r] = hidden[r][c];
                for (var other = 0; other < columns; other++) {
                    used[r] |= other != c && hidden[r][other];
                }
            }
            var added = false;
            while (needsMore(column, gone, false, least)) {
                var next = smallest(column, gone, used);
                if (next < 0) {
                    return added;
                }
                gone[next] = true;
                hidden[next][c] = true;
                added = true;
            }
            return added;
        }

        /** Looks for a filled withheld cell that is fixed by its row and column, and frees it. */
        private boolean completeRectangle() {
            for (var r = 0; r < cells.length; r++) {
                for (var c = 0; c < columns; c++) {
                    if (hidden[r][c] && cells[r][c] > 0 && !withheld[r] && !free(r, c) && cheapest(r, c)) {
                        return true;
                    }
                }
            }
            return false;
        }

        private boolean free(int r, int c) {
            for (var other = 0; other < cells.length; other++) {
                for (var d = 0; d < columns; d++) {
                    if (corner(r, c, other, d) && missing(r, c, other, d) == 0) {
                        return true;
                    }
                }
            }
            return false;
        }

        /** Whether a unit can go around the rectangle one way or the other, as the cells are filled. */
        private boolean corner(int r, int c, int other, int d) {
            if (other == r || d == c) {
                return false;
            }
            return (cells[r][d] > 0 && cells[other][c] > 0) || (cells[r][c] > 0 && cells[other][d] > 0);
        }

        private int missing(int r, int c, int other, int d) {
            return (hidden[r][d] ? 0 : 1) + (hidden[other][c] ? 0 : 1) + (hidden[other][d] ? 0 : 1);
        }

        private boolean cheapest(int r, int c) {
            var best = Long.MAX_VALUE;
            var row = -1;
            var column = -1;
            for (var other = 0; other < cells.length; other++) {
                for (var d = 0; d < columns; d++) {
                    if (!corner(r, c, other, d)) {
                        continue;
                    }
                    var cost = missing(r, c, other, d) * 1_000_000_000L
                            + (hidden[r][d] ? 0 : cells[r][d])
                            + (hidden[other][c] ? 0 : cells[other][c])
                            + (hidden[other][d] ? 0 : cells[other][d]);
                    if (cost < best) {
                        best = cost;
                        row = other;
                        column = d;
                    }
                }
            }
            if (row < 0) {
                // all that the region has of these categories is in this row: it is protected with the region
                return false;
            }
            hidden[r][column] = true;
            hidden[row][c] = true;
            hidden[row][column] = true;
            return best > 0;
        }
    }
}
