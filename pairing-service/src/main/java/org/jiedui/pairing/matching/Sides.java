package org.jiedui.pairing.matching;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.value.Slices;
import org.jiedui.pairing.CodeList;
import org.jiedui.pairing.organisation.MemberRole;

/**
 * Reads the facts that rules judge: one query for all helpers in question, whatever their number. Runs in the caller's
 * transaction when there is one, so that a proposal judges what it will commit on.
 */
@ApplicationScoped
public class Sides {
    static final String LIVE = "('PROPOSED','ACCEPTED','PUBLICISED','ACTIVE','SUSPENDED')";

    /**
     * States in which a pairing takes a place on its days; a replaced one does so on the days of its overlap, from the first
     * day of its successor. As {@code PairingRepository.holding} says it.
     */
    public static final String HOLDING = "('PROPOSED','ACCEPTED','PUBLICISED','ACTIVE','SUSPENDED','REPLACED')";

    private static final String FROM = "COALESCE(IF(p.state = 'REPLACED', (SELECT s.valid_from FROM pairing s"
            + " WHERE s.id = p.replaced_by_id), NULL), p.valid_from)";

    private static final String UNTIL = "COALESCE(p.ended_on, p.valid_to + INTERVAL 1 DAY)";

    /** States of pairings that were and are no more. */
    public static final String FORMER = "('COMPLETED','ENDED','REPLACED')";

    private static final String HELPERS =
            helpers(" EXISTS (SELECT 1 FROM conflict_of_interest t WHERE t.helper_id = h.id AND t.household_id = ?),"
                    + " EXISTS (SELECT 1 FROM conflict_of_interest t JOIN household n ON n.id = t.household_id"
                    + "   WHERE t.helper_id = h.id AND t.kind = 'MEMBER' AND n.in_care),"
                    + " EXISTS (SELECT 1 FROM pairing p WHERE p.helper_id = h.id AND p.helped_id = ? AND p.state IN "
                    + LIVE
                    + "),"
                    + " EXISTS (SELECT 1 FROM mentee m WHERE m.id = ? AND (m.account = h.account"
                    + "   OR m.identity_hash = h.identity_hash OR m.promoted_helper_id = h.id))");

    private static final String UNTIED = helpers(" FALSE, FALSE, FALSE, FALSE");

    private static String helpers(String ties) {
        return "SELECT h.id, 'PERSON', h.kind, h.account, h.unit, h.unit_level, h.skills,"
                + " h.region, h.service_region, h.available_from, h.available_to, c.places, c.taken," + ties
                + ", s.score, s.band, h.languages, h.absent_from, h.absent_until"
                + " FROM helper h LEFT JOIN capacity c ON c.holder_id = h.id AND c.role = ?"
                + " LEFT JOIN standing s ON s.subject_id = h.id";
    }

    private static final String TEAM = "SELECT o.id, 'TEAM', o.kind, o.account, o.unit, o.unit_level, '', o.region,"
            + " o.service_region, DATE('1900-01-01'), o.available_to, c.places, c.taken, FALSE, FALSE,"
            + " EXISTS (SELECT 1 FROM pairing p WHERE p.helper_id = o.id AND p.helped_id = ? AND p.state IN " + LIVE
            + "), o.id = ?, s.score, s.band, '', NULL, NULL"
            + " FROM organisation o LEFT JOIN capacity c ON c.holder_id = o.id AND c.role = ?"
            + " LEFT JOIN standing s ON s.subject_id = o.id WHERE o.id = ?";

    private final DataSource database;

    Sides(DataSource database) {
        this.database = database;
    }

    /**
     * A helper as for all times, and when places in the asked role are taken.
     *
     * @param firstEnd of the terms, beside them: most helpers are looked at without them
     * @param lastBegin of the terms
     */
    record Dated(HelperFacts helper, Terms terms, int firstEnd, int lastBegin) {
        static Dated of(HelperFacts helper, Terms terms) {
            return new Dated(
                    helper.taking(terms.during(LocalDate.EPOCH, null)), terms, terms.firstEnd(), terms.lastBegin());
        }

