package org.jiedui.notification.robot;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.pii.PersonalText;
import org.jiedui.notification.delivery.Channel;

/** A robot of a WeCom or DingTalk group; its address and secret are encrypted, for whoever has them can write there. */
@Entity
@Table(name = "robot")
public class Robot {
    @Id
    UUID id;

    String kind;
    String name;
    PersonalText url;
    PersonalText secret;
    String types;
    String region;

    @JdbcTypeCode(SqlTypes.CHAR)
    String language;

    String owner;
    Instant createdAt;

    @Version
    long version;

    /** For JPA. */
    protected Robot() {}

    Robot(UUID id, RegisterRobot command, String owner, Instant createdAt) {
        this.id = id;
        this.kind = command.kind().name();
        this.name = command.name();
        this.url = new PersonalText(command.url());
        this.secret = command.secret() == null ? null : new PersonalText(command.secret());
        this.types = String.join(",", command.types());
        this.region = command.region();
        this.language = command.language();
        this.owner = owner;
        this.createdAt = createdAt;
    }

    /** Identity; also that of its lane. */
    public UUID id() {
        return id;
    }

    /** Whose group it is. */
    public Channel kind() {
        return Channel.valueOf(kind);
    }

    /** What its group calls it. */
    public String name() {
        return name;
    }

    /** Where it is called. */
    public PersonalText url() {
        return url;
    }

    /** What it signs with, or null. */
    public PersonalText secret() {
        return secret;
    }

    /** Wanted event names; empty for the mandatory ones. */
    public List<String> types() {
        return types.isEmpty() ? List.of() : List.of(types.split(","));
    }

    /** Division code; events in it and below are told. */
    public String region() {
        return region;
    }

    /** Whether it writes Chinese. */
    public boolean chinese() {
        return !language.equals("en");
    }

    /** Account that registered it. */
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
