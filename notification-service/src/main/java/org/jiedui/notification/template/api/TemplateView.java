package org.jiedui.notification.template.api;

import java.time.Instant;
import java.util.UUID;
import org.jiedui.notification.template.Template;

/**
 * One revision of a template.
 *
 * @param region province whose words these are; empty: everywhere
 * @param providerId SMS only: what the provider calls its registered text
 */
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
