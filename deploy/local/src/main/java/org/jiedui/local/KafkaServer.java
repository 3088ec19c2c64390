package org.jiedui.local;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One Kafka broker (KRaft, broker and controller in one process) on the loopback address, with its data below one
 * folder. Topics are made on first use, with three partitions. It outlives this JVM; stop it or leave its pid file to
 * whoever does.
 */
public final class KafkaServer implements Server, AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final int TRIES_FOR_FREE_PORTS = 5;
    private static final int ANSWER_MILLIS = 2_000;

    /** Any base64 UUID will do: each broker here is a cluster of its own that nobody else can reach. */
    private static final String CLUSTER_ID = "amllZHVpLWxvY2FsLW9uZQ";

    private final Path folder;
    private final Options options;
    private final Path libraries;
    private int port;
    private int controllerPort;
    private ServerProcess process;

    private KafkaServer(Path folder, Options options, Path libraries) {
        this.folder = folder;
        this.options = options;
        this.libraries = libraries;
    }

    /**
     * How a broker is run.
     *
     * @param port for clients, 0 for a free one
     * @param controllerPort for the broker itself, 0 for a free one
     * @param heapMegabytes largest Java heap
     */
    public record Options(int port, int controllerPort, int heapMegabytes) {

        private static final int SMALL_HEAP = 256;

        /** Free ports and 256 MB of heap. */
        public static Options defaults() {
            return new Options(0, 0, SMALL_HEAP);
        }

        public Options withPorts(int port, int controllerPort) {
            return new Options(port, controllerPort, heapMegabytes);
        }

        public Options withHeapMegabytes(int heapMegabytes) {
            return new Options(port, controllerPort, heapMegabytes);
        }
    }

    /**
     * Starts a broker on the folder's data, which are made when there are none, and waits until it answers.
     *
     * @throws StackFailure when it does not
     */
    public static KafkaServer start(Path folder, Options options) {
        return start(Cache.shared(line -> {}), folder, options);
    }

    static KafkaServer start(Cache cache, Path folder, Options options) {
        Path libraries = new Artifacts(cache).kafkaLibraries();
        Path template = cache.entry("kafka-" + Artifacts.KAFKA_VERSION + "-data-1", made -> format(libraries, made));
        KafkaServer server = new KafkaServer(Folders.create(folder.toAbsolutePath()), options, libraries);
        if (!Files.isDirectory(server.data())) {
            Folders.copy(template.resolve("data"), server.data());
        }
        server.launch(options.port() == 0 ? TRIES_FOR_FREE_PORTS : 1);
        return server;
    }

    /** {@code 127.0.0.1:<port>}, as clients take it. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
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

    /** Starts it again on the same ports and data, after {@link #stop()} or {@link #kill()}. */
    @Override
    public void restart() {
        spawn();
    }

    @Override
    public void close() {
        stop();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private void launch(int tries) {
        for (int left = tries; ; left--) {
            port = options.port() == 0 ? Ports.free() : options.port();
            controllerPort = options.controllerPort() == 0 ? Ports.free() : options.controllerPort();
            try {
                spawn();
                return;
            } catch (StackFailure failure) {
                if (left <= 1 || (Ports.isFree(port) && Ports.isFree(controllerPort))) {
                    throw failure;
                }
            }
        }
    }

    private void spawn() {
        Ports.requireFree(port, "Kafka");
        Ports.requireFree(controllerPort, "Kafka's controller");
        write(folder.resolve("server.properties"), configuration(data(), port, controllerPort));
        write(folder.resolve("log4j2.properties"), LOGGING);
        process = ServerProcess.start(
                "Kafka",
                List.of(
                        java(),
                        "-Xms64m",
                        "-Xmx" + options.heapMegabytes() + "m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:MaxMetaspaceSize=128m",
                        "-Xshare:auto",
                        "-Dlog4j2.configurationFile=" + folder.resolve("log4j2.properties"),
                        "-cp",
                        libraries + "/*",
                        "kafka.Kafka",
                        folder.resolve("server.properties").toString()),
                Map.of("MALLOC_ARENA_MAX", "2"),
                folder,
                folder.resolve("kafka.log"),
                folder.resolve("kafka.pid"));
        process.awaitReady(this::answers, START_LIMIT);
    }

    /** Asks for the broker's API versions, the one request that needs no client library. */
    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ANSWER_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            var out = new DataOutputStream(socket.getOutputStream());
            int correlation = 20_26;
            out.writeInt(2 + 2 + 4 + 2);
            out.writeShort(18); // ApiVersions
            out.writeShort(0); // its version
            out.writeInt(correlation);
            out.writeShort(-1); // no client id
            out.flush();
            var in = new DataInputStream(socket.getInputStream());
            int length = in.readInt();
            return length > 4 && in.readInt() == correlation && in.readShort() == 0;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Makes the data folder that all brokers begin with; it knows of no ports. */
    private static void format(Path libraries, Path made) {
        Path configuration = made.resolve("server.properties");
        write(configuration, configuration(made.resolve("data"), 9092, 9093));
        Command result = Command.run(
                made,
                Map.of(),
                List.of(
                        java(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        libraries + "/*",
                        "kafka.tools.StorageTool",
                        "format",
                        "-t",
                        CLUSTER_ID,
                        "-c",
                        configuration.toString()));
        if (!result.succeeded()) {
            throw new StackFailure("Kafka could not make its first data folder: " + result.lastLines());
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new StackFailure("The file " + file + " cannot be written (" + e.getMessage() + ").", e);
        }
    }

    private static String configuration(Path data, int port, int controllerPort) {
        return """
                process.roles=broker,controller
                node.id=1
                controller.quorum.voters=1@127.0.0.1:%d
                listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
                advertised.listeners=PLAINTEXT://127.0.0.1:%d
                controller.listener.names=CONTROLLER
                listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
                log.dirs=%s
                auto.create.topics.enable=true
                num.partitions=3
                default.replication.factor=1
                min.insync.replicas=1
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=3
                transaction.state.log.replication.factor=1
                transaction.state.log.min.isr=1
                transaction.state.log.num.partitions=3
                share.coordinator.state.topic.replication.factor=1
                share.coordinator.state.topic.min.isr=1
                share.coordinator.state.topic.num.partitions=1
                group.initial.rebalance.delay.ms=0
                log.index.size.max.bytes=1048576
                log.segment.bytes=134217728
                num.network.threads=2
                num.io.threads=4
                num.recovery.threads.per.data.dir=2
                log.cleaner.dedupe.buffer.size=33554432
                controlled.shutdown.max.retries=1
                """.formatted(controllerPort, port, controllerPort, port, data);
    }

    private static final String LOGGING = """
            status=error
            appender.out.type=Console
            appender.out.name=out
            appender.out.layout.type=PatternLayout
            appender.out.layout.pattern=%d{yyyy-MM-dd HH:mm:ss,SSS} %p %c{1} %m%n
            rootLogger.level=warn
            rootLogger.appenderRef.out.ref=out
            logger.server.name=kafka.server.KafkaRaftServer
            logger.server.level=info
            """;
}
