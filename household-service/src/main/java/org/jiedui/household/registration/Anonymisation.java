package org.jiedui.household.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.audit.FieldHistory;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.job.JobContext;
import org.jiedui.chassis.job.JobHandler;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.HouseholdEvent.HouseholdAnonymised;

/**
 * Forgets who it was (HH-24): names, identity numbers, phones, accounts, hashes, addresses, health and free text go,
 * figures and codes stay, of a birth date the year. On schedule what the rules say, on order what is named; never while a
 * legal hold or a risk case is open. Set-based, chunk by chunk; a killed job goes on where it stopped.
 */
@ApplicationScoped
public class Anonymisation implements JobHandler {
    /** Kind of these jobs. */
    public static final String KIND = "household-anonymisation";

    private static final Set<String> PERSONAL = Set.of(
            "members", "address", "bankAccount", "externalId", "causes", "needsRemark", "wishesRemark", "assets");

    private static final String MONTHS = "(SELECT r.months FROM retention_rule r WHERE r.subject = '%s'"
            + " AND %s.region LIKE CONCAT(r.region, '%%') ORDER BY LENGTH(r.region) DESC LIMIT 1)";
    private static final String FREE = " AND NOT EXISTS (SELECT 1 FROM legal_hold l WHERE l.held_household_id = h.id)"
            + " AND h.open_case_id IS NULL";

    private final DataSource database;
    private final RetentionConfig config;
    private final Event<HouseholdsAnonymised> anonymised;
    private final FieldHistory history;
    private final ChangeLog changes;
    private final Outbox outbox;
    private final TimeSource time;

    Anonymisation(
            DataSource database,
            RetentionConfig config,
            Event<HouseholdsAnonymised> anonymised,
            FieldHistory history,
            ChangeLog changes,
            Outbox outbox,
            TimeSource time) {
        this.database = database;
        this.config = config;
        this.anonymised = anonymised;
        this.history = history;
        this.changes = changes;
        this.outbox = outbox;
        this.time = time;
    }

    /**
     * What a job is to do.
     *
     * @param households null: what the rules say
     */
    record Order(List<UUID> households, String orderedBy) {}

    /** Where a job stands. */
    record Progress(int at, long households, long members, boolean householdsDone) {}

    /** What came out. */
    record Result(long households, long members) {}

    private record Found(UUID id, String region, long version) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean takesLong() {
        return true;
    }

    @Override
    public Object run(JobContext job) {
        var order = job.parameters(Order.class);
        var progress = job.progress(Progress.class).orElse(new Progress(0, 0, 0, false));
        while (!progress.householdsDone()) {
            var now = progress;
            progress = job.inTransaction(() -> {
                var next = order.households() == null ? scheduled(now) : ordered(order.households(), now);
                job.checkpoint(next.households() + next.members(), null, next);
                return next;
            });
        }
        while (order.households() == null) {
            var now = progress;
            progress = job.inTransaction(() -> {
                var done = members();
                var next = new Progress(now.at(), now.households(), now.members() + done, true);
                job.checkpoint(next.households() + next.members(), null, next);
                return next;
            });
            if (progress.members() == now.members()) {
                break;
            }
        }
        return new Result(progress.households(), progress.members());
    }

    private Progress ordered(List<UUID> all, Progress progress) throws SQLException {
        var end = Math.min(all.size(), progress.at() + config.chunk());
        var ids = all.subList(progress.at(), end);
        var found = new LinkedHashMap<UUID, Found>();
        if (!ids.isEmpty()) {
            try (var connection = database.getConnection();
                    var select = connection.prepareStatement("SELECT h.id, h.region, h.version FROM household h"
                            + " WHERE h.id IN (" + marks(ids.size()) + ") AND h.anonymised_at IS NULL" + FREE
                            + " FOR UPDATE")) {
                bind(select, 1, ids);
                read(select, found);
                leaveHeld(connection, found.keySet());
            }
            forget(found.values());
        }
        return new Progress(end, progress.households() + found.size(), 0, end == all.size());
    }

