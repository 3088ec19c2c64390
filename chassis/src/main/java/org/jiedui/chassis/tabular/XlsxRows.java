package org.jiedui.chassis.tabular;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.SheetVisibility;
import org.jiedui.chassis.problem.ProblemException;

/** The first visible sheet of a workbook as rows. Values only: a formula is an error of its cell. */
final class XlsxRows implements TabularReader {
    private final TabularLimits limits;
    private final ReadableWorkbook workbook;
    private final Stream<org.dhatim.fastexcel.reader.Row> stream;
    private final Iterator<org.dhatim.fastexcel.reader.Row> sheet;
    private final List<Column> header;
    private final long expected;
    private Row next;

    XlsxRows(Path file, Columns columns, TabularLimits limits) {
        this.limits = limits;
        var inspection = XlsxInspection.of(file, limits);
        ReadableWorkbook opened = null;
        try {
            opened = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
            this.workbook = opened;
            this.stream = opened.getSheets()
                    .filter(s -> s.getVisibility() == SheetVisibility.VISIBLE)
                    .findFirst()
                    .orElseThrow(XlsxInspection::unreadable)
                    .openStream();
            this.sheet = stream.iterator();
            if (!sheet.hasNext()) {
                throw TabularProblem.BAD_FILE.detail("工作表为空", "The sheet is empty");
            }
            var titles = new ArrayList<String>();
            sheet.next().forEach(cell -> titles.add(cell == null ? null : plain(cell)));
            this.header = columns.resolve(titles);
            this.expected = Math.max(0, inspection.rows() - 1);
        } catch (ProblemException e) {
            closeQuietly(opened);
            throw e;
        } catch (IOException | RuntimeException e) {
            closeQuietly(opened);
            throw XlsxInspection.unreadable();
        }
    }

    private static void closeQuietly(ReadableWorkbook workbook) {
        if (workbook != null) {
            try {
                workbook.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public boolean hasNext() {
        try {
            while (next == null && sheet.hasNext()) {
                var row = row(sheet.next());
                if (!row.values().isEmpty() || !row.errors().isEmpty()) {
                    next = row;
                }
            }
            return next != null;
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) { // the library throws whatever an odd file leads it to
            throw XlsxInspection.unreadable();
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

    private Row row(org.dhatim.fastexcel.reader.Row source) {
        var values = new LinkedHashMap<String, String>();
        var errors = new ArrayList<CellError>(0);
        for (int i = 0; i < source.getCellCount(); i++) {
            var cell = source.getCell(i);
            if (cell == null) {
                continue;
            }
            var column = i < header.size() ? header.get(i) : null;
            if (column != null) {
                value(cell, column, values, errors);
            } else if (i >= header.size() && !blank(cell) && errors.stream().noneMatch(e -> e.column() == null)) {
                errors.add(CellError.extraColumns());
            }
        }
        return new Row(source.getRowNum(), values, errors);
    }

    private static boolean blank(Cell cell) {
        return cell.getRawValue() == null || Cells.strip(cell.getRawValue()).isEmpty();
    }

    private void value(Cell cell, Column column, LinkedHashMap<String, String> values, List<CellError> errors) {
        switch (cell.getType()) {
            case STRING -> Cells.put(values, errors, column.name(), cell.asString(), limits);
            case NUMBER, BOOLEAN -> {
                if (blank(cell)) {
                    return;
                }
                if (column.textOnly()) {
                    errors.add(CellError.notText(column.name()));
                }
                Cells.put(values, errors, column.name(), plain(cell), limits);
            }
            case FORMULA -> errors.add(CellError.formula(column.name()));
            case ERROR -> errors.add(CellError.brokenCell(column.name()));
            case EMPTY -> {} // nothing there
        }
    }

    private static String plain(Cell cell) {
        return switch (cell.getType()) {
            case STRING -> cell.asString();
            case NUMBER -> isDate(cell.getDataFormatString()) ? day(cell) : number(cell.asNumber());
            case BOOLEAN -> String.valueOf(cell.asBoolean());
            case FORMULA, ERROR, EMPTY -> "";
        };
    }

    private static String number(BigDecimal number) {
        var plain = number.stripTrailingZeros();
        if (Math.abs((long) plain.scale()) > 320) {
            return "";
        }
        // the sheet holds binary doubles: 0.1 + 0.2 is shown as 0.3, so at most 15 significant digits mean anything
        if (plain.precision() > 15 && plain.scale() > 0) {
            plain = plain.round(new java.math.MathContext(15)).stripTrailingZeros();
        }
        return plain.toPlainString();
    }

    private static String day(Cell cell) {
        var time = cell.asDate();
        return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? time.toLocalDate().toString()
                : time.toString();
    }

    /** Whether a number format shows a day: it has a year or a day outside quotes, colours and escapes. */
    private static boolean isDate(String format) {
        if (format == null) {
            return false;
        }
        var bare = format.toLowerCase(Locale.ROOT).replaceAll("\"[^\"]*\"|\\[[^]]*]|\\\\.|_.", "");
        return bare.indexOf('y') >= 0 || bare.indexOf('d') >= 0;
    }

    @Override
    public long peekLine() {
        return next.line();
    }

    @Override
    public long expectedRows() {
        return expected;
    }

    @Override
    public void close() {
        try (workbook;
                stream) {
            next = null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
