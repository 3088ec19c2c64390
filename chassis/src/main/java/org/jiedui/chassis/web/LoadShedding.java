package org.jiedui.chassis.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.atomic.AtomicInteger;
import org.jiedui.chassis.problem.CommonProblem;
import org.jiedui.chassis.problem.ProblemBody;

/**
 * Refuses what would only wait: from so many requests under way on, a further one gets 503 with {@code Retry-After} at once,
 * before its token is checked or its body read. So those inside are answered soon and a storm ends with its senders. Streams
 * of events do not count, they wait by nature and the gateway bounds them; neither do probes and metrics.
 * Why not the Quarkus extension of that name: ADR 40.
 */
@ApplicationScoped
public class LoadShedding {
    /** Before authentication, after the first of Quarkus' own. */
    private static final int PRIORITY = 500;

    private final AtomicInteger underWay = new AtomicInteger();
    private final Limit limit;
    private final ObjectMapper mapper;
    private final Counter shed;

    /** How much at once. */
    @ConfigMapping(prefix = "jiedui.requests")
    public interface Limit {
        /** Requests under way at once, 1 to 10 000; some for each database connection. */
        @WithDefault("128")
        int underWay();
    }

    LoadShedding(Limit limit, ObjectMapper mapper, MeterRegistry meters) {
        this.limit = limit;
        this.mapper = mapper;
        this.shed = meters.counter("jiedui.requests.shed");
    }

    void register(@Observes Filters filters) {
        filters.register(this::admit, PRIORITY);
    }

    private void admit(RoutingContext http) {
        var accept = http.request().getHeader(HttpHeaders.ACCEPT);
        if (!http.request().path().startsWith("/api/")
                || accept != null && accept.startsWith(MediaType.SERVER_SENT_EVENTS)) {
            http.next();
        } else if (underWay.incrementAndGet() > limit.underWay()) {
            underWay.decrementAndGet();
            shed.increment();
            refuse(http);
        } else {
            http.addEndHandler(ended -> underWay.decrementAndGet());
            http.next();
        }
    }

    private void refuse(RoutingContext http) {
        var languages = http.acceptableLanguages();
        var chinese = languages.isEmpty() || !"en".equals(languages.get(0).tag());
        var problem = CommonProblem.UNAVAILABLE.detail("请求过多，请稍后重试", "Too many requests are under way; try again soon");
        try {
            http.response()
                    .setStatusCode(503)
                    .putHeader(HttpHeaders.RETRY_AFTER, "1")
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                    .putHeader(HttpHeaders.CONTENT_LANGUAGE, chinese ? "zh-CN" : "en")
                    .end(mapper.writeValueAsString(
                            ProblemBody.of(problem, chinese, http.request().path(), Trace.id(http))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem has no JSON", e);
        }
    }
}
