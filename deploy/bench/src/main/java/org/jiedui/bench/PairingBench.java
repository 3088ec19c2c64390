package org.jiedui.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiedui.local.Stack;
import org.jiedui.local.TestSchema;

/**
 * Proposals of pairings directly at the service, one by one and in bulk, against bare JDBC on the same server with the same
 * durability.
 *
 * <p>The baseline repeats exactly the statements of one proposal as the server's log shows them.
 */
final class PairingBench {
    private static final int PLACES = 5;

    /** Between two looks at a job: a client that asked without a pause would take the processors from it. */
    private static final int POLL_MILLIS = 100;

    private final Bench bench;
    private final Stack stack;
    private final TestSchema schema;
    private final AtomicInteger next = new AtomicInteger();
    private final List<UUID> helpers = new ArrayList<>();
    private final List<UUID> households = new ArrayList<>();
    private final PairingCalls calls;

    PairingBench(Bench bench, Stack stack) {
        this.bench = bench;
        this.stack = stack;
        this.schema = stack.schema("pairing");
        this.calls = new PairingCalls(stack);
    }

    /** POST of a proposal against the same statements. */
    void create() throws Exception {
        var threads = bench.option("threads", 16);
        var slice = Duration.ofSeconds(bench.option("seconds", 10));
        var template = learn();
        people(bench.option("rows", 60_000));
        var connections = new ArrayList<Connection>();
        for (var i = 0; i < threads; i++) {
            var connection = connect();
            connection.setAutoCommit(true); // begin and commit are among the statements
            connections.add(connection);
        }
        Load.highest(threads, Duration.ofSeconds(bench.option("warm", 30)), thread -> propose());
        double product = 0;
        double baseline = 0;
        var work = new Cpu(bench, stack, "pairing", "mysql");
        var bare = new Cpu(bench, stack, "mysql");
        for (var round = 0; round < 3; round++) {
            product += work.during(slice, () -> Load.highest(threads, slice, thread -> propose())) / 3;
            baseline += bare.during(
                            slice,
                            () -> Load.highest(threads, slice, thread -> template.repeat(connections.get(thread))))
                    / 3;
        }
        bench.report("pairing-create", "product", "requests/s", product, Map.of("threads", threads));
        bench.report(
                "pairing-create", "baseline", "transactions/s", baseline, Map.of("statements", template.statements()));
        bench.report("pairing-create", "ratio", "of the baseline", product / baseline, Map.of("goal", 0.50));
        work.report("pairing-create", "product");
        bare.report("pairing-create", "baseline");
        for (var connection : connections) {
            connection.close();
        }
    }

    /** One bulk call that makes 3 800 pairings public, as a job, against as many single proposals by one connection. */
    void bulk() throws Exception {
        var pairs = bench.option("rows", 3_800);
        var template = learn();
        people(4 * pairs);
        publish(pairs);
        double product = 0;
        double baseline = 0;
        try (var connection = connect()) {
            connection.setAutoCommit(true);
            for (var round = 0; round < 2; round++) {
                product += publish(pairs) / 2;
                var begin = System.nanoTime();
                for (var done = 0; done < pairs; done++) {
                    template.repeat(connection);
                }
                baseline += (System.nanoTime() - begin) / 2e9;
            }
        }
        bench.report("pairing-bulk", "product", "seconds", product, Map.of("pairs", pairs, "goal", 5));
        bench.report("pairing-bulk", "baseline", "seconds", baseline, Map.of("statements", template.statements()));
        bench.report("pairing-bulk", "ratio", "of the baseline's rate", baseline / product, Map.of());
    }

