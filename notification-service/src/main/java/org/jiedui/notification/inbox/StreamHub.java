package org.jiedui.notification.inbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;
import org.jiedui.chassis.feed.ChangePage;
import org.jiedui.chassis.time.TimeSource;
import org.jiedui.notification.NotificationProblem;
import org.jiedui.notification.announcement.Announcement;
import org.jiedui.notification.announcement.Announcements;

/**
 * Brings new messages to open streams. One thread per process reads the feed of events, whose places are given after the
 * commit, so nothing is passed over and it does not matter which replica took the event. A stream that resumes with the
 * id of its last event is led through what it missed first, and so is one that reads too slowly. At least once: the parts
 * of one page carry the page's place on the last of them only.
 */
@ApplicationScoped
public class StreamHub {
    private static final Logger LOG = Logger.getLogger(StreamHub.class);
    private static final int PAGE = 1000;

    private static final String EMPTY = "{}";

    private final Announcements announcements;
    private final Messages messages;
    private final Letters letters;
    private final StreamConfig config;
    private final TimeSource time;
    private final Set<Stream> streams = ConcurrentHashMap.newKeySet();
    private final Map<String, Set<Stream>> byMailbox = new ConcurrentHashMap<>();
    private volatile boolean running = true;
    private Thread thread;
    private String cursor;

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

    /**
     * A piece of a stream.
     *
     * @param id place to resume after, or null
     * @param name {@code ready}, {@code message} or {@code reset}; null for a heartbeat
     * @param data JSON: the letter, or an empty object; null for a heartbeat
     */
    public record Piece(String id, String name, String data) {
        private static final Piece HEARTBEAT = new Piece(null, null, null);
    }

    private record Words(UUID message, boolean chinese) {}

    private static final class Stream {
        private final Reader reader;
        private final boolean chinese;
        private final Instant until;
        private final AtomicInteger unread;
        private final MultiEmitter<? super Piece> emitter;
        private String cursor;
        private boolean joined;
        private int caughtUp;
        private Instant spokenAt;

        private Stream(
                Reader reader,
                boolean chinese,
                String cursor,
                Instant until,
                Instant now,
                AtomicInteger unread,
                MultiEmitter<? super Piece> emitter) {
            this.reader = reader;
            this.chinese = chinese;
            this.cursor = cursor;
            this.until = until;
            this.spokenAt = now;
            this.unread = unread;
            this.emitter = emitter;
        }
    }

    /**
     * Opens a stream.
     *
     * @param lastEventId place to resume after, or null for what comes from now on; a foreign one is refused
     * @param until when the stream ends because its token does
     */
    public Multi<Piece> open(Reader reader, boolean chinese, String lastEventId, Instant until) {
        if (streams.size() >= config.most()) {
            throw NotificationProblem.STREAM_BUSY.problem().header("Retry-After", 5);
        }
        if (lastEventId != null) {
            QuarkusTransaction.requiringNew().run(() -> announcements.announcedAfter(lastEventId, 1));
        }
        var unread = new AtomicInteger();
        // the buffer begins small and grows: one of a fixed size would break the stream at its end
        return Multi.createFrom()
                .<Piece>emitter(
                        emitter -> add(new Stream(reader, chinese, lastEventId, until, time.now(), unread, emitter)))
                .onItem()
                .invoke(unread::decrementAndGet);
    }

    void stop(@Observes ShutdownEvent event) {
        running = false;
        streams.forEach(stream -> stream.emitter.complete());
    }

    private void add(Stream stream) {
        stream.emitter.onTermination(() -> remove(stream));
        streams.add(stream);
        stream.reader
                .mailboxes()
                .forEach(mailbox -> byMailbox.compute(mailbox, (m, known) -> {
                    // within the lock of the entry: a set that the last reader leaves is taken out of the map
                    var set = known == null ? ConcurrentHashMap.<Stream>newKeySet() : known;
                    set.add(stream);
                    return set;
                }));
        synchronized (this) {
            if (thread == null && running) {
                thread = new Thread(this::run, "inbox-streams");
                thread.setDaemon(true);
                thread.start();
            }
            notifyAll();
        }
    }

