package org.jiedui.gateway.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("GW-07")
class CompressionTest {
    private final MultiMap answer = MultiMap.caseInsensitiveMultiMap()
            .add("Content-Type", "application/json")
            .add("Content-Length", "5000");

    @Test
    void applies_whenALongJsonAnswerIsUncompressed() {
        assertThat(Compression.applies("gzip", 200, answer)).isTrue();
        assertThat(Compression.applies("gzip", 200, answer.remove("Content-Length")))
                .isTrue();
    }

    @Test
    void doesNotApply_whenThereIsNothingToGain() {
        assertThat(Compression.applies(null, 200, answer)).isFalse();
        assertThat(Compression.applies("gzip", 206, answer)).isFalse();
        assertThat(Compression.applies("gzip", 200, answer.set("Content-Length", "100")))
                .isFalse();
    }

    @Test
    void doesNotApply_whenTheServiceDecidedItself() {
        assertThat(Compression.applies("gzip", 200, answer.add("Content-Encoding", "br")))
                .isFalse();
        answer.remove("Content-Encoding").add("Cache-Control", "private, no-transform");
        assertThat(Compression.applies("gzip", 200, answer)).isFalse();
    }

    @Test
    void doesNotApply_whenEventsAreStreamedOrTheTypeIsBinary() {
        assertThat(Compression.applies("gzip", 200, answer.set("Content-Type", "text/event-stream")))
                .isFalse();
        assertThat(Compression.applies("gzip", 200, answer.set("Content-Type", "application/pdf")))
                .isFalse();
    }
}
