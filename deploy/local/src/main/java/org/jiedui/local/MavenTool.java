package org.jiedui.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The person's own Maven, run as a program: its settings, mirrors and local repository say where things come from, and
 * nothing here does. Inside a Maven build the same installation, settings file and local repository are used again.
 */
final class MavenTool {

    private static final String DEPENDENCY_PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.9.0";
    private static final String LAUNCHER = "org.codehaus.plexus.classworlds.launcher.Launcher";

    private MavenTool() {}

    /** The Maven process that this JVM was forked from, if any: the one that runs the build. */
    static Optional<ProcessId> ancestor() {
        Optional<ProcessId> process = ProcessId.current().parent();
        while (process.isPresent() && process.get().pid() > 1) {
            if (process.get().commandLine().contains(LAUNCHER)) {
                return process;
            }
            process = process.get().parent();
        }
        return Optional.empty();
    }

    /**
     * The files of these dependencies and of all that they need, from the local repository.
     *
     * @param dependencies {@code <dependency>} elements
     */
    static List<Path> resolve(String what, Path workFolder, String dependencies) {
        Path pom = workFolder.resolve("pom.xml");
        Path list = workFolder.resolve("files.txt");
        try {
            Files.createDirectories(workFolder);
            Files.writeString(
                    pom,
                    "<project xmlns=\"http://maven.apache.org/POM/4.0.0\"><modelVersion>4.0.0</modelVersion>"
                            + "<groupId>org.jiedui.fetch</groupId><artifactId>fetch</artifactId><version>1</version>"
                            + "<packaging>pom</packaging><dependencies>" + dependencies + "</dependencies></project>");
            List<String> line = commandLine();
            line.addAll(List.of(
                    "-B",
                    "-ntp",
                    "-q",
                    "-f",
                    pom.toString(),
                    DEPENDENCY_PLUGIN + ":build-classpath",
                    "-Dmdep.outputFile=" + list,
                    "-Dmdep.pathSeparator=:"));
            Command result = Command.run(workFolder, Map.of(), line);
            if (!result.succeeded()) {
                throw new StackFailure("Maven could not fetch " + what
                        + "; check the network and Maven's settings, then try again. Maven said:\n  "
                        + result.lastLines());
            }
            List<Path> files = new ArrayList<>();
            for (String file : Files.readString(list).strip().split(":")) {
                files.add(Path.of(file));
            }
            return files;
        } catch (IOException e) {
            throw new StackFailure("Fetching " + what + " failed (" + e.getMessage() + ").", e);
        }
    }

    /** {@code mvn} with the settings of the surrounding build, if there is one. */
    static List<String> commandLine() {
        String surrounding = ancestor().map(ProcessId::commandLine).orElse("");
        List<String> line = new ArrayList<>();
        line.add(argument(surrounding, "-Dmaven\\.home=(\\S+)")
                .map(home -> Path.of(home, "bin", "mvn"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .orElse("mvn"));
        argument(surrounding, " (?:-s|--settings)[ =](\\S+)").ifPresent(file -> line.addAll(List.of("-s", file)));
        argument(surrounding, " (?:-gs|--global-settings)[ =](\\S+)")
                .ifPresent(file -> line.addAll(List.of("-gs", file)));
        Optional.ofNullable(System.getProperty("localRepository"))
                .or(() -> argument(surrounding, "-Dmaven\\.repo\\.local=(\\S+)"))
                .ifPresent(repository -> line.add("-Dmaven.repo.local=" + repository));
        return line;
    }

    private static Optional<String> argument(String commandLine, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(commandLine);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
