package org.jiedui.bench;

import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.Literal;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jiedui.pairing.matching.engine.AssignmentProblem;
import org.jiedui.pairing.matching.engine.AssignmentSolver;
import org.jiedui.pairing.matching.engine.AssignmentVerifier;
import org.jiedui.pairing.matching.engine.Effort;
import org.jiedui.pairing.matching.engine.Watch;

/**
 * The product's engine on a file of the OR-Library; with {@code --compare true} a plain CP-SAT model gets the same time
 * and threads right after it. Needs no server.
 */
final class MatchingBench {
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    private static final PrintStream TABLE = new PrintStream(System.err, true, StandardCharsets.UTF_8);

    private final Map<String, String> options;

    MatchingBench(Map<String, String> options) {
        this.options = options;
    }

    /** Runs; returns the exit code: 0, 2 for bad input, 3 when there is no assignment. */
    int run(long begin) throws Exception {
        AssignmentFile file;
        long seconds;
        boolean maximise;
        try {
            seconds = number("seconds", 60, 1, 86_400);
            maximise = switch (options.getOrDefault("objective", "min")) {
                case "min" -> false;
                case "max" -> true;
                default -> throw new AssignmentFile.BadFile("--objective is min or max");
            };
            if (!options.containsKey("file")) {
                throw new AssignmentFile.BadFile("--file is missing");
            }
            file = AssignmentFile.read(Path.of(options.get("file")));
            requireWritable();
        } catch (AssignmentFile.BadFile e) {
            TABLE.println("matching: " + e.getMessage());
            return 2;
        }
        var name = Path.of(options.get("file")).getFileName().toString().replaceFirst("\\.[^.]*$", "");
        var threads = (int) number("threads", 2, 1, 64);
        var problem = file.problem(maximise);
        var spent = Duration.ofNanos(System.nanoTime() - begin);
        var limit = Duration.ofSeconds(seconds).minus(spent).minusMillis(150);
        var answer = AssignmentSolver.solve(
                problem, Effort.within(limit, number("seed", 1, 0, Integer.MAX_VALUE), threads), Watch.NOBODY);
        var elapsed = (System.nanoTime() - begin) / 1e9;
        if (!answer.feasible()) {
            TABLE.println("matching: " + name + (answer.infeasible() ? " has no assignment" : ": none found"));
            return 3;
        }
        var faults = AssignmentVerifier.faults(problem, answer);
        var counted = file.valueOf(answer.agentOf());
        var sign = maximise ? -1 : 1;
        if (!faults.isEmpty() || counted.isEmpty() || counted.getAsLong() != sign * answer.value()) {
            throw new IllegalStateException("the engine's assignment is wrong: " + faults);
        }
        if (options.containsKey("out")) {
            var lines = new ArrayList<String>();
            for (var job = 0; job < answer.agentOf().length; job++) {
                lines.add(job + " " + answer.agentOf()[job]);
            }
            Files.write(Path.of(options.get("out")), lines);
        }
        print("matching", name, sign * answer.value(), sign * answer.bound(), elapsed, answer.optimal());
        TABLE.printf(
                Locale.ROOT,
                "%-18s %-10s value %d, bound %d, gap %.4f %%, %.2f s%n",
                "matching",
                name,
                sign * answer.value(),
                sign * answer.bound(),
                answer.gap() * 100,
                elapsed);
        if (Boolean.parseBoolean(options.getOrDefault("compare", "false"))) {
            plain(name, problem, sign, seconds, threads);
        }
        return 0;
    }

    /** Said before the search, which would be lost otherwise. */
    private void requireWritable() throws AssignmentFile.BadFile {
        if (!options.containsKey("out")) {
            return;
        }
        var out = Path.of(options.get("out")).toAbsolutePath();
        if (Files.isDirectory(out) || !Files.isWritable(Files.exists(out) ? out : out.getParent())) {
            throw new AssignmentFile.BadFile("cannot write to " + options.get("out"));
        }
    }

    private long number(String name, long otherwise, long least, long most) throws AssignmentFile.BadFile {
        try {
            var value = Long.parseLong(options.getOrDefault(name, String.valueOf(otherwise)));
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new AssignmentFile.BadFile("--" + name + " is a whole number from " + least + " to " + most);
    }

    private static void print(String bench, String name, long value, long bound, double seconds, boolean optimal) {
        OUT.printf(
                Locale.ROOT,
                "{\"bench\":\"%s\",\"case\":\"%s\",\"value\":%d,\"bound\":%d,\"seconds\":%.3f,\"optimal\":%b}%n",
                bench,
                name.replaceAll("[^A-Za-z0-9_.-]", "_"),
                value,
                bound,
                seconds,
                optimal);
    }

    /** What anybody would write: one variable a pair, one constraint a job and an agent. */
    private static void plain(String name, AssignmentProblem problem, int sign, long seconds, int threads) {
        var begin = System.nanoTime();
        var model = new CpModel();
        var variables = new Literal[problem.arcs()];
        var costs = new long[problem.arcs()];
        List<List<Integer>> byAgent = new ArrayList<>();
        for (var i = 0; i < problem.agents(); i++) {
            byAgent.add(new ArrayList<>());
        }
        for (var j = 0; j < problem.jobs(); j++) {
            var one = new ArrayList<Literal>();
            for (var a = problem.firstArc(j); a < problem.firstArc(j + 1); a++) {
                variables[a] = model.newBoolVar("");
                costs[a] = problem.costOf(a);
                one.add(variables[a]);
                byAgent.get(problem.agentOf(a)).add(a);
            }
            model.addExactlyOne(one);
        }
        for (var i = 0; i < problem.agents(); i++) {
            model.addLessOrEqual(
                    LinearExpr.weightedSum(
                            byAgent.get(i).stream().map(a -> variables[a]).toArray(Literal[]::new),
                            byAgent.get(i).stream().mapToLong(problem::loadOf).toArray()),
                    problem.capacity(i));
        }
        model.minimize(LinearExpr.weightedSum(variables, costs));
        var solver = new CpSolver();
        solver.getParameters().setMaxTimeInSeconds(seconds);
        solver.getParameters().setNumWorkers(threads);
        var status = solver.solve(model);
        if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
            TABLE.println("plain CP-SAT: " + status);
            return;
        }
        var value = Math.round(solver.objectiveValue());
        var bound = (long) Math.ceil(solver.bestObjectiveBound() - 1e-6);
        print(
                "matching-plain",
                name,
                sign * value,
                sign * bound,
                (System.nanoTime() - begin) / 1e9,
                status == CpSolverStatus.OPTIMAL);
    }
}
