package org.jiedui.bench;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jiedui.local.Stack;

/**
 * Reads the change feed through the API from its beginning: how fast, against the same rows read by bare JDBC; and while
 * eight writers change households, whether each of their changes arrives exactly once and in the order of its versions.
 */
final class FeedBench {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WRITERS = 8;
    private static final int ROUNDS = 5;
    private static final Pattern END = Pattern.compile("\"next\":\"([^\"]+)\",\"more\":(true|false)}$");

    private final Bench bench;
    private final Stack stack;
    private final RegistryFile file;
    private final byte[] page = new byte[16 << 20];
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    FeedBench(Bench bench, Stack stack, Path folder) throws Exception {
        this.bench = bench;
        this.stack = stack;
        this.file = new RegistryFile(stack, folder, bench.option("rows", 100_000));
    }

    /** Where a reader is. */
    private static final class Reader {
        private String since = "";
        private final Map<String, Long> versions = new HashMap<>();
        private long seen;
        private long bytes;
    }

    void run() throws Exception {
        file.regions();
        file.run();
        settle();
        var all = new Reader();
        read(all, true);
        var warm = System.nanoTime() + TimeUnit.SECONDS.toNanos(bench.option("warm", 30));
        while (System.nanoTime() < warm) {
            read(new Reader(), false);
            bare();
        }
        double product = 0;
        double baseline = 0;
        for (var round = 0; round < ROUNDS; round++) {
            var begin = System.nanoTime();
            var reader = new Reader();
            read(reader, false);
            product += all.seen * 1e9 / (System.nanoTime() - begin) / ROUNDS;
            if (reader.bytes != all.bytes) {
                throw new IllegalStateException(reader.bytes + " bytes, " + all.bytes + " when they were looked at");
            }
            begin = System.nanoTime();
            baseline += bare() * 1e9 / (System.nanoTime() - begin) / ROUNDS;
        }
        bench.report("change-feed", "product", "changes/s", product, Map.of("goal", 20_000, "bytes", all.bytes));
        bench.report("change-feed", "baseline", "rows/s", baseline, Map.of());
        bench.report("change-feed", "ratio", "of the baseline", product / baseline, Map.of());
        checked();
    }

    private void settle() throws Exception {
        var schema = stack.schema("household");
        try (var connection = DriverManager.getConnection(schema.url(), schema.user(), schema.password());
                var select = connection.prepareStatement("SELECT COUNT(*) FROM change_pending")) {
            while (true) {
                try (var row = select.executeQuery()) {
                    row.next();
                    if (row.getLong(1) == 0) {
                        return;
                    }
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }

    /**
     * Reads to the end. With {@code check} it looks at each change: one of a household must be the version after the one
     * before. Without, it does as little as a reader can, since it shares the machine: bodies that are as long as those that
     * were looked at are the same.
     */
    private void read(Reader reader, boolean check) throws Exception {
        boolean more;
        do {
            var length = page(reader.since);
            reader.bytes += length;
            var tail = Math.min(200, length);
            var end = END.matcher(new String(page, length - tail, tail, StandardCharsets.UTF_8));
            if (!end.find()) {
                throw new IllegalStateException("a page without its end");
            }
            reader.since = end.group(1);
            more = Boolean.parseBoolean(end.group(2));
            if (check) {
                items(length, reader);
            }
        } while (more);
    }

    /** Reads a page into {@link #page}; gives its length. */
    private int page(String since) throws IOException {
        var address = stack.serviceUrl("household") + "/api/v1/household/changes?limit=1000&since=" + since;
        var connection = (HttpURLConnection) URI.create(address).toURL().openConnection();
        connection.setRequestProperty(
                "Authorization", "Bearer " + stack.tokens().of("province"));
        try (var body = connection.getInputStream()) {
            return body.readNBytes(page, 0, page.length);
        }
    }

    private void items(int length, Reader reader) throws IOException {
        try (var json = JSON.createParser(page, 0, length)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var items = json.currentName().equals("items");
                json.nextToken();
                if (!items) {
                    json.skipChildren();
                    continue;
                }
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    item(json, reader);
                }
            }
        }
    }

    private static void item(JsonParser json, Reader reader) throws IOException {
        String id = null;
        long version = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            json.nextToken();
            switch (name) {
                case "id" -> id = json.getText();
                case "version" -> version = json.getLongValue();
                default -> json.skipChildren();
            }
        }
        reader.seen++;
        var before = reader.versions.put(id, version);
        if (before != null && before + 1 != version) {
            throw new IllegalStateException("version " + version + " of " + id + " came after " + before);
        }
    }

