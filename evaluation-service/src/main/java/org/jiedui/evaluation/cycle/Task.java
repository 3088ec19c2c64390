package org.jiedui.evaluation.cycle;

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
import org.jiedui.evaluation.EvaluationPath;
import org.jiedui.evaluation.SubjectRole;

/**
 * One duty to evaluate, for an account or for whoever has a role in exactly a region. Says nothing about whether it was
 * done: that is sealed.
 */
@Entity
@Table(name = "evaluation_task")
public class Task {
    @Id
    private UUID id;

    private UUID cycleId;
    private UUID subjectId;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private SubjectRole subjectRole;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private EvaluationPath path;

    private String account;
    private String assigneeRole;
    private String region;
    private LocalDate due;
    private Instant createdAt;

    @Version
    private long version;

    /** For Hibernate; tasks are made in batches by {@link TaskGeneration}. */
    protected Task() {}

    /** Moves the last day. */
    void extend(LocalDate until) {
        due = until;
    }

    /** Identifier. */
    public UUID id() {
        return id;
    }

    /** Its cycle. */
    public UUID cycleId() {
        return cycleId;
    }

    /** Who is to be evaluated. */
    public UUID subjectId() {
        return subjectId;
    }

    /** In which role. */
    public SubjectRole subjectRole() {
        return subjectRole;
    }

    /** From which side. */
    public EvaluationPath path() {
        return path;
    }

    /** Who has to do it, or null when a role has. */
    public String account() {
        return account;
    }

    /** The role that has to do it, or null when an account has. */
    public String assigneeRole() {
        return assigneeRole;
    }

    /** The region of the role, or of the subject. */
    public String region() {
        return region;
    }

    /** Last day. */
    public LocalDate due() {
        return due;
    }

    /** When it was made. */
    public Instant createdAt() {
        return createdAt;
    }

    /** For conditional requests; never changes by answering. */
    public long version() {
        return version;
    }
}
