package org.jiedui.notification;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A client of server-sent events that waits with a deadline. */
final class EventStream implements AutoCloseable {
    record Event(String id, String name, String data) {}

    private static final Event COMMENT = new Event(null, "comment", null);
    private static final Event END = new Event(null, "end", null);

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final HttpURLConnection connection;

    EventStream(URI uri, String token, String lastEventId) throws IOException {
        connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + token);
        connection.setRequestProperty("Accept", "text/event-stream");
        if (lastEventId != null) {
            connection.setRequestProperty("Last-Event-ID", lastEventId);
        }
        var stream = connection.getInputStream();
        var thread = new Thread(() -> read(stream), "event-stream");
        thread.setDaemon(true);
        thread.start();
    }

    private void read(InputStream stream) {
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            String id = null;
            String name = null;
            var data = new StringBuilder();
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(":")) {
                    events.add(COMMENT);
                } else if (line.startsWith("id:")) {
                    id = line.substring(3).trim();
                } else if (line.startsWith("event:")) {
                    name = line.substring(6).trim();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5).trim());
                } else if (line.isEmpty() && name != null) {
                    events.add(new Event(id, name, data.toString()));
                    id = null;
                    name = null;
                    data.setLength(0);
                }
            }
            events.add(END);
        } catch (IOException closed) {
            events.add(END);
        }
    }

    Event await(String name) throws InterruptedException {
        var end = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (true) {
            var event = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event == null || event == END) {
                throw new AssertionError("no " + name + " but " + event);
            }
            if (event.name().equals(name)) {
                return event;
            }
        }
    }

    void awaitComment() throws InterruptedException {
        await("comment");
    }

    boolean endsWithin(Duration time) throws InterruptedException {
        var end = System.nanoTime() + time.toNanos();
        while (true) {
            var event = events.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (event == null) {
                return false;
            }
            if (event == END) {
                return true;
            }
        }
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
