package org.jiedui.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * One MySQL server on the loopback address, with its data below one folder. It outlives this JVM; stop it or leave its
 * pid file to whoever does.
 */
public final class MySqlServer implements Server, AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final int TRIES_FOR_A_FREE_PORT = 5;

    private final Path folder;
    private final Options options;
    private final Artifacts.MySqlDistribution distribution;
    private int port;
    private ServerProcess process;

    private static final int SMALL_REDO_LOG = 256;

    private MySqlServer(Path folder, Options options, Artifacts.MySqlDistribution distribution) {
        this.folder = folder;
        this.options = options;
        this.distribution = distribution;
    }

    /**
     * How a server is run.
     *
     * @param port 0 for a free one
     * @param durable true: what is committed survives a power cut (log flushed and binary log synced at each commit);
     *     false: for tests that need no such thing and go faster
     * @param bufferPoolMegabytes InnoDB's buffer pool; half of it, at least 256 MB, may lie in the redo log
     * @param rootPassword of {@code root}, set at each start; may be empty
     */
    public record Options(int port, boolean durable, int bufferPoolMegabytes, String rootPassword) {

        static final int SMALL_BUFFER_POOL = 128;

        /** A free port, full durability, 128 MB, no password. */
        public static Options defaults() {
            return new Options(0, true, SMALL_BUFFER_POOL, "");
        }

        public Options withPort(int port) {
            return new Options(port, durable, bufferPoolMegabytes, rootPassword);
        }

        public Options withDurable(boolean durable) {
            return new Options(port, durable, bufferPoolMegabytes, rootPassword);
        }

        public Options withBufferPoolMegabytes(int bufferPoolMegabytes) {
            return new Options(port, durable, bufferPoolMegabytes, rootPassword);
        }

        public Options withRootPassword(String rootPassword) {
            return new Options(port, durable, bufferPoolMegabytes, rootPassword);
        }
    }

    /**
     * Starts a server on the folder's data, which are made when there are none, and waits until it answers.
     *
     * @throws StackFailure when it does not
     */
    public static MySqlServer start(Path folder, Options options) {
        return start(Cache.shared(line -> {}), folder, options);
    }

    static MySqlServer start(Cache cache, Path folder, Options options) {
        Artifacts.MySqlDistribution distribution = new Artifacts(cache).mysql();
        Path template = cache.entry(
                "mysql-" + Artifacts.MYSQL_VERSION + "-data-1", made -> initialise(distribution, made.resolve("data")));
        MySqlServer server = new MySqlServer(Folders.create(folder.toAbsolutePath()), options, distribution);
        server.createDataFrom(template.resolve("data"));
        server.launch(options.port() == 0 ? TRIES_FOR_A_FREE_PORT : 1);
        return server;
    }

    /** {@code jdbc:mysql://127.0.0.1:<port>}: a schema's name, with a slash before it, makes it a whole address. */
    public String baseUrl() {
        return "jdbc:mysql://127.0.0.1:" + port;
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

    /** A connection as {@code root}. */
    public Connection connect() throws SQLException {
        return MySqlAdministration.connect(baseUrl(), "root", options.rootPassword());
    }

    /** Ends it in good order: all buffers are written. */
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

    private void createDataFrom(Path template) {
        Path data = folder.resolve("data");
        if (Files.isDirectory(data)) {
            return;
        }
        Path part = folder.resolve("data.part");
        Folders.delete(part);
        Folders.copy(template, part);
        try {
            Files.move(part, data);
        } catch (IOException e) {
            throw new StackFailure("MySQL's data folder " + data + " cannot be made (" + e.getMessage() + ").", e);
        }
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
        Ports.requireFree(port, "MySQL");
        Path start = folder.resolve("start.sql");
        Folders.writePrivately(
                start, "ALTER USER 'root'@'127.0.0.1' IDENTIFIED BY '" + options.rootPassword() + "';\n");
        List<String> line = commonOptions(distribution, folder.resolve("data"));
        line.addAll(List.of(
                "--port=" + port,
                "--bind-address=127.0.0.1",
                "--init-file=" + start,
                "--pid-file=" + folder.resolve("data/mysqld.pid"),
                "--skip-name-resolve",
                "--max-connections=500",
                "--local-infile=ON",
                "--secure-file-priv=NULL",
                "--character-set-server=utf8mb4",
                "--default-time-zone=+00:00",
                "--log-timestamps=UTC",
                "--transaction-isolation=READ-COMMITTED",
                "--innodb-buffer-pool-size=" + options.bufferPoolMegabytes() + "M",
                "--innodb-redo-log-capacity=" + Math.max(SMALL_REDO_LOG, options.bufferPoolMegabytes() / 2) + "M",
                // They spin: with two cores for everything, that takes more than it saves.
                "--innodb-log-writer-threads=OFF",
                "--table-open-cache=1000",
                "--table-definition-cache=600",
                "--binlog-expire-logs-seconds=86400"));
        line.addAll(
                options.durable()
                        ? List.of("--innodb-flush-log-at-trx-commit=1", "--log-bin=binlog", "--sync-binlog=1")
                        : List.of(
                                "--innodb-flush-log-at-trx-commit=0",
                                "--skip-log-bin",
                                "--innodb-doublewrite=OFF",
                                "--innodb-flush-method=nosync"));
        process = ServerProcess.start(
                "MySQL",
                line,
                distribution.environment(),
                folder,
                folder.resolve("mysql.log"),
                folder.resolve("mysql.pid"));
        process.awaitReady(this::answers, START_LIMIT);
    }

    private boolean answers() {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT @@datadir")) {
            // Not another server that has the port already.
            return rows.next() && Path.of(rows.getString(1)).equals(folder.resolve("data"));
        } catch (SQLException notYet) {
            return false;
        }
    }

    /** Makes the data folder that all servers begin with: {@code root} may come in over TCP, and that is all. */
    private static void initialise(Artifacts.MySqlDistribution distribution, Path data) {
        Path first = data.resolveSibling("first.sql");
        Folders.writePrivately(
                first,
                "CREATE USER 'root'@'127.0.0.1';\n"
                        + "GRANT ALL PRIVILEGES ON *.* TO 'root'@'127.0.0.1' WITH GRANT OPTION;\n"
                        + "DROP USER 'root'@'localhost';\n");
        List<String> line = commonOptions(distribution, data);
        line.addAll(List.of("--initialize-insecure", "--init-file=" + first, "--innodb-redo-log-capacity=8M"));
        Command result = Command.run(data.getParent(), distribution.environment(), line);
        if (!result.succeeded()) {
            throw new StackFailure("MySQL could not make its first data folder: " + result.lastLines());
        }
        try {
            // Each copy makes a server identity of its own.
            Files.deleteIfExists(data.resolve("auto.cnf"));
        } catch (IOException e) {
            throw new StackFailure("MySQL's first data folder cannot be finished (" + e.getMessage() + ").", e);
        }
    }

    private static List<String> commonOptions(Artifacts.MySqlDistribution distribution, Path data) {
        List<String> line = new ArrayList<>(List.of(
                distribution.home().resolve("bin/mysqld").toString(),
                "--no-defaults",
                "--basedir=" + distribution.home(),
                "--datadir=" + data,
                // No socket file: its path would be too long in a deep folder, and clash in a shared one.
                "--socket=",
                "--mysqlx=OFF",
                "--performance-schema=OFF",
                // Loopback only: no certificates; passwords must then work without them.
                "--tls-version=",
                "--auto-generate-certs=OFF",
                "--sha256-password-auto-generate-rsa-keys=OFF",
                "--caching-sha2-password-auto-generate-rsa-keys=OFF",
                "--default-authentication-plugin=mysql_native_password"));
        if ("root".equals(System.getProperty("user.name"))) {
            line.add("--user=root");
        }
        return line;
    }

    /** For messages: who and where, no password. */
    @Override
    public String toString() {
        return "MySQL on port " + port + " in " + folder;
    }
}
