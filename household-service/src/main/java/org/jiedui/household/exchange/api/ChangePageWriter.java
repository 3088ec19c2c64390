package org.jiedui.household.exchange.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jiedui.chassis.feed.ChangeItem;
import org.jiedui.chassis.feed.ChangePage;
import org.jiedui.chassis.value.Slices;

/** Writes a page of the change feed, which may be megabytes, as JSON in pieces that are made at the same time. */
@Provider
@Produces(MediaType.APPLICATION_JSON)
public class ChangePageWriter implements MessageBodyWriter<ChangePage> {
    private static final int PIECE = 125;

    private final ObjectMapper mapper;

    ChangePageWriter(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == ChangePage.class;
    }

    @Override
    public void writeTo(
            ChangePage page,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream to)
            throws IOException {
        var separator = "{\"items\":[";
        for (var piece :
                Slices.of(page.items(), PIECE).parallelStream().map(this::json).toList()) {
            to.write(separator.getBytes(StandardCharsets.UTF_8));
            // without the brackets of the list
            to.write(piece, 1, piece.length - 2);
            separator = ",";
        }
        var end = (page.items().isEmpty() ? separator : "") + "],\"next\":\"" + page.next() + "\",\"more\":"
                + page.more() + "}";
        to.write(end.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] json(List<ChangeItem> items) {
        try {
            return mapper.writeValueAsBytes(items);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
