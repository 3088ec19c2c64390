package org.jiedui.pairing.organisation;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jiedui.pairing.helper.UnitLevel;

/**
 * What is told of an organisation.
 *
 * @param topic code of what a mentor studio is about; null for all others
 * @param unit the department or company that sends it
 * @param account of an enterprise; a team acts through its leader's account
 * @param members of a team
 */
public record OrganisationDetails(
        OrganisationKind kind,
        String topic,
        String name,
        String unit,
        UnitLevel unitLevel,
        String region,
        String serviceRegion,
        String account,
        List<Membership> members,
        int primaryPlaces,
        int supportingPlaces) {
    /**
     * A helper in a team.
     *
     * @param until first day no longer a member, or null
     */
    public record Membership(UUID helperId, MemberRole role, LocalDate since, LocalDate until) {
        /** Whether it holds on a day. */
        public boolean on(LocalDate day) {
            return !since.isAfter(day) && (until == null || until.isAfter(day));
        }

        /** Whether something of it lies on that day or later. */
        boolean after(LocalDate day) {
            return until == null || until.isAfter(day);
        }

        /** Whether all days of another membership of the same helper are days of this one. */
        boolean covers(Membership other) {
            return helperId.equals(other.helperId)
                    && !since.isAfter(other.since)
                    && (until == null || (other.until != null && !other.until.isAfter(until)));
        }

        /** What of it lies before a day; empty when nothing does. */
        Optional<Membership> before(LocalDate day) {
            return !after(day)
                    ? Optional.of(this)
                    : since.isBefore(day) ? Optional.of(new Membership(helperId, role, since, day)) : Optional.empty();
        }
    }
}
