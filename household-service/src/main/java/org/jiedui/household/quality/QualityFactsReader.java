package org.jiedui.household.quality;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jiedui.chassis.pii.PersonalDataCipher;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.Codes;
import org.jiedui.household.income.IncomeItem;
import org.jiedui.household.line.LineKind;
import org.jiedui.household.line.PovertyLine;
import org.jiedui.household.line.PovertyLineRepository;
import org.jiedui.household.plan.FundsSource;
import org.jiedui.household.plan.MeasureCategory;
import org.jiedui.household.plan.Subsidy;
import org.jiedui.household.quality.QualityFacts.IdCheck;
import org.jiedui.household.quality.QualityFacts.Income;
import org.jiedui.household.quality.QualityFacts.Pairing;
import org.jiedui.household.quality.QualityFacts.Person;
import org.jiedui.household.quality.QualityFacts.Phone;
import org.jiedui.household.quality.QualityFacts.Procedure;
import org.jiedui.household.quality.QualityFacts.Taken;
import org.jiedui.household.registration.Cause;
import org.jiedui.household.registration.Dwelling;
import org.jiedui.household.registration.Education;
import org.jiedui.household.registration.HealthCondition;
import org.jiedui.household.registration.Household;
import org.jiedui.household.registration.HouseholdAttribute;
import org.jiedui.household.registration.HouseholdType;
import org.jiedui.household.registration.HousingGrade;
import org.jiedui.household.registration.IdNumber;
import org.jiedui.household.registration.IdType;
import org.jiedui.household.registration.Insurance;
import org.jiedui.household.registration.LabourAbility;
import org.jiedui.household.registration.Member;
import org.jiedui.household.registration.MonitoredCategory;
import org.jiedui.household.registration.Need;
import org.jiedui.household.registration.Relation;
import org.jiedui.household.registration.Safeguard;
import org.jiedui.household.registration.Safeguards;
import org.jiedui.household.registration.Schooling;
import org.jiedui.household.registration.Sex;
import org.jiedui.household.registration.Toilet;
import org.jiedui.household.registration.Work;
import org.jiedui.household.registration.WorkChannel;
import org.jiedui.household.registration.WorkPlace;
import org.jiedui.household.risk.Risk;

/**
 * Gathers the facts of many households with a fixed number of statements, whatever their number, in the running
 * transaction. Identity numbers and phones are read, checked and forgotten here.
 */
@ApplicationScoped
class QualityFactsReader {
    private static final Pattern NAME = Pattern.compile("[\\p{IsHan}·•.]{2,}|[A-Za-z][A-Za-z .'·-]+");
    /** Of several hundred households; without the hint a server that took the table for small reads all of it each time. */
    private static final String MEMBERS = "household_member m FORCE INDEX (member_household)";

    private static final Pattern PHONE = Pattern.compile("1[3-9]\\d{9}");

    private final DataSource database;
    private final PersonalDataCipher cipher;
    private final PovertyLineRepository lines;
    private final TimeSource time;

    QualityFactsReader(DataSource database, PersonalDataCipher cipher, PovertyLineRepository lines, TimeSource time) {
        this.database = database;
        this.cipher = cipher;
        this.lines = lines;
        this.time = time;
    }

