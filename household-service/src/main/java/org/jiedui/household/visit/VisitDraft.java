package org.jiedui.household.visit;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jiedui.chassis.time.Ids;

/** What an author began to note about a visit; nobody else sees it. Anything may still be missing. */
@Entity
public class VisitDraft {
    @Id
    private UUID id;

    @Version
    private long version;

    private String account;
    private String body;
    private Instant createdAt;
    private Instant updatedAt;

    protected VisitDraft() {}

    VisitDraft(String account, String body, Instant at) {
        this.id = Ids.next();
        this.account = account;
        this.createdAt = at;
        replace(body, at);
    }

    final void replace(String json, Instant at) {
        body = json;
        updatedAt = at;
    }

    /** Identifier; that of the visit once it is recorded. */
    public UUID id() {
        return id;
    }

    /** Version. */
    public long version() {
        return version;
    }

    /** Author. */
    public String account() {
        return account;
    }

    /** What was noted so far, JSON. */
    public String body() {
        return body;
    }

    /** When it was begun. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When it was changed last. */
    public Instant updatedAt() {
        return updatedAt;
    }
}
