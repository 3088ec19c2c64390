package org.jiedui.pairing.organisation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jiedui.pairing.organisation.OrganisationDetails.Membership;

/** A dated membership of a helper in a team. */
@Entity
@Table(name = "organisation_member")
public class OrganisationMember {
    @Id
    private UUID id;

    @Column(name = "organisation_id")
    private UUID organisationId;

    @Column(name = "helper_id")
    private UUID helperId;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private MemberRole role;

    private LocalDate since;

    private LocalDate until;

    /** For Hibernate. */
    protected OrganisationMember() {}

    OrganisationMember(UUID id, UUID organisationId, Membership membership) {
        this.id = id;
        this.organisationId = organisationId;
        this.helperId = membership.helperId();
        this.role = membership.role();
        this.since = membership.since();
        this.until = membership.until();
    }

    /** The membership as a value. */
    public Membership membership() {
        return new Membership(helperId, role, since, until);
    }

    UUID organisationId() {
        return organisationId;
    }
}
