package org.jiedui.pairing.pairing;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The helped side as it is when the pairing is made.
 *
 * @param account of a mentee or enterprise, or null
 * @param region its full division code
 */
public record HelpedSide(HelpedKind kind, UUID id, String account, String region) {
    /** A village, whose identity follows from its code. */
    public static HelpedSide village(String code) {
        return new HelpedSide(
                HelpedKind.VILLAGE,
                UUID.nameUUIDFromBytes(("jiedui:village:" + code).getBytes(StandardCharsets.UTF_8)),
                null,
                code);
    }
}
