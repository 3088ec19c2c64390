package org.jiedui.local;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The command line of the one-machine stack: {@code up}, {@code down}, {@code status}, {@code logs}, {@code token}. The
 * scripts in {@code deploy/local} call it. Exit code 0: done; 1: failed, with one sentence on stderr; 2: wrong usage.
 */
public final class Jiedui {

    private static final String USAGE = """
            usage: deploy/local/up [--detach] [--empty] [--reset] [--port-offset N]
                     starts everything; Ctrl-C ends it
                     --detach       returns when all is ready; deploy/local/down ends it
                     --empty        no demonstration data
                     --reset        deletes all data first
                     --port-offset  adds N to each port
                   deploy/local/down                   ends everything; data stay
                   deploy/local/status                 what runs, where, and how much memory it takes
                   deploy/local/logs [part] [-f]       the last lines of all logs, or of one
                   deploy/local/token <user> [scope]   an access token, e.g. of county, or of provincial-platform
            """;

    private static final int LINES_OF_ALL = 15;
    private static final int LINES_OF_ONE = 200;
    private static final long WATCH_MILLIS = 500;
    private static final double MEGABYTE = 1 << 20;

    private final Path repository;
    private final Path folder;
    private final PrintStream out =
            new PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);

    private Jiedui(Path repository) {
        this.repository = repository;
        this.folder = repository.resolve(".jiedui");
    }

    /** @param arguments the command and its options; the system property {@code jiedui.root} names the repository */
    public static void main(String[] arguments) {
        System.exit(new Jiedui(Path.of(System.getProperty("jiedui.root", "")).toAbsolutePath())
                .run(new ArrayDeque<>(List.of(arguments))));
    }

    private int run(Deque<String> arguments) {
        try {
            switch (String.valueOf(arguments.poll())) {
                case "up" -> {
                    return up(arguments);
                }
                case "down" -> {
                    return down();
                }
                case "status" -> {
                    return status();
                }
                case "logs" -> {
                    return logs(arguments);
                }
                case "token" -> {
                    return token(arguments);
                }
                default -> {
                    return usage();
                }
            }
        } catch (StackFailure failure) {
            System.err.println(failure.getMessage());
            return 1;
        }
    }

    private int usage() {
        System.err.print(USAGE);
        return 2;
    }

    private int up(Deque<String> arguments) {
        boolean detach = false;
        boolean empty = false;
        boolean reset = false;
        int offset = 0;
        while (!arguments.isEmpty()) {
            String argument = arguments.poll();
            switch (argument) {
                case "--detach" -> detach = true;
                case "--empty" -> empty = true;
                case "--reset" -> reset = true;
                case "--port-offset" -> {
                    String number = String.valueOf(arguments.poll());
                    if (!number.matches("\\d{1,5}")) {
                        return usage();
                    }
                    offset = Integer.parseInt(number);
                }
                default -> {
                    System.err.println("Unknown option " + argument + ".");
                    return usage();
                }
            }
        }
        if (reset && Stack.running(folder).isEmpty()) {
            Stack.deleteData(folder);
        }
        Stack stack = Stack.prepare(Stack.Options.local(repository, offset, out::println));
        CountDownLatch ended = new CountDownLatch(1);
        Thread stopper = new Thread(() -> interrupted(stack, ended), "stop");
        Runtime.getRuntime().addShutdownHook(stopper);
        stack.run();
        try {
            if (!empty) {
                new DemoData(new DemoApi(stack.gatewayUrl(), stack.tokens()), stack::say)
                        .provide(folder.resolve("demo-data.done"));
            }
        } catch (StackFailure failure) {
            stack.stop();
            throw failure;
        }
        welcome(stack);
        if (detach) {
            Runtime.getRuntime().removeShutdownHook(stopper);
            return 0;
        }
        out.println("\nCtrl-C ends it.");
        return watch(stack, ended);
    }

    /** The end of this JVM, by Ctrl-C or a signal, ends the stack. */
    private static void interrupted(Stack stack, CountDownLatch ended) {
        if (ended.getCount() > 0) {
            ended.countDown();
            stack.stop();
        }
    }

    private int watch(Stack stack, CountDownLatch ended) {
        try {
            while (!ended.await(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
                Optional<ServerProcess> dead = stack.dead();
                if (dead.isPresent() && ended.getCount() > 0) {
                    ended.countDown();
                    System.err.println(dead.get().name() + " has died; everything else is stopped."
                            + dead.get().lastLines());
                    stack.stop();
                    return 1;
                }
            }
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private int down() {
        int ended = Stack.stopAll(folder, out::println);
        out.println(ended == 0 ? "Nothing was running." : "All has ended; the data stay in " + folder + ".");
        return 0;
    }

    private int status() {
        List<Stack.Part> parts = Stack.parts(folder);
        Properties state = Stack.state(folder).orElseGet(Properties::new);
        if (parts.stream().allMatch(part -> part.process().isEmpty())) {
            out.println("Nothing is running.");
            return 1;
        }
        long total = 0;
        out.printf(Locale.ROOT, "%-14s %-8s %8s %8s %6s%n", "part", "state", "process", "memory", "port");
        for (Stack.Part part : parts) {
            long memory = part.process().map(ProcessId::residentBytes).orElse(0L);
            total += memory;
            out.printf(
                    Locale.ROOT,
                    "%-14s %-8s %8s %5.0f MB %6s%n",
                    part.name(),
                    part.process().isPresent() ? "up" : "DEAD",
                    part.process().map(id -> Long.toString(id.pid())).orElse("-"),
                    memory / MEGABYTE,
                    state.getProperty("port." + part.name(), "-"));
        }
        out.printf(Locale.ROOT, "%-14s %-8s %8s %5.0f MB%n", "total", "", "", total / MEGABYTE);
        List<Stack.Part> dead =
                parts.stream().filter(part -> part.process().isEmpty()).toList();
        for (Stack.Part part : dead) {
            out.println("\n" + part.name() + " has died." + ServerProcess.lastLines(part.log()));
        }
        if (!dead.isEmpty()) {
            out.println("\nStart anew with deploy/local/down and deploy/local/up.");
        }
        return dead.isEmpty() ? 0 : 1;
    }

    private int logs(Deque<String> arguments) {
        boolean follow = arguments.removeIf(argument -> argument.equals("-f") || argument.equals("--follow"));
        List<Stack.Part> parts = Stack.parts(folder);
        if (!arguments.isEmpty()) {
            String name = arguments.poll();
            parts = parts.stream().filter(part -> part.name().equals(name)).toList();
            if (parts.isEmpty()) {
                throw new StackFailure("There is no log of " + name + "; there are those of "
                        + String.join(
                                ", ",
                                Stack.parts(folder).stream()
                                        .map(Stack.Part::name)
                                        .toList())
                        + ".");
            }
        }
        int lines = parts.size() == 1 ? LINES_OF_ONE : LINES_OF_ALL;
        List<Tail> tails = new ArrayList<>();
        for (Stack.Part part : parts) {
            tails.add(new Tail(part, parts.size() > 1).printLast(lines));
        }
        while (follow) {
            tails.forEach(Tail::printNew);
            Deadline.pause();
        }
        return 0;
    }

    private int token(Deque<String> arguments) {
        if (arguments.isEmpty()) {
            return usage();
        }
        Properties state = Stack.state(folder)
                .orElseThrow(() -> new StackFailure("The stack was never started; start it with deploy/local/up."));
        String user = arguments.poll();
        out.println(new Tokens(state.getProperty("realm")).of(user, String.join(" ", arguments)));
        return 0;
    }

    private void welcome(Stack stack) {
        String gateway = stack.gatewayUrl();
        stack.say("everything is ready");
        out.println();
        for (Stack.Part part : Stack.parts(folder)) {
            part.process()
                    .ifPresent(id ->
                            out.printf(Locale.ROOT, "  %-14s %5.0f MB%n", part.name(), id.residentBytes() / MEGABYTE));
        }
        out.printf(
                Locale.ROOT,
                "  %-14s %5.0f MB resident%n",
                "total",
                Stack.running(folder).stream()
                                .mapToLong(part -> part.process().orElseThrow().residentBytes())
                                .sum()
                        / MEGABYTE);
        out.print("""

                API       %1$s/api/v1
                Docs      %1$s/api/docs
                Sign-in   %2$s   (app: jiedui-app)
                Users     province county county2 township township2 clerk clerk2 helper helper2 helper3
                          mentor mentee auditor   (password: %3$s)

                curl -H "Authorization: Bearer $(deploy/local/token county)" %1$s/api/v1/households?limit=5
                deploy/local/status     what runs and how much memory it takes
                deploy/local/logs household -f
                """.formatted(gateway, stack.realmUrl(), Tokens.DEMO_PASSWORD));
    }

    /** The end of a log file, and what is added to it. */
    private final class Tail {

        private final Stack.Part part;
        private final boolean named;
        private long read;

        Tail(Stack.Part part, boolean named) {
            this.part = part;
            this.named = named;
        }

        Tail printLast(int count) {
            try (Stream<String> lines = Files.lines(part.log(), StandardCharsets.UTF_8)) {
                Deque<String> last = new ArrayDeque<>();
                lines.forEach(line -> {
                    last.add(line);
                    if (last.size() > count) {
                        last.poll();
                    }
                });
                last.forEach(this::print);
                read = Files.size(part.log());
                return this;
            } catch (IOException | java.io.UncheckedIOException e) {
                throw new StackFailure("The log " + part.log() + " cannot be read (" + e.getMessage() + ").", e);
            }
        }

        void printNew() {
            try (RandomAccessFile file = new RandomAccessFile(part.log().toFile(), "r")) {
                if (file.length() > read) {
                    byte[] bytes = new byte[(int) Math.min(file.length() - read, 1 << 20)];
                    file.seek(read);
                    file.readFully(bytes);
                    read += bytes.length;
                    new String(bytes, StandardCharsets.UTF_8).lines().forEach(this::print);
                }
            } catch (IOException e) {
                throw new StackFailure("The log " + part.log() + " cannot be read (" + e.getMessage() + ").", e);
            }
        }

        private void print(String line) {
            out.println(named ? String.format(Locale.ROOT, "%-14s %s", part.name(), line) : line);
        }
    }
}
