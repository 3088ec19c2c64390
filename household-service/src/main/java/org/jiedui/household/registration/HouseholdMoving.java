package org.jiedui.household.registration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jiedui.chassis.audit.AuditTrail;
import org.jiedui.chassis.audit.FieldHistory;
import org.jiedui.chassis.event.Outbox;
import org.jiedui.chassis.feed.Change;
import org.jiedui.chassis.feed.ChangeLog;
import org.jiedui.chassis.job.JobContext;
import org.jiedui.chassis.job.JobHandler;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.HouseholdProblem;
import org.jiedui.household.Roles;
import org.jiedui.household.region.DivisionMoved;
import org.jiedui.household.region.MoveOrder;
import org.jiedui.household.region.RegionChangeRepository;

/**
 * Moves households to the village that their own became (HH-01): set-based, in chunks that are one transaction each. The
 * household keeps its id and its number; its rows in all features get the new code, its history says why, the change feed
 * has it removed from the old village and present in the new one, its facts are announced, and the rules look at it. What
 * belongs to a division itself goes first.
 */
@ApplicationScoped
public class HouseholdMoving implements JobHandler {
    private static final int CHUNK = 500;

    /** Collections of the change feed whose rows are read by the household's village. */
    private static final Map<String, String> FEEDS =
            Map.of("assistance_plan", "plans", "measure", "measures", "risk_case", "risk-cases");

    private final HouseholdRepository households;
    private final RegionChangeRepository changesOfRegions;
    private final Event<HouseholdsTouched> touched;
    private final Event<DivisionMoved> divisions;
    private final Event<HouseholdsMoved> together;
    private final DataSource database;
    private final Outbox outbox;
    private final ChangeLog feed;
    private final FieldHistory history;
    private final AuditTrail audit;
    private final TimeSource time;

    HouseholdMoving(
            HouseholdRepository households,
            RegionChangeRepository changesOfRegions,
            Event<HouseholdsTouched> touched,
            Event<DivisionMoved> divisions,
            Event<HouseholdsMoved> together,
            DataSource database,
            Outbox outbox,
            ChangeLog feed,
            FieldHistory history,
            AuditTrail audit,
            TimeSource time) {
        this.households = households;
        this.changesOfRegions = changesOfRegions;
        this.touched = touched;
        this.divisions = divisions;
        this.together = together;
        this.database = database;
        this.outbox = outbox;
        this.feed = feed;
        this.history = history;
        this.audit = audit;
        this.time = time;
    }

    private record Moved(UUID id, long version) {}

    /** How many divisions were told of their move: what follows from it follows once, wherever the job is interrupted. */
    record Progress(int told) {}

    @Override
    public String kind() {
        return MoveOrder.KIND;
    }

    @Override
    public Object run(JobContext job) {
        var order = job.parameters(MoveOrder.class);
        var caller = new Caller(job.createdBy(), "job", java.util.Set.of(), "*", java.util.Set.of(), true);
        var all = Stream.concat(order.above().stream(), order.moves().stream()).toList();
        var moved = job.processed();
        // a version before noted none of them; its households moved when all were told
        var told = job.progress(Progress.class).map(Progress::told).orElse(moved > 0 ? all.size() : 0);
        for (var i = told; i < all.size(); i++) {
            var move = all.get(i);
            var next = new Progress(i + 1);
            job.inTransaction(() -> {
                divisions.fire(new DivisionMoved(caller, move.from(), move.into()));
                job.checkpoint(0, null, next);
            });
        }
        if (order.moves().isEmpty()) {
            return Map.of("households", 0);
        }
        var everybodyTold = new Progress(all.size());
        var total = moved + job.inTransaction(() -> count(order));
        for (var move : order.moves()) {
            while (true) {
                var done = moved;
                var now = job.inTransaction(() -> {
                    var ids = in(move.from());
                    move(caller, ids, move, order.changeId(), order.effectiveOn(), order.source());
                    job.checkpoint(done + ids.size(), Math.max(total, done + ids.size()), everybodyTold);
                    return ids.size();
                });
                moved += now;
                if (now == 0) {
                    break;
                }
            }
        }
        return Map.of("households", moved);
    }

    /**
     * Says to which successor households of a split village belong; moves them at once. Refuses a village that the change
     * did not make of theirs, and households that are not in the split village.
     */
    @Transactional
    public int assign(Caller caller, UUID changeId, String into, List<UUID> ids) {
        caller.requireRole(Roles.TOWNSHIP, Roles.COUNTY, Roles.PROVINCE, Roles.PLATFORM);
        caller.requireCovers(into);
        var change = changesOfRegions.require(changeId);
        var from = changesOfRegions.successions(List.of(changeId)).stream()
                .filter(s -> s.successor().equals(into) && into.length() == 12)
                .map(org.jiedui.household.region.RegionSuccession::predecessor)
                .filter(code -> !code.equals(into))
                .toList();
        if (from.isEmpty()) {
            throw HouseholdProblem.REGION_CHANGE_REFUSED.because(
                    new Reason("NO_SUCCESSOR", "该村不是此次变更的新村", "The village is no successor of this change"));
        }
        var visible = households.visible(caller, ids);
        if (visible.size() != ids.stream().distinct().count()) {
            throw CommonProblem.NOT_FOUND.problem();
        }
        visible.forEach(household -> caller.requireCovers(household.region()));
        if (visible.stream().anyMatch(h -> !from.contains(h.region()))) {
            throw HouseholdProblem.REGION_CHANGE_REFUSED.because(new Reason(
                    "NOT_OF_THE_SPLIT_VILLAGE", "有农户不在被拆分的村", "A household is not of the village that was split"));
        }
        for (var village : from) {
            var own = visible.stream()
                    .filter(h -> h.region().equals(village))
                    .map(Household::id)
                    .toList();
            move(caller, own, new MoveOrder.Move(village, into), changeId, change.effectiveOn(), change.source());
        }
        audit.record(
                caller,
                "HOUSEHOLDS_ASSIGNED",
                "region-change",
                changeId,
                change.region(),
                Map.of("into", into, "households", visible.size()));
        return visible.size();
    }

