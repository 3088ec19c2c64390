package org.jiedui.household.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.jiedui.chassis.audit.FieldHistory;
import org.jiedui.chassis.database.RowInsert;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.pii.KeyedHash;
import org.jiedui.chassis.problem.Violation;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.tabular.RowReport.Outcome;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.HouseholdEvent;
import org.jiedui.household.income.IncomePolicy;
import org.jiedui.household.income.IncomeStatements;
import org.jiedui.household.region.RegionRepository;

/**
 * Registers and corrects households by the hundred, in the running transaction, with a bounded number of statements
 * whatever their number (HH-19): look-ups by key for all of them, one range of numbers per village, multi-row inserts,
 * events, change notes and history as one batch each. What is stored afterwards is what {@link HouseholdRegistration}
 * and {@link HouseholdMaintenance} would have stored one by one.
 *
 * <p>A household is matched by the client's id or by its number. What is given replaces what is stored; members, incomes
 * and safeguards that are not given stay as they are. Refused per household, with all reasons: a village that is unknown
 * or outside the caller's region, a person twice among the given ones or living elsewhere or departed from it, a change of village,
 * type or head, which are decisions of their own.
 */
@ApplicationScoped
public class BulkRegistration {
    private static final int MOST_PARAMETERS = 2000;
    private static final Comparator<Member> BY_IDENTITY =
            Comparator.comparing(Member::identity, Comparator.nullsFirst(Arrays::compareUnsigned));

    private final HouseholdRepository households;
    private final RegionRepository regions;
    private final IncomeStatements statements;
    private final Event<HouseholdsTouched> touched;
    private final Event<SafeguardsChanged> safeguards;
    private final EntityRows rows;
    private final Outbox outbox;
    private final ChangeLog changes;
    private final FieldHistory history;
    private final KeyedHash hash;
    private final SeenInFile seen;
    private final TimeSource time;
    private final DataSource database;

    BulkRegistration(
            HouseholdRepository households,
            RegionRepository regions,
            IncomeStatements statements,
            Event<HouseholdsTouched> touched,
            Event<SafeguardsChanged> safeguards,
            EntityRows rows,
            Outbox outbox,
            ChangeLog changes,
            FieldHistory history,
            KeyedHash hash,
            SeenInFile seen,
            TimeSource time,
            DataSource database) {
        this.households = households;
        this.regions = regions;
        this.statements = statements;
        this.touched = touched;
        this.safeguards = safeguards;
        this.rows = rows;
        this.outbox = outbox;
        this.changes = changes;
        this.history = history;
        this.hash = hash;
        this.seen = seen;
        this.time = time;
        this.database = database;
    }

    /** One household as it is given; made by {@link #entry}, which may be called on any thread. */
    public static final class Entry {
        private final RegisterHousehold command;
        private final String externalId;
        private final String number;
        private final byte[] digest;
        private final List<MemberHashes> hashes;

        private Entry(
                RegisterHousehold command, String externalId, String number, byte[] digest, List<MemberHashes> hashes) {
            this.command = command;
            this.externalId = externalId;
            this.number = number;
            this.digest = digest;
            this.hashes = hashes;
        }
    }

    /**
     * Computes what needs no database.
     *
     * @param number number of a stored household, or null
     * @param text all that was given, to recognise the same again
     */
    public Entry entry(RegisterHousehold command, String number, String text) {
        return new Entry(
                command,
                command.description().externalId(),
                number,
                digest(text),
                command.members().stream()
                        .map(data -> MemberHashes.of(data, hash))
                        .toList());
    }

