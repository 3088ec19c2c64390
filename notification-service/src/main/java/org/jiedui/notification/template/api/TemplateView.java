package org.jiedui.notification.template.api;

import java.time.Instant;
import java.util.UUID;
import org.jiedui.notification.template.Template;

/** One revision of a template. */
public record TemplateView(
        UUID id, String eventType, String channel, int revision, Words zh, Words en, String author, Instant createdAt) {
    /** Title and body with their variables. */
    public record Words(String title, String body) {}

    static TemplateView of(Template template) {
        return new TemplateView(
                template.id(),
                template.eventType(),
                template.channel(),
                template.revision(),
                new Words(template.title(true).text(), template.body(true).text()),
                new Words(template.title(false).text(), template.body(false).text()),
                template.author(),
                template.createdAt());
    }
}
