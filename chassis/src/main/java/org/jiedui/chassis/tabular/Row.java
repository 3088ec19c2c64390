package org.jiedui.chassis.tabular;

import java.util.List;
import java.util.Map;

/**
 * One row of an uploaded file.
 *
 * @param line line in the file (CSV, NDJSON) or number of the row in the sheet, the first being 1
 * @param values the cells that are not blank, by API name of the column, stripped of surrounding white space; a list in
 *     NDJSON is joined with {@code ;}
 * @param errors what made the row unreadable; a row with errors must be refused, whatever its values are
 */
public record Row(long line, Map<String, String> values, List<CellError> errors) {
    /** A row that could be read. */
    public Row(long line, Map<String, String> values) {
        this(line, values, List.of());
    }

    /** The cell of a column, or null when it is blank. */
    public String get(String column) {
        return values.get(column);
    }
}
