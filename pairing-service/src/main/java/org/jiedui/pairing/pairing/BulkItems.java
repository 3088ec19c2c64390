package org.jiedui.pairing.pairing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.jiedui.chassis.database.RowInsert;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.chassis.time.Ids;

/** Items of jobs about many pairings and what became of them. Writes need the running transaction. */
@ApplicationScoped
public class BulkItems {
    private static final int PIECE = 5_000;

    private final DataSource database;
    private final ObjectMapper mapper;

    BulkItems(DataSource database, ObjectMapper mapper) {
        this.database = database;
        this.mapper = mapper;
    }

    /** Keeps what was asked, in order. */
    void ask(UUID job, List<BulkItem> items) {
        insert(List.of("job_id", "position", "request"), "", insert -> {
            var position = 0;
            for (var item : items) {
                insert.add(job, position++, mapper.writeValueAsString(item));
            }
        });
    }

    /** What was asked, from a position on. */
    List<BulkItem> asked(UUID job, int from, int most) {
        return run(
                "SELECT request FROM bulk_item WHERE job_id = ? AND position >= ? ORDER BY position LIMIT ?",
                select -> {
                    select.setBytes(1, Ids.bytes(job));
                    select.setInt(2, from);
                    select.setInt(3, most);
                    var items = new ArrayList<BulkItem>();
                    try (var row = select.executeQuery()) {
                        while (row.next()) {
                            items.add(mapper.readValue(row.getString(1), BulkItem.class));
                        }
                    }
                    return items;
                });
    }

    /** Notes what became of items; of those that were not asked for, too. */
    void answer(UUID job, List<BulkItem.Outcome> outcomes) {
        insert(
                List.of("job_id", "position", "outcome", "pairing_id", "code", "detail_zh", "detail_en", "reasons"),
                "ON DUPLICATE KEY UPDATE outcome = VALUES(outcome), pairing_id = VALUES(pairing_id),"
                        + " code = VALUES(code), detail_zh = VALUES(detail_zh), detail_en = VALUES(detail_en),"
                        + " reasons = VALUES(reasons)",
                insert -> {
                    for (var outcome : outcomes) {
                        insert.add(
                                job,
                                outcome.position(),
                                outcome.status().name(),
                                outcome.pairingId(),
                                outcome.code(),
                                outcome.detailZh(),
                                outcome.detailEn(),
                                mapper.writeValueAsString(outcome.reasons()));
                    }
                });
    }

    /** Outcomes after a position, in order. */
    public List<BulkItem.Outcome> outcomes(UUID job, int after, int most, boolean refusedOnly) {
        return run(
                "SELECT position, outcome, pairing_id, code, detail_zh, detail_en, reasons FROM bulk_item"
                        + " WHERE job_id = ? AND position > ? AND outcome IS NOT NULL"
                        + (refusedOnly ? " AND outcome = 'REFUSED'" : "") + " ORDER BY position LIMIT ?",
                select -> {
                    select.setBytes(1, Ids.bytes(job));
                    select.setInt(2, after);
                    select.setInt(3, most);
                    var found = new ArrayList<BulkItem.Outcome>();
                    try (var row = select.executeQuery()) {
                        while (row.next()) {
                            var id = row.getBytes(3);
                            found.add(new BulkItem.Outcome(
                                    row.getInt(1),
                                    BulkItem.Status.valueOf(row.getString(2)),
                                    id == null ? null : Ids.of(id),
                                    row.getString(4),
                                    row.getString(5),
                                    row.getString(6),
                                    mapper.readValue(row.getString(7), new TypeReference<List<Reason>>() {})));
                        }
                    }
                    return found;
                });
    }

    /** How many were done and how many refused, in this order. */
    long[] count(UUID job) {
        return run(
                "SELECT COALESCE(SUM(outcome <> 'REFUSED'), 0), COALESCE(SUM(outcome = 'REFUSED'), 0)"
                        + " FROM bulk_item WHERE job_id = ?",
                select -> {
                    select.setBytes(1, Ids.bytes(job));
                    try (var row = select.executeQuery()) {
                        row.next();
                        return new long[] {row.getLong(1), row.getLong(2)};
                    }
                });
    }

    /**
     * Forgets items of jobs that were submitted before and are over; a job's id tells when it was made. In pieces, each
     * with a transaction of its own.
     */
    void forget(Instant submittedBefore) {
        var first = new UUID(submittedBefore.toEpochMilli() << 16, 0);
        int gone;
        do {
            gone = run(
                    "DELETE FROM bulk_item WHERE job_id < ? AND NOT EXISTS (SELECT 1 FROM job j"
                            + " WHERE j.id = bulk_item.job_id AND j.finished_at IS NULL) LIMIT " + PIECE,
                    delete -> {
                        delete.setBytes(1, Ids.bytes(first));
                        return delete.executeUpdate();
                    });
        } while (gone == PIECE);
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(PreparedStatement statement) throws SQLException, JsonProcessingException;
    }

    @FunctionalInterface
    private interface Rows {
        void into(RowInsert insert) throws SQLException, JsonProcessingException;
    }

    private void insert(List<String> columns, String tail, Rows rows) {
        try (var connection = database.getConnection()) {
            var insert = new RowInsert(connection, "bulk_item", columns, tail);
            rows.into(insert);
            insert.write();
        } catch (SQLException e) {
            throw new IllegalStateException("could not write items of a job", e);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> T run(String sql, Work<T> work) {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("could not read or write items of a job", e);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
