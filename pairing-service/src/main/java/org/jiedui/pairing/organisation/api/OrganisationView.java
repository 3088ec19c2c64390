package org.jiedui.pairing.organisation.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiedui.pairing.helper.Places;
import org.jiedui.pairing.helper.UnitLevel;
import org.jiedui.pairing.organisation.Organisation;
import org.jiedui.pairing.organisation.OrganisationDetails.Membership;
import org.jiedui.pairing.organisation.OrganisationKind;

/** A team or another organisation with members and places; {@code availableTo} is its last day when it goes for good. */
public record OrganisationView(
        UUID id,
        OrganisationKind kind,
        String topic,
        String name,
        String unit,
        UnitLevel unitLevel,
        String region,
        String serviceRegion,
        String account,
        LocalDate availableTo,
        List<Membership> members,
        List<Places> capacity,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /** The view of an organisation. */
    public static OrganisationView of(Organisation organisation, List<Membership> members, List<Places> capacity) {
        return new OrganisationView(
                organisation.id(),
                organisation.kind(),
                organisation.topic(),
                organisation.name(),
                organisation.unit(),
                organisation.unitLevel(),
                organisation.region(),
                organisation.serviceRegion(),
                organisation.account(),
                organisation.availableTo(),
                members == null ? List.of() : members,
                capacity == null ? List.of() : capacity,
                organisation.createdAt(),
                organisation.updatedAt(),
                organisation.version());
    }
}
