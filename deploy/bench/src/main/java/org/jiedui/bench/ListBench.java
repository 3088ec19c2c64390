package org.jiedui.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.jiedui.local.Stack;

/**
 * Filtered lists of households at any depth at a constant rate, one page of a deep list against {@code OFFSET} of the
 * same depth, and counts by region. Of {@code --rows N} (default 1 000 000) households {@code --imported N} (default
 * 20 000) are imported, the others are copies of their rows in the villages of so many households, without members, which
 * no list reads.
 */
final class ListBench {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PER_PAGE = 50;
    private static final List<String> FILTERS = List.of(
            "region=330523&",
            "type=LIFTED&",
            "region=3301&type=ORDINARY&",
            "mainCause=ILLNESS&",
            "sort=householdNumber&region=330523&",
            "");

    private final Bench bench;
    private final Stack stack;
    private final int households;
    private final int imported;
    private final RegistryFile file;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    ListBench(Bench bench, Stack stack, Path folder) throws Exception {
        this.bench = bench;
        this.stack = stack;
        this.households = bench.option("rows", 1_000_000);
        this.imported = Math.min(households, bench.option("imported", 20_000));
        this.file = new RegistryFile(stack, folder, imported);
    }

    void run() throws Exception {
        file.regions(households);
        file.run();
        fill();
        var cursors = cursors();
        var slice = Duration.ofSeconds(bench.option("seconds", 30));
        var rate = bench.option("rate", 200);
        var answers = new ConcurrentHashMap<String, Histogram>();
        // what a reader does with the pages is not measured: the load shares the machine
        Load.Work page = thread -> {
            var address = cursors.get(ThreadLocalRandom.current().nextInt(cursors.size()));
            var begin = System.nanoTime();
            body("/api/v1/households?" + address);
            answers.computeIfAbsent(
                            address.replaceAll("limit=.*", ""), filter -> new ConcurrentHistogram(60_000_000L, 3))
                    .recordValue((System.nanoTime() - begin) / 1000);
        };
        Load.constant(16, rate, Duration.ofSeconds(bench.option("warm", 30)), page);
        answers.clear();
        var latencies = Load.constant(16, rate, slice, page);
        bench.report(
                "household-list",
                "p99 of a page at any depth",
                "ms",
                latencies.getValueAtPercentile(99) / 1000.0,
                Map.of("goal", 30, "ratePerSecond", rate, "p50", latencies.getValueAtPercentile(50) / 1000.0));
        answers.forEach((filter, times) -> bench.report(
                "household-list",
                "p99 of answers, " + (filter.isEmpty() ? "no filter" : filter),
                "ms",
                times.getValueAtPercentile(99) / 1000.0,
                Map.of("p50", times.getValueAtPercentile(50) / 1000.0)));
        depth();
        counts();
    }

    /** Copies of the imported rows, with other ids, numbers and villages, in the order of the villages. */
    private void fill() throws Exception {
        var schema = stack.schema("household");
        try (var connection = DriverManager.getConnection(schema.url(), schema.user(), schema.password());
                var statement = connection.createStatement()) {
            var columns = new ArrayList<String>();
            try (var row = connection.getMetaData().getColumns(schema.name(), null, "household", null)) {
                while (row.next()) {
                    if (!"YES".equals(row.getString("IS_GENERATEDCOLUMN"))) {
                        columns.add(row.getString("COLUMN_NAME"));
                    }
                }
            }
            statement.execute("CREATE TABLE bench_base (i INT PRIMARY KEY AUTO_INCREMENT, id BINARY(16))"
                    + " SELECT id FROM household ORDER BY id");
            statement.execute(
                    "CREATE TABLE bench_village (v INT PRIMARY KEY AUTO_INCREMENT, code VARCHAR(12)"
                            + " CHARACTER SET ascii COLLATE ascii_bin) SELECT code FROM region WHERE level = 'VILLAGE' ORDER BY code");
            statement.execute("SET @villages = (SELECT COUNT(*) FROM bench_village)");
            for (var from = 0; from < households - imported; from += imported) {
                var n = "(" + from + " + i)";
                var own = Map.of(
                        "id", "UNHEX(CONCAT('0199', LPAD(HEX" + n + ", 8, '0'), '70008000000000000098'))",
                        "region", "code",
                        "household_number", "CONCAT(code, LPAD(" + n + ", 8, '0'))",
                        "external_id", "NULL",
                        "updated_at", "updated_at + INTERVAL " + n + " SECOND");
                var values = columns.stream()
                        .map(column -> own.getOrDefault(column, "h." + column))
                        .toList();
                statement.execute("INSERT INTO household (" + String.join(", ", columns) + ") SELECT "
                        + String.join(", ", values) + " FROM bench_base b JOIN household h ON h.id = b.id"
                        + " JOIN bench_village v ON v.v = 1 + " + n + " * @villages DIV " + (households + 1) + " WHERE "
                        + n + " <= " + (households - imported));
            }
            statement.execute("DROP TABLE bench_base, bench_village");
            statement.execute("ANALYZE TABLE household");
        }
    }

