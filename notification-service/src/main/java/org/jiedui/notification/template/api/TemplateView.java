package org.jiedui.notification.template.api;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jiedui.notification.template.Template;

/**
 * One revision of a template.
 *
 * @param region province whose words these are; empty: everywhere
 * @param providerId SMS only: what the provider calls its registered text
 */
@Schema(example = """
        {"id":"0193e0c4-b000-7000-8000-000000000001","eventType":"risk-alert-raised","channel":"INBOX","region":null,"providerId":null,
         "revision":1,"zh":{"title":"风险预警","body":"{householdNumber}：{reasons}"},
         "en":{"title":"Risk alert","body":"{householdNumber}: {reasons}"},"author":"shipped",
         "createdAt":"2026-01-01T00:00:00.000Z"}""")
public record TemplateView(
        UUID id,
        String eventType,
        String channel,
        String region,
        String providerId,
        int revision,
        Words zh,
        Words en,
        String author,
        Instant createdAt) {
    /** Title and body with their variables. */
    public record Words(String title, String body) {}

    static TemplateView of(Template template) {
        return new TemplateView(
                template.id(),
                template.eventType(),
                template.channel(),
                template.region(),
                template.providerId(),
                template.revision(),
                new Words(template.title(true).text(), template.body(true).text()),
                new Words(template.title(false).text(), template.body(false).text()),
                template.author(),
                template.createdAt());
    }
}
