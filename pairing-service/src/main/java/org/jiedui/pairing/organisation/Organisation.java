package org.jiedui.pairing.organisation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.pairing.helper.UnitLevel;

/** A team with members, or an enterprise or other body that takes part as one (PA-04). */
@Entity
@Table(name = "organisation")
public class Organisation {
    @Id
    private UUID id;

    @Version
    private long version;

    private String region;

    @Column(name = "service_region")
    private String serviceRegion;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private OrganisationKind kind;

    private String topic;

    private String name;

    private String unit;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "unit_level")
    private UnitLevel unitLevel;

    private String account;

    @Column(name = "leader_id")
    private UUID leaderId;

    @Column(name = "available_to")
    private LocalDate availableTo;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For Hibernate. */
    protected Organisation() {}

    Organisation(UUID id, OrganisationDetails details, Led led, Instant now) {
        this.id = id;
        this.createdAt = now;
        write(details, led, now);
    }

    /** Who leads it, and the account through which it acts; null: nobody, none. An enterprise has an account of its own. */
    record Led(UUID leader, String account) {}

    final void write(OrganisationDetails details, Led led, Instant now) {
        kind = details.kind();
        topic = details.topic();
        name = details.name();
        unit = details.unit();
        unitLevel = details.unitLevel();
        region = details.region();
        serviceRegion = details.serviceRegion();
        lead(led, now);
    }

    final void lead(Led led, Instant now) {
        leaderId = led.leader();
        account = led.account();
        updatedAt = now;
    }

    Led led() {
        return new Led(leaderId, account);
    }

    /** Goes for good. */
    void leave(LocalDate firstDayGone) {
        availableTo = firstDayGone.minusDays(1);
    }

    /** Whether it is gone on a day. */
    boolean gone(LocalDate day) {
        return availableTo != null && availableTo.isBefore(day);
    }

    public UUID id() {
        return id;
    }

    public long version() {
        return version;
    }

    public String region() {
        return region;
    }

    /** Division in which it may be paired as helper. */
    public String serviceRegion() {
        return serviceRegion;
    }

    public OrganisationKind kind() {
        return kind;
    }

    /** What a mentor studio is about; null for all others. */
    public String topic() {
        return topic;
    }

    public String name() {
        return name;
    }

    public String unit() {
        return unit;
    }

    public UnitLevel unitLevel() {
        return unitLevel;
    }

    /** Last day before it goes, or null. */
    public LocalDate availableTo() {
        return availableTo;
    }

    /** Through which it acts: the leader's for a team; null while nobody leads or the leader has none. */
    public String account() {
        return account;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
