package org.jiedui.pairing.pairing;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jiedui.chassis.pii.PersonalText;
import org.jiedui.pairing.OnceClearText;

/** What somebody has against a publicised pairing, and the office's answer. */
@Entity
@Table(name = "objection")
public class Objection {
    @Id
    private UUID id;

    @Column(name = "pairing_id")
    private UUID pairingId;

    @Column(name = "raised_by")
    private String raisedBy;

    @Column(name = "raised_at")
    private Instant raisedAt;

    @Convert(converter = OnceClearText.class)
    private PersonalText text;

    @Convert(converter = OnceClearText.class)
    private PersonalText answer;

    private Boolean upheld;

    @Column(name = "answered_by")
    private String answeredBy;

    @Column(name = "answered_at")
    private Instant answeredAt;

    /** For Hibernate. */
    protected Objection() {}

    Objection(UUID id, UUID pairingId, String raisedBy, Instant raisedAt, String text) {
        this.id = id;
        this.pairingId = pairingId;
        this.raisedBy = raisedBy;
        this.raisedAt = raisedAt;
        this.text = PersonalText.of(text);
    }

    void answer(String words, boolean right, String by, Instant at) {
        answer = PersonalText.of(words);
        upheld = right;
        answeredBy = by;
        answeredAt = at;
    }

    public UUID id() {
        return id;
    }

    public UUID pairingId() {
        return pairingId;
    }

    public String raisedBy() {
        return raisedBy;
    }

    public Instant raisedAt() {
        return raisedAt;
    }

    public String text() {
        return OnceClearText.clear(text);
    }

    public String answer() {
        return OnceClearText.clear(answer);
    }

    /** Whether it was right; null while there is no answer. */
    public Boolean upheld() {
        return upheld;
    }

    public String answeredBy() {
        return answeredBy;
    }

    public Instant answeredAt() {
        return answeredAt;
    }
}
