package org.jiedui.household;

import java.util.List;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.tabular.Columns;
import org.jiedui.chassis.tabular.Row;
import org.jiedui.chassis.tabular.RowReport;

/** What can be imported in bulk: a CDI bean of the feature that owns the records. */
public interface BulkKind {
    /** Name in the parameter {@code kind}. */
    String kind();

    /** Roles that may import it. */
    List<String> roles();

    /** Columns of its files. */
    Columns columns();

    /**
     * Takes some rows, in the running transaction. The same rows taken twice change nothing the second time.
     *
     * @param write false: only says what would be done
     * @return one report per row, in their order
     */
    List<RowReport> take(Caller caller, List<Row> rows, boolean write);
}
