package org.jiedui.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jiedui.local.Stack;
import org.jiedui.local.TestSchema;

/**
 * The nightly assessment of all households by the risk rules, against a bare scan of the same rows of households and of
 * the same index entries of their members, on the same server. Households are inserted set-based: one in forty is below
 * the line, so that the first night raises alerts and the next one has nothing to write.
 */
final class RiskBench {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PIECE = 20_000;
    private static final int AT_RISK = 40;

    private final Bench bench;
    private final Stack stack;
    private final TestSchema schema;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RiskBench(Bench bench, Stack stack) {
        this.bench = bench;
        this.stack = stack;
        this.schema = stack.schema("household");
    }

    void run() throws Exception {
        var rows = bench.option("rows", 100_000);
        try (var connection = connect()) {
            fill(connection, rows);
            var first = night(connection);
            bench.report(
                    "risk-nightly",
                    "first night, raises alerts",
                    "households/s",
                    rate(first),
                    Map.of("raised", first.path("result").path("raised").asLong()));
            require(first.path("result").path("raised").asLong() == (rows + AT_RISK - 1) / AT_RISK, "alerts " + first);

            var before = written(connection);
            double product = 0;
            double byRegion = 0;
            double baseline = 0;
            for (var round = 0; round < 3; round++) {
                product += rate(night(connection)) / 3;
                byRegion += rate(ordered()) / 3;
                baseline += scan(connection, rows) / 3;
            }
            require(written(connection) == before, "a night without changes wrote something");
            bench.report(
                    "risk-nightly",
                    "product, nothing changed",
                    "households/s",
                    product,
                    Map.of("households", rows, "goal", 20_000));
            bench.report("risk-nightly", "the same by region", "households/s", byRegion, Map.of());
            bench.report("risk-nightly", "baseline, bare scan", "households/s", baseline, Map.of());
            bench.report("risk-nightly", "ratio", "of the baseline", product / baseline, Map.of());

            try (var update = connection.prepareStatement(
                    "UPDATE household SET water = 'NOT_MET' WHERE CAST(RIGHT(household_number, 5) AS UNSIGNED) % 20 = 1")) {
                update.executeUpdate();
                connection.commit();
            }
            var changing = night(connection);
            bench.report(
                    "risk-nightly",
                    "one in twenty changed",
                    "households/s",
                    rate(changing),
                    Map.of(
                            "raised", changing.path("result").path("raised").asLong(),
                            "changed", changing.path("result").path("changed").asLong()));
        }
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalStateException(otherwise);
        }
    }

    private static double rate(JsonNode job) {
        var seconds = java.time.Duration.between(
                                java.time.Instant.parse(job.path("startedAt").asText()),
                                java.time.Instant.parse(job.path("finishedAt").asText()))
                        .toNanos()
                / 1e9;
        return job.path("processed").asLong() / Math.max(0.001, seconds);
    }

    /** All households, as the night does it: its job, without waiting for two o'clock. */
    private JsonNode night(Connection connection) throws Exception {
        var id = UUID.randomUUID();
        try (var insert = connection.prepareStatement("INSERT INTO job (id, kind, region, state, parameters, processed,"
                + " created_by, created_at, due_at) VALUES (?, 'risk-assessment', '33', 'QUEUED',"
                + " '{\"region\":\"\",\"cause\":\"NIGHT\",\"causeId\":null}', 0, 'system', UTC_TIMESTAMP(6),"
                + " UTC_TIMESTAMP(6))")) {
            insert.setBytes(1, bytes(id));
            insert.executeUpdate();
        }
        connection.commit();
        return ended("/api/v1/risk-assessments/" + id);
    }

    private JsonNode ordered() throws Exception {
        var answer = http.send(
                request("/api/v1/risk-assessments")
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"region\":\"330523\"}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        require(answer.statusCode() == 202, "status " + answer.statusCode() + ": " + answer.body());
        return ended(answer.headers().firstValue("Location").orElseThrow());
    }

    private JsonNode ended(String location) throws Exception {
        while (true) {
            var answer = http.send(request(location).GET().build(), HttpResponse.BodyHandlers.ofString());
            require(answer.statusCode() == 200, "status " + answer.statusCode() + ": " + answer.body());
            var job = JSON.readTree(answer.body());
            switch (job.path("state").asText()) {
                case "QUEUED", "RUNNING" -> TimeUnit.MILLISECONDS.sleep(50);
                case "SUCCEEDED" -> {
                    return job;
                }
                default -> throw new IllegalStateException(answer.body());
            }
        }
    }

    private HttpRequest.Builder request(String path) {
        var url = path.startsWith("http") ? path : stack.serviceUrl("household") + path;
        return HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + stack.tokens().of("province"));
    }

    /** Reads every column of every household and the schooling of every member, and does nothing with them. */
    private double scan(Connection connection, int rows) throws SQLException {
        var begin = System.nanoTime();
        var read = 0;
        for (var sql : new String[] {
            "SELECT * FROM household ORDER BY id",
            "SELECT household_id, schooling, birth_date, departed_on, education FROM household_member"
                    + " USE INDEX (member_school_age) ORDER BY household_id"
        }) {
            try (var statement = connection.createStatement(
                    java.sql.ResultSet.TYPE_FORWARD_ONLY, java.sql.ResultSet.CONCUR_READ_ONLY)) {
                statement.setFetchSize(Integer.MIN_VALUE);
                try (var row = statement.executeQuery(sql)) {
                    var columns = row.getMetaData().getColumnCount();
                    while (row.next()) {
                        for (var i = 1; i <= columns; i++) {
                            row.getObject(i);
                        }
                        read++;
                    }
                }
            }
        }
        connection.commit();
        require(read >= rows, "the scan missed rows");
        return rows * 1e9 / (System.nanoTime() - begin);
    }

    /** Everything that an assessment could write. */
    private static long written(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("SELECT (SELECT SUM(version) FROM household)"
                        + " + (SELECT SUM(version) + COUNT(*) FROM risk_alert)"
                        + " + (SELECT SUM(version) + COUNT(*) FROM risk_case)");
                var row = select.executeQuery()) {
            row.next();
            var sum = row.getLong(1);
            connection.commit();
            return sum;
        }
    }

    private static void fill(Connection connection, int rows) throws SQLException {
        run(connection, "SET SESSION cte_max_recursion_depth = " + (PIECE + 1));
        for (var code : new String[] {"33", "3305", "330523", "330523104", "330523104201"}) {
            run(
                    connection,
                    "INSERT IGNORE INTO region (code, name, level, parent) VALUES ('" + code + "', '样例" + code
                            + "', '"
                            + Map.of(2, "PROVINCE", 4, "PREFECTURE", 6, "COUNTY", 9, "TOWNSHIP", 12, "VILLAGE")
                                    .get(code.length())
                            + "', '')");
        }
        for (var from = 0; from < rows; from += PIECE) {
            var numbers = "WITH RECURSIVE seq (n) AS (SELECT " + from + " UNION ALL SELECT n + 1 FROM seq WHERE n < "
                    + (Math.min(rows, from + PIECE) - 1) + ") ";
            var id = "UNHEX(CONCAT('0199', LPAD(HEX(n), 8, '0'), '70008000000000000001'))";
            var village = "CONCAT('330523104', LPAD(201 + n DIV 500 % 700, 3, '0'))";
            run(
                    connection,
                    "INSERT INTO household (id, version, region, household_number, type, attributes, stable, head_name,"
                            + " other_causes, needs, food, clothing, education, medical_care, housing, water,"
                            + " member_count, labour_count, children_out_of_school, uninsured_count, self_care,"
                            + " income_year, income_per_capita, created_at, updated_at) " + numbers + "SELECT " + id
                            + ", 0, " + village + ", CONCAT(" + village + ", LPAD(n, 8, '0')), 'ORDINARY', '', 1,"
                            + " '样例户主', '', 'EMPLOYMENT', 'MET', 'MET', 'MET', 'MET', 'MET', 'MET', 4, 2, 0, 0, 1,"
                            + " 2025, IF(n % " + AT_RISK + " = 0, 5000, 21000), UTC_TIMESTAMP(6), UTC_TIMESTAMP(6)"
                            + " FROM seq");
            run(
                    connection,
                    "INSERT INTO household_member (id, version, household_id, region, position, name, relation, id_type,"
                            + " birth_date, sex, labour, education, schooling, insurances, self_care) " + numbers
                            + "SELECT UNHEX(CONCAT('0199', LPAD(HEX(n), 8, '0'), '7000800000000000010', p)), 0, " + id
                            + ", " + village + ", p, '样例成员', ELT(p + 1, 'HEAD', 'SPOUSE', 'SON', 'DAUGHTER'),"
                            + " 'RESIDENT_ID', ELT(p + 1, '1980-05-17', '1982-08-09', '2012-03-03', '2021-06-06'),"
                            + " ELT(p + 1, 'MALE', 'FEMALE', 'MALE', 'FEMALE'),"
                            + " ELT(p + 1, 'ORDINARY', 'ORDINARY', 'NONE', 'NONE'), 'JUNIOR_SECONDARY',"
                            + " ELT(p + 1, 'NOT_AT_SCHOOL', 'NOT_AT_SCHOOL', 'GRADE_8', 'PRESCHOOL'),"
                            + " 'RESIDENT_MEDICAL', 1 FROM seq, (SELECT 0 p UNION ALL SELECT 1 UNION ALL SELECT 2"
                            + " UNION ALL SELECT 3) four");
            connection.commit();
        }
        run(connection, "ANALYZE TABLE household, household_member");
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private Connection connect() throws SQLException {
        var separator = schema.url().contains("?") ? "&" : "?";
        var connection = DriverManager.getConnection(
                schema.url() + separator + "useServerPrepStmts=true", schema.user(), schema.password());
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(false);
        return connection;
    }
}
