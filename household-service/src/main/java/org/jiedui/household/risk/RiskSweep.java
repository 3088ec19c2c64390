package org.jiedui.household.risk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.event.DomainEvent;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.chassis.value.Money;
import org.jiedui.household.HouseholdEvent.AlertReason;
import org.jiedui.household.HouseholdEvent.HouseholdChanged;
import org.jiedui.household.HouseholdEvent.RiskAlertChanged;
import org.jiedui.household.HouseholdEvent.RiskAlertCleared;
import org.jiedui.household.HouseholdEvent.RiskAlertRaised;
import org.jiedui.household.HouseholdEvent.RiskCaseAdvanced;
import org.jiedui.household.HouseholdEvent.RiskCaseOpened;
import org.jiedui.household.income.IncomeFigures;
import org.jiedui.household.income.IncomeItem;
import org.jiedui.household.income.IncomeLine;
import org.jiedui.household.income.IncomeStatements;
import org.jiedui.household.registration.CompulsoryEducationPolicy;
import org.jiedui.household.registration.Education;
import org.jiedui.household.registration.Safeguard;
import org.jiedui.household.registration.Safeguards;
import org.jiedui.household.registration.Schooling;
import org.jiedui.household.request.Urgency;

/**
 * Asks the rules about many households, set-based: reads them in key ranges without locks, with a few queries for a whole
 * range, asks {@link RiskPolicy} in memory, and locks, reads again and writes only those about which something has to be
 * changed. What somebody else changes meanwhile is not overwritten, and counts.
 */
@ApplicationScoped
public class RiskSweep {
    private static final String COLUMNS = "h.id, h.version, h.region, h.household_number, h.type, h.category, h.stable,"
            + " h.food, h.clothing, h.education, h.medical_care, h.housing, h.water,"
            + " h.member_count, h.labour_count, h.children_out_of_school, h.uninsured_count, h.self_care,"
            + " h.income_year, h.income_per_capita, h.income_previous, h.rolling_net, h.rolling_month,"
            + " h.unvisited_from, h.open_alert_id, h.open_case_id, a.reasons,"
            + " h.needs, h.main_cause, h.other_causes, h.closed_on";
    private static final String FROM =
            " FROM household h LEFT JOIN risk_alert a ON a.id = h.open_alert_id AND a.cleared_at IS NULL";

    private final DataSource database;
    private final RiskFindings texts;
    private final RiskDeadlines deadlines;
    private final RiskConfig config;
    private final Outbox outbox;
    private final ChangeLog changes;
    private final TimeSource time;
    private final ObjectMapper mapper;

    RiskSweep(
            DataSource database,
            RiskFindings texts,
            RiskDeadlines deadlines,
            RiskConfig config,
            Outbox outbox,
            ChangeLog changes,
            TimeSource time,
            ObjectMapper mapper) {
        this.database = database;
        this.texts = texts;
        this.deadlines = deadlines;
        this.config = config;
        this.outbox = outbox;
        this.changes = changes;
        this.time = time;
        this.mapper = mapper;
    }

    /** Where a walk through the households stands; the region is empty in a walk through all of them. */
    public record Place(String region, UUID household) {
        static final Place BEGIN = new Place("", new UUID(0, 0));
    }

    /**
     * What came of a range.
     *
     * @param looked households looked at
     * @param last where to go on; null when there are no more
     */
    public record Swept(int looked, int raised, int changed, int cleared, Place last) {}

    /** What the rules find about a household and what it rests on. */
    private record Verdict(Row row, List<RiskFinding> findings, int children, IncomeFigures figures) {
        boolean differs() {
            return !findings.equals(row.reasons())
                    || children != row.children()
                    || !figures.equals(row.figures())
                    || (findings.isEmpty() && row.alert() != null);
        }
    }

    /** Households of which something is asked: those after one up to another one, or a list. */
    private record Keys(boolean between, List<UUID> ids) {
        static Keys between(UUID after, UUID last) {
            return new Keys(true, List.of(after, last));
        }

        static Keys of(List<Row> rows) {
            return new Keys(false, rows.stream().map(Row::id).toList());
        }

        String condition() {
            return between ? "household_id > ? AND household_id <= ?" : "household_id IN " + marks(ids.size());
        }
    }

