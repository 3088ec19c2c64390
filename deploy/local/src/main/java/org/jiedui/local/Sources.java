package org.jiedui.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The services as programs: built from the repository's sources when those changed since the last time. */
final class Sources {

    private static final List<String> MODULES =
            List.of("household-service", "pairing-service", "evaluation-service", "notification-service", "gateway");

    private final Path repository;

    Sources(Path repository) {
        this.repository = repository;
    }

    /** The program of a service, after {@link #build}. */
    Path program(String service) {
        return repository
                .resolve("gateway".equals(service) ? service : service + "-service")
                .resolve("target/quarkus-app/quarkus-run.jar");
    }

    /**
     * Builds all services unless they were built from these very sources.
     *
     * @param stampFolder where it is noted which sources that were
     */
    void build(Path stampFolder, Consumer<String> progress) {
        Path stamp = stampFolder.resolve("built-from.sha256");
        Folders.locked(stampFolder.resolve("build.lock"), () -> {
            try {
                String fingerprint = fingerprint();
                if (Files.exists(stamp)
                        && Files.readString(stamp).equals(fingerprint)
                        && Stack.SERVICES.stream().map(this::program).allMatch(Files::exists)) {
                    return null;
                }
                progress.accept("Building the services");
                List<String> line = MavenTool.commandLine();
                line.addAll(List.of(
                        "-B",
                        "-ntp",
                        "-q",
                        "-DskipTests",
                        "-DskipITs",
                        "-Dspotless.check.skip",
                        "-pl",
                        String.join(",", MODULES),
                        "-am",
                        "package"));
                Command result = Command.run(repository, Map.of(), line);
                if (!result.succeeded()) {
                    throw new StackFailure(
                            "The services could not be built; mend what Maven says:\n  " + result.lastLines());
                }
                Files.writeString(stamp, fingerprint);
                return null;
            } catch (IOException e) {
                throw new StackFailure("The sources cannot be read (" + e.getMessage() + ").", e);
            }
        });
    }

    /** Of the name, size and time of every file that goes into a program. */
    private String fingerprint() throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new StackFailure("This Java knows no SHA-256.", e);
        }
        List<String> modules = new ArrayList<>(MODULES);
        modules.add("chassis");
        digest.update(line(repository.resolve("pom.xml")));
        for (String module : modules) {
            digest.update(line(repository.resolve(module).resolve("pom.xml")));
            Path sources = repository.resolve(module).resolve("src/main");
            if (Files.isDirectory(sources)) {
                try (Stream<Path> files = Files.walk(sources)) {
                    for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                        digest.update(line(file));
                    }
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private byte[] line(Path file) throws IOException {
        String line =
                repository.relativize(file) + " " + Files.size(file) + " " + Files.getLastModifiedTime(file) + "\n";
        return line.getBytes(StandardCharsets.UTF_8);
    }
}
