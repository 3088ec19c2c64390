package org.jiedui.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jiedui.local.Stack;
import org.jiedui.local.TestSchema;

/**
 * Import of households as CSV through the API, against {@code LOAD DATA LOCAL INFILE} of the same bytes into bare copies
 * of the tables on the same server with the same durability.
 *
 * <p>The baseline learns its bytes from the product: a first import is made while Kafka is away, so that the outbox rows
 * stay; every table that grew is written to a file, one file each, and loaded from there. Not in the baseline: the row
 * reports and the spooled upload, which are the product's extra. With {@code --rounds 0} there is one import only.
 */
final class ImportBench {
    private static final List<String> NOT_LOADED = List.of(
            "flyway_schema_history",
            "region",
            "lease",
            "inbox",
            "household_number",
            "job",
            "spool",
            "spool_chunk",
            "row_report",
            "audit_entry",
            "change_pending",
            "change_head",
            "idempotency_key");

    private final Bench bench;
    private final Stack stack;
    private final TestSchema schema;
    private final Path folder;
    private final RegistryFile file;
    private final int households;
    private long rows;

    ImportBench(Bench bench, Stack stack, Path folder) throws Exception {
        this.bench = bench;
        this.stack = stack;
        this.schema = stack.schema("household");
        this.folder = folder;
        this.households = bench.option("rows", 100_000);
        this.file = new RegistryFile(stack, folder, households);
    }

    void run() throws Exception {
        file.regions();
        if (bench.option("rounds", 2) == 0) {
            once();
            return;
        }
        try (var connection = connect()) {
            var before = counts(connection);
            stack.kill("kafka");
            file.run();
            awaitFeed(connection);
            var dumped = new LinkedHashMap<String, Path>();
            for (var table : counts(connection).entrySet()) {
                if (table.getValue() > before.getOrDefault(table.getKey(), 0L)
                        && !NOT_LOADED.contains(table.getKey())) {
                    dumped.put(table.getKey(), dump(connection, table.getKey()));
                }
            }
            rows = count(connection, "household") + count(connection, "household_member");
            stack.restart("kafka");
            double product = 0;
            double baseline = 0;
            double productCpu = 0;
            double baselineCpu = 0;
            var rounds = bench.option("rounds", 2);
            var resident = new AtomicLong();
            for (var round = 0; round < rounds; round++) {
                awaitRelay(connection);
                baselineCpu -= cpu("mysql") / rounds;
                baseline += load(connection, dumped) / rounds;
                baselineCpu += cpu("mysql") / rounds;
                for (var table : dumped.keySet()) {
                    execute(connection, "TRUNCATE TABLE " + table);
                }
                productCpu -= (cpu("mysql") + cpu("household")) / rounds;
                product += timed(resident) / rounds;
                productCpu += (cpu("mysql") + cpu("household")) / rounds;
            }
            var again = timed(resident);
            var loaded = Map.of("tables", dumped.size(), "households", households, "rows", rows);
            bench.report("household-import", "product", "rows/s", rows / product, Map.of("bytes", file.bytes()));
            bench.report("household-import", "baseline", "rows/s", rows / baseline, loaded);
            bench.report("household-import", "ratio", "of the baseline", baseline / product, Map.of("goal", 0.40));
            // on a busy machine the better comparison: what both cost, however long they had to wait
            bench.report("household-import", "product", "CPU seconds, service and MySQL", productCpu, Map.of());
            bench.report("household-import", "baseline", "CPU seconds, MySQL", baselineCpu, Map.of());
            bench.report("household-import", "same again", "rows/s", rows / again, Map.of());
            bench.report("household-import", "same again", "times as fast", product / again, Map.of("goal", 5));
            bench.report(
                    "household-import",
                    "resident at most",
                    "MB",
                    resident.get() >> 20,
                    Map.of("goal", 512, "heap", 224));
            var stored = count(connection, "household") + count(connection, "household_member");
            if (stored != rows) {
                throw new IllegalStateException("stored " + stored + " rows, not " + rows);
            }
        }
    }

    /** One cold import and nothing else, for sizes that would take hours with baseline and repetitions. */
    private void once() throws Exception {
        var resident = new AtomicLong();
        var cpu = -cpu("mysql") - cpu("household");
        var seconds = timed(resident);
        cpu += cpu("mysql") + cpu("household");
        try (var connection = connect()) {
            rows = count(connection, "household") + count(connection, "household_member");
        }
        bench.report(
                "household-import",
                "once",
                "rows/s",
                rows / seconds,
                Map.of("households", households, "rows", rows, "seconds", seconds, "bytes", file.bytes()));
        bench.report("household-import", "once", "CPU seconds, service and MySQL", cpu, Map.of());
        bench.report(
                "household-import", "resident at most", "MB", resident.get() >> 20, Map.of("goal", 512, "heap", 224));
    }

