package org.jiedui.pairing.matching;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What rules know of the helped side.
 *
 * @param kind {@code HOUSEHOLD}, {@code MENTEE}, {@code VILLAGE} or {@code ENTERPRISE}
 * @param region its division
 * @param wantedSkills skills that answer its needs
 * @param traits of its village; empty: unknown
 * @param requiredPartners fewest helpers of different departments
 * @param presentUnits departments of the present helpers and of those proposed
 * @param dialects spoken in its division; empty: unknown
 * @param missing places that the form leaves to be filled
 */
public record HelpedFacts(
        String kind,
        UUID id,
        String region,
        Set<String> wantedSkills,
        Set<VillageTrait> traits,
        int requiredPartners,
        List<String> presentUnits,
        Set<String> dialects,
        int missing) {
    /** One whose present helpers, if any, lead: only departments are missing. */
    public HelpedFacts(
            String kind,
            UUID id,
            String region,
            Set<String> wantedSkills,
            Set<VillageTrait> traits,
            int requiredPartners,
            List<String> presentUnits,
            Set<String> dialects) {
        this(
                kind,
                id,
                region,
                wantedSkills,
                traits,
                requiredPartners,
                presentUnits,
                dialects,
                FormPolicy.missing(requiredPartners, presentUnits, true));
    }

    /** One of whose village at most one trait and no dialect is known. */
    public HelpedFacts(
            String kind,
            UUID id,
            String region,
            Set<String> wantedSkills,
            VillageTrait trait,
            int requiredPartners,
            List<String> presentUnits) {
        this(
                kind,
                id,
                region,
                wantedSkills,
                trait == null ? Set.of() : Set.of(trait),
                requiredPartners,
                presentUnits,
                Set.of());
    }

    /** Identity of a village, which follows from its code of 12 digits. */
    public static UUID villageId(String code) {
        return UUID.nameUUIDFromBytes(("jiedui:village:" + code).getBytes(StandardCharsets.UTF_8));
    }
}
