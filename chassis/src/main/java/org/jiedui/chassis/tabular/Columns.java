package org.jiedui.chassis.tabular;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jiedui.chassis.problem.Violation;

/**
 * The columns of one kind of file, in the order of its template, and how headers are understood: API name, Chinese title
 * or an alias, in any case and order, with or without the template's mark for required columns ({@code *}).
 */
public final class Columns {
    /** Title of the column that carries the outcome in reports; ignored when a report is uploaded again. */
    public static final String OUTCOME_TITLE = "处理结果";
    /** Title of the column that carries the errors in reports; ignored when a report is uploaded again. */
    public static final String ERRORS_TITLE = "错误说明";

    /** Where a row of {@link #documents} has its JSON. */
    public static final String DOCUMENT = "$document";

    private static final Set<String> IGNORED = Set.of(OUTCOME_TITLE, ERRORS_TITLE);

    private final List<Column> all;
    private final boolean documents;
    private final Map<String, Column> byTitle = new HashMap<>();

    private Columns(List<Column> all, boolean documents) {
        this.documents = documents;
        this.all = List.copyOf(all);
        for (var column : all) {
            name(column.name(), column);
            name(column.title(), column);
            column.aliases().forEach(alias -> name(alias, column));
        }
    }

    /** The columns in the order of the template. */
    public static Columns of(Column... columns) {
        return new Columns(List.of(columns), false);
    }

    /** The columns in the order of the template. */
    public static Columns of(List<Column> columns) {
        return new Columns(columns, false);
    }

    /**
     * The same columns, but a line of NDJSON is one nested document, given to the importer as it is in the cell
     * {@link #DOCUMENT}; in CSV and workbooks nothing changes.
     */
    public Columns documents() {
        return new Columns(all, true);
    }

    boolean hasDocuments() {
        return documents;
    }

    /** The columns in the order of the template. */
    public List<Column> all() {
        return all;
    }

    /** The column with this API name, or null. */
    Column named(String name) {
        var column = byTitle.get(key(name));
        return column != null && column.name().equals(name) ? column : null;
    }

    /**
     * The column at each position of a header row; null where the position is to be ignored.
     *
     * @throws org.jiedui.chassis.problem.ProblemException 400 with all violations: unknown, doubled and missing columns
     */
    List<Column> resolve(List<String> header) {
        var resolved = new ArrayList<Column>(header.size());
        var violations = new ArrayList<Violation>();
        for (int i = 0; i < header.size(); i++) {
            var title = header.get(i) == null ? "" : Cells.strip(header.get(i));
            if (title.isEmpty() || IGNORED.contains(title)) {
                resolved.add(null);
                continue;
            }
            var column = byTitle.get(key(title));
            if (column == null) {
                violations.add(new Violation(
                        "/header/" + i,
                        title.indexOf('\uFFFD') < 0 ? "UNKNOWN_COLUMN" : "WRONG_ENCODING",
                        title.indexOf('\uFFFD') < 0
                                ? "第 %d 列的标题未知".formatted(i + 1)
                                : "第 %d 列的标题无法识别,请检查文件编码".formatted(i + 1),
                        title.indexOf('\uFFFD') < 0
                                ? "The title of column %d is unknown".formatted(i + 1)
                                : "The title of column %d cannot be decoded".formatted(i + 1)));
            } else if (resolved.contains(column)) {
                violations.add(new Violation(
                        "/header/" + i,
                        "DUPLICATE_COLUMN",
                        "“%s”列重复".formatted(column.title()),
                        "Column %s appears twice".formatted(column.name())));
            }
            resolved.add(column);
        }
        for (var column : all) {
            if (column.required() && !resolved.contains(column)) {
                violations.add(new Violation(
                        "/header",
                        "MISSING_COLUMN",
                        "缺少“%s”列".formatted(column.title()),
                        "Column %s is missing".formatted(column.name())));
            }
        }
        if (!violations.isEmpty()) {
            throw TabularProblem.BAD_HEADER.violations(violations);
        }
        return resolved;
    }

    private void name(String title, Column column) {
        var other = byTitle.putIfAbsent(key(title), column);
        if (other != null && other != column) {
            throw new IllegalArgumentException("two columns are called " + title);
        }
    }

    private static String key(String title) {
        var key = title.toLowerCase(Locale.ROOT);
        return key.endsWith("*") ? key.substring(0, key.length() - 1).strip() : key;
    }
}