    /**
     * Which of the given households are stored as an import of the same text left them; asked ahead, so that their rows
     * need no checking. {@link #take} looks again and decides.
     *
     * @param texts by external id, or by household number where there is none
     * @param numbers whether the keys are household numbers
     */
    public Set<String> known(Map<String, String> texts, boolean numbers) {
        if (texts.isEmpty()) {
            return Set.of();
        }
        var known = new HashSet<String>();
        try (var connection = database.getConnection()) {
            for (var one : stored(connection, numbers ? "household_number" : "external_id", texts.keySet())) {
                var key = numbers ? one.number() : one.externalId();
                if (one.markVersion() != null
                        && one.markVersion() == one.version()
                        && Arrays.equals(one.digest(), digest(texts.get(key)))) {
                    known.add(key);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not look up households", e);
        }
        return known;
    }

    /** An entry of a household that was {@link #known} a moment ago: refused as changed meanwhile when it is not any more. */
    public Entry unread(String externalId, String number, String text) {
        return new Entry(null, externalId, number, digest(text), List.of());
    }

    private byte[] digest(String text) {
        return hash.of("household-import", HexFormat.of().formatHex(sha256(text)));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * What became of one.
     *
     * @param id the household; null when refused, or when it would be created
     * @param violations why it was refused, as pointers into the body of a registration
     */
    public record Result(Outcome outcome, UUID id, List<Violation> violations) {}

    /** A household of the database that an entry means. */
    private record Stored(
            UUID id, long version, String region, String number, String externalId, Long markVersion, byte[] digest) {}

    /** An entry on its way. */
    private static final class Case {
        private final Entry entry;
        private final List<Violation> violations = new ArrayList<>();
        private Stored stored;
        private boolean unchanged;
        private Household household;
        private HouseholdJournal.Before before = HouseholdJournal.Before.NOTHING;
        private Outcome outcome;

        Case(Entry entry) {
            this.entry = entry;
        }

        RegisterHousehold command() {
            return entry.command;
        }

        void refuse(String pointer, String code, String zh, String en) {
            violations.add(new Violation(pointer, code, zh, en));
        }

        /** By which an import recognises the household itself. */
        private List<ByteBuffer> ownKeys() {
            return Stream.of(
                            entry.externalId == null ? null : "e" + entry.externalId,
                            entry.number == null ? null : "n" + entry.number,
                            stored == null ? null : "i" + stored.id())
                    .filter(Objects::nonNull)
                    .map(key -> SeenInFile.key(sha256(key)))
                    .toList();
        }

        /** By which an import recognises the household, and a dry run its members: those of others are stored by then. */
        private List<ByteBuffer> keys(boolean write) {
            if (write) {
                return ownKeys();
            }
            return Stream.concat(
                            ownKeys().stream(),
                            entry.hashes.stream()
                                    .map(MemberHashes::identity)
                                    .filter(Objects::nonNull)
                                    .map(SeenInFile::key))
                    .toList();
        }

        boolean open() {
            return violations.isEmpty() && !unchanged;
        }

        Result result() {
            return violations.isEmpty()
                    ? new Result(
                            outcome,
                            household == null ? stored == null ? null : stored.id() : household.id(),
                            List.of())
                    : new Result(Outcome.REFUSED, null, violations);
        }
    }

    /**
     * Takes them all; with {@code write} false only says what would be done.
     *
     * @param importId under which an import remembers whom it has seen, until {@link #forget}; noted in the running
     *     transaction, so that entries that are taken again after a rollback do not meet themselves
     */
    public List<Result> take(UUID importId, Caller caller, List<Entry> entries, boolean write) {
        var cases = entries.stream().map(Case::new).toList();
        try (var connection = database.getConnection()) {
            match(connection, caller, cases);
            villages(caller, cases);
            personsOnce(connection, caller, cases);
        } catch (SQLException e) {
            throw new IllegalStateException("could not look up households", e);
        }
        namedBefore(importId, cases, write);
        correct(caller, cases, write);
        for (var one : cases) {
            if (one.unchanged) {
                one.outcome = Outcome.UNCHANGED;
            } else if (one.open() && one.stored == null) {
                one.outcome = Outcome.CREATED;
            }
        }
        if (write) {
            write(caller, cases);
        }
        seen.note(importId, keys(cases, write));
        return cases.stream().map(Case::result).toList();
    }

    /** Forgets what an import remembered. Not inside a transaction. */
    public void forget(UUID importId) {
        seen.forget(importId);
    }

    private static Set<ByteBuffer> keys(List<Case> cases, boolean write) {
        var keys = new HashSet<ByteBuffer>();
        cases.stream().filter(c -> c.violations.isEmpty()).forEach(c -> keys.addAll(c.keys(write)));
        return keys;
    }

    /**
     * Refuses households that an earlier part of the file named, and in a dry run persons too: without one they would be
     * stored by now, and be refused as such.
     */
    private void namedBefore(UUID importId, List<Case> cases, boolean write) {
        var named = seen.among(importId, keys(cases, write));
        if (named.isEmpty()) {
            return;
        }
        for (var one : cases) {
            if (!one.violations.isEmpty()) {
                continue;
            }
            if (one.ownKeys().stream().anyMatch(named::contains)) {
                one.refuse(
                        one.entry.externalId == null ? "/householdNumber" : "/externalId",
                        "DUPLICATE",
                        "文件中重复出现的户",
                        "The household appears twice in the file");
            }
            for (var i = 0; !write && i < one.entry.hashes.size(); i++) {
                var identity = one.entry.hashes.get(i).identity();
                if (identity != null && named.contains(SeenInFile.key(identity))) {
                    one.refuse(
                            "/members/" + i + "/idNumber",
                            "DUPLICATE",
                            "该人员在文件中重复出现",
                            "The person appears twice in the file");
                }
            }
        }
    }

    // ---- which household is meant

    private void match(Connection connection, Caller caller, List<Case> cases) throws SQLException {
        var externalIds = new LinkedHashSet<String>();
        var numbers = new LinkedHashSet<String>();
        for (var one : cases) {
            var externalId = one.entry.externalId;
            if (externalId != null) {
                externalIds.add(externalId);
            }
            if (one.entry.number != null) {
                numbers.add(one.entry.number);
            }
        }
        var byExternalId = new HashMap<String, Stored>();
        stored(connection, "external_id", externalIds).forEach(s -> byExternalId.put(s.externalId(), s));
        var byNumber = new HashMap<String, Stored>();
        stored(connection, "household_number", numbers).forEach(s -> byNumber.put(s.number(), s));
        var seen = new HashSet<String>();
        for (var one : cases) {
            var externalId = one.entry.externalId;
            if (externalId != null && !seen.add("e" + externalId)) {
                one.refuse("/externalId", "DUPLICATE", "文件中重复出现的户", "The household appears twice in the file");
            }
            if (one.entry.number != null && !seen.add("n" + one.entry.number)) {
                one.refuse("/householdNumber", "DUPLICATE", "文件中重复出现的户", "The household appears twice in the file");
            }
            var ofNumber = one.entry.number == null ? null : byNumber.get(one.entry.number);
            var ofExternal = externalId == null ? null : byExternalId.get(externalId);
            if (one.entry.number != null && (ofNumber == null || !caller.covers(ofNumber.region()))) {
                one.refuse("/householdNumber", "UNKNOWN_HOUSEHOLD", "没有此户编号", "No household has this number");
                continue;
            }
            if (ofExternal != null
                    && (!caller.covers(ofExternal.region())
                            || (ofNumber != null && !ofNumber.id().equals(ofExternal.id())))) {
                one.refuse("/externalId", "EXTERNAL_ID_TAKEN", "外部编号已被其他户使用", "Belongs to another household");
                continue;
            }
            one.stored = ofNumber != null ? ofNumber : ofExternal;
            if (one.stored != null && !seen.add("i" + one.stored.id())) {
                one.refuse("/externalId", "DUPLICATE", "文件中重复出现的户", "The household appears twice in the file");
            }
            one.unchanged = one.violations.isEmpty()
                    && one.stored != null
                    && one.stored.markVersion() != null
                    && one.stored.markVersion() == one.stored.version()
                    && Arrays.equals(one.stored.digest(), one.entry.digest);
            if (one.command() == null && one.open()) {
                one.refuse(
                        "/externalId",
                        "CHANGED_MEANWHILE",
                        "该户刚被他人修改，请重新提交",
                        "Changed by somebody else just now; send it again");
            }
        }
    }

    private static List<Stored> stored(Connection connection, String column, Set<String> keys) throws SQLException {
        var found = new ArrayList<Stored>();
        for (var slice : slices(new ArrayList<>(keys), MOST_PARAMETERS)) {
            var sql = "SELECT h.id, h.version, h.region, h.household_number, h.external_id, i.version, i.digest"
                    + " FROM household h FORCE INDEX (household_" + column.replace("household_", "") + "_once)"
                    + " LEFT JOIN household_import i ON i.household_id = h.id WHERE h." + column
                    + " IN (" + "?,".repeat(slice.size() - 1) + "?)";
            try (var select = connection.prepareStatement(sql)) {
                for (var i = 0; i < slice.size(); i++) {
                    select.setString(i + 1, slice.get(i));
                }
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        var mark = row.getLong(6);
                        found.add(new Stored(
                                Ids.of(row.getBytes(1)),
                                row.getLong(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.wasNull() ? null : mark,
                                row.getBytes(7)));
                    }
                }
            }
        }
        return found;
    }

    // ---- what needs the database to be known

    private void villages(Caller caller, List<Case> cases) {
        var codes = new LinkedHashSet<String>();
        cases.stream().filter(Case::open).forEach(one -> codes.add(one.command().region()));
        if (codes.isEmpty()) {
            return;
        }
        var today = time.today();
        var inForce = new HashSet<String>();
        regions.list("code in ?1", codes).stream().filter(r -> r.inForce(today)).forEach(r -> inForce.add(r.code()));
        for (var one : cases) {
            if (!one.open()) {
                continue;
            }
            var region = one.command().region();
            if (!caller.covers(region)) {
                one.refuse("/region", "OUTSIDE_REGION", "不在您的管辖区域内", "Outside your region");
            } else if (!inForce.contains(region)) {
                one.refuse("/region", "UNKNOWN_REGION", "村级区划代码不存在或已撤销", "No such village, or abolished");
            } else if (one.stored != null && !one.stored.region().equals(region)) {
                one.refuse(
                        "/region",
                        "REGION_CHANGE",
                        "该户已登记在其他村，迁移须单独办理",
                        "Registered in another village; moving is an event of its own");
            }
        }
    }

    /** A person is in one household: of the given ones, and of the whole deployment. */
    private void personsOnce(Connection connection, Caller caller, List<Case> cases) throws SQLException {
        var given = new LinkedHashMap<ByteBuffer, Case>();
        for (var one : cases) {
            if (one.unchanged || !one.violations.isEmpty()) {
                continue;
            }
            for (var i = 0; i < one.entry.hashes.size(); i++) {
                var identity = one.entry.hashes.get(i).identity();
                if (identity != null && given.putIfAbsent(ByteBuffer.wrap(identity), one) != null) {
                    one.refuse(
                            "/members/" + i + "/idNumber",
                            "DUPLICATE",
                            "该人员在文件中重复出现",
                            "The person appears twice in the file");
                }
            }
        }
        var holders = new HashMap<ByteBuffer, Holder>();
        for (var slice : slices(new ArrayList<>(given.keySet()), MOST_PARAMETERS)) {
            try (var select = connection.prepareStatement(
                    "SELECT living_identity, household_id, region FROM household_member FORCE INDEX (member_lives_once)"
                            + " WHERE living_identity IN ("
                            + "?,".repeat(slice.size() - 1) + "?)")) {
                for (var i = 0; i < slice.size(); i++) {
                    select.setBytes(i + 1, slice.get(i).array());
                }
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        holders.put(
                                ByteBuffer.wrap(row.getBytes(1)),
                                new Holder(Ids.of(row.getBytes(2)), row.getString(3)));
                    }
                }
            }
        }
        if (holders.isEmpty()) {
            return;
        }
        for (var one : cases) {
            if (one.unchanged) {
                continue;
            }
            for (var i = 0; i < one.entry.hashes.size(); i++) {
                var identity = one.entry.hashes.get(i).identity();
                var holder = identity == null ? null : holders.get(ByteBuffer.wrap(identity));
                if (holder != null && (one.stored == null || !holder.household().equals(one.stored.id()))) {
                    var known = caller.covers(holder.region());
                    one.refuse(
                            "/members/" + i + "/idNumber",
                            "PERSON_ALREADY_REGISTERED",
                            known ? "已登记在 " + holder.region() + " 村" : "已登记在其他地区",
                            known ? "Registered in village " + holder.region() : "Registered in another region");
                }
            }
        }
    }

