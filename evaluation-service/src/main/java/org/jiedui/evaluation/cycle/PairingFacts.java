package org.jiedui.evaluation.cycle;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.time.Ids;

/** The own projection of pairings. What was announced last by {@code version} stays, in whatever order it arrives. */
@ApplicationScoped
public class PairingFacts {
    /** A pairing counts for a period when it was confirmed and its interval touches the period. */
    private static final String CONFIRMED = " state NOT IN ('PROPOSED', 'ACCEPTED', 'PUBLICISED', 'WITHDRAWN')"
            + " AND valid_from IS NOT NULL AND valid_from <= ? AND (valid_to IS NULL OR valid_to >= ?)";

    private static final String ACTIVE = " programme = ? AND" + CONFIRMED + " AND region LIKE CONCAT(?, '%')";

    private final DataSource database;

    PairingFacts(DataSource database) {
        this.database = database;
    }

    /** Takes over what was announced, unless something newer is known. */
    void store(PairingFact fact) {
        var columns = List.of(
                "programme",
                "region",
                "state",
                "helper_id",
                "helper_account",
                "helper_unit",
                "helped_kind",
                "helped_id",
                "helped_account",
                "helped_region",
                "valid_from",
                "valid_to",
                "version");
        var sql = new StringBuilder("INSERT INTO pairing_fact (pairing_id, " + String.join(", ", columns) + ") VALUES ("
                + "?,".repeat(columns.size()) + "?) ON DUPLICATE KEY UPDATE ");
        for (var i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            // version comes last, so that the others are compared with the stored one
            sql.append(i == 0 ? "" : ", ")
                    .append("%1$s = IF(VALUES(version) > version, VALUES(%1$s), %1$s)".formatted(column));
        }
        try (var connection = database.getConnection();
                var upsert = connection.prepareStatement(sql.toString())) {
            upsert.setBytes(1, Ids.bytes(fact.id()));
            upsert.setString(2, fact.programme());
            upsert.setString(3, fact.region());
            upsert.setString(4, fact.state());
            upsert.setBytes(5, Ids.bytes(fact.helperId()));
            upsert.setString(6, fact.helperAccount());
            upsert.setString(7, fact.helperUnit());
            upsert.setString(8, fact.helpedKind());
            upsert.setBytes(9, Ids.bytes(fact.helpedId()));
            upsert.setString(10, fact.helpedAccount());
            upsert.setString(11, fact.helpedRegion());
            upsert.setObject(12, fact.from());
            upsert.setObject(13, fact.to());
            upsert.setLong(14, fact.version());
            upsert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not store the pairing", e);
        }
    }

    /** The next helpers with pairings that count for the cycle, by identifier. */
    List<UUID> helpers(Cycle cycle, UUID after, int limit) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT DISTINCT helper_id FROM pairing_fact WHERE" + ACTIVE
                        + " AND helper_id > ? ORDER BY helper_id LIMIT ?")) {
            var i = bindActive(select, cycle.programme(), cycle.periodFrom(), cycle.periodTo(), cycle.region());
            select.setBytes(i++, Ids.bytes(after));
            select.setInt(i, limit);
            var ids = new ArrayList<UUID>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    ids.add(Ids.of(row.getBytes(1)));
                }
            }
            return ids;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read helpers", e);
        }
    }

    /** How many helpers have pairings that count for the cycle. */
    long countHelpers(Cycle cycle) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT COUNT(DISTINCT helper_id) FROM pairing_fact WHERE" + ACTIVE)) {
            bindActive(select, cycle.programme(), cycle.periodFrom(), cycle.periodTo(), cycle.region());
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not count helpers", e);
        }
    }

    /** The pairings of these helpers that count for the cycle, by helper and pairing. */
    List<PairingFact> active(Cycle cycle, Collection<UUID> helpers) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT pairing_id, programme, region, state, helper_id, helper_account, helper_unit,"
                                + " helped_kind, helped_id, helped_account, helped_region, valid_from, valid_to, version"
                                + " FROM pairing_fact WHERE" + ACTIVE + " AND helper_id IN ("
                                + "?,".repeat(helpers.size() - 1) + "?) ORDER BY helper_id, pairing_id")) {
            var i = bindActive(select, cycle.programme(), cycle.periodFrom(), cycle.periodTo(), cycle.region());
            for (var helper : helpers) {
                select.setBytes(i++, Ids.bytes(helper));
            }
            var facts = new ArrayList<PairingFact>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    facts.add(fact(row));
                }
            }
            return facts;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read pairings", e);
        }
    }

    /** Households with a pairing of whatever programme that counts for the cycle's period, by their village, of these. */
    Map<String, List<UUID>> served(Cycle cycle, Collection<String> villages) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT DISTINCT helped_region, helped_id FROM pairing_fact"
                        + " WHERE helped_region IN (" + "?,".repeat(villages.size() - 1)
                        + "?) AND helped_kind = 'HOUSEHOLD' AND" + CONFIRMED)) {
            var i = 1;
            for (var village : villages) {
                select.setString(i++, village);
            }
            select.setObject(i++, cycle.periodTo());
            select.setObject(i, cycle.periodFrom());
            var served = new HashMap<String, List<UUID>>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    served.computeIfAbsent(row.getString(1), v -> new ArrayList<>())
                            .add(Ids.of(row.getBytes(2)));
                }
            }
            return served;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read served households", e);
        }
    }

    private static int bindActive(
            PreparedStatement select, String programme, LocalDate from, LocalDate to, String region)
            throws SQLException {
        select.setString(1, programme);
        select.setObject(2, to);
        select.setObject(3, from);
        select.setString(4, region);
        return 5;
    }

    private static PairingFact fact(ResultSet row) throws SQLException {
        return new PairingFact(
                Ids.of(row.getBytes(1)),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Ids.of(row.getBytes(5)),
                row.getString(6),
                row.getString(7),
                row.getString(8),
                Ids.of(row.getBytes(9)),
                row.getString(10),
                row.getString(11),
                row.getObject(12, LocalDate.class),
                row.getObject(13, LocalDate.class),
                row.getLong(14));
    }
}
