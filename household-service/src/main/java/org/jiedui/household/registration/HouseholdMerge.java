package org.jiedui.household.registration;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jiedui.chassis.pii.PersonalText;
import org.jiedui.chassis.time.Ids;
import org.jiedui.household.HouseholdProblem;

/** That two files of one household were merged, with all that is needed to undo it. */
@Entity
public class HouseholdMerge {
    @Id
    private UUID id;

    @Version
    private long version;

    private UUID survivingId;
    private UUID duplicateId;
    private String region;
    private long survivingVersion;
    private long duplicateVersion;
    private PersonalText beforeMerge;
    private String reason;
    private Instant mergedAt;
    private String mergedBy;
    private Instant undoneAt;
    private String undoneBy;

    protected HouseholdMerge() {}

    HouseholdMerge(Household surviving, Household duplicate, String before, String reason, Instant now, String actor) {
        this.id = Ids.next();
        this.survivingId = surviving.id();
        this.duplicateId = duplicate.id();
        this.region = surviving.region();
        this.survivingVersion = surviving.version();
        this.duplicateVersion = duplicate.version();
        this.beforeMerge = PersonalText.of(before);
        this.reason = reason;
        this.mergedAt = now;
        this.mergedBy = actor;
    }

    /** Ends it; refuses a second time. */
    void undo(Instant now, String actor) {
        if (undoneAt != null) {
            throw HouseholdProblem.MERGE_NOT_UNDOABLE.because(
                    new org.jiedui.chassis.problem.Reason("UNDONE_ALREADY", "该合并已撤销", "It was undone already"));
        }
        undoneAt = now;
        undoneBy = actor;
    }

    /** Both as they were, null once anonymised. */
    String before() {
        return beforeMerge == null ? null : beforeMerge.clear();
    }

    long survivingVersion() {
        return survivingVersion;
    }

    long duplicateVersion() {
        return duplicateVersion;
    }

    /** Identifier. */
    public UUID id() {
        return id;
    }

    /** Version, the entity tag. */
    public long version() {
        return version;
    }

    /** The household that goes on. */
    public UUID survivingId() {
        return survivingId;
    }

    /** The household that was closed. */
    public UUID duplicateId() {
        return duplicateId;
    }

    /** In the words of who merged, or null. */
    public String reason() {
        return reason;
    }

    /** When. */
    public Instant mergedAt() {
        return mergedAt;
    }

    /** By which account. */
    public String mergedBy() {
        return mergedBy;
    }

    /** When it was undone, or null. */
    public Instant undoneAt() {
        return undoneAt;
    }

    /** By which account, or null. */
    public String undoneBy() {
        return undoneBy;
    }
}
