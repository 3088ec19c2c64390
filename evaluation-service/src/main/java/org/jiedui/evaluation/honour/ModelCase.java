package org.jiedui.evaluation.honour;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.evaluation.EvaluationProblem;

/** A case of help from which others can learn. Reviewed by somebody else than who nominated it. */
@Entity
@Table(name = "model_case")
public class ModelCase {
    @Id
    private UUID id;

    private String region;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private ModelCaseState state;

    private String title;

    @Column(columnDefinition = "TEXT")
    private String summary;

    private String cause;
    private String measure;
    private UUID pairingId;
    private String nominatedBy;
    private String reviewReason;
    private String reviewedBy;
    private Instant createdAt;
    private Instant updatedAt;

    @Version
    private long version;

    /** For Hibernate. */
    protected ModelCase() {}

    ModelCase(UUID id, NominateCase command, String by, Instant now) {
        this.id = id;
        this.region = command.region();
        this.state = ModelCaseState.NOMINATED;
        this.title = command.title();
        this.summary = command.summary();
        this.cause = command.cause();
        this.measure = command.measure();
        this.pairingId = command.pairing();
        this.nominatedBy = by;
        this.createdAt = now;
        this.updatedAt = now;
    }

    void become(ModelCaseState wanted, String reason, String by, Instant now) {
        if (!state.next().contains(wanted)) {
            throw EvaluationProblem.MODEL_CASE_STATE_CONFLICT.because(state.next().stream()
                    .map(legal -> Reason.of(
                            legal,
                            "当前为 " + state + "，下一步可为 " + legal,
                            "The case is " + state + "; " + legal + " may follow"))
                    .toList());
        }
        if (state == ModelCaseState.NOMINATED && by.equals(nominatedBy)) {
            throw EvaluationProblem.OWN_NOMINATION.problem();
        }
        state = wanted;
        reviewReason = reason;
        reviewedBy = by;
        updatedAt = now;
    }

    /** Identifier. */
    public UUID id() {
        return id;
    }

    /** Division from which it comes. */
    public String region() {
        return region;
    }

    /** Where it stands. */
    public ModelCaseState state() {
        return state;
    }

    /** Heading. */
    public String title() {
        return title;
    }

    /** What was done and what came of it. */
    public String summary() {
        return summary;
    }

    /** Cause of poverty, code. */
    public String cause() {
        return cause;
    }

    /** Measure that helped, code. */
    public String measure() {
        return measure;
    }

    /** Pairing from which it came, or null. */
    public UUID pairingId() {
        return pairingId;
    }

    /** Reason of the last decision, or null. */
    public String reviewReason() {
        return reviewReason;
    }

    /** When it was nominated. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When it last changed. */
    public Instant updatedAt() {
        return updatedAt;
    }

    /** For conditional requests. */
    public long version() {
        return version;
    }
}