    private Progress scheduled(Progress progress) throws SQLException {
        var found = new LinkedHashMap<UUID, Found>();
        int looked;
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT h.id, h.region, h.version FROM household h"
                        + " WHERE h.closed_on IS NOT NULL AND h.anonymised_at IS NULL"
                        + " AND h.closed_on < TIMESTAMPADD(MONTH, -"
                        + MONTHS.formatted("CLOSED_HOUSEHOLD", "h") + ", ?)" + FREE + " LIMIT ? FOR UPDATE")) {
            select.setObject(1, time.today());
            select.setInt(2, config.chunk());
            read(select, found);
            looked = found.size();
            leaveHeld(connection, found.keySet());
        }
        forget(found.values());
        return new Progress(0, progress.households() + found.size(), 0, looked < config.chunk());
    }

    /**
     * Leaves out whom a hold was set for while the rows were waited for: a locking select looks at holds as they were when
     * it began. From now on a hold waits for the end of this transaction.
     */
    private static void leaveHeld(Connection connection, Collection<UUID> households) throws SQLException {
        if (!households.isEmpty()) {
            try (var select = connection.prepareStatement("SELECT held_household_id FROM legal_hold"
                    + " WHERE held_household_id IN (" + marks(households.size()) + ")")) {
                bind(select, 1, households);
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        households.remove(Ids.of(row.getBytes(1)));
                    }
                }
            }
        }
    }

    private static void read(java.sql.PreparedStatement select, Map<UUID, Found> found) throws SQLException {
        try (var row = select.executeQuery()) {
            while (row.next()) {
                var id = Ids.of(row.getBytes(1));
                found.put(id, new Found(id, row.getString(2), row.getLong(3)));
            }
        }
    }

    private void forget(Collection<Found> found) throws SQLException {
        if (found.isEmpty()) {
            return;
        }
        var ids = found.stream().map(Found::id).toList();
        try (var connection = database.getConnection()) {
            var now = time.now().atOffset(ZoneOffset.UTC).toLocalDateTime();
            update(
                    connection,
                    "UPDATE household SET address = NULL, bank_account = NULL, head_name = '', external_id = NULL,"
                            + " cause_remark = NULL, needs_remark = NULL, wishes_remark = NULL, assets = NULL,"
                            + " anonymised_at = ?, updated_at = ?, version = version + 1 WHERE id IN (%s)",
                    ids,
                    now,
                    now);
            update(connection, MEMBERS + " WHERE household_id IN (%s)", ids, now);
            update(connection, "UPDATE income_line SET note = NULL WHERE household_id IN (%s)", ids);
            for (var table : List.of("household_event", "income_statement", "safeguard_entry")) {
                update(connection, "UPDATE " + table + " SET reason = NULL WHERE household_id IN (%s)", ids);
            }
            update(
                    connection,
                    "UPDATE status_transition SET reason = NULL, document = NULL, note = NULL WHERE household_id IN (%s)",
                    ids);
            for (var column : List.of("surviving_id", "duplicate_id")) {
                update(
                        connection,
                        "UPDATE household_merge SET before_merge = NULL, reason = NULL WHERE " + column + " IN (%s)",
                        ids);
            }
        }
        history.forget(ids, PERSONAL);
        anonymised.fire(new HouseholdsAnonymised(ids));
        changes.record(found.stream()
                .map(f -> new Change("households", f.id(), f.region(), f.version() + 1, Change.Operation.UPSERT))
                .toList());
        outbox.append(found.stream()
                .map(f -> new HouseholdAnonymised(f.id(), f.region()))
                .toList());
    }

    private static final String MEMBERS = "UPDATE household_member SET name = '', name_key = NULL, id_number = NULL,"
            + " id_hash = NULL, living_identity = NULL, phone = NULL, phone_hash = NULL, health = NULL, account = NULL,"
            + " ethnicity = NULL, political_status = NULL, work_employer = NULL,"
            + " birth_date = MAKEDATE(YEAR(birth_date), 1), anonymised_at = ?, version = version + 1";

    /** Members who died or left long ago, of households that go on. Returns how many. */
    private long members() throws SQLException {
        var members = new LinkedHashMap<UUID, UUID>();
        var of = new LinkedHashMap<UUID, Found>();
        List<UUID> ids;
        try (var connection = database.getConnection()) {
            try (var select =
                    connection.prepareStatement("SELECT m.id, h.id, h.region, h.version FROM household_member m"
                            + " JOIN household h ON h.id = m.household_id WHERE"
                            // the range of the index, which the rule of each region only narrows
                            + " m.departed_on < TIMESTAMPADD(MONTH, -(SELECT MIN(r.months) FROM retention_rule r"
                            + " WHERE r.subject = 'DEPARTED_MEMBER'), ?) AND m.departed_on < TIMESTAMPADD(MONTH, -"
                            + MONTHS.formatted("DEPARTED_MEMBER", "m") + ", ?) AND m.anonymised_at IS NULL" + FREE
                            + " LIMIT ? FOR UPDATE")) {
                select.setObject(1, time.today());
                select.setObject(2, time.today());
                select.setInt(3, config.chunk());
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        var household = Ids.of(row.getBytes(2));
                        members.put(Ids.of(row.getBytes(1)), household);
                        of.put(household, new Found(household, row.getString(3), row.getLong(4)));
                    }
                }
            }
            leaveHeld(connection, of.keySet());
            members.values().retainAll(of.keySet());
            ids = List.copyOf(members.keySet());
            if (!ids.isEmpty()) {
                update(
                        connection,
                        MEMBERS + " WHERE id IN (%s)",
                        ids,
                        time.now().atOffset(ZoneOffset.UTC).toLocalDateTime());
                update(connection, "UPDATE household SET version = version + 1 WHERE id IN (%s)", of.keySet());
                // with a version of its own the household can be parted no more: what was kept for that names the
                // member
                for (var column : List.of("surviving_id", "duplicate_id")) {
                    update(
                            connection,
                            "UPDATE household_merge SET before_merge = NULL WHERE " + column + " IN (%s)",
                            of.keySet());
                }
            }
        }
        history.forgetElements(of.keySet(), "members", ids);
        changes.record(of.values().stream()
                .map(f -> new Change("households", f.id(), f.region(), f.version() + 1, Change.Operation.UPSERT))
                .toList());
        return ids.size();
    }

    private static void update(Connection connection, String sql, Collection<UUID> ids, LocalDateTime... before)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql.formatted(marks(ids.size())))) {
            var i = 1;
            for (var moment : before) {
                statement.setObject(i++, moment);
            }
            bind(statement, i, ids);
            statement.executeUpdate();
        }
    }

    private static void bind(java.sql.PreparedStatement statement, int first, Collection<UUID> ids)
            throws SQLException {
        var i = first;
        for (var id : ids) {
            statement.setBytes(i++, Ids.bytes(id));
        }
    }

    private static String marks(int howMany) {
        return "?,".repeat(howMany - 1) + "?";
    }
}
