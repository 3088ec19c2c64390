package org.jiedui.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiedui.local.Stack;
import org.jiedui.local.TestSchema;

/**
 * {@code POST} and {@code GET} of a household directly at the service, against bare JDBC on the same server with the same
 * durability.
 *
 * <p>The baseline of the POST learns its statements from the product: it sends one request, reads in the server's log
 * which statements that was, and repeats exactly these with fresh ids, hashes and numbers, one commit each.
 */
final class HouseholdBench {
    private static final int VILLAGES = 200;
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Bench bench;
    private final Stack stack;
    private final TestSchema schema;
    private final String url;
    private final AtomicInteger people = new AtomicInteger();
    private final AtomicInteger households = new AtomicInteger();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    HouseholdBench(Bench bench, Stack stack) {
        this.bench = bench;
        this.stack = stack;
        this.schema = stack.schema("household");
        this.url = stack.serviceUrl("household") + "/api/v1/households";
    }

    void create() throws Exception {
        villages();
        var threads = bench.option("threads", 16);
        var slice = Duration.ofSeconds(bench.option("seconds", 10));
        var template = learn();
        var connections = new ArrayList<Connection>();
        for (var i = 0; i < threads; i++) {
            var connection = connect();
            connection.setAutoCommit(true); // begin and commit are among the statements
            connections.add(connection);
        }
        Load.highest(threads, Duration.ofSeconds(bench.option("warm", 60)), thread -> post());
        double product = 0;
        double baseline = 0;
        var work = new Cpu(bench, stack, "household", "mysql");
        var bare = new Cpu(bench, stack, "mysql");
        for (var round = 0; round < 3; round++) {
            product += work.during(slice, () -> Load.highest(threads, slice, thread -> post())) / 3;
            baseline += bare.during(
                            slice,
                            () -> Load.highest(threads, slice, thread -> template.repeat(connections.get(thread))))
                    / 3;
        }
        bench.report("create-household", "product", "requests/s", product, Map.of("threads", threads));
        bench.report(
                "create-household",
                "baseline",
                "transactions/s",
                baseline,
                Map.of("statements", template.statements()));
        bench.report("create-household", "ratio", "of the baseline", product / baseline, Map.of("goal", 0.60));
        work.report("create-household", "product");
        bare.report("create-household", "baseline");
        var latencies = Load.constant(2 * threads, 0.7 * product, slice.multipliedBy(2), thread -> post());
        latency("create-household", latencies, 0.7 * product, 150);
        for (var connection : connections) {
            connection.close();
        }
    }

    void read() throws Exception {
        villages();
        var threads = bench.option("threads", 16);
        var slice = Duration.ofSeconds(bench.option("seconds", 10));
        var ids = new ArrayList<UUID>();
        while (ids.size() < bench.option("rows", 2000)) {
            ids.add(UUID.fromString(post()));
        }
        var connections = new ArrayList<Connection>();
        for (var i = 0; i < threads; i++) {
            var connection = connect();
            connection.setAutoCommit(true);
            connections.add(connection);
        }
        Load.Work product = thread -> get(any(ids));
        Load.Work baseline = thread -> select(connections.get(thread), any(ids));
        Load.highest(threads, Duration.ofSeconds(bench.option("warm", 30)), product);
        Load.highest(threads, slice, baseline);
        double productRate = 0;
        double baselineRate = 0;
        var work = new Cpu(bench, stack, "household", "mysql");
        var bare = new Cpu(bench, stack, "mysql");
        for (var round = 0; round < 3; round++) {
            productRate += work.during(slice, () -> Load.highest(threads, slice, product)) / 3;
            baselineRate += bare.during(slice, () -> Load.highest(threads, slice, baseline)) / 3;
        }
        bench.report("read-household", "product", "requests/s", productRate, Map.of("threads", threads));
        bench.report("read-household", "baseline", "reads/s", baselineRate, Map.of());
        bench.report("read-household", "ratio", "of the baseline", productRate / baselineRate, Map.of("goal", 0.50));
        work.report("read-household", "product");
        bare.report("read-household", "baseline");
        latency(
                "read-household",
                Load.constant(threads, productRate / 2, slice.multipliedBy(2), product),
                productRate / 2,
                20);
        for (var connection : connections) {
            connection.close();
        }
    }

    private void latency(String name, org.HdrHistogram.Histogram latencies, double rate, int goal) {
        bench.report(
                name,
                "p99 at constant rate",
                "ms",
                latencies.getValueAtPercentile(99) / 1000.0,
                Map.of(
                        "ratePerSecond",
                        Math.round(rate),
                        "p50",
                        latencies.getValueAtPercentile(50) / 1000.0,
                        "goal",
                        goal));
    }

    private static UUID any(List<UUID> ids) {
        return ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
    }

