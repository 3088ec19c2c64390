package org.jiedui.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a short-lived program did.
 *
 * @param exitCode 0 for success; 127 when the program is not there
 * @param output both of its streams, mixed
 */
record Command(int exitCode, String output) {

    /** Runs the program to its end. */
    static Command run(Path folder, Map<String, String> environment, List<String> line) {
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(Path.of("/dev/null").toFile());
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Command(process.waitFor(), output);
        } catch (IOException notThere) {
            return new Command(127, String.valueOf(notThere.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while " + line.get(0) + " ran.", e);
        }
    }

    boolean succeeded() {
        return exitCode == 0;
    }

    /** The end of the output, for messages. */
    String lastLines() {
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        return String.join("\n  ", lines.subList(Math.max(0, lines.size() - 6), lines.size()));
    }
}