        /** The helper for a term. */
        HelperFacts during(LocalDate from, LocalDate to) {
            return during(Terms.day(from), Terms.after(to));
        }

        /** The same by days since 1970. */
        HelperFacts during(int first, int after) {
            return lastBegin < after && first < firstEnd ? helper : helper.taking(terms.during(first, after));
        }
    }

    /** All helpers who serve exactly this division, without what ties them to anybody or puts them in need. */
    List<Dated> untied(String division, String role) {
        return untied(" WHERE h.service_region = ?", role, (statement, first) -> statement.setString(first, division));
    }

    /** The same of some helpers. */
    List<Dated> untied(Collection<UUID> ids, String role) {
        var found = new ArrayList<Dated>();
        for (var slice : Slices.of(List.copyOf(ids), Slices.ROWS)) {
            found.addAll(untied(
                    " WHERE h.id IN (" + marks(slice.size()) + ")",
                    role,
                    (statement, first) -> bindIds(statement, first, slice)));
        }
        return found;
    }

    private List<Dated> untied(String where, String role, Condition condition) {
        var terms = terms("helper", where, role, condition);
        return query(UNTIED + where, statement -> {
                    statement.setString(1, role);
                    condition.bind(statement, 2);
                })
                .stream()
                .map(helper -> Dated.of(helper, terms.getOrDefault(helper.id(), Terms.NONE)))
                .toList();
    }

