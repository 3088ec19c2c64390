package org.jiedui.gateway.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jiedui.gateway.world.Client.send;
import static org.jiedui.gateway.world.World.until;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jiedui.gateway.world.Client;
import org.jiedui.gateway.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the packaged gateway as a process of its own, because only a process can be told to stop. */
@Tag("GW-09")
class DrainingIT {
    @TempDir
    Path folder;

    private final World world = new World();
    private Process process;
    private Client client;

    @BeforeEach
    void open() throws IOException {
        int port = World.freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xmx192m"));
        world.start().forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(List.of(
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.shutdown.delay=PT4S",
                "-Dgateway.resilience.answer-timeout=PT60S",
                "-Dgateway.resilience.idle-timeout=PT60S",
                "-jar",
                "target/quarkus-app/quarkus-run.jar"));
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        client = new Client(URI.create("http://127.0.0.1:" + port));
        until60(() -> process.isAlive() && isReady());
    }

    private boolean isReady() {
        try {
            return send(client.toRoot("/q/health/ready")).statusCode() == 200;
        } catch (java.io.UncheckedIOException notYet) {
            return false;
        }
    }

    private void until60(java.util.function.BooleanSupplier ready) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!ready.getAsBoolean()) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new AssertionError("The gateway did not start:\n" + Files.readString(folder.resolve("log")));
            }
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    @AfterEach
    void close() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        world.stop();
    }

    @Test
    void everyRequestIsFinished_andNewOnesGoElsewhere_whenTheProcessIsToldToStop() throws Exception {
        String token = world.provider.token("app", "u-1");
        CompletableFuture<HttpResponse<String>> stream = Client.sendAsync(client.to("odd/events", token));
        List<CompletableFuture<HttpResponse<String>>> underWay = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            underWay.add(Client.sendAsync(client.to("odd/slow?ms=7000&n=" + i, token)));
        }
        until("all requests are under way", () -> world.odd.seen("slow") == 20 && world.odd.seen("events") == 1);

        process.destroy(); // SIGTERM
        until("readiness has gone", () -> send(client.toRoot("/q/health/ready")).statusCode() == 503);
        HttpResponse<String> late = send(client.to("odd/echo", token));

        assertThat(late.statusCode())
                .as("still accepted while load balancers take notice")
                .isEqualTo(200);
        assertThat(late.headers().firstValue("Connection")).contains("close");
        for (int i = 0; i < 20; i++) {
            assertThat(underWay.get(i).get(60, TimeUnit.SECONDS).body()).isEqualTo("slow " + i);
        }
        assertThat(stream.get(60, TimeUnit.SECONDS).body()).as("ended, not cut").startsWith("data: 0");
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(new File(folder.toFile(), "log").toPath())).doesNotContain("\"level\":\"ERROR\"");
    }
}
