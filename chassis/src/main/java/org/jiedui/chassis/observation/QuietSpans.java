package org.jiedui.chassis.observation;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;

/**
 * Keeps secrets in addresses out of traces: queries, because a caller may have put a name or a phone number there, even
 * where it is refused; and segments of paths longer than any name, unless they are identifiers, because they are one-time
 * tokens. Runs before a span is exported, whatever the exporter.
 */
@ApplicationScoped
public class QuietSpans implements SpanProcessor {
    private static final AttributeKey<String> QUERY = AttributeKey.stringKey("url.query");
    private static final AttributeKey<String> PATH = AttributeKey.stringKey("url.path");
    private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("url.full");
    private static final Pattern TOKEN =
            Pattern.compile("(?<=[^/]/|^/)(?!\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}(?:/|$))[^/]{25,}");

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {
        if (span.getAttribute(QUERY) != null) {
            span.setAttribute(QUERY, "");
        }
        String path = span.getAttribute(PATH);
        if (path != null) {
            span.setAttribute(PATH, withoutTokens(path));
        }
        String address = span.getAttribute(ADDRESS);
        if (address != null) {
            span.setAttribute(ADDRESS, withoutTokens(address.replaceFirst("[?].*", "")));
        }
    }

    private static String withoutTokens(String path) {
        return TOKEN.matcher(path).replaceAll("*");
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