    private record Holder(UUID household, String region) {}

    // ---- households that are there already

    private void correct(Caller caller, List<Case> cases, boolean write) {
        var known = cases.stream().filter(c -> c.open() && c.stored != null).toList();
        if (known.isEmpty()) {
            return;
        }
        var loaded = households.withMembers(
                caller, known.stream().map(c -> c.stored.id()).toList());
        var incomes = latestIncomes(loaded.keySet());
        for (var one : known) {
            var household = loaded.get(one.stored.id());
            var plan = plan(one, household);
            if (!one.violations.isEmpty()) {
                continue;
            }
            var earnt = one.command().incomes().stream()
                    .filter(i -> !same(i, incomes.get(household.id() + "/" + i.year())))
                    .toList();
            if (plan.isEmpty() && earnt.isEmpty() && describedSo(one.command(), household)) {
                one.unchanged = true;
                continue;
            }
            one.outcome = Outcome.UPDATED;
            if (write) {
                apply(caller, one, household, plan, earnt, incomes);
            }
        }
        if (!write) {
            session().clear();
        }
    }

    /** What is to be done with one given member: correct a stored one, or add. */
    private record Step(Member member, MemberData data, MemberHashes hashes) {}

    private List<Step> plan(Case one, Household household) {
        var command = one.command();
        if (household.type() != command.type()) {
            one.refuse("/type", "TYPE_CHANGE", "户类型变更须经审批", "The type changes only by an approved transition");
        }
        var steps = new ArrayList<Step>();
        var free = new ArrayList<>(household.present());
        var departed = household.members().stream().filter(m -> !m.isPresent()).toList();
        for (var i = 0; i < command.members().size(); i++) {
            var data = normal(command.members().get(i));
            var hashes = one.entry.hashes.get(i);
            var member = find(free, data, hashes);
            if ((data.relation() == Relation.HEAD) != (member != null && member.relation() == Relation.HEAD)) {
                one.refuse(
                        "/members/" + i + "/relation",
                        "HEAD_CHANGE",
                        "户主变更须单独办理",
                        "A change of the head is an event of its own");
                continue;
            }
            if (member == null) {
                if (find(departed, data, hashes) != null) {
                    one.refuse(
                            "/members/" + i + "/name",
                            "MEMBER_DEPARTED",
                            "该成员已从本户减少，返回须单独办理",
                            "Died or left this household; coming back is an event of its own");
                }
                steps.add(new Step(null, data, hashes));
                continue;
            }
            free.remove(member);
            var stored = normal(member.data());
            if (data.idNumber() == null && stored.idNumber() != null) {
                data = withNumber(data, stored);
                hashes = MemberHashes.of(data, hash);
            }
            // files name some of these columns, or none
            data = data.with(data.background().or(stored.background()));
            if (!data.equals(stored)) {
                steps.add(new Step(member, data, hashes));
            }
        }
        return steps;
    }

