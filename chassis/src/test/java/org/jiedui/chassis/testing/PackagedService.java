package org.jiedui.chassis.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jiedui.local.TestSchema;
import org.jiedui.local.TestServers;

/** The module's service as it is shipped, as a process of its own that tests may kill and start again. */
public final class PackagedService implements AutoCloseable {
    private final int port = TestServers.freePort();
    private final Path log;
    private final ProcessBuilder builder;
    private Process process;

    /**
     * A service that is not started yet.
     *
     * @param name of its log in {@code target}
     * @param context its consumer group, beside that of the other tests
     * @param more settings beside servers and keys, as environment variables
     */
    public PackagedService(String name, TestSchema schema, String context, Map<String, String> more) {
        log = Path.of("target", name + ".log");
        builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        var key = Base64.getEncoder().encodeToString(new byte[32]);
        builder.environment()
                .putAll(Map.ofEntries(
                        Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                        Map.entry("QUARKUS_HTTP_PORT", Integer.toString(port)),
                        Map.entry("QUARKUS_DATASOURCE_JDBC_URL", schema.url()),
                        Map.entry("QUARKUS_DATASOURCE_USERNAME", schema.user()),
                        Map.entry("QUARKUS_DATASOURCE_PASSWORD", schema.password()),
                        Map.entry("KAFKA_BOOTSTRAP_SERVERS", TestServers.kafka()),
                        Map.entry("QUARKUS_OIDC_PUBLIC_KEY", Tokens.publicKey()),
                        Map.entry("QUARKUS_OIDC_TOKEN_ISSUER", Tokens.ISSUER),
                        Map.entry("JIEDUI_KEYS", "k1:" + key),
                        Map.entry("JIEDUI_HASH_KEY", key),
                        Map.entry("JIEDUI_LOG_JSON", "false"),
                        Map.entry("JIEDUI_EVENTS_CONTEXT", context)));
        builder.environment().putAll(more);
    }

    /** Where it answers. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Starts it and waits until it is ready, three minutes at most. */
    public void start() throws IOException, InterruptedException {
        process = builder.start();
        var end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (!ready()) {
            assertThat(process.isAlive()).as("see %s", log).isTrue();
            assertThat(System.nanoTime()).as("not ready, see %s", log).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    private boolean ready() {
        try {
            return RestAssured.get(url() + "/q/health/ready").statusCode() == 200;
        } catch (Exception notYet) {
            return false;
        }
    }

    /** Kills it and waits until it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