    /**
     * When places in a role are taken.
     *
     * @param table {@code helper} or {@code organisation}
     * @param where condition on it as {@code h}
     */
    private Map<UUID, Terms> terms(String table, String where, String role, Condition condition) {
        var terms = new HashMap<UUID, Terms>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT p.helper_id, " + FROM + ", " + UNTIL + " FROM " + table
                        + " h JOIN pairing p ON p.helper_id = h.id AND p.role = ? AND p.state IN " + HOLDING + where)) {
            select.setString(1, role);
            condition.bind(select, 2);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var from = row.getObject(2, LocalDate.class);
                    var until = row.getObject(3, LocalDate.class);
                    terms.compute(
                            Ids.of(row.getBytes(1)), (id, some) -> (some == null ? Terms.NONE : some).and(from, until));
                }
            }
            return terms;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read when places are taken", e);
        }
    }

    /**
     * Whether a pairing {@code p} takes a place on a day of a term: a condition.
     *
     * @param to last day, or null
     */
    public static String holds(LocalDate from, LocalDate to) {
        return "(p.state IN " + HOLDING + (to == null ? "" : " AND " + FROM + " <= '" + to + "'") + " AND COALESCE("
                + UNTIL + " > GREATEST(" + FROM + ", '" + from + "'), TRUE))";
    }

    /** When one of the rows that make up a helper's facts was last written, in seconds since 1970. */
    record Stamp(char table, UUID subject, BigDecimal at) {}

    /** Stamps, and the database's time when they were read, in seconds since 1970. */
    record Stamps(BigDecimal readAt, Set<Stamp> rows) {}

    /**
     * Stamps of all rows that were written within so many seconds before a time, or later. All times are the database's:
     * clocks of this machine may differ from it or stand still while the machine sleeps.
     *
     * @param before null: now
     */
    Stamps stamps(BigDecimal before, int seconds) {
        var since = " WHERE touched_at >= TIMESTAMPADD(SECOND, -?, "
                + (before == null ? "CURRENT_TIMESTAMP(6))" : "FROM_UNIXTIME(?))");
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT 'N', NULL, UNIX_TIMESTAMP(CURRENT_TIMESTAMP(6))"
                        + " UNION ALL SELECT 'H', id, UNIX_TIMESTAMP(touched_at) FROM helper" + since
                        + " UNION ALL SELECT 'C', holder_id, UNIX_TIMESTAMP(touched_at) FROM capacity" + since
                        + " UNION ALL SELECT 'S', subject_id, UNIX_TIMESTAMP(touched_at) FROM standing" + since)) {
            var at = 1;
            for (var table = 0; table < 3; table++) {
                select.setInt(at++, seconds);
                if (before != null) {
                    select.setBigDecimal(at++, before);
                }
            }
            BigDecimal now = null;
            var rows = new HashSet<Stamp>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var table = row.getString(1).charAt(0);
                    if (table == 'N') {
                        now = row.getBigDecimal(3);
                    } else {
                        rows.add(new Stamp(table, Ids.of(row.getBytes(2)), row.getBigDecimal(3)));
                    }
                }
            }
            return new Stamps(now, rows);
        } catch (SQLException e) {
            throw new IllegalStateException("could not read stamps of helpers", e);
        }
    }

    /** What ties helpers to one helped side. */
    enum Tie {
        TIED,
        PAIRED,
        FORMER,
        SAME
    }

    /** Helpers whom something ties to a helped side. */
    Map<UUID, Set<Tie>> ties(UUID helped) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT 'TIED', helper_id FROM conflict_of_interest WHERE household_id = ?"
                                + " UNION SELECT IF(state IN " + LIVE + ", 'PAIRED', 'FORMER'), helper_id FROM pairing"
                                + "   WHERE helped_id = ? AND (state IN " + LIVE + " OR state IN " + FORMER + ")"
                                + " UNION SELECT 'SAME', h.id FROM mentee m JOIN helper h ON h.account = m.account"
                                + "   WHERE m.id = ?"
                                + " UNION SELECT 'SAME', h.id FROM mentee m JOIN helper h"
                                + "   ON h.identity_hash = m.identity_hash WHERE m.id = ?"
                                + " UNION SELECT 'SAME', promoted_helper_id FROM mentee"
                                + "   WHERE id = ? AND promoted_helper_id IS NOT NULL")) {
            for (var at = 1; at <= 5; at++) {
                select.setBytes(at, Ids.bytes(helped));
            }
            var ties = new HashMap<UUID, Set<Tie>>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    ties.computeIfAbsent(Ids.of(row.getBytes(2)), k -> EnumSet.noneOf(Tie.class))
                            .add(Tie.valueOf(row.getString(1)));
                }
            }
            return ties;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read ties of helpers", e);
        }
    }

    /** Those of some helpers who are members of a household in care. */
    Set<UUID> inNeed(Collection<UUID> ids) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT t.helper_id FROM conflict_of_interest t"
                        + " JOIN household n ON n.id = t.household_id WHERE t.kind = 'MEMBER' AND n.in_care"
                        + " AND t.helper_id IN (" + marks(ids.size()) + ")")) {
            bindIds(select, 1, ids);
            var found = new HashSet<UUID>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.add(Ids.of(row.getBytes(1)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read helpers in need", e);
        }
    }

    private static String marks(int size) {
        return "?,".repeat(size - 1) + "?";
    }

    private static void bindIds(PreparedStatement statement, int first, Collection<UUID> ids) throws SQLException {
        var at = first;
        for (var id : ids) {
            statement.setBytes(at++, Ids.bytes(id));
        }
    }

    /** One helper towards one helped side. */
    public Optional<HelperFacts> helper(UUID id, UUID helped, String role) {
        return query(
                        HELPERS + " WHERE h.id = ?",
                        statement -> statement.setBytes(bindTowards(statement, helped, role), Ids.bytes(id)))
                .stream()
                .findFirst();
    }

    /** One team or organisation towards one helped side. */
    public Optional<HelperFacts> team(UUID id, UUID helped, String role) {
        return query(TEAM, statement -> {
                    statement.setBytes(1, Ids.bytes(helped));
                    statement.setBytes(2, Ids.bytes(helped));
                    statement.setString(3, role);
                    statement.setBytes(4, Ids.bytes(id));
                })
                .stream()
                .findFirst();
    }

    /**
     * All teams and other organisations that may be paired in a division, towards one helped side, with what their members
     * bring along on the first day of a term; tied by whoever is a member during it. Organisations that consist of no
     * helpers only where they are asked for.
     *
     * @param to last day of the term, or null
     */
    public List<HelperFacts> teamsServing(
            String region, UUID helped, String role, LocalDate from, LocalDate to, boolean withoutHelpers) {
        var ancestors = ancestors(region);
        var serving = " WHERE h.service_region IN (" + "?,".repeat(ancestors.size() - 1) + "?)"
                + (withoutHelpers ? "" : " AND h.kind NOT IN ('ENTERPRISE','SOCIAL_ORGANISATION')");
        var teams = query(TEAM.replace(" WHERE o.id = ?", serving.replace("h.", "o.")), statement -> {
            statement.setBytes(1, Ids.bytes(helped));
            statement.setBytes(2, Ids.bytes(helped));
            statement.setString(3, role);
            bind(statement, 4, ancestors);
        });
        try (var connection = database.getConnection()) {
            var crews = crews(connection, from, serving, (statement, first) -> bind(statement, first, ancestors));
            var tied = tiedTeams(connection, helped, from, to);
            var terms = terms("organisation", serving, role, (statement, first) -> bind(statement, first, ancestors));
            teams.replaceAll(team -> team.taking(
                            terms.getOrDefault(team.id(), Terms.NONE).during(from, to))
                    .with(crews.getOrDefault(team.id(), Crew.NOBODY), team.tied() || tied.contains(team.id())));
            return teams;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read teams", e);
        }
    }

    /** Sets the parameters of a condition, from this one on. */
    @FunctionalInterface
    public interface Condition {
        /** Sets them. */
        void bind(PreparedStatement statement, int first) throws SQLException;
    }

    /**
     * What the members of organisations bring along on a day, one query.
     *
     * @param where condition on {@code organisation h}
     */
    public static Map<UUID, Crew> crews(Connection connection, LocalDate day, String where, Condition condition)
            throws SQLException {
        var crews = new HashMap<UUID, Crew>();
        try (var select = connection.prepareStatement("SELECT m.organisation_id, m.role, p.kind, p.skills, p.languages"
                + " FROM organisation h JOIN organisation_member m ON m.organisation_id = h.id AND m.since <= ?"
                + " AND (m.until IS NULL OR m.until > ?) JOIN helper p ON p.id = m.helper_id" + where
                + " ORDER BY m.id")) {
            select.setObject(1, day);
            select.setObject(2, day);
            condition.bind(select, 3);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var crew = crews.computeIfAbsent(
                            Ids.of(row.getBytes(1)),
                            k -> new Crew(new TreeSet<>(), new TreeSet<>(), new ArrayList<>()));
                    if (MemberRole.valueOf(row.getString(2)).leads()) {
                        crew.leaders().add(row.getString(3));
                    }
                    crew.skills().addAll(CodeList.split(row.getString(4)));
                    crew.languages().addAll(CodeList.split(row.getString(5)));
                }
            }
        }
        return crews;
    }

    private static void bind(PreparedStatement statement, int first, List<String> regions) throws SQLException {
        for (var k = 0; k < regions.size(); k++) {
            statement.setString(first + k, regions.get(k));
        }
    }

    /** Teams with a member, at any time of a term, who declared a tie to a household. */
    private static Set<UUID> tiedTeams(Connection connection, UUID household, LocalDate from, LocalDate to)
            throws SQLException {
        var tied = new HashSet<UUID>();
        try (var select = connection.prepareStatement("SELECT m.organisation_id FROM conflict_of_interest t"
                + " JOIN organisation_member m ON m.helper_id = t.helper_id AND m.since <= ?"
                + " AND (m.until IS NULL OR m.until > ?) WHERE t.household_id = ?")) {
            select.setObject(1, to == null ? LocalDate.of(9999, 12, 31) : to);
            select.setObject(2, from);
            select.setBytes(3, Ids.bytes(household));
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    tied.add(Ids.of(row.getBytes(1)));
                }
            }
        }
        return tied;
    }

    /** Names of teams and other organisations. */
    public Map<UUID, String> teamNames(Collection<UUID> ids) {
        var names = new HashMap<UUID, String>();
        if (ids.isEmpty()) {
            return names;
        }
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT id, name FROM organisation WHERE id IN (" + "?,".repeat(ids.size() - 1) + "?)")) {
            var at = 1;
            for (var id : ids) {
                select.setBytes(at++, Ids.bytes(id));
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    names.put(Ids.of(row.getBytes(1)), row.getString(2));
                }
            }
            return names;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read names of teams", e);
        }
    }

    /** Division of an enterprise; empty when absent or outside the prefix. */
    public Optional<String> regionOfEnterprise(UUID id, String regionPrefix) {
        return strings(
                        "SELECT region FROM organisation WHERE kind = 'ENTERPRISE' AND id = ?"
                                + " AND region LIKE CONCAT(?, '%')",
                        statement -> {
                            statement.setBytes(1, Ids.bytes(id));
                            statement.setString(2, regionPrefix);
                        })
                .stream()
                .findFirst();
    }

    /** Needs, causes, risks and open alerts of the households in care of a village. */
    public Set<String> needsOfVillage(String village) {
        return new TreeSet<>(strings(
                "SELECT CONCAT_WS(',', h.needs, h.causes, h.risks) FROM household h WHERE h.region = ? AND h.in_care"
                        + " UNION SELECT a.codes FROM household_alert a JOIN household h ON h.id = a.household_id"
                        + " WHERE h.region = ? AND h.in_care AND NOT a.cleared",
                statement -> {
                    statement.setString(1, village);
                    statement.setString(2, village);
                }));
    }

    /** One question of many: a helper side towards a helped side, for a role. */
    public record Towards(int number, UUID helper, UUID helped, String role, boolean person) {}

    /** The facts of many helper sides, each towards its own helped side, by number. Two queries per slice. */
    public Map<Integer, HelperFacts> towards(List<Towards> questions) {
        var found = new HashMap<Integer, HelperFacts>();
        for (var person : new boolean[] {true, false}) {
            var some =
                    questions.stream().filter(each -> each.person() == person).toList();
            for (var slice : Slices.of(some, Slices.ROWS)) {
                var wished = "(SELECT ? AS n, ? AS helper, ? AS helped, ? AS role"
                        + " UNION ALL SELECT ?, ?, ?, ?".repeat(slice.size() - 1) + ") w";
                var sql = person
                        ? ofWished(HELPERS, " FROM helper h", wished, "h.id")
                        : ofWished(TEAM.replace(" WHERE o.id = ?", ""), " FROM organisation o", wished, "o.id");
                try (var connection = database.getConnection();
                        var select = connection.prepareStatement(sql)) {
                    var at = 1;
                    for (var each : slice) {
                        select.setInt(at++, each.number());
                        select.setBytes(at++, Ids.bytes(each.helper()));
                        select.setBytes(at++, Ids.bytes(each.helped()));
                        select.setString(at++, each.role());
                    }
                    var alike = new Alike();
                    try (var row = select.executeQuery()) {
                        while (row.next()) {
                            found.put(row.getInt("n"), read(row, alike));
                        }
                    }
                } catch (SQLException e) {
                    throw new IllegalStateException("could not read helpers", e);
                }
            }
        }
        return found;
    }

    /** The same question, asked of a table of wishes instead of one. */
    private static String ofWished(String one, String from, String wished, String id) {
        return one.replace("c.role = ?", "c.role = CONVERT(w.role USING ascii) COLLATE ascii_bin")
                .replace("= ?", "= w.helped")
                .replace(from, ", w.n AS n FROM " + wished + " JOIN" + from.substring(5) + " ON " + id + " = w.helper");
    }

    /** Skills that answer these needs, causes, risks or alert reasons. */
    public Set<String> skillsFor(Collection<String> needs) {
        var skills = new TreeSet<String>();
        var distinct = new TreeSet<>(needs);
        if (distinct.isEmpty()) {
            return skills;
        }
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT DISTINCT skill FROM skill_for_need WHERE need IN ("
                        + "?,".repeat(distinct.size() - 1) + "?)")) {
            var at = 1;
            for (var need : distinct) {
                select.setString(at++, need);
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    skills.add(row.getString(1));
                }
            }
            return skills;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read skills", e);
        }
    }

    /** Helpers who were paired with the helped side and are no more. */
    public Set<UUID> formerHelpers(UUID helped) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT helper_id FROM pairing WHERE helped_id = ? AND state IN " + FORMER)) {
            select.setBytes(1, Ids.bytes(helped));
            var former = new HashSet<UUID>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    former.add(Ids.of(row.getBytes(1)));
                }
            }
            return former;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read former helpers", e);
        }
    }

    /**
     * Departments of the helpers who are paired with a helped side or proposed for it, whether one is primary, and how many
     * there are in one programme.
     */
    public record Present(List<String> units, boolean led, Company company) {
        static final Present NOBODY = new Present(List.of(), false, Company.NOBODY);

        /** Both together. */
        public Present and(Present others) {
            var all = new ArrayList<>(units);
            all.addAll(others.units);
            return new Present(all, led || others.led, company.and(others.company));
        }
    }

    /** Who is paired with the helped side or proposed for it. */
    public Present present(UUID helped, String programme) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT helper_unit, role = 'PRIMARY', programme = ?, covers_id IS NOT NULL FROM pairing"
                                + " WHERE helped_id = ? AND state IN " + LIVE + " ORDER BY id")) {
            select.setString(1, programme);
            select.setBytes(2, Ids.bytes(helped));
            var units = new ArrayList<String>();
            var led = false;
            var company = Company.NOBODY;
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    units.add(row.getString(1));
                    led |= row.getBoolean(2);
                    if (row.getBoolean(3)) {
                        company = company.and(row.getBoolean(4), row.getBoolean(2));
                    }
                }
            }
            return new Present(units, led, company);
        } catch (SQLException e) {
            throw new IllegalStateException("could not read present helpers", e);
        }
    }

    private static int bindTowards(PreparedStatement statement, UUID helped, String role) throws SQLException {
        statement.setBytes(1, Ids.bytes(helped));
        statement.setBytes(2, Ids.bytes(helped));
        statement.setBytes(3, Ids.bytes(helped));
        statement.setString(4, role);
        return 5;
    }

    static List<String> ancestors(String region) {
        var ancestors = new ArrayList<String>();
        for (var length : new int[] {2, 4, 6, 9, 12}) {
            if (region.length() >= length) {
                ancestors.add(region.substring(0, length));
            }
        }
        return ancestors;
    }

    @FunctionalInterface
    private interface Binding {
        void to(PreparedStatement statement) throws SQLException;
    }

    /** Codes of one column, lists of codes taken apart. */
    private List<String> strings(String sql, Binding binding) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            binding.to(select);
            var found = new ArrayList<String>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.addAll(CodeList.split(row.getString(1)));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read facts of helped sides", e);
        }
    }

    private List<HelperFacts> query(String sql, Binding binding) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            binding.to(select);
            var found = new ArrayList<HelperFacts>();
            var alike = new Alike();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    found.add(read(row, alike));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read helpers", e);
        }
    }

    /** What many helpers have in common, once in memory. */
    private static final class Alike {
        private final Map<String, String> texts = new HashMap<>();
        private final Map<String, List<String>> lists = new HashMap<>();

        String text(String text) {
            return text == null ? null : texts.computeIfAbsent(text, k -> k);
        }

        List<String> codes(String codes) {
            return codes == null ? CodeList.split(null) : lists.computeIfAbsent(codes, CodeList::split);
        }
    }

    private static HelperFacts read(ResultSet row, Alike alike) throws SQLException {
        return new HelperFacts(
                Ids.of(row.getBytes(1)),
                alike.text(row.getString(2)),
                alike.text(row.getString(3)),
                null,
                row.getString(4),
                alike.text(row.getString(5)),
                alike.text(row.getString(6)),
                alike.codes(row.getString(7)),
                alike.text(row.getString(8)),
                alike.text(row.getString(9)),
                row.getObject(10, LocalDate.class),
                row.getObject(11, LocalDate.class),
                row.getInt(12),
                row.getInt(13),
                row.getBoolean(14),
                row.getBoolean(15),
                row.getBoolean(16),
                row.getBoolean(17),
                row.getBigDecimal(18),
                Standing.LOWEST_BAND.equals(row.getString(19)),
                alike.codes(row.getString(20)),
                false,
                0,
                row.getObject(21, LocalDate.class),
                row.getObject(22, LocalDate.class));
    }
}
