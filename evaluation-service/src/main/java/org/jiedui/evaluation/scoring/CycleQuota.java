package org.jiedui.evaluation.scoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.pii.PersonalDataCipher;
import org.jiedui.chassis.time.Ids;
import org.jiedui.evaluation.cycle.AssignmentPolicy;
import org.jiedui.evaluation.scoring.QuotaPolicy.Border;
import org.jiedui.evaluation.scoring.QuotaPolicy.Pool;

/**
 * The quota of a cycle whose results are stored: found by grouping in the database, kept as borders of pools, so that a
 * cycle of any size is banded set by set. In memory are units and pools, never subjects. Compares what was scored first.
 */
@ApplicationScoped
public class CycleQuota {
    private static final int SET = 500;

    private final DataSource database;
    private final PersonalDataCipher cipher;
    private final ObjectMapper mapper;
    private final ResultRepository results;

    CycleQuota(DataSource database, PersonalDataCipher cipher, ObjectMapper mapper, ResultRepository results) {
        this.database = database;
        this.cipher = cipher;
        this.mapper = mapper;
        this.results = results;
    }

    /**
     * All that is needed to band one subject.
     *
     * @param small units too small for a place of their own
     * @param borders by pool
     */
    public record Quota(Set<Pool> small, Map<Pool, Border> borders) {
        private Pool pool(String role, String unit) {
            var own = new Pool(role, unit);
            return small.contains(own) ? new Pool(role, null) : own;
        }

        /** The border that holds for a subject; null without one. */
        public Border of(String role, String unit) {
            return borders.get(pool(role, unit));
        }

        /** Counts a subject in whose border the paths decide. */
        void count(ScoringPolicy.Scored scored) {
            borders.computeIfPresent(
                    pool(scored.role(), scored.unit()),
                    (pool, border) -> border.counting(ScoringPolicy.pathsByWeight(scored)));
        }

        /** Whether the paths decide about this subject of the top band. */
        boolean byPaths(String role, String unit, BigDecimal composite) {
            var border = of(role, unit);
            return border != null && border.byPaths() && border.composite().compareTo(composite) == 0;
        }
    }

