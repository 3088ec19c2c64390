package org.jiedui.household.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jiedui.household.report.SuppressionPolicy.Row;
import org.jiedui.household.report.SuppressionPolicy.Table;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Publishes random trees of regions and attacks them with everything that was published. */
@Tag("HH-23")
class SuppressionPolicyTest {
    private static final int LEAST = 5;
    private static final long PRIME = 2_147_483_647L;

    /** A region with its figures; those of a parent are the sums of its children's. */
    private static final class Node {
        final List<Node> children = new ArrayList<>();
        long[] cells;
        Row hidden;

        /** Where categories overlap: how many there are. */
        Long whole;

        long total() {
            if (whole != null) {
                return whole;
            }
            var sum = 0L;
            for (var cell : cells) {
                sum += cell;
            }
            return sum;
        }
    }

    private static Node tree(Random random, int levels, int categories, int most, double empty) {
        var node = new Node();
        node.cells = new long[categories];
        if (levels == 0) {
            for (var c = 0; c < categories; c++) {
                node.cells[c] = random.nextDouble() < empty ? 0 : random.nextInt(most);
            }
            return node;
        }
        var children = 1 + random.nextInt(4);
        for (var i = 0; i < children; i++) {
            var child = tree(random, levels - 1, categories, most, empty);
            node.children.add(child);
            for (var c = 0; c < categories; c++) {
                node.cells[c] += child.cells[c];
            }
        }
        return node;
    }

    private static void publish(Node node, boolean exclusive) {
        if (node.hidden == null) {
            node.hidden = SuppressionPolicy.top(node.cells, node.total(), exclusive, false, LEAST);
        }
        var table = new Table(
                node.children.stream().map(n -> n.cells).toArray(long[][]::new),
                node.children.stream().mapToLong(Node::total).toArray(),
                exclusive,
                false);
        var rows = SuppressionPolicy.rows(table, node.hidden, LEAST);
        for (var i = 0; i < rows.length; i++) {
            node.children.get(i).hidden = rows[i];
            publish(node.children.get(i), exclusive);
        }
    }

    /** The attacker's knowledge: unknowns by node and column (the last column is the total), and equations among them. */
    private static final class Attack {
        final Map<String, Integer> unknowns = new LinkedHashMap<>();
        final List<Long> truth = new ArrayList<>();
        final List<Map<Integer, Integer>> equations = new ArrayList<>();
        final List<Long> results = new ArrayList<>();
        final boolean exclusive;
        int undecided;

        Attack(Node root, boolean exclusive) {
            this.exclusive = exclusive;
            learn(root, "r");
        }

        private Integer unknown(Node node, String name, int column) {
            var isTotal = column == node.cells.length;
            var isHidden = isTotal ? node.hidden.total() : node.hidden.cells()[column];
            if (!isHidden) {
                return null;
            }
            return unknowns.computeIfAbsent(name + "/" + column, key -> {
                truth.add(isTotal ? node.total() : node.cells[column]);
                return truth.size() - 1;
            });
        }

        private void learn(Node node, String name) {
            var columns = node.cells.length;
            if (exclusive) {
                var equation = new LinkedHashMap<Integer, Integer>();
                var known = 0L;
                for (var c = 0; c <= columns; c++) {
                    var sign = c == columns ? -1 : 1;
                    var value = c == columns ? node.total() : node.cells[c];
                    var x = unknown(node, name, c);
                    if (x == null) {
                        known += sign * value;
                    } else {
                        equation.put(x, sign);
                    }
                }
                equations.add(equation);
                results.add(-known);
            }
            if (!node.children.isEmpty()) {
                for (var c = 0; c <= columns; c++) {
                    var equation = new LinkedHashMap<Integer, Integer>();
                    var known = 0L;
                    var own = unknown(node, name, c);
                    if (own == null) {
                        known -= c == columns ? node.total() : node.cells[c];
                    } else {
                        equation.put(own, -1);
                    }
                    for (var i = 0; i < node.children.size(); i++) {
                        var child = node.children.get(i);
                        var x = unknown(child, name + i, c);
                        if (x == null) {
                            known += c == columns ? child.total() : child.cells[c];
                        } else {
                            equation.put(x, 1);
                        }
                    }
                    equations.add(equation);
                    results.add(-known);
                }
            }
            for (var i = 0; i < node.children.size(); i++) {
                learn(node.children.get(i), name + i);
            }
        }

