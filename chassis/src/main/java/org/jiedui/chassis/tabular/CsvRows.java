package org.jiedui.chassis.tabular;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.NoSuchElementException;

/** CSV as rows. Bytes that are no characters are decoded to U+FFFD, which no cell may hold. */
final class CsvRows implements TabularReader {
    private final TabularLimits limits;
    private final CloseableIterator<CsvRecord> records;
    private final List<Column> header;
    private long rows;
    private Row next;

    CsvRows(InputStream in, Charset charset, Columns columns, TabularLimits limits) {
        this.limits = limits;
        this.records = CsvReader.builder()
                .skipEmptyLines(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .maxBufferSize(1 << 22)
                .build(
                        CsvRecordHandler.of(c -> c.maxFields(limits.maxColumns())
                                .maxFieldSize(1 << 20)
                                .maxRecordSize(1 << 22)),
                        text(in, charset))
                .iterator();
        try {
            var first = record();
            if (first == null) {
                throw TabularProblem.BAD_FILE.detail("文件为空", "The file is empty");
            }
            this.header = columns.resolve(first.getFields());
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static Reader text(InputStream in, Charset charset) {
        return new InputStreamReader(
                withoutBom(in, charset),
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)
                        .replaceWith("\uFFFD"));
    }

    private static InputStream withoutBom(InputStream in, Charset charset) {
        try {
            var buffered = new BufferedInputStream(in, 1 << 16);
            if (charset.equals(StandardCharsets.UTF_8)) {
                buffered.mark(3);
                if (buffered.read() != 0xEF || buffered.read() != 0xBB || buffered.read() != 0xBF) {
                    buffered.reset();
                }
            }
            return buffered;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CsvRecord record() {
        try {
            return records.hasNext() ? records.next() : null;
        } catch (CsvParseException e) {
            throw TabularProblem.BAD_FILE.detail(
                    "第 %d 条记录之后不是合法的 CSV(引号未闭合,或字段过长、过多)".formatted(rows),
                    "Not valid CSV after record %d: unclosed quote, or too long or too many fields".formatted(rows));
        }
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            var record = record();
            if (record != null) {
                next = row(record);
            }
        }
        return next != null;
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

    private Row row(CsvRecord csv) {
        if (++rows > limits.maxRows()) {
            throw TabularProblem.FILE_TOO_LARGE.detail(
                    "超过 %d 行".formatted(limits.maxRows()), "More than %d rows".formatted(limits.maxRows()));
        }
        var values = new LinkedHashMap<String, String>();
        var errors = new ArrayList<CellError>(0);
        if (csv.getFieldCount() != header.size()) {
            errors.add(CellError.extraColumns());
        }
        for (int i = 0; i < Math.min(header.size(), csv.getFieldCount()); i++) {
            var column = header.get(i);
            if (column != null) {
                Cells.put(values, errors, column.name(), Cells.unguard(csv.getField(i)), limits);
            }
        }
        return new Row(csv.getStartingLineNumber(), values, errors);
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
            records.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