    private void move(Caller caller, List<UUID> ids, MoveOrder.Move move, UUID change, LocalDate on, String source) {
        if (ids.isEmpty()) {
            return;
        }
        var feeds = new ArrayList<Change>();
        try (var connection = database.getConnection()) {
            note(connection, ids, move, change, on);
            rewrite(connection, ids, move);
            for (var moved : versions(connection, "household", "id", ids)) {
                feeds.add(Change.remove("households", moved.id(), move.from(), moved.version()));
                feeds.add(Change.upsert("households", moved.id(), move.into(), moved.version()));
            }
            for (var table : FEEDS.entrySet()) {
                for (var moved : versions(connection, table.getKey(), "household_id", ids)) {
                    feeds.add(Change.remove(table.getValue(), moved.id(), move.from(), moved.version()));
                    feeds.add(Change.upsert(table.getValue(), moved.id(), move.into(), moved.version()));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not move households", e);
        }
        feed.record(feeds);
        together.fire(new HouseholdsMoved(ids, move.from(), move.into()));
        households.forget();
        var present = households.list("id in ?1", ids);
        outbox.append(present.stream().map(h -> h.facts().changed()).toList());
        for (var household : present) {
            history.record(
                    caller,
                    "household",
                    household.id(),
                    move.into(),
                    household.version(),
                    Map.of("region", move.from()),
                    Map.of("region", move.into()),
                    "RULE",
                    source,
                    on);
        }
        touched.fire(new HouseholdsTouched(caller, ids));
    }

    private List<UUID> in(String village) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(
                        "SELECT id FROM household WHERE region = ? ORDER BY id LIMIT " + CHUNK + " FOR UPDATE")) {
            select.setString(1, village);
            var ids = new ArrayList<UUID>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    ids.add(Ids.of(row.getBytes(1)));
                }
            }
            return ids;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read households", e);
        }
    }

    private long count(MoveOrder order) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT COUNT(*) FROM household WHERE region IN ("
                        + "?,".repeat(order.moves().size() - 1) + "?)")) {
            var i = 1;
            for (var move : order.moves()) {
                select.setString(i++, move.from());
            }
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not count households", e);
        }
    }

    private static void note(Connection connection, List<UUID> ids, MoveOrder.Move move, UUID change, LocalDate on)
            throws SQLException {
        try (var insert = connection.prepareStatement("INSERT IGNORE INTO household_move"
                + " (household_id, moved_on, from_village, to_village, change_id) VALUES (?,?,?,?,?)")) {
            for (var id : ids) {
                insert.setBytes(1, Ids.bytes(id));
                insert.setObject(2, on);
                insert.setString(3, move.from());
                insert.setString(4, move.into());
                insert.setBytes(5, Ids.bytes(change));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** The household itself and its rows in every table that has both a household and a village. */
    private void rewrite(Connection connection, List<UUID> ids, MoveOrder.Move move) throws SQLException {
        var in = "(" + "?,".repeat(ids.size() - 1) + "?)";
        var now = time.now().atOffset(ZoneOffset.UTC).toLocalDateTime();
        try (var update = connection.prepareStatement(
                "UPDATE household SET region = ?, version = version + 1, updated_at = ? WHERE id IN " + in)) {
            update.setString(1, move.into());
            update.setObject(2, now);
            bind(update, 3, ids);
            update.executeUpdate();
        }
        for (var table : tables(connection)) {
            try (var update = connection.prepareStatement("UPDATE " + table.name() + " SET region = ?"
                    + (table.versioned() ? ", version = version + 1" : "") + " WHERE household_id IN " + in)) {
                update.setString(1, move.into());
                bind(update, 2, ids);
                update.executeUpdate();
            }
        }
    }

    /** A table; whether its rows have versions: who decided on one meanwhile would write the old village back. */
    private record Table(String name, boolean versioned) {}

    /**
     * Tables of this schema whose rows belong to a household and repeat its village; findings of the data-quality rules
     * follow by themselves.
     */
    private static List<Table> tables(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("SELECT table_name, SUM(column_name = 'version')"
                        + " FROM information_schema.columns WHERE table_schema = DATABASE()"
                        + " AND column_name IN ('household_id', 'region', 'version')"
                        + " AND table_name <> 'quality_finding' GROUP BY table_name"
                        + " HAVING SUM(column_name <> 'version') = 2 ORDER BY table_name");
                var row = select.executeQuery()) {
            var tables = new ArrayList<Table>();
            while (row.next()) {
                tables.add(new Table(row.getString(1), row.getBoolean(2)));
            }
            return tables;
        }
    }

    private static List<Moved> versions(Connection connection, String table, String key, List<UUID> ids)
            throws SQLException {
        try (var select = connection.prepareStatement(
                "SELECT id, version FROM " + table + " WHERE " + key + " IN (" + "?,".repeat(ids.size() - 1) + "?)")) {
            bind(select, 1, ids);
            var moved = new ArrayList<Moved>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    moved.add(new Moved(Ids.of(row.getBytes(1)), row.getLong(2)));
                }
            }
            return moved;
        }
    }

    private static void bind(java.sql.PreparedStatement statement, int first, List<UUID> ids) throws SQLException {
        var i = first;
        for (var id : ids) {
            statement.setBytes(i++, Ids.bytes(id));
        }
    }
}
