package org.jiedui.notification.inbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jiedui.chassis.feed.ChangePage;
import org.jiedui.chassis.problem.ProblemException;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.NotificationProblem;
import org.jiedui.notification.announcement.Announcement;
import org.jiedui.notification.announcement.Announcements;

/**
 * Brings new messages to open streams. One thread per process reads the feed of events, whose places are given after the
 * commit, so nothing is passed over and it does not matter which replica took the event. A stream that resumes with the
 * id of its last event is led through what it missed first, and so is one that reads too slowly; those at the same place are
 * led together. At least once: the parts of one page carry the page's place on the last of them only. A message is put into
 * words and bytes once for all who hear it.
 */
@ApplicationScoped
public class StreamHub {
    private static final Logger LOG = Logger.getLogger(StreamHub.class);
    private static final int PAGE = 1000;

    /** How often all streams are looked at: whether they are over, and whether they have been quiet for too long. */
    private static final long SWEEP_MILLIS = Duration.ofSeconds(1).toMillis();

    private static final Buffer HEARTBEAT = Buffer.buffer(":still here\n\n");

    private final Announcements announcements;
    private final Messages messages;
    private final Letters letters;
    private final StreamConfig config;
    private final TimeSource time;
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
    private final Set<Stream> behind = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<Stream>> byMailbox = new ConcurrentHashMap<>();
    private volatile boolean running = true;
    private Thread thread;
    private String cursor;
    private long sweptAt;

    StreamHub(
            Announcements announcements,
            Messages messages,
            Letters letters,
            StreamConfig config,
            TimeSource time,
            MeterRegistry metrics) {
        this.announcements = announcements;
        this.messages = messages;
        this.letters = letters;
        this.config = config;
        this.time = time;
        Gauge.builder("jiedui.inbox.streams", streams, Set::size)
                .description("open server-sent event streams")
                .register(metrics);
    }

    /** Where a stream goes to. No method waits for the reader, and none fails because it has gone. */
    public interface Outlet {
        /** Sends what stands on the wire, after what was sent before; many streams share it, so it is not to be changed. */
        void send(Buffer piece);

        /** Whether the reader is so slow that nothing more should be sent for now. */
        boolean full();

        /** Whether the reader has gone. */
        boolean closed();

        /** Ends the stream after what was sent. */
        void end();
    }

    /**
     * A stream that may begin.
     *
     * @param lastEventId place to resume after, or null for what comes from now on
     * @param until when the stream ends because its token does
     */
    public record Opening(Reader reader, boolean chinese, String lastEventId, Instant until) {}

    private record Words(UUID message, boolean chinese, boolean last) {}

    private record Told(Stream stream, Message message, Announcement event) {}

    private static final class Stream {
        private final Reader reader;
        private final boolean chinese;
        private final long until;
        private final Outlet outlet;
        private String cursor;
        private boolean joined;
        private int caughtUp;
        private long spokenAt;
        /** The last it gets of the page at hand. */
        private Told told;

        private Stream(Opening opening, Outlet outlet, long now) {
            this.reader = opening.reader();
            this.chinese = opening.chinese();
            this.cursor = opening.lastEventId();
            this.until = opening.until().toEpochMilli();
            this.outlet = outlet;
            this.spokenAt = now;
        }
    }

    /** Whether a stream may begin: refuses with {@code STREAM_BUSY}, and with {@code INVALID_CURSOR} for a foreign place. */
    public Opening open(Reader reader, boolean chinese, String lastEventId, Instant until) {
        if (streams.size() >= config.most()) {
            throw NotificationProblem.STREAM_BUSY.problem().header("Retry-After", 5);
        }
        if (lastEventId != null) {
            QuarkusTransaction.requiringNew().run(() -> announcements.announcedAfter(lastEventId, 1));
        }
        return new Opening(reader, chinese, lastEventId, until);
    }

