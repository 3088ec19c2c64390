package org.jiedui.household.risk;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jiedui.chassis.time.Ids;

/** What somebody said against a publicity, and the answer. Nobody's name is kept. */
@Entity
public class RiskCaseObjection {
    @Embeddable
    record Key(UUID caseId, UUID id) implements Serializable {}

    @EmbeddedId
    private Key key;

    private String content;
    private String notedBy;
    private Instant notedAt;
    private String answer;
    private Boolean upheld;
    private String answeredBy;
    private Instant answeredAt;

    protected RiskCaseObjection() {}

    RiskCaseObjection(UUID caseId, String content, String notedBy, Instant notedAt) {
        this.key = new Key(caseId, Ids.next());
        this.content = content;
        this.notedBy = notedBy;
        this.notedAt = notedAt;
    }

    void answer(String text, boolean right, String account, Instant at) {
        answer = text;
        upheld = right;
        answeredBy = account;
        answeredAt = at;
    }

    /** Identifier. */
    public UUID id() {
        return key.id();
    }

    /** What was said. */
    public String content() {
        return content;
    }

    /** Account that noted it. */
    public String notedBy() {
        return notedBy;
    }

    /** When. */
    public Instant notedAt() {
        return notedAt;
    }

    /** The answer, or null. */
    public String answer() {
        return answer;
    }

    /** Whether it was right; null until answered. */
    public Boolean upheld() {
        return upheld;
    }

    /** When it was answered, or null. */
    public Instant answeredAt() {
        return answeredAt;
    }
}