        /** Which unknowns follow from the equations alone. */
        boolean[] solvedBySubtraction() {
            var n = truth.size();
            var rows = new ArrayList<long[]>();
            for (var equation : equations) {
                var row = new long[n];
                equation.forEach((x, sign) -> row[x] = sign < 0 ? PRIME - 1 : 1);
                rows.add(row);
            }
            var rank = 0;
            for (var x = 0; x < n && rank < rows.size(); x++) {
                var pivot = rank;
                while (pivot < rows.size() && rows.get(pivot)[x] == 0) {
                    pivot++;
                }
                if (pivot == rows.size()) {
                    continue;
                }
                java.util.Collections.swap(rows, rank, pivot);
                var row = rows.get(rank);
                var inverse = power(row[x], PRIME - 2);
                for (var i = 0; i < n; i++) {
                    row[i] = row[i] * inverse % PRIME;
                }
                for (var other = 0; other < rows.size(); other++) {
                    var factor = rows.get(other)[x];
                    if (other != rank && factor != 0) {
                        for (var i = 0; i < n; i++) {
                            rows.get(other)[i] = Math.floorMod(rows.get(other)[i] - factor * row[i] % PRIME, PRIME);
                        }
                    }
                }
                rank++;
            }
            var solved = new boolean[n];
            for (var row : rows) {
                var at = -1;
                var filled = 0;
                for (var i = 0; i < n; i++) {
                    if (row[i] != 0) {
                        at = i;
                        filled++;
                    }
                }
                if (filled == 1) {
                    solved[at] = true;
                }
            }
            return solved;
        }

        private static long power(long base, long exponent) {
            var result = 1L;
            for (var square = base % PRIME; exponent > 0; exponent >>= 1) {
                result = (exponent & 1) == 1 ? result * square % PRIME : result;
                square = square * square % PRIME;
            }
            return result;
        }

        /** Whether non-negative whole numbers exist that fit everything published with another value of the unknown. */
        boolean canDiffer(int target) {
            var budget = new int[] {100_000};
            var found = search(new long[truth.size()], new boolean[truth.size()], target, budget);
            if (budget[0] <= 0) {
                undecided++;
            }
            return found;
        }

        private boolean search(long[] values, boolean[] set, int target, int[] budget) {
            if (budget[0]-- <= 0) {
                return true;
            }
            // the equation with the fewest open unknowns decides next
            var best = -1;
            var fewest = Integer.MAX_VALUE;
            for (var e = 0; e < equations.size(); e++) {
                var open = 0;
                var rest = results.get(e);
                for (var term : equations.get(e).entrySet()) {
                    if (set[term.getKey()]) {
                        rest -= term.getValue() * values[term.getKey()];
                    } else {
                        open++;
                    }
                }
                if (open == 0 && rest != 0) {
                    return false;
                }
                if (open > 0 && open < fewest) {
                    fewest = open;
                    best = e;
                }
            }
            if (best < 0) {
                return set[target] && values[target] != truth.get(target);
            }
            var chosen = equations.get(best).keySet().stream()
                    .filter(x -> !set[x])
                    .findFirst()
                    .orElseThrow();
            for (var distance = 0L; distance <= 12; distance++) {
                for (var value : distance == 0
                        ? new long[] {truth.get(chosen)}
                        : new long[] {truth.get(chosen) + distance, truth.get(chosen) - distance}) {
                    if (value < 0 || (chosen == target && value == truth.get(target))) {
                        continue;
                    }
                    values[chosen] = value;
                    set[chosen] = true;
                    if (search(values, set, target, budget)) {
                        return true;
                    }
                    set[chosen] = false;
                }
            }
            return false;
        }
    }

    private static boolean small(long value) {
        return value > 0 && value < LEAST;
    }

    private static void assertNothingSmallShown(Node node) {
        if (small(node.total())) {
            assertThat(node.hidden.total()).isTrue();
        }
        for (var c = 0; c < node.cells.length; c++) {
            if (small(node.cells[c])) {
                assertThat(node.hidden.cells()[c]).isTrue();
            }
        }
        node.children.forEach(SuppressionPolicyTest::assertNothingSmallShown);
    }

    @Test
    void betraysNoSmallCell_whenEverythingPublishedIsSubtractedFromEverything() {
        var random = new Random(20261125);
        for (var round = 0; round < 1500; round++) {
            var exclusive = round % 3 != 0;
            var root = tree(random, 1 + round % 3, 2 + random.nextInt(4), 4 + random.nextInt(30), random.nextDouble());
            publish(root, exclusive);
            assertNothingSmallShown(root);
            var attack = new Attack(root, exclusive);
            var solved = attack.solvedBySubtraction();
            for (var x = 0; x < solved.length; x++) {
                if (small(attack.truth.get(x))) {
                    assertThat(solved[x])
                            .as("round %d, unknown %d of %s", round, x, attack.unknowns)
                            .isFalse();
                }
            }
        }
    }

