package org.jiedui.chassis.observation;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Keeps the queries of requests out of traces: a caller may have put a name or a phone number there, even where it is
 * refused. Runs before a span is exported, whatever the exporter.
 */
@ApplicationScoped
public class QuietSpans implements SpanProcessor {
    private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");
    private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("url.full");

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        if (span.getAttribute(QUERY) != null) {
            span.setAttribute(QUERY, "");
        }
        String address = span.getAttribute(ADDRESS);
        int query = address == null ? -1 : address.indexOf('?');
        if (query >= 0) {
            span.setAttribute(ADDRESS, address.substring(0, query));
        }
    }

    @Override
    public boolean isStartRequired() {
        return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        // all is done at the start
    }

    @Override
    public boolean isEndRequired() {
        return false;
    }
}
