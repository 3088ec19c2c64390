package org.jiedui.pairing.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.time.Ids;
import org.jiedui.pairing.CodeList;
import org.jiedui.pairing.matching.Divisions;
import org.jiedui.pairing.matching.FormPolicy;
import org.jiedui.pairing.matching.HelpedFacts;
import org.jiedui.pairing.matching.HelperFacts;
import org.jiedui.pairing.matching.Sides;
import org.jiedui.pairing.matching.Standing;
import org.jiedui.pairing.matching.plan.MatchingPlan;
import org.jiedui.pairing.pairing.HelpedKind;

/**
 * What a run works on: households in care, or mentees, of a region and everybody who may serve there, read with a fixed number of
 * queries. Runs in the caller's transaction.
 */
@ApplicationScoped
public class SnapshotReader {
    private static final String LIVE = "('PROPOSED','ACCEPTED','PUBLICISED','ACTIVE','SUSPENDED')";

    private static final String TIES = "SELECT c.household_id, c.helper_id FROM household h"
            + " JOIN conflict_of_interest c ON c.household_id = h.id WHERE h.region LIKE CONCAT(?, '%')";

    /** Mentees who are helpers themselves: nobody mentors himself. */
    private static final String SAME_PERSON = "WITH m AS (SELECT id, account, identity_hash, promoted_helper_id"
            + " FROM mentee WHERE region LIKE CONCAT(?, '%'))"
            + " SELECT m.id, h.id FROM m JOIN helper h ON h.account = m.account"
            + " UNION SELECT m.id, h.id FROM m JOIN helper h ON h.identity_hash = m.identity_hash"
            + " UNION SELECT m.id, m.promoted_helper_id FROM m WHERE m.promoted_helper_id IS NOT NULL";

    private final DataSource database;
    private final Divisions divisions;

    SnapshotReader(DataSource database, Divisions divisions) {
        this.divisions = divisions;
        this.database = database;
    }

    /** The snapshot, and how many present pairings stay as they are. */
    record Reading(MatchingPlan.Snapshot snapshot, int kept) {}

