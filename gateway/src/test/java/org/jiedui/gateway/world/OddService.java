package org.jiedui.gateway.world;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A service that does on purpose what services do by accident: answers slowly, not at all, half, early, hugely, or closes
 * connections. What it does is named by the last segment of the path; what it saw can be asked.
 */
public final class OddService {
    private final Vertx vertx;
    private final int port;
    private HttpServer server;

    /** Requests seen, by last path segment. */
    public final Map<String, AtomicInteger> seen = new ConcurrentHashMap<>();
    /** Bytes of bodies that came in through /upload. */
    public final AtomicLong uploaded = new AtomicLong();
    /** Bytes that /huge has written so far. */
    public final AtomicLong written = new AtomicLong();
    /** Requests whose connection went away before they were complete or answered. */
    public final AtomicInteger abandoned = new AtomicInteger();
    /** Connections that were opened. */
    public final AtomicInteger connections = new AtomicInteger();

    /** Whether /q/health/ready says yes. */
    public volatile boolean ready = true;
    /** The OpenAPI document, or null for a 500. */
    public volatile String contract;
    /** What /status answers. */
    public volatile int status = 200;

    private final Set<Object> servedConnections = ConcurrentHashMap.newKeySet();

    OddService(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
    }

    /** Starts to listen. */
    public void up() {
        if (server == null) {
            server = vertx.createHttpServer(
                            new HttpServerOptions().setPort(port).setHost("127.0.0.1"))
                    .connectionHandler(connection -> connections.incrementAndGet())
                    .requestHandler(this::handle);
            World.await(server.listen());
        }
    }

    /** Stops to listen and closes all connections. */
    public void down() {
        if (server != null) {
            World.await(server.close());
            server = null;
        }
    }

    /** The port that it listens on, or would. */
    public int port() {
        return port;
    }

    /** How often a path ending with this segment was asked for. */
    public int seen(String segment) {
        AtomicInteger count = seen.get(segment);
        return count == null ? 0 : count.get();
    }

    private void handle(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        String path = request.path();
        String what = path.substring(path.lastIndexOf('/') + 1);
        seen.computeIfAbsent(what, key -> new AtomicInteger()).incrementAndGet();
        switch (what) {
            case "echo" -> request.body().onSuccess(body -> echo(request, body));
            case "slow" ->
                vertx.setTimer(
                        Long.parseLong(request.getParam("ms")), fired -> response.end("slow " + request.getParam("n")));
            case "never" -> response.exceptionHandler(gone -> abandoned.incrementAndGet());
            case "reset" -> request.connection().close();
            case "tired" -> tired(request);
            case "cut" -> {
                response.putHeader("Content-Length", "1000").write("half");
                vertx.setTimer(50, fired -> request.connection().close());
            }
            case "cut-chunked" -> {
                response.setChunked(true).write("half");
                vertx.setTimer(50, fired -> request.connection().close());
            }
            case "huge" -> huge(request, Long.parseLong(request.getParam("bytes")));
            case "events" -> events(request);
            case "upload" -> upload(request);
            case "early" ->
                response.setStatusCode(422)
                        .putHeader("Content-Type", "text/plain")
                        .end("no, thanks");
            case "status" -> response.setStatusCode(status).end();
            case "nothing" ->
                response.setStatusCode(204).putHeader("ETag", "\"9\"").end();
            case "same" ->
                response.setStatusCode(304).putHeader("ETag", "\"9\"").end();
            case "json" ->
                response.putHeader("Content-Type", "application/json")
                        .putHeader("Content-Length", "12011")
                        .putHeader("ETag", "\"7\"")
                        .end(new JsonObject().put("text", "安吉".repeat(2_000)).toBuffer());
            case "hops" ->
                response.putHeader("Connection", "X-Private")
                        .putHeader("X-Private", "1")
                        .putHeader("Keep-Alive", "timeout=5")
                        .putHeader("Proxy-Authenticate", "Basic")
                        .putHeader("X-Public", "1")
                        .end("hops");
            case "created" ->
                response.setStatusCode(201)
                        .putHeader("Location", "http://127.0.0.1:" + port + "/api/v1/odd/7")
                        .end();
            case "openapi" -> {
                if (contract == null) {
                    response.setStatusCode(500).end();
                } else {
                    response.putHeader("Content-Type", "application/json").end(contract);
                }
            }
            case "ready" -> response.setStatusCode(ready ? 200 : 503).end();
            default -> response.end(what);
        }
    }

    private static void echo(HttpServerRequest request, Buffer body) {
        JsonObject headers = new JsonObject();
        MultiMap all = request.headers();
        all.names()
                .forEach(name ->
                        headers.put(name.toLowerCase(java.util.Locale.ROOT), String.join("|", all.getAll(name))));
        request.response()
                .putHeader("Content-Type", "application/json")
                .end(new JsonObject()
                        .put("method", request.method().name())
                        .put("uri", request.uri())
                        .put("headers", headers)
                        .put("body", body.toString())
                        .toBuffer());
    }

    /** Serves one request per connection and closes it on the second, as a server does whose keep-alive has run out. */
    private void tired(HttpServerRequest request) {
        if (servedConnections.add(request.connection())) {
            request.response().end("first");
        } else {
            request.connection().close();
        }
    }

    private void huge(HttpServerRequest request, long bytes) {
        HttpServerResponse response = request.response();
        response.exceptionHandler(gone -> abandoned.incrementAndGet());
        response.setChunked(true).putHeader("Content-Type", "application/octet-stream");
        Buffer block = Buffer.buffer(new byte[64 * 1024]);
        long[] left = {bytes};
        Runnable[] pump = new Runnable[1];
        pump[0] = () -> {
            while (left[0] > 0 && !response.writeQueueFull() && !response.closed()) {
                int length = (int) Math.min(left[0], block.length());
                response.write(block.slice(0, length));
                left[0] -= length;
                written.addAndGet(length);
            }
            if (left[0] == 0) {
                left[0] = -1;
                response.end();
            } else if (!response.closed()) {
                response.drainHandler(drained -> pump[0].run());
            }
        };
        pump[0].run();
    }

    private void events(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        response.putHeader("Content-Type", "text/event-stream").setChunked(true);
        int[] n = {0};
        long timer = vertx.setPeriodic(100, fired -> {
            if (!response.closed() && !response.ended()) {
                response.write("data: " + n[0]++ + "\n\n");
            }
        });
        response.closeHandler(gone -> {
            vertx.cancelTimer(timer);
            abandoned.incrementAndGet();
        });
    }

    private void upload(HttpServerRequest request) {
        long[] count = {0};
        request.exceptionHandler(gone -> abandoned.incrementAndGet());
        request.handler(part -> {
            count[0] += part.length();
            uploaded.addAndGet(part.length());
        });
        request.endHandler(end -> request.response().end(Long.toString(count[0])));
    }
}
