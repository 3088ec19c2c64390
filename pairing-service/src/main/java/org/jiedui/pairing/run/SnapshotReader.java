package org.jiedui.pairing.run;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jiedui.chassis.time.Ids;
import org.jiedui.pairing.CodeList;
import org.jiedui.pairing.matching.Company;
import org.jiedui.pairing.matching.Crew;
import org.jiedui.pairing.matching.Divisions;
import org.jiedui.pairing.matching.HelpedFacts;
import org.jiedui.pairing.matching.HelpedReader;
import org.jiedui.pairing.matching.HelperFacts;
import org.jiedui.pairing.matching.Sides;
import org.jiedui.pairing.matching.Standing;
import org.jiedui.pairing.matching.plan.MatchingPlan;
import org.jiedui.pairing.pairing.HelpedKind;
import org.jiedui.pairing.pairing.HelpedSide;
import org.jiedui.pairing.pairing.SideKind;
import org.jiedui.pairing.programme.ProgrammeRules;

/**
 * What a run works on: those of a region who are to be helped and everybody who may serve there, read with a fixed number of
 * queries. Helped are households in care; mentees who are no mentors yet; villages in which households in care live or of
 * which a trait is told; enterprises. Helpers are persons, teams and other organisations, or all of them. All queries see
 * the same state, in a transaction of their own: with one that ends between the query for pairings and that for places, a
 * place would be counted as free twice.
 */
@ApplicationScoped
public class SnapshotReader {
    private static final int VILLAGE_DIGITS = 12;

    private static final String LIVE = "('PROPOSED','ACCEPTED','PUBLICISED','ACTIVE','SUSPENDED')";

    /** An enterprise is not helped by itself. */
    private static final String ITSELF = "SELECT id, id FROM organisation WHERE region LIKE CONCAT(?, '%')";

    private static final String TIES = "SELECT c.household_id, c.helper_id FROM household h"
            + " JOIN conflict_of_interest c ON c.household_id = h.id WHERE h.region LIKE CONCAT(?, '%')";

    private static final String TIES_OF_MEMBERS = "SELECT c.household_id, m.organisation_id FROM household h"
            + " JOIN conflict_of_interest c ON c.household_id = h.id JOIN organisation_member m"
            + " ON m.helper_id = c.helper_id AND m.since <= :to AND (m.until IS NULL OR m.until > :from)"
            + " WHERE h.region LIKE CONCAT(?, '%')";

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

    /**
     * The role's active and resting pairings of the run's helper sides are taken up when present pairings may get other
     * helpers.
     *
     * @param rules of the programme
     */
    Reading read(Order order, ProgrammeRules rules) {
        var profiles = divisions.profiles(order.region());
        return QuarkusTransaction.suspendingExisting().call(() -> {
            try (var connection = database.getConnection()) {
                var usual = connection.getTransactionIsolation();
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                connection.setAutoCommit(false);
                try {
                    return read(connection, order, rules, profiles);
                } finally {
                    connection.rollback();
                    connection.setAutoCommit(true);
                    connection.setTransactionIsolation(usual);
                }
            } catch (SQLException e) {
                throw new IllegalStateException("could not read the snapshot", e);
            }
        });
    }

