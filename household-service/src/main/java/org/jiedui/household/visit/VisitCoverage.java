package org.jiedui.household.visit;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.registration.NotVisited;

/**
 * Coverage of the households of a division by visits (走村不漏户, HH-12), computed by the database in one statement, one row
 * per division of the next level below.
 */
@ApplicationScoped
public class VisitCoverage {
    private static final String COVERAGE = """
            SELECT c.region, r.name, c.households, c.visited, c.tried, c.overdue FROM (
              SELECT LEFT(h.region, ?) AS region, COUNT(*) AS households, COUNT(IF(v.reached = 1, 1, NULL)) AS visited,
                     COUNT(IF(v.reached = 0, 1, NULL)) AS tried, COUNT(IF(h.unvisited_from <= ?, 1, NULL)) AS overdue
              FROM household h
              LEFT JOIN (SELECT l.household_id, MAX(l.reached + 0) AS reached FROM visit_household l
                         WHERE l.region LIKE ? AND l.day BETWEEN ? AND ? GROUP BY l.household_id) v
                ON v.household_id = h.id
              WHERE h.region LIKE ? AND h.closed_on IS NULL GROUP BY 1) c
            LEFT JOIN region r ON r.code = c.region ORDER BY c.region""";

    private final DataSource database;
    private final TimeSource time;

    VisitCoverage(DataSource database, TimeSource time) {
        this.database = database;
        this.time = time;
    }

    /**
     * One division.
     *
     * @param region its code
     * @param name its name, or null when it is not in the tree
     * @param households registered now
     * @param visited of which somebody was reached in the period
     * @param tried which were only tried in the period
     * @param notVisited which are {@link NotVisited} for the asked days, as of today
     */
    public record Row(String region, String name, long households, long visited, long tried, long notVisited) {
        /** Percent of the households that were reached, one place, half up; 100.0 for none at all. */
        public BigDecimal percent() {
            return households == 0
                    ? new BigDecimal("100.0")
                    : BigDecimal.valueOf(visited)
                            .multiply(BigDecimal.valueOf(100))
                            .divide(BigDecimal.valueOf(households), 1, RoundingMode.HALF_UP);
        }
    }

    /** Rows of the divisions right below {@code region}; of a village itself. The right to see it is checked before. */
    public List<Row> of(String region, LocalDate from, LocalDate to, NotVisited notVisited) {
        var length = switch (region.length()) {
            case 2 -> 4;
            case 4 -> 6;
            case 6 -> 9;
            default -> 12;
        };
        var rows = new ArrayList<Row>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(COVERAGE)) {
            select.setInt(1, length);
            select.setObject(2, notVisited.latest(time.today()));
            select.setString(3, region + "%");
            select.setObject(4, from);
            select.setObject(5, to);
            select.setString(6, region + "%");
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(
                            row.getString(1),
                            row.getString(2),
                            row.getLong(3),
                            row.getLong(4),
                            row.getLong(5),
                            row.getLong(6)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not count the visits", e);
        }
        return rows;
    }
}
