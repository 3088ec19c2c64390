package org.jiedui.notification.template.api;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.notification.template.TemplateDraft;
import org.jiedui.notification.template.TextChannel;

/** Words for one event type and channel, in both languages. */
@Schema(examples = """
                {"eventType":"risk-alert-raised","channel":"INBOX",
                "zh":{"title":"风险预警","body":"{householdNumber}：{reasons}"},
                "en":{"title":"Risk alert","body":"{householdNumber}: {reasons}"}}""")
public record SaveTemplateRequest(
        @NotBlank @Size(max = 60) String eventType,
        @NotNull TextChannel channel,
        @NotNull @Valid Words zh,
        @NotNull @Valid Words en) {
    /** Title and body; variables in braces. */
    public record Words(
            @NotBlank @Size(max = 200) String title,
            @NotBlank @Size(max = 2000) String body) {}

    TemplateDraft toCommand() {
        return new TemplateDraft(eventType, channel, zh.title(), zh.body(), en.title(), en.body());
    }
}
