package org.jiedui.household.risk;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.time.Ids;

/** One step of a case: who decided what, when, with which details. Never changed. */
@Entity
public class RiskCaseStep {
    @Embeddable
    record Key(UUID caseId, UUID id) implements Serializable {}

    @EmbeddedId
    private Key key;

    private Instant at;
    private String actor;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private RiskCaseState fromState;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private RiskCaseState toState;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private CaseDecision decision;

    private String note;
    private String details;

    protected RiskCaseStep() {}

    RiskCaseStep(
            UUID caseId,
            Instant at,
            String actor,
            RiskCaseState fromState,
            RiskCaseState toState,
            CaseDecision decision,
            String note,
            String details) {
        this.key = new Key(caseId, Ids.next());
        this.at = at;
        this.actor = actor;
        this.fromState = fromState;
        this.toState = toState;
        this.decision = decision;
        this.note = note;
        this.details = details;
    }

    /** When. */
    public Instant at() {
        return at;
    }

    /** Account. */
    public String actor() {
        return actor;
    }

    /** State before, null for the first step. */
    public RiskCaseState from() {
        return fromState;
    }

    /** State after. */
    public RiskCaseState to() {
        return toState;
    }

    /** Decision. */
    public CaseDecision decision() {
        return decision;
    }

    /** In words, or null. */
    public String note() {
        return note;
    }

    /** JSON: visitors, fields, findings, after-snapshot. */
    public String details() {
        return details;
    }
}
