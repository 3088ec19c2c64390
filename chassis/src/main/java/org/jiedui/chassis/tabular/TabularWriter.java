package org.jiedui.chassis.tabular;

import java.io.Closeable;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes rows to a stream as they come; memory does not grow with their number. Closing finishes the file but leaves the
 * given stream open. Failures of the stream are {@link UncheckedIOException}s. To be used by one thread.
 *
 * <p>CSV and NDJSON name their columns by API name, workbooks by Chinese title; all are read back by
 * {@link TabularReader} to the same values. Cells of CSV that a spreadsheet would take for formulas are guarded by an
 * apostrophe, which the reader takes away again.
 */
public sealed interface TabularWriter extends Closeable permits CsvSheet, NdjsonSheet, XlsxSheet {
    /** An export: the columns, nothing else. */
    static TabularWriter export(TabularFormat format, OutputStream out, Columns columns) {
        return switch (format) {
            case CSV -> new CsvSheet(out, columns, false, true);
            case NDJSON -> new NdjsonSheet(out, columns, true);
            case XLSX -> new XlsxSheet(out, columns, false, true);
        };
    }

    /**
     * The report of an import: the uploaded columns, the outcome and the errors; in a workbook the refused cells are
     * coloured and carry the message as a comment. It can be corrected and uploaded as it is.
     */
    static TabularWriter report(TabularFormat format, OutputStream out, Columns columns, boolean chinese) {
        return switch (format) {
            case CSV -> new CsvSheet(out, columns, true, chinese);
            case NDJSON -> new NdjsonSheet(out, columns, chinese);
            case XLSX -> new XlsxSheet(out, columns, true, chinese);
        };
    }

    /** An empty workbook to fill in: titles with explanations, drop-down lists, text columns formatted as text. */
    static void template(OutputStream out, Columns columns) {
        export(TabularFormat.XLSX, out, columns).close();
    }

    /** Writes one row; columns without a value stay blank, values without a column are not written. */
    void write(Map<String, String> values);

    /** Writes one row with what became of it. */
    void write(Map<String, String> values, RowReport report);

    /** All errors of a row in one text, each with the title of its column. */
    static String explain(RowReport report, Columns columns, boolean chinese) {
        return report.errors().stream()
                .map(e -> {
                    var column = e.column() == null ? null : columns.named(e.column());
                    var where = column == null ? "" : chinese ? column.title() + ":" : column.name() + ": ";
                    return where + (chinese ? e.zh() : e.en());
                })
                .collect(Collectors.joining(chinese ? ";" : "; "));
    }

    @Override
    void close();
}
