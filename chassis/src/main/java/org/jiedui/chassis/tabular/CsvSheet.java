package org.jiedui.chassis.tabular;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rows as RFC 4180, UTF-8. */
final class CsvSheet implements TabularWriter {
    private final CsvWriter csv;
    private final Columns columns;
    private final boolean report;
    private final boolean chinese;

    CsvSheet(OutputStream out, Columns columns, boolean report, boolean chinese) {
        this.csv = CsvWriter.builder().bufferSize(1 << 14).build(new Unclosed(out), StandardCharsets.UTF_8);
        this.columns = columns;
        this.report = report;
        this.chinese = chinese;
        var header = new ArrayList<String>();
        columns.all().forEach(c -> header.add(Cells.guard(c.name())));
        if (report) {
            header.add(Columns.OUTCOME_TITLE);
            header.add(Columns.ERRORS_TITLE);
        }
        csv.writeRecord(header);
    }

    @Override
    public void write(Map<String, String> values) {
        csv.writeRecord(cells(values));
    }

    @Override
    public void write(Map<String, String> values, RowReport outcome) {
        var cells = cells(values);
        if (report) {
            cells.add(chinese ? outcome.outcome().zh() : outcome.outcome().name());
            cells.add(TabularWriter.explain(outcome, columns, chinese));
        }
        csv.writeRecord(cells);
    }

    private List<String> cells(Map<String, String> values) {
        var cells = new ArrayList<String>(columns.all().size() + 2);
        for (var column : columns.all()) {
            var value = values.get(column.name());
            cells.add(value == null ? "" : Cells.guard(value));
        }
        return cells;
    }

    @Override
    public void close() {
        try {
            csv.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The caller's stream, which stays open. */
    static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
