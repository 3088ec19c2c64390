package org.jiedui.chassis.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import org.jiedui.chassis.problem.ProblemBody;
import org.jiedui.chassis.problem.ProblemException;

/** Refuses a request before it reaches a resource, with the same answer that a resource would give. */
@ApplicationScoped
public class EarlyRefusal {
    private final ObjectMapper mapper;

    EarlyRefusal(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Answers with the problem, to be tried again after a second. */
    public void answer(RoutingContext http, ProblemException problem) {
        var languages = http.acceptableLanguages();
        var chinese = languages.isEmpty() || !"en".equals(languages.get(0).tag());
        try {
            http.response()
                    .setStatusCode(problem.type().status())
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