    /**
     * The facts of those of the households that exist, in the order of the ids.
     *
     * @param complete false leaves out what only rules of {@link QualityBasis#RECORD} look at: identity numbers, phones and
     *     what the income is made of
     */
    List<QualityFacts> read(Collection<UUID> ids, boolean complete) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var today = time.today();
        var monitoring = lines.inForce(LineKind.MONITORING, today);
        try (var connection = database.getConnection()) {
            var in = "(" + "?,".repeat(ids.size() - 1) + "?)";
            var elsewhere = elsewhere(connection, in, ids);
            var persons = persons(connection, in, ids, complete, today, elsewhere);
            var incomes = incomes(connection, in, ids, complete);
            var measures = measures(connection, in, ids);
            var pairings = pairings(connection, in, ids, today);
            var procedures = procedures(connection, in, ids);
            var dues = dues(connection, in, ids);
            var found = new LinkedHashMap<UUID, QualityFacts>();
            query(
                    connection,
                    "SELECT id, household_number, region, type, category, stable, attributes, main_cause, other_causes,"
                            + " cause_remark, needs, needs_remark, food, clothing, education, medical_care, housing,"
                            + " water, safeguards_checked_on, address, unvisited_from, floor_space, housing_grade, toilet"
                            + " FROM household WHERE id IN " + in,
                    ids,
                    row -> {
                        var id = Ids.of(row.getBytes(1));
                        var region = row.getString(3);
                        found.put(
                                id,
                                new QualityFacts(
                                        today,
                                        id,
                                        row.getString(2),
                                        region,
                                        HouseholdType.valueOf(row.getString(4)),
                                        code(MonitoredCategory.class, row.getString(5)),
                                        row.getBoolean(6),
                                        Set.copyOf(Codes.split(HouseholdAttribute.class, row.getString(7))),
                                        code(Cause.class, row.getString(8)),
                                        Codes.split(Cause.class, row.getString(9)),
                                        written(row.getString(10)),
                                        Codes.split(Need.class, row.getString(11)),
                                        written(row.getString(12)),
                                        new Safeguards(
                                                Safeguard.valueOf(row.getString(13)),
                                                Safeguard.valueOf(row.getString(14)),
                                                Safeguard.valueOf(row.getString(15)),
                                                Safeguard.valueOf(row.getString(16)),
                                                Safeguard.valueOf(row.getString(17)),
                                                Safeguard.valueOf(row.getString(18)),
                                                row.getObject(19, LocalDate.class)),
                                        new Dwelling(
                                                row.getBigDecimal(22),
                                                code(HousingGrade.class, row.getString(23)),
                                                code(Toilet.class, row.getString(24))),
                                        written(row.getString(20)),
                                        row.getObject(21, LocalDate.class),
                                        incomes.get(id),
                                        inForce(monitoring, region),
                                        persons.getOrDefault(id, List.of()),
                                        measures.getOrDefault(id, List.of()),
                                        pairings.getOrDefault(id, List.of()),
                                        procedures.get(id),
                                        dues.get(id)));
                    });
            return ids.stream()
                    .map(found::get)
                    .filter(java.util.Objects::nonNull)
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException("could not gather facts", e);
        }
    }

    /**
     * The facts of households that the running transaction has registered: they and their members as they are in memory,
     * the rest as it is stored. Nobody can have taken measures or be paired with them yet.
     */
    List<QualityFacts> registered(List<Household> households) {
        var today = time.today();
        var monitoring = lines.inForce(LineKind.MONITORING, today);
        var ids = households.stream().map(Household::id).toList();
        try (var connection = database.getConnection()) {
            var in = "(" + "?,".repeat(ids.size() - 1) + "?)";
            var elsewhere = elsewhere(connection, in, ids);
            var incomes = incomes(connection, in, ids, true);
            var dues = dues(connection, in, ids);
            return households.stream()
                    .map(household -> of(
                            household,
                            today,
                            elsewhere,
                            incomes.get(household.id()),
                            inForce(monitoring, household.region()),
                            dues.get(household.id())))
                    .toList();
        } catch (SQLException e) {
            throw new IllegalStateException("could not gather facts", e);
        }
    }

    /**
     * What can be said of a household in memory, before it is written: itself and its members. There are no incomes,
     * measures, pairings and cases in it, and nothing of other households.
     */
    QualityFacts of(Household household) {
        return of(household, time.today(), Map.of(), null, null, null);
    }

    private static QualityFacts of(
            Household household,
            LocalDate today,
            Map<UUID, Elsewhere> elsewhere,
            Income income,
            Money monitoringLine,
            LocalDate openCaseDue) {
        var description = household.description();
        return new QualityFacts(
                today,
                household.id(),
                household.householdNumber(),
                household.region(),
                household.type(),
                household.category(),
                household.isStable(),
                Set.copyOf(description.attributes()),
                description.causes().main(),
                description.causes().others(),
                written(description.causes().remark()),
                household.needs(),
                written(household.needsRemark()),
                household.safeguards(),
                household.dwelling(),
                written(description.address()),
                household.unvisitedSince(),
                income,
                monitoringLine,
                household.present().stream()
                        .map(member -> of(member, elsewhere.getOrDefault(member.id(), Elsewhere.NOWHERE), today))
                        .toList(),
                List.of(),
                List.of(),
                null,
                openCaseDue);
    }

    private static Person of(Member member, Elsewhere others, LocalDate today) {
        var data = member.data();
        return person(
                member.id(),
                member.position(),
                data.relation(),
                data.idType(),
                data.idNumber(),
                true,
                data.name(),
                data.birthDate(),
                data.sex(),
                check(data.phone()),
                others,
                data.health() == null ? null : Set.copyOf(data.health()),
                data.labour(),
                data.education(),
                data.schooling(),
                data.insurances() == null ? null : Set.copyOf(data.insurances()),
                data.selfCare(),
                data.background().work(),
                today);
    }

    private static Person person(
            UUID id,
            int position,
            Relation relation,
            IdType idType,
            String number,
            boolean complete,
            String name,
            LocalDate born,
            Sex sex,
            Phone phone,
            Elsewhere others,
            Set<HealthCondition> health,
            LabourAbility labour,
            Education education,
            Schooling schooling,
            Set<Insurance> insurances,
            boolean selfCare,
            Work work,
            LocalDate today) {
        var idCheck = complete ? check(idType, number, today) : IdCheck.VALID;
        var resident = complete && idCheck == IdCheck.VALID && idType != IdType.MILITARY_ID
                ? new IdNumber(number.substring(0, 18))
                : null;
        return new Person(
                id,
                position,
                relation,
                idType,
                idCheck,
                resident == null || resident.birthDate().equals(born),
                resident == null || resident.sex() == sex,
                resident != null && idType == IdType.DISABILITY_ID && number.matches(".{19}[12].*"),
                NAME.matcher(name).matches(),
                born,
                sex,
                phone,
                others.phone(),
                others.county(),
                others.province(),
                health,
                labour,
                education,
                schooling,
                insurances,
                selfCare,
                work);
    }

    /** Counts of other households for each person: same phone, same person in the county, in the province. */
    private record Elsewhere(int phone, int county, int province) {
        static final Elsewhere NOWHERE = new Elsewhere(0, 0, 0);
    }

    private static Map<UUID, Elsewhere> elsewhere(Connection connection, String in, Collection<UUID> ids)
            throws SQLException {
        var found = new HashMap<UUID, Elsewhere>();
        query(
                connection,
                "SELECT STRAIGHT_JOIN m.id, COUNT(DISTINCT o.household_id) FROM " + MEMBERS
                        + " JOIN household_member o FORCE INDEX (member_phone_hash) ON o.phone_hash = m.phone_hash AND o.household_id <> m.household_id"
                        + " AND o.departed_on IS NULL WHERE m.household_id IN " + in
                        + " AND m.departed_on IS NULL AND m.phone_hash IS NOT NULL GROUP BY m.id",
                ids,
                row -> found.put(Ids.of(row.getBytes(1)), new Elsewhere(row.getInt(2), 0, 0)));
        // Two numbers of one kind are two persons; the unique index sees to it that one number lives once.
        query(
                connection,
                "SELECT STRAIGHT_JOIN m.id, SUM(LEFT(o.region, 6) = LEFT(m.region, 6)), SUM(LEFT(o.region, 6) <> LEFT(m.region, 6))"
                        + " FROM " + MEMBERS
                        + " JOIN household_member o FORCE INDEX (member_birth_name) ON o.birth_date = m.birth_date"
                        + " AND o.name = m.name AND o.sex = m.sex AND o.household_id <> m.household_id"
                        + " AND o.departed_on IS NULL AND LEFT(o.region, 2) = LEFT(m.region, 2)"
                        + " AND (o.id_hash IS NULL OR m.id_hash IS NULL OR o.id_type <> m.id_type)"
                        + " WHERE m.household_id IN " + in + " AND m.departed_on IS NULL GROUP BY m.id",
                ids,
                row -> found.merge(
                        Ids.of(row.getBytes(1)),
                        new Elsewhere(0, row.getInt(2), row.getInt(3)),
                        (old, add) -> new Elsewhere(old.phone(), add.county(), add.province())));
        return found;
    }

    private Map<UUID, List<Person>> persons(
            Connection connection,
            String in,
            Collection<UUID> ids,
            boolean complete,
            LocalDate today,
            Map<UUID, Elsewhere> elsewhere)
            throws SQLException {
        var found = new HashMap<UUID, List<Person>>();
        query(
                connection,
                "SELECT household_id, id, position, name, relation, id_type, birth_date, sex, health, labour, education,"
                        + " schooling, insurances, self_care, " + (complete ? "id_number, phone" : "NULL, NULL")
                        + ", work_place, work_months, work_wage, work_channel"
                        + " FROM " + MEMBERS + " WHERE departed_on IS NULL AND household_id IN " + in
                        + " ORDER BY household_id, position",
                ids,
                row -> {
                    var id = Ids.of(row.getBytes(2));
                    var health = cipher.decrypt(row.getBytes(9));
                    var insurances = row.getString(13);
                    found.computeIfAbsent(Ids.of(row.getBytes(1)), household -> new ArrayList<>())
                            .add(person(
                                    id,
                                    row.getInt(3),
                                    Relation.valueOf(row.getString(5)),
                                    IdType.valueOf(row.getString(6)),
                                    complete ? cipher.decrypt(row.getBytes(15)) : null,
                                    complete,
                                    row.getString(4),
                                    row.getObject(7, LocalDate.class),
                                    Sex.valueOf(row.getString(8)),
                                    complete ? check(cipher.decrypt(row.getBytes(16))) : Phone.VALID,
                                    elsewhere.getOrDefault(id, Elsewhere.NOWHERE),
                                    health == null ? null : Set.copyOf(Codes.split(HealthCondition.class, health)),
                                    LabourAbility.valueOf(row.getString(10)),
                                    code(Education.class, row.getString(11)),
                                    Schooling.valueOf(row.getString(12)),
                                    insurances == null ? null : Set.copyOf(Codes.split(Insurance.class, insurances)),
                                    row.getBoolean(14),
                                    work(row, 17),
                                    today));
                });
        return found;
    }

    private static Work work(ResultSet row, int from) throws SQLException {
        var place = code(WorkPlace.class, row.getString(from));
        var wage = row.getBigDecimal(from + 2);
        return place == null
                ? null
                : new Work(
                        place,
                        null,
                        row.getObject(from + 1, Integer.class),
                        wage == null ? null : new Money(wage),
                        code(WorkChannel.class, row.getString(from + 3)));
    }

    /** What is wrong with a number of this kind. */
    static IdCheck check(IdType type, String number, LocalDate today) {
        if (number == null || number.isBlank()) {
            return IdCheck.MISSING;
        }
        if (number.chars().distinct().count() == 1) {
            return IdCheck.PLACEHOLDER;
        }
        return switch (type) {
            case MILITARY_ID -> IdCheck.VALID;
            case RESIDENT_ID -> IdCheck.of(IdNumber.fault(number, today));
            case DISABILITY_ID ->
                number.matches("[\\dXx]{18}\\d{2}(\\d{2})?")
                        ? IdCheck.of(IdNumber.fault(number.substring(0, 18), today))
                        : IdCheck.MALFORMED;
        };
    }

    /** What is wrong with a phone. */
    static Phone check(String phone) {
        return phone == null ? Phone.ABSENT : PHONE.matcher(phone).matches() ? Phone.VALID : Phone.MALFORMED;
    }

    private static Map<UUID, Income> incomes(Connection connection, String in, Collection<UUID> ids, boolean withLines)
            throws SQLException {
        var found = new HashMap<UUID, Income>();
        query(
                connection,
                "SELECT s.household_id, s.year, s.members, s.per_capita, "
                        + (withLines ? "l.item, l.amount" : "NULL, NULL")
                        + " FROM household h JOIN income_statement s ON s.household_id = h.id AND s.year = h.income_year"
                        + " AND s.revision = (SELECT MAX(r.revision) FROM income_statement r"
                        + " WHERE r.household_id = h.id AND r.year = h.income_year)"
                        + (withLines
                                ? " LEFT JOIN income_line l ON l.household_id = s.household_id AND l.year = s.year"
                                        + " AND l.revision = s.revision"
                                : "")
                        + " WHERE h.id IN " + in,
                ids,
                row -> {
                    var year = row.getInt(2);
                    var members = row.getInt(3);
                    var perCapita = new Money(row.getBigDecimal(4));
                    var income = found.computeIfAbsent(
                            Ids.of(row.getBytes(1)),
                            household -> new Income(year, perCapita, members, new EnumMap<>(IncomeItem.class)));
                    if (row.getString(5) != null) {
                        income.items()
                                .merge(
                                        IncomeItem.valueOf(row.getString(5)),
                                        new Money(row.getBigDecimal(6)),
                                        Money::plus);
                    }
                });
        return found;
    }

    private static Map<UUID, List<Taken>> measures(Connection connection, String in, Collection<UUID> ids)
            throws SQLException {
        var found = new HashMap<UUID, List<Taken>>();
        query(
                connection,
                "SELECT household_id, id, category, amount, funds, from_day, to_day, result, subsidy FROM measure"
                        + " WHERE cancelled_at IS NULL AND household_id IN " + in,
                ids,
                row -> {
                    BigDecimal amount = row.getBigDecimal(4);
                    found.computeIfAbsent(Ids.of(row.getBytes(1)), household -> new ArrayList<>())
                            .add(new Taken(
                                    Ids.of(row.getBytes(2)),
                                    MeasureCategory.valueOf(row.getString(3)),
                                    code(Subsidy.class, row.getString(9)),
                                    amount != null && amount.signum() > 0,
                                    code(FundsSource.class, row.getString(5)),
                                    row.getObject(6, LocalDate.class),
                                    row.getObject(7, LocalDate.class),
                                    written(row.getString(8))));
                });
        return found;
    }

    private static Map<UUID, List<Pairing>> pairings(
            Connection connection, String in, Collection<UUID> ids, LocalDate today) throws SQLException {
        var found = new HashMap<UUID, List<Pairing>>();
        query(
                connection,
                "SELECT household_id, main_helper, term_to, ended_on FROM household_pairing WHERE household_id IN " + in
                        + " AND (ended_on IS NULL OR ended_on >= '" + Date.valueOf(today) + "')",
                ids,
                row -> found.computeIfAbsent(Ids.of(row.getBytes(1)), household -> new ArrayList<>())
                        .add(new Pairing(row.getBoolean(2), row.getObject(3, LocalDate.class))));
        return found;
    }

    private static Map<UUID, Procedure> procedures(Connection connection, String in, Collection<UUID> ids)
            throws SQLException {
        var found = new HashMap<UUID, Procedure>();
        query(
                connection,
                "SELECT c.household_id, c.monitored_from, c.eliminated_on, c.risks,"
                        + " EXISTS (SELECT 1 FROM risk_case_step s WHERE s.case_id = c.id AND s.decision = 'ELIMINATE'"
                        + " AND s.details LIKE '%\"after\"%') FROM risk_case c WHERE c.monitored_from IS NOT NULL"
                        + " AND c.household_id IN " + in + " ORDER BY c.household_id, c.id",
                ids,
                row -> found.put(
                        Ids.of(row.getBytes(1)),
                        new Procedure(
                                row.getObject(2, LocalDate.class),
                                row.getObject(3, LocalDate.class),
                                row.getBoolean(5),
                                Set.copyOf(Codes.split(Risk.class, row.getString(4))))));
        return found;
    }

    private static Map<UUID, LocalDate> dues(Connection connection, String in, Collection<UUID> ids)
            throws SQLException {
        var found = new HashMap<UUID, LocalDate>();
        query(
                connection,
                "SELECT household_id, due FROM risk_case FORCE INDEX (risk_case_open_once) WHERE open_household_id IN "
                        + in + " AND monitored_from IS NULL",
                ids,
                row -> found.put(Ids.of(row.getBytes(1)), row.getObject(2, LocalDate.class)));
        return found;
    }

    /** The line of the nearest ancestor that has one, of several the one that began last. */
    private static Money inForce(List<PovertyLine> lines, String region) {
        PovertyLine best = null;
        for (var line : lines) {
            if (region.startsWith(line.region())
                    && (best == null
                            || line.region().length() > best.region().length()
                            || line.region().length() == best.region().length()
                                    && line.validFrom().isAfter(best.validFrom()))) {
                best = line;
            }
        }
        return best == null ? null : best.amount();
    }

    @FunctionalInterface
    private interface Taker {
        void take(ResultSet row) throws SQLException;
    }

    private static void query(Connection connection, String sql, Collection<UUID> ids, Taker taker)
            throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            var i = 1;
            for (var id : ids) {
                select.setBytes(i++, Ids.bytes(id));
            }
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    taker.take(row);
                }
            }
        }
    }

    private static <E extends Enum<E>> E code(Class<E> list, String text) {
        return text == null ? null : Enum.valueOf(list, text);
    }

    private static boolean written(String text) {
        return text != null && !text.isBlank();
    }
}
