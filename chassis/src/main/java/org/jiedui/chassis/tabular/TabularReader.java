package org.jiedui.chassis.tabular;

import java.io.Closeable;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Iterator;

/**
 * Reads an uploaded file row by row; memory does not grow with the file. What concerns one row is in
 * {@link Row#errors()}; what concerns the file is a {@link org.jiedui.chassis.problem.ProblemException} of
 * {@link TabularProblem}, thrown by the opening method or by the iteration. To be used by one thread, closed by the
 * caller, and iterated once.
 */
public sealed interface TabularReader extends Iterator<Row>, Closeable permits CsvRows, NdjsonRows, XlsxRows {
    /** Reads CSV (RFC 4180, with or without BOM); undecodable bytes become errors of their row. Closes the stream. */
    static TabularReader csv(InputStream in, Charset charset, Columns columns, TabularLimits limits) {
        return new CsvRows(in, charset, columns, limits);
    }

    /** Reads newline-delimited JSON. Closes the stream. */
    static TabularReader ndjson(InputStream in, Columns columns, TabularLimits limits) {
        return new NdjsonRows(in, columns, limits);
    }

    /** Reads the first visible sheet of a workbook after having inspected the file for bombs. */
    static TabularReader xlsx(Path file, Columns columns, TabularLimits limits) {
        return new XlsxRows(file, columns, limits);
    }

    /** How many rows the file has, where that is known before reading (workbooks), otherwise -1. */
    long expectedRows();

    /** Reads on behind a line that was handled before; rows up to and including it are not returned. */
    default TabularReader after(long line) {
        return line <= 0 ? this : skip(line);
    }

    private TabularReader skip(long line) {
        while (hasNext() && peekLine() <= line) {
            next();
        }
        return this;
    }

    /** The line of the row that {@link #next()} will return; only after {@link #hasNext()} was true. */
    long peekLine();

    @Override
    void close();
}
