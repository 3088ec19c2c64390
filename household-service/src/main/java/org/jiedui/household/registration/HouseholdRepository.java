package org.jiedui.household.registration;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.jiedui.chassis.paging.KeysetQuery;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.access.AccessRepository;

/**
 * Questions about households. Whatever a caller asks, the answer has only households of the caller's region (offices) or
 * of the caller's own pairings; this is part of each query.
 */
@ApplicationScoped
public class HouseholdRepository implements PanacheRepositoryBase<Household, UUID> {
    /** SQL: the household {@code h} is in care, as {@link HouseholdFacts#inCare} says. */
    public static final String IN_CARE =
            "(h.closed_on IS NULL AND (h.type = 'LIFTED' OR (h.category IS NOT NULL AND h.stable = b'0')))";

    /** Digits of a prefecture's code; a province has less. */
    private static final int LARGE = 4;

    private final AccessRepository access;
    private final TimeSource time;
    private final DataSource database;
    private final HouseholdTally tally;

    HouseholdRepository(AccessRepository access, TimeSource time, DataSource database, HouseholdTally tally) {
        this.access = access;
        this.time = time;
        this.database = database;
        this.tally = tally;
    }

    /** Filters of a list; null and empty mean any. */
    public record Filter(
            String regionPattern,
            List<HouseholdType> types,
            List<MonitoredCategory> categories,
            List<Cause> mainCauses,
            Boolean monitored,
            Boolean atRisk,
            Instant updatedFrom,
            boolean closed) {
        private boolean regionAlone() {
            return types.isEmpty()
                    && categories.isEmpty()
                    && mainCauses.isEmpty()
                    && monitored == null
                    && atRisk == null
                    && updatedFrom == null
                    && !closed;
        }
    }

