package org.jiedui.gateway.routing;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jiedui.gateway.GatewayProblem;
import org.jiedui.gateway.Refusal;
import org.jiedui.gateway.limits.LimitsConfig;
import org.jiedui.gateway.limits.RateLimits;
import org.jiedui.gateway.observation.Refuser;
import org.jiedui.gateway.observation.Visit;
import org.jiedui.gateway.resilience.Draining;
import org.jiedui.gateway.resilience.ResilienceConfig;
import org.jiedui.gateway.security.Caller;
import org.jiedui.gateway.security.TokenCheck;
import org.jiedui.gateway.security.TokenRefused;

/**
 * The way in: checks a request in the order of what costs least — form, route, token, rate, size — and hands it to an
 * {@link Exchange}. Everything runs on the request's event loop and nothing blocks.
 */
@ApplicationScoped
public class Gateway {
    /** Order of this handler: after what answers by itself (contract, health), before the platform's own routes. */
    public static final int ORDER = -250;

    private static final Logger LOG = Logger.getLogger(Gateway.class);

    private final RouteTable routes;
    private final Upstreams upstreams;
    private final TokenCheck tokens;
    private final RateLimits rates;
    private final LimitsConfig limits;
    private final ResilienceConfig resilience;
    private final Draining draining;

    Gateway(
            RouteTable routes,
            Upstreams upstreams,
            TokenCheck tokens,
            RateLimits rates,
            LimitsConfig limits,
            ResilienceConfig resilience,
            Draining draining) {
        this.routes = routes;
        this.upstreams = upstreams;
        this.tokens = tokens;
        this.rates = rates;
        this.limits = limits;
        this.resilience = resilience;
        this.draining = draining;
    }

    void install(@Observes Router router) {
        router.route("/api/*").order(ORDER).handler(this::enter).failureHandler(this::failed);
    }

    private void enter(RoutingContext context) {
        HttpServerRequest request = context.request();
        Optional<Refusal> malformed = refusalOfForm(request);
        if (malformed.isPresent()) {
            Refuser.refuse(context, malformed.get());
            return;
        }
        Optional<Target> target = routes.find(request.method().name(), request.path());
        if (target.isEmpty()) {
            Refuser.refuse(context, Refusal.of(GatewayProblem.NOT_FOUND));
            return;
        }
        Visit visit = Visit.of(context);
        visit.routed(target.get().service(), target.get().route());
        authenticate(context, visit, target.get());
    }

    private Optional<Refusal> refusalOfForm(HttpServerRequest request) {
        String path = request.path();
        if (path == null || request.uri().indexOf('#') >= 0 || !RequestPath.isSafe(path)) {
            return Optional.of(Refusal.of(
                    GatewayProblem.MALFORMED_REQUEST,
                    "请求路径含有不允许的字符或段",
                    "The path is ambiguous or has characters that are not allowed"));
        }
        if (request.uri().length() > limits.target()) {
            return Optional.of(Refusal.of(GatewayProblem.URI_TOO_LONG));
        }
        if (Headers.size(request.headers()) > limits.headers()) {
            return Optional.of(Refusal.of(GatewayProblem.HEADERS_TOO_LARGE));
        }
        if (!RequestPath.isSafeQuery(request.query())) {
            return Optional.of(Refusal.of(
                    GatewayProblem.MALFORMED_REQUEST, "查询参数的百分号编码错误", "The query has a broken percent escape"));
        }
        if (Headers.isForSeveralHosts(request)) {
            return Optional.of(Refusal.of(
                    GatewayProblem.MALFORMED_REQUEST, "请求须有且仅有一个 Host", "The request needs exactly one Host"));
        }
        if (Headers.isAmbiguous(request)) {
            return Optional.of(Refusal.of(
                    GatewayProblem.MALFORMED_REQUEST, "请求体的长度标记有歧义", "The framing of the body is ambiguous"));
        }
        HttpMethod method = request.method();
        if (method == HttpMethod.TRACE || method == HttpMethod.CONNECT) {
            return Optional.of(new Refusal(
                    GatewayProblem.METHOD_NOT_ALLOWED,
                    null,
                    null,
                    Map.of("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS")));
        }
        return Optional.empty();
    }

    private void authenticate(RoutingContext context, Visit visit, Target target) {
        if (target.terms().open()) {
            RateLimits.Verdict verdict =
                    rates.takeForAddress(Headers.addressOf(context.request().remoteAddress()));
            admit(context, visit, target, verdict);
            return;
        }
        List<String> authorization = context.request().headers().getAll(HttpHeaders.AUTHORIZATION);
        Future<Caller> check = tokens.check(authorization);
        if (check.succeeded()) {
            authorise(context, visit, target, check.result());
        } else {
            check.onComplete(checked -> {
                if (checked.succeeded()) {
                    authorise(context, visit, target, checked.result());
                } else if (checked.cause() instanceof TokenRefused refused) {
                    Refuser.refuse(context, refused.refusal());
                } else {
                    context.fail(checked.cause());
                }
            });
        }
    }

    private void authorise(RoutingContext context, Visit visit, Target target, Caller caller) {
        visit.calledBy(caller.client());
        if (!caller.scopes().containsAll(target.terms().scopes())) {
            Refuser.refuse(context, tokens.scopeMissing(target.terms().scopes()));
            return;
        }
        admit(context, visit, target, rates.takeFor(caller.client(), caller.subject()));
    }

    private void admit(RoutingContext context, Visit visit, Target target, RateLimits.Verdict verdict) {
        if (verdict.policy() != null) {
            context.response().putHeader("RateLimit-Policy", verdict.policy()).putHeader("RateLimit", verdict.state());
        }
        if (verdict.refusal() != null) {
            Refuser.refuse(context, verdict.refusal());
            return;
        }
        if (isLonger(
                context.request().getHeader(HttpHeaders.CONTENT_LENGTH),
                target.terms().body())) {
            Refuser.refuse(context, BodyLimit.refusal(target.terms().body()));
            return;
        }
        new Exchange(context, visit, upstreams.named(target.service()), target.terms(), resilience, draining).start();
    }

    private static boolean isLonger(String contentLength, long limit) {
        // The server has already refused lengths that are no numbers; nineteen digits fit a long but for the last few.
        return contentLength != null && (contentLength.length() > 18 || Long.parseLong(contentLength) > limit);
    }

    private void failed(RoutingContext context) {
        if (context.request().authority() == null) {
            // The router takes no request without a host, whatever was checked before it.
            Refuser.refuse(
                    context,
                    Refusal.of(
                            GatewayProblem.MALFORMED_REQUEST, "请求须有且仅有一个 Host", "The request needs exactly one Host"));
            return;
        }
        LOG.errorf(
                context.failure(),
                "The gateway failed, trace %s",
                Visit.of(context).trace().traceId());
        Refuser.refuse(context, Refusal.of(GatewayProblem.INTERNAL));
    }
}
