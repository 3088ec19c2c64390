package org.jiedui.household.request;

import java.time.LocalDate;
import java.util.UUID;

/**
 * Command: note a request.
 *
 * @param householdId the household concerned, or null when it concerns a place only
 * @param region needed when there is no household
 * @param due null: by urgency, in working days
 * @param aboutAccount of a complaint: the person complained about, or null
 * @param aboutRegion of a complaint: the division whose office is complained about, or null
 */
public record OpenRequest(
        UUID householdId,
        String region,
        RequestKind kind,
        RequestCategory category,
        Urgency urgency,
        IntakeChannel channel,
        String content,
        LocalDate due,
        String aboutAccount,
        String aboutRegion) {
    /** Everything but a complaint. */
    public OpenRequest(
            UUID householdId,
            String region,
            RequestKind kind,
            RequestCategory category,
            Urgency urgency,
            IntakeChannel channel,
            String content,
            LocalDate due) {
        this(householdId, region, kind, category, urgency, channel, content, due, null, null);
    }
}