    private void remove(Stream stream) {
        streams.remove(stream);
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
                if (streams.isEmpty()) {
                    cursor = null;
                    await(10_000);
                } else {
                    QuarkusTransaction.requiringNew().timeout(60).run(this::round);
                    await(config.poll().toMillis());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                LOG.errorf(e, "streams paused, will go on by themselves");
                pauseAfterFault();
            }
        }
    }

    private synchronized void await(long millis) throws InterruptedException {
        wait(millis);
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
            deliver(page, null);
            cursor = page.next();
        } while (page.more());
        var now = time.now();
        for (var stream : streams) {
            if (!stream.until.isAfter(now)) {
                stream.emitter.complete();
            } else if (!stream.joined) {
                lead(stream, now);
            } else if (stream.spokenAt.plus(config.heartbeat()).isBefore(now)) {
                say(stream, Piece.HEARTBEAT, now);
            }
        }
    }

    /** Brings a stream to where the others are, not beyond it: in a steady stream of events it would never meet them. */
    private void lead(Stream stream, Instant now) {
        if (stream.cursor == null) {
            stream.cursor = cursor;
        }
        while (!stream.cursor.equals(cursor) && stream.unread.get() <= config.mostUnread()) {
            var page = announcements.announcedBetween(stream.cursor, cursor, PAGE);
            deliver(page, stream);
            stream.cursor = page.next();
            stream.caughtUp += page.items().size();
            if (stream.caughtUp > config.longestCatchUp()) {
                stream.cursor = cursor;
                say(stream, new Piece(cursor, "reset", EMPTY), now);
            } else if (!page.more()) {
                break;
            }
        }
        if (stream.cursor.equals(cursor) && stream.unread.get() <= config.mostUnread()) {
            stream.joined = true;
            say(stream, new Piece(cursor, "ready", EMPTY), now);
        }
    }

    /** Gives a page's messages to all joined streams, or to one that is being led. */
    private void deliver(ChangePage page, Stream only) {
        if (page.items().isEmpty()) {
            return;
        }
        var events = new LinkedHashMap<UUID, Announcement>();
        page.items().stream()
                .filter(item -> item.body() != null)
                .map(item -> (Announcement) item.body())
                .forEach(event -> events.put(event.id(), event));
        Collection<String> mailboxes = only == null ? List.copyOf(byMailbox.keySet()) : only.reader.mailboxes();
        var found = new LinkedHashMap<Stream, Map<UUID, Message>>();
        for (var message : messages.about(events.keySet(), mailboxes)) {
            for (var stream : only == null ? byMailbox.getOrDefault(message.mailbox(), Set.of()) : Set.of(only)) {
                if ((only != null || stream.joined)
                        && stream.reader.mailboxes().contains(message.mailbox())
                        && !stream.reader.muted().contains(message.type())) {
                    found.computeIfAbsent(stream, s -> new LinkedHashMap<>()).putIfAbsent(message.eventId(), message);
                }
            }
        }
        var now = time.now();
        // an office has many readers: their message is put into words once
        var words = new HashMap<Words, String>();
        found.forEach((stream, byEvent) -> {
            var left = byEvent.size();
            for (var event : events.values()) {
                var message = byEvent.get(event.id());
                if (message != null) {
                    left--;
                    var letter = words.computeIfAbsent(
                            new Words(message.id(), stream.chinese), w -> letters.json(message, event, stream.chinese));
                    say(stream, new Piece(left == 0 ? page.next() : null, "message", letter), now);
                }
            }
            if (stream.joined && stream.unread.get() > config.mostUnread()) {
                stream.joined = false;
                stream.cursor = page.next();
                stream.caughtUp = 0;
            }
        });
    }

    private static void say(Stream stream, Piece piece, Instant now) {
        stream.spokenAt = now;
        stream.unread.incrementAndGet();
        stream.emitter.emit(piece);
    }
}
