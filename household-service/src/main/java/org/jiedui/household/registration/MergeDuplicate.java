package org.jiedui.household.registration;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Command: merge the file of a duplicate into the surviving household's.
 *
 * @param duplicateVersion version of the duplicate that the caller saw
 * @param take what is taken from the duplicate instead of what the survivor has
 * @param members members of the duplicate who come over, with what each is to the survivor's head; the others are double
 */
public record MergeDuplicate(
        UUID survivingId,
        UUID duplicateId,
        long duplicateVersion,
        Set<Field> take,
        Map<UUID, Relation> members,
        String reason) {
    /** What may be chosen. */
    public enum Field {
        ADDRESS,
        BANK_ACCOUNT,
        EXTERNAL_ID,
        ATTRIBUTES,
        CAUSES,
        NEEDS,
        WISHES,
        ASSETS,
        SAFEGUARDS,
        DWELLING,
        /** Statements of years that both have; those of other years come over anyway. */
        INCOMES
    }
}
