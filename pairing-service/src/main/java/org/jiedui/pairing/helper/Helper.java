package org.jiedui.pairing.helper;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.chassis.pii.PersonalText;
import org.jiedui.pairing.CodeList;
import org.jiedui.pairing.PairingEvent;

/** A person who helps or mentors (PA-02). Places are kept by {@link Capacity}. */
@Entity
@Table(name = "helper")
public class Helper {
    @Id
    private UUID id;

    @Version
    private long version;

    private String region;

    @Column(name = "service_region")
    private String serviceRegion;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private HelperKind kind;

    private PersonalText name;

    private PersonalText phone;

    @JdbcTypeCode(SqlTypes.BINARY)
    @Column(name = "identity_hash", length = 32)
    private byte[] identityHash;

    private String account;

    private String unit;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "unit_level")
    private UnitLevel unitLevel;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "unit_type")
    private UnitType unitType;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "mentor_source")
    private MentorSource mentorSource;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "elder_kind")
    private ElderKind elderKind;

    private String skills;

    private String languages;

    private String education;

    @Column(name = "birth_year")
    private Integer birthYear;

    @Column(name = "available_from")
    private LocalDate availableFrom;

    @Column(name = "available_to")
    private LocalDate availableTo;

    @Column(name = "absent_from")
    private LocalDate absentFrom;

    @Column(name = "absent_until")
    private LocalDate absentUntil;

    @Column(name = "origin_mentee_id")
    private UUID originMenteeId;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    /** For Hibernate. */
    protected Helper() {}

    Helper(UUID id, HelperDetails details, byte[] identityHash, UUID originMenteeId, Instant now) {
        this.id = id;
        this.originMenteeId = originMenteeId;
        this.createdAt = now;
        write(details, identityHash, now);
    }

    /** It turns out that he was this mentee. */
    void descendsFrom(UUID menteeId, Instant now) {
        originMenteeId = menteeId;
        updatedAt = now;
    }

    final void write(HelperDetails details, byte[] hash, Instant now) {
        region = details.region();
        serviceRegion = details.serviceRegion();
        kind = details.kind();
        name = details.name();
        phone = details.phone();
        if (hash != null) {
            identityHash = hash;
        }
        account = details.account();
        unit = details.unit();
        unitLevel = details.unitLevel();
        unitType = details.unitType();
        mentorSource = details.mentorSource();
        elderKind = details.elderKind();
        skills = CodeList.join(details.skills());
        languages = CodeList.join(details.languages());
        education = details.education();
        if (details.birthYear() != null) {
            birthYear = details.birthYear();
        }
        availableFrom = details.availableFrom();
        availableTo = details.availableTo();
        updatedAt = now;
    }

    /** The last day of service, whoever comes after. */
    void leave(LocalDate firstDayGone, Instant now) {
        availableTo = firstDayGone.minusDays(1);
        updatedAt = now;
    }

    /** Away for some time. */
    void absent(LocalDate from, LocalDate until, Instant now) {
        absentFrom = from;
        absentUntil = until;
        updatedAt = now;
    }

    /** What others are told when something of it changed. */
    public PairingEvent.HelperChanged changed() {
        return new PairingEvent.HelperChanged(
                id, account, kind().name(), unitLevel().name(), region, serving());
    }

    PairingEvent.Serving serving() {
        return new PairingEvent.Serving(skills(), availableTo);
    }

    /** First day of a long leave, or null. */
    public LocalDate absentFrom() {
        return absentFrom;
    }

    /** First day back again, or null. */
    public LocalDate absentUntil() {
        return absentUntil;
    }

    public UUID id() {
        return id;
    }

    public long version() {
        return version;
    }

    /** Home division. */
    public String region() {
        return region;
    }

    /** Division in which the helper may be paired. */
    public String serviceRegion() {
        return serviceRegion;
    }

    public HelperKind kind() {
        return kind;
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

    /** Account of the helper, or null. */
    public String account() {
        return account;
    }

    public String unit() {
        return unit;
    }

    public UnitLevel unitLevel() {
        return unitLevel;
    }

    public UnitType unitType() {
        return unitType;
    }

    /** What made a mentor of this helper, or null. */
    public MentorSource mentorSource() {
        return mentorSource;
    }

    /** Which of the five elders this helper is, or null. */
    public ElderKind elderKind() {
        return elderKind;
    }

    public List<String> skills() {
        return CodeList.split(skills);
    }

    public List<String> languages() {
        return CodeList.split(languages);
    }

    public String education() {
        return education;
    }

    /** Year of birth, from which the age follows; null: unknown. */
    public Integer birthYear() {
        return birthYear;
    }

    public LocalDate availableFrom() {
        return availableFrom;
    }

    /** Last day, or null. */
    public LocalDate availableTo() {
        return availableTo;
    }

    /** The mentee who became this mentor, or null. */
    public UUID originMenteeId() {
        return originMenteeId;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
