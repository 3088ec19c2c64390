package org.jiedui.chassis.tabular;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.dhatim.fastexcel.DataValidationErrorStyle;
import org.dhatim.fastexcel.Range;
import org.dhatim.fastexcel.VisibilityState;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * Rows as a workbook: frozen header with titles and explanations, drop-down lists from a hidden sheet, text columns
 * formatted as text, refused cells coloured with a comment. Cells are inline strings, so that nothing is collected in
 * memory; what does not fit on one sheet goes on on the next.
 */
final class XlsxSheet implements TabularWriter {
    private static final int FLUSH_EVERY = 500;
    /** Comments are held until a sheet ends; behind this many only the text beside the row explains. */
    private static final int MAX_COMMENTS = 5_000;

    private static final int FIRST_ROWS_WITH_LISTS = 100_000;
    private static final String HEADER_FILL = "DDEBF7";
    private static final String REFUSED_FILL = "FFC7CE";

    private final Workbook workbook;
    private final Columns columns;
    private final boolean report;
    private final boolean chinese;
    private final Map<Column, Range> lists = new HashMap<>();
    private Worksheet sheet;
    private int sheets;
    private int row;
    private int comments;

    XlsxSheet(OutputStream out, Columns columns, boolean report, boolean chinese) {
        this.workbook = new Workbook(new CsvSheet.Unclosed(out), "jiedui", "1.0");
        this.columns = columns;
        this.report = report;
        this.chinese = chinese;
        this.sheet = workbook.newWorksheet("数据");
        try {
            writeLists();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        writeHeader();
    }

    /** Excel takes lists of any length only from cells, so they stand on a sheet of their own, written before the data. */
    private void writeLists() throws IOException {
        if (columns.all().stream().allMatch(c -> c.choices().isEmpty())) {
            return;
        }
        var options = workbook.newWorksheet("选项");
        options.setVisibilityState(VisibilityState.HIDDEN);
        int at = 0;
        for (var column : columns.all()) {
            var choices = column.choices();
            if (!choices.isEmpty()) {
                for (int i = 0; i < choices.size(); i++) {
                    options.inlineString(i, at, Cells.xmlSafe(choices.get(i)));
                }
                lists.put(column, options.range(0, at, choices.size() - 1, at));
                at++;
            }
        }
        options.finish();
    }

    private void writeHeader() {
        sheets++;
        row = 1;
        comments = 0;
        int at = 0;
        for (var column : columns.all()) {
            sheet.inlineString(0, at, column.required() ? column.title() + "*" : column.title());
            sheet.width(at, Math.min(40, Math.max(12, column.title().length() * 2.5)));
            if (column.hint() != null) {
                sheet.comment(0, at, column.hint());
            }
            if (column.textOnly()) {
                sheet.style(at).format("@").set();
            }
            var list = lists.get(column);
            if (list != null) {
                sheet.range(1, at, FIRST_ROWS_WITH_LISTS, at)
                        .validateWithList(list)
                        .allowBlank(true)
                        .showDropdown(true)
                        .errorStyle(DataValidationErrorStyle.STOP)
                        .showErrorMessage(true)
                        .errorTitle("无效的值")
                        .error("请从下拉列表中选择");
            }
            at++;
        }
        if (report) {
            sheet.inlineString(0, at, Columns.OUTCOME_TITLE);
            sheet.width(at, 12);
            sheet.inlineString(0, at + 1, Columns.ERRORS_TITLE);
            sheet.width(at + 1, 60);
            at += 2;
        }
        sheet.range(0, 0, 0, Math.max(0, at - 1))
                .style()
                .bold()
                .fillColor(HEADER_FILL)
                .horizontalAlignment("center")
                .set();
        sheet.freezePane(0, 1);
    }

    @Override
    public void write(Map<String, String> values) {
        write(values, null);
    }

    @Override
    public void write(Map<String, String> values, RowReport outcome) {
        try {
            if (row == Worksheet.MAX_ROWS) {
                sheet.finish();
                sheet = workbook.newWorksheet("数据 " + (sheets + 1));
                writeHeader();
            }
            int at = 0;
            for (var column : columns.all()) {
                var value = values.get(column.name());
                if (value != null) {
                    sheet.inlineString(row, at, Cells.xmlSafe(value));
                }
                at++;
            }
            if (report && outcome != null) {
                explain(outcome, at);
            }
            row++;
            if (row % FLUSH_EVERY == 0) {
                sheet.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void explain(RowReport outcome, int at) {
        sheet.inlineString(
                row, at, chinese ? outcome.outcome().zh() : outcome.outcome().name());
        sheet.inlineString(row, at + 1, Cells.xmlSafe(TabularWriter.explain(outcome, columns, chinese)));
        for (int i = 0; i < columns.all().size(); i++) {
            var name = columns.all().get(i).name();
            var message = new StringBuilder();
            for (var error : outcome.errors()) {
                if (name.equals(error.column())) {
                    message.append(message.isEmpty() ? "" : "\n").append(chinese ? error.zh() : error.en());
                }
            }
            if (!message.isEmpty()) {
                sheet.style(row, i).fillColor(REFUSED_FILL).set();
                if (comments++ < MAX_COMMENTS) {
                    sheet.comment(row, i, message.toString());
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            sheet.finish();
            workbook.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
