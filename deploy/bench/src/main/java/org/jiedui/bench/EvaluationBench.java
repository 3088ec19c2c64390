package org.jiedui.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jiedui.evaluation.cycle.Seal;
import org.jiedui.local.Stack;
import org.jiedui.local.TestSchema;

/**
 * The evaluation service: making the tasks of a cycle, scoring its answers, and taking answers in, each against the same
 * rows by bare JDBC on the same server with the same durability. Pairings and answers are inserted set-based, as the service
 * stores them: answers are sealed with the key of their cycle.
 */
final class EvaluationBench {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String API = "/api/v1/evaluation-cycles";
    private static final int PIECE = 20_000;
    private static final int SET = 1_000;

    private final Bench bench;
    private final Stack stack;
    private final TestSchema schema;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    EvaluationBench(Bench bench, Stack stack) {
        this.bench = bench;
        this.stack = stack;
        this.schema = stack.schema("evaluation");
    }

    /** Two mentees a mentor: five tasks a pairing. Two years, so that the second opening meets a warm service. */
    void open() throws Exception {
        var rows = bench.option("rows", 200_000);
        try (var connection = connect()) {
            mentoring(connection, rows);
            for (var year : new int[] {2025, 2026}) {
                var cycle = planned("MENTORING", year);
                var seconds = opened(cycle);
                var made = number(connection, "evaluation_task", cycle);
                require(made == 5L * rows, "tasks " + made);
                var product = made / seconds;
                var baseline = tasksByHand(connection, cycle, made);
                var warmth = year == 2025 ? "first" : "second";
                bench.report(
                        "evaluation-open",
                        "product, " + warmth + " cycle",
                        "tasks/s",
                        product,
                        Map.of("pairings", rows, "tasks", made, "goal", 30_000));
                bench.report("evaluation-open", "baseline, same rows", "tasks/s", baseline, Map.of());
                bench.report("evaluation-open", "ratio", "of the baseline", product / baseline, Map.of());
            }
        }
    }

    /** The same answers scored in two cycles, which have to give the same bands; and computed again. */
    void score() throws Exception {
        var rows = bench.option("rows", 60_000);
        try (var connection = connect()) {
            mentoring(connection, rows / 10 * 2);
            var subjects = rows / 10 * 3L;
            String first = null;
            for (var year : new int[] {2025, 2026}) {
                var cycle = planned("MENTORING", year);
                opened(cycle);
                var answers = answer(connection, cycle);
                decide(cycle, "close", null);
                var seconds = worked(cycle, decide(cycle, "score", null));
                bench.report(
                        "evaluation-score",
                        "product, " + (year == 2025 ? "first" : "second") + " cycle",
                        "subjects/s",
                        subjects / seconds,
                        Map.of("subjects", subjects, "answers", answers, "answersPerSecond", answers / seconds));
                var bands = bands(connection, cycle);
                require(first == null || first.equals(bands), "bands differ: " + first + " and " + bands);
                first = bands;
                var baseline = resultsByHand(connection, cycle, subjects);
                bench.report("evaluation-score", "baseline, same rows", "subjects/s", baseline, Map.of());
                bench.report("evaluation-score", "ratio", "of the baseline", subjects / seconds / baseline, Map.of());
                var job = ended(post(API + "/" + cycle + "/recomputations", null)
                        .headers()
                        .firstValue("Location")
                        .orElseThrow());
                require(
                        job.path("result").path("agreeing").asLong() == subjects
                                && job.path("result").path("quotaAgrees").asBoolean(),
                        "computed again: " + job);
                bench.report("evaluation-score", "computed again", "subjects/s", rate(job), Map.of());
            }
        }
    }

