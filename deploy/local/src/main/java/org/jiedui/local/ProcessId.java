package org.jiedui.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A process that cannot be mistaken for a later one: its number together with the moment it started.
 *
 * @param pid the process number
 * @param startTicks clock ticks between the machine's boot and the start of the process (field 22 of /proc/pid/stat)
 */
public record ProcessId(long pid, long startTicks) {

    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int THREADS = 17;
    private static final int START_TICKS = 19;

    /** The process with this number, or empty when there is none (or only its remains). */
    public static Optional<ProcessId> of(long pid) {
        return statOf(pid)
                .filter(stat -> !isDead(stat))
                .map(stat -> new ProcessId(pid, Long.parseLong(stat[START_TICKS])));
    }

    /** The running JVM. */
    public static ProcessId current() {
        return of(ProcessHandle.current().pid()).orElseThrow();
    }

    /** Reads what {@link #toString()} wrote; empty for anything else. */
    public static Optional<ProcessId> parse(String text) {
        String[] parts = text.strip().split(" ");
        try {
            return parts.length == 2
                    ? Optional.of(new ProcessId(Long.parseLong(parts[0]), Long.parseLong(parts[1])))
                    : Optional.empty();
        } catch (NumberFormatException notOurs) {
            return Optional.empty();
        }
    }

    /** Reads a pid file; empty when it is absent or half written. */
    public static Optional<ProcessId> read(Path file) {
        try {
            return Files.exists(file) ? parse(Files.readString(file)) : Optional.empty();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** Whether this very process still runs; a zombie does not. */
    public boolean alive() {
        return of(pid).filter(this::equals).isPresent();
    }

    /** The process that started this one, or adopted it. */
    public Optional<ProcessId> parent() {
        return statOf(pid).flatMap(stat -> of(Long.parseLong(stat[PARENT])));
    }

    /** The command line, arguments separated by blanks; empty when it may not be read. */
    public String commandLine() {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                    .replace('\0', ' ')
                    .strip();
        } catch (IOException gone) {
            return "";
        }
    }

    /** Resident memory in bytes; 0 when the process is gone. */
    public long residentBytes() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
            return 0;
        } catch (IOException gone) {
            return 0;
        }
    }

    @Override
    public String toString() {
        return pid + " " + startTicks;
    }

    /** A killed process whose other threads are still ending looks like a zombie, but holds its ports and files. */
    private static boolean isDead(String[] stat) {
        boolean ended = "Z".equals(stat[STATE]) || "X".equals(stat[STATE]);
        return ended && Integer.parseInt(stat[THREADS]) <= 1;
    }

    /** The fields of /proc/pid/stat from the third on: the second, the name, may hold blanks and brackets. */
    private static Optional<String[]> statOf(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return Optional.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
