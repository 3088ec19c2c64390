package org.jiedui.local;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The real servers that integration tests run on: one MySQL and one Kafka for a whole Maven build, started by the first
 * module that asks, on free ports. They end with the build, however it ends; outside a build, with the test JVM.
 *
 * <p>Servers that run already are used instead when the environment names them:
 *
 * <ul>
 *   <li>{@code JIEDUI_TEST_MYSQL_URL}, e.g. {@code jdbc:mysql://127.0.0.1:3306/?user=root&password=…}: a user who may
 *       create schemas and users
 *   <li>{@code JIEDUI_TEST_KAFKA}, e.g. {@code 127.0.0.1:9092}
 *   <li>{@code JIEDUI_TEST_SUFFIX}, a few letters appended to each schema's name, for builds that share a server
 * </ul>
 */
public final class TestServers {

    /** Test frameworks load this class several times in one JVM: what all of them must see is kept in properties. */
    private static final String MEMO = "org.jiedui.local.test.";

    private static final String MUTEX = "org.jiedui.local.TestServers";

    private TestServers() {}

    /** The MySQL server's address without a schema: {@code jdbc:mysql://127.0.0.1:<port>}. */
    public static String mysqlBaseUrl() {
        return mysql().baseUrl();
    }

    /**
     * A schema of the calling module's own with a user who has rights on nothing else. It is empty at the first call in
     * a JVM; later calls answer with the same one.
     *
     * @param module short name, e.g. {@code household}
     */
    public static TestSchema schema(String module) {
        String suffix = Optional.ofNullable(System.getenv("JIEDUI_TEST_SUFFIX")).orElse("");
        String name = "jiedui_" + module + (suffix.isBlank() ? "" : "_" + suffix.strip());
        if (!name.matches("[a-z0-9_]{1,32}")) {
            throw new IllegalArgumentException(
                    "A schema's name has at most 32 small letters, digits and underscores: " + name);
        }
        MySqlAdministration administration = mysql();
        String password = memo("schema." + name, () -> {
            String made = secret();
            administration.recreateSchema(name, made);
            return made;
        });
        return new TestSchema(name, administration.urlOf(name), name, password);
    }

    /** A connection to the MySQL server as its administrator: for tests that watch the server itself. */
    public static Connection administer() throws SQLException {
        return mysql().connect();
    }

    /** The Kafka broker, as clients take it: {@code 127.0.0.1:<port>}. */
    public static String kafka() {
        return memo(
                "kafka",
                () -> Optional.ofNullable(System.getenv("JIEDUI_TEST_KAFKA"))
                        .filter(given -> !given.isBlank())
                        .orElseGet(() -> shared(
                                "kafka",
                                folder -> KafkaServer.start(cache(), folder, KafkaServer.Options.defaults())
                                        .bootstrapServers())));
    }

    /** A font with Chinese glyphs to print with; empty where the machine has none and its package source gives none. */
    public static java.util.Optional<Path> chineseFont() {
        return ChineseFont.find(cache());
    }

    private static MySqlAdministration mysql() {
        String url = memo(
                "mysql",
                () -> Optional.ofNullable(System.getenv("JIEDUI_TEST_MYSQL_URL"))
                        .filter(given -> !given.isBlank())
                        .orElseGet(() -> shared(
                                "mysql",
                                folder -> MySqlServer.start(cache(), folder, MySqlServer.Options.defaults())
                                        .baseUrl())));
        return MySqlAdministration.parse(url);
    }

    private static Cache cache() {
        return Cache.shared(System.err::println);
    }

    private static String memo(String key, Supplier<String> maker) {
        synchronized (MUTEX.intern()) {
            String known = System.getProperty(MEMO + key);
            if (known == null) {
                known = maker.get();
                System.setProperty(MEMO + key, known);
            }
            return known;
        }
    }

    /** The build's server of this kind: the running one, or one started now, under the build's lock. */
    private static String shared(String kind, java.util.function.Function<Path, String> starter) {
        ProcessId owner = MavenTool.ancestor().orElseGet(ProcessId::current);
        Path servers = root().resolve("target").resolve("servers");
        Path own = servers.resolve(owner.pid() + "-" + owner.startTicks());
        return Folders.locked(servers.resolve("lock"), () -> {
            sweep(servers);
            Keeper.watch(owner, own, Keeper.Afterwards.DELETE);
            Path folder = own.resolve(kind);
            Path address = folder.resolve("address");
            try {
                if (Files.exists(address)
                        && ProcessId.read(folder.resolve(kind + ".pid"))
                                .filter(ProcessId::alive)
                                .isPresent()) {
                    return Files.readString(address);
                }
                String started = starter.apply(folder);
                Files.writeString(address, started);
                return started;
            } catch (IOException e) {
                throw new StackFailure("The folder " + folder + " cannot be used (" + e.getMessage() + ").", e);
            }
        });
    }

    /** Ends what builds left behind whose keeper was killed together with them. */
    private static void sweep(Path servers) {
        try (Stream<Path> folders = Files.list(servers)) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                Optional<ProcessId> owner =
                        ProcessId.parse(folder.getFileName().toString().replace('-', ' '));
                boolean kept = ProcessId.read(folder.resolve("keeper.pid"))
                        .filter(ProcessId::alive)
                        .isPresent();
                if (owner.isPresent() && !owner.get().alive() && !kept) {
                    for (String kind : List.of("mysql", "kafka")) {
                        ServerProcess.attach(
                                        kind,
                                        folder.resolve("sweep.log"),
                                        folder.resolve(kind).resolve(kind + ".pid"))
                                .ifPresent(ServerProcess::kill);
                    }
                    Folders.delete(folder);
                }
            }
        } catch (IOException e) {
            throw new StackFailure("The folder " + servers + " cannot be read (" + e.getMessage() + ").", e);
        }
    }

    /** The repository: what the build says, else the nearest folder upwards that holds {@code .mvn}. */
    private static Path root() {
        String given = System.getProperty("jiedui.root");
        if (given != null) {
            return Path.of(given);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return folder;
            }
        }
        throw new StackFailure("The repository's root was not found above "
                + Path.of("").toAbsolutePath() + "; name it with -Djiedui.root=….");
    }

    private static String secret() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * A port for a server that starts, or starts again, later: below those that the kernel gives to outgoing connections,
     * of which one would take it meanwhile.
     */
    public static int freePort() {
        while (true) {
            try (var socket = new ServerSocket(ThreadLocalRandom.current().nextInt(15_000, 32_000))) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                // the next one
            }
        }
    }
}
