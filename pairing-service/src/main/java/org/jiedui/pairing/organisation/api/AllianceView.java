package org.jiedui.pairing.organisation.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiedui.pairing.organisation.Alliance;
import org.jiedui.pairing.organisation.AllianceMember;
import org.jiedui.pairing.organisation.MemberRole;

/**
 * An alliance with all memberships since its beginning.
 *
 * @param region division of the founding office
 * @param until first day no longer in being, or null
 */
public record AllianceView(
        UUID id,
        String name,
        String region,
        LocalDate since,
        LocalDate until,
        List<AllianceMemberView> members,
        Instant createdAt,
        Instant updatedAt,
        long version) {
    /**
     * A dated membership: an invitation while {@code accepted} is false and it has no end, a declined one when it has.
     *
     * @param organisationId null for an organisation of another province
     * @param until first day no longer a member, or null
     */
    public record AllianceMemberView(
            UUID id,
            UUID organisationId,
            String name,
            String region,
            MemberRole role,
            LocalDate since,
            LocalDate until,
            boolean accepted,
            Instant acceptedAt) {
        static AllianceMemberView of(AllianceMember member) {
            return new AllianceMemberView(
                    member.id(),
                    member.organisationId(),
                    member.name(),
                    member.region(),
                    member.role(),
                    member.since(),
                    member.until(),
                    member.acceptedAt() != null,
                    member.acceptedAt());
        }
    }

    /** The view of an alliance. */
    public static AllianceView of(Alliance alliance, List<AllianceMember> members) {
        return new AllianceView(
                alliance.id(),
                alliance.name(),
                alliance.region(),
                alliance.since(),
                alliance.until(),
                members == null
                        ? List.of()
                        : members.stream().map(AllianceMemberView::of).toList(),
                alliance.createdAt(),
                alliance.updatedAt(),
                alliance.version());
    }
}