    /** Pages of each filter at growing depth, as a client gets them by walking on. */
    private List<String> cursors() throws Exception {
        var pages = new ArrayList<String>();
        var steps = bench.option("pages", 40);
        for (var filter : FILTERS) {
            var query = filter + "limit=" + PER_PAGE;
            String next = null;
            for (var i = 0; i < steps; i++) {
                var address = query + (next == null ? "" : "&cursor=" + next);
                pages.add(address);
                var answer = list(address.replace("limit=" + PER_PAGE, "limit=" + (next == null ? PER_PAGE : 200)));
                if (answer.path("next").isNull()) {
                    break;
                }
                next = answer.path("next").asText();
            }
        }
        return pages;
    }

    private JsonNode list(String query) throws Exception {
        return get("/api/v1/households?" + query);
    }

    private JsonNode get(String path) throws Exception {
        return JSON.readTree(body(path));
    }

    private byte[] body(String path) throws Exception {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(stack.serviceUrl("household") + path))
                        .header("Authorization", "Bearer " + stack.tokens().of("province"))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("status " + answer.statusCode() + " of " + path);
        }
        return answer.body();
    }

    /** The page behind half of all households: by key, as the product does it, and by OFFSET; both at the server. */
    private void depth() throws Exception {
        var schema = stack.schema("household");
        try (var connection = DriverManager.getConnection(schema.url(), schema.user(), schema.password())) {
            var depth = Math.min(500_000, households / 2);
            byte[] id;
            try (var select = connection.prepareStatement(
                            "SELECT id FROM household ORDER BY id LIMIT 1 OFFSET " + depth);
                    var row = select.executeQuery()) {
                row.next();
                id = row.getBytes(1);
            }
            double byKey = 0;
            double byOffset = 0;
            var rounds = 20;
            for (var round = 0; round < rounds; round++) {
                var begin = System.nanoTime();
                try (var select = connection.prepareStatement(
                        "SELECT * FROM household WHERE region LIKE '33%' AND id > ? ORDER BY id LIMIT 51")) {
                    select.setBytes(1, id);
                    drain(select);
                }
                byKey += (System.nanoTime() - begin) / 1e6 / rounds;
                begin = System.nanoTime();
                try (var select = connection.prepareStatement(
                        "SELECT * FROM household WHERE region LIKE '33%' ORDER BY id LIMIT 51 OFFSET " + depth)) {
                    drain(select);
                }
                byOffset += (System.nanoTime() - begin) / 1e6 / rounds;
            }
            bench.report("household-list", "page by key", "ms", byKey, Map.of("depth", depth));
            bench.report("household-list", "page by OFFSET", "ms", byOffset, Map.of("depth", depth));
            bench.report("household-list", "by key", "times as fast", byOffset / byKey, Map.of("goal", 100));
        }
    }

    private static void drain(java.sql.PreparedStatement select) throws java.sql.SQLException {
        try (var row = select.executeQuery()) {
            while (row.next()) {
                row.getBytes(1);
            }
        }
    }

    private void counts() throws Exception {
        for (var filter : List.of("region=330523", "region=3301&type=LIFTED", "region=33")) {
            var path = "/api/v1/households/count?" + filter;
            get(path);
            var worst = 0.0;
            for (var round = 0; round < 10; round++) {
                var begin = System.nanoTime();
                get(path);
                worst = Math.max(worst, (System.nanoTime() - begin) / 1e6);
            }
            bench.report("household-list", "count " + filter, "ms at most", worst, Map.of("goal", 100));
        }
    }
}
