package org.jiedui.household.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("HH-23")
class ReportCubeTest {
    private static ReportCube cube() {
        var categories = List.of(new ReportCategory("A", "甲", "a"), new ReportCategory("B", "乙", "b"));
        return new ReportCube(Report.MEASURES, Report.By.FUNDS, categories, Instant.EPOCH, 5);
    }

    private static void village(ReportCube cube, String code, long a, long b) {
        cube.add(code, 0, a, 2 * a, new BigDecimal(a + ".50"));
        cube.add(code, 1, b, 2 * b, null);
        cube.add(code, 2, a + b, 2 * (a + b), new BigDecimal(a + ".50"));
    }

    @Test
    void addsUpFromVillagesToTheDeployment_whenNothingIsSmall() {
        var cube = cube();
        village(cube, "330523104201", 10, 20);
        village(cube, "330523104202", 7, 30);
        village(cube, "330523101201", 8, 9);

        var town = cube.table(Report.MEASURES, 2026, "330523104");
        assertThat(town.rows()).extracting(ReportTable.Line::region).containsExactly("330523104201", "330523104202");
        assertThat(town.sum().total().count()).isEqualTo(134);
        assertThat(town.sum().cells().get(0).amount().yuan()).isEqualByComparingTo("18.00");
        var county = cube.table(Report.MEASURES, 2026, "330523");
        assertThat(county.rows()).extracting(line -> line.total().count()).containsExactly(34L, 134L);
        assertThat(cube.table(Report.MEASURES, 2026, "").sum().total().count()).isEqualTo(168);
        assertThat(cube.table(Report.MEASURES, 2026, "330523104201").rows()).isEmpty();
        assertThat(cube.table(Report.MEASURES, 2026, "44").sum().total().count())
                .isZero();
    }

    @Test
    void withholdsTheSameCellsInTheTablesAboveAndBelow() {
        var cube = cube();
        village(cube, "330523104201", 2, 20);
        village(cube, "330523104202", 70, 30);
        village(cube, "330523101201", 3, 90);

        var county = cube.table(Report.MEASURES, 2026, "330523");
        assertThat(county.rows().get(0).cells()).allMatch(ReportTable.Cell::suppressed);
        assertThat(county.rows().get(1).cells()).allMatch(ReportTable.Cell::suppressed);
        var town = cube.table(Report.MEASURES, 2026, "330523104");
        assertThat(town.sum().cells()).isEqualTo(county.rows().get(1).cells());
        assertThat(town.rows()).allSatisfy(line -> {
            assertThat(line.cells()).allMatch(ReportTable.Cell::suppressed);
            assertThat(line.total().suppressed()).isFalse();
        });
    }
}
