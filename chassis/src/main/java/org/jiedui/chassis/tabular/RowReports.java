package org.jiedui.chassis.tabular;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.tabular.RowReport.Outcome;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;

/** What became of the rows of an import, kept chunk by chunk beside the job. */
@ApplicationScoped
public class RowReports {
    private static final TypeReference<List<RowReport>> REPORTS = new TypeReference<>() {};

    private final DataSource database;
    private final ObjectMapper mapper;
    private final TimeSource time;
    private final SpoolConfig config;

    RowReports(DataSource database, ObjectMapper mapper, TimeSource time, SpoolConfig config) {
        this.database = database;
        this.mapper = mapper;
        this.time = time;
        this.config = config;
    }

    /**
     * Notes what became of one chunk's rows, in the chunk's own transaction.
     *
     * @param reports in the order of their lines, at most some thousands
     */
    public void append(UUID job, List<RowReport> reports) {
        if (reports.isEmpty()) {
            return;
        }
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("INSERT INTO row_report (job_id, first_line, last_line,"
                        + " created, updated, unchanged, refused, entries) VALUES (?,?,?,?,?,?,?,?)")) {
            insert.setBytes(1, Ids.bytes(job));
            insert.setLong(2, reports.get(0).line());
            insert.setLong(3, reports.get(reports.size() - 1).line());
            for (var outcome : Outcome.values()) {
                insert.setLong(
                        4 + outcome.ordinal(),
                        reports.stream().filter(r -> r.outcome() == outcome).count());
            }
            insert.setString(8, mapper.writeValueAsString(reports));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("could not note the rows", e);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many rows of a job came to which outcome; all outcomes are present. */
    public Map<Outcome, Long> counts(UUID job) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT COALESCE(SUM(created), 0), COALESCE(SUM(updated), 0),"
                        + " COALESCE(SUM(unchanged), 0), COALESCE(SUM(refused), 0) FROM row_report WHERE job_id = ?")) {
            select.setBytes(1, Ids.bytes(job));
            try (var row = select.executeQuery()) {
                row.next();
                var counts = new EnumMap<Outcome, Long>(Outcome.class);
                for (var outcome : Outcome.values()) {
                    counts.put(outcome, row.getLong(1 + outcome.ordinal()));
                }
                return counts;
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not count the rows", e);
        }
    }

    /** The reports of rows behind a line, in order, for a paged list; with {@code refusedOnly} only of refused rows. */
    public List<RowReport> page(UUID job, long afterLine, int limit, boolean refusedOnly) {
        var page = new ArrayList<RowReport>();
        for (var all = all(job, afterLine, refusedOnly); page.size() < limit && all.hasNext(); ) {
            page.add(all.next());
        }
        return page;
    }

    /** The reports of all rows behind a line, in order, fetched chunk by chunk. */
    public Iterator<RowReport> all(UUID job, long afterLine, boolean refusedOnly) {
        return new Chunks(job, afterLine, refusedOnly);
    }

    /**
     * Writes the uploaded rows with what became of them.
     *
     * @param rows the upload, from its beginning
     * @param to where to; from {@link TabularWriter#report}
     */
    public void write(UUID job, TabularReader rows, TabularWriter to, boolean refusedOnly) {
        write(job, rows, to, refusedOnly, values -> values);
    }

    /**
     * The same, for readers who may not see every cell.
     *
     * @param shown what of a row's cells is written
     */
    public void write(
            UUID job,
            TabularReader rows,
            TabularWriter to,
            boolean refusedOnly,
            java.util.function.UnaryOperator<Map<String, String>> shown) {
        var reports = all(job, 0, refusedOnly);
        while (reports.hasNext()) {
            var report = reports.next();
            while (rows.hasNext()) {
                var row = rows.next();
                if (row.line() == report.line()) {
                    to.write(shown.apply(row.values()), report);
                    break;
                }
            }
        }
    }

    /**
     * Deletes the reports that were kept long enough, by the time that a job's identifier carries; returns how many
     * chunks.
     */
    public int expire() {
        var before = new UUID(time.now().minus(config.keepReports()).toEpochMilli() << 16, 0);
        int expired = 0;
        int deleted;
        do {
            try (var connection = database.getConnection();
                    var delete = connection.prepareStatement("DELETE FROM row_report WHERE job_id < ? LIMIT 200")) {
                delete.setBytes(1, Ids.bytes(before));
                deleted = delete.executeUpdate();
                expired += deleted;
            } catch (SQLException e) {
                throw new IllegalStateException("could not forget the rows", e);
            }
        } while (deleted == 200);
        return expired;
    }

    private final class Chunks implements Iterator<RowReport> {
        private final UUID job;
        private final boolean refusedOnly;
        private final Deque<RowReport> fetched = new ArrayDeque<>();
        private final long after;
        private long from;
        private boolean end;

        Chunks(UUID job, long after, boolean refusedOnly) {
            this.job = job;
            this.after = after;
            this.refusedOnly = refusedOnly;
        }

        @Override
        public boolean hasNext() {
            while (fetched.isEmpty() && !end) {
                fetch();
            }
            return !fetched.isEmpty();
        }

        @Override
        public RowReport next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return fetched.remove();
        }

        private long chunkWith(Connection connection, long line) throws SQLException {
            try (var select = connection.prepareStatement(
                    "SELECT COALESCE(MAX(first_line), 0) FROM row_report WHERE job_id = ? AND first_line <= ?")) {
                select.setBytes(1, Ids.bytes(job));
                select.setLong(2, line);
                try (var row = select.executeQuery()) {
                    row.next();
                    return row.getLong(1);
                }
            }
        }

        private void fetch() {
            try (var connection = database.getConnection();
                    var select = connection.prepareStatement("SELECT last_line, entries FROM row_report"
                            + " WHERE job_id = ? AND first_line >= ?" + (refusedOnly ? " AND refused > 0" : "")
                            + " ORDER BY first_line LIMIT 1")) {
                select.setBytes(1, Ids.bytes(job));
                select.setLong(2, from == 0 ? chunkWith(connection, after) : from);
                try (var row = select.executeQuery()) {
                    if (!row.next()) {
                        end = true;
                        return;
                    }
                    for (var report : mapper.readValue(row.getString(2), REPORTS)) {
                        if (report.line() > after && (!refusedOnly || report.outcome() == Outcome.REFUSED)) {
                            fetched.add(report);
                        }
                    }
                    from = row.getLong(1) + 1;
                }
            } catch (SQLException e) {
                throw new IllegalStateException("could not read the rows", e);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