    /** Begins the stream: {@code ready} comes once it is where the others are. */
    public synchronized void begin(Opening opening, Outlet outlet) {
        var stream = new Stream(opening, outlet, time.now().toEpochMilli());
        behind.add(stream);
        streams.add(stream);
        stream.reader
                .mailboxes()
                .forEach(mailbox -> byMailbox.compute(mailbox, (m, known) -> {
                    // within the lock of the entry: a set that the last reader leaves is taken out of the map
                    var set = known == null ? ConcurrentHashMap.<Stream>newKeySet() : known;
                    set.add(stream);
                    return set;
                }));
        if (thread == null && running) {
            thread = new Thread(this::run, "inbox-streams");
            thread.setDaemon(true);
            thread.start();
        }
        if (streams.size() == 1) {
            notifyAll();
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        Thread speaking;
        synchronized (this) {
            running = false;
            speaking = thread;
            notifyAll();
        }
        if (speaking != null) {
            speaking.join(2_000);
        }
        streams.forEach(stream -> stream.outlet.end());
    }

    private void remove(Stream stream) {
        streams.remove(stream);
        behind.remove(stream);
        stream.reader
                .mailboxes()
                .forEach(mailbox -> byMailbox.computeIfPresent(mailbox, (m, set) -> {
                    set.remove(stream);
                    return set.isEmpty() ? null : set;
                }));
    }

    private void run() {
        while (running) {
            try {
                if (!rest()) {
                    QuarkusTransaction.requiringNew().timeout(60).run(this::round);
                    await(config.poll().toMillis());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (ProblemException e) {
                LOG.warnf("streams begin anew, their place is not in the feed: %s", e.code());
                beginAnew();
            } catch (RuntimeException e) {
                LOG.errorf(e, "streams paused, will go on by themselves");
                pauseAfterFault();
            }
        }
    }

    /** Waits while there are no streams; the first one wakes it up. */
    private synchronized boolean rest() throws InterruptedException {
        if (!streams.isEmpty()) {
            return false;
        }
        cursor = null;
        wait(10_000);
        return true;
    }

    private synchronized void await(long millis) throws InterruptedException {
        wait(millis);
    }

    /** A place that is ahead of the feed: its database lost its last transactions. Whoever listens is told to look again. */
    private void beginAnew() {
        try {
            cursor = QuarkusTransaction.requiringNew().call(announcements::present);
            var now = time.now().toEpochMilli();
            var reset = piece(cursor, "reset", "{}");
            for (var stream : streams) {
                stream.cursor = null;
                say(stream, reset, now);
            }
        } catch (RuntimeException e) {
            LOG.errorf(e, "streams paused, will go on by themselves");
            pauseAfterFault();
        }
    }

    private void pauseAfterFault() {
        try {
            await(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    private void round() {
        if (cursor == null) {
            cursor = announcements.present();
        }
        ChangePage page;
        do {
            page = announcements.announcedAfter(cursor, PAGE);
            deliver(page, byMailbox, true);
            cursor = page.next();
        } while (page.more() && running);
        lead();
        var now = time.now().toEpochMilli();
        if (now - sweptAt >= SWEEP_MILLIS) {
            sweptAt = now;
            streams.forEach(stream -> look(stream, now));
        }
    }

    private void look(Stream stream, long now) {
        if (stream.outlet.closed()) {
            remove(stream);
        } else if (stream.until <= now) {
            remove(stream);
            stream.outlet.end();
        } else if (now - stream.spokenAt > config.heartbeat().toMillis() && !stream.outlet.full()) {
            say(stream, HEARTBEAT, now);
        }
    }

    /**
     * Brings streams a page nearer to where the others are, not beyond it: in a steady stream of events they would never
     * meet them.
     */
    private void lead() {
        var now = time.now().toEpochMilli();
        var places = behind.stream()
                .filter(stream -> !stream.outlet.full())
                .collect(Collectors.groupingBy(stream -> stream.cursor == null ? cursor : stream.cursor));
        places.forEach((place, those) -> {
            if (!place.equals(cursor)) {
                var page = announcements.announcedBetween(place, cursor, PAGE);
                var listeners = new HashMap<String, List<Stream>>();
                those.forEach(stream -> stream.reader
                        .mailboxes()
                        .forEach(mailbox -> listeners
                                .computeIfAbsent(mailbox, m -> new ArrayList<>())
                                .add(stream)));
                deliver(page, listeners, false);
                var there = page.more() ? page.next() : cursor;
                those.forEach(stream -> {
                    stream.cursor = there;
                    stream.caughtUp += page.items().size();
                    if (stream.caughtUp > config.longestCatchUp() && page.more()) {
                        stream.cursor = cursor;
                        say(stream, piece(cursor, "reset", "{}"), now);
                    }
                });
            }
            var ready = piece(cursor, "ready", "{}");
            for (var stream : those) {
                if (stream.cursor == null || stream.cursor.equals(cursor) && !stream.outlet.full()) {
                    stream.joined = true;
                    stream.cursor = null;
                    behind.remove(stream);
                    say(stream, ready, now);
                }
            }
        });
    }

    /** Gives a page's messages to those who listen to their mailboxes, joined or being led. */
    private void deliver(ChangePage page, Map<String, ? extends Collection<Stream>> listeners, boolean joined) {
        if (page.items().isEmpty()) {
            return;
        }
        var events = new LinkedHashMap<UUID, Announcement>();
        page.items().stream()
                .filter(item -> item.body() != null)
                .map(item -> (Announcement) item.body())
                .forEach(event -> events.put(event.id(), event));
        var about = messages.about(events.keySet(), Set.copyOf(listeners.keySet())).stream()
                .collect(Collectors.groupingBy(Message::eventId));
        var told = new ArrayList<Told>();
        for (var event : events.values()) {
            for (var message : about.getOrDefault(event.id(), List.of())) {
                var those = listeners.get(message.mailbox());
                for (var stream : those == null ? List.<Stream>of() : those) {
                    // whoever reads two of its mailboxes hears of an event once
                    if (stream.joined == joined
                            && (stream.told == null || stream.told.event() != event)
                            && !stream.reader.muted().contains(message.type())) {
                        stream.told = new Told(stream, message, event);
                        told.add(stream.told);
                    }
                }
            }
        }
        var now = time.now().toEpochMilli();
        var words = new HashMap<Words, Buffer>();
        for (var one : told) {
            var stream = one.stream();
            var last = stream.told == one;
            var message = one.message();
            say(
                    stream,
                    words.computeIfAbsent(
                            new Words(message.id(), stream.chinese, last),
                            w -> piece(
                                    last ? page.next() : null,
                                    "message",
                                    letters.json(message, one.event(), stream.chinese))),
                    now);
            if (last) {
                stream.told = null;
                if (joined && stream.outlet.full()) {
                    stream.joined = false;
                    stream.cursor = page.next();
                    stream.caughtUp = 0;
                    behind.add(stream);
                }
            }
        }
    }

    /** On the wire; the data is JSON of one line already. */
    private static Buffer piece(String id, String name, String data) {
        return Buffer.buffer("event:" + name + (id == null ? "" : "\nid:" + id) + "\ndata:" + data + "\n\n");
    }

    private static void say(Stream stream, Buffer piece, long now) {
        stream.spokenAt = now;
        stream.outlet.send(piece);
    }
}
