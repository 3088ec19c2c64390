package org.jiedui.chassis.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.transaction.Status;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jiedui.chassis.time.Ids;

/**
 * What a {@link JobHandler} has of its job. A checkpoint is conditional on this run's fencing token: when another replica
 * took the job over, or somebody cancelled it, it throws {@link JobLost} and the chunk is rolled back.
 */
public final class JobContext {
    private final DataSource database;
    private final ObjectMapper mapper;
    private final JobConfig config;
    private final Job job;
    private final String owner;
    private final long epoch;
    private final String progress;
    private volatile String stop;

    JobContext(
            DataSource database,
            ObjectMapper mapper,
            JobConfig config,
            Job job,
            String owner,
            long epoch,
            String progress) {
        this.database = database;
        this.mapper = mapper;
        this.config = config;
        this.job = job;
        this.owner = owner;
        this.epoch = epoch;
        this.progress = progress;
    }

    /** Identifier of the job. */
    public UUID id() {
        return job.id();
    }

    /** Division code under which the job was submitted. */
    public String region() {
        return job.region();
    }

    /** Account that submitted the job. */
    public String createdBy() {
        return job.createdBy();
    }

    /** When the job was submitted, by the database's clock. */
    public Instant createdAt() {
        return job.createdAt();
    }

    /**
     * For a handler that waits for something: throwing this gives the thread to other jobs and starts the job again after
     * the pause. Counts neither as a failure nor as a start.
     */
    public JobPostponed later(Duration pause) {
        return new JobPostponed(pause);
    }

    /** Units that were done when this run began. */
    public long processed() {
        return job.processed();
    }

    /** What the job was submitted with. */
    public <T> T parameters(Class<T> type) {
        return read(job.parameters(), type);
    }

    /** Where an earlier run stopped; empty when there was none. */
    public <T> Optional<T> progress(Class<T> type) {
        return Optional.ofNullable(progress).map(json -> read(json, type));
    }

    /** Runs one chunk in a transaction of its own; does not begin it when the job was lost. */
    public void inTransaction(Runnable chunk) {
        inTransaction(() -> {
            chunk.run();
            return null;
        });
    }

    /** Runs one chunk in a transaction of its own and returns what it found. */
    public <T> T inTransaction(Callable<T> chunk) {
        requireOwn();
        return QuarkusTransaction.requiringNew().call(chunk);
    }

    /**
     * Says inside the chunk's transaction, best as its last statement, how far the job is with it, and renews the lease.
     *
     * @param processed units done in all; a job that gets no further than its earlier runs is given up after some starts
     * @param total units in all; null while unknown
     * @param progress where to go on; stored as JSON
     */
    public void checkpoint(long processed, Long total, Object progress) {
        if (QuarkusTransaction.getStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("a checkpoint is part of its chunk's transaction");
        }
        requireOwn();
        try (var connection = database.getConnection();
                var update = connection.prepareStatement("UPDATE job SET failures = IF(? > resumed_from, 0, failures),"
                        + " processed = ?, total = ?, progress = ?, due_at = TIMESTAMPADD(MICROSECOND, ?, UTC_TIMESTAMP(6))"
                        + " WHERE id = ? AND owner = ? AND epoch = ? AND state = 'RUNNING'")) {
            update.setLong(1, processed);
            update.setLong(2, processed);
            update.setObject(3, total);
            update.setString(4, progress == null ? null : mapper.writeValueAsString(progress));
            update.setLong(5, config.lease().toNanos() / 1000);
            update.setBytes(6, Ids.bytes(job.id()));
            update.setString(7, owner);
            update.setLong(8, epoch);
            if (update.executeUpdate() != 1) {
                stop = "taken over or cancelled";
                throw new JobLost(stop);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("checkpoint failed", e);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For handlers with long chunks: throws {@link JobLost} when going on would be in vain. */
    public void requireOwn() {
        if (stop != null) {
            throw new JobLost(stop);
        }
    }

    String owner() {
        return owner;
    }

    long epoch() {
        return epoch;
    }

    void stop(String why) {
        stop = why;
    }

    private <T> T read(String json, Class<T> type) {
        try {
            return mapper.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
