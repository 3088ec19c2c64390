package org.jiedui.chassis.tabular;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** Newline-delimited JSON as rows. Each line stands for itself: a broken one is a refused row. */
final class NdjsonRows implements TabularReader {
    private static final int MAX_LINE = 1 << 20;
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final InputStream in;
    private final Columns columns;
    private final TabularLimits limits;
    private final byte[] buffer = new byte[1 << 16];
    private int at;
    private int filled;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream(4096);
    private long lines;
    private long rows;
    private Row next;

    NdjsonRows(InputStream in, Columns columns, TabularLimits limits) {
        this.in = in;
        this.columns = columns;
        this.limits = limits;
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null && readLine()) {
                lines++;
                var bytes = line.toByteArray();
                if (!isBlank(bytes)) {
                    next = row(bytes);
                }
            }
            return next != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var row = next;
        next = null;
        return row;
    }

    private boolean readLine() throws IOException {
        line.reset();
        while (at < filled || fill()) {
            int end = at;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            line.write(buffer, at, end - at);
            at = end + 1;
            if (line.size() > MAX_LINE) {
                throw TabularProblem.BAD_FILE.detail(
                        "第 %d 行超过 1 MiB".formatted(lines + 1), "Line %d is longer than 1 MiB".formatted(lines + 1));
            }
            if (end < filled) {
                return true;
            }
        }
        return line.size() > 0;
    }

    private boolean fill() throws IOException {
        at = 0;
        filled = Math.max(0, in.readNBytes(buffer, 0, buffer.length));
        return filled > 0;
    }

    private static boolean isBlank(byte[] bytes) {
        for (var b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }

    private Row row(byte[] bytes) throws IOException {
        if (++rows > limits.maxRows()) {
            throw TabularProblem.FILE_TOO_LARGE.detail(
                    "超过 %d 行".formatted(limits.maxRows()), "More than %d rows".formatted(limits.maxRows()));
        }
        var values = new LinkedHashMap<String, String>();
        var errors = new ArrayList<CellError>(0);
        if (columns.hasDocuments()) {
            try {
                values.put(Columns.DOCUMENT, decode(bytes));
            } catch (CharacterCodingException e) {
                errors.add(CellError.encoding(null));
            }
            return new Row(lines, values, errors);
        }
        try (var json = JSON.createParser(decode(bytes))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                errors.add(CellError.malformedJson());
                return new Row(lines, values, errors);
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                property(json, values, errors);
            }
            if (json.nextToken() != null) {
                errors.add(CellError.malformedJson());
            }
        } catch (CharacterCodingException e) {
            errors.add(CellError.encoding(null));
        } catch (JsonProcessingException e) {
            errors.add(CellError.malformedJson());
        }
        return new Row(lines, values, errors);
    }

    private String decode(byte[] bytes) throws CharacterCodingException {
        var text = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
        return lines == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private void property(JsonParser json, Map<String, String> values, List<CellError> errors) throws IOException {
        var name = json.currentName();
        var column = columns.named(name);
        var token = json.nextToken();
        if (column == null) {
            json.skipChildren();
            if (errors.stream().noneMatch(e -> e.code().equals("UNKNOWN_COLUMN"))) {
                errors.add(CellError.unknownColumn());
            }
            return;
        }
        switch (token) {
            case START_OBJECT -> {
                json.skipChildren();
                errors.add(CellError.nested(name));
            }
            case START_ARRAY -> list(json, column, values, errors);
            case VALUE_NULL -> {} // an explicit null says the same as an absent property: blank
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> {
                if (column.textOnly()) {
                    errors.add(CellError.notText(name));
                }
                Cells.put(values, errors, name, json.getText(), limits);
            }
            default -> Cells.put(values, errors, name, json.getText(), limits);
        }
    }

    private void list(JsonParser json, Column column, Map<String, String> values, List<CellError> errors)
            throws IOException {
        var joined = new StringBuilder();
        var nested = false;
        for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token.isStructStart()) {
                json.skipChildren();
                nested = true;
            } else if (token != JsonToken.VALUE_NULL) {
                joined.append(joined.isEmpty() ? "" : ";").append(json.getText());
            }
        }
        if (nested) {
            errors.add(CellError.nested(column.name()));
        } else {
            Cells.put(values, errors, column.name(), joined.toString(), limits);
        }
    }

    @Override
    public long peekLine() {
        return next.line();
    }

    @Override
    public long expectedRows() {
        return -1;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
