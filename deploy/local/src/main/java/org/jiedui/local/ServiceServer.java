package org.jiedui.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One of our services, or the gateway, as a process tuned for a small machine: quick to start, few hundred megabytes. */
final class ServiceServer implements Server {

    private static final Duration START_LIMIT = Duration.ofSeconds(180);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(40);

    private final String name;
    private final Path program;
    private final Path folder;
    private final Path classArchives;
    private final int port;
    private final List<String> jvm;
    private final Map<String, String> environment;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private ServerProcess process;

    /**
     * @param program {@code quarkus-run.jar}
     * @param folder for log and pid file
     * @param classArchives where archives of loaded classes are kept that quicken the next start; null for none
     * @param jvm options of its JVM
     * @param environment the service's configuration
     */
    ServiceServer(
            String name,
            Path program,
            Path folder,
            Path classArchives,
            int port,
            List<String> jvm,
            Map<String, String> environment) {
        this.name = name;
        this.program = program;
        this.folder = folder;
        this.classArchives = classArchives;
        this.port = port;
        this.jvm = jvm;
        this.environment = new HashMap<>(environment);
        this.environment.putAll(Map.of(
                "QUARKUS_HTTP_HOST", "127.0.0.1",
                "QUARKUS_HTTP_PORT", Integer.toString(port),
                "QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false",
                "JIEDUI_LOG_JSON", "false",
                "MALLOC_ARENA_MAX", "2"));
    }

    /** Starts it and waits until it is ready for requests. */
    ServiceServer start() {
        Ports.requireFree(port, "the service " + name);
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(jvm);
        line.addAll(List.of("-Dfile.encoding=UTF-8", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        line.addAll(classArchive());
        line.addAll(List.of("-jar", program.toString()));
        process = ServerProcess.start(
                name, line, environment, folder, folder.resolve(name + ".log"), folder.resolve(name + ".pid"));
        process.awaitReady(this::answers, START_LIMIT);
        return this;
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    @Override
    public void stop() {
        process.stop(STOP_LIMIT);
    }

    @Override
    public void kill() {
        process.kill();
    }

    @Override
    public void restart() {
        start();
    }

    private boolean answers() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while " + name + " was starting.", e);
        }
    }

    /** Whether the running process of this name will write its archive when it ends, which takes longer than ending. */
    static boolean writesArchive(Path classArchives, String name) {
        return Stack.SERVICES.contains(name)
                && Files.isDirectory(classArchives)
                && Files.notExists(classArchives.resolve(name + ".jsa"));
    }

    /** Uses the archive of an earlier run of this program, or has this run write one when it ends. */
    private List<String> classArchive() {
        if (classArchives == null) {
            return List.of();
        }
        Path archive = Folders.create(classArchives).resolve(name + ".jsa");
        try {
            if (Files.exists(archive)
                    && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(program)) > 0) {
                return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
            }
            Files.deleteIfExists(archive);
        } catch (IOException e) {
            throw new StackFailure("The folder " + classArchives + " cannot be used (" + e.getMessage() + ").", e);
        }
        return List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:cds=off", "-Xlog:cds+dynamic=off");
    }
}
