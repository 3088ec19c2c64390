package org.jiedui.chassis.tabular;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** Rows as newline-delimited JSON; blank cells are absent properties. */
final class NdjsonSheet implements TabularWriter {
    private static final JsonFactory JSON = JsonFactory.builder().build();

    private final JsonGenerator json;
    private final Columns columns;
    private final boolean chinese;

    NdjsonSheet(OutputStream out, Columns columns, boolean chinese) {
        try {
            this.json = JSON.createGenerator(new CsvSheet.Unclosed(out)).setRootValueSeparator(null);
            this.columns = columns;
            this.chinese = chinese;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void write(Map<String, String> values) {
        write(values, null);
    }

    @Override
    public void write(Map<String, String> values, RowReport outcome) {
        try {
            json.writeStartObject();
            if (outcome != null) {
                json.writeNumberField("line", outcome.line());
                json.writeStringField("outcome", outcome.outcome().name());
                errors(outcome);
                if (values.containsKey(Columns.DOCUMENT)) {
                    json.writeStringField("document", values.get(Columns.DOCUMENT));
                }
                json.writeObjectFieldStart("values");
            }
            for (var column : columns.all()) {
                var value = values.get(column.name());
                if (value != null) {
                    json.writeStringField(column.name(), value);
                }
            }
            if (outcome != null) {
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeRaw('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void errors(RowReport outcome) throws IOException {
        json.writeArrayFieldStart("errors");
        for (var error : outcome.errors()) {
            json.writeStartObject();
            if (error.column() != null) {
                json.writeStringField("column", error.column());
            }
            json.writeStringField("code", error.code());
            json.writeStringField("message", chinese ? error.zh() : error.en());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    @Override
    public void close() {
        try {
            json.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
