package org.jiedui.pairing.mentee;

import java.util.List;
import org.jiedui.chassis.pii.PersonalText;
import org.jiedui.pairing.helper.UnitLevel;

/**
 * What is told of a mentee.
 *
 * @param identityNumber in memory only; a keyed hash of it is stored. Null leaves the stored hash as it is
 * @param goals skills to be learnt
 */
public record MenteeDetails(
        PersonalText name,
        PersonalText phone,
        PersonalText identityNumber,
        String account,
        String post,
        String unit,
        UnitLevel unitLevel,
        List<String> goals,
        String goalText,
        String region) {}
