package org.jiedui.pairing.helper;

import java.time.LocalDate;
import java.util.List;
import org.jiedui.chassis.pii.PersonalText;

/**
 * What is told of a helper.
 *
 * @param region home division
 * @param serviceRegion division in which the helper may be paired; an ancestor or equal of the helped sides' divisions
 * @param identityNumber in memory only; a keyed hash of it is stored. Null leaves the stored hash as it is
 * @param birthYear null leaves the stored one as it is
 * @param mentorSource what made a mentor of the helper, or null
 * @param elderKind which of the five elders the helper is, of {@link HelperKind#FIVE_ELDERS} only, or null
 * @param availableTo last day, or null
 * @param primaryPlaces most pairings in the primary role at once
 * @param supportingPlaces most pairings in the supporting role at once
 */
public record HelperDetails(
        HelperKind kind,
        PersonalText name,
        PersonalText phone,
        PersonalText identityNumber,
        String account,
        String unit,
        UnitLevel unitLevel,
        UnitType unitType,
        MentorSource mentorSource,
        ElderKind elderKind,
        List<String> skills,
        List<String> languages,
        String education,
        Integer birthYear,
        String region,
        String serviceRegion,
        LocalDate availableFrom,
        LocalDate availableTo,
        int primaryPlaces,
        int supportingPlaces) {}
