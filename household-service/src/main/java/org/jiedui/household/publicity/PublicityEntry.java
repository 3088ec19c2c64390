package org.jiedui.household.publicity;

import java.util.UUID;
import org.jiedui.chassis.value.Money;

/**
 * A line of a notice: exactly what is shown.
 *
 * @param position from 1
 * @param name head of the household as shown
 * @param members living members
 * @param caseId the risk case that is in publication, or null
 * @param amount sum of money, or null
 */
public record PublicityEntry(
        int position,
        UUID householdId,
        UUID caseId,
        String householdNumber,
        String name,
        int members,
        PublicityMatter matter,
        Money amount) {}