    /** Answers of twelve items by county officers; then four times as many as can be taken. */
    void submit() throws Exception {
        var rows = bench.option("rows", 80_000);
        var threads = bench.option("threads", 16);
        var slice = Duration.ofSeconds(bench.option("seconds", 10));
        twelveItems();
        try (var connection = connect()) {
            helping(connection, rows);
            var cycle = planned("HOUSEHOLD_HELP", 2026);
            opened(cycle);
            var office = tasks(connection, cycle, "OFFICE");
            var unit = tasks(connection, cycle, "UNIT");
            var connections = new ArrayList<Connection>();
            for (var i = 0; i < threads; i++) {
                connections.add(connect());
            }
            Load.Work product = thread -> submit(next(office));
            Load.Work bare = thread -> answerByHand(connections.get(thread), cycle, next(unit));
            Load.highest(threads, Duration.ofSeconds(bench.option("warm", 30)), product);
            Load.highest(threads, slice, bare);
            double highest = 0;
            double baseline = 0;
            for (var round = 0; round < 3; round++) {
                highest += Load.highest(threads, slice, product) / 3;
                baseline += Load.highest(threads, slice, bare) / 3;
            }
            bench.report("evaluation-submit", "product", "answers/s", highest, Map.of("threads", threads));
            bench.report("evaluation-submit", "baseline", "transactions/s", baseline, Map.of());
            bench.report("evaluation-submit", "ratio", "of the baseline", highest / baseline, Map.of("goal", 0.70));
            var latencies = Load.constant(2 * threads, 0.7 * highest, slice.multipliedBy(2), product);
            bench.report(
                    "evaluation-submit",
                    "p99 at constant rate",
                    "ms",
                    latencies.getValueAtPercentile(99) / 1000.0,
                    Map.of(
                            "ratePerSecond",
                            Math.round(0.7 * highest),
                            "p50",
                            latencies.getValueAtPercentile(50) / 1000.0,
                            "goal",
                            150));
            storm(connection, cycle, office, highest, 0.7 * highest);
            for (var each : connections) {
                each.close();
            }
        }
    }

