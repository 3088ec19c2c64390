package org.jiedui.household.visit;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
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

    /** Those that the body names, so that the draft can go with them; see {@link VisitFollowing}. */
    @ElementCollection
    @CollectionTable(name = "visit_draft_household", joinColumns = @JoinColumn(name = "draft_id"))
    @Column(name = "household_id")
    private Set<UUID> households = new HashSet<>();

    protected VisitDraft() {}

    VisitDraft(String account, String body, Set<UUID> named, Instant at) {
        this.id = Ids.next();
        this.account = account;
        this.createdAt = at;
        replace(body, named, at);
    }

    final void replace(String json, Set<UUID> named, Instant at) {
        body = json;
        households.retainAll(named);
        households.addAll(named);
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
