package org.jiedui.notification.contact.api;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The code that was sent. */
@Schema(examples = """
        {"code":"204816"}""")
public record VerifyContactRequest(
        @NotNull @Pattern(regexp = "\\d{6}") String code) {
    @Override
    public String toString() {
        return "VerifyContactRequest";
    }
}
