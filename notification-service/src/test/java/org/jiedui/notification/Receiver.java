package org.jiedui.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A receiver of webhooks that answers as it is told, also badly; by default with 204. */
final class Receiver implements AutoCloseable {
    /** One call. */
    record Call(String id, HttpHeaders headers, String body, String query) {}

    /** How to answer. */
    interface Manner {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final BlockingQueue<Manner> next = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Manner always = status(204);
    final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();
    final List<Call> all = new CopyOnWriteArrayList<>();

    Receiver() throws IOException {
        this(0);
    }

    /** At a port that is known before. */
    Receiver(int port) throws IOException {
        this(HttpServer.create(address(port), 50));
    }

    /** Over TLS with the certificate of a key store. */
    static Receiver encrypted(Path store, String password) throws IOException, GeneralSecurityException {
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(KeyStore.getInstance(store.toFile(), password.toCharArray()), password.toCharArray());
        var tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        var server = HttpsServer.create(address(0), 50);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return new Receiver(server);
    }

    private static InetSocketAddress address(int port) throws IOException {
        return new InetSocketAddress(InetAddress.getByName("127.0.0.2"), port);
    }

    private Receiver(HttpServer server) {
        this.server = server;
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            var thread = new Thread(work, "receiver");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var headers = HttpHeaders.of(exchange.getRequestHeaders(), (name, value) -> true);
        var call = new Call(
                headers.firstValue("webhook-id").orElse(null),
                headers,
                body,
                exchange.getRequestURI().getRawQuery());
        all.add(call);
        calls.add(call);
        var manner = next.poll();
        (manner == null ? always : manner).answer(exchange);
    }

    String url() {
        return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.2:"
                + server.getAddress().getPort() + "/hook";
    }

    /** The next calls are answered like this, one each. */
    Receiver then(Manner... manners) {
        next.addAll(List.of(manners));
        return this;
    }

    Receiver always(Manner manner) {
        always = manner;
        return this;
    }

    static Manner status(int status) {
        return exchange -> {
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        };
    }

    static Manner json(String body) {
        return exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    static Manner busy(String retryAfter) {
        return exchange -> {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
            exchange.sendResponseHeaders(429, -1);
            exchange.close();
        };
    }

    static Manner redirect(String to) {
        return exchange -> {
            exchange.getResponseHeaders().add("Location", to);
            exchange.sendResponseHeaders(302, -1);
            exchange.close();
        };
    }

    static Manner reset() {
        return HttpExchange::close;
    }

    /** Answers 200 and then never ends. */
    static Manner endless() {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var garbage = new byte[8192];
            try (var out = exchange.getResponseBody()) {
                for (var i = 0; i < 100_000; i++) {
                    out.write(garbage);
                }
            } catch (IOException receiverLeft) {
                exchange.close();
            }
        };
    }

    /** Does not answer until the test is over. */
    Manner silence() {
        return exchange -> {
            try {
                closed.await(240, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        };
    }

    Call await() throws InterruptedException {
        var call = calls.poll(120, TimeUnit.SECONDS);
        if (call == null) {
            throw new AssertionError("no call within 120 s");
        }
        return call;
    }

    boolean quietFor(Duration time) throws InterruptedException {
        return calls.poll(time.toMillis(), TimeUnit.MILLISECONDS) == null;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
