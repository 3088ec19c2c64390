package org.jiedui.household.safeguard;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.time.Ids;
import org.jiedui.household.registration.Safeguard;

/** From which day a safeguard is in which state; never changed. */
@Entity
public class SafeguardEntry {
    @Embeddable
    record Key(UUID householdId, UUID id) implements Serializable {}

    @EmbeddedId
    private Key key;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private SafeguardKind safeguard;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Safeguard state;

    private LocalDate since;
    private LocalDate checkedOn;
    private String reason;
    private Instant recordedAt;
    private String recordedBy;

    protected SafeguardEntry() {}

    SafeguardEntry(
            UUID householdId,
            SafeguardKind safeguard,
            Safeguard state,
            LocalDate since,
            LocalDate checkedOn,
            String reason,
            Instant recordedAt,
            String recordedBy) {
        this.key = new Key(householdId, Ids.next());
        this.safeguard = safeguard;
        this.state = state;
        this.since = since;
        this.checkedOn = checkedOn;
        this.reason = reason;
        this.recordedAt = recordedAt;
        this.recordedBy = recordedBy;
    }

    /** Which one. */
    public SafeguardKind safeguard() {
        return safeguard;
    }

    /** State from that day on. */
    public Safeguard state() {
        return state;
    }

    /** First day. */
    public LocalDate since() {
        return since;
    }

    /** Day of the check that found it, or null. */
    public LocalDate checkedOn() {
        return checkedOn;
    }

    /** Why it changed, or null. */
    public String reason() {
        return reason;
    }

    /** When it was recorded. */
    public Instant recordedAt() {
        return recordedAt;
    }

    /** Account. */
    public String recordedBy() {
        return recordedBy;
    }
}
