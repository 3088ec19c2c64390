package org.jiedui.gateway.observation;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * What is known about one request while it is in the house: its ids, and what the access log and the usage counters will
 * say. Confined to the event loop of the request. Holds nothing personal: no query, no token, no user, no path below the
 * route's prefix.
 */
public final class Visit {
    /** Route name of requests that match none. */
    public static final String NO_ROUTE = "none";

    private static final String KEY = Visit.class.getName();

    private final HttpServerRequest request;
    private final TraceContext trace;
    private final String requestId;
    private final long startedNanos = System.nanoTime();
    private String route = NO_ROUTE;
    private String service = NO_ROUTE;
    private String client = "anonymous";
    private String refusal;
    private long received;
    private long sent;

    private Visit(HttpServerRequest request) {
        this.request = request;
        this.trace = currentTrace(request);
        this.requestId = RequestId.accepting(request.getHeader(RequestId.HEADER), trace.traceId());
    }

    static Visit begin(RoutingContext context) {
        Visit visit = new Visit(context.request());
        context.put(KEY, visit);
        return visit;
    }

    /** The visit of a request that came through {@link VisitRecorder}, or was refused before it got there. */
    public static Visit of(RoutingContext context) {
        Visit visit = context.get(KEY);
        return visit == null ? begin(context) : visit;
    }

    private static TraceContext currentTrace(HttpServerRequest request) {
        SpanContext span = Span.current().getSpanContext();
        if (span.isValid()) {
            return new TraceContext(
                    span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex(), true);
        }
        return TraceContext.continuing(request.getHeader("traceparent"));
    }

    /** Names the route: its service and its prefix, never the rest of the path. */
    public void routed(String service, String route) {
        this.service = service;
        this.route = route;
    }

    /** Names the client application ({@code azp}) once the token has been checked. */
    public void calledBy(String client) {
        this.client = client;
    }

    /** Notes the code of a refusal by the gateway itself. */
    public void refused(String code) {
        this.refusal = code;
    }

    /** Counts bytes of the request's body. */
    public void received(long bytes) {
        received += bytes;
    }

    /** Counts bytes of the answer's body, before compression. */
    public void sent(long bytes) {
        sent += bytes;
    }

    /** The id that the caller chose or, failing that, the trace id. */
    public String requestId() {
        return requestId;
    }

    /** Trace and span of this request. */
    public TraceContext trace() {
        return trace;
    }

    String method() {
        return request.method().name();
    }

    String route() {
        return route;
    }

    String service() {
        return service;
    }

    String client() {
        return client;
    }

    String refusal() {
        return refusal;
    }

    /** Bytes of the request's body so far. */
    public long received() {
        return received;
    }

    long sent() {
        return sent;
    }

    long nanos() {
        return System.nanoTime() - startedNanos;
    }
}
