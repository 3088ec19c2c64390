package org.jiedui.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jiedui.local.Stack;

/**
 * Benchmarks with full durability, on this machine, on the loopback address. Each one measures its baseline interleaved in
 * the same run and reports the ratio, because absolute figures say more about the machine. What is measured directly at a
 * service runs with the servers it needs and without the other services, on a JVM as in the images; {@code footprint}
 * runs the whole system as {@code deploy/local/up} does. Every run starts with empty data.
 */
public final class Bench {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final PrintStream TABLE = new PrintStream(System.err, true, StandardCharsets.UTF_8);

    private final Map<String, String> options;

    private Bench(Map<String, String> options) {
        this.options = options;
    }

    /** {@code <name> [--seconds S] [--warm S] [--threads T] [--rows N]}. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0 || arguments.length % 2 == 0) {
            usage();
        }
        var given = new LinkedHashMap<String, String>();
        for (var i = 1; i < arguments.length; i += 2) {
            given.put(arguments[i].replaceFirst("^--", ""), arguments[i + 1]);
        }
        var bench = new Bench(given);
        if (arguments[0].equals("matching")) {
            System.exit(new MatchingBench(given).run(System.nanoTime()));
        }
        if (arguments[0].startsWith("matching-")) {
            var scale = new MatchingScaleBench(bench);
            switch (arguments[0]) {
                case "matching-county" -> scale.run(arguments[0], 1, 3_800, 1_000);
                case "matching-repair" -> scale.repair(arguments[0], 3_800, 1_000, 20);
                case "matching-prefecture" -> scale.run(arguments[0], 20, 5_000, 1_000);
                case "matching-province" -> scale.run(arguments[0], 150, 6_667, 1_334);
                default -> usage();
            }
            System.exit(0);
        }
        var root = Path.of(System.getProperty("jiedui.root"));
        var folder = root.resolve("deploy/bench/target/stack");
        Stack.deleteData(folder);
        var options = Stack.Options.forTests(root, folder)
                .withEnvironment(Map.of(
                        "QUARKUS_LOG_LEVEL",
                        "WARN",
                        // nights begin by themselves when their hour is over
                        "JIEDUI_HOUSEHOLD_RISK_NIGHTLY",
                        "false",
                        "JIEDUI_HOUSEHOLD_QUALITY_NIGHTLY",
                        "false",
                        "JIEDUI_NOTIFICATION_WEBHOOK_ALLOW_PRIVATE",
                        "true",
                        // what a killed process held is free soon
                        "JIEDUI_NOTIFICATION_DELIVERY_LEASE",
                        arguments[0].equals("notification-replay") ? "PT6S" : "PT60S"));
        var service = Stream.of("notification", "evaluation", "pairing")
                .filter(name -> arguments[0].startsWith(name + "-"))
                .findFirst()
                .orElse(arguments[0].equals("candidates") ? "pairing" : "household");
        var begin = System.nanoTime();
        try (var stack = Stack.start(
                arguments[0].equals("footprint")
                        ? options
                        : options.only(List.of(service), bench.option("heap", 224)))) {
            var ready = Duration.ofNanos(System.nanoTime() - begin);
            switch (arguments[0]) {
                case "create-household" -> new HouseholdBench(bench, stack).create();
                case "read-household" -> new HouseholdBench(bench, stack).read();
                case "outbox-relay" -> new RelayBench(bench, stack).run();
                case "household-import" -> new ImportBench(bench, stack, data(root)).run();
                case "household-list" -> new ListBench(bench, stack, data(root)).run();
                case "change-feed" -> new FeedBench(bench, stack, data(root)).run();
                case "risk-nightly" -> new RiskBench(bench, stack).run();
                case "pairing-create" -> new PairingBench(bench, stack).create();
                case "pairing-bulk" -> new PairingBench(bench, stack).bulk();
                case "candidates" -> new CandidateBench(bench, stack).run();
                case "notification-fanout" -> new NotificationBench(bench, stack).fanout();
                case "notification-stream" -> new NotificationBench(bench, stack).stream(folder);
                case "notification-webhook" -> new NotificationBench(bench, stack).webhook();
                case "notification-replay" -> new NotificationBench(bench, stack).replay();
                case "evaluation-open" -> new EvaluationBench(bench, stack).open();
                case "evaluation-score" -> new EvaluationBench(bench, stack).score();
                case "evaluation-submit" -> new EvaluationBench(bench, stack).submit();
                case "footprint" -> bench.footprint(root, ready);
                default -> usage();
            }
        }
        System.exit(0);
    }

    /** Generated files; beside the stack's own folders. */
    private static Path data(Path root) {
        return root.resolve("deploy/bench/target/stack/generated");
    }

    private static void usage() {
        TABLE.println("deploy/bench/run matching --file F --seconds S [--objective min|max] [--out O]"
                + " [--threads T] [--seed N] [--compare true]");
        TABLE.println("deploy/bench/run matching-county|matching-repair|matching-prefecture|matching-province");
        TABLE.println("deploy/bench/run create-household|read-household|outbox-relay|household-import|household-list"
                + "|change-feed|risk-nightly|footprint|notification-fanout|notification-stream|notification-webhook"
                + "|notification-replay|evaluation-open|evaluation-score|evaluation-submit|pairing-create|pairing-bulk|candidates"
                + " [--seconds S] [--warm S] [--threads T] [--rows N]");
        System.exit(2);
    }

    private void footprint(Path root, Duration ready) {
        report("footprint", "ready", "seconds", ready.toMillis() / 1000.0, Map.of());
        var total = 0L;
        for (var part : Stack.parts(root.resolve("deploy/bench/target/stack"))) {
            if (part.process().isPresent()) {
                var resident = part.process().get().residentBytes() / (1 << 20);
                total += resident;
                report("footprint", part.name(), "MB resident", resident, Map.of());
            }
        }
        report("footprint", "total", "MB resident", total, Map.of());
    }

    /** A whole number given as option. */
    int option(String name, int otherwise) {
        return Integer.parseInt(options.getOrDefault(name, String.valueOf(otherwise)));
    }

    /** Prints one figure, for machines and for people. */
    void report(String name, String figure, String unit, double value, Map<String, ?> more) {
        var line = new LinkedHashMap<String, Object>();
        line.put("bench", name);
        line.put("figure", figure);
        line.put("value", Math.round(value * 1000) / 1000.0);
        line.put("unit", unit);
        line.putAll(more);
        try {
            OUT.println(JSON.writeValueAsString(line));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        TABLE.printf(Locale.ROOT, "%-18s %-34s %12.3f %s%n", name, figure, value, unit);
    }
}
