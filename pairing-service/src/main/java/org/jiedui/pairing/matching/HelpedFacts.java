package org.jiedui.pairing.matching;

import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What rules know of the helped side.
 *
 * @param kind {@code HOUSEHOLD}, {@code MENTEE}, {@code VILLAGE} or {@code ENTERPRISE}
 * @param region its division
 * @param wantedSkills skills that answer its needs
 * @param trait of its village, or null when unknown
 * @param requiredPartners fewest helpers of different departments
 * @param presentUnits departments of the present helpers and of those proposed
 */
public record HelpedFacts(
        String kind,
        UUID id,
        String region,
        Set<String> wantedSkills,
        VillageTrait trait,
        int requiredPartners,
        List<String> presentUnits) {}
