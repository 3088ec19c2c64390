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
 * @param language {@code zh} (default) or {@code en}: language of what is sent to it
 */
@Schema(examples = """
        {"kind":"EMAIL","value":"clerk@example.org","language":"zh"}""")
public record RegisterContactRequest(
        @NotNull ContactKind kind,
        @NotBlank @Size(max = 254) String value,
        @Pattern(regexp = "zh|en") String language) {
    /** Whether the value is an address of its kind. */
    @AssertTrue(message = "FORMAT|电子邮箱或手机号格式错误|Not an e-mail address or mobile number")
    // not public: Jackson must not take it for the property of this name
    boolean isValue() {
        if (kind == null || value == null || value.isBlank()) {
            return true;
        }
        return kind == ContactKind.EMAIL
                ? value.trim().matches("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})+")
                : value.trim().matches("1[3-9]\\d{9}");
    }

    RegisterContact toCommand() {
        return new RegisterContact(kind, value, language == null ? "zh" : language);
    }

    @Override
    public String toString() {
        return "RegisterContactRequest[" + kind + "]";
    }
}
