package org.jiedui.household.registration;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.time.Ids;

/** Something that happened to a household on a day (HH-03). Never changed; a split or merge is noted at both households. */
@Entity
@Table(name = "household_event")
public class LifeEvent {
    /** Which one. */
    @Embeddable
    public record Key(UUID householdId, UUID id) implements Serializable {}

    @EmbeddedId
    private Key key;

    private String region;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private LifeEventKind kind;

    private LocalDate effectiveOn;
    private String members;
    private UUID otherHouseholdId;
    private String fromRegion;
    private String toRegion;
    private String reason;
    private Instant recordedAt;
    private String recordedBy;

    protected LifeEvent() {}

    LifeEvent(
            Household household,
            LifeEventKind kind,
            LocalDate effectiveOn,
            Collection<UUID> members,
            UUID otherHouseholdId,
            String fromRegion,
            String reason,
            Instant now,
            String actor) {
        this.key = new Key(household.id(), Ids.next());
        this.region = household.region();
        this.kind = kind;
        this.effectiveOn = effectiveOn;
        this.members = members.stream().map(UUID::toString).collect(Collectors.joining(","));
        this.otherHouseholdId = otherHouseholdId;
        this.fromRegion = fromRegion;
        this.toRegion = fromRegion == null ? null : household.region();
        this.reason = reason;
        this.recordedAt = now;
        this.recordedBy = actor;
    }

    /** Identifier. */
    public UUID id() {
        return key.id();
    }

    /** What happened. */
    public LifeEventKind kind() {
        return kind;
    }

    /** The day; it holds from its end. */
    public LocalDate effectiveOn() {
        return effectiveOn;
    }

    /** The persons concerned. */
    public List<UUID> members() {
        return members.isEmpty()
                ? List.of()
                : Arrays.stream(members.split(",")).map(UUID::fromString).toList();
    }

    /** The other household of a split or merge, or null. */
    public UUID otherHouseholdId() {
        return otherHouseholdId;
    }

    /** The village it left, or null. */
    public String fromRegion() {
        return fromRegion;
    }

    /** The village to which it moved, or null. */
    public String toRegion() {
        return toRegion;
    }

    /** In the recorder's words, or null. */
    public String reason() {
        return reason;
    }

    /** When it was recorded. */
    public Instant recordedAt() {
        return recordedAt;
    }

    /** By which account. */
    public String recordedBy() {
        return recordedBy;
    }
}
