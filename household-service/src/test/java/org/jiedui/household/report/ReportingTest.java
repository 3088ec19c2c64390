package org.jiedui.household.report;

import static org.assertj.core.api.Assertions.assertThat;

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
    private static final ReportConfig KEPT = new ReportConfig() {
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
    };

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
                return new ReportCube(by, List.of(), time.now(), 5, false);
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
}
