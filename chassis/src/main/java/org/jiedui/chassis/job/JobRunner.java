package org.jiedui.chassis.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.All;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jiedui.chassis.problem.ProblemException;
import org.jiedui.chassis.problem.ProblemMappers;
import org.jiedui.chassis.time.Ids;

/**
 * Runs jobs with a few threads of this process, of which one is kept free of jobs that take long. A job is taken by a conditional update that also raises its epoch; its
 * lease is renewed while it runs. When this process dies, the lease ends and another replica goes on from the last
 * checkpoint. A fault is tried again after a pause, a bounded number of times without a checkpoint in between, so that a
 * job that kills its process does not do so for ever. A stopping service puts its jobs back at their next chunk.
 */
@ApplicationScoped
public class JobRunner {
    private static final Logger LOG = Logger.getLogger(JobRunner.class);

    private final String me = Ids.next().toString();
    private final Map<String, JobHandler> handlers;
    private final Set<String> longKinds;
    private final JobTable table;
    private final JobSignal signal;
    private final JobConfig config;
    private final ObjectMapper mapper;
    private final DataSource database;
    private final Set<JobContext> active = ConcurrentHashMap.newKeySet();
    private volatile boolean running;
    private Semaphore free;
    private Semaphore freeForLong;
    private Thread dispatcher;
    private ExecutorService threads;
    private ScheduledExecutorService heart;

    JobRunner(
            @All List<JobHandler> handlers,
            JobTable table,
            JobSignal signal,
            JobConfig config,
            ObjectMapper mapper,
            DataSource database,
            MeterRegistry metrics) {
        this.handlers = handlers.stream().collect(Collectors.toMap(JobHandler::kind, Function.identity()));
        longKinds = handlers.stream()
                .filter(JobHandler::takesLong)
                .map(JobHandler::kind)
                .collect(Collectors.toSet());
        this.table = table;
        this.signal = signal;
        this.config = config;
        this.mapper = mapper;
        this.database = database;
        Gauge.builder("jiedui.jobs.running", active, Set::size)
                .description("jobs that this replica is at")
                .register(metrics);
    }