    private static Member find(List<Member> free, MemberData data, MemberHashes hashes) {
        for (var member : free) {
            if (hashes.identity() != null && Arrays.equals(member.identity(), hashes.identity())) {
                return member;
            }
        }
        for (var member : free) {
            if ((hashes.identity() == null || member.identity() == null)
                    && member.name().equals(data.name())
                    && member.data().birthDate().equals(data.birthDate())) {
                return member;
            }
        }
        return null;
    }

    private static MemberData withNumber(MemberData data, MemberData stored) {
        return new MemberData(
                data.name(),
                data.relation(),
                stored.idType(),
                stored.idNumber(),
                data.birthDate(),
                data.sex(),
                data.phone(),
                data.health(),
                data.labour(),
                data.education(),
                data.schooling(),
                data.insurances(),
                data.selfCare(),
                data.background());
    }

    /** As it is stored: lists in the order of their codes. */
    private static MemberData normal(MemberData data) {
        return new MemberData(
                data.name(),
                data.relation(),
                data.idType(),
                data.idNumber(),
                data.birthDate(),
                data.sex(),
                data.phone(),
                sorted(data.health()),
                data.labour(),
                data.education(),
                data.schooling(),
                sorted(data.insurances()),
                data.selfCare(),
                data.background());
    }