    private record Row(
            UUID id,
            long version,
            String region,
            String number,
            String type,
            String category,
            boolean stable,
            Safeguards safeguards,
            int members,
            int labour,
            int children,
            int uninsured,
            boolean selfCare,
            Integer incomeYear,
            Money perCapita,
            IncomeFigures figures,
            LocalDate unvisitedSince,
            UUID alert,
            UUID openCase,
            List<RiskFinding> reasons,
            String needs,
            String mainCause,
            String otherCauses,
            boolean closed) {
        boolean inCare() {
            return !closed && (type.equals("LIFTED") || (category != null && !stable));
        }
    }

    /**
     * Looks at the next households of a walk, in the running transaction.
     *
     * @param regionPrefix everything below it; empty: all
     * @param limit most households
     */
    Swept next(String regionPrefix, Place after, int limit, RiskStandards standards) throws SQLException {
        var all = regionPrefix.isEmpty();
        var sql = "SELECT " + COLUMNS + FROM
                + (all
                        ? " WHERE h.id > ? ORDER BY h.id LIMIT ?"
                        : " WHERE h.region >= ? AND h.region < ? AND (h.region > ? OR h.id > ?)"
                                + " ORDER BY h.region, h.id LIMIT ?");
        var rows = new ArrayList<Row>(limit);
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            if (all) {
                select.setBytes(1, Ids.bytes(after.household()));
                select.setInt(2, limit);
            } else {
                var begin = after.region().isEmpty() ? regionPrefix : after.region();
                select.setString(1, begin);
                select.setString(2, regionPrefix + "~");
                select.setString(3, begin);
                select.setBytes(4, Ids.bytes(after.household()));
                select.setInt(5, limit);
            }
            read(select, rows);
            if (rows.isEmpty()) {
                return new Swept(0, 0, 0, 0, null);
            }
            var last = rows.get(rows.size() - 1);
            var range = all ? Keys.between(after.household(), last.id()) : Keys.of(rows);
            var candidates = verdicts(connection, rows, range, standards, false).stream()
                    .filter(Verdict::differs)
                    .map(verdict -> verdict.row().id())
                    .toList();
            var counts = candidates.isEmpty() ? new int[3] : write(connection, candidates, standards, false);
            var place = new Place(all ? "" : last.region(), last.id());
            return new Swept(rows.size(), counts[0], counts[1], counts[2], rows.size() < limit ? null : place);
        }
    }

    /** Looks at households that were written set-based; computes what their rows keep of their incomes, too. */
    void touched(Collection<UUID> households, RiskStandards standards) throws SQLException {
        try (var connection = database.getConnection()) {
            var ids = households.stream().distinct().sorted().toList();
            for (var from = 0; from < ids.size(); from += 2000) {
                write(connection, ids.subList(from, Math.min(ids.size(), from + 2000)), standards, true);
            }
        }
    }

    private int[] write(Connection connection, List<UUID> ids, RiskStandards standards, boolean incomes)
            throws SQLException {
        var rows = new ArrayList<Row>(ids.size());
        try (var select = connection.prepareStatement("SELECT " + COLUMNS + FROM + " WHERE h.id IN " + marks(ids.size())
                + " ORDER BY h.id FOR UPDATE OF h")) {
            set(select, 1, ids);
            read(select, rows);
        }
        if (rows.isEmpty()) {
            return new int[3];
        }
        var changed = verdicts(connection, rows, Keys.of(rows), standards, incomes).stream()
                .filter(Verdict::differs)
                .toList();
        if (changed.isEmpty()) {
            return new int[3];
        }
        try (var batch = new Batch(connection, standards)) {
            batch.clues(changed);
            for (var verdict : changed) {
                batch.add(verdict);
            }
            batch.write();
            return new int[] {batch.raised, batch.changed, batch.cleared};
        }
    }

    private List<Verdict> verdicts(
            Connection connection, List<Row> rows, Keys keys, RiskStandards standards, boolean incomes)
            throws SQLException {
        var children = childrenOutOfSchool(connection, keys, standards.day());
        var shocks = shocks(connection, keys, standards.day());
        var month = YearMonth.from(standards.day());
        var stale = rows.stream()
                .filter(row -> incomes
                        || (row.figures().rollingMonth() != null
                                && !row.figures().rollingMonth().equals(month)))
                .toList();
        var figures = stale.isEmpty() ? Map.<UUID, IncomeFigures>of() : figures(connection, stale, month);
        var verdicts = new ArrayList<Verdict>(rows.size());
        for (var row : rows) {
            var count = children.getOrDefault(row.id(), 0);
            var income = figures.getOrDefault(row.id(), row.figures());
            var facts = facts(row, count, income, shocks.getOrDefault(row.id(), RiskFacts.Shocks.NONE), standards);
            var thresholds = standards.rules(row.region()).thresholds();
            // A household that exists no more has no risks.
            var found = row.closed() ? List.<RiskFinding>of() : RiskPolicy.assess(facts, thresholds, standards.day());
            verdicts.add(new Verdict(row, found, count, income));
        }
        return verdicts;
    }

    private static RiskFacts facts(
            Row row, int children, IncomeFigures figures, RiskFacts.Shocks shocks, RiskStandards standards) {
        var line = standards.line(row.region());
        return new RiskFacts(
                income(row.incomeYear(), row.perCapita(), figures, row.members(), standards.day()),
                line == null ? null : line.amount(),
                children,
                row.uninsured(),
                row.safeguards(),
                shocks,
                standards.disasters(row.region()),
                row.inCare() ? new RiskFacts.Visit(row.unvisitedSince()) : null);
    }

    /** The income that identification goes by: the rolling window when it is known, else that of the latest year. */
    static RiskFacts.Income income(Integer year, Money perCapita, IncomeFigures figures, int members, LocalDate today) {
        if (year == null || perCapita == null) {
            return RiskFacts.Income.UNKNOWN;
        }
        var month = YearMonth.from(today);
        if (figures.rollingNet() != null && month.equals(figures.rollingMonth()) && members > 0) {
            return new RiskFacts.Income(
                    figures.rollingNet().dividedBy(members),
                    month.minusMonths(12) + "/" + month.minusMonths(1),
                    figures.previous());
        }
        return new RiskFacts.Income(perCapita, year.toString(), figures.previous());
    }

    private Map<UUID, Integer> childrenOutOfSchool(Connection connection, Keys keys, LocalDate today)
            throws SQLException {
        var found = new HashMap<UUID, Integer>();
        try (var select = connection.prepareStatement("SELECT household_id, birth_date, schooling, education"
                + " FROM household_member USE INDEX (member_school_age)"
                + " WHERE " + keys.condition()
                + " AND schooling IN ('NOT_AT_SCHOOL', 'PRESCHOOL') AND birth_date > ? AND birth_date <= ?"
                + " AND departed_on IS NULL")) {
            var i = set(select, 1, keys.ids());
            select.setObject(i++, today.minusYears(16));
            select.setObject(i, today.minusYears(6));
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var education = row.getString(4);
                    if (CompulsoryEducationPolicy.outOfSchool(
                            row.getObject(2, LocalDate.class),
                            Schooling.valueOf(row.getString(3)),
                            education == null ? null : Education.valueOf(education),
                            today)) {
                        found.merge(Ids.of(row.getBytes(1)), 1, Integer::sum);
                    }
                }
            }
        }
        return found;
    }

    /** Blows of the last twelve months of one household that count. */
    RiskFacts.Shocks shocks(UUID household, LocalDate today) {
        try (var connection = database.getConnection()) {
            return shocks(connection, new Keys(false, List.of(household)), today)
                    .getOrDefault(household, RiskFacts.Shocks.NONE);
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the household's shocks", e);
        }
    }

    private Map<UUID, RiskFacts.Shocks> shocks(Connection connection, Keys keys, LocalDate today) throws SQLException {
        var sums = new HashMap<UUID, EnumMap<ShockKind, Money>>();
        var jobs = new HashMap<UUID, Integer>();
        try (var select = connection.prepareStatement(
                "SELECT household_id, kind, COALESCE(SUM(amount), 0), COUNT(*) FROM household_shock"
                        + " WHERE " + keys.condition() + " AND day > ? AND day <= ?"
                        + " AND (over_on IS NULL OR over_on > ?) GROUP BY household_id, kind")) {
            var i = set(select, 1, keys.ids());
            select.setObject(i++, today.minusMonths(12));
            select.setObject(i++, today);
            select.setObject(i, today);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var id = Ids.of(row.getBytes(1));
                    var kind = ShockKind.valueOf(row.getString(2));
                    sums.computeIfAbsent(id, k -> new EnumMap<>(ShockKind.class));
                    if (kind == ShockKind.JOB_LOSS) {
                        jobs.put(id, row.getInt(4));
                    } else {
                        sums.get(id).put(kind, new Money(row.getBigDecimal(3)));
                    }
                }
            }
        }
        var found = new HashMap<UUID, RiskFacts.Shocks>();
        sums.forEach((id, expenses) -> found.put(id, new RiskFacts.Shocks(expenses, jobs.getOrDefault(id, 0))));
        return found;
    }

    private Map<UUID, IncomeFigures> figures(Connection connection, List<Row> rows, YearMonth month)
            throws SQLException {
        var ids = rows.stream().map(Row::id).toList();
        var latest = new HashMap<UUID, Map<Integer, Integer>>();
        var perCapita = new HashMap<UUID, Map<Integer, Money>>();
        try (var select = connection.prepareStatement("SELECT household_id, year, revision, per_capita"
                + " FROM income_statement WHERE household_id IN " + marks(ids.size())
                + " ORDER BY household_id, year, revision")) {
            set(select, 1, ids);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var id = Ids.of(row.getBytes(1));
                    latest.computeIfAbsent(id, k -> new HashMap<>()).put(row.getInt(2), row.getInt(3));
                    perCapita
                            .computeIfAbsent(id, k -> new HashMap<>())
                            .put(row.getInt(2), new Money(row.getBigDecimal(4)));
                }
            }
        }
        var lines = new HashMap<UUID, Map<Integer, List<IncomeLine>>>();
        try (var select = connection.prepareStatement("SELECT household_id, year, revision, item, amount, month"
                + " FROM income_line WHERE household_id IN " + marks(ids.size()) + " AND year IN (?, ?)")) {
            var i = set(select, 1, ids);
            select.setInt(i++, month.getYear() - 1);
            select.setInt(i, month.getYear());
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var id = Ids.of(row.getBytes(1));
                    var year = row.getInt(2);
                    if (Integer.valueOf(row.getInt(3))
                            .equals(latest.getOrDefault(id, Map.of()).get(year))) {
                        var day = row.getObject(6, LocalDate.class);
                        lines.computeIfAbsent(id, k -> new HashMap<>())
                                .computeIfAbsent(year, k -> new ArrayList<>())
                                .add(new IncomeLine(
                                        IncomeItem.valueOf(row.getString(4)),
                                        new Money(row.getBigDecimal(5)),
                                        null,
                                        day == null ? null : YearMonth.from(day)));
                    }
                }
            }
        }
        var found = new HashMap<UUID, IncomeFigures>();
        for (var row : rows) {
            found.put(
                    row.id(),
                    row.incomeYear() == null
                            ? IncomeFigures.NONE
                            : IncomeStatements.figures(
                                    perCapita.getOrDefault(row.id(), Map.of()).get(row.incomeYear() - 1),
                                    lines.getOrDefault(row.id(), Map.of()),
                                    month));
        }
        return found;
    }

    private void read(PreparedStatement select, List<Row> rows) throws SQLException {
        try (var r = select.executeQuery()) {
            while (r.next()) {
                var rollingMonth = r.getObject(23, LocalDate.class);
                var reasons = r.getString(27);
                rows.add(new Row(
                        Ids.of(r.getBytes(1)),
                        r.getLong(2),
                        r.getString(3),
                        r.getString(4),
                        r.getString(5),
                        r.getString(6),
                        r.getBoolean(7),
                        new Safeguards(
                                safeguard(r.getString(8)),
                                safeguard(r.getString(9)),
                                safeguard(r.getString(10)),
                                safeguard(r.getString(11)),
                                safeguard(r.getString(12)),
                                safeguard(r.getString(13)),
                                null),
                        r.getInt(14),
                        r.getInt(15),
                        r.getInt(16),
                        r.getInt(17),
                        r.getBoolean(18),
                        r.getObject(19, Integer.class),
                        money(r.getBigDecimal(20)),
                        new IncomeFigures(
                                money(r.getBigDecimal(21)),
                                money(r.getBigDecimal(22)),
                                rollingMonth == null ? null : YearMonth.from(rollingMonth)),
                        r.getObject(24, LocalDate.class),
                        id(r.getBytes(25)),
                        id(r.getBytes(26)),
                        reasons == null ? List.of() : texts.convertToEntityAttribute(reasons),
                        r.getString(28),
                        r.getString(29),
                        r.getString(30),
                        r.getDate(31) != null));
            }
        }
    }

    private static Safeguard safeguard(String code) {
        return switch (code) {
            case "MET" -> Safeguard.MET;
            case "NOT_MET" -> Safeguard.NOT_MET;
            default -> Safeguard.UNKNOWN;
        };
    }

    private static Money money(BigDecimal yuan) {
        return yuan == null ? null : new Money(yuan);
    }

    private static UUID id(byte[] bytes) {
        return bytes == null ? null : Ids.of(bytes);
    }

    private static String marks(int count) {
        return "(" + "?,".repeat(count - 1) + "?)";
    }

    private static int set(PreparedStatement statement, int from, List<UUID> ids) throws SQLException {
        var i = from;
        for (var id : ids) {
            statement.setBytes(i++, Ids.bytes(id));
        }
        return i;
    }

    /** What has to be written about locked households; each table in one batch. */
    private final class Batch implements AutoCloseable {
        private final RiskStandards standards;
        private final Connection connection;
        private final Instant now = time.now();
        private final LocalDateTime stamp = now.atOffset(ZoneOffset.UTC).toLocalDateTime();
        private final PreparedStatement household;
        private final PreparedStatement raise;
        private final PreparedStatement change;
        private final PreparedStatement clear;
        private final PreparedStatement open;
        private final PreparedStatement dismiss;
        private final PreparedStatement step;
        private final List<DomainEvent> events = new ArrayList<>();
        private final List<Change> feed = new ArrayList<>();
        private final Map<UUID, Long> dismissible = new HashMap<>();
        private LocalDate due;
        private LocalDate stepDue;
        private int raised;
        private int changed;
        private int cleared;

        Batch(Connection connection, RiskStandards standards) throws SQLException {
            this.connection = connection;
            this.standards = standards;
            household = connection.prepareStatement("UPDATE household SET children_out_of_school = ?,"
                    + " income_previous = ?, rolling_net = ?, rolling_month = ?, open_alert_id = ?, open_case_id = ?,"
                    + " updated_at = ?, version = version + 1 WHERE id = ?");
            raise = connection.prepareStatement("INSERT INTO risk_alert (id, version, household_id, household_number,"
                    + " region, open_household_id, reasons, raised_at, changed_at, line_id, line_amount, rule_set_id)"
                    + " VALUES (?, 0, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
            change = connection.prepareStatement("UPDATE risk_alert SET reasons = ?, changed_at = ?, line_id = ?,"
                    + " line_amount = ?, rule_set_id = ?, version = version + 1 WHERE id = ?");
            clear = connection.prepareStatement("UPDATE risk_alert SET open_household_id = NULL, changed_at = ?,"
                    + " cleared_at = ?, version = version + 1 WHERE id = ?");
            open = connection.prepareStatement("INSERT INTO risk_case (id, version, household_id, household_number,"
                    + " region, open_household_id, origin, urgency, state, risks, alert_id, opened_at, due, step_due,"
                    + " line_id, line_amount) VALUES (?, 0, ?, ?, ?, ?, 'RULE', ?, 'CLUE', '', ?, ?, ?, ?, ?, ?)");
            dismiss = connection.prepareStatement("UPDATE risk_case SET state = 'DISMISSED', open_household_id = NULL,"
                    + " step_due = NULL, version = version + 1 WHERE id = ?");
            step = connection.prepareStatement(
                    "INSERT INTO risk_case_step"
                            + " (case_id, id, at, actor, from_state, to_state, decision, details) VALUES (?, ?, ?, ?, ?, ?, ?, ?)");
        }

        /** Locks the clues that nobody has acted on, of households whose alert is over. */
        void clues(List<Verdict> verdicts) throws SQLException {
            var over = verdicts.stream()
                    .filter(v -> v.findings().stream().noneMatch(f -> f.code().isRisk()))
                    .map(v -> v.row().openCase())
                    .filter(java.util.Objects::nonNull)
                    .sorted()
                    .toList();
            if (over.isEmpty()) {
                return;
            }
            try (var select = connection.prepareStatement("SELECT id, version FROM risk_case WHERE id IN "
                    + marks(over.size())
                    + " AND state = 'CLUE' AND origin = 'RULE' AND green_channel_on IS NULL ORDER BY id FOR UPDATE")) {
                set(select, 1, over);
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        dismissible.put(Ids.of(row.getBytes(1)), row.getLong(2));
                    }
                }
            }
        }

        void add(Verdict verdict) throws SQLException {
            var row = verdict.row();
            var alert = row.alert();
            var openCase = row.openCase();
            var hasRisk = verdict.findings().stream().anyMatch(f -> f.code().isRisk());
            if (verdict.findings().isEmpty()) {
                if (alert != null) {
                    clear(alert, row);
                    alert = null;
                }
            } else if (alert == null) {
                alert = raise(verdict);
            } else if (!verdict.findings().equals(row.reasons())) {
                change(alert, verdict);
            }
            if (!hasRisk && openCase != null && dismissible.containsKey(openCase)) {
                dismiss(openCase, row);
                openCase = null;
            } else if (hasRisk
                    && openCase == null
                    && alert != null
                    && config.openCaseOnAlert()
                    && (row.alert() == null
                            || row.reasons().stream().noneMatch(f -> f.code().isRisk()))) {
                openCase = open(alert, row);
            }
            var figures = verdict.figures();
            household.setInt(1, verdict.children());
            household.setBigDecimal(2, yuan(figures.previous()));
            household.setBigDecimal(3, yuan(figures.rollingNet()));
            household.setObject(
                    4,
                    figures.rollingMonth() == null
                            ? null
                            : figures.rollingMonth().atDay(1));
            household.setBytes(5, alert == null ? null : Ids.bytes(alert));
            household.setBytes(6, openCase == null ? null : Ids.bytes(openCase));
            household.setObject(7, stamp);
            household.setBytes(8, Ids.bytes(row.id()));
            household.addBatch();
            feed.add(new Change("households", row.id(), row.region(), row.version() + 1, Change.Operation.UPSERT));
            if (verdict.children() != row.children()) {
                events.add(changed(row, verdict.children()));
            }
        }

        private UUID raise(Verdict verdict) throws SQLException {
            var row = verdict.row();
            var id = Ids.next();
            raise.setBytes(1, Ids.bytes(id));
            raise.setBytes(2, Ids.bytes(row.id()));
            raise.setString(3, row.number());
            raise.setString(4, row.region());
            raise.setBytes(5, Ids.bytes(row.id()));
            raise.setString(6, texts.convertToDatabaseColumn(verdict.findings()));
            raise.setObject(7, stamp);
            raise.setObject(8, stamp);
            basis(raise, 9, row.region());
            raise.addBatch();
            raised++;
            events.add(new RiskAlertRaised(id, row.id(), row.number(), row.region(), announced(verdict.findings())));
            return id;
        }

        private void change(UUID alert, Verdict verdict) throws SQLException {
            var row = verdict.row();
            change.setString(1, texts.convertToDatabaseColumn(verdict.findings()));
            change.setObject(2, stamp);
            basis(change, 3, row.region());
            change.setBytes(6, Ids.bytes(alert));
            change.addBatch();
            changed++;
            events.add(
                    new RiskAlertChanged(alert, row.id(), row.number(), row.region(), announced(verdict.findings())));
        }

        private void clear(UUID alert, Row row) throws SQLException {
            clear.setObject(1, stamp);
            clear.setObject(2, stamp);
            clear.setBytes(3, Ids.bytes(alert));
            clear.addBatch();
            cleared++;
            events.add(new RiskAlertCleared(alert, row.id(), row.number(), row.region(), announced(row.reasons())));
        }

        private UUID open(UUID alert, Row row) throws SQLException {
            var id = Ids.next();
            var line = standards.line(row.region());
            open.setBytes(1, Ids.bytes(id));
            open.setBytes(2, Ids.bytes(row.id()));
            open.setString(3, row.number());
            open.setString(4, row.region());
            open.setBytes(5, Ids.bytes(row.id()));
            open.setString(6, Urgency.NORMAL.name());
            open.setBytes(7, Ids.bytes(alert));
            open.setObject(8, stamp);
            if (due == null) {
                due = deadlines.procedure(standards.day());
                stepDue = deadlines.step(RiskCaseState.CLUE, Urgency.NORMAL, standards.day(), null);
            }
            open.setObject(9, due);
            open.setObject(10, stepDue);
            open.setBytes(11, line == null ? null : Ids.bytes(line.id()));
            open.setBigDecimal(12, line == null ? null : line.amount().yuan());
            open.addBatch();
            step(id, null, RiskCaseState.CLUE, CaseDecision.OPEN, Map.of("origin", RiskOrigin.RULE));
            events.add(new RiskCaseOpened(
                    id,
                    row.id(),
                    row.number(),
                    row.region(),
                    null,
                    RiskCaseState.CLUE.name(),
                    CaseDecision.OPEN.name()));
            feed.add(new Change("risk-cases", id, row.region(), 0, Change.Operation.UPSERT));
            return id;
        }

        private void dismiss(UUID id, Row row) throws SQLException {
            dismiss.setBytes(1, Ids.bytes(id));
            dismiss.addBatch();
            step(id, RiskCaseState.CLUE, RiskCaseState.DISMISSED, CaseDecision.DISMISS, Map.of());
            events.add(new RiskCaseAdvanced(
                    id,
                    row.id(),
                    row.number(),
                    row.region(),
                    RiskCaseState.CLUE.name(),
                    RiskCaseState.DISMISSED.name(),
                    CaseDecision.DISMISS.name()));
            feed.add(new Change("risk-cases", id, row.region(), dismissible.get(id) + 1, Change.Operation.UPSERT));
        }

        private void step(
                UUID caseId, RiskCaseState from, RiskCaseState to, CaseDecision decision, Map<String, ?> details)
                throws SQLException {
            step.setBytes(1, Ids.bytes(caseId));
            step.setBytes(2, Ids.bytes(Ids.next()));
            step.setObject(3, stamp);
            step.setString(4, Caller.SYSTEM.subject());
            step.setString(5, from == null ? null : from.name());
            step.setString(6, to.name());
            step.setString(7, decision.name());
            try {
                step.setString(8, mapper.writeValueAsString(details));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
            step.addBatch();
        }

        private void basis(PreparedStatement statement, int from, String region) throws SQLException {
            var line = standards.line(region);
            var rules = standards.rules(region);
            statement.setBytes(from, line == null ? null : Ids.bytes(line.id()));
            statement.setBigDecimal(
                    from + 1, line == null ? null : line.amount().yuan());
            statement.setBytes(from + 2, rules.id() == null ? null : Ids.bytes(rules.id()));
        }

        /** Alerts and cases first, so that what a household points at exists. */
        void write() throws SQLException {
            for (var statement : List.of(raise, change, clear, open, dismiss, step, household)) {
                statement.executeBatch();
            }
            outbox.append(events);
            changes.record(feed);
        }

        private HouseholdChanged changed(Row row, int children) {
            var causes = new ArrayList<String>();
            if (row.mainCause() != null) {
                causes.add(row.mainCause());
            }
            causes.addAll(codes(row.otherCauses()));
            return new HouseholdChanged(
                    row.id(),
                    row.number(),
                    row.region(),
                    row.type(),
                    row.category(),
                    row.stable(),
                    row.inCare(),
                    row.members(),
                    row.labour(),
                    children,
                    row.selfCare(),
                    codes(row.needs()),
                    causes,
                    row.perCapita());
        }

        private static List<String> codes(String text) {
            return text == null || text.isEmpty() ? List.of() : List.of(text.split(","));
        }

        private static BigDecimal yuan(Money money) {
            return money == null ? null : money.yuan();
        }

        private static List<AlertReason> announced(List<RiskFinding> findings) {
            return findings.stream()
                    .map(f -> new AlertReason(f.code().name(), f.figures()))
                    .toList();
        }

        @Override
        public void close() throws SQLException {
            for (var statement : List.of(raise, change, clear, open, dismiss, step, household)) {
                statement.close();
            }
        }
    }
}
