package org.jiedui.pairing.matching;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.pairing.CodeList;

/**
 * What matching knows of divisions: traits of villages as the household service tells them, dialects, centroids and travel
 * times as an office enters them. Reads take part in the caller's transaction.
 */
@ApplicationScoped
public class Divisions {
    /**
     * One division.
     *
     * @param version 0: nothing was entered yet
     * @param traits of a village
     * @param latitude of the centroid, degrees, WGS 84, or null
     * @param travel minutes of one way, by division
     */
    public record Division(
            String region,
            long version,
            List<String> traits,
            List<String> dialects,
            BigDecimal latitude,
            BigDecimal longitude,
            Map<String, Integer> travel) {}

    /** Traits and dialects of divisions; what a division has none of, it has from those above it. */
    public record Profiles(Map<String, Set<VillageTrait>> traits, Map<String, Set<String>> dialects) {
        /** Traits of a village; empty: unknown. */
        public Set<VillageTrait> traitsOf(String region) {
            return traits.getOrDefault(region, Set.of());
        }

        /** Dialects spoken in a division; empty: unknown. */
        public Set<String> dialectsOf(String region) {
            var above = Sides.ancestors(region);
            for (var k = above.size() - 1; k >= 0; k--) {
                var found = dialects.get(above.get(k));
                if (found != null) {
                    return found;
                }
            }
            return Set.of();
        }
    }

    private final DataSource database;
    private final AuditTrail audit;

    Divisions(DataSource database, AuditTrail audit) {
        this.database = database;
        this.audit = audit;
    }

    /** One division; empty when nothing is known of it. */
    public Optional<Division> find(String region) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT version, traits, dialects, latitude, longitude FROM division WHERE region = ?")) {
            select.setString(1, region);
            try (var row = select.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new Division(
                        region,
                        row.getLong(1),
                        CodeList.split(row.getString(2)),
                        CodeList.split(row.getString(3)),
                        row.getBigDecimal(4),
                        row.getBigDecimal(5),
                        travel(connection, region)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the division", e);
        }
    }

