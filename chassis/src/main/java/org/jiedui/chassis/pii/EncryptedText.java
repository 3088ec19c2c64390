package org.jiedui.chassis.pii;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores a {@link PersonalText} encrypted, in a {@code VARBINARY} column. */
@Converter(autoApply = true)
public class EncryptedText implements AttributeConverter<PersonalText, byte[]> {
    private final PersonalDataCipher cipher;

    EncryptedText(PersonalDataCipher cipher) {
        this.cipher = cipher;
    }

    @Override
    public byte[] convertToDatabaseColumn(PersonalText text) {
        return text == null ? null : cipher.encrypt(text.clear());
    }

    @Override
    public PersonalText convertToEntityAttribute(byte[] stored) {
        return stored == null ? null : new PersonalText(cipher.decrypt(stored));
    }
}
