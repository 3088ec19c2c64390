package org.jiedui.household.region;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.UUID;

/** That a division became another on a day; a rename, or the survivor of a merge, names its own code twice. */
@Entity
public class RegionSuccession {
    /** Which. */
    @Embeddable
    public record Key(String predecessor, LocalDate effectiveOn, String successor) implements Serializable {}

    @EmbeddedId
    private Key key;

    private UUID changeId;
    private String formerName;

    protected RegionSuccession() {}

    RegionSuccession(Key key, UUID changeId, String formerName) {
        this.key = key;
        this.changeId = changeId;
        this.formerName = formerName;
    }

    /** The former division. */
    public String predecessor() {
        return key.predecessor();
    }

    /** The later one. */
    public String successor() {
        return key.successor();
    }

    /** First day of the later one. */
    public LocalDate effectiveOn() {
        return key.effectiveOn();
    }

    /** The change it is part of. */
    public UUID changeId() {
        return changeId;
    }

    /** Name of the former division until then. */
    public String formerName() {
        return formerName;
    }
}
