package org.jiedui.pairing.matching;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/**
 * What rules know of a possible helper side.
 *
 * @param side {@code PERSON} or {@code TEAM}
 * @param kind code of the kind of helper or organisation
 * @param account of the person, or of the team's leader; null when there is none
 * @param unit name of the department
 * @param unitLevel code
 * @param region home division
 * @param serviceRegion division in which it may be paired
 * @param availableTo last day, or null
 * @param places in the asked role
 * @param taken of them
 * @param tied declared member or relative of the household
 * @param inNeed member of a household in care
 * @param paired with this helped side now
 * @param samePerson as the helped side
 * @param score of the last published evaluation, 0–100, or null
 * @param unfit whether the band of it was the lowest
 */
public record HelperFacts(
        UUID id,
        String side,
        String kind,
        String account,
        String unit,
        String unitLevel,
        List<String> skills,
        String region,
        String serviceRegion,
        LocalDate availableFrom,
        LocalDate availableTo,
        int places,
        int taken,
        boolean tied,
        boolean inNeed,
        boolean paired,
        boolean samePerson,
        BigDecimal score,
        boolean unfit) {}