    void start(@Observes StartupEvent event) {
        if (!config.enabled() || handlers.isEmpty()) {
            return;
        }
        running = true;
        free = new Semaphore(config.threads());
        freeForLong = new Semaphore(Math.max(1, config.threads() - 1));
        threads = Executors.newFixedThreadPool(config.threads(), work -> daemon(work, "job"));
        heart = Executors.newSingleThreadScheduledExecutor(work -> daemon(work, "job-heart"));
        var beat = Math.max(1, config.lease().toMillis() / 4);
        heart.scheduleWithFixedDelay(this::renew, beat, beat, TimeUnit.MILLISECONDS);
        dispatcher = daemon(this::dispatch, "job-dispatcher");
        dispatcher.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        if (dispatcher == null) {
            return;
        }
        active.forEach(job -> job.stop("the service is stopping"));
        signal.ring();
        dispatcher.join(5_000);
        threads.shutdown();
        if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
            LOG.warnf("jobs at work are left to their leases count=%d", active.size());
        }
        heart.shutdownNow();
    }

    private static Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private void dispatch() {
        while (running) {
            try {
                if (!free.tryAcquire(1, TimeUnit.SECONDS)) {
                    continue;
                }
                var taken = false;
                try {
                    taken = running && takeOne();
                } finally {
                    if (!taken) {
                        free.release();
                    }
                }
                if (!taken && running) {
                    signal.await(config.poll().toMillis());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (SQLException | RuntimeException e) {
                LOG.errorf(e, "no jobs can be taken, will go on by itself");
                pause();
            }
        }
    }

    private void pause() {
        try {
            signal.await(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean takeOne() throws SQLException {
        // nobody else takes one meanwhile
        var butFor = freeForLong.availablePermits() > 0 ? Set.<String>of() : longKinds;
        for (var id : table.due(8, butFor)) {
            var claim = table.claim(id, me, config.lease());
            if (claim.isPresent()) {
                var takesLong = longKinds.contains(claim.get().job().kind());
                if (takesLong) {
                    freeForLong.acquireUninterruptibly();
                }
                var context = context(claim.get(), me);
                active.add(context);
                threads.execute(() -> {
                    try {
                        work(claim.get(), context);
                    } finally {
                        active.remove(context);
                        free.release();
                        if (takesLong) {
                            freeForLong.release();
                            signal.ring();
                        }
                    }
                });
                return true;
            }
        }
        return false;
    }

    /** What a handler gets of a job that this owner has taken. */
    JobContext context(JobTable.Claim claim, String owner) {
        return new JobContext(database, mapper, config, claim.job(), owner, claim.epoch(), claim.progress());
    }

    /** Runs a job that was taken to its end, its failure or its loss. */
    void work(JobTable.Claim claim, JobContext context) {
        var job = claim.job();
        var requestContext = Arc.container().requestContext();
        requestContext.activate();
        try {
            var handler = handlers.get(job.kind());
            if (handler == null) {
                // another version of this service may know the kind: leave it to that one
                table.putBack(job.id(), context.owner(), context.epoch(), config.lease(), true);
                return;
            }
            if (claim.failures() > config.starts()) {
                LOG.errorf("job given up id=%s kind=%s starts=%d", job.id(), job.kind(), claim.failures() - 1);
                giveUp(context, "INTERNAL", "多次尝试均未成功", "Several tries did not succeed");
                return;
            }
            var result = handler.run(context);
            if (!table.succeed(job.id(), context.owner(), context.epoch(), result == null ? null : json(result))) {
                LOG.infof("job changed hands at its end id=%s kind=%s", job.id(), job.kind());
            }
        } catch (JobLost lost) {
            LOG.infof("job left id=%s kind=%s reason=%s", job.id(), job.kind(), lost.getMessage());
            putBack(context, Duration.ZERO, true);
        } catch (JobPostponed postponed) {
            LOG.debugf("job postponed id=%s kind=%s by=%s", job.id(), job.kind(), postponed.pause());
            putBack(context, postponed.pause(), true);
        } catch (ProblemException refused) {
            LOG.infof("job refused id=%s kind=%s code=%s", job.id(), job.kind(), refused.code());
            giveUp(context, refused.code(), sentence(refused, true), sentence(refused, false));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            putBack(context, Duration.ZERO, true);
        } catch (Exception fault) {
            LOG.errorf(fault, "job failed, will be tried again id=%s kind=%s", job.id(), job.kind());
            putBack(
                    context,
                    config.backoff().multipliedBy(1L << Math.min(10, claim.failures() - 1)),
                    ProblemMappers.isDatabaseUnavailable(fault));
        } finally {
            requestContext.terminate();
        }
    }

    /** Whether this process is not at this job. */
    boolean isIdle(UUID id) {
        return active.stream().noneMatch(context -> context.id().equals(id));
    }

    private String json(Object result) throws JsonProcessingException {
        return mapper.writeValueAsString(result);
    }

    private static String sentence(ProblemException refused, boolean chinese) {
        var type = refused.type();
        var text = new StringBuilder(chinese ? type.zh() : type.en());
        if (refused.detail(chinese) != null) {
            text.append(chinese ? ":" : ": ").append(refused.detail(chinese));
        }
        refused.violations().stream()
                .limit(20)
                .forEach(v -> text.append(chinese ? ";" : "; ").append(chinese ? v.zh() : v.en()));
        return text.toString();
    }

    private void giveUp(JobContext context, String code, String zh, String en) {
        try {
            table.fail(context.id(), context.owner(), context.epoch(), code, zh, en);
        } catch (SQLException e) {
            LOG.warnf("failure of a job not noted, its lease will end id=%s: %s", context.id(), e.getMessage());
        }
    }

    private void putBack(JobContext context, Duration after, boolean forgiven) {
        try {
            table.putBack(context.id(), context.owner(), context.epoch(), after, forgiven);
        } catch (SQLException e) {
            LOG.warnf("job not put back, its lease will end id=%s: %s", context.id(), e.getMessage());
        }
    }

    private void renew() {
        for (var context : active) {
            try {
                if (!table.renew(context.id(), context.owner(), context.epoch(), config.lease())) {
                    context.stop("taken over or cancelled");
                }
            } catch (SQLException | RuntimeException e) {
                LOG.warnf("lease of a job not renewed id=%s: %s", context.id(), e.getMessage());
            }
        }
    }
}
