package org.jiedui.pairing.activity;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;

/** Whether a pairing's helped side came to a group activity. */
@Entity
@Table(name = "attendance")
public class Attendance {
    /** Which activity and whose pairing. */
    @Embeddable
    public record Key(
            @Column(name = "activity_id") UUID activityId,
            @Column(name = "pairing_id") UUID pairingId) {}

    @EmbeddedId
    private Key id;

    private boolean present;

    private boolean excused;

    @Column(name = "held_on")
    private LocalDate heldOn;

    /** For Hibernate. */
    protected Attendance() {}

    Attendance(UUID activityId, UUID pairingId, boolean present, boolean excused, LocalDate heldOn) {
        id = new Key(activityId, pairingId);
        this.present = present;
        this.excused = excused;
        this.heldOn = heldOn;
    }

    public UUID pairingId() {
        return id.pairingId();
    }

    public boolean present() {
        return present;
    }

    /** Absent for a reason that was accepted. */
    public boolean excused() {
        return excused;
    }
}
