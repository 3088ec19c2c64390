package org.jiedui.notification.template;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;

/** The words for one event type on one channel, in both languages. Revisions are only ever added; the highest counts. */
@Entity
@Table(name = "template")
public class Template {
    @Id
    UUID id;

    String eventType;
    String channel;
    int revision;
    String titleZh;
    String bodyZh;
    String titleEn;
    String bodyEn;
    String region;
    String providerId;
    String author;
    Instant createdAt;

    @Version
    long version;

    /** For JPA. */
    protected Template() {}

    Template(UUID id, TemplateDraft draft, int revision, String author, Instant createdAt) {
        this.id = id;
        this.eventType = draft.eventType();
        this.channel = draft.channel().name();
        this.revision = revision;
        this.titleZh = draft.titleZh();
        this.bodyZh = draft.bodyZh();
        this.titleEn = draft.titleEn();
        this.bodyEn = draft.bodyEn();
        this.region = draft.region();
        this.providerId = draft.providerId();
        this.author = author;
        this.createdAt = createdAt;
    }

    /** Identity. */
    public UUID id() {
        return id;
    }

    /** Event name. */
    public String eventType() {
        return eventType;
    }

    /** Province whose words these are; empty: everywhere. */
    public String region() {
        return region;
    }

    /** What an SMS provider calls its registered text, or null. */
    public String providerId() {
        return providerId;
    }

    /** Name of the {@link TextChannel}. */
    public String channel() {
        return channel;
    }

    /** From 1, over all provinces. */
    public int revision() {
        return revision;
    }

    /** Title with its variables. */
    public TextTemplate title(boolean chinese) {
        return new TextTemplate(chinese ? titleZh : titleEn);
    }

    /** Body with its variables. */
    public TextTemplate body(boolean chinese) {
        return new TextTemplate(chinese ? bodyZh : bodyEn);
    }

    /** Account of the author, or {@code shipped}. */
    public String author() {
        return author;
    }

    /** When it was saved. */
    public Instant createdAt() {
        return createdAt;
    }

    /** For conditional requests. */
    public long version() {
        return version;
    }
}
