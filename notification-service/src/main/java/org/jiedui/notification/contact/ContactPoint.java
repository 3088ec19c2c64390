package org.jiedui.notification.contact;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.pii.Masks;
import org.jiedui.chassis.pii.PersonalText;
import org.jiedui.notification.NotificationProblem;

/**
 * An address of a person, encrypted at rest and shown masked. Nothing but its verification code is sent to it before the
 * code came back; after five wrong codes a new one is needed.
 */
@Entity
@Table(name = "contact_point")
public class ContactPoint {
    private static final int MOST_TRIES = 5;

    @Id
    UUID id;

    String account;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    ContactKind kind;

    PersonalText value;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 32)
    byte[] valueHash;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(length = 32)
    byte[] verifiedHash;

    @JdbcTypeCode(SqlTypes.CHAR)
    String language;

    PersonalText code;
    Instant codeUntil;
    int tries;
    Instant verifiedAt;
    Instant createdAt;

    @Version
    long version;

    /** For JPA. */
    protected ContactPoint() {}

    ContactPoint(UUID id, String account, ContactKind kind, String value, byte[] hash, String language, Instant now) {
        this.id = id;
        this.account = account;
        this.kind = kind;
        this.value = new PersonalText(value);
        this.valueHash = hash;
        this.language = language;
        this.createdAt = now;
    }

    void expect(String fresh, Instant now, Duration life) {
        code = new PersonalText(fresh);
        codeUntil = now.plus(life);
        tries = 0;
    }

    /** Whether the code is right; counts wrong ones. Refuses with {@code CODE_OVER} when it can no longer be used. */
    boolean verify(String given, Instant now) {
        if (verifiedHash != null) {
            return true;
        }
        if (code == null || now.isAfter(codeUntil) || tries >= MOST_TRIES) {
            throw NotificationProblem.CODE_OVER.problem();
        }
        tries++;
        if (!MessageDigest.isEqual(
                code.clear().getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.UTF_8))) {
            return false;
        }
        verifiedHash = valueHash;
        verifiedAt = now;
        code = null;
        codeUntil = null;
        return true;
    }

    /** Identity. */
    public UUID id() {
        return id;
    }

    /** Holder. */
    public String account() {
        return account;
    }

    /** Kind. */
    public ContactKind kind() {
        return kind;
    }

    /** The address in clear, for sending only. */
    public PersonalText value() {
        return value;
    }

    /** The address as it is shown. */
    public String masked() {
        var clear = value.clear();
        return switch (kind) {
            case PHONE -> Masks.phone(clear);
            case EMAIL -> clear.charAt(0) + "***" + clear.substring(clear.indexOf('@'));
            case DEVICE -> "***" + clear.substring(clear.length() - 4);
        };
    }

    /** {@code zh} or {@code en}: language of what is sent. */
    public boolean chinese() {
        return !language.equals("en");
    }

    /** The code that is waited for, or null. */
    public PersonalText code() {
        return code;
    }

    /** Until when the code can be used, or null without one. */
    Instant codeUntil() {
        return codeUntil;
    }

    /** When it was verified, or null. */
    public Instant verifiedAt() {
        return verifiedAt;
    }

    /** When it was registered. */
    public Instant createdAt() {
        return createdAt;
    }

    /** For conditional requests. */
    public long version() {
        return version;
    }
}
