package org.jiedui.chassis.pii;

import io.quarkus.arc.Arc;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Stores a {@link PersonalText} encrypted, in a {@code VARBINARY} column. */
@Converter(autoApply = true)
public class EncryptedText implements AttributeConverter<PersonalText, byte[]> {
    /** Hibernate makes converters before configuration is known, so the keys are asked for at first use. */
    private static PersonalDataCipher cipher() {
        return Arc.container().instance(PersonalDataCipher.class).get();
    }

    @Override
    public byte[] convertToDatabaseColumn(PersonalText text) {
        return text == null ? null : cipher().encrypt(text.clear());
    }

    @Override
    public PersonalText convertToEntityAttribute(byte[] stored) {
        return stored == null ? null : cipher().sealed(stored);
    }
}