    /** Seconds of one import, from the upload to the end of the job; watches the service's memory. */
    private double timed(AtomicLong resident) throws Exception {
        var watch = new Thread(() -> {
            try {
                while (true) {
                    Stack.parts(folder.getParent()).stream()
                            .filter(part -> part.name().equals("household"))
                            .flatMap(part -> part.process().stream())
                            .forEach(process -> resident.accumulateAndGet(process.residentBytes(), Math::max));
                    TimeUnit.MILLISECONDS.sleep(500);
                }
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        });
        watch.setDaemon(true);
        watch.start();
        var begin = System.nanoTime();
        var job = file.run();
        var seconds = (System.nanoTime() - begin) / 1e9;
        watch.interrupt();
        if (job.path("result").path("refused").asLong() > 0) {
            throw new IllegalStateException("rows were refused: " + job);
        }
        return seconds;
    }

    /** Processor seconds that a part has used, in user and kernel mode; 0 where there is no {@code /proc}. */
    private double cpu(String part) throws IOException {
        var process = Stack.parts(folder.getParent()).stream()
                .filter(p -> p.name().equals(part))
                .flatMap(p -> p.process().stream())
                .findFirst();
        var stat = process.map(p -> Path.of("/proc", String.valueOf(p.pid()), "stat"))
                .orElse(null);
        if (stat == null || !Files.exists(stat)) {
            return 0;
        }
        var text = Files.readString(stat);
        var fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
    }

    private void awaitFeed(Connection connection) throws Exception {
        while (count(connection, "change_pending") > 0) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private void awaitRelay(Connection connection) throws Exception {
        while (count(connection, "outbox") > 0) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        awaitFeed(connection);
    }

    // ---- the baseline

    private double load(Connection connection, Map<String, Path> files) throws SQLException {
        for (var table : files.keySet()) {
            execute(connection, "DROP TABLE IF EXISTS bare_" + table);
            execute(connection, "CREATE TABLE bare_" + table + " LIKE " + table);
        }
        var begin = System.nanoTime();
        for (var table : files.entrySet()) {
            execute(connection, loading(connection, table.getKey(), table.getValue()));
        }
        var seconds = (System.nanoTime() - begin) / 1e9;
        for (var table : files.keySet()) {
            execute(connection, "DROP TABLE bare_" + table);
        }
        return seconds;
    }

    private static String loading(Connection connection, String table, Path file) throws SQLException {
        var columns = new ArrayList<String>();
        var sets = new ArrayList<String>();
        var json = false;
        try (var select = connection.prepareStatement("SELECT * FROM " + table + " LIMIT 0");
                var row = select.executeQuery()) {
            var meta = row.getMetaData();
            json = hasJson(row);
            for (var i = 1; i <= meta.getColumnCount(); i++) {
                var name = meta.getColumnName(i);
                if (json && isBinary(meta.getColumnType(i))) {
                    columns.add("@" + name);
                    sets.add(name + " = UNHEX(@" + name + ")");
                } else {
                    columns.add(name);
                }
            }
        }
        return "LOAD DATA LOCAL INFILE '" + file + "' INTO TABLE bare_" + table + " CHARACTER SET "
                + (json ? "utf8mb4" : "binary") + " (" + String.join(", ", columns) + ")"
                + (sets.isEmpty() ? "" : " SET " + String.join(", ", sets));
    }

    private static boolean hasJson(ResultSet row) throws SQLException {
        for (var i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            if (row.getMetaData().getColumnTypeName(i).equals("JSON")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBinary(int type) {
        return type == Types.BINARY || type == Types.VARBINARY || type == Types.LONGVARBINARY;
    }

    /** The table as LOAD DATA reads it: tabs and newlines, bytes as they are; hexadecimal where there is JSON. */
    private Path dump(Connection connection, String table) throws SQLException, IOException {
        var file = folder.resolve(table + ".tsv");
        try (var select = connection.createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
                var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            select.setFetchSize(Integer.MIN_VALUE);
            try (var row = select.executeQuery("SELECT * FROM " + table)) {
                var meta = row.getMetaData();
                var json = hasJson(row);
                while (row.next()) {
                    for (var i = 1; i <= meta.getColumnCount(); i++) {
                        if (i > 1) {
                            out.write('\t');
                        }
                        var type = meta.getColumnType(i);
                        if (isBinary(type) || type == Types.BIT) {
                            var bytes = type == Types.BIT
                                    ? row.getObject(i) == null ? null : new byte[] {(byte) (row.getBoolean(i) ? 1 : 0)}
                                    : row.getBytes(i);
                            cell(
                                    out,
                                    bytes == null || !json || type == Types.BIT
                                            ? bytes
                                            : HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII));
                        } else {
                            var text = row.getString(i);
                            cell(out, text == null ? null : text.getBytes(StandardCharsets.UTF_8));
                        }
                    }
                    out.write('\n');
                }
            }
        }
        return file;
    }

    private static void cell(OutputStream out, byte[] bytes) throws IOException {
        if (bytes == null) {
            out.write('\\');
            out.write('N');
            return;
        }
        for (var b : bytes) {
            switch (b) {
                case '\t' -> {
                    out.write('\\');
                    out.write('t');
                }
                case '\n' -> {
                    out.write('\\');
                    out.write('n');
                }
                case '\\' -> {
                    out.write('\\');
                    out.write('\\');
                }
                case 0 -> {
                    out.write('\\');
                    out.write('0');
                }
                default -> out.write(b);
            }
        }
    }

    private Connection connect() throws SQLException {
        var separator = schema.url().contains("?") ? "&" : "?";
        return DriverManager.getConnection(
                schema.url() + separator + "allowLoadLocalInfile=true&connectionTimeZone=UTC",
                schema.user(),
                schema.password());
    }

    private Map<String, Long> counts(Connection connection) throws SQLException {
        var counts = new TreeMap<String, Long>();
        try (var tables = connection.getMetaData().getTables(schema.name(), null, "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                counts.put(tables.getString("TABLE_NAME"), 0L);
            }
        }
        for (var table : counts.entrySet()) {
            table.setValue(count(connection, table.getKey()));
        }
        return counts;
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (var select = connection.prepareStatement("SELECT COUNT(*) FROM " + table);
                var row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
