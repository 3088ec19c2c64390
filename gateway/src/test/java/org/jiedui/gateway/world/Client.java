package org.jiedui.gateway.world;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Calls the gateway as an app would, or, where a client library is too polite for it, over a bare socket. */
public final class Client {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;

    /** Calls the gateway on this port. */
    public Client(URI address) {
        this.port = address.getPort();
    }

    /** Begins a request below /api/v1. */
    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/" + path))
                .timeout(Duration.ofSeconds(120));
    }

    /** Begins a request with a token. */
    public HttpRequest.Builder to(String path, String token) {
        return to(path).header("Authorization", "Bearer " + token);
    }

    /** Begins a request to any path. */
    public HttpRequest.Builder toRoot(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(120));
    }

    /** Sends and reads the whole answer as text. */
    public static HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Sends and reads the answer in some way. */
    public static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> reading) {
        try {
            return HTTP.send(request.build(), reading);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends without waiting. */
    public static java.util.concurrent.CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return HTTP.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The code of a problem document; fails when the answer is none. */
    public static String codeOf(HttpResponse<String> answer) {
        if (!"application/problem+json"
                .equals(answer.headers().firstValue("Content-Type").orElse(null))) {
            throw new AssertionError("Not a problem: " + answer.statusCode() + " "
                    + answer.headers().map() + " " + answer.body());
        }
        return new JsonObject(answer.body()).getString("code");
    }

    /** Opens a bare connection. */
    public Socket connect() throws IOException {
        Socket socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(60_000);
        return socket;
    }

    /** Sends bytes over a new connection and reads until the gateway closes it or, once it began, is silent for a second. */
    public String exchange(String bytes) throws IOException {
        try (Socket socket = connect()) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return readAvailable(socket);
        }
    }

    private static String readAvailable(Socket socket) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        byte[] part = new byte[8_192];
        try {
            for (int n = in.read(part); n >= 0; n = in.read(part)) {
                all.write(part, 0, n);
                socket.setSoTimeout(1_000);
            }
        } catch (java.net.SocketTimeoutException silent) {
            return all.toString(StandardCharsets.UTF_8); // it has said all that it will
        }
        return all.toString(StandardCharsets.UTF_8);
    }
}
