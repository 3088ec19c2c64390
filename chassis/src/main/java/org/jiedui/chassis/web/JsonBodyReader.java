package org.jiedui.chassis.web;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jiedui.chassis.problem.CommonProblem;

/**
 * Reads every JSON request body through {@link StrictJson} and keeps its bytes for the fingerprint of an idempotency
 * key. A body without {@code Content-Type} is refused with 415.
 */
@Provider
@Consumes({MediaType.APPLICATION_JSON, MergePatch.MEDIA_TYPE})
@Priority(Priorities.USER - 1000)
public class JsonBodyReader implements MessageBodyReader<Object> {
    /** Bytes of a JSON document; the server's own limit may be higher, for uploads that are streamed. */
    private static final int MOST = 2 << 20;

    private final StrictJson json;
    private final RequestBody body;

    JsonBodyReader(StrictJson json, RequestBody body) {
        this.json = json;
        this.body = body;
    }

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return !InputStream.class.isAssignableFrom(type) && type != byte[].class && type != String.class;
    }

    @Override
    public Object readFrom(
            Class<Object> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream stream)
            throws IOException {
        var bytes = stream.readNBytes(MOST + 1);
        if (bytes.length > MOST) {
            throw CommonProblem.TOO_LARGE.problem();
        }
        // the framework takes what says nothing of its type for what is expected; no body needs no type
        if (bytes.length > 0 && headers.getFirst(HttpHeaders.CONTENT_TYPE) == null) {
            throw CommonProblem.UNSUPPORTED_MEDIA_TYPE.problem();
        }
        body.keep(bytes);
        return MergePatch.class.equals(type) ? new MergePatch(json.tree(bytes), json) : json.read(bytes, genericType);
    }
}
