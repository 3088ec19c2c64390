package org.jiedui.bench;

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
import java.util.concurrent.atomic.AtomicInteger;
import org.jiedui.local.Stack;
import org.jiedui.local.TestSchema;

/**
 * Candidates for households of a county of 3 800 ({@code --households}) that 20 000 helpers ({@code --rows}) serve, at a
 * constant rate ({@code --rate}, 20 a second). Before every tenth question somebody gives a place away, so that what the
 * service remembers has to be right. Rows are written by the database itself; one helper is registered by the product, whose
 * encrypted name all have.
 */
final class CandidateBench {
    private static final int CHANGE_EACH = 10;
    private static final String NUMBERS =
            "WITH RECURSIVE number (k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM number WHERE k < ?) ";

    /** A county's helpers were not all written within the last minute. */
    private static final String LONG_AGO = "'2026-01-01'";

    /** Twelve townships of twenty villages. */
    private static final String VILLAGE = "CONCAT('330523', 100 + number.k % 12, 201 + number.k DIV 12 % 20)";

    private final Bench bench;
    private final Stack stack;
    private final TestSchema schema;
    private final int helpers;
    private final AtomicInteger asked = new AtomicInteger();
    private final PairingCalls calls;

    CandidateBench(Bench bench, Stack stack) {
        this.bench = bench;
        this.stack = stack;
        this.schema = stack.schema("pairing");
        this.calls = new PairingCalls(stack);
        this.helpers = bench.option("rows", 20_000);
    }

    void run() throws Exception {
        var sample = UUID.fromString(
                calls.send("POST", "/helpers", """
                        {"kind":"TECHNICAL_CADRE","name":"样例责任人","unit":"样例单位","unitLevel":"COUNTY","skills":["EDUCATION"],
                         "region":"330523","availableFrom":"2020-01-01","primaryPlaces":5,"supportingPlaces":5}""", 201).path("id").asText());
        try (var connection = DriverManager.getConnection(schema.url(), schema.user(), schema.password())) {
            fill(connection, sample);
            var households = ids(connection, "household");
            var serving = ids(connection, "helper");
            var begin = System.nanoTime();
            ask(households);
            var first = (System.nanoTime() - begin) / 1e6;
            Load.Work work = thread -> {
                if (asked.incrementAndGet() % CHANGE_EACH == 0) {
                    change(connection, any(serving));
                }
                ask(households);
            };
            var rate = bench.option("rate", 20);
            Load.constant(8, rate, Duration.ofSeconds(bench.option("warm", 30)), work);
            var cpu = new Cpu(bench, stack, "pairing", "mysql");
            var latencies = new ArrayList<org.HdrHistogram.Histogram>();
            var slice = Duration.ofSeconds(bench.option("seconds", 20));
            cpu.during(slice, () -> {
                latencies.add(Load.constant(8, rate, slice, work));
                return (double) rate;
            });
            var p50 = latencies.get(0).getValueAtPercentile(50) / 1000.0;
            bench.report(
                    "candidates",
                    "p99",
                    "ms",
                    latencies.get(0).getValueAtPercentile(99) / 1000.0,
                    Map.of("goal", 50, "ratePerSecond", rate, "helpers", helpers, "p50", p50));
            bench.report("candidates", "p50", "ms", p50, Map.of());
            bench.report("candidates", "first question, cold", "ms", first, Map.of());
            cpu.report("candidates", "product");
        }
    }

    private void ask(List<UUID> households) throws Exception {
        var answer = calls.send("GET", "/pairings/candidates?household=" + any(households), null, 200);
        if (answer.path("items").size() != Math.min(20, helpers)) {
            throw new IllegalStateException("not 20 candidates: " + answer);
        }
    }

    private static UUID any(List<UUID> ids) {
        return ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
    }

    private static synchronized void change(Connection connection, UUID helper) throws SQLException {
        try (var update = connection.prepareStatement(
                "UPDATE capacity SET taken = IF(taken < places, taken + 1, 0) WHERE holder_id = ? AND role = 'PRIMARY'")) {
            update.setBytes(
                    1,
                    ByteBuffer.allocate(16)
                            .putLong(helper.getMostSignificantBits())
                            .putLong(helper.getLeastSignificantBits())
                            .array());
            update.executeUpdate();
        }
    }

