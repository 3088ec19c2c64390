package org.jiedui.household;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jiedui.chassis.security.Caller;
import org.jiedui.chassis.tabular.Columns;

/** What can be exported in bulk: a CDI bean of the feature that owns the records. */
public interface ExportKind {
    /** Name in the parameter {@code kind}. */
    String kind();

    /** All columns, in the order of the file. */
    Columns columns();

    /** The code list that the cells of a column are of, in kebab case; null for free text, figures and days. */
    String codeList(String column);

    /** Columns with personal data, masked unless they are revealed. */
    Set<String> personal();

    /** Refuses filters that the list does not have, or whose value it does not accept, all at once. */
    void check(Map<String, String> filters);

    /**
     * What is given in clear.
     *
     * @param columns personal columns, or none
     * @param purpose why; null when there are none
     * @param export id of the export
     */
    record Reveal(Set<String> columns, String purpose, UUID export) {}

    /**
     * Gives the rows that the caller may see, in the order of their keys, page by page; outside of a transaction. Where
     * something is revealed, each record concerned has the look noted before its rows are given (HH-22).
     *
     * @param filters those of the list, checked
     * @param to takes the cells of one row by column
     */
    void rows(Caller caller, Map<String, String> filters, Reveal reveal, Consumer<Map<String, String>> to);
}
