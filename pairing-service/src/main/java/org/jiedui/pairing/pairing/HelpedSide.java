package org.jiedui.pairing.pairing;

import java.util.UUID;
import org.jiedui.pairing.matching.HelpedFacts;

/**
 * The helped side as it is when the pairing is made.
 *
 * @param account of a mentee or enterprise, or null
 * @param region its full division code
 */
public record HelpedSide(HelpedKind kind, UUID id, String account, String region) {
    /** A village, whose identity follows from its code. */
    public static HelpedSide village(String code) {
        return new HelpedSide(HelpedKind.VILLAGE, HelpedFacts.villageId(code), null, code);
    }
}