    private void fill(Connection connection, UUID sample) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SET SESSION cte_max_recursion_depth = 10000000");
        }
        execute(
                connection,
                "INSERT INTO helper (id, version, region, service_region, kind, name, unit, unit_level, skills, languages,"
                        + " available_from, created_at, updated_at, touched_at) " + NUMBERS
                        + "SELECT RANDOM_BYTES(16), 0, " + VILLAGE
                        + ", '330523', ELT(1 + number.k % 5, 'PARTY_GOVERNMENT_CADRE', 'POLITICAL_LEGAL_CADRE',"
                        + " 'ECONOMIC_CADRE', 'TECHNICAL_CADRE', 'RETIRED_CADRE'), h.name, CONCAT('单位', number.k % 300),"
                        + " ELT(1 + number.k % 3, 'COUNTY', 'TOWNSHIP', 'PREFECTURE'), ELT(1 + number.k % 7, 'EDUCATION',"
                        + " 'AGRICULTURE,EDUCATION', 'MEDICINE', 'FINANCE,TRAINING', '', 'LAW', 'AGRICULTURE,MARKETING'),"
                        + " ELT(1 + number.k % 3, '', 'WU', 'HUIZHOU,WU'), '2020-01-01', h.created_at, h.created_at, "
                        + LONG_AGO
                        + " FROM number JOIN helper h WHERE h.id = UNHEX('"
                        + sample.toString().replace("-", "") + "')",
                helpers - 1);
        execute(
                connection,
                "INSERT IGNORE INTO capacity (holder_id, role, places, taken, touched_at) SELECT h.id, r.role, 5,"
                        + " FLOOR(RAND(1) * 6), " + LONG_AGO
                        + " FROM helper h JOIN (SELECT 'PRIMARY' AS role UNION SELECT 'SUPPORTING') r WHERE ?",
                1);
        // who helps others takes the places, half of it until a day
        execute(
                connection,
                "INSERT INTO pairing (id, version, region, programme, programme_id, role, state, helper_side, helper_id,"
                        + " helper_kind, helper_unit, helped_kind, helped_id, valid_from, valid_to, created_at, updated_at) "
                        + NUMBERS + "SELECT RANDOM_BYTES(16), 0, h.region, 'HOUSEHOLD_HELP', g.id, 'PRIMARY', 'ACTIVE',"
                        + " 'PERSON', h.id, h.kind, h.unit, 'HOUSEHOLD', RANDOM_BYTES(16), '2026-01-01',"
                        + " IF(RAND(6) < 0.5, NULL, '2099-12-31'), h.created_at, h.created_at FROM number"
                        + " JOIN capacity c ON c.role = 'PRIMARY' AND number.k <= c.taken JOIN helper h ON h.id = c.holder_id"
                        + " JOIN (SELECT MAX(id) AS id FROM programme WHERE code = 'HOUSEHOLD_HELP') g",
                5);
        execute(
                connection,
                "INSERT INTO standing (subject_id, score, band, as_of, touched_at) SELECT id, 60 + FLOOR(RAND(2) * 40),"
                        + " 'GOOD', created_at, " + LONG_AGO + " FROM helper WHERE RAND(3) < 0.7 AND ?",
                1);
        execute(
                connection,
                "INSERT INTO division (region, version, traits, dialects, latitude, longitude) " + NUMBERS + "SELECT "
                        + VILLAGE
                        + ", 0, ELT(1 + number.k % 4, 'WEAK', 'POOR', '', 'INDUSTRIAL'), ELT(1 + number.k % 2,"
                        + " 'WU', ''), 30 + RAND(4) / 2, 119 + RAND(5) / 2 FROM number",
                240);
        execute(
                connection,
                "INSERT INTO household (id, region, stable, in_care, members, labour, children_out_of_school, self_care,"
                        + " needs, causes, risks, facts_at, status_at) " + NUMBERS + "SELECT RANDOM_BYTES(16), "
                        + VILLAGE
                        + ", 0, 1, 4, 2, number.k % 5 = 0, 1, ELT(1 + number.k % 3, 'SCHOOLING', 'MEDICAL', ''), '', '',"
                        + " '2026-01-01', '2026-01-01' FROM number",
                bench.option("households", 3_800));
        try (var statement = connection.createStatement()) {
            statement.execute("ANALYZE TABLE helper, capacity, pairing, standing, household, division");
        }
    }

    private static void execute(Connection connection, String sql, int number) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setInt(1, number);
            statement.executeUpdate();
        }
    }

    private static List<UUID> ids(Connection connection, String table) throws SQLException {
        var ids = new ArrayList<UUID>();
        try (var select = connection.prepareStatement("SELECT id FROM " + table);
                var row = select.executeQuery()) {
            while (row.next()) {
                var bytes = ByteBuffer.wrap(row.getBytes(1));
                ids.add(new UUID(bytes.getLong(), bytes.getLong()));
            }
        }
        return ids;
    }
}
