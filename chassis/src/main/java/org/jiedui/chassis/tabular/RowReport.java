package org.jiedui.chassis.tabular;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;

/**
 * What became of one row of an import.
 *
 * @param line as in {@link Row#line()}
 * @param outcome what was done
 * @param id the record that the row created, changed or matched; null when it was refused
 * @param errors why it was refused; empty otherwise
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RowReport(long line, Outcome outcome, UUID id, List<CellError> errors) {
    /** What was done with a row; when only validating, what would be done. */
    public enum Outcome {
        CREATED("新建"),
        UPDATED("更新"),
        UNCHANGED("无变化"),
        REFUSED("拒绝");

        private final String zh;

        Outcome(String zh) {
            this.zh = zh;
        }

        /** Chinese label. */
        public String zh() {
            return zh;
        }
    }

    /** Copies the errors. */
    public RowReport {
        errors = errors == null ? List.of() : List.copyOf(errors);
    }

    /** A row that created, changed or matched a record. */
    public static RowReport done(long line, Outcome outcome, UUID id) {
        return new RowReport(line, outcome, id, List.of());
    }

    /** A row that was refused. */
    public static RowReport refused(long line, List<CellError> errors) {
        return new RowReport(line, Outcome.REFUSED, null, errors);
    }
}