    @Test
    void leavesAnotherWholeNumberPossible_forEverySmallCell() {
        var random = new Random(42);
        var asked = 0;
        var undecided = 0;
        for (var round = 0; round < 300; round++) {
            var exclusive = round % 3 != 0;
            var root = tree(random, 1 + round % 2, 2 + random.nextInt(2), 4 + random.nextInt(10), 0.4);
            publish(root, exclusive);
            var attack = new Attack(root, exclusive);
            for (var x = 0; x < attack.truth.size(); x++) {
                if (small(attack.truth.get(x))) {
                    assertThat(attack.canDiffer(x))
                            .as("round %d, unknown %d of %s, truth %s", round, x, attack.unknowns, attack.truth)
                            .isTrue();
                    asked++;
                }
            }
            undecided += attack.undecided;
        }
        assertThat(asked).isGreaterThan(1000);
        assertThat(undecided).as("searches that were given up").isLessThan(asked / 50);
    }

    @Test
    void betraysNoFewWhoAreNotInACategory_whenCategoriesOverlap() {
        var random = new Random(20261130);
        for (var round = 0; round < 800; round++) {
            var root = tree(random, 1 + round % 3, 1 + random.nextInt(4), 4 + random.nextInt(30), random.nextDouble());
            overlap(root, random);
            publish(root, false);
            for (var c = 0; c < root.cells.length; c++) {
                var inAndOut = inAndOut(root, c);
                assertNothingSmallShown(inAndOut);
                var attack = new Attack(inAndOut, true);
                var solved = attack.solvedBySubtraction();
                for (var x = 0; x < solved.length; x++) {
                    if (small(attack.truth.get(x))) {
                        assertThat(solved[x])
                                .as("round %d, category %d, unknown %d of %s", round, c, x, attack.unknowns)
                                .isFalse();
                    }
                }
            }
        }
    }

    private static long overlap(Node node, Random random) {
        node.whole = node.children.isEmpty()
                ? Arrays.stream(node.cells).max().orElseThrow() + random.nextInt(6)
                : node.children.stream()
                        .mapToLong(child -> overlap(child, random))
                        .sum();
        return node.whole;
    }

    /** The published figures of one category, and what follows from them about those who are not in it. */
    private static Node inAndOut(Node node, int category) {
        var copy = new Node();
        copy.cells = new long[] {node.cells[category], node.whole - node.cells[category]};
        var hidden = node.hidden.cells()[category];
        copy.hidden = new Row(new boolean[] {hidden, hidden}, node.hidden.total());
        node.children.forEach(child -> copy.children.add(inAndOut(child, category)));
        return copy;
    }

    @Test
    void withholdsMore_whenTheSameFewMayStandBehindTwoCells() {
        var cells = new long[][] {{3, 3, 20}, {30, 30, 30}};
        var totals = new long[] {20, 60};
        var nothing = new Row(new boolean[3], false);

        var shared = SuppressionPolicy.rows(new Table(cells, totals, true, true), nothing, LEAST);
        var others = SuppressionPolicy.rows(new Table(cells, totals, true, false), nothing, LEAST);

        assertThat(shared[0].cells()).containsOnly(true);
        assertThat(others[0].cells()).containsExactly(true, true, false);
        assertThat(SuppressionPolicy.top(new long[] {3, 3, 20}, 20, true, true, LEAST)
                        .cells())
                .containsOnly(true);
    }

    @Test
    void withholdsNothing_whenNothingIsSmall() {
        var rows = SuppressionPolicy.rows(
                new Table(new long[][] {{10, 0, 5}, {7, 6, 0}}, new long[] {15, 13}, true, false),
                SuppressionPolicy.top(new long[] {17, 6, 5}, 28, true, false, LEAST),
                LEAST);
        for (var row : rows) {
            assertThat(row.total()).isFalse();
            assertThat(row.cells()).containsOnly(false);
        }
    }

    @Test
    void withholdsASecondCellInRowAndColumn_whenOneIsSmall() {
        var rows = SuppressionPolicy.rows(
                new Table(
                        new long[][] {{3, 20, 30}, {40, 50, 60}, {70, 80, 90}}, new long[] {53, 150, 240}, true, false),
                new Row(new boolean[3], false),
                LEAST);
        assertThat(rows[0].cells()).containsExactly(true, true, false);
        assertThat(rows[1].cells()).containsExactly(true, true, false);
        assertThat(rows[2].cells()).containsOnly(false);
    }

    @Test
    void keepsMostOfALargeTable() {
        var random = new Random(7);
        var cells = new long[30][8];
        var totals = new long[30];
        var top = new long[8];
        var total = 0L;
        for (var r = 0; r < 30; r++) {
            for (var c = 0; c < 8; c++) {
                cells[r][c] = 5 + random.nextInt(200);
                totals[r] += cells[r][c];
                top[c] += cells[r][c];
                total += cells[r][c];
            }
        }
        cells[4][4] = 2;
        var rows = SuppressionPolicy.rows(
                new Table(cells, totals, true, false), SuppressionPolicy.top(top, total, true, false, LEAST), LEAST);
        var hidden = 0;
        for (var row : rows) {
            for (var cell : row.cells()) {
                hidden += cell ? 1 : 0;
            }
        }
        assertThat(hidden).isEqualTo(4);
    }
}
