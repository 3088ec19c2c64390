package org.jiedui.chassis.pii;

import com.fasterxml.jackson.annotation.JsonIgnoreType;
import java.util.Objects;
import org.hibernate.annotations.Immutable;

/**
 * Personal data, in clear in memory only. Prints as stars and is never serialized; an answer shows it through
 * {@link Masks} or, for those who may see it, by {@link #clear()}. What comes from the database stays encrypted until it
 * is asked for.
 */
@JsonIgnoreType
@Immutable
public final class PersonalText {
    private final byte[] sealed;
    private final PersonalDataCipher cipher;
    private String clear;

    /** The text in clear. */
    public PersonalText(String clear) {
        this.clear = clear;
        this.sealed = null;
        this.cipher = null;
    }

    /** As it is stored. */
    PersonalText(byte[] sealed, PersonalDataCipher cipher) {
        this.sealed = sealed;
        this.cipher = cipher;
    }

    /** Null for null. */
    public static PersonalText of(String clear) {
        return clear == null ? null : new PersonalText(clear);
    }

    /** The text. */
    public String clear() {
        // two threads that ask at once get the same
        if (clear == null && sealed != null) {
            clear = cipher.decrypt(sealed);
        }
        return clear;
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof PersonalText text && Objects.equals(clear(), text.clear());
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(clear());
    }

    @Override
    public String toString() {
        return "***";
    }
}
