package org.jiedui.chassis.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jiedui.chassis.feed.Change.Operation;
import org.jiedui.chassis.paging.Cursor;
import org.jiedui.chassis.problem.ProblemException;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RealServers.class)
class ChangeFeedIT {
    private static final String COUNTY = "330523";

    @Inject
    ChangeLog log;

    @Inject
    ChangeFeed feed;

    @Inject
    ChangeSequencer sequencer;

    @Inject
    DataSource database;

    @Test
    void missesAndDoublesNothing_whenEightWritersCommitInAnyOrder() throws Exception {
        var resource = "storm-" + Ids.next().toString().substring(0, 13);
        var start = feed.end();
        var committed = new ConcurrentLinkedQueue<UUID>();
        var writers = Executors.newFixedThreadPool(8);
        var done = new CountDownLatch(8);
        for (int w = 0; w < 8; w++) {
            writers.submit(() -> {
                try {
                    for (int i = 0; i < 60; i++) {
                        var ids = List.of(Ids.next(), Ids.next(), Ids.next());
                        var keep = ThreadLocalRandom.current().nextInt(10) > 0;
                        transaction(keep, () -> {
                            log.record(ids.stream()
                                    .map(id -> Change.upsert(resource, id, COUNTY + "104201", 1))
                                    .toList());
                            // some transactions stay open for a while after their rows are written, some are rolled
                            // back
                            linger(ThreadLocalRandom.current().nextInt(15));
                        });
                        if (keep) {
                            committed.addAll(ids);
                        }
                    }
                } finally {
                    done.countDown();
                }
            });
        }
        var seen = new ArrayList<UUID>();
        var since = start;
        var deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (System.nanoTime() < deadline && (done.getCount() > 0 || seen.size() < committed.size())) {
            var page = feed.read(since, 100, COUNTY, bodies(resource));
            page.items().forEach(item -> seen.add(item.id()));
            since = page.next();
        }
        writers.shutdown();

        assertThat(done.getCount()).isZero();
        assertThat(committed).hasSizeGreaterThan(1000);
        assertThat(seen).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(committed);
    }

    @Test
    void bringsAChangeLate_whenItsTransactionCommitsAfterYoungerOnes() throws Exception {
        var resource = "late-" + Ids.next().toString().substring(0, 13);
        var start = feed.end();
        var late = Ids.next();
        var early = Ids.next();
        var written = new CountDownLatch(1);
        var mayCommit = new CountDownLatch(1);
        var writer = Executors.newSingleThreadExecutor();
        var commit = writer.submit(() -> QuarkusTransaction.requiringNew().run(() -> {
            log.record(resource, late, COUNTY, 1, Operation.UPSERT);
            written.countDown();
            await(mayCommit);
        }));
        await(written);
        QuarkusTransaction.requiringNew().run(() -> log.record(resource, early, COUNTY, 1, Operation.UPSERT));

        var first = readUntil(start, resource, 1);
        mayCommit.countDown();
        commit.get(60, TimeUnit.SECONDS);
        writer.shutdown();
        var second = readUntil(first.next(), resource, 1);

        assertThat(first.items()).extracting(ChangeItem::id).containsExactly(early);
        assertThat(second.items()).extracting(ChangeItem::id).containsExactly(late);
    }

    @Test
    void givesPositionsWithoutGaps_whenTwoSequencersTakeTurns() throws Exception {
        var resource = "turns-" + Ids.next().toString().substring(0, 13);
        var start = feed.end();
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < 200; i++) {
            ids.add(Ids.next());
        }
        var rivals = Executors.newFixedThreadPool(2);
        var stop = new CountDownLatch(1);
        for (var rival : List.of("rival-a", "rival-b")) {
            rivals.submit(() -> {
                while (stop.getCount() > 0) {
                    sequencer.sequence(rival);
                }
                return null;
            });
        }
        for (var id : ids) {
            QuarkusTransaction.requiringNew().run(() -> log.record(resource, id, COUNTY, 1, Operation.UPSERT));
        }
        var page = readUntil(start, resource, 200);
        stop.countDown();
        rivals.shutdown();

