package org.jiedui.gateway.contract;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;
import org.jiedui.gateway.GatewayProblem;
import org.jiedui.gateway.Refusal;
import org.jiedui.gateway.observation.Refuser;
import org.jiedui.gateway.observation.Visit;

/**
 * {@code GET /api/v1/openapi}: the merged document, as JSON unless {@code Accept} or {@code ?format=yaml} asks for YAML. Open
 * to everybody. Services whose document is missing are named in {@code X-Contract-Missing}.
 */
@ApplicationScoped
class ContractEndpoint {
    private static final Logger LOG = Logger.getLogger(ContractEndpoint.class);
    private static final String PATH = "/api/v1/openapi";

    private final ContractSource source;

    ContractEndpoint(ContractSource source) {
        this.source = source;
    }

    void install(@Observes Router router) {
        router.route(HttpMethod.GET, PATH).order(-260).handler(this::answer);
        router.route(HttpMethod.HEAD, PATH).order(-260).handler(this::answer);
    }

    private void answer(RoutingContext context) {
        Visit.of(context).routed("gateway", PATH);
        context.request().resume();
        source.get().onComplete(read -> {
            if (read.succeeded()) {
                write(context, read.result());
            } else {
                LOG.warnf("No contract can be given: %s", read.cause().getMessage());
                Refuser.refuse(context, Refusal.retryAfter(GatewayProblem.CONTRACT_UNAVAILABLE, 5));
            }
        });
    }

    private static void write(RoutingContext context, ContractSource.Document document) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        if (response.closed()) {
            return;
        }
        boolean yaml = wantsYaml(request);
        String tag = "\"" + document.entityTag() + (yaml ? "-y\"" : "-j\"");
        response.putHeader("ETag", tag)
                .putHeader("Cache-Control", "public, max-age=30")
                .putHeader("Vary", "Accept, Accept-Encoding");
        if (!document.missing().isEmpty()) {
            response.putHeader("X-Contract-Missing", String.join(", ", document.missing()));
        }
        String ifNoneMatch = request.getHeader("If-None-Match");
        if (ifNoneMatch != null
                && (ifNoneMatch.contains(tag) || ifNoneMatch.strip().equals("*"))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("Content-Type", yaml ? "application/yaml" : "application/json");
        var body = yaml ? document.yaml() : document.json();
        if (request.method() == HttpMethod.HEAD) {
            response.putHeader("Content-Length", Integer.toString(body.length()))
                    .end();
        } else {
            Visit.of(context).sent(body.length());
            response.end(body.copy());
        }
    }

    private static boolean wantsYaml(HttpServerRequest request) {
        String format = request.getParam("format");
        if (format != null) {
            return format.equalsIgnoreCase("yaml");
        }
        String accept = request.getHeader("Accept");
        return accept != null && accept.contains("yaml") && !accept.contains("json");
    }
}
