package org.jiedui.gateway.observation;

import io.vertx.core.AsyncResult;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * First handler of every request to the API: begins the {@link Visit}, gives the caller the request id and the trace id
 * ({@code X-Request-Id}, {@code traceresponse}), and reports the visit to access log and usage counters when its answer
 * has gone or the caller has left.
 */
@ApplicationScoped
public class VisitRecorder {
    /** Order of this handler; after CORS, before everything else of the gateway. */
    public static final int ORDER = -290;

    private final AccessLog accessLog;
    private final ClientUsage usage;

    VisitRecorder(AccessLog accessLog, ClientUsage usage) {
        this.accessLog = accessLog;
        this.usage = usage;
    }

    void install(@Observes Router router) {
        router.route("/api/*").order(ORDER).handler(this::begin);
    }

    private void begin(RoutingContext context) {
        Visit visit = Visit.begin(context);
        context.response()
                .putHeader(RequestId.HEADER, visit.requestId())
                .putHeader("traceresponse", visit.trace().traceparent());
        context.addEndHandler(end -> report(context, visit, end));
        context.next();
    }

    private void report(RoutingContext context, Visit visit, AsyncResult<Void> end) {
        // 499: the caller left before the answer was complete (nginx's convention; never sent to anybody).
        int status = end.succeeded() ? context.response().getStatusCode() : 499;
        long nanos = visit.nanos();
        usage.count(visit, status, nanos);
        accessLog.write(visit, status, nanos);
    }
}
