package org.jiedui.pairing.organisation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A dated membership of an organisation or team in an alliance, from the invitation on; never deleted. */
@Entity
@Table(name = "alliance_member")
public class AllianceMember {
    @Id
    private UUID id;

    @Column(name = "alliance_id")
    private UUID allianceId;

    @Column(name = "organisation_id")
    private UUID organisationId;

    private String name;

    private String region;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private MemberRole role;

    private LocalDate since;

    private LocalDate until;

    @Column(name = "accepted_by")
    private String acceptedBy;

    @Column(name = "accepted_at")
    private Instant acceptedAt;

    /** For Hibernate. */
    protected AllianceMember() {}

    AllianceMember(
            UUID id,
            UUID allianceId,
            UUID organisationId,
            String name,
            String region,
            MemberRole role,
            LocalDate since) {
        this.id = id;
        this.allianceId = allianceId;
        this.organisationId = organisationId;
        this.name = name;
        this.region = region;
        this.role = role;
        this.since = since;
    }

    /** The same member in another role from a day on; this interval ends. */
    AllianceMember as(UUID newId, MemberRole newRole, LocalDate from) {
        var next = new AllianceMember(newId, allianceId, organisationId, name, region, newRole, from);
        next.acceptedBy = acceptedBy;
        next.acceptedAt = acceptedAt;
        end(from);
        return next;
    }

    void accept(String by, Instant now) {
        acceptedBy = by;
        acceptedAt = now;
    }

    /** Ends on the first day no longer a member, not before it begins. */
    void end(LocalDate day) {
        until = day.isBefore(since) ? since : day;
    }

    /** The organisation has another name or lies in another division now; whether that is news. */
    boolean follow(Organisation organisation) {
        var news = !name.equals(organisation.name()) || !region.equals(organisation.region());
        name = organisation.name();
        region = organisation.region();
        return news;
    }

    /** Whether it is open: invited, or a member without an end. */
    boolean open() {
        return until == null;
    }

    /** Whether it has ended by the day. */
    boolean over(LocalDate day) {
        return until != null && !until.isAfter(day);
    }

    /** Whether it leads on. */
    boolean leads() {
        return open() && role == MemberRole.LEADER;
    }

    public UUID id() {
        return id;
    }

    public UUID allianceId() {
        return allianceId;
    }

    /** Null: an organisation of another province, known by name only. */
    public UUID organisationId() {
        return organisationId;
    }

    public String name() {
        return name;
    }

    public String region() {
        return region;
    }

    public MemberRole role() {
        return role;
    }

    public LocalDate since() {
        return since;
    }

    /** First day no longer a member, or null; of an invitation that was declined, the day of that. */
    public LocalDate until() {
        return until;
    }

    /** Account of the office that accepted, or null. */
    public String acceptedBy() {
        return acceptedBy;
    }

    public Instant acceptedAt() {
        return acceptedAt;
    }
}
