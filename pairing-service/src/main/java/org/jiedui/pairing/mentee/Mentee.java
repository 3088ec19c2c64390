package org.jiedui.pairing.mentee;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.pii.PersonalText;
import org.jiedui.pairing.CodeList;
import org.jiedui.pairing.helper.UnitLevel;

/** A young cadre who is mentored (PA-03). */
@Entity
@Table(name = "mentee")
public class Mentee {
    @Id
    private UUID id;

    @Version
    private long version;

    private String region;

    private PersonalText name;

    private PersonalText phone;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "identity_hash", length = 32)
    private byte[] identityHash;

    private String account;

    private String post;

    private String unit;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "unit_level")
    private UnitLevel unitLevel;

    private String goals;

    @Column(name = "goal_text")
    private String goalText;

    @Column(name = "promoted_helper_id")
    private UUID promotedHelperId;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For Hibernate. */
    protected Mentee() {}

    Mentee(UUID id, MenteeDetails details, byte[] identityHash, Instant now) {
        this.id = id;
        this.createdAt = now;
        write(details, identityHash, now);
    }

    final void write(MenteeDetails details, byte[] hash, Instant now) {
        region = details.region();
        name = details.name();
        phone = details.phone();
        if (hash != null) {
            identityHash = hash;
        }
        account = details.account();
        post = details.post();
        unit = details.unit();
        unitLevel = details.unitLevel();
        goals = CodeList.join(details.goals());
        goalText = details.goalText();
        updatedAt = now;
    }

    void becameMentor(UUID helperId, Instant now) {
        promotedHelperId = helperId;
        updatedAt = now;
    }

    public UUID id() {
        return id;
    }

    public long version() {
        return version;
    }

    public String region() {
        return region;
    }

    public PersonalText name() {
        return name;
    }

    public PersonalText phone() {
        return phone;
    }

    /** Keyed hash of the identity number, or null. */
    public byte[] identityHash() {
        return identityHash == null ? null : identityHash.clone();
    }

    public String account() {
        return account;
    }

    public String post() {
        return post;
    }

    public String unit() {
        return unit;
    }

    public UnitLevel unitLevel() {
        return unitLevel;
    }

    /** Skills to be learnt. */
    public List<String> goals() {
        return CodeList.split(goals);
    }

    public String goalText() {
        return goalText;
    }

    /** The helper that this mentee became, or null. */
    public UUID promotedHelperId() {
        return promotedHelperId;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
