package org.jiedui.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jiedui.local.Stack;

/** Processor time of parts of the stack for each piece of work: unlike rates, hardly moved by what else runs. */
final class Cpu {
    private final Bench bench;
    private final Stack stack;
    private final List<String> parts;
    private final Map<String, Duration> spent = new TreeMap<>();
    private double done;

    Cpu(Bench bench, Stack stack, String... parts) {
        this.bench = bench;
        this.stack = stack;
        this.parts = List.of(parts);
    }

    /** Adds what the parts take during a load of this time; returns the load's rate a second. */
    double during(Duration time, Callable<Double> load) throws Exception {
        var before = now();
        double rate = load.call();
        now().forEach((part, after) -> spent.merge(part, after.minus(before.get(part)), Duration::plus));
        done += rate * time.toMillis() / 1000;
        return rate;
    }

    void report(String name, String of) {
        spent.forEach((part, time) -> bench.report(
                name, "processor time of " + part + ", " + of, "ms each", time.toMillis() / done, Map.of()));
    }

    private Map<String, Duration> now() {
        var times = new TreeMap<String, Duration>();
        for (var part : parts) {
            times.put(part, stack.processorTime(part));
        }
        return times;
    }
}
