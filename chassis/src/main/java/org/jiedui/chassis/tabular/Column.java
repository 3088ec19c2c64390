package org.jiedui.chassis.tabular;

import java.util.List;

/**
 * One column of an import or export.
 *
 * @param name API name, camelCase; accepted in headers, and the name in CSV and NDJSON exports
 * @param title Chinese title; accepted in headers, and the header of workbooks
 * @param aliases further titles that are accepted in headers
 * @param required whether a header without this column is refused
 * @param textOnly whether a workbook's cell must be of type text, because as a number it may have lost digits
 * @param choices what the workbook's drop-down list offers; empty: anything
 * @param hint shown as the comment of the header cell in templates; null: none
 */
public record Column(
        String name,
        String title,
        List<String> aliases,
        boolean required,
        boolean textOnly,
        List<String> choices,
        String hint) {
    /** Copies the lists. */
    public Column {
        aliases = List.copyOf(aliases);
        choices = List.copyOf(choices);
    }

    /** A column that may be left out and holds anything. */
    public static Column of(String name, String title) {
        return new Column(name, title, List.of(), false, false, List.of(), null);
    }

    /** This column, with a header without it being refused. */
    public Column mandatory() {
        return new Column(name, title, aliases, true, textOnly, choices, hint);
    }

    /** This column for identity numbers, phones, accounts and codes: text cells only. */
    public Column text() {
        return new Column(name, title, aliases, required, true, choices, hint);
    }

    /** This column with a drop-down list. */
    public Column choices(List<String> offered) {
        return new Column(name, title, aliases, required, textOnly, offered, hint);
    }

    /** This column with further titles. */
    public Column aliases(String... more) {
        return new Column(name, title, List.of(more), required, textOnly, choices, hint);
    }

    /** This column with an explanation. */
    public Column hint(String explanation) {
        return new Column(name, title, aliases, required, textOnly, choices, explanation);
    }
}
