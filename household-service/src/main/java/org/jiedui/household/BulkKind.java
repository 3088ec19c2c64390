package org.jiedui.household;

import java.util.List;
import java.util.UUID;
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
     * What a row is part of: rows that follow each other and have the same text are always taken together, because they
     * make one record. Null: the row stands for itself.
     */
    default String group(Row row) {
        return null;
    }

    /** Most rows that are taken at once; a group is never divided. */
    default int chunk(Row first) {
        return 2000;
    }

    /** Rows that were read and checked for all that needs no database; to be taken once. */
    @FunctionalInterface
    interface Prepared {
        /**
         * Takes the rows, in the running transaction.
         *
         * @param importId the import, for what it has to remember from one call to the next
         * @param write false: only says what would be done
         * @return one report per row, in their order
         */
        List<RowReport> take(UUID importId, boolean write);
    }

    /** Reads and checks rows, on another thread than the one that takes them and outside of any transaction. */
    default Prepared prepare(Caller caller, List<Row> rows) {
        return (importId, write) -> take(caller, rows, write);
    }

    /** The import is done with all its rows; outside of any transaction. */
    default void ended(UUID importId) {
        // most kinds remember nothing
    }

    /**
     * Takes some rows, in the running transaction. The same rows taken twice change nothing the second time.
     *
     * @param write false: only says what would be done
     * @return one report per row, in their order
     */
    List<RowReport> take(Caller caller, List<Row> rows, boolean write);
}