    /** The feed's rows with the households they are about, a thousand at a time; other records have no such rows. */
    private long bare() throws Exception {
        var schema = stack.schema("household");
        long read = 0;
        try (var connection = DriverManager.getConnection(schema.url(), schema.user(), schema.password());
                var head = connection.prepareStatement("SELECT position FROM change_head WHERE name = 'feed'");
                var last = head.executeQuery();
                var select = connection.prepareStatement("SELECT c.*, h.*, m.* FROM change_entry c"
                        + " JOIN household h ON h.id = c.resource_id JOIN household_member m ON m.household_id = h.id"
                        + " WHERE c.position > ? AND c.position <= ? ORDER BY c.position")) {
            last.next();
            for (long at = 0; at < last.getLong(1); at += 1000) {
                select.setLong(1, at);
                select.setLong(2, at + 1000);
                var before = 0L;
                try (var row = select.executeQuery()) {
                    var columns = row.getMetaData().getColumnCount();
                    while (row.next()) {
                        for (var i = 2; i <= columns; i++) {
                            row.getBytes(i);
                        }
                        if (row.getLong(1) != before) {
                            before = row.getLong(1);
                            read++;
                        }
                    }
                }
            }
        }
        return read;
    }

    private void checked() throws Exception {
        var households = new ArrayList<String>();
        var some = JSON.readTree(send("GET", "/api/v1/households?region=330523&limit=200", null, null));
        some.path("items").forEach(item -> households.add(item.path("id").asText()));
        var reader = new Reader();
        read(reader, true);
        var before = reader.seen;
        var stop = new AtomicBoolean();
        var written = new AtomicLong();
        var faults = new AtomicLong();
        var writers = new ArrayList<Thread>();
        for (var w = 0; w < WRITERS; w++) {
            var own = new ArrayList<String>();
            for (var i = w; i < households.size(); i += WRITERS) {
                own.add(households.get(i));
            }
            var writer = new Thread(() -> write(own, stop, written, faults));
            writer.start();
            writers.add(writer);
        }
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(bench.option("seconds", 20));
        while (System.nanoTime() < end) {
            read(reader, true);
        }
        stop.set(true);
        for (var writer : writers) {
            writer.join();
        }
        settle();
        read(reader, true);
        var seen = reader.seen - before;
        if (seen != written.get() || faults.get() > 0) {
            throw new IllegalStateException(
                    "written " + written.get() + ", seen " + seen + ", failed writes " + faults.get());
        }
        bench.report("change-feed", "of 8 writers, each seen once", "changes", seen, Map.of());
    }

    private void write(List<String> own, AtomicBoolean stop, AtomicLong written, AtomicLong faults) {
        try {
            for (var n = 0; !stop.get(); n++) {
                send(
                        "PUT",
                        "/api/v1/households/" + own.get(n % own.size()) + "/needs",
                        "{\"needs\":[\"" + (n / own.size() % 2 == 0 ? "SALES" : "TRANSPORT") + "\"]}",
                        "*");
                written.incrementAndGet();
            }
        } catch (Exception e) {
            faults.incrementAndGet();
        }
    }

    private byte[] send(String method, String path, String body, String ifMatch) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(stack.serviceUrl("household") + path))
                .header("Authorization", "Bearer " + stack.tokens().of("province"))
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (ifMatch != null) {
            request.header("If-Match", ifMatch);
        }
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("status " + answer.statusCode() + " of " + path);
        }
        return answer.body();
    }
}
