package org.jiedui.local;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The whole system on one machine: MySQL, Kafka and Keycloak, the four services and the gateway, as processes on the
 * loopback address whose data, logs and keys are below one folder. Either all of them run or, after a failure, none.
 *
 * <p>The processes outlive this JVM: {@link #stop()} ends them, as does {@link #stopAll} from any other JVM.
 */
public final class Stack implements AutoCloseable {

    /** Our own processes, the gateway last. */
    public static final List<String> SERVICES =
            List.of("household", "pairing", "evaluation", "notification", "gateway");

    private static final List<String> FOREIGN = List.of("mysql", "kafka", "keycloak");
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private final Options options;
    private final Secrets secrets;
    private final Cache cache;
    private final long begin = System.nanoTime();
    private final Map<String, Server> parts = new ConcurrentHashMap<>();
    private final Tokens tokens;
    private volatile boolean stopping;

    private Stack(Options options) {
        this.options = options;
        this.secrets = Secrets.in(Folders.create(options.folder()).resolve("secrets.properties"), SERVICES);
        this.cache = Cache.shared(line -> say(line));
        this.tokens = new Tokens(options.realmUrl());
    }

    /**
     * What to run and where.
     *
     * @param repository the root of this repository
     * @param folder for data, logs, keys and pid files
     * @param ports of all parts
     * @param own servers to use instead of starting them
     * @param build whether changed sources are built first; false: the programs must be there
     * @param tied whether the processes end with this JVM's Maven build (or this JVM, when there is none), however it ends
     * @param services which of {@link #SERVICES} run
     * @param jvm options of our services' JVMs, such as {@link #SMALL_JVM}
     * @param environment added to that of each of our services
     * @param progress told what happens, one line each
     */
    public record Options(
            Path repository,
            Path folder,
            StackPorts ports,
            OwnServers own,
            boolean build,
            boolean tied,
            List<String> services,
            List<String> jvm,
            int bufferPoolMegabytes,
            Map<String, String> environment,
            Consumer<String> progress) {

        /** Quick to start and small: for one machine that runs everything. */
        public static final List<String> SMALL_JVM =
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms32m", "-Xmx256m", "-Xss512k");

        /** Both compilers and the collector of the images, with a heap of so many megabytes; 224 in a pod of 512. */
        private static List<String> productionJvm(int heap) {
            return List.of("-XX:+UseSerialGC", "-Xms64m", "-Xmx" + heap + "m");
        }

        /** Room for what a benchmark reads and writes, as on a database server of its own. */
        private static final int LARGE_BUFFER_POOL = 2048;

        /** What {@code deploy/local/up} runs: the documented ports, data in {@code .jiedui}. */
        public static Options local(Path repository, int portOffset, Consumer<String> progress) {
            return new Options(
                    repository,
                    repository.resolve(".jiedui"),
                    StackPorts.standard(portOffset, System.getenv()),
                    OwnServers.of(System.getenv()),
                    true,
                    false,
                    SERVICES,
                    SMALL_JVM,
                    MySqlServer.Options.SMALL_BUFFER_POOL,
                    Map.of(),
                    progress);
        }

        /** What tests run: free ports, programs from the build that is going on, gone when it ends. */
        public static Options forTests(Path repository, Path folder) {
            return new Options(
                    repository,
                    folder.toAbsolutePath(),
                    StackPorts.free(),
                    OwnServers.none(),
                    false,
                    true,
                    SERVICES,
                    SMALL_JVM,
                    MySqlServer.Options.SMALL_BUFFER_POOL,
                    Map.of(),
                    System.err::println);
        }

        /** The same with these variables for our services. */
        public Options withEnvironment(Map<String, String> environment) {
            return new Options(
                    repository,
                    folder,
                    ports,
                    own,
                    build,
                    tied,
                    services,
                    jvm,
                    bufferPoolMegabytes,
                    environment,
                    progress);
        }

        /**
         * The same with these services only, on the JVM of the images and a large buffer pool: what a benchmark measures.
         *
         * @param heap most megabytes of a service's heap
         */
        public Options only(List<String> services, int heap) {
            return new Options(
                    repository,
                    folder,
                    ports,
                    own,
                    build,
                    tied,
                    services,
                    productionJvm(heap),
                    LARGE_BUFFER_POOL,
                    environment,
                    progress);
        }

        String realmUrl() {
            return own.oidc().orElse("http://127.0.0.1:" + ports.of("keycloak") + "/realms/jiedui");
        }
    }

    /**
     * Servers that somebody else runs.
     *
     * @param mysql {@code jdbc:mysql://host:port/?user=…&password=…}: somebody who may create schemas and users
     * @param kafka {@code host:port}
     * @param oidc the realm's address, i.e. the issuer
     */
    public record OwnServers(Optional<String> mysql, Optional<String> kafka, Optional<String> oidc) {

        static OwnServers none() {
            return new OwnServers(Optional.empty(), Optional.empty(), Optional.empty());
        }

        /** From {@code JIEDUI_MYSQL_URL}, {@code JIEDUI_KAFKA} and {@code JIEDUI_OIDC}. */
        static OwnServers of(Map<String, String> environment) {
            return new OwnServers(
                    given(environment, "JIEDUI_MYSQL_URL"),
                    given(environment, "JIEDUI_KAFKA"),
                    given(environment, "JIEDUI_OIDC"));
        }

        private static Optional<String> given(Map<String, String> environment, String name) {
            return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
        }

        /** Without addresses, which may hold a password. */
        @Override
        public String toString() {
            return "own servers";
        }
    }

    /**
     * A part as it is seen from outside.
     *
     * @param name of the part
     * @param process if it runs
     * @param log its log file
     */
    public record Part(String name, Optional<ProcessId> process, Path log) {}

    /**
     * Fetches what is missing, builds what has changed, starts everything and waits until all parts are ready.
     *
     * @throws StackFailure when a part does not come up; all others have been stopped then
     */
    public static Stack start(Options options) {
        Stack stack = prepare(options);
        stack.run();
        return stack;
    }

    /** Checks the machine, fetches and builds; nothing runs yet. */
    static Stack prepare(Options options) {
        if (!running(options.folder()).isEmpty()) {
            throw new StackFailure("The stack in " + options.folder() + " runs already (deploy/local/status shows it);"
                    + " stop it with deploy/local/down first.");
        }
        Requirements.check(options);
        Stack stack = new Stack(options);
        stack.fetchAndBuild();
        return stack;
    }

    /** Starts all parts of a prepared stack. */
    void run() {
        saveState();
        if (options.tied()) {
            Keeper.watch(MavenTool.ancestor().orElseGet(ProcessId::current), options.folder(), Keeper.Afterwards.KEEP);
        }
        ExecutorService threads = Executors.newCachedThreadPool(runnable -> {
            Thread thread = new Thread(runnable, "stack");
            thread.setDaemon(true);
            return thread;
        });
        try {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            CompletableFuture<Void> mysql = CompletableFuture.runAsync(this::startMySql, threads);
            CompletableFuture<Void> kafka = CompletableFuture.runAsync(this::startKafka, threads);
            all.add(mysql);
            all.add(kafka);
            all.add(CompletableFuture.runAsync(this::startKeycloak, threads));
            CompletableFuture<Void> stores = CompletableFuture.allOf(mysql, kafka);
            for (String service : options.services()) {
                all.add(stores.thenRunAsync(() -> startService(service), threads));
            }
            awaitOrStop(all);
        } finally {
            threads.shutdownNow();
        }
    }

    /** {@code http://127.0.0.1:<port>}: the gateway, the one address that clients know. */
    public String gatewayUrl() {
        return serviceUrl("gateway");
    }

    /** The direct address of one of {@link #SERVICES}. */
    public String serviceUrl(String service) {
        return "http://127.0.0.1:" + options.ports().of(service);
    }

    /** The realm's address, which is the issuer of all tokens. */
    public String realmUrl() {
        return options.realmUrl();
    }

    /** {@code host:port} of the broker. */
    public String bootstrapServers() {
        return options.own().kafka().orElse("127.0.0.1:" + options.ports().of("kafka"));
    }

    /** The schema of a service, with its user: for tests that look at what was written. */
    public TestSchema schema(String service) {
        MySqlAdministration administration = administration();
        String name = "jiedui_" + service;
        return new TestSchema(name, administration.urlOf(name), name, secrets.mysql(service));
    }

    /** A connection to the database server as its administrator: for benchmarks that watch the server itself. */
    public Connection administer() throws SQLException {
        return administration().connect();
    }

    /** Access tokens of the demonstration users. */
    public Tokens tokens() {
        return tokens;
    }

    /** Ends a part ({@code mysql}, {@code kafka}, {@code keycloak} or a service) as a power cut would. */
    public void kill(String part) {
        part(part).kill();
    }

    /** Starts a part again that was killed, and waits until it is ready. */
    public void restart(String part) {
        part(part).restart();
    }

    /** Processor time that a part has taken since it was started; zero when it does not run. */
    public Duration processorTime(String part) {
        return ProcessHandle.of(part(part).process().id().pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    /** The log file of a part. */
    public Path log(String part) {
        return part(part).process().log();
    }

    /** The first part that has died without being asked to. */
    Optional<ServerProcess> dead() {
        return stopping
                ? Optional.empty()
                : parts.values().stream()
                        .map(Server::process)
                        .filter(process -> !process.alive())
                        .findFirst();
    }

    /** Ends all parts in good order: the gateway first, the stores last. */
    public void stop() {
        stopping = true;
        stopAll(options.folder(), line -> say(line));
    }

    @Override
    public void close() {
        stop();
    }

    /** Ends all parts of the stack in this folder, whichever JVM started them; says how many ran. */
    public static int stopAll(Path folder, Consumer<String> progress) {
        List<Part> running = running(folder);
        stopTogether(folder, List.of("gateway"), progress);
        stopTogether(
                folder,
                SERVICES.stream().filter(name -> !"gateway".equals(name)).toList(),
                progress);
        stopTogether(folder, FOREIGN, progress);
        return running.size();
    }

    /** Deletes data, logs and keys; what only quickens the next start stays. Nothing may be running. */
    public static void deleteData(Path folder) {
        Stream.of(FOREIGN, SERVICES).flatMap(List::stream).map(folder::resolve).forEach(Folders::delete);
        for (String file : List.of("secrets.properties", "stack.properties", "demo-data.done")) {
            try {
                Files.deleteIfExists(folder.resolve(file));
            } catch (IOException e) {
                throw new StackFailure("The file " + folder.resolve(file) + " cannot be deleted.", e);
            }
        }
    }

    /** All parts that were started here, running or not. */
    public static List<Part> parts(Path folder) {
        return Stream.concat(FOREIGN.stream(), SERVICES.stream())
                .filter(name -> Files.exists(log(folder, name)))
                .map(name -> new Part(
                        name, ProcessId.read(pidFile(folder, name)).filter(ProcessId::alive), log(folder, name)))
                .toList();
    }

    static List<Part> running(Path folder) {
        return parts(folder).stream().filter(part -> part.process().isPresent()).toList();
    }

    /** What {@link #run} noted: ports and addresses of the stack in this folder, if one was ever started. */
    static Optional<Properties> state(Path folder) {
        Path file = folder.resolve("stack.properties");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties state = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            state.load(reader);
            return Optional.of(state);
        } catch (IOException e) {
            throw new StackFailure("The file " + file + " cannot be read (" + e.getMessage() + ").", e);
        }
    }

    void say(String line) {
        double seconds = (System.nanoTime() - begin) / 1e9;
        options.progress().accept(String.format(Locale.ROOT, "%6.1f s  %s", seconds, line));
    }

    private void fetchAndBuild() {
        List<CompletableFuture<Void>> tasks = new ArrayList<>();
        Artifacts artifacts = new Artifacts(cache);
        if (options.own().mysql().isEmpty()) {
            tasks.add(CompletableFuture.runAsync(artifacts::mysql));
        }
        if (options.own().kafka().isEmpty()) {
            tasks.add(CompletableFuture.runAsync(artifacts::kafkaLibraries));
        }
        if (options.own().oidc().isEmpty()) {
            tasks.add(CompletableFuture.runAsync(() -> KeycloakServer.program(cache)));
        }
        Sources sources = new Sources(options.repository());
        if (options.build()) {
            sources.build(options.folder(), line -> say(line));
        }
        try {
            CompletableFuture.allOf(tasks.toArray(CompletableFuture[]::new)).join();
        } catch (CompletionException e) {
            throw failureOf(e);
        }
        for (String service : SERVICES) {
            if (!Files.exists(sources.program(service))) {
                throw new StackFailure("The program " + sources.program(service)
                        + " is missing; build the services first (mvn -DskipTests package).");
            }
        }
    }

    private void startMySql() {
        if (options.own().mysql().isEmpty()) {
            add(
                    "mysql",
                    () -> MySqlServer.start(
                            cache,
                            options.folder().resolve("mysql"),
                            MySqlServer.Options.defaults()
                                    .withBufferPoolMegabytes(options.bufferPoolMegabytes())
                                    .withPort(options.ports().of("mysql"))
                                    .withRootPassword(secrets.mysqlRoot())));
        }
        MySqlAdministration administration = administration();
        for (String service : SERVICES) {
            if (!"gateway".equals(service)) {
                administration.ensureSchema("jiedui_" + service, secrets.mysql(service));
            }
        }
    }

    private void startKafka() {
        if (options.own().kafka().isEmpty()) {
            add(
                    "kafka",
                    () -> KafkaServer.start(
                            cache,
                            options.folder().resolve("kafka"),
                            KafkaServer.Options.defaults()
                                    .withPorts(
                                            options.ports().of("kafka"),
                                            options.ports().of("kafka-controller"))));
        }
    }

    private void startKeycloak() {
        if (options.own().oidc().isEmpty()) {
            add(
                    "keycloak",
                    () -> KeycloakServer.start(
                            cache,
                            options.folder().resolve("keycloak"),
                            new KeycloakServer.Options(
                                    options.ports().of("keycloak"), secrets.keycloakAdmin(), secrets.platformKeys())));
        }
    }

    private void startService(String service) {
        add(
                service,
                () -> new ServiceServer(
                                service,
                                new Sources(options.repository()).program(service),
                                options.folder().resolve(service),
                                options.tied() ? null : archives(options.folder()),
                                options.ports().of(service),
                                options.jvm(),
                                environmentOf(service))
                        .start());
    }

    private Map<String, String> environmentOf(String service) {
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", realmUrl());
        if ("pairing".equals(service)) {
            environment.put(
                    "JIEDUI_PAIRING_CERTIFICATE_VERIFICATION",
                    serviceUrl("gateway") + "/api/v1/certificates/{number}/verification");
        }
        if ("gateway".equals(service)) {
            for (String other : SERVICES) {
                environment.put("JIEDUI_" + other.toUpperCase(Locale.ROOT) + "_URL", serviceUrl(other));
            }
        } else {
            TestSchema schema = schema(service);
            environment.put("QUARKUS_DATASOURCE_JDBC_URL", schema.url());
            environment.put("QUARKUS_DATASOURCE_USERNAME", schema.user());
            environment.put("QUARKUS_DATASOURCE_PASSWORD", schema.password());
            environment.put("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers());
            environment.put("JIEDUI_KEYS", secrets.dataKeys());
            environment.put("JIEDUI_HASH_KEY", secrets.hashKey());
            ChineseFont.find(cache).ifPresent(font -> environment.put("JIEDUI_PRINT_FONTS", font.toString()));
            // One can walk through the whole story in one sitting: every waiting time is over on the day it begins,
            // and the receiver of a webhook may run on this machine.
            environment.put("JIEDUI_HOUSEHOLD_RISK_PUBLICITY_DAYS", "0");
            environment.put("JIEDUI_HOUSEHOLD_RISK_OBSERVATION_MONTHS", "0");
            environment.put("JIEDUI_HOUSEHOLD_RISK_DIRECT_ELIMINATION", "true");
            environment.put("JIEDUI_PAIRING_PUBLICITY_DAYS", "0");
            environment.put("JIEDUI_EVALUATION_PUBLICITY_DAYS", "0");
            environment.put("JIEDUI_NOTIFICATION_WEBHOOK_ALLOW_PRIVATE", "true");
        }
        environment.putAll(options.environment());
        return environment;
    }

    private MySqlAdministration administration() {
        return options.own()
                .mysql()
                .map(MySqlAdministration::parse)
                .orElseGet(() -> new MySqlAdministration(
                        "jdbc:mysql://127.0.0.1:" + options.ports().of("mysql"), "root", secrets.mysqlRoot()));
    }

    private void add(String name, Supplier<Server> starter) {
        if (stopping) {
            throw new StackFailure(name + " was not started, because the stack is being stopped.");
        }
        Server server = starter.get();
        parts.put(name, server);
        say(name + " is ready");
    }

    /** Waits for all; at the first failure ends everything, also what is just being started. */
    private void awaitOrStop(List<CompletableFuture<Void>> all) {
        CompletableFuture<Void> together = CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
        CompletableFuture<Void> firstFailure = new CompletableFuture<>();
        all.forEach(one -> one.whenComplete((done, failure) -> {
            if (failure != null) {
                firstFailure.completeExceptionally(failure);
            }
        }));
        try {
            CompletableFuture.anyOf(together, firstFailure).join();
        } catch (CompletionException e) {
            stopping = true;
            Deadline deadline = Deadline.in(STOP_LIMIT);
            do {
                running(options.folder())
                        .forEach(part -> attach(options.folder(), part.name()).ifPresent(ServerProcess::kill));
            } while (!deadline.passed() && !together.isDone());
            throw failureOf(e);
        }
    }

    private static StackFailure failureOf(CompletionException e) {
        return e.getCause() instanceof StackFailure failure
                ? failure
                : new StackFailure("The stack could not be started: " + e.getCause(), e);
    }

    private Server part(String name) {
        Server server = parts.get(name);
        if (server == null) {
            throw new IllegalArgumentException("No such part of the stack: " + name);
        }
        return server;
    }

    private void saveState() {
        Properties state = new Properties();
        options.ports().write(state);
        state.setProperty("gateway", gatewayUrl());
        state.setProperty("realm", realmUrl());
        StringWriter text = new StringWriter();
        try {
            state.store(text, "The stack that was started last");
        } catch (IOException e) {
            throw new StackFailure("The state of the stack cannot be written.", e);
        }
        Folders.writePrivately(options.folder().resolve("stack.properties"), text.toString());
    }

    private static void stopTogether(Path folder, List<String> names, Consumer<String> progress) {
        names.parallelStream()
                .forEach(name -> attach(folder, name).ifPresent(process -> {
                    if (ServiceServer.writesArchive(archives(folder), name)) {
                        progress.accept(name + " ran this program for the first time and writes its class archive"
                                + " (some seconds), so that it starts quicker from now on");
                    }
                    process.stop(STOP_LIMIT);
                    progress.accept(name + " has ended");
                }));
    }

    private static Path archives(Path folder) {
        return folder.resolve("class-archives");
    }

    private static Optional<ServerProcess> attach(Path folder, String name) {
        return ServerProcess.attach(name, log(folder, name), pidFile(folder, name));
    }

    private static Path log(Path folder, String name) {
        return folder.resolve(name).resolve(name + ".log");
    }

    private static Path pidFile(Path folder, String name) {
        return folder.resolve(name).resolve(name + ".pid");
    }
}
