package org.jiedui.notification.webhook.api;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.notification.webhook.RegisterEndpoint;

/**
 * An endpoint to register.
 *
 * @param types event names such as {@code risk-alert-raised}; empty for all
 */
@Schema(examples = """
                {"url":"https://platform.example/jiedui-hook","types":["risk-alert-raised","pairing-confirmed"],
                "region":"330523"}""")
public record RegisterEndpointRequest(
        @NotBlank
        @Size(max = 500)
        @Pattern(
                regexp = "https?://[\\x21-\\x7e&&[^<>\"{}|\\\\^`]]+",
                message = "FORMAT|应为 http(s) 地址|Must be an http(s) address")
        String url,

        @NotNull @Size(max = 50) List<@NotNull @KnownEventType String> types,

        @NotNull
        @Pattern(
                regexp = "\\d{2}|\\d{4}|\\d{6}|\\d{9}|\\d{12}",
                message = "FORMAT|应为 2、4、6、9 或 12 位区划代码|Must be a division code of 2, 4, 6, 9 or 12 digits")
        String region) {
    RegisterEndpoint toCommand() {
        return new RegisterEndpoint(url, List.copyOf(types), region);
    }
}
