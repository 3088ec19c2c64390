package org.jiedui.pairing;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.nio.charset.StandardCharsets;
import org.jiedui.chassis.pii.EncryptedText;
import org.jiedui.chassis.pii.PersonalText;

/**
 * Stores free text encrypted in a {@code VARBINARY} column that once held it in clear. Rows of that time stay readable and
 * are encrypted when they are written anew: an encrypted value begins with the length of its key's id, 1 to 8, which no
 * text begins with.
 */
@Converter
public class OnceClearText implements AttributeConverter<PersonalText, byte[]> {
    private static final int LONGEST_KEY_ID = 8;

    private final EncryptedText encrypted = new EncryptedText();

    @Override
    public byte[] convertToDatabaseColumn(PersonalText text) {
        return encrypted.convertToDatabaseColumn(text);
    }

    @Override
    public PersonalText convertToEntityAttribute(byte[] stored) {
        return stored == null || (stored.length > 0 && stored[0] >= 1 && stored[0] <= LONGEST_KEY_ID)
                ? encrypted.convertToEntityAttribute(stored)
                : new PersonalText(new String(stored, StandardCharsets.UTF_8));
    }

    /** The words; null for none. */
    public static String clear(PersonalText text) {
        return text == null ? null : text.clear();
    }
}