    /** The household with its members; {@code NOT_FOUND} when it is absent or not visible to the caller. */
    public Household require(Caller caller, UUID id) {
        var query = getEntityManager()
                .createQuery(
                        "from Household e left join fetch e.members where e.id = :id and " + visible(caller, "e"),
                        Household.class)
                .setParameter("id", id);
        visibility(caller).forEach(query::setParameter);
        return query.getResultStream().findFirst().orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /**
     * The household for what only its offices do: refuses with {@code OUTSIDE_REGION} whoever sees it as a helper of its
     * pairing, whatever office that person holds elsewhere.
     */
    public Household requireByOffice(Caller caller, UUID id) {
        var household = require(caller, id);
        caller.requireCovers(household.region());
        return household;
    }

    /**
     * The household for something new by its offices or by the helper of a pairing that is under way. Refuses a former
     * helper with {@code PAIRING_OVER} and a closed household with {@code HOUSEHOLD_CLOSED}.
     */
    public Household requireForCare(Caller caller, UUID id) {
        var household = requireEvenClosed(caller, id);
        household.requireOpen();
        return household;
    }

    /** The same of a closed household, too: for the end of what was under way when it was closed. */
    public Household requireEvenClosed(Caller caller, UUID id) {
        var household = require(caller, id);
        requireCare(caller, household);
        return household;
    }

    /** Refuses with {@code PAIRING_OVER} unless the caller's office or present pairing covers the visible household. */
    public void requireCare(Caller caller, Household household) {
        if (!caller.covers(household.region()) && !access.mayWrite(caller.subject(), household.id(), time.today())) {
            throw org.jiedui.household.HouseholdProblem.PAIRING_OVER.problem();
        }
    }

    /** Those of the households that are visible to the caller, without their members. */
    public List<Household> visible(Caller caller, Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var query = getEntityManager()
                .createQuery("from Household e where e.id in :ids and " + visible(caller, "e"), Household.class)
                .setParameter("ids", ids);
        visibility(caller).forEach(query::setParameter);
        return query.getResultList();
    }

    /** Those of the households that are visible to the caller, with their members, by id. */
    public Map<UUID, Household> withMembers(Caller caller, Collection<UUID> ids) {
        var query = getEntityManager()
                .createQuery(
                        "from Household e left join fetch e.members where e.id in :ids and " + visible(caller, "e"),
                        Household.class)
                .setParameter("ids", ids);
        visibility(caller).forEach(query::setParameter);
        var found = new LinkedHashMap<UUID, Household>();
        // a list, not a stream: streamed, a household whose rows do not stand together loses members
        query.getResultList().forEach(household -> found.put(household.id(), household));
        return found;
    }

    /** The list of a caller's households. */
    public KeysetQuery<ListedHousehold> list(Caller caller, Filter filter) {
        var query = new KeysetQuery<>(
                        "households",
                        Household.class,
                        ListedHousehold.class,
                        ListedHousehold.SELECT,
                        ListedHousehold::id)
                .where(visible(caller, "e"), visibility(caller))
                .whereIf("e.region like :below", "below", filter.regionPattern())
                .whereIf("e.type in :types", "types", filter.types())
                .whereIf("e.category in :categories", "categories", filter.categories())
                .whereIf("e.mainCause in :mainCauses", "mainCauses", filter.mainCauses())
                .whereIf("e.updatedAt >= :updatedFrom", "updatedFrom", filter.updatedFrom())
                .where("e.closedOn is " + (filter.closed() ? "not null" : "null"), Map.of());
        if (filter.monitored() != null) {
            var monitored = "e.category is not null and e.stable = false";
            query.where(filter.monitored() ? monitored : "not (" + monitored + ")", Map.of());
        }
        if (filter.atRisk() != null) {
            query.where("e.openAlertId is " + (filter.atRisk() ? "not null" : "null"), Map.of());
        }
        var below = region(caller, filter) + "%";
        if (officeOnly(caller) && !below.equals("%")) {
            // numbers begin with the village of the registration: those of a region stand together, apart from
            // households
            // that moved in
            query.inParts(
                    "householdNumber",
                    List.of(
                            "e.householdNumber like :numbers",
                            "e.householdNumber not like :numbers and e.movedTo like :numbers"),
                    Map.of("numbers", below));
        }
        return query.sortableBy("region", ListedHousehold::region, text -> text)
                .sortableBy("householdNumber", ListedHousehold::householdNumber, text -> text)
                .sortableBy("headName", ListedHousehold::headName, text -> text)
                .sortableBy("updatedAt", ListedHousehold::updatedAt, Instant::parse);
    }

    /** How many households {@link #list} has; of all that exist below a large region as {@link HouseholdTally} says. */
    public long count(Caller caller, Filter filter) {
        var region = region(caller, filter);
        var kept = officeOnly(caller)
                        && filter.regionAlone()
                        && region.length() <= LARGE
                        && caller.covers(region)
                        && region.startsWith(asked(filter))
                ? tally.count(region)
                : OptionalLong.empty();
        return kept.isPresent() ? kept.getAsLong() : list(caller, filter).count(getEntityManager());
    }

    private static String asked(Filter filter) {
        return filter.regionPattern() == null ? "" : filter.regionPattern().replace("%", "");
    }

    /** The smaller one of the asked and the caller's own region. */
    private static String region(Caller caller, Filter filter) {
        var asked = asked(filter);
        return asked.length() > caller.regionPrefix().length() ? asked : caller.regionPrefix();
    }

    /** At most 50 visible households with a present or former member of this identity. */
    public List<Household> byIdentity(Caller caller, byte[] identity) {
        return byMember(caller, "m.idHash", identity);
    }

    /** At most 50 visible households with a member of this phone. */
    public List<Household> byPhone(Caller caller, byte[] phone) {
        return byMember(caller, "m.phoneHash", phone);
    }

    private List<Household> byMember(Caller caller, String column, byte[] hash) {
        var query = getEntityManager()
                .createQuery(
                        "from Household e where e.id in (select m.household.id from Member m where " + column
                                + " = :hash) and " + visible(caller, "e") + " order by e.id",
                        Household.class)
                .setParameter("hash", hash);
        visibility(caller).forEach(query::setParameter);
        return query.setMaxResults(50).getResultList();
    }

    /** The visible household of a number. */
    public Optional<Household> byNumber(Caller caller, String number) {
        return single(caller, "e.householdNumber = :value", number);
    }

    /** The visible household of a client's id. */
    public Optional<Household> byExternalId(Caller caller, String externalId) {
        return single(caller, "e.externalId = :value", externalId);
    }

    private Optional<Household> single(Caller caller, String condition, String value) {
        var query = getEntityManager()
                .createQuery("from Household e where " + condition + " and " + visible(caller, "e"), Household.class)
                .setParameter("value", value);
        visibility(caller).forEach(query::setParameter);
        return query.getResultStream().findFirst();
    }

    /**
     * At most 50 visible households below a region with a present or former member whose name contains this. Reads an
     * index that begins with the region and has all names, so nothing outside the region is looked at.
     */
    public List<Household> byName(Caller caller, String regionPattern, String part) {
        return byNames(caller, regionPattern, "m.name like :part escape '!'", "%" + escape(part) + "%");
    }

    /** The same by sound: full pinyin or initials, from the beginning of the name. */
    public List<Household> byPinyin(Caller caller, String regionPattern, String sound) {
        return byNames(caller, regionPattern, "m.nameKey like :part escape '!'", "% " + escape(sound) + "%");
    }

    private List<Household> byNames(Caller caller, String regionPattern, String condition, String part) {
        if (officeOnly(caller)) {
            // members only, so that the index of names answers alone; at most 50 households are read
            var ids = getEntityManager()
                    .createQuery(
                            "select distinct m.region, m.household.id from Member m where m.region like :below"
                                    + " and m.region like :visible and " + condition
                                    + " order by m.region, m.household.id",
                            Object[].class)
                    .setParameter("below", regionPattern)
                    .setParameter("visible", caller.regionPrefix() + "%")
                    .setParameter("part", part)
                    .setMaxResults(50)
                    .getResultStream()
                    .map(row -> (UUID) row[1])
                    .toList();
            return visible(caller, ids).stream()
                    .sorted(java.util.Comparator.comparing(Household::region).thenComparing(Household::id))
                    .toList();
        }
        var query = getEntityManager()
                .createQuery(
                        "from Household e where e.region like :below and e.id in (select m.household.id from Member m"
                                + " where m.region like :below and " + condition + ") and " + visible(caller, "e")
                                + " order by e.region, e.id",
                        Household.class)
                .setParameter("below", regionPattern)
                .setParameter("part", part);
        visibility(caller).forEach(query::setParameter);
        return query.setMaxResults(50).getResultList();
    }

    private static String escape(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    /** The open household in which an account is bound to a present member, with its members. */
    public Optional<Household> ofAccount(String account) {
        return getEntityManager()
                .createQuery(
                        "select h from Member m join m.household h where m.account = :account"
                                + " and m.departedOn is null order by m.id desc",
                        Household.class)
                .setParameter("account", account)
                .getResultStream()
                .findFirst();
    }

    /** The household moved: statements of income, transitions and legal holds move along. */
    void moveRecords(UUID household, String village) {
        for (var set : List.of(
                "income_statement SET",
                // versioned: whoever decided on the old row meanwhile would write the old village back
                "status_transition SET version = version + 1,",
                "legal_hold SET version = version + 1,")) {
            getEntityManager()
                    .createNativeQuery("UPDATE " + set + " region = :village WHERE household_id = :household")
                    .setParameter("village", village)
                    .setParameter("household", household)
                    .executeUpdate();
        }
    }

    /** Shocks of a duplicate that are not over become the survivor's, except those that both have. */
    void moveShocks(Household from, Household into) {
        getEntityManager()
                .createNativeQuery("UPDATE household_shock s LEFT JOIN household_shock o ON o.household_id = :into"
                        + " AND o.kind = s.kind AND o.day = s.day AND o.amount <=> s.amount"
                        + " SET s.household_id = :into, s.region = :region, s.version = s.version + 1"
                        + " WHERE s.household_id = :from AND s.over_on IS NULL AND o.id IS NULL")
                .setParameter("from", from.id())
                .setParameter("into", into.id())
                .setParameter("region", into.region())
                .executeUpdate();
    }

    /**
     * Notes the day of a visit that reached somebody, unless there was a later one. The version stays: who edits the
     * household meanwhile, or did so offline, is not in conflict with a visit.
     */
    public void visited(Collection<UUID> ids, LocalDate day) {
        getEntityManager()
                .createQuery("update Household e set e.lastVisitedOn = :day, e.updatedAt = :now where e.id in :ids"
                        + " and (e.lastVisitedOn is null or e.lastVisitedOn < :day)")
                .setParameter("day", day)
                .setParameter("now", time.now())
                .setParameter("ids", ids)
                .executeUpdate();
    }

    /**
     * Gives the next numbers of a village, unique and without gaps: the village's counter stays locked until the
     * transaction ends. Returns the last of them.
     */
    int nextNumbers(String village, int howMany) {
        // The counter of a village is made with the village: an update takes its row lock and waits for nothing else.
        var update = "UPDATE household_number SET last = LAST_INSERT_ID(last + ?) WHERE village = ?";
        var insert = "INSERT INTO household_number (last, village) VALUES (LAST_INSERT_ID(?), ?)"
                + " ON DUPLICATE KEY UPDATE last = LAST_INSERT_ID(last + VALUES(last))";
        try (var connection = database.getConnection()) {
            for (var sql : List.of(update, insert)) {
                try (var statement = connection.prepareStatement(sql, java.sql.Statement.RETURN_GENERATED_KEYS)) {
                    statement.setInt(1, howMany);
                    statement.setString(2, village);
                    if (statement.executeUpdate() > 0) {
                        try (var keys = statement.getGeneratedKeys()) {
                            keys.next();
                            return keys.getInt(1);
                        }
                    }
                }
            }
            throw new IllegalStateException("no household number");
        } catch (SQLException e) {
            throw new IllegalStateException("no household number", e);
        }
    }

    /** Villages in which persons of these identities live, by the hash's hexadecimal digits. */
    Map<String, String> holdingVillages(Collection<byte[]> identities) {
        var villages = new LinkedHashMap<String, String>();
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT living_identity, region FROM household_member WHERE living_identity IN ("
                                + "?,".repeat(identities.size() - 1) + "?)")) {
            var i = 1;
            for (var identity : identities) {
                select.setBytes(i++, identity);
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    villages.put(HexFormat.of().formatHex(row.getBytes(1)), row.getString(2));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not look for the holding village", e);
        }
        return villages;
    }

    /** Forgets unsaved work after a failed flush. */
    void forget() {
        getEntityManager().unwrap(Session.class).clear();
    }

    private static boolean officeOnly(Caller caller) {
        return caller.office() && !caller.hasRole(org.jiedui.household.Roles.HELPER);
    }

    /** Condition that a household is visible to the caller; its parameters are {@link #visibility}. */
    public static String visible(Caller caller, String household) {
        var conditions = new ArrayList<String>();
        if (caller.office()) {
            conditions.add(household + ".region like :visible");
        }
        if (!officeOnly(caller)) {
            conditions.add(AccessRepository.mayRead(household + ".id"));
        }
        return "(" + String.join(" or ", conditions) + ")";
    }

    /** The same condition as SQL, with the values of its question marks. */
    record Scope(String sql, List<Object> values) {}

    /** The condition that a household of this alias is visible to the caller, as {@link #visible} says it in HQL. */
    Scope scope(Caller caller, String alias) {
        var conditions = new ArrayList<String>();
        var values = new ArrayList<>();
        if (caller.office()) {
            conditions.add(alias + ".region LIKE ?");
            values.add(caller.regionPrefix() + "%");
        }
        if (!officeOnly(caller)) {
            conditions.add("EXISTS (SELECT 1 FROM household_access a WHERE a.household_id = " + alias
                    + ".id AND a.account = ? AND a.valid_from <= ? AND (a.valid_to IS NULL OR a.valid_to >= ?))");
            values.addAll(List.of(caller.subject(), time.today(), time.today()));
        }
        return new Scope("(" + String.join(" OR ", conditions) + ")", values);
    }

    /** Parameters of {@link #visible}. */
    public Map<String, Object> visibility(Caller caller) {
        var parameters = new LinkedHashMap<String, Object>();
        if (caller.office()) {
            parameters.put("visible", caller.regionPrefix() + "%");
        }
        if (!officeOnly(caller)) {
            parameters.put("account", caller.subject());
            parameters.put("today", time.today());
        }
        return parameters;
    }
}