    private static Map<String, Integer> travel(Connection connection, String region) throws SQLException {
        var travel = new TreeMap<String, Integer>();
        try (var select = connection.prepareStatement("SELECT to_region, minutes FROM travel WHERE from_region = ?")) {
            select.setString(1, region);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    travel.put(row.getString(1), row.getInt(2));
                }
            }
        }
        return travel;
    }

    /**
     * Replaces what was entered of a division; what events told stays.
     *
     * @param versionCheck is handed the present version; not called when nothing was known of the division
     * @throws org.jiedui.chassis.problem.ProblemException {@code OUTSIDE_REGION}, {@code STATE_CONFLICT}
     */
    @Transactional
    public Division describe(Division wish, Caller caller, LongConsumer versionCheck) {
        caller.requireCovers(wish.region());
        var before = find(wish.region());
        before.ifPresent(known -> versionCheck.accept(known.version()));
        try (var connection = database.getConnection()) {
            try (var upsert = connection.prepareStatement(
                    before.isEmpty()
                            ? "INSERT IGNORE INTO division (dialects, latitude, longitude, region, version, traits)"
                                    + " VALUES (?,?,?,?,0,'')"
                            : "UPDATE division SET dialects = ?, latitude = ?, longitude = ?, version = version + 1"
                                    + " WHERE region = ? AND version = ?")) {
                upsert.setString(1, CodeList.join(wish.dialects()));
                upsert.setBigDecimal(2, wish.latitude());
                upsert.setBigDecimal(3, wish.longitude());
                upsert.setString(4, wish.region());
                if (before.isPresent()) {
                    upsert.setLong(5, before.get().version());
                }
                if (upsert.executeUpdate() != 1) {
                    throw CommonProblem.STATE_CONFLICT.problem();
                }
            }
            try (var delete = connection.prepareStatement("DELETE FROM travel WHERE from_region = ?")) {
                delete.setString(1, wish.region());
                delete.executeUpdate();
            }
            try (var insert = connection.prepareStatement(
                    "INSERT INTO travel (from_region, to_region, minutes) VALUES (?,?,?)")) {
                for (var way : wish.travel().entrySet()) {
                    insert.setString(1, wish.region());
                    insert.setString(2, way.getKey());
                    insert.setInt(3, way.getValue());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not store the division", e);
        }
        audit.record(caller, "DIVISION_DESCRIBED", "division", wish.region(), wish.region(), Map.of());
        return find(wish.region()).orElseThrow();
    }

    /** Takes over the traits of a village as the household service tells them; older news never overwrite newer ones. */
    public void tell(String region, List<String> traits, Instant at) {
        try (var connection = database.getConnection();
                var upsert = connection.prepareStatement("INSERT INTO division (region, version, traits, traits_at,"
                        + " dialects) VALUES (?,0,?,?,'') ON DUPLICATE KEY UPDATE"
                        + " version = version + IF(traits_at IS NULL OR VALUES(traits_at) >= traits_at, 1, 0),"
                        + " traits = IF(traits_at IS NULL OR VALUES(traits_at) >= traits_at, VALUES(traits), traits),"
                        + " traits_at = GREATEST(VALUES(traits_at), COALESCE(traits_at, VALUES(traits_at)))")) {
            upsert.setString(1, region);
            upsert.setString(2, CodeList.join(traits));
            upsert.setObject(3, at.atOffset(ZoneOffset.UTC).toLocalDateTime());
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not note the traits", e);
        }
    }

    /** Traits and dialects below a division and, for the dialects, above it. */
    public Profiles profiles(String region) {
        var above = Sides.ancestors(region);
        var traits = new HashMap<String, Set<VillageTrait>>();
        var dialects = new HashMap<String, Set<String>>();
        try (var connection = database.getConnection();
                var select =
                        connection.prepareStatement("SELECT region, traits, dialects FROM division WHERE region LIKE"
                                + " CONCAT(?, '%') OR region IN (" + "?,".repeat(above.size() - 1) + "?)")) {
            select.setString(1, region);
            for (var k = 0; k < above.size(); k++) {
                select.setString(2 + k, above.get(k));
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var told = EnumSet.noneOf(VillageTrait.class);
                    // a trait that came later than this version counts for nothing
                    for (var trait : VillageTrait.values()) {
                        if (CodeList.split(row.getString(2)).contains(trait.name())) {
                            told.add(trait);
                        }
                    }
                    if (!told.isEmpty()) {
                        traits.put(row.getString(1), told);
                    }
                    var spoken = CodeList.split(row.getString(3));
                    if (!spoken.isEmpty()) {
                        dialects.put(row.getString(1), new TreeSet<>(spoken));
                    }
                }
            }
            return new Profiles(traits, dialects);
        } catch (SQLException e) {
            throw new IllegalStateException("could not read divisions", e);
        }
    }

    /** Centroids in the prefecture of a division and above it, and ways from and to its county. */
    public Roads roads(String region) {
        var prefecture = region.substring(0, Math.min(4, region.length()));
        var county = region.substring(0, Math.min(6, region.length()));
        var centroids = new HashMap<String, Roads.Centroid>();
        var entered = new HashMap<String, Map<String, Integer>>();
        try (var connection = database.getConnection()) {
            try (var select = connection.prepareStatement("SELECT region, latitude, longitude FROM division"
                    + " WHERE (region LIKE CONCAT(?, '%') OR region = ?) AND latitude IS NOT NULL")) {
                select.setString(1, prefecture);
                select.setString(2, prefecture.substring(0, 2));
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        centroids.put(row.getString(1), new Roads.Centroid(row.getDouble(2), row.getDouble(3)));
                    }
                }
            }
            try (var select = connection.prepareStatement("SELECT from_region, to_region, minutes FROM travel"
                    + " WHERE from_region LIKE CONCAT(?, '%') OR to_region LIKE CONCAT(?, '%')")) {
                select.setString(1, county);
                select.setString(2, county);
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        entered.computeIfAbsent(row.getString(1), k -> new HashMap<>())
                                .put(row.getString(2), row.getInt(3));
                    }
                }
            }
            return new Roads(centroids, entered);
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the ways", e);
        }
    }
}
