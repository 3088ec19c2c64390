package org.jiedui.household.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.time.TimeSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("HH-23")
class ReportingTest {
    private static final int CALLERS = 8;
    private final TimeSource time = new TimeSource(ZoneId.of("Asia/Shanghai"));
    private static final ReportConfig KEPT = new Kept();

    private static final class Kept implements ReportConfig {
        @Override
        public int least() {
            return 5;
        }

        @Override
        public Duration maxAge() {
            return Duration.ofDays(1);
        }

        @Override
        public List<Integer> incomeBands() {
            return List.of();
        }
    }

    @Test
    void countsOnce_whenManyAskForTheSameAtOnce() throws Exception {
        var counts = new AtomicInteger();
        var allCount = new CountDownLatch(CALLERS);
        var asked = new CountDownLatch(CALLERS);
        var repository = new ReportRepository(null, null, null) {
            @Override
            ReportCube count(Report report, Report.By by, Integer year) {
                counts.incrementAndGet();
                allCount.countDown();
                try {
                    asked.await(60, TimeUnit.SECONDS);
                    allCount.await(1, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return new ReportCube(Report.HOUSEHOLDS, by, List.of(), time.now(), 5);
            }
        };
        var reporting = new Reporting(repository, KEPT, time);
        var pool = Executors.newFixedThreadPool(CALLERS);
        try {
            var tables = pool.invokeAll(Collections.nCopies(CALLERS, () -> {
                asked.countDown();
                return reporting.table(Caller.SYSTEM, Report.HOUSEHOLDS, Report.By.TYPE, 2026, "");
            }));
            for (var table : tables) {
                assertThat(table.get()).isNotNull();
            }
        } finally {
            pool.shutdown();
        }
        assertThat(counts).hasValue(1);
    }

    @Test
    void queuesAStaleReportOnce_whenTheThreadBehindIsBusyWithAnother() throws Exception {
        var first = new AtomicInteger();
        var recounts = new AtomicInteger();
        var busy = new CountDownLatch(1);
        var free = new CountDownLatch(1);
        var last = new CountDownLatch(1);
        var repository = new ReportRepository(null, null, null) {
            @Override
            ReportCube count(Report report, Report.By by, Integer year) {
                var old = time.now().minus(Duration.ofDays(2));
                if (first.getAndIncrement() < 3) {
                    return new ReportCube(Report.HOUSEHOLDS, by, List.of(), old, 5);
                }
                if (by == Report.By.CATEGORY) {
                    busy.countDown();
                    await(free);
                } else if (by == Report.By.MAIN_CAUSE) {
                    last.countDown();
                } else {
                    recounts.incrementAndGet();
                    // as old again: what was queued twice would be counted twice
                    return new ReportCube(Report.HOUSEHOLDS, by, List.of(), old, 5);
                }
                return new ReportCube(Report.HOUSEHOLDS, by, List.of(), time.now(), 5);
            }
        };
        var reporting = new Reporting(repository, KEPT, time);
        for (var by : List.of(Report.By.CATEGORY, Report.By.TYPE, Report.By.MAIN_CAUSE)) {
            ask(reporting, by);
        }
        ask(reporting, Report.By.CATEGORY);
        await(busy);
        for (var i = 0; i < CALLERS; i++) {
            ask(reporting, Report.By.TYPE);
        }
        ask(reporting, Report.By.MAIN_CAUSE);
        free.countDown();
        await(last);

        assertThat(recounts).hasValue(1);
    }

    @Test
    void letsNobodyWaitForEver_whenCountingEndsInAnError() throws Exception {
        var counting = new CountDownLatch(1);
        var joined = new CountDownLatch(1);
        var repository = new ReportRepository(null, null, null) {
            @Override
            ReportCube count(Report report, Report.By by, Integer year) {
                counting.countDown();
                await(joined);
                throw new AssertionError("planted");
            }
        };
        var reporting = new Reporting(repository, KEPT, time);
        var pool = Executors.newSingleThreadExecutor();
        var waiter = new Thread(() -> {
            try {
                ask(reporting, Report.By.TYPE);
            } catch (IllegalStateException | AssertionError e) {
                // as it should
            }
        });
        waiter.setDaemon(true);
        try {
            var counter = pool.submit(() -> ask(reporting, Report.By.TYPE));
            await(counting);
            waiter.start();
            while (waiter.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
            joined.countDown();
            waiter.join(30_000);
            assertThat(waiter.isAlive()).isFalse();
            assertThatThrownBy(counter::get).hasCauseInstanceOf(AssertionError.class);
        } finally {
            pool.shutdown();
        }
    }

    private static ReportTable ask(Reporting reporting, Report.By by) {
        return reporting.table(Caller.SYSTEM, Report.HOUSEHOLDS, by, 2026, "");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