    private static <E extends Enum<E>> List<E> sorted(Collection<E> codes) {
        return codes == null ? null : codes.stream().distinct().sorted().toList();
    }

    private static HouseholdDescription normal(HouseholdDescription description) {
        return new HouseholdDescription(
                description.externalId(),
                description.address(),
                description.bankAccount(),
                sorted(description.attributes()),
                new Causes(
                        description.causes().main(),
                        sorted(description.causes().others()),
                        description.causes().remark()));
    }

    /** What the command says beside members and incomes; a client's id that is not given stays. */
    private static HouseholdDescription wanted(RegisterHousehold command, Household household) {
        var given = normal(command.description());
        return given.externalId() != null
                ? given
                : new HouseholdDescription(
                        household.externalId(),
                        given.address(),
                        given.bankAccount(),
                        given.attributes(),
                        given.causes());
    }

    /** Files name some of its columns, or none: what is not given stays. */
    private static Dwelling dwelling(RegisterHousehold command, Household household) {
        return command.dwelling() == null
                ? household.dwelling()
                : command.dwelling().or(household.dwelling());
    }

    private static boolean describedSo(RegisterHousehold command, Household household) {
        return wanted(command, household).equals(household.description())
                && sorted(command.needs()).equals(household.needs())
                && Objects.equals(command.needsRemark(), household.needsRemark())
                && (command.safeguards() == null || command.safeguards().equals(household.safeguards()))
                && dwelling(command, household).equals(household.dwelling());
    }