    private double publish(int pairs) throws Exception {
        var items = new StringBuilder("{\"publicise\":{},\"items\":[");
        for (var i = 0; i < pairs; i++) {
            items.append(i == 0 ? "" : ",")
                    .append("{\"propose\":")
                    .append(proposal(next.getAndIncrement()))
                    .append('}');
        }
        var begin = System.nanoTime();
        var job = calls.send("POST", "/pairings/bulk", items.append("]}").toString(), 202);
        JsonNode state;
        do {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            state = calls.send("GET", "/pairings/bulk/" + job.path("id").asText(), null, 200);
        } while (!List.of("SUCCEEDED", "FAILED").contains(state.path("state").asText()));
        if (!state.path("result").path("status").asText().equals("ALL_DONE")) {
            throw new IllegalStateException("bulk ended with " + state);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private void propose() throws Exception {
        calls.send("POST", "/pairings", proposal(next.getAndIncrement()), 201);
    }

    private String proposal(int number) {
        if (number >= households.size()) {
            throw new IllegalStateException("all households are paired; give more with --rows");
        }
        return """
                {"programme":"HOUSEHOLD_HELP","role":"PRIMARY","helperId":"%s",
                 "helped":{"kind":"HOUSEHOLD","id":"%s"},"from":"2026-01-01"}""".formatted(helpers.get(number / PLACES), households.get(number));
    }

    /** So many households, and helpers enough for all of them and as many for the baseline: copies of the one that the product registered. */
    private void people(int rows) throws SQLException {
        try (var connection = connect()) {
            households(connection, rows);
            var sample = bytes(helpers.remove(0));
            for (var h = 0; h <= 2 * rows / PLACES; h++) {
                helpers.add(UUID.randomUUID());
            }
            copy(connection, "helper", "id", "", sample);
            // the sample has given a place away
            copy(connection, "capacity", "holder_id", ", taken", sample);
            connection.commit();
        }
    }

    private void households(Connection connection, int rows) throws SQLException {
        try (var household =
                connection.prepareStatement("INSERT INTO household (id, region, stable, in_care, members, labour,"
                        + " children_out_of_school, self_care, needs, causes, risks, facts_at, status_at)"
                        + " VALUES (?, '330523104201', 0, 1, 4, 2, 0, 1, 'SCHOOLING', '', '', '2026-01-01',"
                        + " '2026-01-01')")) {
            for (var i = 0; i < rows; i++) {
                households.add(UUID.randomUUID());
                household.setBytes(1, bytes(households.get(households.size() - 1)));
                household.addBatch();
                if (i % 1_000 == 999) {
                    household.executeBatch();
                }
            }
            household.executeBatch();
        }
        connection.commit();
    }

    private void copy(Connection connection, String table, String id, String zero, byte[] sample) throws SQLException {
        var columns = columns(connection, table);
        columns.remove(id);
        columns.remove("taken");
        var others = String.join(", ", columns);
        try (var copy = connection.prepareStatement("INSERT INTO " + table + " (" + id + zero + ", " + others
                + ") SELECT ?" + (zero.isEmpty() ? "" : ", 0") + ", " + others + " FROM " + table + " WHERE " + id
                + " = ?")) {
            for (var helper : helpers) {
                copy.setBytes(1, bytes(helper));
                copy.setBytes(2, sample);
                copy.executeUpdate();
            }
        }
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        var columns = new ArrayList<String>();
        try (var found = connection.getMetaData().getColumns(connection.getCatalog(), null, table, "%")) {
            while (found.next()) {
                if (!found.getString("IS_AUTOINCREMENT").equals("YES")
                        && !found.getString("IS_GENERATEDCOLUMN").equals("YES")) {
                    columns.add(found.getString("COLUMN_NAME"));
                }
            }
        }
        return columns;
    }

    private Connection connect() throws SQLException {
        var connection = DriverManager.getConnection(
                schema.url() + (schema.url().contains("?") ? "&" : "?")
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

    /** The statements of one proposal, to be repeated for any of the helpers. */
    private LearnedRequest learn() throws Exception {
        var helper = calls.send("POST", "/helpers", """
                        {"kind":"TECHNICAL_CADRE","name":"样例责任人","unit":"样例单位","unitLevel":"COUNTY","skills":["EDUCATION"],
                         "region":"330523","availableFrom":"2020-01-01","primaryPlaces":%d,"supportingPlaces":5}""".formatted(PLACES), 201);
        var sample = UUID.fromString(helper.path("id").asText());
        helpers.add(sample);
        try (var connection = connect()) {
            households(connection, 2);
        }
        var request = LearnedRequest.of(stack, schema, "insert into pairing (", () -> {
            propose();
            return "";
        });
        // the households of the two proposals are used up
        next.set(0);
        households.clear();
        return request.renewing(
                literal(sample),
                () -> literal(helpers.get(ThreadLocalRandom.current().nextInt(helpers.size() / 2, helpers.size()))));
    }

    private static String literal(UUID id) {
        return "x'" + id.toString().replace("-", "") + "'";
    }
}
