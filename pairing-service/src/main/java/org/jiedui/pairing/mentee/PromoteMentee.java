package org.jiedui.pairing.mentee;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jiedui.pairing.helper.HelperKind;

/**
 * The decision that a mentee becomes a mentor.
 *
 * @param kind kind of helper from now on
 * @param skills null: the goals of the mentee
 * @param availableFrom first day as a mentor, null: today
 */
public record PromoteMentee(
        UUID menteeId,
        HelperKind kind,
        List<String> skills,
        LocalDate availableFrom,
        int primaryPlaces,
        int supportingPlaces) {}