    private static Reading read(Connection connection, Order order, ProgrammeRules rules, Divisions.Profiles profiles)
            throws SQLException {
        var region = order.region();
        // a household's primary helpers are counted by departments, whatever brings them there; all else by programme
        // and role
        var wholeForm =
                order.helpedKind() == HelpedKind.HOUSEHOLD && order.role().equals("PRIMARY");
        var present = new HashMap<UUID, Set<UUID>>();
        var there = new HashMap<UUID, Sides.Present>();
        var movable = new HashMap<UUID, List<MatchingPlan.Present>>();
        var freed = new HashMap<UUID, Integer>();
        var freedPlaces = new HashMap<UUID, Integer>();
        var villages = new TreeSet<String>();
        var kept = 0;
        try (var select = connection.prepareStatement("SELECT p.helped_id, p.helper_id, p.helper_unit, p.id,"
                + " p.programme = ? AND p.role = ?, p.helper_side IN ("
                + order.helperSides().stream()
                        .map(side -> "'" + side.name() + "'")
                        .collect(Collectors.joining(","))
                + ") AND (h.id IS NULL OR h.in_care)"
                + " AND p.state IN ('ACTIVE','SUSPENDED') AND p.covers_id IS NULL, p.region, p.role = 'PRIMARY', "
                + holds(order)
                + ", p.programme = ?, p.covers_id IS NOT NULL FROM pairing p LEFT JOIN household h ON h.id = p.helped_id"
                + " WHERE p.region LIKE CONCAT(?, '%') AND p.helped_kind = ? AND p.state IN " + LIVE
                + " ORDER BY p.id")) {
            select.setString(1, order.programme());
            select.setString(2, order.role());
            select.setString(3, order.programme());
            select.setString(4, region);
            select.setString(5, order.helpedKind().name());
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var household = Ids.of(row.getBytes(1));
                    var helper = Ids.of(row.getBytes(2));
                    var ofThese = row.getBoolean(5);
                    var moves = order.reorder() && ofThese && row.getBoolean(6);
                    var counts = !moves && (wholeForm || ofThese);
                    var primary = row.getBoolean(8);
                    there.merge(
                            household,
                            new Sides.Present(
                                    counts ? List.of(row.getString(3)) : List.of(),
                                    !wholeForm || primary,
                                    !moves && row.getBoolean(10)
                                            ? Company.NOBODY.and(row.getBoolean(11), primary)
                                            : Company.NOBODY),
                            Sides.Present::and);
                    kept += counts ? 1 : 0;
                    if (moves) {
                        movable.computeIfAbsent(household, k -> new ArrayList<>())
                                .add(new MatchingPlan.Present(Ids.of(row.getBytes(4)), helper));
                        freed.merge(helper, 1, Integer::sum);
                        if (row.getBoolean(9)) {
                            freedPlaces.merge(helper, 1, Integer::sum);
                        }
                        if (order.helpedKind() == HelpedKind.VILLAGE) {
                            villages.add(row.getString(7));
                        }
                    } else {
                        present.computeIfAbsent(household, k -> new HashSet<>()).add(helper);
                    }
                }
            }
        }
        var tied = switch (order.helpedKind()) {
            case HOUSEHOLD -> ties(connection, order);
            case MENTEE -> helpersOf(connection, SAME_PERSON, region);
            case ENTERPRISE -> helpersOf(connection, ITSELF, region);
            case VILLAGE -> Map.<UUID, Set<UUID>>of();
        };
        var former = helpersOf(
                connection,
                "SELECT helped_id, helper_id FROM pairing WHERE region LIKE CONCAT(?, '%')" + " AND helped_kind = '"
                        + order.helpedKind() + "' AND state IN " + Sides.FORMER,
                region);
        movable.forEach((household, pairings) -> pairings.forEach(pairing ->
                former.computeIfAbsent(household, k -> new HashSet<>()).add(pairing.helper())));
        var reader = new HelpedReader(connection, region, order.role(), rules, there, profiles);
        var helped = switch (order.helpedKind()) {
            case HOUSEHOLD -> reader.households(wholeForm);
            case MENTEE -> reader.mentees();
            case VILLAGE -> villages(reader.households(false), villages, reader);
            case ENTERPRISE -> enterprises(reader);
        };
        var helpers = new ArrayList<HelperFacts>();
        for (var side : order.helperSides()) {
            helpers.addAll(new Helpers(connection, order, side, rules.maxHelped(), freed, freedPlaces).read());
        }
        return new Reading(
                new MatchingPlan.Snapshot(helped, present, helpers, tied, former, wishes(connection, region), movable),
                kept);
    }

    /** Which pairings take a place in a run. In a reorder a successor serves as long as the one whom he follows would. */
    private static String holds(Order order) {
        return Sides.holds(order.from(), order.reorder() ? null : order.to());
    }

    /** Who declared a tie to which household; a team by whoever is a member during the term. */
    private static Map<UUID, Set<UUID>> ties(Connection connection, Order order) throws SQLException {
        var ties = new HashMap<UUID, Set<UUID>>();
        for (var side : order.helperSides()) {
            var sql = switch (side) {
                case PERSON -> TIES;
                case TEAM ->
                    TIES_OF_MEMBERS
                            .replace(":from", "'" + order.from() + "'")
                            .replace(":to", order.to() == null ? "'9999-12-31'" : "'" + order.to() + "'");
            };
            helpersOf(connection, sql, order.region())
                    .forEach((household, tied) -> ties.computeIfAbsent(household, k -> new HashSet<>())
                            .addAll(tied));
        }
        return ties;
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

    /**
     * Villages want what their households want; one of which only a trait is told, or that is helped at present, is there all
     * the same.
     */
    private static List<HelpedFacts> villages(List<HelpedFacts> households, Set<String> helped, HelpedReader reader) {
        var wanted = new TreeMap<String, Set<String>>();
        helped.forEach(region -> wanted.put(region, new TreeSet<>()));
        reader.profiles().traits().keySet().forEach(region -> wanted.put(region, new TreeSet<>()));
        households.forEach(household ->
                wanted.computeIfAbsent(household.region(), k -> new TreeSet<>()).addAll(household.wantedSkills()));
        var villages = new ArrayList<HelpedFacts>();
        wanted.forEach((region, skills) -> {
            if (region.length() == VILLAGE_DIGITS) {
                var id = HelpedSide.village(region).id();
                villages.add(reader.helped("VILLAGE", id, region, skills, 1));
            }
        });
        return villages;
    }

    private static List<HelpedFacts> enterprises(HelpedReader reader) throws SQLException {
        var enterprises = new ArrayList<HelpedFacts>();
        try (var select = reader.connection()
                .prepareStatement("SELECT id, region FROM organisation"
                        + " WHERE region LIKE CONCAT(?, '%') AND kind = 'ENTERPRISE' ORDER BY id")) {
            select.setString(1, reader.region());
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var id = Ids.of(row.getBytes(1));
                    enterprises.add(reader.helped("ENTERPRISE", id, row.getString(2), Set.of(), 1));
                }
            }
        }
        return enterprises;
    }

    /** Everybody of one helper side who may serve in its region or in a part of it, with the free places. */
    private static final class Helpers {
        private final Connection connection;
        private final Order order;
        private final SideKind side;
        private final int maxHelped;
        private final Map<UUID, Integer> freed;
        private final Map<UUID, Integer> freedPlaces;
        private final List<String> above = new ArrayList<>();
        private final Map<UUID, Integer> helping = new HashMap<>();
        private final Map<UUID, Integer> held = new HashMap<>();

        Helpers(
                Connection connection,
                Order order,
                SideKind side,
                int maxHelped,
                Map<UUID, Integer> freed,
                Map<UUID, Integer> freedPlaces)
                throws SQLException {
            this.connection = connection;
            this.order = order;
            this.side = side;
            this.maxHelped = maxHelped;
            this.freed = freed;
            this.freedPlaces = freedPlaces;
            for (var length : new int[] {2, 4, 6, 9}) {
                if (length < order.region().length()) {
                    above.add(order.region().substring(0, length));
                }
            }
            readHelping();
        }

        private boolean persons() {
            return side == SideKind.PERSON;
        }

        private String serving() {
            return " WHERE (h.service_region LIKE CONCAT(?, '%')"
                    + (above.isEmpty() ? "" : " OR h.service_region IN (" + "?,".repeat(above.size() - 1) + "?)") + ")"
                    // an enterprise is served by groups of people, not by its like
                    + (order.helpedKind() == HelpedKind.ENTERPRISE && !persons()
                            ? " AND h.kind NOT IN ('ENTERPRISE','SOCIAL_ORGANISATION')"
                            : "");
        }

        private void bindServing(PreparedStatement select, int first) throws SQLException {
            select.setString(first, order.region());
            for (var k = 0; k < above.size(); k++) {
                select.setString(first + 1 + k, above.get(k));
            }
        }

        /** How many each helps in the programme already, and how many of its places are taken on days of the term. */
        private void readHelping() throws SQLException {
            try (var select = connection.prepareStatement("SELECT p.helper_id, SUM(p.programme = ? AND p.state IN "
                    + LIVE + "), SUM(p.role = ? AND " + holds(order) + ") FROM "
                    + (persons() ? "helper" : "organisation")
                    + " h JOIN pairing p ON p.helper_id = h.id AND p.state IN "
                    + Sides.HOLDING + serving() + " GROUP BY p.helper_id")) {
                select.setString(1, order.programme());
                select.setString(2, order.role());
                bindServing(select, 3);
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        helping.put(Ids.of(row.getBytes(1)), row.getInt(2));
                        held.put(Ids.of(row.getBytes(1)), row.getInt(3));
                    }
                }
            }
        }

        List<HelperFacts> read() throws SQLException {
            return persons() ? readPersons() : readTeams();
        }

        private int taken(UUID id) {
            return held.getOrDefault(id, 0) - freedPlaces.getOrDefault(id, 0);
        }

        /** No more places than the programme lets one helper have. */
        private int places(UUID id, int places) {
            var left = maxHelped - helping.getOrDefault(id, 0) + freed.getOrDefault(id, 0);
            return Math.min(places, taken(id) + Math.max(0, left));
        }

        private List<HelperFacts> readPersons() throws SQLException {
            var helpers = new ArrayList<HelperFacts>();
            try (var select =
                    connection.prepareStatement("SELECT h.id, h.kind, h.account, h.unit, h.unit_level, h.skills,"
                            + " h.region, h.service_region, h.available_from, h.available_to, c.places,"
                            + " EXISTS (SELECT 1 FROM conflict_of_interest t JOIN household n ON n.id = t.household_id"
                            + "   WHERE t.helper_id = h.id AND t.kind = 'MEMBER' AND n.in_care), s.score, s.band,"
                            + " h.languages, h.absent_from, h.absent_until"
                            + " FROM helper h LEFT JOIN capacity c ON c.holder_id = h.id AND c.role = ?"
                            + " LEFT JOIN standing s ON s.subject_id = h.id" + serving() + " ORDER BY h.id")) {
                select.setString(1, order.role());
                bindServing(select, 2);
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        var id = Ids.of(row.getBytes(1));
                        helpers.add(new HelperFacts(
                                id,
                                "PERSON",
                                row.getString(2),
                                null,
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                CodeList.split(row.getString(6)),
                                row.getString(7),
                                row.getString(8),
                                row.getObject(9, LocalDate.class),
                                row.getObject(10, LocalDate.class),
                                places(id, row.getInt(11)),
                                taken(id),
                                false,
                                row.getBoolean(12),
                                false,
                                false,
                                row.getBigDecimal(13),
                                Standing.LOWEST_BAND.equals(row.getString(14)),
                                CodeList.split(row.getString(15)),
                                false,
                                0,
                                row.getObject(16, LocalDate.class),
                                row.getObject(17, LocalDate.class)));
                    }
                }
            }
            return helpers;
        }

        private List<HelperFacts> readTeams() throws SQLException {
            var crews = Sides.crews(connection, order.from(), serving(), this::bindServing);
            var teams = new ArrayList<HelperFacts>();
            try (var select =
                    connection.prepareStatement("SELECT h.id, h.kind, h.account, h.unit, h.unit_level, h.region,"
                            + " h.service_region, c.places, s.score, s.band, h.available_to FROM organisation h"
                            + " LEFT JOIN capacity c ON c.holder_id = h.id AND c.role = ?"
                            + " LEFT JOIN standing s ON s.subject_id = h.id" + serving() + " ORDER BY h.id")) {
                select.setString(1, order.role());
                bindServing(select, 2);
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        var id = Ids.of(row.getBytes(1));
                        var crew = crews.getOrDefault(id, Crew.NOBODY);
                        teams.add(new HelperFacts(
                                id,
                                "TEAM",
                                row.getString(2),
                                crew.leaderKind(),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                List.copyOf(crew.skills()),
                                row.getString(6),
                                row.getString(7),
                                LocalDate.MIN,
                                row.getObject(11, LocalDate.class),
                                places(id, row.getInt(8)),
                                taken(id),
                                false,
                                false,
                                false,
                                false,
                                row.getBigDecimal(9),
                                Standing.LOWEST_BAND.equals(row.getString(10)),
                                List.copyOf(crew.languages()),
                                false,
                                0,
                                null,
                                null));
                    }
                }
            }
            return teams;
        }
    }
}