    /** Finds pools and borders from the stored results; ties are not counted yet. */
    public Quota find(UUID cycle, BigDecimal quota) {
        var small = small(cycle, quota);
        var borders = new HashMap<Pool, Border>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("WITH units AS (SELECT subject_role, unit,"
                        + " COUNT(composite) AS members FROM evaluation_result WHERE cycle_id = ?"
                        + " GROUP BY subject_role, unit),"
                        + " pools AS (SELECT subject_role, unit, members, IF(FLOOR(members * ?) = 0, NULL, unit) AS pool"
                        + " FROM units),"
                        + " sizes AS (SELECT subject_role, pool, FLOOR(SUM(members) * ?) AS places FROM pools"
                        + " GROUP BY subject_role, pool),"
                        + " ranked AS (SELECT p.subject_role, p.pool, r.composite,"
                        + " ROW_NUMBER() OVER (PARTITION BY p.subject_role, p.pool ORDER BY r.composite DESC) AS place,"
                        + " RANK() OVER (PARTITION BY p.subject_role, p.pool ORDER BY r.composite DESC) - 1 AS above,"
                        + " COUNT(*) OVER (PARTITION BY p.subject_role, p.pool, r.composite) AS tied"
                        + " FROM evaluation_result r JOIN pools p ON p.subject_role = r.subject_role AND p.unit = r.unit"
                        + " WHERE r.cycle_id = ? AND r.top)"
                        + " SELECT r.subject_role, r.pool, r.composite, s.places - r.above, r.tied FROM ranked r"
                        + " JOIN sizes s ON s.subject_role = r.subject_role AND s.pool <=> r.pool"
                        + " WHERE r.place = s.places + 1")) {
            select.setBytes(1, Ids.bytes(cycle));
            select.setBigDecimal(2, quota);
            select.setBigDecimal(3, quota);
            select.setBytes(4, Ids.bytes(cycle));
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var pool = new Pool(row.getString(1), row.getString(2));
                    borders.put(
                            pool, new Border(pool, row.getBigDecimal(3), row.getLong(4), row.getLong(5), List.of()));
                }
            }
            return new Quota(small, borders);
        } catch (SQLException e) {
            throw new IllegalStateException("could not find the borders of the quota", e);
        }
    }

    private Set<Pool> small(UUID cycle, BigDecimal quota) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT subject_role, unit, COUNT(composite)"
                        + " FROM evaluation_result WHERE cycle_id = ? GROUP BY subject_role, unit")) {
            select.setBytes(1, Ids.bytes(cycle));
            var members = new HashMap<Pool, Long>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    members.put(new Pool(row.getString(1), row.getString(2)), row.getLong(3));
                }
            }
            return QuotaPolicy.small(members, quota);
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the units", e);
        }
    }

    /** Keeps the borders of a cycle, over what was kept before. Needs a running transaction. */
    void keep(UUID cycle, Quota quota) {
        try (var connection = database.getConnection();
                var write =
                        connection.prepareStatement("INSERT INTO cycle_quota (cycle_id, borders) VALUES (?, ?) AS new"
                                + " ON DUPLICATE KEY UPDATE borders = new.borders")) {
            write.setBytes(1, Ids.bytes(cycle));
            write.setBytes(
                    2,
                    cipher.encrypt(mapper.writeValueAsString(
                            new Kept(quota.small(), quota.borders().values()))));
            write.executeUpdate();
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not keep the borders of the quota", e);
        }
    }

    private record Kept(Set<Pool> small, Collection<Border> borders) {}

    /** The borders that were kept; none before the scoring. */
    Quota kept(UUID cycle) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT borders FROM cycle_quota WHERE cycle_id = ?")) {
            select.setBytes(1, Ids.bytes(cycle));
            var borders = new HashMap<Pool, Border>();
            try (var row = select.executeQuery()) {
                if (!row.next()) {
                    return new Quota(Set.of(), borders);
                }
                var kept = mapper.readValue(cipher.decrypt(row.getBytes(1)), Kept.class);
                kept.borders().forEach(b -> borders.put(b.pool(), b));
                return new Quota(kept.small(), borders);
            }
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("could not read the borders of the quota", e);
        }
    }

    /** Who was in the top band before the quota. */
    record Standing(UUID result, UUID subject, String role, String unit, BigDecimal composite) {}

    /** The next subjects that were in the top band before the quota. */
    List<Standing> top(UUID cycle, UUID after, int limit) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT id, subject_id, subject_role, unit, composite"
                        + " FROM evaluation_result FORCE INDEX (evaluation_result_subject)"
                        + " WHERE cycle_id = ? AND subject_id > ? AND top ORDER BY subject_id LIMIT ?")) {
            select.setBytes(1, Ids.bytes(cycle));
            select.setBytes(2, Ids.bytes(after));
            select.setInt(3, limit);
            var standings = new ArrayList<Standing>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    standings.add(new Standing(
                            Ids.of(row.getBytes(1)),
                            Ids.of(row.getBytes(2)),
                            row.getString(3),
                            row.getString(4),
                            row.getBigDecimal(5)));
                }
            }
            return standings;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the top band", e);
        }
    }

    /** Whether what the quota compares was kept with the results; it was not in cycles that were scored before V020. */
    boolean comparable(UUID cycle) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT 1 FROM evaluation_result WHERE cycle_id = ?"
                        + " AND score IS NOT NULL AND composite IS NULL LIMIT 1")) {
            select.setBytes(1, Ids.bytes(cycle));
            try (var row = select.executeQuery()) {
                return !row.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read what the quota compares", e);
        }
    }

    /** How the others of a pool compare with a composite. */
    private record Others(long members, long better, long tied) {
        Others and(Others more) {
            return new Others(members + more.members, better + more.better, tied + more.tied);
        }
    }

    /** Whether a corrected subject of the top band has a place among the others of its cycle, as these were scored first. */
    boolean hasPlace(UUID cycle, ScoringPolicy.Scored mine, BigDecimal quota) {
        var units = others(cycle, mine);
        units.merge(mine.unit(), new Others(1, 0, 0), Others::and);
        var own = units.get(mine.unit());
        if (QuotaPolicy.places(own.members(), quota) > 0) {
            units.keySet().retainAll(Set.of(mine.unit()));
        } else {
            units.values().removeIf(u -> QuotaPolicy.places(u.members(), quota) > 0);
        }
        var all = units.values().stream().reduce(new Others(0, 0, 0), Others::and);
        var left = QuotaPolicy.places(all.members(), quota) - all.better();
        if (left <= 0 || left > all.tied()) {
            return left > 0;
        }
        return notWorse(cycle, mine, units.keySet()) + 1 <= left;
    }

    /** How many others have the same composite and paths that are not worse. */
    private long notWorse(UUID cycle, ScoringPolicy.Scored mine, Set<String> units) {
        var paths = ScoringPolicy.pathsByWeight(mine);
        var found = 0L;
        var after = AssignmentPolicy.ONLY;
        while (true) {
            var set = top(cycle, after, SET);
            if (set.isEmpty()) {
                return found;
            }
            var tied = set.stream()
                    .filter(s -> s.composite().compareTo(mine.composite()) == 0
                            && s.role().equals(mine.role())
                            && units.contains(s.unit())
                            && !s.subject().equals(mine.id()))
                    .map(Standing::result)
                    .toList();
            found += results.firstTraces(tied).values().stream()
                    .filter(t -> QuotaPolicy.BETTER_FIRST.compare(ScoringPolicy.pathsByWeight(t.outcome()), paths) <= 0)
                    .count();
            after = set.get(set.size() - 1).subject();
        }
    }

    private Map<String, Others> others(UUID cycle, ScoringPolicy.Scored mine) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT unit, COUNT(composite), SUM(top AND composite > ?),"
                        + " SUM(top AND composite = ?) FROM evaluation_result"
                        + " WHERE cycle_id = ? AND subject_role = ? AND subject_id <> ? GROUP BY unit")) {
            select.setBigDecimal(1, mine.composite());
            select.setBigDecimal(2, mine.composite());
            select.setBytes(3, Ids.bytes(cycle));
            select.setString(4, mine.role());
            select.setBytes(5, Ids.bytes(mine.id()));
            var units = new HashMap<String, Others>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    units.put(row.getString(1), new Others(row.getLong(2), row.getLong(3), row.getLong(4)));
                }
            }
            return units;
        } catch (SQLException e) {
            throw new IllegalStateException("could not compare with the others", e);
        }
    }
}
