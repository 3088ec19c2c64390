package org.jiedui.notification.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jiedui.chassis.testing.RealServers;
import org.jiedui.chassis.time.Ids;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.Announcing;
import org.jiedui.notification.NotificationServers;
import org.jiedui.notification.announcement.Announcements;
import org.jiedui.notification.announcement.SteadyAnnouncements;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Streams of two replicas, which share nothing but the database. */
@QuarkusTest
@QuarkusTestResource(RealServers.class)
@QuarkusTestResource(NotificationServers.class)
@Tag("NO-03")
class StreamReplicasIT {
    @Inject
    Announcing announcing;

    @Inject
    Announcements announcements;

    @Inject
    Messages messages;

    @Inject
    Letters letters;

    @Inject
    StreamConfig config;

    @Inject
    TimeSource time;

    private final String account = "two-" + Ids.next();
    private final String village = "98%010d".formatted(Ids.next().getLeastSignificantBits() >>> 32);

    @Test
    void goesOnWithoutAGap_whenAnotherReplicaTakesTheStreamOver() throws Exception {
        var one = replica();
        var two = replica();
        try {
            var before = open(one, null);
            assertThat(await(before, "ready")).isNotNull();
            var first = alert();
            var place = await(before, "message");
            assertThat(event(place)).isEqualTo(first);
            one.stop(new ShutdownEvent());
            var missed = alert();

            var after = open(two, place.id());

            // ready comes before the missed one when that got its place in the feed only afterwards
            assertThat(event(await(after, "message"))).isEqualTo(missed);
            var fresh = alert();
            assertThat(event(await(after, "message"))).isEqualTo(fresh);
            assertThat(after.stream().filter(piece -> "message".equals(piece.name())))
                    .isEmpty();
        } finally {
            one.stop(new ShutdownEvent());
            two.stop(new ShutdownEvent());
        }
    }

    @Test
    void losesNothingAndKeepsFew_whenAReaderIsSlow() throws Exception {
        var hub = replica();
        try {
            var slow = new Client(5);
            open(hub, null, slow);
            var heard = new ArrayList<Piece>();
            heard.add(await(slow.pieces, "ready"));
            // a quick reader of the same office tells when the hub has come so far
            var quick = open(hub, null);
            assertThat(await(quick, "ready")).isNotNull();
            var events = new ArrayList<UUID>();
            for (var i = 0; i < 40; i++) {
                events.add(alert());
                assertThat(event(await(quick, "message"))).isEqualTo(events.get(i));
            }

            // what was sent before the hub saw that nobody reads, and not one more
            assertThat(slow.pieces).hasSize(5);
            while (heard.size() < 1 + events.size() + 1) {
                var piece = slow.pieces.poll(120, TimeUnit.SECONDS);
                assertThat(piece).as("a piece after %d", heard.size()).isNotNull();
                heard.add(piece);
            }

            assertThat(heard.stream()
                            .filter(piece -> "message".equals(piece.name()))
                            .map(StreamReplicasIT::event))
                    .containsExactlyElementsOf(events);
            // led again
            assertThat(heard.stream().filter(piece -> "ready".equals(piece.name())))
                    .hasSize(2);
        } finally {
            hub.stop(new ShutdownEvent());
        }
    }

    @Test
    void joinsWithoutARepetition_whenEventsNeverStopComing() throws Exception {
        var place = announcements.present();
        var sent = new CopyOnWriteArrayList<UUID>();
        var steady = new SteadyAnnouncements(announcements, () -> {
            var before = announcements.present();
            sent.add(alert());
            while (announcements.present().equals(before)) {
                Thread.onSpinWait();
            }
        });
        var hub = new StreamHub(steady, messages, letters, config, time, new SimpleMeterRegistry());
        try {
            var pieces = open(hub, place);
            var heard = new ArrayList<UUID>();
            var ready = false;
            while (!ready || heard.size() < 5) {
                var piece = pieces.poll(120, TimeUnit.SECONDS);
                assertThat(piece).as("a piece after %d messages", heard.size()).isNotNull();
                assertThat(heard).as("messages before ready").hasSizeLessThan(200);
                ready |= "ready".equals(piece.name());
                if ("message".equals(piece.name())) {
                    heard.add(event(piece));
                }
            }
            assertThat(sent).startsWith(heard.toArray(new UUID[0]));
        } finally {
            hub.stop(new ShutdownEvent());
        }
    }

    private StreamHub replica() {
        return new StreamHub(announcements, messages, letters, config, time, new SimpleMeterRegistry());
    }

    private UUID alert() {
        return announcing.alert(village, Ids.next());
    }

    /** A piece of a stream; a comment has no name. */
    private record Piece(String id, String name, String data) {
        private static Piece of(Buffer wire) {
            var fields = new HashMap<String, String>();
            for (var line : wire.toString().strip().split("\n")) {
                var colon = line.indexOf(':');
                fields.put(line.substring(0, colon), line.substring(colon + 1));
            }
            return new Piece(fields.get("id"), fields.get("event"), fields.get("data"));
        }
    }

    /** Lets so many pieces wait until it is full. */
    private static final class Client implements StreamHub.Outlet {
        private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
        private final int most;
        private volatile boolean ended;

        private Client(int most) {
            this.most = most;
        }

        @Override
        public void send(Buffer wire) {
            var piece = Piece.of(wire);
            if (piece.name() != null) {
                pieces.add(piece);
            }
        }

        @Override
        public boolean full() {
            return pieces.size() >= most;
        }

        @Override
        public boolean closed() {
            return ended;
        }

        @Override
        public void end() {
            ended = true;
        }
    }

    private BlockingQueue<Piece> open(StreamHub hub, String lastEventId) {
        var client = new Client(Integer.MAX_VALUE);
        open(hub, lastEventId, client);
        return client.pieces;
    }

    private void open(StreamHub hub, String lastEventId, Client client) {
        var reader = new Reader(account, List.of("role:village-clerk@" + village), Set.of());
        hub.begin(hub.open(reader, true, lastEventId, Instant.now().plusSeconds(120)), client);
    }

    private static UUID event(Piece piece) {
        return UUID.fromString(JsonPath.from(piece.data()).getString("eventId"));
    }

    private static Piece await(BlockingQueue<Piece> pieces, String name) throws InterruptedException {
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (true) {
            var piece = pieces.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (piece == null) {
                throw new AssertionError("no " + name);
            }
            if (name.equals(piece.name())) {
                return piece;
            }
        }
    }
}
