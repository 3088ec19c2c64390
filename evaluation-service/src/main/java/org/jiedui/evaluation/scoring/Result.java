package org.jiedui.evaluation.scoring;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.evaluation.SubjectRole;

/** What a cycle found about one subject. Made and published in batches; its trace is kept beside it. */
@Entity
@Table(name = "evaluation_result")
public class Result {
    @Id
    private UUID id;

    private UUID cycleId;
    private UUID subjectId;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private SubjectRole subjectRole;

    private String account;
    private String region;
    private BigDecimal score;
    private boolean scoreWithheld;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private Band band;

    private boolean published;
    private int revision;
    private Instant createdAt;
    private Instant updatedAt;

    @Version
    private long version;

    /** For Hibernate. */
    protected Result() {}

    /** Identifier. */
    public UUID id() {
        return id;
    }

    /** Its cycle. */
    public UUID cycleId() {
        return cycleId;
    }

    /** About whom. */
    public UUID subjectId() {
        return subjectId;
    }

    /** In which role. */
    public SubjectRole subjectRole() {
        return subjectRole;
    }

    /** The subject's account, or null. */
    public String account() {
        return account;
    }

    /** Region of the subject. */
    public String region() {
        return region;
    }

    /** 0–100 with 2 places; null without answers, or where it would give an anonymous answer away. */
    public BigDecimal shownScore() {
        return scoreWithheld ? null : score;
    }

    /** Whether there is a score that is not shown. */
    public boolean scoreWithheld() {
        return scoreWithheld;
    }

    /** Grade; null without answers. */
    public Band band() {
        return band;
    }

    /** Whether the subject sees it. */
    public boolean published() {
        return published;
    }

    /** Number of the version that counts, from 1; each correction is the next one. */
    public int revision() {
        return revision;
    }

    /** Takes over a correction; what it was before is kept beside it. */
    void correct(ScoringPolicy.Scored corrected, boolean withheld, Instant now) {
        score = corrected.score();
        scoreWithheld = withheld;
        band = corrected.band();
        revision++;
        updatedAt = now;
    }

    /** When it was scored. */
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
