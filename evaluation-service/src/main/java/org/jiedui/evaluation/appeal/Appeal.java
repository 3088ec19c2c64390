package org.jiedui.evaluation.appeal;

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
import org.jiedui.chassis.pii.PersonalText;
import org.jiedui.chassis.problem.Reason;
import org.jiedui.evaluation.EvaluationProblem;
import org.jiedui.evaluation.scoring.Result;

/** A subject's appeal against one version of the own result. Grounds and reasons are stored encrypted. */
@Entity
@Table(name = "appeal")
public class Appeal {
    @Id
    private UUID id;

    private UUID resultId;
    private int resultRevision;
    private UUID cycleId;
    private String account;
    private String region;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private AppealState state;

    private PersonalText grounds;
    private Boolean recheckAgrees;
    private String recheckedBy;
    private PersonalText decisionReason;
    private String decidedBy;
    private Instant decidedAt;
    private Instant createdAt;
    private Instant updatedAt;

    @Version
    private long version;

    /** For Hibernate. */
    protected Appeal() {}

    Appeal(UUID id, Result against, String grounds, Instant now) {
        this.id = id;
        this.resultId = against.id();
        this.resultRevision = against.revision();
        this.cycleId = against.cycleId();
        this.account = against.account();
        this.region = against.region();
        this.state = AppealState.FILED;
        this.grounds = PersonalText.of(grounds);
        this.createdAt = now;
        this.updatedAt = now;
    }

    void recheck(boolean agrees, String by, Instant now) {
        require(AppealState.FILED);
        state = AppealState.RECHECKED;
        recheckAgrees = agrees;
        recheckedBy = by;
        updatedAt = now;
    }

    void decide(AppealState outcome, String reason, String by, Instant now) {
        require(AppealState.RECHECKED);
        state = outcome;
        decisionReason = PersonalText.of(reason);
        decidedBy = by;
        decidedAt = now;
        updatedAt = now;
    }

    private void require(AppealState needed) {
        if (state != needed) {
            throw EvaluationProblem.APPEAL_STATE_CONFLICT.because(
                    Reason.of(state, "申诉当前为 " + state, "The appeal is " + state));
        }
    }

    /** Identifier. */
    public UUID id() {
        return id;
    }

    /** Against which result. */
    public UUID resultId() {
        return resultId;
    }

    /** Against which version of it. */
    public int resultRevision() {
        return resultRevision;
    }

    /** Cycle of the result. */
    public UUID cycleId() {
        return cycleId;
    }

    /** Who appeals. */
    public String account() {
        return account;
    }

    /** Region of the subject. */
    public String region() {
        return region;
    }

    /** Where it stands. */
    public AppealState state() {
        return state;
    }

    /** Why the subject appeals. */
    public PersonalText grounds() {
        return grounds;
    }

    /** Whether computing the score again gave the same; null before. */
    public Boolean recheckAgrees() {
        return recheckAgrees;
    }

    /** Why it was decided like that; null before. */
    public PersonalText decisionReason() {
        return decisionReason;
    }

    /** When it was decided; null before. */
    public Instant decidedAt() {
        return decidedAt;
    }

    /** When it was filed. */
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
