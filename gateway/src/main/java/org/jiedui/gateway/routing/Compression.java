package org.jiedui.gateway.routing;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;

/** Whether the gateway compresses an answer that the service left uncompressed. The entity tag stays as it is. */
final class Compression {
    private static final int WORTHWHILE_BYTES = 1_024;

    private Compression() {}

    /** Decides from the request's wish and the answer's head. The server picks the coding. */
    static boolean applies(String acceptEncoding, int status, MultiMap answer) {
        if (acceptEncoding == null
                || status == 206
                || answer.contains(HttpHeaders.CONTENT_ENCODING)
                || !isText(answer.get(HttpHeaders.CONTENT_TYPE))) {
            return false;
        }
        String length = answer.get(HttpHeaders.CONTENT_LENGTH);
        if (length != null && length.length() <= 4 && Integer.parseInt(length) < WORTHWHILE_BYTES) {
            return false;
        }
        String cacheControl = answer.get(HttpHeaders.CACHE_CONTROL);
        return cacheControl == null || !cacheControl.contains("no-transform");
    }

    /** Whether the media type is a text that compression pays for; never a stream of events. */
    static boolean isText(String contentType) {
        if (contentType == null) {
            return false;
        }
        String type = contentType.toLowerCase(Locale.ROOT);
        return type.startsWith("application/json")
                || type.startsWith("application/problem+json")
                || type.startsWith("application/geo+json")
                || type.startsWith("application/x-ndjson")
                || type.startsWith("application/yaml")
                || type.startsWith("application/xml")
                || type.startsWith("image/svg+xml")
                || (type.startsWith("text/") && !type.startsWith("text/event-stream"));
    }
}
