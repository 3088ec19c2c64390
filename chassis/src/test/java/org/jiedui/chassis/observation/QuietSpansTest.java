package org.jiedui.chassis.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import org.junit.jupiter.api.Test;

class QuietSpansTest {
    @Test
    void tracesKnowNoQuery_whateverTheCallerAskedFor() {
        try (var provider =
                SdkTracerProvider.builder().addSpanProcessor(new QuietSpans()).build()) {
            var span = (ReadableSpan) provider.get("test")
                    .spanBuilder("GET")
                    .setAttribute("url.path", "/api/v1/things")
                    .setAttribute("url.query", "phone=13812345678")
                    .setAttribute("url.full", "http://there/api/v1/things?phone=13812345678")
                    .startSpan();

            assertThat(span.toSpanData().getAttributes().toString()).doesNotContain("13812345678");
            assertThat(span.getAttribute(AttributeKey.stringKey("url.full"))).isEqualTo("http://there/api/v1/things");
            assertThat(span.getAttribute(AttributeKey.stringKey("url.path"))).isEqualTo("/api/v1/things");
        }
    }

    @Test
    void keepsOneTimeTokensOutOfTraces_andLeavesIdentifiers() {
        var token = "7ZZ0ABCDEFGHJKMNPQRSTVWXYZ";
        var id = "019ab000-0000-7000-8000-000000000001";
        try (var provider =
                SdkTracerProvider.builder().addSpanProcessor(new QuietSpans()).build()) {
            var span = (ReadableSpan) provider.get("test")
                    .spanBuilder("POST")
                    .setAttribute("url.path", "/api/v1/survey/" + token + "/collect")
                    .setAttribute("url.full", "http://a-service.with-a-long-name.svc:8083/api/v1/survey/" + token)
                    .startSpan();
            var other = (ReadableSpan) provider.get("test")
                    .spanBuilder("GET")
                    .setAttribute("url.path", "/api/v1/evaluation-cycles/" + id + "/recomputations")
                    .startSpan();

            assertThat(span.toSpanData().getAttributes().toString()).doesNotContain(token);
            assertThat(span.getAttribute(AttributeKey.stringKey("url.path"))).isEqualTo("/api/v1/survey/*/collect");
            assertThat(span.getAttribute(AttributeKey.stringKey("url.full")))
                    .isEqualTo("http://a-service.with-a-long-name.svc:8083/api/v1/survey/*");
            assertThat(other.getAttribute(AttributeKey.stringKey("url.path")))
                    .isEqualTo("/api/v1/evaluation-cycles/" + id + "/recomputations");
        }
    }
}
