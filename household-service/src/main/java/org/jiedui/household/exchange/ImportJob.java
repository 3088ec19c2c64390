package org.jiedui.household.exchange;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jiedui.chassis.job.JobContext;
import org.jiedui.chassis.job.JobHandler;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.tabular.RowReport;
import org.jiedui.chassis.tabular.RowReport.Outcome;
import org.jiedui.chassis.tabular.RowReports;
import org.jiedui.chassis.tabular.Spool;
import org.jiedui.chassis.tabular.Spooled;
import org.jiedui.chassis.tabular.TabularLimits;
import org.jiedui.chassis.tabular.TabularProblem;
import org.jiedui.household.BulkKind;

/**
 * Imports a file chunk by chunk: rows, their reports and the checkpoint are one transaction, so that a killed import goes
 * on where it stopped and does nothing twice. All-or-nothing is one single transaction, of bounded size.
 */
@ApplicationScoped
public class ImportJob implements JobHandler {
    /** Kind of these jobs. */
    public static final String KIND = "household-import";

    private static final Logger LOG = Logger.getLogger(ImportJob.class);

    private static final int ATTEMPTS = 3;
    /** Duplicate key, lock wait timeout, deadlock. */
    private static final Set<Integer> COLLISIONS = Set.of(1062, 1205, 1213);

    private static final int LONGEST_SECONDS = 3600;

    private final Imports imports;
    private final Spool spool;
    private final RowReports reports;
    private final TabularLimits limits;
    private final ExchangeConfig config;

    ImportJob(Imports imports, Spool spool, RowReports reports, TabularLimits limits, ExchangeConfig config) {
        this.imports = imports;
        this.spool = spool;
        this.reports = reports;
        this.limits = limits;
        this.config = config;
    }

    /** Where an import stands: the last line that was handled. */
    record Progress(long line) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object run(JobContext job) {
        var order = job.parameters(ImportOrder.class);
        var kind = imports.kind(order.kind());
        var caller = order.caller(job.createdBy());
        var file = spool.require(order.file());
        try {
            read(job, order, kind, caller, file);
        } finally {
            // of a workbook, the local copy is in clear
            spool.forget(file);
        }
        return result(job.id());
    }

    private void read(JobContext job, ImportOrder order, BulkKind kind, Caller caller, Spooled file) {
        if (order.mode() == ImportMode.ALL_OR_NOTHING) {
            allOrNothing(job, file, kind, caller);
        } else {
            var line = job.progress(Progress.class).map(Progress::line).orElse(0L);
            var processed = job.processed();
            try (var chunks =
                    new Chunks(spool.rows(file, kind.columns(), limits).after(line), kind, caller)) {
                for (var chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
                    processed += chunk.size();
                    take(job, chunk, order.mode() == ImportMode.APPLY, processed);
                }
            }
        }
        try {
            kind.ended(job.id());
        } catch (RuntimeException e) {
            // all rows are written; what it remembered goes with a later import
            LOG.warnf(e, "import left something behind job=%s", job.id());
        }
    }

    /** Takes one chunk; once more when another writer got in between, which shows in the look-ups of the next try. */
    private void take(JobContext job, Chunks.Chunk chunk, boolean write, long processed) {
        for (var attempt = 1; ; attempt++) {
            try {
                job.inTransaction(() -> {
                    reports.append(job.id(), chunk.prepared().take(job.id(), write));
                    job.checkpoint(processed, null, new Progress(chunk.last()));
                });
                return;
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !isCollision(e)) {
                    throw e;
                }
            }
        }
    }

    private static boolean isCollision(Throwable e) {
        for (var cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return COLLISIONS.contains(sql.getErrorCode());
            }
        }
        return false;
    }

    /** All rows in one transaction; once more from the beginning when another writer got in between. */
    private void allOrNothing(JobContext job, Spooled file, BulkKind kind, Caller caller) {
        if (job.progress(Progress.class).isPresent()) {
            return;
        }
        for (var attempt = 1; ; attempt++) {
            try {
                tryAll(job, file, kind, caller);
                return;
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !isCollision(e)) {
                    throw e;
                }
            }
        }
    }

    /** Tries all rows in one transaction; with one refusal everything but the reports is rolled back. */
    private void tryAll(JobContext job, Spooled file, BulkKind kind, Caller caller) {
        job.requireOwn();
        var all = new ArrayList<List<RowReport>>();
        try {
            QuarkusTransaction.requiringNew().timeout(LONGEST_SECONDS).run(() -> {
                long last = 0;
                long processed = 0;
                try (var chunks = new Chunks(spool.rows(file, kind.columns(), limits), kind, caller)) {
                    for (var chunk = chunks.next(); chunk != null; chunk = chunks.next()) {
                        job.requireOwn();
                        processed += chunk.size();
                        requireFew(processed);
                        all.add(chunk.prepared().take(job.id(), true));
                        last = chunk.last();
                    }
                }
                if (all.stream().flatMap(List::stream).anyMatch(r -> r.outcome() == Outcome.REFUSED)) {
                    throw new RowsRefused();
                }
                all.forEach(taken -> reports.append(job.id(), taken));
                job.checkpoint(processed, processed, new Progress(last));
            });
        } catch (RowsRefused nothingWritten) {
            long processed = all.stream().mapToLong(List::size).sum();
            job.inTransaction(() -> {
                all.forEach(taken -> reports.append(
                        job.id(),
                        taken.stream()
                                .map(r -> r.outcome() == Outcome.REFUSED
                                        ? r
                                        : RowReport.done(r.line(), Outcome.UNCHANGED, r.id()))
                                .toList()));
                job.checkpoint(processed, processed, new Progress(processed));
            });
        }
    }

    private void requireFew(long rows) {
        var most = config.mostAllOrNothing();
        if (rows > most) {
            throw TabularProblem.FILE_TOO_LARGE.detail(
                    "全部或全不方式至多 %d 行，请改用 apply".formatted(most),
                    "At most %d rows in mode all-or-nothing; more with apply".formatted(most));
        }
    }

    /** Rolls everything back: at least one row was refused. */
    private static final class RowsRefused extends RuntimeException {
        RowsRefused() {
            super(null, null, false, false);
        }
    }

    private Map<String, Long> result(UUID job) {
        var counts = new LinkedHashMap<String, Long>();
        reports.counts(job)
                .forEach((outcome, count) -> counts.put(outcome.name().toLowerCase(java.util.Locale.ROOT), count));
        return counts;
    }
}
