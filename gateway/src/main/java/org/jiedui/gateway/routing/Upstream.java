package org.jiedui.gateway.routing;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import org.jiedui.gateway.resilience.Bulkhead;
import org.jiedui.gateway.resilience.CircuitBreaker;
import org.jiedui.gateway.resilience.ResilienceConfig;

/** One service as the gateway sees it: its address, kept connections, and how well it does. */
public final class Upstream {
    private final String name;
    private final RoutingConfig.Service service;
    private final String authority;
    private final HttpClient requests;
    private final HttpClient streams;
    private final CircuitBreaker circuit;
    private final Bulkhead requestRoom;
    private final Bulkhead streamRoom;

    Upstream(Vertx vertx, String name, RoutingConfig.Service service, ResilienceConfig config) {
        this.name = name;
        this.service = service;
        URI url = service.url();
        boolean tls = "https".equals(url.getScheme());
        boolean plain = "http".equals(url.getScheme());
        boolean bare = url.getPath() == null
                || url.getPath().isEmpty()
                || url.getPath().equals("/");
        if ((!tls && !plain) || url.getHost() == null || !bare || url.getQuery() != null || url.getUserInfo() != null) {
            throw new IllegalArgumentException(
                    "The address of service '" + name + "' must be http(s)://host:port, not " + url);
        }
        int port = url.getPort() > 0 ? url.getPort() : tls ? 443 : 80;
        this.authority = url.getPort() > 0 ? url.getHost() + ":" + url.getPort() : url.getHost();
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setSsl(tls)
                .setVerifyHost(true)
                .setDefaultHost(url.getHost())
                .setDefaultPort(port)
                .setConnectTimeout((int) config.connectTimeout().toMillis())
                .setKeepAlive(true)
                .setKeepAliveTimeout((int) Math.max(1, config.keepAlive().toSeconds()))
                .setPipelining(false)
                .setDecompressionSupported(false)
                .setMaxHeaderSize(64 * 1024)
                .setTcpNoDelay(true);
        // One connection carries one request, so a pool as wide as the room never makes anybody wait.
        this.requests = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(config.concurrency()));
        this.streams = vertx.createHttpClient(
                new HttpClientOptions(options).setKeepAlive(false),
                new PoolOptions().setHttp1MaxSize(config.streams()));
        this.circuit = new CircuitBreaker(config.circuit(), System::nanoTime);
        this.requestRoom = new Bulkhead(config.concurrency());
        this.streamRoom = new Bulkhead(config.streams());
    }

    /** The service's name in the configuration. */
    public String name() {
        return name;
    }

    /** The client for requests with an end; its default host and port are the service's. */
    public HttpClient requests() {
        return requests;
    }

    /** Where the service publishes its OpenAPI document. */
    public String contractPath() {
        return service.contractPath();
    }

    /** Where the service says whether it is ready. */
    public String healthPath() {
        return service.healthPath();
    }

    HttpClient client(boolean stream) {
        return stream ? streams : requests;
    }

    CircuitBreaker circuit() {
        return circuit;
    }

    Bulkhead room(boolean stream) {
        return stream ? streamRoom : requestRoom;
    }

    /** Host and port as they stand in a {@code Host} header. */
    String authority() {
        return authority;
    }

    void close() {
        requests.close();
        streams.close();
    }
}
