package org.jiedui.gateway.observation;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import org.jiedui.gateway.Language;
import org.jiedui.gateway.Refusal;

/**
 * Writes a {@link Refusal} as {@code application/problem+json} (RFC 9457) in the caller's language. When the request's
 * body has not been read, up to {@value #LINGER_BYTES} bytes of it are read and thrown away, so that the caller gets to see
 * the answer instead of a reset; a caller who keeps sending is cut off.
 */
public final class Refuser {
    private static final long LINGER_BYTES = 8L << 20;

    private Refuser() {}

    /** Answers with the problem, unless an answer has already begun. */
    public static void refuse(RoutingContext context, Refusal refusal) {
        HttpServerRequest request = context.request();
        HttpServerResponse response = context.response();
        if (response.headWritten() || response.closed()) {
            return;
        }
        Visit visit = Visit.of(context);
        visit.refused(refusal.problem().name());
        Language language = Language.of(request.getHeader("Accept-Language"));
        JsonObject body = new JsonObject()
                .put("type", refusal.problem().type())
                .put("title", refusal.problem().title(language))
                .put("status", refusal.problem().status())
                .put("code", refusal.problem().name());
        String detail = refusal.detail(language);
        if (detail != null) {
            body.put("detail", detail);
        }
        body.put("instance", instance(request)).put("traceId", visit.trace().traceId());
        response.setStatusCode(refusal.problem().status())
                .putHeader("Content-Type", "application/problem+json")
                .putHeader("Content-Language", language.tag())
                .putHeader("Vary", "Accept-Language")
                .putHeader("Cache-Control", "no-store");
        refusal.headers().forEach(response::putHeader);
        discardBody(request);
        byte[] bytes = body.toBuffer().getBytes();
        response.putHeader("Content-Length", Integer.toString(bytes.length));
        if (request.method() == HttpMethod.HEAD) {
            response.end();
        } else {
            visit.sent(bytes.length);
            response.end(Buffer.buffer(bytes));
        }
    }

    private static String instance(HttpServerRequest request) {
        String path = request.path();
        return path == null ? "/" : path.length() > 2_000 ? path.substring(0, 2_000) : path;
    }

    /** Reads and drops the rest of the request's body, within limits. */
    public static void discardBody(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        long[] dropped = {0};
        request.exceptionHandler(gone -> {
            // The caller left while we were dropping what it sent: nothing depends on it any more.
        });
        request.endHandler(null);
        request.handler(buffer -> {
            dropped[0] += buffer.length();
            if (dropped[0] > LINGER_BYTES) {
                cutOff(request);
            }
        });
        request.resume();
    }

    private static void cutOff(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(0x8); // CANCEL
        } else {
            request.connection().close();
        }
    }
}
