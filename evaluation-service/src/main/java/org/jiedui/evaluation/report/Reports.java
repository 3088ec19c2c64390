package org.jiedui.evaluation.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.chassis.time.Ids;
import org.jiedui.evaluation.EvaluationPath;
import org.jiedui.evaluation.scoring.Band;

/** Figures about cycles (EV-13), each from one grouped statement over one cycle. */
@ApplicationScoped
public class Reports {
    private final DataSource database;

    Reports(DataSource database) {
        this.database = database;
    }

    /** By what results are grouped. */
    public enum Grouping {
        /** Divisions one level below the one that is asked about. */
        REGION,
        /** Units of the subjects. */
        UNIT,
        /** Mentors, mentees, helpers. */
        ROLE
    }

    /**
     * Response of a group.
     *
     * @param percent steps of 10 from 10 (or less) to 90 (or more); null: withheld, the group is too small
     */
    @Schema(example = """
            {"path":"HOUSEHOLD","region":"330523104","tasks":630,"percent":40}""")
    public record ResponseRate(EvaluationPath path, String region, long tasks, Integer percent) {}

    /**
     * Results of a group.
     *
     * @param bands how many results have each band
     * @param without results without any answer
     */
    @Schema(example = """
            {"group":"330523104","results":24,"bands":{"EXCELLENT":3,"GOOD":12,"QUALIFIED":7,"UNQUALIFIED":1},"without":1}""")
    public record Distribution(String group, long results, Map<Band, Long> bands, long without) {}

    /** Response by path and division of {@code digits} digits below the prefix. */
    public List<ResponseRate> responseRates(UUID cycle, String prefix, int digits) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT path, area, SUM(tasks), SUM(answered) FROM ("
                        + "SELECT t.path, LEFT(t.region, ?) AS area, COUNT(*) AS tasks, COUNT(a.task_id) AS answered"
                        + " FROM evaluation_task t LEFT JOIN sealed_answer a ON a.cycle_id = t.cycle_id"
                        + " AND a.task_id = t.id WHERE t.cycle_id = ? AND t.region LIKE CONCAT(?, '%')"
                        + " GROUP BY t.path, area"
                        + " UNION ALL SELECT 'HOUSEHOLD', LEFT(b.village, ?) AS area, 0, SUM(s.used)"
                        + " FROM survey_batch b JOIN survey_token s ON s.batch_id = b.id WHERE b.cycle_id = ?"
                        + " AND b.village LIKE CONCAT(?, '%') GROUP BY area) both_ways"
                        + " GROUP BY path, area ORDER BY path, area")) {
            for (var half = 0; half < 2; half++) {
                select.setInt(3 * half + 1, digits);
                select.setBytes(3 * half + 2, Ids.bytes(cycle));
                select.setString(3 * half + 3, prefix);
            }
            var rates = new ArrayList<ResponseRate>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    rates.add(new ResponseRate(
                            EvaluationPath.valueOf(row.getString(1)),
                            row.getString(2),
                            row.getLong(3),
                            ResponseRatePolicy.told(row.getLong(3), row.getLong(4))));
                }
            }
            return rates;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read response rates", e);
        }
    }

    /** Bands of the results of a cycle below the prefix. */
    public List<Distribution> distributions(UUID cycle, String prefix, Grouping by, int digits) {
        var group = switch (by) {
            case REGION -> "LEFT(r.region, ?)";
            case UNIT -> "COALESCE(s.unit, ?)";
            case ROLE -> "COALESCE(r.subject_role, ?)";
        };
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT " + group + " AS grp, r.band, COUNT(*)"
                        + " FROM evaluation_result r JOIN cycle_subject s ON s.cycle_id = r.cycle_id"
                        + " AND s.subject_id = r.subject_id WHERE r.cycle_id = ? AND r.region LIKE CONCAT(?, '%')"
                        + " GROUP BY grp, r.band ORDER BY grp")) {
            select.setInt(1, digits);
            select.setBytes(2, Ids.bytes(cycle));
            select.setString(3, prefix);
            var bands = new LinkedHashMap<String, Map<Band, Long>>();
            var without = new LinkedHashMap<String, Long>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var counted = bands.computeIfAbsent(row.getString(1), g -> new EnumMap<>(Band.class));
                    if (row.getString(2) == null) {
                        without.put(row.getString(1), row.getLong(3));
                    } else {
                        counted.put(Band.valueOf(row.getString(2)), row.getLong(3));
                    }
                }
            }
            var found = new ArrayList<Distribution>();
            bands.forEach((name, counted) -> {
                var none = without.getOrDefault(name, 0L);
                for (var band : Band.values()) {
                    counted.putIfAbsent(band, 0L);
                }
                found.add(new Distribution(
                        name, none + counted.values().stream().mapToLong(n -> n).sum(), counted, none));
            });
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read distributions", e);
        }
    }
}
