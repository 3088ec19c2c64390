package org.jiedui.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.StringTokenizer;
import org.jiedui.pairing.matching.engine.AssignmentProblem;

/**
 * A generalised assignment problem in the format of the OR-Library: numbers of agents and jobs, costs by agent, loads by
 * agent, capacities; separated by blanks and line ends.
 *
 * @param cost by agent and job
 * @param load by agent and job
 * @param capacity by agent
 */
record AssignmentFile(long[][] cost, int[][] load, int[] capacity) {
    /** A file that is not what it should be. */
    static final class BadFile extends Exception {
        BadFile(String message) {
            super(message);
        }
    }

    /** Reads it; refuses missing, superfluous, negative and unreadable numbers with their place. */
    static AssignmentFile read(Path file) throws IOException, BadFile {
        if (!Files.isRegularFile(file)) {
            throw new BadFile("there is no file " + file);
        }
        return parse(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
    }

    static AssignmentFile parse(String text) throws BadFile {
        var numbers = new Numbers(text);
        var agents = numbers.next("number of agents", 1, 1_000_000);
        var jobs = numbers.next("number of jobs", 1, 10_000_000);
        if ((long) agents * jobs > 100_000_000L) {
            throw new BadFile(agents + " agents and " + jobs + " jobs are too many");
        }
        var expected = 2L + 2L * agents * jobs + agents;
        if (numbers.count() != expected) {
            throw new BadFile("expected " + expected + " numbers for " + agents + " agents and " + jobs
                    + " jobs, found " + numbers.count());
        }
        var cost = new long[agents][jobs];
        var load = new int[agents][jobs];
        var capacity = new int[agents];
        for (var i = 0; i < agents; i++) {
            for (var j = 0; j < jobs; j++) {
                cost[i][j] =
                        numbers.next("cost", -(int) AssignmentProblem.MOST_COST, (int) AssignmentProblem.MOST_COST);
            }
        }
        for (var i = 0; i < agents; i++) {
            for (var j = 0; j < jobs; j++) {
                load[i][j] = numbers.next("load", 0, Integer.MAX_VALUE);
            }
        }
        for (var i = 0; i < agents; i++) {
            capacity[i] = numbers.next("capacity", 0, Integer.MAX_VALUE);
        }
        return new AssignmentFile(cost, load, capacity);
    }

    int agents() {
        return capacity.length;
    }

    int jobs() {
        return cost[0].length;
    }

    /** As the engine takes it: lower is better. */
    AssignmentProblem problem(boolean maximise) {
        var builder = new AssignmentProblem.Builder(jobs(), agents());
        for (var i = 0; i < agents(); i++) {
            builder.agent(i, capacity[i]);
        }
        for (var j = 0; j < jobs(); j++) {
            builder.job(AssignmentProblem.MUST, -1);
            for (var i = 0; i < agents(); i++) {
                builder.arc(i, load[i][j], maximise ? -cost[i][j] : cost[i][j]);
            }
        }
        return builder.build();
    }

    /** What an assignment is worth, counted from the file alone; empty when it breaks a condition. */
    java.util.OptionalLong valueOf(int[] agentOf) {
        if (agentOf.length != jobs()) {
            return java.util.OptionalLong.empty();
        }
        var left = new long[agents()];
        var sum = 0L;
        for (var i = 0; i < left.length; i++) {
            left[i] = capacity[i];
        }
        for (var j = 0; j < agentOf.length; j++) {
            if (agentOf[j] < 0 || agentOf[j] >= left.length) {
                return java.util.OptionalLong.empty();
            }
            sum += cost[agentOf[j]][j];
            left[agentOf[j]] -= load[agentOf[j]][j];
            if (left[agentOf[j]] < 0) {
                return java.util.OptionalLong.empty();
            }
        }
        return java.util.OptionalLong.of(sum);
    }

    private static final class Numbers {
        private final StringTokenizer tokens;
        private final int total;
        private int at;

        Numbers(String text) {
            tokens = new StringTokenizer(text);
            total = tokens.countTokens();
        }

        int count() {
            return total;
        }

        int next(String what, int least, int most) throws BadFile {
            at++;
            if (!tokens.hasMoreTokens()) {
                throw new BadFile("number " + at + " (" + what + ") is missing");
            }
            var token = tokens.nextToken();
            try {
                var number = Integer.parseInt(token);
                if (number >= least && number <= most) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw new BadFile("number " + at + " (" + what + ") must be a whole number from " + least + " to " + most);
        }
    }
}
