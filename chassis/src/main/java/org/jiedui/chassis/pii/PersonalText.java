package org.jiedui.chassis.pii;

import com.fasterxml.jackson.annotation.JsonIgnoreType;

/**
 * Personal data in clear, in memory only. Prints as stars and is never serialized; an answer shows it through
 * {@link Masks} or, for those who may see it, by {@link #clear()}.
 *
 * @param clear the text
 */
@JsonIgnoreType
public record PersonalText(String clear) {
    /** Null for null. */
    public static PersonalText of(String clear) {
        return clear == null ? null : new PersonalText(clear);
    }

    @Override
    public String toString() {
        return "***";
    }
}
