package org.jiedui.household.visit;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.time.Ids;
import org.jiedui.household.HouseholdProblem;

/** A supervisor's question on a visit: asked → answered → closed; it may be answered again until it is closed. */
@Entity
public class VisitQuestion {
    @Id
    private UUID id;

    @Version
    private long version;

    private UUID visitId;
    private String region;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private QuestionState state;

    private String question;
    private String askedBy;
    private Instant askedAt;
    private String answer;
    private String answeredBy;
    private Instant answeredAt;
    private String closedBy;
    private Instant closedAt;

    protected VisitQuestion() {}

    VisitQuestion(Visit visit, String question, String askedBy, Instant askedAt) {
        this.id = Ids.next();
        this.visitId = visit.id();
        this.region = visit.region();
        this.state = QuestionState.ASKED;
        this.question = question;
        this.askedBy = askedBy;
        this.askedAt = askedAt;
    }

    void answer(String text, String by, Instant at) {
        requireOpen();
        answer = text;
        answeredBy = by;
        answeredAt = at;
        state = QuestionState.ANSWERED;
    }

    void close(String by, Instant at) {
        requireOpen();
        closedBy = by;
        closedAt = at;
        state = QuestionState.CLOSED;
    }

    private void requireOpen() {
        if (state == QuestionState.CLOSED) {
            throw HouseholdProblem.QUESTION_CLOSED.problem();
        }
    }

    /** Identifier. */
    public UUID id() {
        return id;
    }

    /** Version. */
    public long version() {
        return version;
    }

    /** The visit. */
    public UUID visitId() {
        return visitId;
    }

    /** Village of the visit. */
    public String region() {
        return region;
    }

    /** State. */
    public QuestionState state() {
        return state;
    }

    /** The question. */
    public String question() {
        return question;
    }

    /** Account of who asked. */
    public String askedBy() {
        return askedBy;
    }

    /** When. */
    public Instant askedAt() {
        return askedAt;
    }

    /** The answer, or null. */
    public String answer() {
        return answer;
    }

    /** Account of who answered, or null. */
    public String answeredBy() {
        return answeredBy;
    }

    /** When, or null. */
    public Instant answeredAt() {
        return answeredAt;
    }

    /** Account of who closed it, or null. */
    public String closedBy() {
        return closedBy;
    }

    /** When, or null. */
    public Instant closedAt() {
        return closedAt;
    }
}