    private void apply(
            Caller caller,
            Case one,
            Household household,
            List<Step> plan,
            List<RegisterHousehold.Income> earnt,
            Map<String, Latest> incomes) {
        var now = time.now();
        var command = one.command();
        one.before = HouseholdJournal.Before.of(household);
        one.household = household;
        household.describe(wanted(command, household), now);
        household.state(command.needs(), command.needsRemark(), now);
        if (command.safeguards() != null) {
            safeguards.fire(
                    new SafeguardsChanged(caller, household.id(), household.safeguards(), command.safeguards(), null));
            household.check(command.safeguards(), now);
        }
        household.dwell(dwelling(command, household), now);
        for (var step : plan) {
            if (step.member() == null) {
                var member = household.add(step.data(), step.hashes());
                member.arrive(time.today(), Arrival.ADDED, null);
                session().persist(member);
            } else {
                household.correct(step.member(), step.data(), step.hashes());
            }
        }
        for (var income : earnt) {
            var latest = incomes.get(household.id() + "/" + income.year());
            var result =
                    IncomePolicy.compute(income.lines(), household.present().size());
            statements.keep(
                    caller,
                    household.id(),
                    household.region(),
                    income.year(),
                    latest == null ? 1 : latest.revision() + 1,
                    income.lines(),
                    result,
                    null);
            household.earns(income.year(), result.perCapita());
        }
        if (!earnt.isEmpty()) {
            household.compares(
                    statements.figures(household.id(), household.incomeYear(), YearMonth.from(time.today())));
        }
        household.count(time.today(), now);
    }

    private record Latest(int revision, List<String> lines) {}

    private static boolean same(RegisterHousehold.Income given, Latest latest) {
        return latest != null
                && latest.lines()
                        .equals(given.lines().stream()
                                .map(l -> l.item() + " " + l.amount() + " " + l.note() + " " + l.month())
                                .toList());
    }

    /** The lines of the revisions that count, by household and year. */
    private Map<String, Latest> latestIncomes(Collection<UUID> ids) {
        var latest = new HashMap<String, Latest>();
        if (ids.isEmpty()) {
            return latest;
        }
        var sql =
                "SELECT household_id, year, revision, item, amount, note, month FROM income_line WHERE household_id IN ("
                        + "?,".repeat(ids.size() - 1) + "?) ORDER BY household_id, year, revision, position";
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            var i = 1;
            for (var id : ids) {
                select.setBytes(i++, Ids.bytes(id));
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var key = Ids.of(row.getBytes(1)) + "/" + row.getInt(2);
                    var revision = row.getInt(3);
                    var known = latest.get(key);
                    if (known == null || known.revision() < revision) {
                        known = new Latest(revision, new ArrayList<>());
                        latest.put(key, known);
                    }
                    known.lines()
                            .add(row.getString(4) + " "
                                    + new org.jiedui.chassis.value.Money(row.getBigDecimal(5)) + " "
                                    + row.getString(6) + " " + month(row.getDate(7)));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not read incomes", e);
        }
        return latest;
    }

    private static YearMonth month(java.sql.Date first) {
        return first == null ? null : YearMonth.from(first.toLocalDate());
    }

    // ---- writing

    private void write(Caller caller, List<Case> cases) {
        var created = cases.stream().filter(c -> c.outcome == Outcome.CREATED).toList();
        var corrected = cases.stream().filter(c -> c.outcome == Outcome.UPDATED).toList();
        if (created.isEmpty() && corrected.isEmpty()) {
            return;
        }
        session().flush();
        insert(caller, created);
        var all = new ArrayList<>(created);
        all.addAll(corrected);
        var events = new ArrayList<HouseholdEvent>(all.size());
        var notes = new ArrayList<Change>(all.size());
        var steps = new HashMap<UUID, HouseholdSnapshot>();
        for (var one : all) {
            var facts = one.household.facts();
            if (one.before.facts() == null) {
                events.add(facts.registered());
            } else if (!facts.equals(one.before.facts())) {
                events.add(facts.changed());
            }
            steps.put(one.household.id(), HouseholdSnapshot.of(one.household));
            notes.add(Change.upsert("households", one.household.id(), one.household.region(), one.household.version()));
        }
        outbox.append(events);
        // before the rules, which note the next version of those that they change
        changes.record(notes);
        session().clear();
        var ids = all.stream().map(c -> c.household.id()).toList();
        touched.fire(new HouseholdsTouched(
                caller, ids, created.stream().map(c -> c.household).toList()));
        session().flush();
        session().clear();
        close(caller, all, ids, steps);
    }