    /** So many a second whatever is answered, at most 2 000 at once; then how soon one answer alone is quick again. */
    private void storm(Connection connection, String cycle, Queue<UUID> tasks, double highest, double sustainable)
            throws Exception {
        var seconds = bench.option("storm", 60);
        var before = number(connection, "sealed_answer", cycle);
        var acknowledged = new LongAdder();
        var refused = new LongAdder();
        var unclear = new LongAdder();
        var atOnce = new Semaphore(2_000);
        var begin = System.nanoTime();
        var sent = (long) (4 * sustainable * seconds);
        for (var n = 0L; n < sent && System.nanoTime() - begin < seconds * 1_000_000_000L; n++) {
            var due = begin + (long) (n * 1e9 / (4 * sustainable));
            for (var wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            atOnce.acquire();
            var task = next(tasks);
            http.sendAsync(
                            evaluation(task).timeout(Duration.ofSeconds(30)).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .whenComplete((answer, failure) -> {
                        atOnce.release();
                        if (answer != null && answer.statusCode() == 201) {
                            acknowledged.increment();
                        } else if (answer != null
                                && (answer.statusCode() == 429 || answer.statusCode() == 503)
                                && answer.headers().firstValue("Retry-After").isPresent()) {
                            refused.increment();
                            tasks.add(task);
                        } else {
                            unclear.increment();
                        }
                    });
        }
        var lasted = (System.nanoTime() - begin) / 1e9;
        var good = acknowledged.sum() / lasted;
        bench.report(
                "evaluation-submit",
                "storm, goodput",
                "of the highest rate",
                good / highest,
                Map.of("goal", 0.90, "seconds", Math.round(lasted)));
        var end = System.nanoTime();
        long took;
        int status;
        do {
            var one = System.nanoTime();
            status = http.send(evaluation(next(tasks)).build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            took = System.nanoTime() - one;
        } while (status != 201 || took > 150_000_000L);
        bench.report(
                "evaluation-submit",
                "storm, recovery",
                "seconds",
                (System.nanoTime() - end - took) / 1e9,
                Map.of("goal", 5));
        atOnce.acquire(2_000);
        var stored = number(connection, "sealed_answer", cycle) - before;
        bench.report(
                "evaluation-submit",
                "storm, acknowledged",
                "answers",
                acknowledged.sum(),
                Map.of("refused", refused.sum(), "unclear", unclear.sum(), "stored", stored));
        require(stored >= acknowledged.sum(), "acknowledged answers were lost");
    }

    private static UUID next(Queue<UUID> tasks) {
        var task = tasks.poll();
        require(task != null, "no tasks left: give more --rows");
        return task;
    }

    private void submit(UUID task) throws Exception {
        var answer = http.send(evaluation(task).build(), HttpResponse.BodyHandlers.ofByteArray());
        require(answer.statusCode() == 201, "status " + answer.statusCode());
    }

    private HttpRequest.Builder evaluation(UUID task) {
        return request("/api/v1/evaluations", "county")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"taskId\":\"" + task + "\",\"items\":[" + items(12, 60) + "],\"comment\":\"扎实\"}"));
    }

    private static String items(int count, int from) {
        return IntStream.range(0, count)
                .mapToObj(i -> "{\"indicator\":\"ITEM_" + i + "\",\"score\":"
                        + (from + ThreadLocalRandom.current().nextInt(41)) + "}")
                .collect(Collectors.joining(","));
    }

    /** The statements of one answer in one transaction, the rows as long as the product's. */
    private static void answerByHand(Connection connection, String cycle, UUID task) throws SQLException {
        var key = random(32);
        var account = "bench";
        query(
                connection,
                "SELECT fingerprint, status, location, etag, body FROM idempotency_key WHERE id = ?"
                        + " FOR SHARE NOWAIT",
                key);
        update(
                connection,
                "INSERT INTO idempotency_key (id, fingerprint, created_at) VALUES (?, ?, UTC_TIMESTAMP(6))",
                key,
                random(32));
        query(
                connection,
                "SELECT * FROM evaluation_task WHERE id = ? AND (account = ? OR (assignee_role IN ('county-officer')"
                        + " AND region = '330523104'))",
                bytes(task),
                account);
        query(connection, "SELECT * FROM evaluation_cycle WHERE id = ? FOR SHARE", bytes(UUID.fromString(cycle)));
        update(
                connection,
                "INSERT INTO sealed_answer (cycle_id, task_id, author_hash, content) VALUES (?, ?, ?, ?)",
                bytes(UUID.fromString(cycle)),
                bytes(task),
                random(32),
                random(2_122));
        update(connection, "DELETE FROM answer_draft WHERE task_id = ? AND author_hash = ?", bytes(task), random(32));
        update(
                connection,
                "UPDATE idempotency_key SET status = 201, location = ?, etag = '\"0\"', body = ? WHERE id = ?",
                "/api/v1/evaluation-tasks/" + task,
                random(500),
                key);
        connection.commit();
    }

    /** Tasks with their events, subjects and pairings of the cycle once more, set by set. */
    private double tasksByHand(Connection connection, String cycle, long tasks) throws SQLException {
        var other = random(16);
        var begin = System.nanoTime();
        var data = ("{\"taskId\":\"%1$s\",\"cycleId\":\"%1$s\",\"region\":\"330523\",\"path\":\"PARTNER\",\"account\":"
                        + "\"mentee-100000\",\"assigneeRole\":null,\"subjectKind\":\"MENTOR\",\"subjectId\":\"%1$s\","
                        + "\"due\":\"2199-01-15\"}")
                .formatted(cycle)
                .getBytes(StandardCharsets.UTF_8);
        try (var task = connection.prepareStatement("INSERT INTO evaluation_task (id, cycle_id, subject_id,"
                        + " subject_role, path, evaluator, account, assignee_role, region, due, created_at, version)"
                        + " VALUES (?,?,?,'MENTOR','PARTNER',?,'mentee-100000',NULL,'330523','2199-01-15',"
                        + "'2026-01-01',0)");
                var event = connection.prepareStatement("INSERT INTO outbox (event_id, topic, event_key, type, region,"
                        + " occurred_at, trace_parent, data) VALUES (?,'jiedui.evaluation.task',?,"
                        + "'org.jiedui.evaluation.task-assigned.v1','330523','2026-01-01',NULL,?)");
                var subject = connection.prepareStatement(
                        "INSERT INTO cycle_subject (cycle_id, subject_id,"
                                + " subject_role, account, region, unit) VALUES (?,?,'MENTOR','mentee-100000','330523','330523')");
                var pairing = connection.prepareStatement("INSERT INTO cycle_pairing (cycle_id, pairing_id, helper_id,"
                        + " helped_id, period_from) VALUES (?,?,?,?,'2026-01-01')")) {
            for (var made = 0L; made < tasks; made += SET) {
                for (var i = 0; i < Math.min(SET, tasks - made); i++) {
                    var about = ordered();
                    bind(task, ordered(), other, about, random(16));
                    bind(event, ordered(), about, data);
                    if (i % 10 < 3) {
                        bind(subject, other, about);
                    }
                    if (i % 5 == 0) {
                        bind(pairing, other, ordered(), about, about);
                    }
                }
                for (var batch : List.of(task, event, subject, pairing)) {
                    batch.executeBatch();
                }
                connection.commit();
            }
        }
        return tasks * 1e9 / (System.nanoTime() - begin);
    }

    /** Reads the answers of all subjects and writes results of the same size, without opening or computing anything. */
    private double resultsByHand(Connection connection, String cycle, long subjects) throws SQLException {
        var begin = System.nanoTime();
        var own = bytes(UUID.fromString(cycle));
        var other = random(16);
        var after = new byte[16];
        var done = 0L;
        while (true) {
            byte[] last = null;
            try (var select = connection.prepareStatement("SELECT subject_id, LENGTH(trace) FROM evaluation_result"
                            + " WHERE cycle_id = ? AND subject_id > ? ORDER BY subject_id LIMIT " + SET);
                    var insert = connection.prepareStatement("INSERT INTO evaluation_result (id, cycle_id, subject_id,"
                            + " subject_role, account, region, score, score_withheld, band, published, trace,"
                            + " created_at, updated_at, version, unit, composite, top) VALUES (?,?,?,'MENTOR','a',"
                            + "'330523',80,0,'GOOD',0,?,'2026-01-01','2026-01-01',0,'u',80,0)")) {
                select.setBytes(1, own);
                select.setBytes(2, after);
                try (var row = select.executeQuery()) {
                    while (row.next()) {
                        last = row.getBytes(1);
                        bind(insert, ordered(), other, last, random(row.getInt(2)));
                        done++;
                    }
                }
                if (last == null) {
                    break;
                }
                query(
                        connection,
                        "SELECT t.subject_id, t.path, t.id, a.content FROM evaluation_task t JOIN sealed_answer a"
                                + " ON a.cycle_id = t.cycle_id AND a.task_id = t.id WHERE t.cycle_id = ?"
                                + " AND t.subject_id > ? AND t.subject_id <= ?",
                        own,
                        after,
                        last);
                insert.executeBatch();
            }
            connection.commit();
            after = last;
        }
        var rate = done * 1e9 / (System.nanoTime() - begin);
        require(done == subjects, "results " + done);
        update(connection, "DELETE FROM evaluation_result WHERE cycle_id = ?", other);
        connection.commit();
        return rate;
    }

    /** Answers every task of the cycle: scores follow from the position of the task, so that each cycle has the same. */
    private long answer(Connection connection, String cycle) throws Exception {
        var id = bytes(UUID.fromString(cycle));
        Seal seal;
        try (var select = connection.prepareStatement("SELECT public_key FROM cycle_key WHERE cycle_id = ?")) {
            select.setBytes(1, id);
            try (var row = select.executeQuery()) {
                row.next();
                seal = new Seal(row.getBytes(1));
            }
        }
        var codes = Map.of(
                "MENTOR/PARTNER", "GUIDANCE,EXAMPLE,AVAILABILITY",
                "MENTOR/SELF", "GOALS,METHODS",
                "MENTOR/OFFICE", "RESULTS,RECORDS",
                "MENTEE/PARTNER", "GROWTH,ATTITUDE,HOMEWORK",
                "MENTEE/SELF", "GOALS",
                "MENTEE/PEERS", "COOPERATION,SERVICE");
        var answers = 0L;
        try (var reader = connect();
                var select = reader.prepareStatement("SELECT id, CONCAT(subject_role, '/', path), MD5(CONCAT("
                        + "HEX(subject_id), path, HEX(evaluator))) FROM evaluation_task WHERE cycle_id = ?");
                var insert = connection.prepareStatement(
                        "INSERT INTO sealed_answer (cycle_id, task_id, author_hash, content) VALUES (?,?,?,?)")) {
            select.setFetchSize(Integer.MIN_VALUE);
            select.setBytes(1, id);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var task = ByteBuffer.wrap(row.getBytes(1));
                    var which = row.getString(2);
                    var chance = Integer.parseInt(row.getString(3).substring(0, 6), 16);
                    var small = which.endsWith("PARTNER") || which.endsWith("PEERS");
                    var items = List.of(codes.get(which).split(",")).stream()
                            .map(c -> "{\"indicator\":\"" + c + "\",\"score\":"
                                    + (small ? 3 + (chance + c.length()) % 3 : 70 + (chance + 7 * c.length()) % 31)
                                    + "}")
                            .collect(Collectors.joining(","));
                    var content = "{\"author\":\"bench\",\"at\":\"2026-11-21T08:30:00.000Z\",\"items\":[" + items
                            + "],\"comment\":\"扎实\",\"witness\":null}";
                    bind(
                            insert,
                            id,
                            row.getBytes(1),
                            random(32),
                            seal.seal(
                                    new UUID(task.getLong(), task.getLong()),
                                    content.getBytes(StandardCharsets.UTF_8)));
                    if (++answers % SET == 0) {
                        insert.executeBatch();
                        connection.commit();
                    }
                }
            }
            insert.executeBatch();
            connection.commit();
        }
        return answers;
    }

    private static String bands(Connection connection, String cycle) throws SQLException {
        try (var select = connection.prepareStatement("SELECT BIT_XOR(CONV(LEFT(MD5(CONCAT(HEX(subject_id), band,"
                + " composite)), 15), 16, 10)), COUNT(*), SUM(band = 'EXCELLENT') FROM evaluation_result"
                + " WHERE cycle_id = ?")) {
            select.setBytes(1, bytes(UUID.fromString(cycle)));
            try (var row = select.executeQuery()) {
                row.next();
                return row.getString(1) + " " + row.getString(2) + " " + row.getString(3);
            }
        }
    }

    /** A new version of the helpers' template with twelve items for the office. */
    private void twelveItems() throws Exception {
        var items = IntStream.range(0, 12)
                .mapToObj(i -> """
                        {"code":"ITEM_%d","zh":"项","en":"item","weight":%d,"min":0,"max":100,"mandatory":true}""".formatted(i, i < 8 ? 8 : 9))
                .collect(Collectors.joining(","));
        var answer = http.send(
                request("/api/v1/evaluation-templates", "province")
                        .POST(HttpRequest.BodyPublishers.ofString("""
                                {"code":"HELPER","nameZh":"帮扶责任人评议","nameEn":"helpers","subjectRole":"HELPER",
                                 "sections":[{"path":"UNIT","indicators":[%1$s]},{"path":"OFFICE","indicators":[%1$s]}]}""".formatted(items)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        require(answer.statusCode() == 201, answer.body());
        answer = http.send(
                request(answer.headers().firstValue("Location").orElseThrow() + "/release", "province")
                        .header("If-Match", "*")
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        require(answer.statusCode() == 200, answer.body());
    }

    private String planned(String programme, int year) throws Exception {
        var answer = post(API, """
                {"region":"330523","programme":"%s","periodFrom":"%2$d-01-01","periodTo":"%2$d-12-31","due":"%3$s"}""".formatted(programme, year, LocalDate.now().plusYears(1)));
        return JSON.readTree(answer.body()).path("id").asText();
    }

    private double opened(String cycle) throws Exception {
        return worked(cycle, decide(cycle, "open", null));
    }

    /** How many seconds the work on the cycle took in all: from the decision to the end of its job. */
    private double worked(String cycle, Decided decided) throws Exception {
        if (decided.answer().statusCode() == 200) {
            return decided.seconds();
        }
        var job = ended(decided.answer().headers().firstValue("Location").orElseThrow());
        return decided.seconds()
                + Duration.between(
                                        Instant.parse(job.path("startedAt").asText()),
                                        Instant.parse(job.path("finishedAt").asText()))
                                .toNanos()
                        / 1e9;
    }

    private record Decided(HttpResponse<String> answer, double seconds) {}

    private Decided decide(String cycle, String verb, String body) throws Exception {
        var begin = System.nanoTime();
        return new Decided(post(API + "/" + cycle + "/" + verb, body), (System.nanoTime() - begin) / 1e9);
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        var answer = http.send(
                request(path, "county")
                        .header("If-Match", "*")
                        .POST(
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        require(answer.statusCode() < 300, path + " " + answer.statusCode() + ": " + answer.body());
        return answer;
    }

    private JsonNode ended(String location) throws Exception {
        while (true) {
            var answer = http.send(request(location, "county").GET().build(), HttpResponse.BodyHandlers.ofString());
            var job = JSON.readTree(answer.body());
            switch (job.path("state").asText()) {
                case "QUEUED", "RUNNING" -> TimeUnit.MILLISECONDS.sleep(100);
                case "SUCCEEDED" -> {
                    return job;
                }
                default -> throw new IllegalStateException(answer.body());
            }
        }
    }

    private static double rate(JsonNode job) {
        return job.path("processed").asLong()
                * 1e9
                / Duration.between(
                                Instant.parse(job.path("startedAt").asText()),
                                Instant.parse(job.path("finishedAt").asText()))
                        .toNanos();
    }

    private HttpRequest.Builder request(String path, String user) {
        return HttpRequest.newBuilder(
                        URI.create(path.startsWith("http") ? path : stack.serviceUrl("evaluation") + path))
                .header("Authorization", "Bearer " + stack.tokens().of(user))
                .header("Content-Type", "application/json");
    }

    private static Queue<UUID> tasks(Connection connection, String cycle, String path) throws SQLException {
        var tasks = new ConcurrentLinkedQueue<UUID>();
        try (var select =
                connection.prepareStatement("SELECT id FROM evaluation_task WHERE cycle_id = ? AND path = ?")) {
            select.setBytes(1, bytes(UUID.fromString(cycle)));
            select.setString(2, path);
            try (var row = select.executeQuery()) {
                while (row.next()) {
                    var id = ByteBuffer.wrap(row.getBytes(1));
                    tasks.add(new UUID(id.getLong(), id.getLong()));
                }
            }
        }
        connection.commit();
        return tasks;
    }

    private static long number(Connection connection, String table, String cycle) throws SQLException {
        try (var select = connection.prepareStatement("SELECT COUNT(*) FROM " + table + " WHERE cycle_id = ?")) {
            select.setBytes(1, bytes(UUID.fromString(cycle)));
            try (var row = select.executeQuery()) {
                row.next();
                var number = row.getLong(1);
                connection.commit();
                return number;
            }
        }
    }

    private static void mentoring(Connection connection, int rows) throws SQLException {
        pairings(connection, rows, "MENTORING", "330523", "MENTEE", "n DIV 2");
    }

    private static void helping(Connection connection, int rows) throws SQLException {
        pairings(connection, rows, "HOUSEHOLD_HELP", "330523104201", "HOUSEHOLD", "n");
    }

    /** Pairings {@code n} with a helper each; ids grow as the product's do. */
    private static void pairings(
            Connection connection, int rows, String programme, String region, String kind, String helper)
            throws SQLException {
        for (var from = 0; from < rows; from += PIECE) {
            update(connection, "SET SESSION cte_max_recursion_depth = " + (PIECE + 1));
            update(
                    connection,
                    "INSERT INTO pairing_fact (pairing_id, programme, region, state, helper_id, helper_account,"
                            + " helper_unit, helped_kind, helped_id, helped_account, helped_region, valid_from, valid_to,"
                            + " version) WITH RECURSIVE seq (n) AS (SELECT " + from
                            + " UNION ALL SELECT n + 1 FROM seq WHERE n < " + (Math.min(rows, from + PIECE) - 1)
                            + ") SELECT UNHEX(CONCAT('0199', LPAD(HEX(n), 8, '0'), '70008000000000000001')), '"
                            + programme + "', '" + region + "', 'ACTIVE', UNHEX(CONCAT('0199', LPAD(HEX(" + helper
                            + "), 8, '0'), '70008000000000000002')), CONCAT('helper-', " + helper
                            + "), CONCAT('unit ', n DIV 100), '" + kind
                            + "', UNHEX(CONCAT('0199', LPAD(HEX(n), 8, '0'), '70008000000000000003')),"
                            + " CONCAT('helped-', n), '" + region + "', '2024-01-01', NULL, 1 FROM seq");
            connection.commit();
        }
        update(connection, "ANALYZE TABLE pairing_fact");
    }

    private static void query(Connection connection, String sql, Object... values) throws SQLException {
        try (var select = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                select.setObject(i + 1, values[i]);
            }
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

    private static void update(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    private static void bind(PreparedStatement statement, Object... values) throws SQLException {
        for (var i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** Like a UUIDv7: grows with time. */
    private static byte[] ordered() {
        var id = random(16);
        ByteBuffer.wrap(id).putLong(System.currentTimeMillis() << 16 | 0x7000 | (id[7] & 0xfff));
        return id;
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        ThreadLocalRandom.current().nextBytes(bytes);
        return bytes;
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
                schema.url() + separator
                        + "rewriteBatchedStatements=true&cachePrepStmts=true&prepStmtCacheSqlLimit=4096&useLocalSessionState=true",
                schema.user(),
                schema.password());
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(false);
        return connection;
    }
}
