package org.jiedui.notification.inbox.api;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;
import org.jiedui.notification.inbox.StreamHub;

/**
 * Begins the answer to a request for a stream and hands it over to the {@link StreamHub}. For the platform the request is
 * over then; what it knew of the caller is let go, because thousands of streams stay open for as long as their tokens.
 */
@Provider
public class StreamWriter implements ServerMessageBodyWriter<StreamHub.Opening> {
    /** Brings the head of the answer to the client, which is then open. */
    private static final Buffer BEGIN = Buffer.buffer(":\n\n");

    private final StreamHub hub;
    private final CurrentVertxRequest requests;

    StreamWriter(StreamHub hub, CurrentVertxRequest requests) {
        this.hub = hub;
        this.requests = requests;
    }

    private record Answer(HttpServerResponse response) implements StreamHub.Outlet {
        @Override
        public void send(Buffer piece) {
            if (!closed()) {
                response.write(piece);
            }
        }

        @Override
        public boolean full() {
            return !closed() && response.writeQueueFull();
        }

        @Override
        public boolean closed() {
            return response.closed() || response.ended();
        }

        @Override
        public void end() {
            if (!closed()) {
                response.end();
            }
        }
    }

    @Override
    public void writeResponse(StreamHub.Opening opening, Type type, ServerRequestContext context) {
        var http = requests.getCurrent();
        var answer = new Answer(http.response());
        answer.response().setChunked(true);
        answer.send(BEGIN);
        http.data().clear();
        http.userContext().clear();
        http.request().headers().clear();
        hub.begin(opening, answer);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, ResteasyReactiveResourceInfo target, MediaType media) {
        return type == StreamHub.Opening.class;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type == StreamHub.Opening.class;
    }

    @Override
    public void writeTo(
            StreamHub.Opening opening,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream body) {
        throw new UnsupportedOperationException("a stream needs the connection");
    }
}