        assertThat(page.items()).extracting(ChangeItem::id).containsExactlyElementsOf(ids);
        assertThat(number("SELECT COUNT(*) - MAX(position) FROM change_entry")).isZero();
    }

    @Test
    void ordersTheChangesOfOneRecordByVersion_whenTheClocksOfReplicasDiffer() throws Exception {
        var resource = "skew-" + Ids.next().toString().substring(0, 13);
        var start = feed.end();
        var id = Ids.next();
        QuarkusTransaction.requiringNew()
                .run(() -> log.record(List.of(
                        Change.upsert(resource, id, COUNTY, 3),
                        Change.upsert(resource, Ids.next(), COUNTY, 1),
                        Change.upsert(resource, id, COUNTY, 2))));

        var page = readUntil(start, resource, 3);

        assertThat(page.items().stream().filter(i -> i.id().equals(id)).map(ChangeItem::version))
                .containsExactly(2L, 3L);
    }

    @Test
    void removes_whenTheRecordIsGoneOrOutOfSight() throws Exception {
        var resource = "gone-" + Ids.next().toString().substring(0, 13);
        var start = feed.end();
        var there = Ids.next();
        var gone = Ids.next();
        var removed = Ids.next();
        QuarkusTransaction.requiringNew()
                .run(() -> log.record(List.of(
                        Change.upsert(resource, there, COUNTY, 1),
                        Change.upsert(resource, gone, COUNTY, 1),
                        Change.remove(resource, removed, COUNTY, 2),
                        Change.upsert(resource, Ids.next(), "330522", 1))));

        await(() -> read(start, 10, "", resource, Set.of()).items().size() == 4);
        var page = read(start, 10, COUNTY, resource, Set.of(gone, removed));

        assertThat(page.items()).extracting(ChangeItem::id).containsExactly(there, gone, removed);
        assertThat(page.items())
                .extracting(ChangeItem::operation)
                .containsExactly(Operation.UPSERT, Operation.REMOVE, Operation.REMOVE);
        assertThat(page.items()).extracting(ChangeItem::body).containsExactly("body of " + there, null, null);
    }

    @Test
    void endsAtTheOthersPlace_whenMoreCameAfterIt() throws Exception {
        var resource = "until-" + Ids.next().toString().substring(0, 13);
        var start = feed.end();
        QuarkusTransaction.requiringNew()
                .run(() -> log.record(List.of(
                        Change.upsert(resource, Ids.next(), COUNTY, 1),
                        Change.upsert(resource, Ids.next(), COUNTY, 1))));
        readUntil(start, resource, 2);
        var other = read(start, 1, "", resource, Set.of());

        var first = feed.read(start, other.next(), 1000, "", bodies(resource));
        var ahead = feed.read(readUntil(start, resource, 2).next(), other.next(), 1000, "", bodies(resource));

        assertThat(first.items())
                .extracting(ChangeItem::id)
                .containsExactly(other.items().get(0).id());
        assertThat(first.next()).isEqualTo(other.next());
        assertThat(first.more()).isFalse();
        assertThat(ahead.items()).isEmpty();
        assertThat(ahead.more()).isFalse();
    }

    @Test
    void refuses_whenTheCursorIsForeignOrGarbageOrTheLimitOutOfRange() {
        var ahead = Cursor.encode("changes", "", List.of("999999999999"));
        for (var cursor : List.of("garbage!", "AAAA", Cursor.encode("households", "", List.of("1")), ahead)) {
            assertThatThrownBy(() -> feed.read(cursor, 10, "", bodies("x")))
                    .isInstanceOfSatisfying(
                            ProblemException.class, p -> assertThat(p.code()).isEqualTo("INVALID_CURSOR"));
        }
        for (var limit : List.of(0, -1, 1001)) {
            assertThatThrownBy(() -> feed.read(null, limit, "", bodies("x")))
                    .isInstanceOfSatisfying(
                            ProblemException.class, p -> assertThat(p.code()).isEqualTo("INVALID_REQUEST"));
        }
    }

    @Test
    void refuses_whenAChangeIsNotedOutsideATransaction() {
        assertThatThrownBy(() -> log.record("x", Ids.next(), COUNTY, 1, Operation.UPSERT))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void readsByRangeOfPositions_whenAskedByAnyRegion() throws Exception {
        for (var everywhere : List.of(true, false)) {
            try (var connection = database.getConnection();
                    var explain = connection.prepareStatement("EXPLAIN " + ChangeFeed.query(everywhere, 2))) {
                int at = 1;
                explain.setLong(at++, 10);
                explain.setLong(at++, 20_010);
                if (!everywhere) {
                    explain.setString(at++, COUNTY);
                }
                explain.setString(at++, "households");
                explain.setString(at++, "members");
                explain.setInt(at, 100);
                try (var row = explain.executeQuery()) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getString("key")).isEqualTo("PRIMARY");
                    assertThat(row.getString("type")).isEqualTo("range");
                    assertThat(String.valueOf(row.getString("Extra"))).doesNotContain("filesort");
                }
            }
        }
    }

    private static void transaction(boolean commit, Runnable work) {
        try {
            QuarkusTransaction.requiringNew().run(() -> {
                work.run();
                if (!commit) {
                    throw new UnsupportedOperationException("rolled back on purpose");
                }
            });
        } catch (UnsupportedOperationException onPurpose) {
            assertThat(commit).isFalse();
        }
    }

    private ChangePage readUntil(String since, String resource, int count) throws InterruptedException {
        await(() -> read(since, 1000, "", resource, Set.of()).items().size() >= count);
        return read(since, 1000, "", resource, Set.of());
    }

    private ChangePage read(String since, int limit, String region, String resource, Set<UUID> absent) {
        return feed.read(since, limit, region, Map.of(resource, ids -> bodiesOf(ids, absent)));
    }

    private static Map<String, Function<Collection<UUID>, Map<UUID, Object>>> bodies(String resource) {
        return Map.of(resource, ids -> bodiesOf(ids, Set.of()));
    }

    private static Map<UUID, Object> bodiesOf(Collection<UUID> ids, Set<UUID> absent) {
        var bodies = new HashMap<UUID, Object>();
        new HashSet<>(ids).stream().filter(id -> !absent.contains(id)).forEach(id -> bodies.put(id, "body of " + id));
        return bodies;
    }

    private long number(String sql) throws Exception {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement(sql);
                var row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void linger(long millis) {
        try {
            new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            linger(20);
        }
    }
}
