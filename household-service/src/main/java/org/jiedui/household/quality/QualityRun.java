package org.jiedui.household.quality;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.job.JobContext;
import org.jiedui.chassis.job.JobHandler;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.household.quality.QualityFindings.Outcome;

/**
 * Asks the rules about many households, in chunks along the key (region, id): facts, findings and checkpoint of a chunk
 * are one transaction, so that a killed run goes on where it stopped.
 */
@ApplicationScoped
public class QualityRun implements JobHandler {
    /** Kind of these jobs. */
    public static final String KIND = "quality-run";

    private static final int WAIVERS = 1000;

    private final QualityChecks checks;
    private final QualityConfig config;
    private final DataSource database;
    private final TimeSource time;

    QualityRun(QualityChecks checks, QualityConfig config, DataSource database, TimeSource time) {
        this.checks = checks;
        this.config = config;
        this.database = database;
        this.time = time;
    }

    /**
     * What is to be checked.
     *
     * @param region division code; empty: everything
     * @param changedSince rules on the record alone are asked only of households changed since then; null: of all
     * @param nextSince nightly runs: where the next night begins to look for changes; null: no nightly run
     */
    record Order(String region, Instant changedSince, Instant nextSince) {}

    /** Where a run stands: the last household that was checked, and what was found so far. */
    record Place(String region, UUID id, long changed, long opened, long resolved) {}

    private record Row(UUID id, String region, boolean changed) {}

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
        endWaivers(job);
        var total = job.inTransaction(() -> count(order.region()));
        var place = job.progress(Place.class).orElse(new Place("", new UUID(0, 0), 0, 0, 0));
        var processed = job.processed();
        while (true) {
            var from = place;
            var done = processed;
            var next = job.inTransaction(() -> {
                var rows = chunk(order, from);
                if (rows.isEmpty()) {
                    return null;
                }
                var reached = check(order, from, rows);
                job.checkpoint(done + rows.size(), Math.max(total, done + rows.size()), reached);
                return new Step(reached, rows.size());
            });
            if (next == null) {
                break;
            }
            place = next.reached();
            processed += next.households();
        }
        if (order.nextSince() != null) {
            job.inTransaction(() -> {
                remember(order.nextSince());
            });
        }
        return Map.of(
                "households", processed,
                "changed", place.changed(),
                "opened", place.opened(),
                "resolved", place.resolved());
    }

    private record Step(Place reached, int households) {}

    private Place check(Order order, Place from, List<Row> rows) {
        var changed = new ArrayList<UUID>();
        var others = new ArrayList<UUID>();
        rows.forEach(row -> (row.changed() ? changed : others).add(row.id()));
        var ofChanged = checks.check(changed, checks.all(), true);
        var ofOthers = others.isEmpty() ? new Outcome(List.of(), 0) : checks.check(others, checks.changing(), false);
        var last = rows.get(rows.size() - 1);
        return new Place(
                last.region(),
                last.id(),
                from.changed() + changed.size(),
                from.opened() + ofChanged.opened().size() + ofOthers.opened().size(),
                from.resolved() + ofChanged.resolved() + ofOthers.resolved());
    }

    private List<Row> chunk(Order order, Place from) {
        var sql = "SELECT id, region, " + (order.changedSince() == null ? "TRUE" : "updated_at >= ?")
                + " FROM household WHERE region LIKE ? AND region >= ? AND (region > ? OR id > ?)"
                + " ORDER BY region, id LIMIT ?";
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql)) {
            var i = 1;
            if (order.changedSince() != null) {
                select.setObject(
                        i++, order.changedSince().atOffset(ZoneOffset.UTC).toLocalDateTime());
            }
            select.setString(i++, order.region() + "%");
            select.setString(i++, from.region());
            select.setString(i++, from.region());
            select.setBytes(i++, Ids.bytes(from.id()));
            select.setInt(i, config.chunk());
            var rows = new ArrayList<Row>();
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    rows.add(new Row(Ids.of(row.getBytes(1)), row.getString(2), row.getBoolean(3)));
                }
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException("could not read households", e);
        }
    }

    private long count(String region) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT COUNT(*) FROM household WHERE region LIKE ?")) {
            select.setString(1, region + "%");
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not count households", e);
        }
    }

    /** Waivers whose last day is over: what they were for is open again, or it would have been resolved. */
    private void endWaivers(JobContext job) {
        var sql = "UPDATE quality_finding SET version = version + 1, state = 'OPEN',"
                + " due = IF(severity = 'BLOCK', ?, ?), waived_until = NULL,"
                + " waiver_reason = NULL, waived_by = NULL WHERE state = 'WAIVED' AND waived_until < ? LIMIT "
                + WAIVERS;
        var ended = WAIVERS;
        while (ended == WAIVERS) {
            ended = job.inTransaction(() -> {
                try (var connection = database.getConnection();
                        var update = connection.prepareStatement(sql)) {
                    update.setObject(1, time.today().plusDays(config.blockDays()));
                    update.setObject(2, time.today().plusDays(config.warnDays()));
                    update.setObject(3, time.today());
                    return update.executeUpdate();
                }
            });
        }
    }

    private void remember(Instant since) {
        LocalDateTime from = since.atOffset(ZoneOffset.UTC).toLocalDateTime();
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("UPDATE quality_night SET changed_since = ? WHERE id = 1")) {
            update.setObject(1, from);
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not note the run", e);
        }
    }
}
