package org.jiedui.chassis.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jiedui.chassis.problem.ProblemException;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class JobIT {
    private static final String COUNTY = "330523";

    @Inject
    Jobs jobs;

    @Inject
    JobTable table;

    @Inject
    JobRunner runner;

    @Inject
    CountingHandler handler;

    @Inject
    LongHandler longHandler;

    @Inject
    DataSource database;

    @Inject
    TimeSource time;

    @Test
    void doesAllOnce_whenNothingHappens() {
        var id = submit(new CountingHandler.Order(95, 0, "none"));

        var job = end(id);

        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.processed()).isEqualTo(95);
        assertThat(job.total()).isEqualTo(95);
        assertThat(job.result()).isEqualTo("{\"written\":95}");
        assertThat(job.finishedAt()).isAfterOrEqualTo(job.startedAt());
        assertThat(effects(id)).containsExactlyElementsOf(numbers(95));
    }

    @Test
    void goesOnWhereItStopped_whenItsReplicaDies() throws Exception {
        var order = new CountingHandler.Order(60, 3, "none");
        var taken = QuarkusTransaction.requiringNew().call(() -> {
            var id = jobs.submit("counting", COUNTY, order, "somebody");
            return table.claim(id, "doomed-replica", Duration.ofMinutes(5)).orElseThrow();
        });
        var id = taken.job().id();
        var doomed = Executors.newSingleThreadExecutor();
        var run = doomed.submit(() -> handler.run(runner.context(taken, "doomed-replica")));
        // the doomed replica has done two chunks and is in the middle of the third when it falls silent
        await(() -> handler.reached.containsKey(id));
        update("UPDATE job SET due_at = UTC_TIMESTAMP(6) WHERE id = ?", id);
        await(() -> handler.starts.get(id).get() == 2);

        handler.goOn(id);
        var job = end(id);

        assertThatThrownBy(() -> run.get(60, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(JobLost.class);
        doomed.shutdown();
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.resumedFrom()).isEqualTo(20);
        assertThat(effects(id)).containsExactlyElementsOf(numbers(60));
    }

    @Test
    void staysWithItsReplica_whenAChunkTakesLongerThanTheLease() {
        var id = submit(new CountingHandler.Order(30, 2, "none"));
        await(() -> handler.reached.containsKey(id));
        var longEnough = System.nanoTime() + Duration.ofSeconds(7).toNanos();
        await(() -> System.nanoTime() > longEnough);

        handler.goOn(id);
        var job = end(id);

        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(handler.starts.get(id)).hasValue(1);
        assertThat(effects(id)).containsExactlyElementsOf(numbers(30));
    }

    @Test
    void keepsWhatTheCheckpointsCover_whenItIsCancelled() {
        var id = submit(new CountingHandler.Order(50, 2, "none"));
        await(() -> handler.reached.containsKey(id));

        jobs.cancel(id);
        handler.goOn(id);

        await(() -> runner.isIdle(id));
        assertThat(jobs.find(id, "").orElseThrow().state()).isEqualTo(JobState.CANCELLED);
        assertThat(effects(id)).containsExactlyElementsOf(numbers(10));
        assertThatThrownBy(() -> jobs.cancel(id))
                .isInstanceOfSatisfying(
                        ProblemException.class, p -> assertThat(p.code()).isEqualTo("STATE_CONFLICT"));
    }

    @Test
    void failsWithItsCode_whenTheHandlerRefuses() {
        var id = submit(new CountingHandler.Order(50, 0, "refuse"));

        var job = end(id);

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.errorCode()).isEqualTo("RULE_REFUSED");
        assertThat(job.errorZh()).contains("第三块不行");
        assertThat(effects(id)).containsExactlyElementsOf(numbers(20));
    }

    @Test
    void triesAgainFromTheCheckpoint_whenAFaultIsTransient() {
        var id = submit(new CountingHandler.Order(50, 0, "fault"));

        var job = end(id);

        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(handler.starts.get(id)).hasValue(2);
        assertThat(effects(id)).containsExactlyElementsOf(numbers(50));
    }

    @Test
    void startsAsOftenAsItTakes_whenItPostponesItself() {
        var id = submit(new CountingHandler.Order(20, 0, "later"));

        var job = end(id);

        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(handler.starts.get(id)).hasValue(9);
        assertThat(effects(id)).containsExactlyElementsOf(numbers(20));
    }

    @Test
    void isGivenUp_whenAFaultStays() {
        var id = submit(new CountingHandler.Order(50, 0, "broken"));

        var job = end(id);

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.errorCode()).isEqualTo("INTERNAL");
        assertThat(handler.starts.get(id)).hasValue(6);
        assertThat(effects(id)).containsExactlyElementsOf(numbers(20));
    }

    @Test
    void isGivenUp_whenItBeginsAnewAndGetsNoFurther() {
        var id = submit(new CountingHandler.Order(50, 0, "restart"));

        var job = end(id);

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(handler.starts.get(id)).hasValue(6);
    }

    @Test
    void isTakenOnce_whenManyReplicasWantIt() throws Exception {
        var replicas = Executors.newFixedThreadPool(8);
        // taken by nobody else before the eight want it at once: its lease ends with this transaction's
        var id = QuarkusTransaction.requiringNew().call(() -> {
            var submitted = jobs.submit("counting", COUNTY, new CountingHandler.Order(10, 0, "none"), "somebody");
            assertThat(table.claim(submitted, "first", Duration.ofMinutes(5))).isPresent();
            return submitted;
        });
        var start = new CountDownLatch(1);
        var claims = new ArrayList<Future<Boolean>>();
        for (int i = 0; i < 8; i++) {
            var replica = "replica-" + i;
            claims.add(replicas.submit(() -> {
                await(start);
                return table.claim(id, replica, Duration.ofMinutes(5)).isPresent();
            }));
        }
        update("UPDATE job SET due_at = UTC_TIMESTAMP(6) WHERE id = ?", id);
        start.countDown();
        int taken = 0;
        for (var claim : claims) {
            taken += claim.get(60, TimeUnit.SECONDS) ? 1 : 0;
        }
        replicas.shutdown();

        // one of them, or this process's own runner, which takes a job a moment before it starts it
        var byReplicas = taken;
        await(() -> byReplicas > 0 || handler.starts.containsKey(id));
        var byRunner = handler.starts.containsKey(id) ? 1 : 0;
        assertThat(taken + byRunner).isEqualTo(1);
        if (byRunner == 0) {
            jobs.cancel(id);
        }
    }

    @Test
    void keepsAThreadForOthers_whenManyJobsTakeLong() {
        var lengthy = QuarkusTransaction.requiringNew()
                .call(() -> IntStream.range(0, 10)
                        .mapToObj(i -> jobs.submit("long", COUNTY, Map.of(), "somebody"))
                        .toList());
        await(() -> longHandler.started.get() > 0);

        var job = end(submit(new CountingHandler.Order(10, 0, "none")));

        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(longHandler.started).hasValue(1);
        longHandler.mayEnd.countDown();
        lengthy.forEach(id -> assertThat(end(id).state()).isEqualTo(JobState.SUCCEEDED));
    }

    @Test
    void doesNotExist_whenTheSubmittingTransactionIsRolledBack() {
        QuarkusTransaction.begin();
        var id = jobs.submit("counting", COUNTY, new CountingHandler.Order(10, 0, "none"), "somebody");
        QuarkusTransaction.rollback();

        assertThat(jobs.find(id, "")).isEmpty();
    }

    @Test
    void isInvisible_whenTheCallerIsOfAnotherRegion() {
        var id = submit(new CountingHandler.Order(10, 0, "none"));

        assertThat(jobs.find(id, "33")).isPresent();
        assertThat(jobs.find(id, "330522")).isEmpty();
        assertThat(jobs.find(id, "-")).isEmpty();
        assertThatThrownBy(() -> jobs.require(id, "another-kind", ""))
                .isInstanceOfSatisfying(
                        ProblemException.class, p -> assertThat(p.code()).isEqualTo("NOT_FOUND"));
        assertThat(jobs.list("counting", "330522", null, 10, j -> j.id().toString())
                        .items())
                .isEmpty();
        assertThat(jobs.list("counting", COUNTY, null, 1, j -> j.id().toString())
                        .items())
                .hasSize(1);
    }

    @Test
    void streamsItsProgressToTheEnd_whenSomebodyWatches() {
        var id = submit(new CountingHandler.Order(40, 3, "none"));
        await(() -> handler.reached.containsKey(id));
        var views = new ArrayList<JobView>();
        var ended = new CountDownLatch(1);
        jobs.progress(id, COUNTY, job -> JobView.of(job, time.now(), true, Map.of()))
                .subscribe()
                .with(
                        view -> {
                            views.add(view);
                            handler.goOn(id);
                        },
                        failure -> ended.countDown(),
                        ended::countDown);

        await(ended);

        assertThat(views.get(0).state()).isEqualTo(JobState.RUNNING);
        assertThat(views.get(0).processed()).isEqualTo(20);
        assertThat(views.get(0).total()).isEqualTo(40);
        assertThat(views.get(views.size() - 1).state()).isEqualTo(JobState.SUCCEEDED);
    }

    private UUID submit(CountingHandler.Order order) {
        return QuarkusTransaction.requiringNew().call(() -> jobs.submit("counting", COUNTY, order, "somebody"));
    }

    private Job end(UUID id) {
        await(() -> jobs.find(id, "").orElseThrow().state().isFinal());
        return jobs.find(id, "").orElseThrow();
    }

    private static List<Integer> numbers(int count) {
        return IntStream.rangeClosed(1, count).boxed().toList();
    }

    private List<Integer> effects(UUID id) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("SELECT number FROM job_effect WHERE job_id = ? ORDER BY 1")) {
            select.setBytes(1, Ids.bytes(id));
            try (var row = select.executeQuery()) {
                var numbers = new ArrayList<Integer>();
                while (row.next()) {
                    numbers.add(row.getInt(1));
                }
                return numbers;
            }
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void update(String sql, UUID id) throws java.sql.SQLException {
        try (var connection = database.getConnection();
                var update = connection.prepareStatement(sql)) {
            update.setBytes(1, Ids.bytes(id));
            update.executeUpdate();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) {
        var deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        var pause = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            try {
                assertThat(pause.await(20, TimeUnit.MILLISECONDS)).isFalse();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
