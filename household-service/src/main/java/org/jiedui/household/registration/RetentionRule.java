package org.jiedui.household.registration;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** After how many months something is forgotten, in a region; the longest matching region counts (HH-24). */
@Entity
public class RetentionRule {
    /**
     * What and where.
     *
     * @param region division code; empty: everywhere
     */
    @Embeddable
    public record Key(
            @Enumerated(EnumType.STRING) @JdbcTypeCode(SqlTypes.VARCHAR)
            RetentionSubject subject,

            String region) implements Serializable {}

    @EmbeddedId
    private Key key;

    private int months;
    private String source;

    @Version
    private long version;

    private Instant updatedAt;
    private String updatedBy;

    protected RetentionRule() {}

    RetentionRule(Key key) {
        this.key = key;
    }

    void set(int newMonths, String document, Instant now, String account) {
        months = newMonths;
        source = document;
        updatedAt = now;
        updatedBy = account;
    }

    /** What. */
    public RetentionSubject subject() {
        return key.subject();
    }

    /** Where; empty: everywhere. */
    public String region() {
        return key.region();
    }

    /** After how many months. */
    public int months() {
        return months;
    }

    /** The document that says so. */
    public String source() {
        return source;
    }

    /** Version, the entity tag. */
    public long version() {
        return version;
    }

    /** When it was set. */
    public Instant updatedAt() {
        return updatedAt;
    }

    /** By which account. */
    public String updatedBy() {
        return updatedBy;
    }
}
