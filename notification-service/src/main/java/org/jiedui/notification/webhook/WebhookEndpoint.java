package org.jiedui.notification.webhook;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jiedui.chassis.pii.PersonalText;

/** An address of another system that is called for events of some types below a region. */
@Entity
@Table(name = "webhook_endpoint")
public class WebhookEndpoint {
    @Id
    UUID id;

    String url;
    String types;
    String region;
    PersonalText secret;
    PersonalText oldSecret;
    Instant oldSecretUntil;
    Instant disabledAt;
    boolean active;
    String owner;
    Instant createdAt;

    @Version
    long version;

    /** For JPA. */
    protected WebhookEndpoint() {}

    WebhookEndpoint(UUID id, RegisterEndpoint command, String secret, String owner, Instant createdAt) {
        this.id = id;
        this.url = command.url();
        this.types = String.join(",", command.types());
        this.region = command.region();
        this.secret = new PersonalText(secret);
        this.active = true;
        this.owner = owner;
        this.createdAt = createdAt;
    }

    void change(RegisterEndpoint command) {
        url = command.url();
        types = String.join(",", command.types());
        region = command.region();
    }

    void rotate(String fresh, Instant oldUntil) {
        oldSecret = secret;
        oldSecretUntil = oldUntil;
        secret = new PersonalText(fresh);
    }

    void disable(Instant now) {
        active = false;
        disabledAt = now;
    }

    void enable() {
        active = true;
        disabledAt = null;
    }

    /** Whether it wants events of this type. */
    public boolean wants(String type) {
        return types.isEmpty() || types().contains(type);
    }

    /** Identity; also that of its lane. */
    public UUID id() {
        return id;
    }

    /** Where it is called. */
    public String url() {
        return url;
    }

    /** Wanted event names; empty for all. */
    public List<String> types() {
        return types.isEmpty() ? List.of() : List.of(types.split(","));
    }

    /** Division code; events in it and below are sent. */
    public String region() {
        return region;
    }

    /** Signing secret. */
    public PersonalText secret() {
        return secret;
    }

    /** The secret before the last rotation, or null. */
    public PersonalText oldSecret() {
        return oldSecret;
    }

    /** Until when the old secret signs too, or null. */
    public Instant oldSecretUntil() {
        return oldSecretUntil;
    }

    /** When it was switched off because it took nothing for days, or null. */
    public Instant disabledAt() {
        return disabledAt;
    }

    /** Whether it is called at all. */
    public boolean active() {
        return active;
    }

    /** Account or client that registered it. */
    public String owner() {
        return owner;
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
