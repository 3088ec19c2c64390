package org.jiedui.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The stack with real MySQL and Kafka; the services are fakes, since this module is built before them. */
class StackIT {

    @TempDir
    Path repository;

    private final StackPorts ports = StackPorts.free();

    private HttpServer somebodyElsesRealm;

    @BeforeEach
    void startSomebodyElsesRealm() throws IOException {
        somebodyElsesRealm = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        somebodyElsesRealm.createContext("/realms/jiedui/.well-known/openid-configuration", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        somebodyElsesRealm.start();
    }

    @AfterEach
    void stopSomebodyElsesRealm() {
        somebodyElsesRealm.stop(0);
    }

    @BeforeEach
    void makeFakePrograms() throws IOException {
        for (String service : Stack.SERVICES) {
            Path jar = new Sources(repository).program(service);
            Files.createDirectories(jar.getParent());
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                    InputStream code = FakeService.class.getResourceAsStream("FakeService.class")) {
                out.putNextEntry(new JarEntry("org/jiedui/local/FakeService.class"));
                code.transferTo(out);
                out.closeEntry();
            }
        }
    }

    @Test
    void runsAllParts_killsAndRestartsOne_andKeepsDataOverStopAndStart() throws Exception {
        try (Stack stack = Stack.start(options(Map.of()))) {
            assertThat(names(Stack.running(options(Map.of()).folder())))
                    .containsExactlyInAnyOrder(
                            "mysql", "kafka", "household", "pairing", "evaluation", "notification", "gateway");
            assertThat(get(stack.serviceUrl("pairing") + "/q/health/ready"))
                    .isEqualTo("jdbc:mysql://127.0.0.1:" + ports.of("mysql") + "/jiedui_pairing");
            try (Connection connection = stack.schema("household").connect();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE kept (id INT PRIMARY KEY)");
                assertThatThrownBy(() -> statement.execute("CREATE TABLE jiedui_pairing.intruder (id INT)"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("denied");
            }

            stack.kill("mysql");
            assertThat(stack.dead()).map(ServerProcess::name).contains("MySQL");
            stack.restart("mysql");
            stack.kill("household");
            stack.restart("household");

            assertThat(stack.dead()).isEmpty();
        }
        assertThat(Stack.running(options(Map.of()).folder())).isEmpty();
        try (Stack again = Stack.start(options(Map.of()));
                Connection connection = again.schema("household").connect();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE kept");
        }
    }

    @Test
    void saysWhichPartFailed_andLeavesNothingRunning() {
        Stack.Options options = options(Map.of("FAKE_FAILS_ON_PORT", Integer.toString(ports.of("evaluation"))));

        assertThatThrownBy(() -> Stack.start(options))
                .isInstanceOf(StackFailure.class)
                .hasMessageStartingWith("evaluation ended while it was starting.")
                .hasMessageContaining("the fake service was told to fail");

        assertThat(Stack.running(options.folder())).isEmpty();
        assertThat(List.of("mysql", "kafka", "kafka-controller", "household", "gateway"))
                .allMatch(part -> Ports.isFree(ports.of(part)));
    }

    @Test
    void namesThePartAndTheWayOut_whenAPortIsTaken() throws IOException {
        try (var socket =
                new java.net.ServerSocket(ports.of("pairing"), 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThat(socket.isBound()).isTrue();
            assertThatThrownBy(() -> Stack.start(options(Map.of())))
                    .isInstanceOf(StackFailure.class)
                    .hasMessage("Port " + ports.of("pairing") + ", which pairing needs, is taken by another program;"
                            + " stop it, or choose another port with JIEDUI_PORT_PAIRING=… or --port-offset N.");
        }
        assertThat(Stack.running(options(Map.of()).folder())).isEmpty();
    }

    private Stack.Options options(Map<String, String> environment) {
        return new Stack.Options(
                repository,
                repository.resolve("state"),
                ports,
                new Stack.OwnServers(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("http://127.0.0.1:"
                                + somebodyElsesRealm.getAddress().getPort() + "/realms/jiedui")),
                false,
                false,
                Stack.SERVICES,
                Stack.Options.SMALL_JVM,
                MySqlServer.Options.SMALL_BUFFER_POOL,
                environment,
                line -> {});
    }

    private static List<String> names(List<Stack.Part> parts) {
        return parts.stream().map(Stack.Part::name).toList();
    }

    private static String get(String url) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .timeout(Duration.ofSeconds(60))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
