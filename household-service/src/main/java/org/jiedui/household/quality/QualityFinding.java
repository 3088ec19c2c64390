package org.jiedui.household.quality;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.problem.CommonProblem;

/**
 * Something that a rule found: a work item of an office. There is one per household, rule and subject for ever; the rules
 * open, re-open and resolve it, people assign and waive it. It never repeats a value.
 */
@Entity
public class QualityFinding {
    @Id
    private UUID id;

    @Version
    private long version;

    private UUID householdId;
    private String householdNumber;
    private String region;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private QualityRule rule;

    private UUID subject;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private QualitySeverity severity;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private QualityState state;

    private String office;
    private String assignee;
    private LocalDate due;
    private Instant foundAt;
    private int times;
    private Instant resolvedAt;
    private LocalDate waivedUntil;
    private String waiverReason;
    private String waivedBy;

    protected QualityFinding() {}

    void assign(String toOffice, String account, LocalDate until) {
        if (state == QualityState.RESOLVED) {
            throw CommonProblem.STATE_CONFLICT.detail("问题已解决", "The finding is resolved");
        }
        office = toOffice;
        assignee = account;
        due = until;
    }

    void waive(String reason, LocalDate until, String by) {
        if (state == QualityState.RESOLVED) {
            throw CommonProblem.STATE_CONFLICT.detail("问题已解决", "The finding is resolved");
        }
        state = QualityState.WAIVED;
        waiverReason = reason;
        waivedUntil = until;
        waivedBy = by;
    }

    void reopen() {
        if (state != QualityState.WAIVED) {
            throw CommonProblem.STATE_CONFLICT.detail("问题未被豁免", "The finding is not waived");
        }
        state = QualityState.OPEN;
        waiverReason = null;
        waivedUntil = null;
        waivedBy = null;
    }

    /** Identifier. */
    public UUID id() {
        return id;
    }

    /** Version. */
    public long version() {
        return version;
    }

    /** The household. */
    public UUID householdId() {
        return householdId;
    }

    /** Its number. */
    public String householdNumber() {
        return householdNumber;
    }

    /** Its village. */
    public String region() {
        return region;
    }

    /** The rule. */
    public QualityRule rule() {
        return rule;
    }

    /** Member or measure concerned, or the household itself. */
    public UUID subject() {
        return subject;
    }

    /** How severe it was when it was found. */
    public QualitySeverity severity() {
        return severity;
    }

    /** State. */
    public QualityState state() {
        return state;
    }

    /** Division whose office owns it. */
    public String office() {
        return office;
    }

    /** Account that mends it, or null: anybody of the office. */
    public String assignee() {
        return assignee;
    }

    /** By when. */
    public LocalDate due() {
        return due;
    }

    /** When it was found first, or anew. */
    public Instant foundAt() {
        return foundAt;
    }

    /** How often it was found anew. */
    public int times() {
        return times;
    }

    /** When the rule no longer found it, or null. */
    public Instant resolvedAt() {
        return resolvedAt;
    }

    /** Last day of the waiver, or null. */
    public LocalDate waivedUntil() {
        return waivedUntil;
    }

    /** Why it was waived, or null. */
    public String waiverReason() {
        return waiverReason;
    }

    /** Who waived it, or null. */
    public String waivedBy() {
        return waivedBy;
    }
}
