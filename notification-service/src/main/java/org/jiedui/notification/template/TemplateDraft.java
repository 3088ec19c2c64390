package org.jiedui.notification.template;

import java.util.List;

/**
 * Words that somebody proposes for an event type and channel.
 *
 * @param region province whose words these are; empty: that of whoever saves it
 * @param providerId SMS only: what the provider calls its registered text
 */
public record TemplateDraft(
        String eventType,
        TextChannel channel,
        String region,
        String providerId,
        String titleZh,
        String bodyZh,
        String titleEn,
        String bodyEn) {
    /** The same for another province; empty: everywhere. */
    TemplateDraft in(String province) {
        return new TemplateDraft(eventType, channel, province, providerId, titleZh, bodyZh, titleEn, bodyEn);
    }

    /** Title in one language. */
    public TextTemplate title(boolean chinese) {
        return new TextTemplate(chinese ? titleZh : titleEn);
    }

    /** Body in one language. */
    public TextTemplate body(boolean chinese) {
        return new TextTemplate(chinese ? bodyZh : bodyEn);
    }

    List<TextTemplate> texts() {
        return List.of(title(true), body(true), title(false), body(false));
    }
}
