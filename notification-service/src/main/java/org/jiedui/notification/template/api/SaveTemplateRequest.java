package org.jiedui.notification.template.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.notification.template.TemplateDraft;
import org.jiedui.notification.template.TextChannel;

/**
 * Words for one event type and channel, in both languages.
 *
 * @param region province whose words these are; absent: the own one, for the whole deployment everywhere
 * @param providerId SMS only: what the provider calls its registered text
 */
@Schema(examples = """
                {"eventType":"risk-alert-raised","channel":"INBOX",
                "zh":{"title":"风险预警","body":"{householdNumber}：{reasons}"},
                "en":{"title":"Risk alert","body":"{householdNumber}: {reasons}"}}""")
public record SaveTemplateRequest(
        @NotBlank @Size(max = 60) String eventType,
        @NotNull TextChannel channel,

        @Pattern(regexp = "\\d{2}", message = "FORMAT|应为 2 位省级代码|Must be a province code of 2 digits")
        String region,

        @Size(max = 60) @Pattern(regexp = "[\\x21-\\x7e]+", message = "FORMAT|应为可见 ASCII 字符|Must be visible ASCII")
        String providerId,

        @NotNull @Valid Words zh,
        @NotNull @Valid Words en) {
    /** Title and body; variables in braces. */
    public record Words(
            @NotBlank @Size(max = 200) String title,
            @NotBlank @Size(max = 2000) String body) {}

    TemplateDraft toCommand() {
        return new TemplateDraft(
                eventType,
                channel,
                region == null ? "" : region,
                providerId,
                zh.title(),
                zh.body(),
                en.title(),
                en.body());
    }
}