    /** The role's active and resting pairings of persons are taken up when present pairings may get other helpers. */
    Reading read(Order order) {
        var region = order.region();
        var role = order.role();
        var mentees = order.helpedKind() == HelpedKind.MENTEE;
        try (var connection = database.getConnection()) {
            var skills = skills(connection);
            var alerts = codes(
                    connection,
                    "SELECT household_id, codes FROM household_alert WHERE region LIKE CONCAT(?, '%') AND NOT cleared",
                    region);
            var present = new HashMap<UUID, Set<UUID>>();
            var units = new HashMap<UUID, List<String>>();
            var movable = new HashMap<UUID, List<MatchingPlan.Present>>();
            var freed = new HashMap<UUID, Integer>();
            var kept = 0;
            try (var select = connection.prepareStatement("SELECT p.helped_id, p.helper_id, p.helper_unit, p.id,"
                    + " p.programme = ? AND p.role = ? AND p.helper_side = 'PERSON' AND (h.id IS NULL OR h.in_care)"
                    + " AND p.state IN ('ACTIVE','SUSPENDED') AND p.covers_id IS NULL"
                    + " FROM pairing p LEFT JOIN household h ON h.id = p.helped_id"
                    + " WHERE p.region LIKE CONCAT(?, '%') AND p.helped_kind = ? AND p.state IN " + LIVE
                    + " ORDER BY p.id")) {
                select.setString(1, order.programme());
                select.setString(2, role);
                select.setString(3, region);
                select.setString(4, order.helpedKind().name());
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        var household = Ids.of(row.getBytes(1));
                        var helper = Ids.of(row.getBytes(2));
                        if (order.reorder() && row.getBoolean(5)) {
                            movable.computeIfAbsent(household, k -> new ArrayList<>())
                                    .add(new MatchingPlan.Present(Ids.of(row.getBytes(4)), helper));
                            freed.merge(helper, 1, Integer::sum);
                        } else {
                            present.computeIfAbsent(household, k -> new HashSet<>())
                                    .add(helper);
                            units.computeIfAbsent(household, k -> new ArrayList<>())
                                    .add(row.getString(3));
                            kept++;
                        }
                    }
                }
            }
            var tied = helpersOf(connection, mentees ? SAME_PERSON : TIES, region);
            var former = helpersOf(
                    connection,
                    "SELECT helped_id, helper_id FROM pairing WHERE region LIKE CONCAT(?, '%')" + " AND helped_kind = '"
                            + order.helpedKind() + "' AND state IN " + Sides.FORMER,
                    region);
            movable.forEach((household, pairings) -> pairings.forEach(pairing ->
                    former.computeIfAbsent(household, k -> new HashSet<>()).add(pairing.helper())));
            var profiles = divisions.profiles(region);
            var households = mentees
                    ? mentees(connection, region, units, profiles)
                    : households(connection, region, skills, alerts, units, profiles);
            var helpers = helpers(connection, region, role, freed);
            return new Reading(
                    new MatchingPlan.Snapshot(
                            households, present, helpers, tied, former, wishes(connection, region), movable),
                    kept);
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the snapshot", e);
        }
    }

    private static Map<UUID, Set<UUID>> helpersOf(Connection connection, String sql, String region)
            throws SQLException {
        var helpers = new HashMap<UUID, Set<UUID>>();
        try (var select = connection.prepareStatement(sql)) {
            select.setString(1, region);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    helpers.computeIfAbsent(Ids.of(row.getBytes(1)), k -> new HashSet<>())
                            .add(Ids.of(row.getBytes(2)));
                }
            }
        }
        return helpers;
    }

    private static Map<UUID, Map<UUID, Integer>> wishes(Connection connection, String region) throws SQLException {
        var wishes = new HashMap<UUID, Map<UUID, Integer>>();
        try (var select = connection.prepareStatement(
                "SELECT helped_id, helper_id FROM pairing_wish WHERE region LIKE CONCAT(?, '%')")) {
            select.setString(1, region);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    wishes.computeIfAbsent(Ids.of(row.getBytes(1)), k -> new HashMap<>())
                            .merge(Ids.of(row.getBytes(2)), 1, Integer::sum);
                }
            }
        }
        return wishes;
    }

    private static Map<String, Set<String>> skills(Connection connection) throws SQLException {
        var skills = new HashMap<String, Set<String>>();
        try (var select = connection.prepareStatement("SELECT need, skill FROM skill_for_need");
                var row = select.executeQuery()) {
            while (row.next()) {
                skills.computeIfAbsent(row.getString(1), k -> new TreeSet<>()).add(row.getString(2));
            }
        }
        return skills;
    }

    private static Map<UUID, List<String>> codes(Connection connection, String sql, String region) throws SQLException {
        var codes = new HashMap<UUID, List<String>>();
        try (var select = connection.prepareStatement(sql)) {
            select.setString(1, region);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    codes.computeIfAbsent(Ids.of(row.getBytes(1)), k -> new ArrayList<>())
                            .addAll(CodeList.split(row.getString(2)));
                }
            }
        }
        return codes;
    }

    private static List<HelpedFacts> households(
            Connection connection,
            String region,
            Map<String, Set<String>> skills,
            Map<UUID, List<String>> alerts,
            Map<UUID, List<String>> units,
            Divisions.Profiles profiles)
            throws SQLException {
        var households = new ArrayList<HelpedFacts>();
        try (var select = connection.prepareStatement("SELECT id, region, needs, causes, risks, children_out_of_school,"
                + " labour, self_care FROM household WHERE region LIKE CONCAT(?, '%') AND in_care ORDER BY id")) {
            select.setString(1, region);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var id = Ids.of(row.getBytes(1));
                    var wanted = new TreeSet<String>();
                    for (var column = 3; column <= 5; column++) {
                        CodeList.split(row.getString(column))
                                .forEach(need -> wanted.addAll(skills.getOrDefault(need, Set.of())));
                    }
                    alerts.getOrDefault(id, List.of())
                            .forEach(code -> wanted.addAll(skills.getOrDefault(code, Set.of())));
                    households.add(new HelpedFacts(
                            "HOUSEHOLD",
                            id,
                            row.getString(2),
                            wanted,
                            profiles.traitsOf(row.getString(2)),
                            FormPolicy.requiredPartners(row.getInt(6), row.getInt(7), row.getBoolean(8)),
                            units.getOrDefault(id, List.of()),
                            profiles.dialectsOf(row.getString(2))));
                }
            }
        }
        return households;
    }

    private static List<HelpedFacts> mentees(
            Connection connection, String region, Map<UUID, List<String>> units, Divisions.Profiles profiles)
            throws SQLException {
        var mentees = new ArrayList<HelpedFacts>();
        try (var select = connection.prepareStatement("SELECT id, region, goals FROM mentee"
                + " WHERE region LIKE CONCAT(?, '%') AND promoted_helper_id IS NULL ORDER BY id")) {
            select.setString(1, region);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var id = Ids.of(row.getBytes(1));
                    mentees.add(new HelpedFacts(
                            "MENTEE",
                            id,
                            row.getString(2),
                            new TreeSet<>(CodeList.split(row.getString(3))),
                            profiles.traitsOf(row.getString(2)),
                            1,
                            units.getOrDefault(id, List.of()),
                            profiles.dialectsOf(row.getString(2))));
                }
            }
        }
        return mentees;
    }

    private static List<HelperFacts> helpers(
            Connection connection, String region, String role, Map<UUID, Integer> freed) throws SQLException {
        var above = new ArrayList<String>();
        for (var length : new int[] {2, 4, 6, 9}) {
            if (length < region.length()) {
                above.add(region.substring(0, length));
            }
        }
        var helpers = new ArrayList<HelperFacts>();
        try (var select = connection.prepareStatement("SELECT h.id, h.kind, h.account, h.unit, h.unit_level, h.skills,"
                + " h.region, h.service_region, h.available_from, h.available_to, c.places, c.taken,"
                + " EXISTS (SELECT 1 FROM conflict_of_interest t JOIN household n ON n.id = t.household_id"
                + "   WHERE t.helper_id = h.id AND t.kind = 'MEMBER' AND n.in_care), s.score, s.band, h.languages, h.absent_from, h.absent_until"
                + " FROM helper h LEFT JOIN capacity c ON c.holder_id = h.id AND c.role = ?"
                + " LEFT JOIN standing s ON s.subject_id = h.id WHERE h.service_region LIKE CONCAT(?, '%')"
                + (above.isEmpty() ? "" : " OR h.service_region IN (" + "?,".repeat(above.size() - 1) + "?)")
                + " ORDER BY h.id")) {
            select.setString(1, role);
            select.setString(2, region);
            for (var k = 0; k < above.size(); k++) {
                select.setString(3 + k, above.get(k));
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var id = Ids.of(row.getBytes(1));
                    helpers.add(new HelperFacts(
                            id,
                            "PERSON",
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            CodeList.split(row.getString(6)),
                            row.getString(7),
                            row.getString(8),
                            row.getObject(9, LocalDate.class),
                            row.getObject(10, LocalDate.class),
                            row.getInt(11),
                            row.getInt(12) - freed.getOrDefault(id, 0),
                            false,
                            row.getBoolean(13),
                            false,
                            false,
                            row.getBigDecimal(14),
                            Standing.LOWEST_BAND.equals(row.getString(15)),
                            CodeList.split(row.getString(16)),
                            false,
                            0,
                            row.getObject(17, LocalDate.class),
                            row.getObject(18, LocalDate.class)));
                }
            }
        }
        return helpers;
    }
}
