package org.jiedui.household.publicity;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jiedui.chassis.time.Ids;
import org.jiedui.household.HouseholdProblem;

/** Somebody objects to a notice or to one of its entries; answered once. */
@Entity
@Table(name = "publicity_objection")
public class Objection {
    @Embeddable
    record Key(UUID publicityId, UUID id) implements Serializable {}

    @EmbeddedId
    private Key key;

    private Integer position;
    private String content;
    private String notedBy;
    private Instant notedAt;
    private Boolean upheld;
    private String answer;
    private String answeredBy;
    private Instant answeredAt;

    protected Objection() {}

    Objection(UUID publicityId, Integer position, String content, String notedBy, Instant notedAt) {
        this.key = new Key(publicityId, Ids.next());
        this.position = position;
        this.content = content;
        this.notedBy = notedBy;
        this.notedAt = notedAt;
    }

    void answer(boolean isUpheld, String text, String by, Instant now) {
        if (answeredAt != null) {
            throw HouseholdProblem.OBJECTION_ANSWERED.problem();
        }
        upheld = isUpheld;
        answer = text;
        answeredBy = by;
        answeredAt = now;
    }

    /** Identifier. */
    public UUID id() {
        return key.id();
    }

    /** The entry, or null for the whole notice. */
    public Integer position() {
        return position;
    }

    /** What is said. */
    public String content() {
        return content;
    }

    /** When it was noted. */
    public Instant notedAt() {
        return notedAt;
    }

    /** Whether it was right; null while it is open. */
    public Boolean upheld() {
        return upheld;
    }

    /** The answer, or null. */
    public String answer() {
        return answer;
    }

    /** When it was answered, or null. */
    public Instant answeredAt() {
        return answeredAt;
    }
}
