package org.jiedui.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One server as a process of its own session: it outlives the JVM that started it, no Ctrl-C at the terminal reaches it,
 * and its pid file says which process it is.
 */
public final class ServerProcess {

    private static final int LAST_LINES = 12;
    private static final long TAIL_BYTES = 16 * 1024;

    private final String name;
    private final ProcessId id;
    private final Path log;
    private final Path pidFile;

    private ServerProcess(String name, ProcessId id, Path log, Path pidFile) {
        this.name = name;
        this.id = id;
        this.log = log;
        this.pidFile = pidFile;
    }

    /**
     * Starts the command; its output is appended to the log, its pid is in the pid file when this returns.
     *
     * @throws StackFailure when the program cannot be run
     */
    static ServerProcess start(
            String name, List<String> command, Map<String, String> environment, Path folder, Path log, Path pidFile) {
        List<String> line = new ArrayList<>();
        line.add("setsid");
        line.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(Folders.create(folder).toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            ProcessId id = ProcessId.of(process.pid())
                    .orElseThrow(() -> new StackFailure(name + " ended at once." + lastLines(log)));
            Files.writeString(pidFile, id.toString());
            return new ServerProcess(name, id, log, pidFile);
        } catch (IOException e) {
            throw new StackFailure(name + " cannot be started (" + e.getMessage() + ").", e);
        }
    }

    /** The server that an earlier JVM started, if it still runs. */
    static Optional<ServerProcess> attach(String name, Path log, Path pidFile) {
        return ProcessId.read(pidFile).filter(ProcessId::alive).map(id -> new ServerProcess(name, id, log, pidFile));
    }

    public String name() {
        return name;
    }

    public ProcessId id() {
        return id;
    }

    public Path log() {
        return log;
    }

    public boolean alive() {
        return id.alive();
    }

    /** The end of the log, for messages about a server that failed. */
    public String lastLines() {
        return lastLines(log);
    }

    /**
     * Waits until the server answers.
     *
     * @throws StackFailure when it dies meanwhile or the time is up; it is killed then
     */
    void awaitReady(BooleanSupplier ready, Duration limit) {
        Deadline deadline = Deadline.in(limit);
        while (!ready.getAsBoolean()) {
            if (!alive()) {
                throw new StackFailure(name + " ended while it was starting." + lastLines());
            }
            if (deadline.passed()) {
                kill();
                throw new StackFailure(
                        name + " was not ready within " + limit.toSeconds() + " s and was stopped." + lastLines());
            }
            Deadline.pause();
        }
    }

    /** Asks the server to end (SIGTERM) and kills it when it has not within the time. */
    void stop(Duration limit) {
        if (alive()) {
            ProcessHandle.of(id.pid()).ifPresent(ProcessHandle::destroy);
            if (!Deadline.in(limit).await(() -> !alive())) {
                kill();
            }
        }
        forget();
    }

    /** Ends the server as a power cut would (SIGKILL) and returns when it is gone. */
    void kill() {
        if (alive()) {
            ProcessHandle.of(id.pid()).ifPresent(ProcessHandle::destroyForcibly);
            if (!Deadline.in(Duration.ofSeconds(10)).await(() -> !alive())) {
                throw new StackFailure(name + " (process " + id.pid() + ") could not be killed.");
            }
        }
        forget();
    }

    private void forget() {
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new StackFailure("The pid file " + pidFile + " cannot be deleted.", e);
        }
    }

    static String lastLines(Path log) {
        try (var channel = Files.newByteChannel(log)) {
            long size = channel.size();
            channel.position(Math.max(0, size - TAIL_BYTES));
            var buffer = java.nio.ByteBuffer.allocate((int) Math.min(size, TAIL_BYTES));
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                continue;
            }
            List<String> lines = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            List<String> last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
            return " The log " + log + " ends with:\n  " + String.join("\n  ", last);
        } catch (IOException unreadable) {
            return " There is no log " + log + ".";
        }
    }
}
