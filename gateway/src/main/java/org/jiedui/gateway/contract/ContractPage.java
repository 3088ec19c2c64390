package org.jiedui.gateway.contract;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jiedui.gateway.GatewayProblem;
import org.jiedui.gateway.Refusal;
import org.jiedui.gateway.observation.Refuser;
import org.jiedui.gateway.observation.Visit;

/**
 * {@code /api/docs}: Swagger UI on the merged document. Everything it needs comes from the class path and is kept in memory
 * (about 2 MB), so that it works without the internet and on a read-only file system.
 */
@ApplicationScoped
class ContractPage {
    private static final String PATH = "/api/docs";

    private final Map<String, Asset> assets = new HashMap<>();
    private final String release;

    private record Asset(Buffer content, String mediaType) {}

    ContractPage() {
        this.release = swaggerUiRelease();
        String folder = "META-INF/resources/webjars/swagger-ui/" + release + "/";
        own("", "docs/index.html", "text/html; charset=utf-8");
        own("start.js", "docs/start.js", "text/javascript; charset=utf-8");
        own("swagger-ui.css", folder + "swagger-ui.css", "text/css; charset=utf-8");
        own("swagger-ui-bundle.js", folder + "swagger-ui-bundle.js", "text/javascript; charset=utf-8");
        own("favicon-32x32.png", folder + "favicon-32x32.png", "image/png");
    }

    private void own(String name, String resource, String mediaType) {
        try (InputStream in = open(resource)) {
            assets.put(name, new Asset(Buffer.buffer(in.readAllBytes()), mediaType));
        } catch (IOException e) {
            throw new UncheckedIOException("Not readable on the class path: " + resource, e);
        }
    }

    private static String swaggerUiRelease() {
        try (InputStream in = open("META-INF/maven/org.webjars/swagger-ui/pom.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("Not readable on the class path: Swagger UI", e);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(resource);
        if (in == null) {
            throw new IllegalStateException("Missing on the class path: " + resource);
        }
        return in;
    }

    void install(@Observes Router router) {
        router.route(PATH + "*").order(-260).handler(this::answer);
    }

    private void answer(RoutingContext context) {
        String path = context.request().path();
        if (!path.equals(PATH) && !path.startsWith(PATH + "/")) {
            context.next();
            return;
        }
        Visit.of(context).routed("gateway", PATH);
        HttpMethod method = context.request().method();
        if (method != HttpMethod.GET && method != HttpMethod.HEAD) {
            Refuser.refuse(
                    context, new Refusal(GatewayProblem.METHOD_NOT_ALLOWED, null, null, Map.of("Allow", "GET, HEAD")));
            return;
        }
        context.request().resume();
        HttpServerResponse response = context.response();
        if (path.equals(PATH)) {
            response.setStatusCode(308).putHeader("Location", PATH + "/").end();
            return;
        }
        Asset asset = assets.get(path.substring(PATH.length() + 1));
        if (asset == null) {
            Refuser.refuse(context, Refusal.of(GatewayProblem.NOT_FOUND));
            return;
        }
        write(context, asset);
    }

    private void write(RoutingContext context, Asset asset) {
        HttpServerResponse response = context.response();
        String tag = "\"" + release + "\"";
        response.putHeader("ETag", tag)
                .putHeader("Cache-Control", "public, max-age=3600")
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader(
                        "Content-Security-Policy",
                        "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'");
        if (tag.equals(context.request().getHeader("If-None-Match"))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("Content-Type", asset.mediaType());
        if (asset.mediaType().startsWith("image/")) {
            response.putHeader("Content-Encoding", "identity");
        } else {
            response.putHeader("Vary", "Accept-Encoding");
        }
        if (context.request().method() == HttpMethod.HEAD) {
            response.putHeader(
                            "Content-Length", Integer.toString(asset.content().length()))
                    .end();
        } else {
            Visit.of(context).sent(asset.content().length());
            response.end(asset.content().copy());
        }
    }
}
