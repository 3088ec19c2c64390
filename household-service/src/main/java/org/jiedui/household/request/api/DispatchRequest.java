package org.jiedui.household.request.api;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.household.request.Handler;
import org.jiedui.household.request.HandlerKind;

/** Who is to handle a request; a person or an expert by account, who may then see and answer it. */
@Schema(
        name = "DispatchRequest",
        examples = "{\"to\":\"县农技推广中心 王专家\",\"kind\":\"EXPERT\",\"account\":\"00000000-0000-7000-8000-000000000005\"}")
public record DispatchRequest(
        @NotBlank @Size(max = 120) String to,
        @Schema(description = "default OFFICE") HandlerKind kind,

        @Schema(description = "needed for PERSON and EXPERT") @Size(min = 1, max = 64)
        String account) {
    @AssertTrue(message = "ACCOUNT|个人和专家须有账号，部门不得有账号|A person or expert needs an account, an office has none")
    @Schema(hidden = true)
    boolean isAccountFitting() {
        return (kind == null || kind == HandlerKind.OFFICE) == (account == null);
    }

    Handler toHandler() {
        return new Handler(kind == null ? HandlerKind.OFFICE : kind, to, account);
    }
}