    private void insert(Caller caller, List<Case> created) {
        if (created.isEmpty()) {
            return;
        }
        var now = time.now();
        var today = time.today();
        var next = numbers(created);
        var newHouseholds = new ArrayList<Household>(created.size());
        var members = new ArrayList<Member>();
        var incomes = new ArrayList<>();
        var lines = new ArrayList<>();
        for (var one : created) {
            var command = one.command();
            var number = command.region() + "%05d".formatted(next.merge(command.region(), 1, Integer::sum));
            var household = new Household(command, number, now);
            for (var i = 0; i < command.members().size(); i++) {
                members.add(household.add(command.members().get(i), one.entry.hashes.get(i)));
            }
            var results = household.earns(command.incomes(), today);
            for (var i = 0; i < results.size(); i++) {
                var income = command.incomes().get(i);
                var first = statements.first(
                        caller, household.id(), household.region(), income.year(), income.lines(), results.get(i));
                incomes.add(first.statement());
                lines.addAll(first.lines());
            }
            household.count(today, now);
            newHouseholds.add(household);
            one.household = household;
        }
        members.sort(BY_IDENTITY);
        List.of(newHouseholds, members, incomes, lines).forEach(rows::insert);
    }

    /** One range of numbers per village; the number before the first of each. Villages in order, against deadlocks. */
    private Map<String, Integer> numbers(List<Case> created) {
        var wanted = new TreeMap<String, Integer>();
        created.forEach(one -> wanted.merge(one.command().region(), 1, Integer::sum));
        var before = new HashMap<String, Integer>();
        wanted.forEach((village, count) -> before.put(village, households.nextNumbers(village, count) - count));
        return before;
    }

    /** History and marks, with the versions that the households have now. */
    private void close(Caller caller, List<Case> all, List<UUID> ids, Map<UUID, HouseholdSnapshot> after) {
        try (var connection = database.getConnection()) {
            var versions = versions(connection, ids);
            var steps = new ArrayList<FieldHistory.Step>(all.size());
            for (var one : all) {
                var id = one.household.id();
                var region = one.household.region();
                steps.add(new FieldHistory.Step(id, region, versions.get(id), one.before.snapshot(), after.get(id)));
            }
            history.record(caller, "household", steps, "IMPORT", null);
            var mark = new RowInsert(
                    connection,
                    "household_import",
                    List.of("household_id", "version", "digest"),
                    "ON DUPLICATE KEY UPDATE version = VALUES(version), digest = VALUES(digest)");
            for (var one : all) {
                mark.add(one.household.id(), versions.get(one.household.id()), one.entry.digest);
            }
            mark.write();
        } catch (SQLException e) {
            throw new IllegalStateException("could not close an import", e);
        }
    }

    private static Map<UUID, Long> versions(Connection connection, List<UUID> ids) throws SQLException {
        var versions = new HashMap<UUID, Long>();
        for (var slice : slices(ids, MOST_PARAMETERS)) {
            try (var select = connection.prepareStatement(
                    "SELECT id, version FROM household WHERE id IN (" + "?,".repeat(slice.size() - 1) + "?)")) {
                for (var i = 0; i < slice.size(); i++) {
                    select.setBytes(i + 1, Ids.bytes(slice.get(i)));
                }
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        versions.put(Ids.of(row.getBytes(1)), row.getLong(2));
                    }
                }
            }
        }
        return versions;
    }

    private Session session() {
        return households.getEntityManager().unwrap(Session.class);
    }

    private static <T> List<List<T>> slices(List<T> all, int size) {
        var slices = new ArrayList<List<T>>();
        for (var from = 0; from < all.size(); from += size) {
            slices.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return slices;
    }
}
