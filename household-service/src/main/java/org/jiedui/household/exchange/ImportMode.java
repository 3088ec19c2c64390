package org.jiedui.household.exchange;

/** What an import does with its rows. */
public enum ImportMode {
    /** Writes nothing, says what would be done. */
    VALIDATE("validate"),
    /** Writes the valid rows. */
    APPLY("apply"),
    /** Writes all rows or none. */
    ALL_OR_NOTHING("all-or-nothing");

    private final String parameter;

    ImportMode(String parameter) {
        this.parameter = parameter;
    }

    /** The value of the parameter {@code mode}. */
    public String parameter() {
        return parameter;
    }
}
