package org.jiedui.notification.contact.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.notification.contact.ContactKind;
import org.jiedui.notification.contact.ContactRegistration.RegisterContact;

/**
 * An address to register.
 *
 * @param value e-mail address, mobile number, or the token of a device at the push provider (16 to 254 characters)
 * @param language {@code zh} (default) or {@code en}: language of what is sent to it
 */
@Schema(examples = {"""
        {"kind":"EMAIL","value":"clerk@example.org","language":"zh"}""", """
        {"kind":"DEVICE","value":"fGx2k0rVQ1:APA91bHun4MxP5egoKMwt2KZFBaFUH-1RYqx","language":"zh"}"""})
public record RegisterContactRequest(
        @NotNull ContactKind kind,
        @NotBlank @Size(max = 254) String value,
        @Pattern(regexp = "zh|en") String language) {
    /** Whether the value is an address of its kind. */
    @AssertTrue(message = "FORMAT|电子邮箱、手机号或设备标识格式错误|Not an e-mail address, mobile number or device token")
    // not public: Jackson must not take it for the property of this name
    boolean isValue() {
        if (kind == null || value == null || value.isBlank()) {
            return true;
        }
        return value.trim()
                .matches(
                        switch (kind) {
                            case EMAIL -> "[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+";
                            case PHONE -> "1[3-9]\\d{9}";
                            case DEVICE -> "[A-Za-z0-9:._=-]{16,254}";
                        });
    }

    RegisterContact toCommand() {
        return new RegisterContact(kind, value, language == null ? "zh" : language);
    }

    @Override
    public String toString() {
        return "RegisterContactRequest[" + kind + "]";
    }
}
