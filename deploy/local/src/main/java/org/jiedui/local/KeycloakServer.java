package org.jiedui.local;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * One Keycloak on the loopback address with the realm {@code jiedui} of {@code keycloak/realm-jiedui.json}. Its data,
 * and so the realm's signing keys, stay below one folder; they are made anew when the realm file changes. The program
 * itself is prepared once per machine and only linked to from there.
 */
public final class KeycloakServer implements Server, AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(180);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final int TRIES_FOR_A_FREE_PORT = 5;
    private static final List<String> PROGRAM = List.of("lib", "providers", "themes", "conf");
    private static final String HOST = "127.0.0.1";

    private final Path folder;
    private final Options options;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private int port;
    private ServerProcess process;

    private KeycloakServer(Path folder, Options options) {
        this.folder = folder;
        this.options = options;
    }

    /**
     * How it is run.
     *
     * @param port 0 for a free one
     * @param adminPassword of {@code admin} in the master realm, set when the data are made
     * @param platformKeys JWK set with the public key of the client {@code provincial-platform-jwt}
     */
    public record Options(int port, String adminPassword, String platformKeys) {

        /** Without the password. */
        @Override
        public String toString() {
            return "port " + port;
        }
    }

    /**
     * Starts it on the folder's data, which are made when there are none, and waits until the realm answers.
     *
     * @throws StackFailure when it does not
     */
    public static KeycloakServer start(Path folder, Options options) {
        return start(Cache.shared(line -> {}), folder, options);
    }

    static KeycloakServer start(Cache cache, Path folder, Options options) {
        Path program = program(cache);
        KeycloakServer server = new KeycloakServer(Folders.create(folder.toAbsolutePath()), options);
        server.link(program);
        server.putRealm();
        server.launch(options.port() == 0 ? TRIES_FOR_A_FREE_PORT : 1);
        return server;
    }

    /** The program, fetched and prepared for quick starts. */
    static Path program(Cache cache) {
        return cache.entry("keycloak-" + Artifacts.KEYCLOAK_VERSION, made -> {
            new Artifacts(cache).unpackKeycloak(made);
            cache.say("Preparing Keycloak (once)");
            prepare(made);
        });
    }

    /** The realm's address, which is also the {@code iss} of its tokens. */
    public String realmUrl() {
        return "http://" + HOST + ":" + port + "/realms/jiedui";
    }

    public int port() {
        return port;
    }

    public ProcessId id() {
        return process.id();
    }

    /** The running (or last) process with its log. */
    @Override
    public ServerProcess process() {
        return process;
    }

    /** Ends it in good order. */
    @Override
    public void stop() {
        process.stop(STOP_LIMIT);
    }

    /** Ends it as a power cut would. */
    @Override
    public void kill() {
        process.kill();
    }

    /** Starts it again on the same port and data, after {@link #stop()} or {@link #kill()}. */
    @Override
    public void restart() {
        spawn();
    }

    @Override
    public void close() {
        stop();
    }

    private void launch(int tries) {
        for (int left = tries; ; left--) {
            port = options.port() == 0 ? Ports.free() : options.port();
            try {
                spawn();
                return;
            } catch (StackFailure failure) {
                if (left <= 1 || Ports.isFree(port)) {
                    throw failure;
                }
            }
        }
    }

    private void spawn() {
        Ports.requireFree(port, "Keycloak");
        List<String> line = new ArrayList<>(java());
        line.addAll(List.of(
                "-Dkc.home.dir=" + folder,
                "-Djboss.server.config.dir=" + folder.resolve("conf"),
                "-cp",
                folder.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                "start",
                "--optimized",
                "--import-realm",
                "--http-enabled=true",
                "--http-host=" + HOST,
                "--http-port=" + port,
                // Fixed, so that the issuer is the same for whoever asks by whichever name.
                "--hostname=http://" + HOST + ":" + port,
                "--cache=local"));
        process = ServerProcess.start(
                "Keycloak",
                line,
                Map.of(
                        "MALLOC_ARENA_MAX", "2",
                        "KC_BOOTSTRAP_ADMIN_USERNAME", "admin",
                        "KC_BOOTSTRAP_ADMIN_PASSWORD", options.adminPassword()),
                folder,
                folder.resolve("keycloak.log"),
                folder.resolve("keycloak.pid"));
        process.awaitReady(this::answers, START_LIMIT);
    }

    private boolean answers() {
        HttpRequest request = HttpRequest.newBuilder(URI.create(realmUrl() + "/.well-known/openid-configuration"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailure("Interrupted while Keycloak was starting.", e);
        }
    }

    private void link(Path program) {
        try {
            for (String part : PROGRAM) {
                Path link = folder.resolve(part);
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, program.resolve(part));
            }
        } catch (IOException e) {
            throw new StackFailure("Keycloak's folder " + folder + " cannot be made (" + e.getMessage() + ").", e);
        }
    }

    /** Keycloak imports a realm only when it does not know it: another realm file means new data. */
    private void putRealm() {
        try (InputStream source = KeycloakServer.class.getResourceAsStream("/keycloak/realm-jiedui.json")) {
            String realm = new String(source.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@PLATFORM_JWKS@", options.platformKeys().replace("\"", "\\\""));
            String digest = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(realm.getBytes(StandardCharsets.UTF_8)));
            Path imported = folder.resolve("realm.sha256");
            if (Files.exists(imported) && Files.readString(imported).equals(digest)) {
                return;
            }
            Folders.delete(folder.resolve("data"));
            Path target = Folders.create(folder.resolve("data/import")).resolve("realm-jiedui.json");
            Files.writeString(target, realm);
            Files.writeString(imported, digest);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw new StackFailure("The realm file cannot be put in place (" + e.getMessage() + ").", e);
        }
    }

    private static void prepare(Path home) {
        List<String> line = new ArrayList<>(java());
        line.addAll(List.of(
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-cp",
                home.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                "build",
                "--db=dev-file"));
        Command result = Command.run(home, Map.of(), line);
        // 10: built, and a start command would go on in a new process
        if (!result.succeeded() && result.exitCode() != 10) {
            throw new StackFailure("Keycloak could not be prepared: " + result.lastLines());
        }
    }

    /** What its own start script says, but with a small heap; that script would stay in memory beside the server. */
    private static List<String> java() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms48m",
                "-Xmx192m",
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.security=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true");
    }
}
