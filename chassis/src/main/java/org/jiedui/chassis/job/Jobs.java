package org.jiedui.chassis.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jiedui.chassis.paging.Page;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;

/**
 * Long work: submitted in the caller's transaction, done by whichever replica is free ({@link JobRunner}), visible by
 * region. What may be seen is decided in the query: {@code regionPrefix} is the caller's
 * {@link org.jiedui.chassis.security.Caller#regionPrefix()}.
 */
@ApplicationScoped
public class Jobs {
    private static final Duration SILENCE = Duration.ofSeconds(15);

    private final JobTable table;
    private final JobSignal signal;
    private final JobConfig config;
    private final ObjectMapper mapper;
    private final TimeSource time;
    private final TransactionSynchronizationRegistry transaction;

    Jobs(
            JobTable table,
            JobSignal signal,
            JobConfig config,
            ObjectMapper mapper,
            TimeSource time,
            TransactionSynchronizationRegistry transaction) {
        this.table = table;
        this.signal = signal;
        this.config = config;
        this.mapper = mapper;
        this.time = time;
        this.transaction = transaction;
    }

    /**
     * Submits a job in the running transaction, so that it exists if and only if what led to it does.
     *
     * @param kind which {@link JobHandler} does it
     * @param region division code under which it is visible
     * @param parameters stored as JSON; no personal data
     * @param createdBy account
     * @return the job's identifier
     */
    public UUID submit(String kind, String region, Object parameters, String createdBy) {
        return submit(kind, region, parameters, createdBy, false);
    }

    /** The same for a job that waits, {@link JobState#HELD}, until {@link #release} lets it go. */
    public UUID hold(String kind, String region, Object parameters, String createdBy) {
        return submit(kind, region, parameters, createdBy, true);
    }

    /** Lets a held job go, in the running transaction; refuses with {@code STATE_CONFLICT} when it is not held. */
    public void release(UUID id) {
        try {
            if (!table.release(id)) {
                throw CommonProblem.STATE_CONFLICT.detail("任务不在待放行状态", "The job does not wait for a release");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not release the job", e);
        }
        ringAfterCommit();
    }

    private UUID submit(String kind, String region, Object parameters, String createdBy, boolean held) {
        if (transaction.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("a job is submitted inside the transaction that leads to it");
        }
        var id = Ids.next();
        try {
            table.insert(id, kind, region, mapper.writeValueAsString(parameters), createdBy, held);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("could not submit the job", e);
        }
        ringAfterCommit();
        return id;
    }

    private void ringAfterCommit() {
        transaction.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // nothing to do before
            }

            @Override
            public void afterCompletion(int status) {
                if (status == Status.STATUS_COMMITTED) {
                    signal.ring();
                }
            }
        });
    }

    /** The job, or empty when it is absent or outside the region. */
    public Optional<Job> find(UUID id, String regionPrefix) {
        try {
            return table.find(id, regionPrefix);
        } catch (SQLException e) {
            throw new IllegalStateException("could not read the job", e);
        }
    }

    /** The job; refuses with {@code NOT_FOUND} when it is absent, of another kind or outside the region. */
    public Job require(UUID id, String kind, String regionPrefix) {
        return find(id, regionPrefix)
                .filter(job -> job.kind().equals(kind))
                .orElseThrow(CommonProblem.NOT_FOUND::problem);
    }

    /**
     * Jobs of one kind, youngest first.
     *
     * @param before the last identifier of the page before; null for the first page
     */
    public Page<Job> list(String kind, String regionPrefix, UUID before, int limit, Function<Job, String> cursorAfter) {
        try {
            return Page.of(table.list(kind, regionPrefix, before, limit + 1), limit, cursorAfter);
        } catch (SQLException e) {
            throw new IllegalStateException("could not list the jobs", e);
        }
    }

    /**
     * Stops a job for good. What its checkpoints cover has happened; the chunk at work, if any, is rolled back. Refuses
     * with {@code STATE_CONFLICT} when it is at its end already.
     */
    public void cancel(UUID id) {
        try {
            if (!table.cancel(id)) {
                throw CommonProblem.STATE_CONFLICT.detail("任务已结束", "The job is at its end already");
            }
        } catch (SQLException e) {
            throw new IllegalStateException("could not cancel the job", e);
        }
    }

    /**
     * The job's views for server-sent events: the present one at once, then each news, at least one every 15 seconds,
     * the final one last. Looks at a bounded interval, on worker threads; news that nobody takes are skipped.
     */
    public Multi<JobView> progress(UUID id, String regionPrefix, Function<Job, JobView> view) {
        return progress(() -> find(id, regionPrefix), job -> job.state().isFinal())
                .onItem()
                .transform(view);
    }

    /**
     * The same for a record that a job works on and that tells more than the job does.
     *
     * @param look reads the record, outside of any transaction; empty: it is gone, and so the end
     * @param last whether its job will change nothing any more
     */
    public <T> Multi<T> progress(Supplier<Optional<T>> look, Predicate<T> last) {
        return Multi.createFrom().deferred(() -> {
            var news = new News<T>();
            return Multi.createFrom()
                    .ticks()
                    .every(config.progress())
                    .onOverflow()
                    .drop()
                    .emitOn(Infrastructure.getDefaultWorkerPool())
                    .onItem()
                    .transform(tick -> {
                        var seen = look.get().orElse(null);
                        return new Look<>(time.now(), seen, seen == null || last.test(seen));
                    })
                    .filter(news::isNew)
                    .onItem()
                    .transformToMultiAndConcatenate(one -> one.last()
                            ? Multi.createFrom().items(one, new Look<T>(null, null, true))
                            : Multi.createFrom().item(one))
                    .select()
                    .first(one -> one.at() != null)
                    .filter(one -> one.seen() != null)
                    .onItem()
                    .transform(Look::seen);
        });
    }

    /** What was seen; without a time: that nothing follows. */
    private record Look<T>(Instant at, T seen, boolean last) {}

    /** Lets through what differs from the one before, and anything after a long silence. */
    private static final class News<T> {
        private Look<T> before;

        synchronized boolean isNew(Look<T> look) {
            var isNew = before == null
                    || !Objects.equals(look.seen(), before.seen())
                    || Duration.between(before.at(), look.at()).compareTo(SILENCE) >= 0;
            before = isNew ? look : before;
            return isNew;
        }
    }
}
