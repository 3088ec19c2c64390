package org.jiedui.gateway.observation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("GW-06")
class TraceContextTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";

    @Test
    void traceGoesOnWithASpanOfItsOwn_whenTheCallersIsWellFormed() {
        TraceContext context = TraceContext.continuing("00-" + TRACE + "-" + SPAN + "-01");

        assertThat(context.traceId()).isEqualTo(TRACE);
        assertThat(context.spanId()).isNotEqualTo(SPAN);
        assertThat(context.traceparent()).matches("00-" + TRACE + "-[0-9a-f]{16}-01");
        assertThat(context.continued()).isTrue();
    }

    @Test
    void traceGoesOn_whenALaterVersionCarriesMore() {
        assertThat(TraceContext.continuing("cc-" + TRACE + "-" + SPAN + "-01-what-the-future-brings")
                        .traceId())
                .isEqualTo(TRACE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-" + TRACE + "-" + SPAN,
                "00-" + TRACE + "-" + SPAN + "-01-more",
                "ff-" + TRACE + "-" + SPAN + "-01",
                "00-00000000000000000000000000000000-" + SPAN + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-" + SPAN + "-01",
                "00-" + TRACE + "-" + SPAN + "-zz",
                "00_" + TRACE + "-" + SPAN + "-01"
            })
    void newTraceBegins_whenTheCallersIsMalformed(String traceparent) {
        TraceContext context = TraceContext.continuing(traceparent);

        assertThat(context.continued()).isFalse();
        assertThat(context.traceparent()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
        assertThat(context.traceId()).isNotEqualTo(TRACE);
    }

    @Test
    void requestIdIsTaken_onlyWhenItCannotForgeALogLine() {
        assertThat(RequestId.accepting("order-2026.11_a", "other")).isEqualTo("order-2026.11_a");
        assertThat(RequestId.accepting("short", "other")).isEqualTo("other");
        assertThat(RequestId.accepting("with space in it", "other")).isEqualTo("other");
        assertThat(RequestId.accepting("quote\"quote\"", "other")).isEqualTo("other");
        assertThat(RequestId.accepting("a".repeat(129), "other")).isEqualTo("other");
        assertThat(RequestId.accepting(null, "other")).isEqualTo("other");
    }
}