    private void get(UUID id) throws Exception {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(url + "/" + id))
                        .header("Authorization", "Bearer " + stack.tokens().of("county"))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("status " + answer.statusCode());
        }
    }

    private static void select(Connection connection, UUID id) throws SQLException {
        for (var sql : List.of(
                "SELECT * FROM household WHERE id = ?",
                "SELECT * FROM household_member WHERE household_id = ? ORDER BY position")) {
            try (var select = connection.prepareStatement(sql)) {
                select.setBytes(1, bytes(id));
                try (var row = select.executeQuery()) {
                    var columns = row.getMetaData().getColumnCount();
                    while (row.next()) {
                        for (var i = 1; i <= columns; i++) {
                            row.getObject(i);
                        }
                    }
                }
            }
        }
    }

    /** Posts a household of four; returns its id. */
    private String post() throws Exception {
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Authorization", "Bearer " + stack.tokens().of("county"))
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(HttpRequest.BodyPublishers.ofString(household()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException("status " + answer.statusCode() + ": " + answer.body());
        }
        return JSON.readTree(answer.body()).path("id").asText();
    }

    /** Nobody has the name, the phone or the number of anybody else, as good as among real people. */
    private String household() {
        var n = households.getAndIncrement();
        return """
               {"region":"330523104%3$03d","type":"ORDINARY","address":"样例1组","causes":{"main":"LACK_OF_SKILLS"},"needs":["SKILLS"],
                "members":[
                 {"name":"%1$s户主","relation":"HEAD","idNumber":"%4$s","phone":"139%2$08d","labour":"ORDINARY","schooling":"NOT_AT_SCHOOL","education":"PRIMARY","health":["HEALTHY"],"insurances":["RESIDENT_MEDICAL"]},
                 {"name":"%1$s配偶","relation":"SPOUSE","idNumber":"%5$s","labour":"ORDINARY","schooling":"NOT_AT_SCHOOL","education":"PRIMARY","health":["HEALTHY"],"insurances":["RESIDENT_MEDICAL"]},
                 {"name":"%1$s长子","relation":"SON","idNumber":"%6$s","labour":"ORDINARY","schooling":"NOT_AT_SCHOOL","education":"COLLEGE","health":["HEALTHY"],"insurances":["RESIDENT_MEDICAL"]},
                 {"name":"%1$s次女","relation":"DAUGHTER","idNumber":"%7$s","labour":"ORDINARY","schooling":"NOT_AT_SCHOOL","education":"COLLEGE","health":["HEALTHY"],"insurances":["RESIDENT_MEDICAL"]}],
                "incomes":[{"year":%8$d,"lines":[{"item":"WAGE_LABOUR","amount":"90000.00"}]}],
                "safeguards":{"food":"MET","clothing":"MET","education":"MET","medicalCare":"MET","housing":"MET","water":"MET"}}""".formatted(
                        "" + (char) (0x4E00 + n % 5_000) + (char) (0x4E00 + n / 5_000),
                        n,
                        200 + ThreadLocalRandom.current().nextInt(VILLAGES),
                        idNumber(1975, true),
                        idNumber(1977, false),
                        idNumber(1999, true),
                        idNumber(2001, false),
                        LocalDate.now().getYear() - 1);
    }

    /** A number that nobody else of this run has: the day and the area count up. */
    private String idNumber(int year, boolean man) {
        var n = people.getAndIncrement();
        var areas = List.of("330523", "330522", "330521", "330502", "330503", "330402", "330411", "330421");
        var body = areas.get(n / (365 * 500) % areas.size())
                + LocalDate.ofYearDay(year, 1 + n % 365).format(DateTimeFormatter.BASIC_ISO_DATE)
                + "%03d".formatted(n / 365 % 500 * 2 + (man ? 1 : 0));
        var sum = 0;
        for (var i = 0; i < 17; i++) {
            sum += (body.charAt(i) - '0') * WEIGHTS[i];
        }
        return body + "10X98765432".charAt(sum % 11);
    }

    private void villages() throws Exception {
        try (var connection = connect();
                var insert = connection.prepareStatement(
                        "INSERT IGNORE INTO region (code, name, level, parent) VALUES (?, ?, ?, ?)")) {
            for (var code : List.of("33", "3305", "330523", "330523104")) {
                region(insert, code);
            }
            for (var i = 0; i < VILLAGES; i++) {
                region(insert, "330523104%03d".formatted(200 + i));
            }
            connection.commit();
        }
    }

    private static void region(java.sql.PreparedStatement insert, String code) throws SQLException {
        var levels = Map.of(2, "PROVINCE", 4, "PREFECTURE", 6, "COUNTY", 9, "TOWNSHIP", 12, "VILLAGE");
        var parents = Map.of(2, 0, 4, 2, 6, 4, 9, 6, 12, 9);
        insert.setString(1, code);
        insert.setString(2, "样例" + code);
        insert.setString(3, levels.get(code.length()));
        insert.setString(4, code.substring(0, parents.get(code.length())));
        insert.executeUpdate();
    }

    private Connection connect() throws SQLException {
        var separator = schema.url().contains("?") ? "&" : "?";
        var connection = DriverManager.getConnection(
                schema.url() + separator
                        + "rewriteBatchedStatements=true&cachePrepStmts=true&prepStmtCacheSqlLimit=8192&useLocalSessionState=true",
                schema.user(),
                schema.password());
        connection.setAutoCommit(false);
        return connection;
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    /** The statements of one registration, to be repeated in any village and with numbers of their own. */
    private LearnedRequest learn() throws Exception {
        var request = LearnedRequest.of(stack, schema, "insert into household (", this::post);
        String village;
        String number;
        try (var connection = connect();
                var select =
                        connection.prepareStatement("SELECT region, household_number FROM household WHERE id = ?")) {
            select.setBytes(1, bytes(UUID.fromString(request.answer())));
            try (var row = select.executeQuery()) {
                row.next();
                village = "'" + row.getString(1) + "'";
                number = "'" + row.getString(2) + "'";
            }
        }
        var numbers = new AtomicInteger();
        return request.renewing(
                        village,
                        () -> "'330523104%03d'"
                                .formatted(200 + ThreadLocalRandom.current().nextInt(VILLAGES)))
                .renewing(number, () -> "'B%010d'".formatted(numbers.incrementAndGet()));
    }
}
