package org.jiedui.household.request;

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

/** One step of handling a request; never changed. */
@Entity
public class RequestStep {
    @Embeddable
    record Key(UUID requestId, UUID id) implements Serializable {}

    @EmbeddedId
    private Key key;

    private Instant at;
    private String actor;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private RequestState fromState;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private RequestState toState;

    private String note;

    protected RequestStep() {}

    RequestStep(Request request, RequestState from, String actor, String note, Instant at) {
        this.key = new Key(request.id(), Ids.next());
        this.at = at;
        this.actor = actor;
        this.fromState = from;
        this.toState = request.state();
        this.note = note;
    }

    /** When. */
    public Instant at() {
        return at;
    }

    /** Account of who did it. */
    public String actor() {
        return actor;
    }

    /** State before, null for the first step. */
    public RequestState from() {
        return fromState;
    }

    /** State after. */
    public RequestState to() {
        return toState;
    }

    /** In words, or null. */
    public String note() {
        return note;
    }
}
